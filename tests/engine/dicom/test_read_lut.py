"""engine.dicom.read_lut"""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from pydicom.dataset import Dataset

from engine.dicom.read_lut import LutError, LutItem, lut_item
from engine.picture import picture_of
from engine.reading import read_radiograph
from tests.engine.dicom.written import lut, write_film


def table(
    descriptor: list[int],
    data: bytes | list[int],
    *,
    is_signed: bool = False,
    is_little_endian: bool = True,
    vr: str = "US",
) -> LutItem:
    """Read a table whose descriptor and data say what they like."""
    item = Dataset()
    item.add_new(0x00283002, vr, descriptor)
    item.add_new(0x00283006, "OW" if isinstance(data, bytes) else "US", data)
    return lut_item(item, is_signed=is_signed, is_little_endian=is_little_endian)


@pytest.mark.parametrize(
    ("data", "is_little_endian"),
    [
        ([0, 51, 255], True),  # a word each, as numbers
        (bytes([0, 0, 51, 0, 255, 0]), True),  # a word each, as bytes
        (bytes([0, 0, 0, 51, 0, 255]), False),
        (bytes([0, 51, 255]), True),  # a byte each
        (bytes([0, 51, 255, 0]), True),  # a byte each and one of padding
        (bytes([51, 0, 0, 255]), False),  # two a word, the first in its lower half
        ([0x3300, 0x00FF], True),  # the same as numbers
    ],
)
def test_entries_of_eight_bits_are_found_however_they_are_packed(
    data: bytes | list[int], *, is_little_endian: bool
) -> None:
    found = table([3, 0, 8], data, is_little_endian=is_little_endian)

    assert found.entries.tolist() == [0, 51, 255]
    assert (found.bits, found.remark) == (8, "")


@pytest.mark.parametrize(
    ("announced", "largest", "bits"),
    [
        (16, 4095, 12),  # Agfa
        (16, 1000, 10),
        (16, 16384, 16),  # a quarter of the range is just reached
        (12, 4000, 12),
        (12, 2047, 11),
        (8, 4095, 12),  # would be white all over
        (8, 60, 8),  # may be meant to be dim
        (16, 1, 16),
        (16, 0, 16),
    ],
)
def test_the_entries_tell_the_bits_where_the_descriptor_lies(
    announced: int, largest: int, bits: int
) -> None:
    found = table([3, 0, announced], [0, 0, largest])

    assert found.bits == bits
    assert bool(found.remark) == (bits != announced)


def test_the_remark_says_what_was_announced_and_what_is_written() -> None:
    found = table([2, 0, 16], [0, 4095])

    assert found.remark == "announces 16 bits and is written with 12, which count"


@pytest.mark.parametrize(
    ("descriptor", "is_signed", "first"),
    [
        ([2, 65436, 8], True, -100),  # two's complement as US
        ([2, 65436, 8], False, 65436),
        ([200, 65436, 8], False, -100),  # would else end at 65635, beyond 16 bits
        ([100, 65436, 8], False, 65436),  # ends at 65535
        ([2, 100, 8], True, 100),
    ],
)
def test_the_first_value_mapped_is_below_zero_where_it_can_be_nothing_else(
    descriptor: list[int], is_signed: bool, first: int
) -> None:
    assert table(descriptor, [0] * descriptor[0], is_signed=is_signed).first_mapped == first


def test_the_first_value_mapped_may_be_written_with_its_sign() -> None:
    assert table([4096, -1024, 12], [5] * 4096, vr="SS").first_mapped == -1024


def test_no_entries_mean_sixty_five_thousand_five_hundred_and_thirty_six() -> None:
    found = table([0, 0, 16], np.arange(65536, dtype="<u2").tobytes())

    assert found.entries.size == 65536
    assert found.entries[-1] == 65535


def test_entries_too_many_are_cut_and_said_unless_it_is_padding() -> None:
    longer, padded = table([2, 0, 12], [0, 4095, 7, 7]), table([3, 0, 12], [0, 1, 4095, 0])

    assert longer.entries.tolist() == [0, 4095]
    assert longer.remark == "has 4 entries and announces 2; the rest was left out"
    assert padded.remark == ""


@pytest.mark.parametrize(
    ("descriptor", "data", "said"),
    [
        ([4, 0, 12], [1, 2, 3], "has 3 of the 4 entries it announces"),
        ([4, 0, 12], b"\1\0\2", "has 1 of the 4 entries it announces"),
        ([2, 0, 0], [1, 2], "announces 0 bits"),
        ([2, 0, 17], [1, 2], "announces 17 bits"),
        ([2, 0], [1, 2], "has no descriptor"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused(
    descriptor: list[int], data: Any, said: str
) -> None:
    with pytest.raises(LutError, match=said):
        table(descriptor, data)


def test_a_film_under_a_lying_table_is_shown_as_dcmtk_shows_it_under_a_truthful_one(
    tmp_path: Path, judge: Callable[[str], str]
) -> None:
    curve = [round(4095 * (n / 4095) ** 0.5) for n in range(4096)]
    pixels = np.arange(4096, dtype=np.uint16).reshape(64, 64)
    truth = write_film(tmp_path / "truth.dcm", pixels, 12, VOILUTSequence=lut(0, curve, 12))
    lie = write_film(tmp_path / "lie.dcm", pixels, 12, VOILUTSequence=lut(0, curve, 16))
    picture = tmp_path / "judge.pgm"
    subprocess.run(
        [judge("dcm2pnm"), "+Wl", "1", "+op", str(truth), str(picture)],
        check=True,
        capture_output=True,
    )
    film = read_radiograph(lie)

    ours = picture_of(film).grey_levels(film.default_voi, levels=256)

    theirs = cv2.imread(str(picture), cv2.IMREAD_UNCHANGED)
    assert theirs is not None
    assert np.abs(ours.astype(int) - theirs.astype(int)).max() <= 1
    assert theirs.max() == 255
