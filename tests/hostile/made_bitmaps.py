"""Hostile PNG, TIFF and JPEG files."""

import struct
import zlib
from collections.abc import Callable

import imagecodecs

from tests.hostile.made_codestreams import JPEG_BASELINE, jpeg_of_size, picture, streams
from tests.hostile.raw_dicom import zeros_deflated

PNG = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, content: bytes, length: int | None = None) -> bytes:
    """Return a chunk of a PNG; ``length`` is the one announced where it is to lie."""
    announced = len(content) if length is None else length
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", announced) + kind + content + check


def png(rows: int, columns: int, data: bytes, *, before: bytes = b"", bits: int = 8) -> bytes:
    """Return a grey PNG with this IDAT."""
    header = struct.pack(">2I5B", columns, rows, bits, 0, 0, 0, 0)
    return PNG + chunk(b"IHDR", header) + before + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def _zlib(raw: bytes) -> bytes:
    return b"\x78\xda" + raw + b"\0\0\0\1"


def _small(before: bytes = b"") -> bytes:
    return png(4, 5, zlib.compress(bytes(4 * 6)), before=before)


def _bomb_chunk(kind: bytes, start: bytes) -> bytes:
    return chunk(kind, start + _zlib(zeros_deflated(500)))


def tiff(
    entries: list[tuple[int, int, int, int]],
    data: bytes = b"",
    *,
    count: int | None = None,
    following: int = 0,
) -> bytes:
    """Return a little-endian TIFF of one directory at byte 8 and data behind it.

    Args:
        entries: (tag, type, count, value) each; a value of -1 is where ``data`` begins.
        data: Anything.
        count: Entries announced, where that is to lie.
        following: Offset of the next directory.
    """
    start = 8 + 2 + 12 * len(entries) + 4
    said = struct.pack("<H", len(entries) if count is None else count)
    for tag, kind, many, value in entries:
        said += struct.pack("<HHII", tag, kind, many, start if value == -1 else value)
    return b"II*\0" + struct.pack("<I", 8) + said + struct.pack("<I", following) + data


def grey(
    rows: int, columns: int, size: int, compression: int = 1
) -> list[tuple[int, int, int, int]]:
    """Return the entries of an 8-bit grey picture in one strip of ``size`` bytes."""
    return [
        (256, 4, 1, columns),
        (257, 4, 1, rows),
        (258, 3, 1, 8),
        (259, 3, 1, compression),
        (262, 3, 1, 1),
        (273, 4, 1, -1),
        (277, 3, 1, 1),
        (278, 4, 1, rows),
        (279, 4, 1, size),
    ]


def _tiles(side: int) -> list[tuple[int, int, int, int]]:
    plain = [entry for entry in grey(16, 16, 256) if entry[0] not in (273, 278, 279)]
    return [*plain, (322, 4, 1, side), (323, 4, 1, side), (324, 4, 1, -1), (325, 4, 1, 256)]


def _other(changed: tuple[int, int, int, int]) -> list[tuple[int, int, int, int]]:
    return [changed if entry[0] == changed[0] else entry for entry in grey(16, 16, 256)]


def refused() -> dict[str, bytes]:
    """Return files that must be refused."""
    baseline = streams()[JPEG_BASELINE]
    deflated = zlib.compress(bytes(256))
    return {
        "png_of_no_rows.png": png(0, 5, zlib.compress(b"")),
        "png_of_4_gigarows.png": png(0xFFFFFFFF, 0xFFFFFFFF, zlib.compress(bytes(9))),
        "png_of_few_pixels.png": png(400, 500, zlib.compress(bytes(9))),
        "png_chunk_of_4_gb.png": PNG + chunk(b"IHDR", b"", 0xFFFFFFF0),
        "png_only_magic.png": PNG,
        "png_idat_nonsense.png": png(16, 24, b"\xff" * 300),
        "tiff_of_65535_squared.tif": tiff(grey(65535, 65535, 64), bytes(64)),
        "tiff_of_4_gigarows.tif": tiff(grey(0xFFFFFFFF, 0xFFFFFFFF, 64), bytes(64)),
        "tiff_of_no_rows.tif": tiff(grey(0, 16, 64), bytes(64)),
        "tiff_strip_beyond_the_end.tif": tiff(_other((273, 4, 1, 0x7FFFFFF0)), bytes(256)),
        "tiff_strip_of_4_gb.tif": tiff(grey(16, 16, 0xFFFFFFF0), bytes(20)),
        "tiff_of_65535_entries.tif": tiff(grey(16, 16, 256), b"", count=65535),
        "tiff_tile_of_4_gb.tif": tiff(_tiles(0x40000000), bytes(256)),
        "tiff_tile_of_nothing.tif": tiff(_tiles(0), bytes(256)),
        "tiff_directory_beyond.tif": b"II*\0" + struct.pack("<I", 0xFFFFFFF0),
        "tiff_only_magic.tif": b"II*\0",
        "tiff_big_of_2_to_64.tif": b"II+\0\x08\0\0\0" + struct.pack("<Q", 16) + b"\xff" * 8,
        "tiff_deflated_short.tif": tiff(grey(160, 160, len(deflated), 8), deflated),
        "jpeg_of_65500_squared.jpg": jpeg_of_size(baseline, 65500, 65500),
        "jpeg_of_4_megapixels_in_400_bytes.jpg": jpeg_of_size(baseline, 2000, 2000),
        "jpeg_of_no_columns.jpg": jpeg_of_size(baseline, 16, 0),
        "jpeg_only_magic.jpg": b"\xff\xd8\xff",
        "jpeg_segments_without_end.jpg": b"\xff\xd8" + b"\xff\xe1\0\2" * 50_000,
    }


def refused_large() -> dict[str, Callable[[], bytes]]:
    """Return files that must be refused, made when they are needed."""
    strip = _zlib(zeros_deflated(1000))
    return {
        "24_png_of_900_megapixels.png": lambda: png(30000, 30000, _zlib(zeros_deflated(901))),
        "tiff_bomb_of_900_megapixels.tif": lambda: tiff(grey(30000, 30000, len(strip), 8), strip),
    }


def shown() -> dict[str, Callable[[], bytes]]:
    """Return pictures with a bomb in what nobody needs to look at."""
    strip = _zlib(zeros_deflated(500))
    return {
        "25_png_with_ztxt_of_500_mb.png": lambda: _small(_bomb_chunk(b"zTXt", b"k\0\0")),
        "25_png_with_itxt_of_500_mb.png": lambda: _small(_bomb_chunk(b"iTXt", b"k\0\1\0\0\0")),
        "25_png_with_iccp_of_500_mb.png": lambda: _small(_bomb_chunk(b"iCCP", b"k\0\0")),
        "25_png_with_100000_texts.png": lambda: _small(chunk(b"tEXt", b"k\0v") * 100_000),
        "tiff_with_a_description_of_html.tif": lambda: tiff(
            [*grey(16, 16, 256), (270, 2, 4, 0x3E623C)], bytes(256)
        ),
        "tiff_strip_that_grows.tif": lambda: tiff(grey(16, 16, len(strip), 8), strip),
    }


def either() -> dict[str, bytes]:
    """Return files of which both a picture and a sentence are right."""
    sound = bytes(imagecodecs.png_encode(picture()))
    return {
        "tiff_of_a_loop.tif": tiff(grey(16, 16, 256), bytes(256), following=8),
        "tiff_strips_of_2_to_32.tif": tiff(_other((273, 4, 0xFFFFFFFF, -1)), bytes(256)),
        "png_idat_of_too_much.png": png(4, 5, _zlib(zeros_deflated(500))),
        "png_cut.png": sound[:-30],
        "png_twice.png": sound + sound,
        "jpeg_without_end.jpg": streams()[JPEG_BASELINE][:-30],
    }
