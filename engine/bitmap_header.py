"""What a PNG, TIFF or JPEG says about itself, read before a single pixel is decoded."""

import struct
import zlib
from dataclasses import dataclass
from typing import Literal, TypeAlias

from engine.codestream.errors import CodestreamError
from engine.codestream.jpeg import jpeg_header

BitmapKind: TypeAlias = Literal["PNG", "TIFF", "JPEG"]

_PNG = b"\x89PNG\r\n\x1a\n"
_TIFF = (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
_JPEG = b"\xff\xd8\xff"

_PNG_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_EXIF_ORIENTATION = 274


class HeaderError(Exception):
    """The header contradicts itself or the file ends too early; the text says how."""


@dataclass(frozen=True, slots=True)
class BitmapHeader:
    """What the header says.

    Attributes:
        kind: PNG, TIFF or JPEG.
        rows, columns: Size of the picture as stored.
        bits: Bits of a sample.
        samples: Samples of a pixel as stored; a palette has one.
        orientation: EXIF orientation 1..8; 1 is as stored.
        is_lossy: JPEG, but not lossless JPEG.
        page_count: Pictures in the file.
        photometric: TIFF tag 262: 0 white is zero, 1 black is zero, 2 RGB, 3 palette...
        is_integer: TIFF: samples are unsigned whole numbers.
        palette: TIFF tag 320: all reds, then greens, then blues, 16 bits each.
    """

    kind: BitmapKind
    rows: int
    columns: int
    bits: int
    samples: int
    orientation: int = 1
    is_lossy: bool = False
    page_count: int = 1
    photometric: int = 1
    is_integer: bool = True
    palette: tuple[int, ...] = ()


def bitmap_kind(start: bytes) -> BitmapKind | None:
    """Return what the first bytes of a file announce, or None; the suffix does not count."""
    if start.startswith(_PNG):
        return "PNG"
    if start.startswith(_TIFF):
        return "TIFF"
    return "JPEG" if start.startswith(_JPEG) else None


def read_header(data: bytes, page: int = 0) -> BitmapHeader:
    """Return the header of a whole bitmap file.

    Args:
        data: All bytes of the file, of a kind that ``bitmap_kind`` knows.
        page: 0-based page of a TIFF.

    Raises:
        HeaderError: If the file contradicts itself or ends too early.
    """
    readers = {"PNG": _png, "TIFF": lambda d: _tiff(d, page), "JPEG": _jpeg}
    kind = bitmap_kind(data)
    if kind is None:
        raise HeaderError("it is neither PNG nor TIFF nor JPEG")
    try:
        return readers[kind](data)
    except (struct.error, IndexError) as error:
        raise HeaderError("it ends before its pixels do") from error


def _png(data: bytes) -> BitmapHeader:
    position, header, orientation = len(_PNG), b"", 1
    while True:
        length, name = struct.unpack_from(">I4s", data, position)
        body = data[position + 8 : position + 8 + length]
        (checksum,) = struct.unpack_from(">I", data, position + 8 + length)
        if name in (b"IHDR", b"PLTE", b"IDAT") and zlib.crc32(body, zlib.crc32(name)) != checksum:
            raise HeaderError("a checksum in it is wrong")
        if name == b"IHDR":
            header = body
        elif name == b"eXIf":
            orientation = _exif_orientation(body)
        elif name == b"IEND":
            break
        position += 12 + length
    columns, rows, bits, colour = struct.unpack_from(">IIBB", header)
    if colour not in _PNG_SAMPLES:
        raise HeaderError(f"it announces colour type {colour}")
    return BitmapHeader("PNG", rows, columns, bits, _PNG_SAMPLES[colour], orientation)


def _jpeg(data: bytes) -> BitmapHeader:
    try:
        found = jpeg_header(data)
    except CodestreamError as error:
        raise HeaderError(str(error).replace("its compressed picture", "it")) from error
    orientation = _exif_orientation(found.exif) if found.exif else 1
    is_lossy = not found.is_lossless
    size = found.rows, found.columns, found.bits, found.samples
    return BitmapHeader("JPEG", *size, orientation, is_lossy=is_lossy)


def _exif_orientation(exif: bytes) -> int:
    """Return the orientation of an EXIF block; 1 where it is missing or makes no sense."""
    try:
        tags = _directory(exif, _first_directory(exif))[0]
    except (struct.error, IndexError, HeaderError):
        return 1
    value = tags.get(_EXIF_ORIENTATION, (1,))[0]
    return value if 1 <= value <= 8 else 1


def _tiff(data: bytes, page: int) -> BitmapHeader:
    pages: list[int] = []
    offset = _first_directory(data)
    while offset and offset not in pages and len(pages) < 4096:
        pages.append(offset)
        _, offset = _directory(data, offset)
    if not 0 <= page < len(pages):
        raise HeaderError(f"it has {len(pages)} pages, so page {page + 1} is missing")
    tags, _ = _directory(data, pages[page])
    for offsets, lengths in ((273, 279), (324, 325)):  # strips, tiles
        ends = zip(tags.get(offsets, ()), tags.get(lengths, ()), strict=False)
        if any(start + length > len(data) for start, length in ends):
            raise HeaderError("it ends before its pixels do")
    if 256 not in tags or 257 not in tags:
        raise HeaderError("it does not give its size")
    bits = tags.get(258, (1,))
    orientation = tags.get(_EXIF_ORIENTATION, (1,))[0]
    return BitmapHeader(
        "TIFF",
        rows=tags[257][0],
        columns=tags[256][0],
        bits=max(bits),
        samples=tags.get(277, (1,))[0],
        orientation=orientation if 1 <= orientation <= 8 else 1,
        is_lossy=tags.get(259, (1,))[0] in (6, 7, 33003, 33005, 34712),
        page_count=len(pages),
        photometric=tags.get(262, (1,))[0],
        is_integer=set(tags.get(339, (1,))) <= {1, 4},
        palette=tags.get(320, ()),
    )


def _first_directory(data: bytes) -> int:
    order = _order(data)
    if data[2:4] in (b"+\x00", b"\x00+"):
        return int(struct.unpack_from(order + "Q", data, 8)[0])
    return int(struct.unpack_from(order + "I", data, 4)[0])


def _directory(data: bytes, offset: int) -> tuple[dict[int, tuple[int, ...]], int]:
    """Return the whole-number tags of one directory, and where the next one lies (0: none)."""
    order, is_big = _order(data), data[2:4] in (b"+\x00", b"\x00+")
    head, entry = ("Q", "HHQ8s") if is_big else ("H", "HHI4s")
    (count,) = struct.unpack_from(order + head, data, offset)
    position = offset + struct.calcsize(order + head)
    if count > 4096:
        raise HeaderError("its directory makes no sense")
    tags: dict[int, tuple[int, ...]] = {}
    for _ in range(count):
        tag, kind, number, value = struct.unpack_from(order + entry, data, position)
        position += struct.calcsize(order + entry)
        code = {1: "B", 3: "H", 4: "I", 13: "I", 16: "Q"}.get(kind)
        if code is None or not 0 < number <= 1 << 22:
            continue
        values = f"{order}{number}{code}"
        if struct.calcsize(values) <= len(value):
            tags[tag] = struct.unpack_from(values, value)
        else:
            (place,) = struct.unpack_from(order + ("Q" if is_big else "I"), value)
            tags[tag] = struct.unpack_from(values, data, place)
    (following,) = struct.unpack_from(order + ("Q" if is_big else "I"), data, position)
    return tags, int(following)


def _order(data: bytes) -> str:
    if data[:2] not in (b"II", b"MM"):
        raise HeaderError("its byte order is unknown")
    return "<" if data[:2] == b"II" else ">"
