"""Which files a ZIP archive lists, read with the count and the size kept within bounds.

Source: PKWARE APPNOTE 6.3.9, sections 4.3.12 to 4.3.16 and 4.5.3.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
"""How an archive begins; the second is that of an empty one."""

_END = struct.Struct("<4s4H2LH")
_END_64_PLACE = struct.Struct("<4sLQL")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LONGEST_COMMENT = 65_535
_FULL = 0xFFFF_FFFF
_ENCRYPTED = 1


class ArchiveError(Exception):
    """The list contradicts itself or the file ends too early; the text says how."""


class TooManyError(ArchiveError):
    """The list is longer than asked for."""


@dataclass(frozen=True, slots=True)
class Packed:
    """One file of an archive, as its list announces it.

    Attributes:
        name: With its folders, "/" between them.
        offset: Where its local header begins.
        packed_size: Bytes in the archive.
        size: Bytes it is said to unpack to.
        crc: CRC-32 of those.
        method: 0 stored, 8 deflated.
        is_encrypted: Whether a password is needed.
    """

    name: str = field(repr=False)
    offset: int
    packed_size: int
    size: int
    crc: int
    method: int
    is_encrypted: bool


def files_listed(file: BinaryIO, at_most: int) -> list[Packed]:
    """Return the files an archive lists, folders left out.

    Args:
        file: The archive, open for reading at any place.
        at_most: Entries, folders among them, that a list may have.

    Raises:
        TooManyError: If it has more.
        ArchiveError: If it contradicts itself.
        OSError: If the system does not give us the bytes.
    """
    try:
        start, size, shift, announced = _place(file)
        if announced > at_most:
            raise TooManyError(f"it lists {announced} files")
        file.seek(start)
        return [one for one in _entries(file, size, shift, at_most) if one.name[-1:] != "/"]
    except struct.error as error:
        raise ArchiveError("its list of files ends too early") from error


def _place(file: BinaryIO) -> tuple[int, int, int, int]:
    """Return start and size of the list, what to add to its offsets, and how many it announces."""
    file_size = file.seek(0, 2)
    tail_start = max(0, file_size - _END.size - _LONGEST_COMMENT)
    file.seek(tail_start)
    tail = file.read()
    found = tail.rfind(b"PK\x05\x06")
    if found < 0:
        raise ArchiveError("its list of files is missing")
    _, _, _, _, count, size, offset, _ = _END.unpack_from(tail, found)
    end, count, size, offset = _place_64(file, tail_start + found, (count, size, offset))
    start = end - size
    if start < 0 or start < offset:
        raise ArchiveError("its list of files lies outside of it")
    return start, size, start - offset, count


def _place_64(file: BinaryIO, end: int, small: tuple[int, int, int]) -> tuple[int, int, int, int]:
    file.seek(max(0, end - _END_64_PLACE.size))
    magic, _, place, _ = _END_64_PLACE.unpack(file.read(_END_64_PLACE.size))
    if magic != b"PK\x06\x07":
        return end, *small  # not a large archive: the figures happen to be all ones
    if place > end:
        raise ArchiveError("its list of files lies outside of it")
    file.seek(place)
    magic, _, _, _, _, _, _, count, size, offset = _END_64.unpack(file.read(_END_64.size))
    if magic != b"PK\x06\x06":
        raise ArchiveError("its list of files is missing")
    return place, count, size, offset


def _entries(file: BinaryIO, size: int, shift: int, at_most: int) -> Iterator[Packed]:
    left = size
    for _ in range(at_most + 1):
        if left <= 0:
            return
        entry = _ENTRY.unpack(file.read(_ENTRY.size))
        if entry[0] != b"PK\x01\x02":
            raise ArchiveError("its list of files is damaged")
        name, extra, comment = entry[10:13]
        rest = file.read(name + extra + comment)
        if len(rest) < name + extra + comment:
            raise ArchiveError("its list of files ends too early")
        left -= _ENTRY.size + len(rest)
        yield _packed(entry, _decoded(rest[:name]), rest[name : name + extra], shift)
    raise TooManyError(f"it lists more than {at_most} files")


def _packed(entry: tuple[int, ...], name: str, extra: bytes, shift: int) -> Packed:
    crc, packed_size, size, offset = entry[7], entry[8], entry[9], entry[16]
    large = _large_sizes(extra)
    wide = [
        next(large, value) if value == _FULL else value for value in (size, packed_size, offset)
    ]
    return Packed(
        name=name,
        offset=wide[2] + shift,
        packed_size=wide[1],
        size=wide[0],
        crc=crc,
        method=entry[4],
        is_encrypted=bool(entry[3] & _ENCRYPTED),
    )


def _large_sizes(extra: bytes) -> Iterator[int]:
    """Yield the 64-bit figures of an entry's extra field, in the order of those they stand for."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == 1:
            figures = extra[at + 4 : at + 4 + min(length, 24)]
            yield from struct.unpack_from(f"<{len(figures) // 8}Q", figures)
            return
        at += 4 + length


def _decoded(name: bytes) -> str:
    """Return a name: UTF-8 where it can be, whatever its flag says, else the code page of DOS."""
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("cp437")
