"""engine.dicom.read_excluded"""

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from pydicom.dataset import Dataset

from engine.dicom.read_excluded import excluded_of
from engine.frame import BoolImage
from engine.shutter import Shutter
from tests.engine.dicom.written import film

GREY = np.full((6, 8), 50, dtype=np.uint16)


def excluded(
    pixels: npt.NDArray[Any] = GREY, *, has_padding: bool = True, **attributes: Any
) -> tuple[BoolImage | None, list[str]]:
    notices: list[str] = []
    ds = film(pixels, **attributes)
    found = excluded_of(ds, pixels, has_padding=has_padding, is_little_endian=True, notices=notices)
    return found.mask, notices


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

    found = excluded_of(ds, pixels, has_padding=True, is_little_endian=True, notices=[]).mask

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


def test_the_shutter_is_handed_on_with_the_grey_that_covers_the_rest() -> None:
    """Shutter Presentation Value is a P-value: 13107 is a fifth of 65535."""
    ds = film(
        GREY,
        ShutterShape=["CIRCULAR", "POLYGONAL"],
        CenterOfCircularShutter=["3", "4"],
        RadiusOfCircularShutter="2",
        VerticesOfThePolygonalShutter=["2", "2", "5", "2", "5", "5"],
        ShutterPresentationValue=13107,
    )

    found = excluded_of(ds, GREY, has_padding=True, is_little_endian=True, notices=[])

    assert found.shutter == Shutter(circle=(3, 4, 2), polygon=((2, 2), (5, 2), (5, 5)), grey=0.2)


@pytest.mark.parametrize("edges", [("3", "2"), ("1", "1e300")])
def test_a_circle_beyond_all_films_makes_no_sense(edges: tuple[str, str]) -> None:
    ds = film(GREY, ShutterShape="CIRCULAR")
    ds.add_new(0x00181610, "LO", list(edges))
    ds.add_new(0x00181612, "LO", "2" if edges[0] == "1" else "1e300")
    notices: list[str] = []

    found = excluded_of(ds, GREY, has_padding=True, is_little_endian=True, notices=notices)

    assert found.shutter is None
    assert notices == ["A shutter of shape CIRCULAR in the file makes no sense; ignored."]


def test_a_shutter_that_hides_everything_is_not_handed_on() -> None:
    ds = film(
        GREY, ShutterShape="CIRCULAR", CenterOfCircularShutter=["900", "900"],
        RadiusOfCircularShutter="2",
    )  # fmt: skip

    found = excluded_of(ds, GREY, has_padding=True, is_little_endian=True, notices=[])

    assert found.shutter is None


def test_a_frames_own_shutter_wins() -> None:
    own = Dataset()
    own.ShutterShape, own.RadiusOfCircularShutter = "CIRCULAR", "2"
    own.CenterOfCircularShutter = ["3", "4"]
    group = Dataset()
    group.FrameDisplayShutterSequence = [own]
    ds = film(GREY, ShutterShape="BITMAP", PerFrameFunctionalGroupsSequence=[Dataset(), group])

    found = excluded_of(ds, GREY, has_padding=True, is_little_endian=True, notices=[], frame=1)

    assert found.shutter == Shutter(circle=(3, 4, 2))


def lit(rows: slice, columns: slice) -> npt.NDArray[np.uint16]:
    """A film of 240 x 200 pixels with grain, exposed only there."""
    grain = np.random.default_rng(0).integers(0, 60, (240, 200))
    film = (3000 + grain).astype(np.uint16)
    film[rows, columns] = 800 + grain[rows, columns]
    return film


RECTANGLE: dict[str, Any] = {
    "CollimatorShape": "RECTANGULAR",
    "CollimatorLeftVerticalEdge": "31",
    "CollimatorRightVerticalEdge": "170",
    "CollimatorUpperHorizontalEdge": "41",
    "CollimatorLowerHorizontalEdge": "220",
}


def test_a_collimator_whose_edges_the_pixels_show_excludes_what_lies_beyond() -> None:
    found, notices = excluded(lit(np.s_[40:220], np.s_[30:170]), **RECTANGLE)

    assert notices == []
    assert found is not None
    assert not found[40:220, 30:170].any()
    assert (~found).sum() == 180 * 140


def test_a_collimator_may_be_round() -> None:
    down, across = np.ogrid[0:240, 0:200]
    pixels = lit(np.s_[0:0], np.s_[0:0])
    round_field = (down - 119) ** 2 + (across - 99) ** 2 <= 80**2
    pixels[round_field] -= 2000

    found, notices = excluded(
        pixels,
        CollimatorShape="CIRCULAR",
        CenterOfCircularCollimator=["120", "100"],
        RadiusOfCircularCollimator="80",
    )

    assert notices == []
    assert found is not None
    np.testing.assert_array_equal(found, ~round_field)


def test_a_collimator_that_the_pixels_do_not_show_is_ignored_and_said() -> None:
    """As in films that were cropped after the tags were written."""
    found, notices = excluded(lit(np.s_[90:160], np.s_[60:120]), **RECTANGLE)

    assert found is None
    assert notices == ["The collimator in the file does not fit its pixels and was ignored."]


def test_a_collimator_that_leaves_hardly_anything_is_ignored_and_said() -> None:
    """A real chest film has edges from column -184 to 184 and row 907 to 1299 of 1955."""
    found, notices = excluded(
        lit(np.s_[0:240], np.s_[0:200]),
        CollimatorShape="RECTANGULAR",
        CollimatorLeftVerticalEdge="-18",
        CollimatorRightVerticalEdge="18",
        CollimatorUpperHorizontalEdge="90",
        CollimatorLowerHorizontalEdge="129",
    )

    assert found is None
    assert notices == ["The collimator in the file would leave hardly anything and was ignored."]


def test_a_collimator_wider_than_the_film_says_nothing() -> None:
    wide = {**RECTANGLE, "CollimatorLeftVerticalEdge": "-5", "CollimatorRightVerticalEdge": "900"}
    wide |= {"CollimatorUpperHorizontalEdge": "1", "CollimatorLowerHorizontalEdge": "900"}

    assert excluded(lit(np.s_[40:220], np.s_[30:170]), **wide) == (None, [])


def outlines(pixels: npt.NDArray[Any], **attributes: Any) -> bool:
    ds = film(pixels, **attributes)
    found = excluded_of(ds, pixels, has_padding=True, is_little_endian=True, notices=[])
    return found.has_outline


def test_shutters_and_collimators_outline_the_field_and_padding_does_not() -> None:
    pixels = lit(np.s_[40:220], np.s_[30:170])
    shutter = {name.replace("Collimator", "Shutter"): value for name, value in RECTANGLE.items()}

    assert outlines(pixels, **RECTANGLE)
    assert outlines(pixels, **shutter)
    assert not outlines(pixels, PixelPaddingValue=int(pixels[0, 0]))
    assert not outlines(pixels)
    assert not outlines(lit(np.s_[90:160], np.s_[60:120]), **RECTANGLE)
