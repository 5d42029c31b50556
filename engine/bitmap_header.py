"""What a PNG, TIFF or JPEG says about itself, read before a single pixel is decoded."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from engine.codestream.errors import CodestreamError
from engine.codestream.jpeg import jpeg_header
from engine.tiff_directory import Tags, TiffError, pages, tags_at

BitmapKind: TypeAlias = Literal["PNG", "TIFF", "JPEG"]

PNG_START = b"\x89PNG\r\n\x1a\n"
_TIFF = (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
_JPEG = b"\xff\xd8\xff"

PNG_NEEDED = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
"""Chunks a picture is made of; all others are words, colours of screens and the like."""

_MOST_CHUNKS = 200_000
_USUAL_TILE = 1024

_TIFF_TAGS = (256, 257, 258, 259, 262, 273, 274, 277, 279, 320, 322, 323, 324, 325, 339)

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
        is_compressed: Decoding needs a codec; only TIFF may do without.
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
    is_compressed: bool = True
    palette: tuple[int, ...] = ()


def bitmap_kind(start: bytes) -> BitmapKind | None:
    """Return what the first bytes of a file announce, or None; the suffix does not count."""
    if start.startswith(PNG_START):
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
    header, orientation, has_pixels = b"", 1, False
    for name, body in png_chunks(data):
        if name == b"IHDR":
            header = body
        elif name == b"eXIf":
            orientation = _exif_orientation(body)
        elif name == b"IDAT":
            has_pixels = True
    if not has_pixels:
        raise HeaderError("it has no pixels")
    columns, rows, bits, colour = struct.unpack_from(">IIBB", header)
    if colour not in _PNG_SAMPLES:
        raise HeaderError(f"it announces colour type {colour}")
    return BitmapHeader("PNG", rows, columns, bits, _PNG_SAMPLES[colour], orientation)


def png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield (name, body) of each chunk up to the end: ISO 15948, 5.

    The bodies are as stored: nothing is ever inflated here.

    Raises:
        HeaderError: If a checksum that matters is wrong, or there are too many chunks.
        struct.error: If it ends too early.
    """
    for name, start, end in chunk_places(data):
        body = data[start + 8 : end - 4]
        (checksum,) = struct.unpack_from(">I", data, end - 4)
        if name in PNG_NEEDED and zlib.crc32(body, zlib.crc32(name)) != checksum:
            raise HeaderError("a checksum in it is wrong")
        yield name, body


def chunk_places(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield (name, start, end) of each chunk, its length, name and checksum included.

    Raises:
        HeaderError: If there are too many chunks.
        struct.error: If it ends too early.
    """
    position = len(PNG_START)
    for _ in range(_MOST_CHUNKS):
        length, name = struct.unpack_from(">I4s", data, position)
        end = position + 12 + length
        struct.unpack_from(">I", data, end - 4)
        yield name, position, end
        if name == b"IEND":
            return
        position = end
    raise HeaderError("it has too many parts")


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
        tags = tags_at(exif, pages(exif)[0], (_EXIF_ORIENTATION,))
    except (struct.error, IndexError, TiffError):
        return 1
    value = tags.get(_EXIF_ORIENTATION, (1,))[0]
    return value if 1 <= value <= 8 else 1


def _tiff(data: bytes, page: int) -> BitmapHeader:
    try:
        places = pages(data)
        if not 0 <= page < len(places):
            raise HeaderError(f"it has {len(places)} pages, so page {page + 1} is missing")
        tags = tags_at(data, places[page], _TIFF_TAGS)
    except TiffError as error:
        raise HeaderError(str(error)) from error
    if 256 not in tags or 257 not in tags:
        raise HeaderError("it does not give its size")
    bits = tags.get(258, (1,))
    orientation = tags.get(_EXIF_ORIENTATION, (1,))[0]
    header = BitmapHeader(
        "TIFF",
        rows=tags[257][0],
        columns=tags[256][0],
        bits=max(bits),
        samples=tags.get(277, (1,))[0],
        orientation=orientation if 1 <= orientation <= 8 else 1,
        is_lossy=tags.get(259, (1,))[0] in (6, 7, 33003, 33005, 34712),
        page_count=len(places),
        photometric=tags.get(262, (1,))[0],
        is_integer=set(tags.get(339, (1,))) <= {1, 4},
        is_compressed=tags.get(259, (1,))[0] != 1,
        palette=tags.get(320, ()),
    )
    _check_parts(data, tags, header)
    return header


def _check_parts(data: bytes, tags: Tags, header: BitmapHeader) -> None:
    """Refuse strips and tiles beyond the file, and tiles much larger than the picture."""
    for offsets, lengths in ((273, 279), (324, 325)):  # strips, tiles
        ends = zip(tags.get(offsets, ()), tags.get(lengths, ()), strict=False)
        if any(start + length > len(data) for start, length in ends):
            raise HeaderError("it ends before its pixels do")
    wide, high = tags.get(322, (0,))[0], tags.get(323, (0,))[0]
    if wide > 2 * max(header.columns, _USUAL_TILE) or high > 2 * max(header.rows, _USUAL_TILE):
        raise HeaderError(f"it announces tiles of {wide} × {high} pixels")
