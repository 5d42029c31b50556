"""engine.codestream.jpeg2000"""

import struct

import pytest

from engine.codestream.errors import CodestreamError
from engine.codestream.jpeg2000 import jpeg2000_header
from tests.engine.codestream.streams import COLUMNS, ROWS, edited, jpeg, jpeg_2000

COD = b"\xff\x52"


@pytest.mark.parametrize("is_colour", [False, True])
def test_reads_the_size(is_colour: bool) -> None:
    found = jpeg2000_header(jpeg_2000(is_colour=is_colour))

    assert found is not None
    assert (found.rows, found.columns) == (ROWS, COLUMNS)
    assert found.samples == (3 if is_colour else 1)
    assert found.bits == (8 if is_colour else 16)
    assert not found.is_signed


def test_boxes_before_the_stream_are_stepped_over() -> None:
    boxes = b"\x00\x00\x00\x0cjP  \r\n\x87\n" + b"\x00" * 60

    assert jpeg2000_header(boxes + jpeg_2000()) == jpeg2000_header(jpeg_2000())


def test_the_offset_of_the_picture_is_taken_off_its_size() -> None:
    """Xsiz - XOsiz: a picture may begin at another place than the tiles do."""
    data = edited(jpeg_2000(), 16, struct.pack(">II", 3, 2))

    found = jpeg2000_header(data)

    assert found is not None
    assert (found.rows, found.columns) == (ROWS - 2, COLUMNS - 3)


def test_a_sign_and_a_depth_are_read() -> None:
    found = jpeg2000_header(edited(jpeg_2000(), 42, b"\x8b"))

    assert found is not None
    assert (found.bits, found.is_signed) == (12, True)


def test_another_kind_is_none_of_ours() -> None:
    assert jpeg2000_header(jpeg()) is None


@pytest.mark.parametrize("length", [10, 30, 45, 60, 90])
def test_a_header_cut_short_is_refused(length: int) -> None:
    with pytest.raises(CodestreamError, match="ends early"):
        jpeg2000_header(jpeg_2000()[:length])


@pytest.mark.parametrize(
    ("at", "new", "words"),
    [
        (8, struct.pack(">II", 0, 0), "does not give its size"),
        (24, struct.pack(">II", 0, 0), "tiles of its compressed picture make no sense"),
        (32, struct.pack(">II", 900, 0), "tiles of its compressed picture make no sense"),
        (24, struct.pack(">II", 1, 1), f"{ROWS * COLUMNS} tiles"),
        (8, struct.pack(">II", 2**31, 2**31), "tiles"),
        (40, struct.pack(">H", 200), "200 samples a pixel"),
        (4, struct.pack(">H", 60), "1 samples a pixel"),
        (43, b"\x02", "not one a pixel"),
    ],
)
def test_a_size_that_makes_no_sense_is_refused(at: int, new: bytes, words: str) -> None:
    with pytest.raises(CodestreamError, match=words):
        jpeg2000_header(edited(jpeg_2000(), at, new))


def test_samples_of_different_depths_are_refused() -> None:
    with pytest.raises(CodestreamError, match="not alike"):
        jpeg2000_header(edited(jpeg_2000(is_colour=True), 45, b"\x0b"))


@pytest.mark.parametrize(
    ("offset", "new"),
    [(9, b"\x21"), (10, b"\x09"), (10, b"\x06\x06"), (6, b"\x00\x00")],
    ids=["33 levels", "a block of 2048", "a block of 256 x 256", "no layer"],
)
def test_a_coding_that_makes_no_sense_is_refused(offset: int, new: bytes) -> None:
    data = jpeg_2000()

    with pytest.raises(CodestreamError, match="coded in no known way"):
        jpeg2000_header(edited(data, data.index(COD) + offset, new))


def test_a_stream_without_a_coding_is_refused() -> None:
    data = jpeg_2000()
    start = data.index(COD)
    (length,) = struct.unpack_from(">H", data, start + 2)

    with pytest.raises(CodestreamError, match="does not say how it is coded"):
        jpeg2000_header(data[:start] + data[start + 2 + length :])


def test_endless_comments_are_given_up() -> None:
    data = jpeg_2000()
    start = data.index(COD)

    with pytest.raises(CodestreamError, match="too many segments"):
        jpeg2000_header(data[:start] + b"\xff\x64\x00\x02" * 2000 + data[start:])
