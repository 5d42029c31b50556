"""engine.dicom.read_state_grey and engine.dicom.read_state_area, through engine.state_reading"""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from engine.grayscale.modality import LinearModality, TableModality
from engine.grayscale.voi import VoiFunction, VoiLut, Window
from engine.orientation import Orientation
from engine.presentation_state import AreaMode, DisplayedArea, ImageState
from engine.state_reading import read_state
from tests.engine.dicom.written import film, lut
from tests.engine.dicom.written_states import area, item, one, window, write_state


def said(folder: Path, **attributes: Any) -> ImageState:
    """Return what a state with these attributes says of its film."""
    image = film(np.zeros((4, 6), dtype=np.uint16), 12)
    path = write_state(folder / "ps.dcm", image, **attributes)
    found = read_state(path).for_image(image.SOPInstanceUID)
    assert found is not None
    return found


def test_a_rescale_or_a_table_replaces_that_of_the_film(tmp_path: Path) -> None:
    rescaled = said(tmp_path, RescaleSlope="2", RescaleIntercept="-1000", RescaleType="HU")
    table = said(
        tmp_path, ModalityLUTSequence=lut(3, [0, 9, 1023], 10, ModalityLUTType="OD")
    ).modality

    assert rescaled.modality == LinearModality(2, -1000, "HU")
    assert isinstance(table, TableModality)
    assert (table.first_mapped, table.values.tolist(), table.unit) == (3, [0, 9, 1023], "OD")
    assert said(tmp_path).modality is None


@pytest.mark.parametrize("function", list(VoiFunction))
def test_windows_of_all_functions_are_read(function: VoiFunction, tmp_path: Path) -> None:
    said_so = window(50.5, 10, VOILUTFunction=function.value)

    found = said(tmp_path, SoftcopyVOILUTSequence=Sequence([said_so])).voi

    assert found == Window(50.5, 10, function)


def test_a_table_is_read_with_its_name(tmp_path: Path) -> None:
    curve = lut(7, [0, 100, 255], 8, LUTExplanation="BONE")

    found = said(tmp_path, SoftcopyVOILUTSequence=one(VOILUTSequence=curve)).voi

    assert isinstance(found, VoiLut)
    assert (found.first_mapped, found.explanation, found.bits) == (7, "BONE", 8)
    assert (found.values * 255).round().tolist() == [0, 100, 255]


def test_a_table_may_start_below_zero(tmp_path: Path) -> None:
    curve = lut(-100, [0, 100, 255], 8, vr="SS")

    found = said(tmp_path, SoftcopyVOILUTSequence=one(VOILUTSequence=curve)).voi

    assert isinstance(found, VoiLut)
    assert found.first_mapped == -100


def test_of_several_windows_the_first_is_shown_with_a_sentence(tmp_path: Path) -> None:
    both = item(WindowCenter=["50", "60"], WindowWidth=["10", "20"])

    found = said(tmp_path, SoftcopyVOILUTSequence=Sequence([both]))

    assert found.voi == Window(50, 10)
    assert any("several windows" in notice for notice in found.notices)


@pytest.mark.parametrize("nonsense", [window(50, 0), item(), item(VOILUTSequence=one())])
def test_a_window_that_makes_no_sense_is_none(nonsense: Dataset, tmp_path: Path) -> None:
    assert said(tmp_path, SoftcopyVOILUTSequence=Sequence([nonsense])).voi is None


def test_a_presentation_table_stands_instead_of_a_shape(tmp_path: Path) -> None:
    table = lut(0, [0, 1023, 512], 10, LUTExplanation="PRINT")

    found = said(tmp_path, PresentationLUTShape=None, PresentationLUTSequence=table)

    assert found.shape is None
    assert found.presentation_lut is not None
    assert found.presentation_lut.entries.tolist() == [0, 1023, 512]
    assert (found.presentation_lut.bits, found.presentation_lut.explanation) == (10, "PRINT")


def test_a_presentation_table_whose_descriptor_lies_is_read_with_a_sentence(
    tmp_path: Path,
) -> None:
    """Entries of ten bits, the largest all ones, announced as 16."""
    table = lut(0, [0, 500, 1023], 16)

    found = said(tmp_path, PresentationLUTShape=None, PresentationLUTSequence=table)

    assert found.presentation_lut is not None
    assert found.presentation_lut.bits == 10
    assert any("announces 16 bits" in notice for notice in found.notices)


@pytest.mark.parametrize("shape", ["IDENTITY", "INVERSE"])
def test_the_shape_is_read(shape: str, tmp_path: Path) -> None:
    assert said(tmp_path, PresentationLUTShape=shape).shape == shape


def test_a_shape_or_table_that_makes_no_sense_is_left_out_with_a_sentence(tmp_path: Path) -> None:
    """A table of one entry, and one without any."""
    oddly = said(tmp_path, PresentationLUTShape="LIN OD")
    shortly = said(tmp_path, PresentationLUTShape=None, PresentationLUTSequence=lut(0, [5], 10))
    empty = said(tmp_path, PresentationLUTShape=None, PresentationLUTSequence=one())

    for found in (oddly, shortly, empty):
        assert found.shape is None
        assert found.presentation_lut is None
        assert len(found.notices) == 1


@pytest.mark.parametrize(
    ("angle_deg", "flip", "expected"),
    [
        (0, "N", [[1, 2], [3, 4]]),
        (90, "N", [[3, 1], [4, 2]]),
        (180, "N", [[4, 3], [2, 1]]),
        (270, "N", [[2, 4], [1, 3]]),
        (0, "Y", [[2, 1], [4, 3]]),
        (90, "Y", [[1, 3], [2, 4]]),
        (180, "Y", [[3, 4], [1, 2]]),
        (270, "Y", [[4, 2], [3, 1]]),
    ],
)
def test_a_film_is_turned_clockwise_before_it_is_flipped(
    angle_deg: int, flip: str, expected: list[list[int]], tmp_path: Path
) -> None:
    """By hand from PS3.3 C.10.6: 1 2 / 3 4 by 90 degrees is 3 1 / 4 2, and flipped 1 3 / 2 4."""
    turn = said(tmp_path, ImageRotation=angle_deg, ImageHorizontalFlip=flip).orientation

    assert turn.apply(np.array([[1, 2], [3, 4]])).tolist() == expected


def test_a_turn_that_makes_no_sense_is_none_with_a_sentence(tmp_path: Path) -> None:
    found = said(tmp_path, ImageRotation=135, ImageHorizontalFlip="MAYBE")

    assert found.orientation == Orientation()
    assert len(found.notices) == 2


def test_a_displayed_area_keeps_its_corners_and_its_size(tmp_path: Path) -> None:
    magnified = area(
        -2, 3, 9, 4, PresentationSizeMode="MAGNIFY", PresentationPixelMagnificationRatio=2.5
    )

    found = said(tmp_path, DisplayedAreaSelectionSequence=Sequence([magnified]))

    assert found.area == DisplayedArea((-2, 3), (9, 4), AreaMode.MAGNIFY, 2.5)


def test_corners_that_a_turn_exchanged_are_put_in_the_order_of_the_film(tmp_path: Path) -> None:
    """C.10.4 names the corner that is top left after the turn."""
    turned = area(6, 4, 2, 1, PresentationSizeMode="TRUE SIZE")

    found = said(tmp_path, DisplayedAreaSelectionSequence=Sequence([turned]), ImageRotation=180)

    assert found.area == DisplayedArea((2, 1), (6, 4), AreaMode.TRUE_SIZE)


@pytest.mark.parametrize(
    ("nonsense", "is_there"),
    [
        (item(PresentationSizeMode="SCALE TO FIT"), False),
        (area(1, 1, 2**31 - 1, 5), False),
        (area(1, 1, 6, 4, PresentationSizeMode="HUGE"), True),
        (area(1, 1, 6, 4, PresentationSizeMode="MAGNIFY"), True),
    ],
)
def test_an_area_that_makes_no_sense_is_left_out_or_fitted(
    nonsense: Dataset, is_there: bool, tmp_path: Path
) -> None:
    found = said(tmp_path, DisplayedAreaSelectionSequence=Sequence([nonsense]))

    assert found.area == (DisplayedArea((1, 1), (6, 4)) if is_there else None)
    assert len(found.notices) == 1
