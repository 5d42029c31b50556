"""engine.dicom.native_frame: which bytes a frame is, and what they say."""

import io
import zlib
from pathlib import Path
from typing import Any

import pytest
from pydicom.uid import (
    UID,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
)

from engine.dicom.decompress import DecodeError
from engine.dicom.header_walk import PixelPlace
from engine.dicom.inflated import Inflated
from engine.dicom.native_frame import native_bytes, native_integers
from engine.dicom.read_layout import PixelLayout

BEFORE = b"header"


def layout(rows: int, columns: int, frame: int, frames: int, **changes: Any) -> PixelLayout:
    usual: dict[str, Any] = {
        "samples": 1,
        "bits_allocated": 8,
        "bits_stored": 8,
        "high_bit": 7,
        "is_signed": False,
        "photometric": "MONOCHROME2",
        "is_planar": False,
        "syntax": ExplicitVRLittleEndian,
        "is_words": False,
    }
    return PixelLayout(rows, columns, frames=frames, frame=frame, **{**usual, **changes})


def integers(value: bytes, how: PixelLayout, length: int | None = None) -> list[Any]:
    place = PixelPlace(0x0010, "OW", 0, len(BEFORE), length or len(value), len(value))
    return native_integers(native_bytes(io.BytesIO(BEFORE + value), place, how), how).tolist()  # type: ignore[no-any-return]


def test_frames_of_single_bits_follow_each_other_without_a_gap() -> None:
    """Three frames of 3 bits, packed from the lowest: 101, 110, 010 are 0b010_011_101."""
    value = (0b010_011_101).to_bytes(2, "little")

    found = [
        integers(value, layout(1, 3, frame, 3, bits_allocated=1, bits_stored=1, high_bit=0))
        for frame in range(3)
    ]

    assert found == [[[1, 0, 1]], [[1, 1, 0]], [[0, 1, 0]]]


def test_odd_frames_in_big_endian_words_begin_in_the_middle_of_one() -> None:
    """1 2 3 | 4 5 6 | 7 8 9, each pair swapped."""
    value = bytes([2, 1, 4, 3, 6, 5, 8, 7, 0, 9])

    found = [
        integers(value, layout(1, 3, frame, 3, syntax=ExplicitVRBigEndian, is_words=True))
        for frame in range(3)
    ]

    assert found == [[[1, 2, 3]], [[4, 5, 6]], [[7, 8, 9]]]


def test_the_last_word_of_an_odd_frame_may_lack_its_padding() -> None:
    how = layout(1, 3, 0, 1, syntax=ExplicitVRBigEndian, is_words=True)

    assert integers(bytes([2, 1, 0, 3]), how) == [[1, 2, 3]]


@pytest.mark.parametrize(("syntax", "value"), [("<", [1, 2]), (">", [256, 512])])
def test_words_lie_as_the_transfer_syntax_says(syntax: str, value: list[int]) -> None:
    uid: UID = ExplicitVRLittleEndian if syntax == "<" else ExplicitVRBigEndian
    how = layout(1, 2, 1, 2, bits_allocated=16, bits_stored=16, high_bit=15, syntax=uid)

    assert integers(bytes([9, 9, 9, 9, 1, 0, 2, 0]), how) == [value]


def test_two_pixels_share_their_chroma_or_do_not() -> None:
    """Frames of two pixels: Y Y Cb Cr, or Y Cb Cr twice where the file has half as much again."""
    how = layout(1, 2, 1, 2, samples=3, photometric="YBR_FULL_422")

    shared = integers(bytes([9, 9, 9, 9, 10, 20, 1, 2]), how)
    full = integers(bytes([9] * 6 + [10, 1, 2, 20, 3, 4]), how)

    assert shared == [[10, 20]]
    assert full == [[[10, 1, 2], [20, 3, 4]]]


@pytest.mark.parametrize("is_planar", [False, True])
def test_colours_lie_by_pixel_or_by_plane(is_planar: bool) -> None:
    value = bytes([0] * 6 + ([1, 4, 2, 5, 3, 6] if is_planar else [1, 2, 3, 4, 5, 6]))

    found = integers(value, layout(1, 2, 1, 2, samples=3, photometric="RGB", is_planar=is_planar))

    assert found == [[[1, 2, 3], [4, 5, 6]]]


def test_only_the_frames_own_bytes_are_asked_for() -> None:
    class Watched(io.BytesIO):
        seen = 0

        def readinto(self, buffer: Any, /) -> int:
            count = super().readinto(buffer)
            Watched.seen += count
            return count

    value = bytes(range(100))
    place = PixelPlace(0x0010, "OB", 0, 0, 100, 100)

    found = native_bytes(Watched(value), place, layout(2, 5, 7, 10))

    assert found.tolist() == list(range(70, 80))
    assert Watched.seen == 10


@pytest.mark.parametrize(
    ("frames", "there", "said"),
    [(1, 19, "only 19 of the 20 bytes"), (5, 40, "only 40 of the 100 bytes")],
)
def test_missing_pixels_are_numbers(frames: int, there: int, said: str) -> None:
    with pytest.raises(DecodeError, match=said):
        integers(bytes(there), layout(4, 5, 0, frames), length=20 * frames)


def test_a_deflated_film_that_holds_less_than_it_announces_is_refused() -> None:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    deflated = packer.compress(bytes(30)) + packer.flush()
    how = layout(4, 5, 1, 2, syntax=DeflatedExplicitVRLittleEndian)

    with pytest.raises(DecodeError, match="only 30 of the 40 bytes"):
        native_bytes(
            Inflated(io.BytesIO(deflated), 0, Path("film.dcm")),
            PixelPlace(0x0010, "OB", 0, 0, 40, 40),
            how,
        )


def test_fragments_are_no_native_pixels() -> None:
    place = PixelPlace(0x0010, "OB", 0, 0, None, 100)

    with pytest.raises(DecodeError, match="compressed, but it does not say how"):
        native_bytes(io.BytesIO(bytes(100)), place, layout(1, 1, 0, 1))


def test_bytes_nobody_wrote_are_never_shown() -> None:
    """The room is not filled beforehand; a file that shrinks meanwhile must not leave it half."""
    place = PixelPlace(0x0010, "OB", 0, 0, 100, 100)

    with pytest.raises(DecodeError, match="only 60 of the 100 bytes"):
        native_bytes(io.BytesIO(bytes(60)), place, layout(10, 10, 0, 1))
