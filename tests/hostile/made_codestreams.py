"""Hostile compressed pictures inside DICOM: codestreams that lie about their size."""

import struct

import imagecodecs
import numpy as np

from tests.hostile.encapsulated import fragment
from tests.hostile.raw_dicom import COLUMNS, ROWS, Element, Tag, compressed, us

JPEG_2000 = "1.2.840.10008.1.2.4.90"
JPEG_LS = "1.2.840.10008.1.2.4.80"
JPEG_LOSSLESS = "1.2.840.10008.1.2.4.70"
JPEG_BASELINE = "1.2.840.10008.1.2.4.50"
HTJ2K = "1.2.840.10008.1.2.4.201"

_SIZE = b"\xff\x51"
_EIGHT: dict[Tag, Element | None] = {
    (0x0028, 0x0100): us(8),
    (0x0028, 0x0101): us(8),
    (0x0028, 0x0102): us(7),
}


def picture() -> "np.ndarray":
    """Return 16 x 24 pixels of 12 bits."""
    return (np.arange(ROWS * COLUMNS, dtype=np.uint16) * 10).reshape(ROWS, COLUMNS)


def streams() -> dict[str, bytes]:
    """Return a sound codestream of the picture for each transfer syntax."""
    pixels, small = picture(), (picture() >> 4).astype(np.uint8)
    return {
        JPEG_2000: bytes(imagecodecs.jpeg2k_encode(pixels, level=0, codecformat="j2k")),
        JPEG_LS: bytes(imagecodecs.jpegls_encode(pixels)),
        JPEG_LOSSLESS: bytes(imagecodecs.ljpeg_encode(pixels, bitspersample=16)),
        JPEG_BASELINE: bytes(imagecodecs.jpeg8_encode(small, colorspace="GRAY")),
    }


def of_stream(
    stream: bytes, syntax: str, changes: dict[Tag, Element | None] | None = None
) -> bytes:
    """Return a DICOM file with this codestream as its only fragment."""
    eight = _EIGHT if syntax == JPEG_BASELINE else {}
    return compressed(fragment(b"") + fragment(stream), syntax, {**eight, **(changes or {})})


def j2k_of_size(stream: bytes, rows: int, columns: int) -> bytes:
    """Return a JPEG 2000 stream whose SIZ announces another size in one tile: 15444-1 A.5.1."""
    at = stream.index(_SIZE) + 6
    size = struct.pack(">8I", columns, rows, 0, 0, columns, rows, 0, 0)
    return stream[:at] + size + stream[at + 32 :]


def jpeg_of_size(stream: bytes, rows: int, columns: int, samples: int = 1) -> bytes:
    """Return a JPEG or JPEG-LS stream whose frame header announces another size: 10918-1 B.2.2."""
    starts = [stream.find(bytes((0xFF, sof))) for sof in (0xC0, 0xC1, 0xC3, 0xF7)]
    at = next(start for start in starts if start >= 0)
    said = struct.pack(">HHB", rows, columns, samples)
    return stream[: at + 5] + said + stream[at + 10 :]


def _sized(rows: int, columns: int) -> dict[Tag, Element | None]:
    return {(0x0028, 0x0010): us(rows), (0x0028, 0x0011): us(columns)}


def refused() -> dict[str, bytes]:
    """Return files that must be refused."""
    sound = streams()
    huge = {
        f"{name}_65000_squared.dcm": of_stream(
            jpeg_of_size(sound[syntax], 65000, 65000), syntax, _sized(65000, 65000)
        )
        for name, syntax in (
            ("jpeg", JPEG_BASELINE),
            ("jpeg_lossless", JPEG_LOSSLESS),
            ("jpeg_ls", JPEG_LS),
        )
    }
    lies = {
        f"{name}_says_more_than_its_header.dcm": of_stream(
            jpeg_of_size(sound[syntax], 20000, 20000), syntax
        )
        for name, syntax in (("jpeg", JPEG_BASELINE), ("jpeg_ls", JPEG_LS))
    }
    j2k, baseline = sound[JPEG_2000], sound[JPEG_BASELINE]
    return {
        "22_j2k_of_400_megapixels.dcm": of_stream(
            j2k_of_size(j2k, 20000, 20000), JPEG_2000, _sized(20000, 20000)
        ),
        "23_j2k_says_more_than_its_header.dcm": of_stream(
            j2k_of_size(j2k, 20000, 20000), JPEG_2000
        ),
        "23_j2k_says_less_than_its_header.dcm": of_stream(j2k, JPEG_2000, _sized(9000, 9000)),
        "j2k_of_4_billion_rows.dcm": of_stream(j2k_of_size(j2k, 0xFFFFFFFF, 0xFFFFFFFF), JPEG_2000),
        "j2k_of_a_million_tiles.dcm": of_stream(_tiled(j2k), JPEG_2000, _sized(10000, 10000)),
        "j2k_only_siz.dcm": of_stream(j2k[:60], JPEG_2000),
        "htj2k_nonsense.dcm": of_stream(j2k[:40] + b"\xff" * 200, HTJ2K),
        "jpeg_without_frame_header.dcm": of_stream(b"\xff\xd8\xff\xda\0\2\xff\xd9", JPEG_BASELINE),
        "jpeg_of_zero_rows.dcm": of_stream(
            jpeg_of_size(sound[JPEG_BASELINE], 0, 24), JPEG_BASELINE
        ),
        "jpeg_of_255_samples.dcm": of_stream(jpeg_of_size(baseline, 16, 24, 255), JPEG_BASELINE),
        "jpeg_cut.dcm": of_stream(baseline[:-20], JPEG_BASELINE),
        "jpeg_ls_cut.dcm": of_stream(sound[JPEG_LS][:40], JPEG_LS),
        "markers_without_end.dcm": of_stream(b"\xff\xd8" + b"\xff" * 60_000, JPEG_BASELINE),
        "segments_of_length_0.dcm": of_stream(
            b"\xff\xd8" + b"\xff\xe1\0\0" * 20_000, JPEG_BASELINE
        ),
        "jpeg_of_4_megapixels_in_400_bytes.dcm": of_stream(
            jpeg_of_size(baseline, 2000, 2000), JPEG_BASELINE, _sized(2000, 2000)
        ),
        "jpeg_lossless_of_4_megapixels_in_400_bytes.dcm": of_stream(
            jpeg_of_size(sound[JPEG_LOSSLESS], 2000, 2000), JPEG_LOSSLESS, _sized(2000, 2000)
        ),
        **huge,
        **lies,
    }


def _tiled(stream: bytes) -> bytes:
    """Return a stream of 10 000 x 10 000 pixels in tiles of 10 x 10."""
    at = stream.index(_SIZE) + 6
    size = struct.pack(">8I", 10000, 10000, 0, 0, 10, 10, 0, 0)
    return stream[:at] + size + stream[at + 32 :]
