"""engine.dicom.read_excluded"""

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from engine.dicom.read_excluded import excluded_of
from engine.frame import BoolImage
from tests.engine.dicom.written import film

GREY = np.full((6, 8), 50, dtype=np.uint16)


def excluded(
    pixels: npt.NDArray[Any] = GREY, *, has_padding: bool = True, **attributes: Any
) -> tuple[BoolImage | None, list[str]]:
    notices: list[str] = []
    ds = film(pixels, **attributes)
    found = excluded_of(ds, pixels, has_padding=has_padding, is_little_endian=True, notices=notices)
    return found, notices


def test_a_film_without_padding_or_shutter_has_no_mask() -> None:
    assert excluded() == (None, [])


def test_padding_is_excluded() -> None:
    pixels = np.array([[0, 5, 0, 9]], dtype=np.uint16)

    found, _ = excluded(pixels, PixelPaddingValue=0)

    assert found is not None
    assert found.tolist() == [[True, False, True, False]]


@pytest.mark.parametrize("ends", [(3, 5), (5, 3)])
def test_a_padding_range_is_inclusive_in_either_order(ends: tuple[int, int]) -> None:
    pixels = np.array([[2, 3, 4, 5, 6]], dtype=np.uint16)

    found, _ = excluded(pixels, PixelPaddingValue=ends[0], PixelPaddingRangeLimit=ends[1])

    assert found is not None
    assert found.tolist() == [[False, True, True, True, False]]


def test_padding_of_a_signed_film_is_twos_complement() -> None:
    """63536 as US is -2000."""
    pixels = np.array([[-2000, 0]], dtype=np.int16)
    ds = film(pixels)
    ds.add_new(0x00280120, "US", 63536)

    found = excluded_of(ds, pixels, has_padding=True, is_little_endian=True, notices=[])

    assert found is not None
    assert found.tolist() == [[True, False]]


def test_a_padding_value_that_occurs_nowhere_gives_no_mask() -> None:
    assert excluded(PixelPaddingValue=7) == (None, [])


def test_a_film_of_nothing_but_padding_keeps_its_pixels() -> None:
    found, notices = excluded(PixelPaddingValue=50)

    assert found is None
    assert notices == ["The padding in the file would hide the whole film and was ignored."]


def test_colours_made_grey_have_no_padding() -> None:
    assert excluded(has_padding=False, PixelPaddingValue=50) == (None, [])


def visible(**attributes: Any) -> list[str]:
    """The film as text: "#" where a shutter lets it be seen."""
    found, notices = excluded(**attributes)
    assert found is not None
    assert notices == []
    return ["".join(".#"[not one] for one in row) for row in found]


def test_a_rectangular_shutter_leaves_its_inside_edges_counted_from_one() -> None:
    shown = visible(
        ShutterShape="RECTANGULAR",
        ShutterLeftVerticalEdge="3",
        ShutterRightVerticalEdge="5",
        ShutterUpperHorizontalEdge="2",
        ShutterLowerHorizontalEdge="4",
    )

    assert shown == ["........", "..###...", "..###...", "..###...", "........", "........"]


def test_a_circular_shutter_leaves_its_disc() -> None:
    shown = visible(
        ShutterShape="CIRCULAR", CenterOfCircularShutter=["3", "4"], RadiusOfCircularShutter="2"
    )

    assert shown == ["...#....", "..###...", ".#####..", "..###...", "...#....", "........"]


def test_a_polygonal_shutter_leaves_its_inside() -> None:
    """A right triangle: row 2 column 2, row 5 column 2, row 5 column 5."""
    shown = visible(
        ShutterShape="POLYGONAL",
        VerticesOfThePolygonalShutter=["2", "2", "5", "2", "5", "5"],
    )

    assert shown == ["........", ".#......", ".##.....", ".###....", ".####...", "........"]


def test_shutters_and_padding_add_up() -> None:
    pixels = GREY.copy()
    pixels[2, 3] = 0

    found, _ = excluded(
        pixels,
        PixelPaddingValue=0,
        ShutterShape=["RECTANGULAR", "CIRCULAR"],
        ShutterLeftVerticalEdge="1",
        ShutterRightVerticalEdge="4",
        ShutterUpperHorizontalEdge="1",
        ShutterLowerHorizontalEdge="6",
        CenterOfCircularShutter=["3", "4"],
        RadiusOfCircularShutter="1",
    )

    assert found is not None
    assert np.argwhere(~found).tolist() == [[1, 3], [2, 2], [3, 3]]


@pytest.mark.parametrize(
    "shutter",
    [
        {"ShutterShape": "BITMAP"},
        {"ShutterShape": "RECTANGULAR"},
        {"ShutterShape": "CIRCULAR", "CenterOfCircularShutter": ["1"]},
        {"ShutterShape": "POLYGONAL", "VerticesOfThePolygonalShutter": ["1", "1", "2", "2"]},
    ],
)
def test_an_incomplete_shutter_is_ignored_and_said(shutter: dict[str, Any]) -> None:
    found, notices = excluded(**shutter)

    assert found is None
    assert len(notices) == 1


def test_a_shutter_that_hides_everything_is_ignored_and_said() -> None:
    found, notices = excluded(
        ShutterShape="CIRCULAR", CenterOfCircularShutter=["900", "900"], RadiusOfCircularShutter="2"
    )

    assert found is None
    assert notices == ["The shutter in the file would hide the whole film and was ignored."]
