"""The directories of a TIFF file, and of the EXIF block that has the same form: TIFF 6.0, 2."""

import struct
from collections.abc import Collection

Tags = dict[int, tuple[int, ...]]

_CODES = {1: "B", 3: "H", 4: "I", 13: "I", 16: "Q"}
"""Field type -> how its whole numbers lie; other types are of no interest here."""

_MOST_PAGES = 4096
_MOST_ENTRIES = 4096
_MOST_VALUES = 1 << 19
"""Strips or tiles: a film of 200 megapixels in tiles of 16 x 32 has fewer."""


class TiffError(Exception):
    """The directory makes no sense; the text goes on a sentence that begins with "it"."""


def pages(data: bytes) -> list[int]:
    """Return where the directory of each page lies; a loop ends the list.

    Only the counts are read, so that directories laid over each other cost nothing.

    Raises:
        TiffError, struct.error: If it makes no sense, or ends too early.
    """
    order, is_big = _order(data), _is_big(data)
    found: dict[int, None] = {}
    (offset,) = struct.unpack_from(order + ("Q" if is_big else "I"), data, 8 if is_big else 4)
    while offset and offset not in found and len(found) < _MOST_PAGES:
        found[offset] = None
        count, start = _count(data, offset)
        end = start + count * (20 if is_big else 12)
        (offset,) = struct.unpack_from(order + ("Q" if is_big else "I"), data, end)
    return list(found)


def tags_at(data: bytes, offset: int, wanted: Collection[int]) -> Tags:
    """Return the whole-number values of some tags of one directory.

    Args:
        data: The file.
        offset: Where the directory lies.
        wanted: The tags; all others are stepped over.

    Raises:
        TiffError, struct.error: If it makes no sense, or ends too early.
    """
    order, is_big = _order(data), _is_big(data)
    entry = order + ("HHQ8s" if is_big else "HHI4s")
    count, position = _count(data, offset)
    tags: Tags = {}
    for _ in range(count):
        tag, kind, number, value = struct.unpack_from(entry, data, position)
        position += struct.calcsize(entry)
        if tag not in wanted or kind not in _CODES or number == 0:
            continue
        if number > _MOST_VALUES:
            raise TiffError(f"it has {number} values where some thousand would be many")
        values = f"{order}{number}{_CODES[kind]}"
        if struct.calcsize(values) <= len(value):
            tags[tag] = struct.unpack_from(values, value)
        else:
            (place,) = struct.unpack_from(order + ("Q" if is_big else "I"), value)
            tags[tag] = struct.unpack_from(values, data, place)
    return tags


def _count(data: bytes, offset: int) -> tuple[int, int]:
    """Return how many entries a directory has, and where the first one lies."""
    kind = _order(data) + ("Q" if _is_big(data) else "H")
    (count,) = struct.unpack_from(kind, data, offset)
    if count > _MOST_ENTRIES:
        raise TiffError("its directory makes no sense")
    return count, offset + struct.calcsize(kind)


def _is_big(data: bytes) -> bool:
    return data[2:4] in (b"+\x00", b"\x00+")


def _order(data: bytes) -> str:
    if data[:2] not in (b"II", b"MM"):
        raise TiffError("its byte order is unknown")
    return "<" if data[:2] == b"II" else ">"
