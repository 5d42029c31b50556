"""engine.codestream.jpeg"""

import struct

import imagecodecs
import numpy as np
import pytest

from engine.codestream.errors import CodestreamError
from engine.codestream.jpeg import jpeg_header
from tests.engine.codestream.streams import (
    COLUMNS,
    ROWS,
    edited,
    jpeg,
    jpeg_ls,
    lossless_jpeg,
)


def place_of(data: bytes, marker: int) -> int:
    """Return where a marker stands."""
    return data.index(bytes((0xFF, marker)))


@pytest.mark.parametrize(
    ("data", "samples", "bits", "is_lossless"),
    [
        (jpeg(), 1, 8, False),
        (jpeg(is_colour=True), 3, 8, False),
        (lossless_jpeg(), 1, 12, True),
        (jpeg_ls(), 1, 12, True),
        (jpeg_ls(near=2), 1, 12, False),
    ],
    ids=["baseline", "colour", "lossless", "LS", "LS near"],
)
def test_reads_size_and_kind(data: bytes, samples: int, bits: int, is_lossless: bool) -> None:
    found = jpeg_header(data)

    assert (found.rows, found.columns, found.samples) == (ROWS, COLUMNS, samples)
    assert found.bits in (bits, 16 if bits == 12 else bits)  # an encoder may round up
    assert found.is_lossless is is_lossless


def test_near_is_read_from_the_scan() -> None:
    assert jpeg_header(jpeg_ls(near=3)).near == 3


def test_fill_bytes_and_bare_markers_are_stepped_over() -> None:
    plain = jpeg()
    start = place_of(plain, 0xC0)

    odd = plain[:start] + b"\xff\x01" + b"\xff\xff\xff" + plain[start:]

    assert jpeg_header(odd) == jpeg_header(plain)


def test_the_word_of_an_adobe_marker_is_kept() -> None:
    plain = jpeg()
    adobe = b"\xff\xee" + struct.pack(">H5sHHHB", 14, b"Adobe", 100, 0, 0, 1)

    assert jpeg_header(plain[:2] + adobe + plain[2:]).adobe_transform == 1


def test_exif_is_handed_on_whole() -> None:
    plain, body = jpeg(), b"Exif\x00\x00MM\x00*rest"
    segment = b"\xff\xe1" + struct.pack(">H", 2 + len(body)) + body

    assert jpeg_header(plain[:2] + segment + plain[2:]).exif == b"MM\x00*rest"


@pytest.mark.parametrize("share", [0.01, 0.1, 0.3, 0.6, 0.99])
def test_a_stream_cut_short_is_refused(share: float) -> None:
    data = jpeg()

    with pytest.raises(CodestreamError, match=r"ends early|no pixels|has no size"):
        jpeg_header(data[: int(len(data) * share)])


@pytest.mark.parametrize(
    ("at", "new", "words"),
    [
        (5, b"\x00\x00", "does not give its size"),  # rows
        (7, b"\x00\x00", "does not give its size"),  # columns
        (9, b"\x02", "2 samples of 8 bits"),
        (9, b"\xff", "255 samples of 8 bits"),
        (4, b"\x11", "1 samples of 17 bits"),
    ],
)
def test_a_frame_header_that_makes_no_sense_is_refused(at: int, new: bytes, words: str) -> None:
    data = jpeg()

    with pytest.raises(CodestreamError, match=words):
        jpeg_header(edited(data, place_of(data, 0xC0) + at, new))


def test_two_sizes_are_refused() -> None:
    data = jpeg()
    start = place_of(data, 0xC0)
    (length,) = struct.unpack_from(">H", data, start + 2)
    again = data[start : start + 2 + length]

    with pytest.raises(CodestreamError, match="gives its size twice"):
        jpeg_header(data[:start] + again + data[start:])


def test_endless_small_segments_are_given_up() -> None:
    comments = b"\xff\xfe\x00\x02" * 5000

    with pytest.raises(CodestreamError, match="too many segments"):
        jpeg_header(b"\xff\xd8" + comments + jpeg()[2:])


def test_endless_fill_bytes_are_given_up() -> None:
    with pytest.raises(CodestreamError, match="marker is missing"):
        jpeg_header(b"\xff\xd8" + b"\xff" * 10_000 + jpeg()[2:])


def test_a_length_below_two_goes_nowhere() -> None:
    with pytest.raises(CodestreamError, match="ends early"):
        jpeg_header(b"\xff\xd8\xff\xfe\x00\x01" + jpeg()[2:])


@pytest.mark.parametrize(("stream", "sof"), [(jpeg(), 0xC0), (lossless_jpeg(), 0xC3)])
def test_more_pixels_than_there_are_bits_for_are_refused(stream: bytes, sof: int) -> None:
    """A codec would fill them in: 4 million pixels out of a few hundred bytes."""
    size = struct.pack(">HH", 2000, 2000)

    with pytest.raises(CodestreamError, match="ends early"):
        jpeg_header(edited(stream, place_of(stream, sof) + 5, size))


@pytest.mark.parametrize("level", [1, 50, 100])
def test_a_film_of_one_grey_has_bits_enough(level: int) -> None:
    """The shortest stream there is of so many pixels."""
    flat = bytes(imagecodecs.jpeg8_encode(np.zeros((512, 509), np.uint8), level=level))

    found = jpeg_header(flat)

    assert (found.rows, found.columns) == (512, 509)


def test_a_lossless_film_of_one_grey_has_bits_enough() -> None:
    flat = bytes(imagecodecs.ljpeg_encode(np.zeros((256, 254), np.uint16), bitspersample=16))

    assert jpeg_header(flat).is_lossless
