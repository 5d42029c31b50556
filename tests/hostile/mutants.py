"""Small damages done to sound files, each found again by its seed."""

import re
from collections.abc import Callable
from random import Random

_ELEMENT = re.compile(rb"[\x02-\x88\xe0]\x00..[A-Z]{2}", re.DOTALL)
"""Where an element of explicit little endian may begin: group, element, VR."""

_NUMBERS = (0, 1, 2, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE)


def mutant(sound: bytes, seed: int) -> bytes:
    """Return the file with one to three damages; the same for the same seed."""
    random = Random(seed)  # noqa: S311 - damage has to come again, not to be secret
    found = bytearray(sound)
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        random.choice(_DAMAGES)(found, random)
    return bytes(found)


def _flip(data: bytearray, random: Random) -> None:
    """Give one to eight bytes another value."""
    for _ in range(random.randint(1, 8)):
        if data:
            data[_somewhere(data, random)] = random.randrange(256)


def _flip_bit(data: bytearray, random: Random) -> None:
    if data:
        data[_somewhere(data, random)] ^= 1 << random.randrange(8)


def _truncate(data: bytearray, random: Random) -> None:
    del data[random.randint(0, len(data)) :]


def _remove(data: bytearray, random: Random) -> None:
    at = _somewhere(data, random)
    del data[at : at + random.randint(1, 12)]


def _insert(data: bytearray, random: Random) -> None:
    at = _somewhere(data, random)
    data[at:at] = random.randbytes(random.randint(1, 12))


def _repeat(data: bytearray, random: Random) -> None:
    at = _somewhere(data, random)
    data[at:at] = data[at : at + random.randint(1, 200)]


def _length(data: bytearray, random: Random) -> None:
    """Write a telling number over a length, or over anything where there is none."""
    at = _element(data, random)
    at = _somewhere(data, random) if at is None else at + random.choice((6, 8))
    size, order = random.choice((1, 2, 4)), random.choice(("little", "big"))
    number = random.choice((*_NUMBERS, len(data), random.randrange(300)))
    data[at : at + size] = (number % (1 << 8 * size)).to_bytes(size, order)  # type: ignore[arg-type]


def _swap_tags(data: bytearray, random: Random) -> None:
    """Exchange the tags, or the tags and VRs, of two elements."""
    one, other = _element(data, random), _element(data, random)
    if one is not None and other is not None:
        size = random.choice((4, 6))
        first, second = data[one : one + size], data[other : other + size]
        data[one : one + size], data[other : other + size] = second, first


def _vr(data: bytearray, random: Random) -> None:
    at = _element(data, random)
    if at is not None:
        kinds = b"SQ", b"UN", b"OB", b"OW", b"US", b"UL", b"DS", b"IS", b"LO", b"AT", b"FD", b"ZZ"
        data[at + 4 : at + 6] = random.choice(kinds)


def _value(data: bytearray, random: Random) -> None:
    """Overwrite the start of a value with what numbers and texts are made of."""
    at = _element(data, random)
    if at is not None:
        words = b"-1", b"1e", b"\\\\", b"na", b"99", b"\xff\xff", b"\0\0", b"\0\x80", b"\1\0"
        data[at + 8 : at + 10] = random.choice(words)


def _marker(data: bytearray, random: Random) -> None:
    """Change a marker of a codestream, or the bytes after it."""
    places = [found.start() for found in re.finditer(rb"\xff[\x4f-\x93\xc0-\xfe]", bytes(data))]
    if places:
        at = random.choice(places) + random.randint(1, 12)
        data[at : at + 1] = bytes((random.choice((0, 1, 0x4F, 0x51, 0xC0, 0xC4, 0xD9, 0xFF)),))


_DAMAGES: tuple[Callable[[bytearray, Random], None], ...] = (
    _flip,
    _flip,
    _flip_bit,
    _truncate,
    _remove,
    _insert,
    _repeat,
    _length,
    _length,
    _swap_tags,
    _vr,
    _value,
    _marker,
)


def _somewhere(data: bytearray, random: Random) -> int:
    """Return a place, beyond a preamble as often as the file allows."""
    if len(data) > 140 and data[128:132] == b"DICM":
        return random.randrange(128, len(data))
    return random.randrange(max(1, len(data)))


def _element(data: bytearray, random: Random) -> int | None:
    """Return where an element begins, or None where there is none."""
    places = [found.start() for found in _ELEMENT.finditer(bytes(data))]
    return random.choice(places) if places else None
