"""engine.measuring_regions"""

from dataclasses import replace
from math import sqrt

import numpy as np
import pytest

from engine.frame import ValueScale
from engine.grayscale.voi import FullRange, Window
from engine.measurement import MeasureKind, Measurement, Point
from engine.measuring_regions import (
    RegionFigures,
    contrast_to_noise,
    points_on,
    points_on_film,
    region_figures,
)
from engine.orientation import Orientation
from engine.picture import Picture
from engine.placement import Placement

SHAPE = (6, 8)
TURNS = [Orientation(turns, mirrored) for turns in range(4) for mirrored in (False, True)]
AS_READ = Orientation()
VOI = Window(50.5, 101.0)
"""Shows the value v at v / 100: LINEAR takes half from the centre and one from the width."""
TENS = np.array([[10 * row + column for column in range(8)] for row in range(6)], np.uint16)


def picture(indices: np.ndarray[tuple[int, ...], np.dtype[np.uint16]] = TENS) -> Picture:
    """Return a film whose pixel in row r and column c holds the modality value 10 r + c."""
    values = np.arange(65536.0)
    return Picture(indices.copy(), values, 0, False, VOI, FullRange(0.0, 100.0), (1.0, 1.0))


CROPPED = replace(
    picture(TENS[2:5, 3:8]),
    placement=Placement(x_by_x=5 / 8, x=3 / 8, y_by_y=3 / 6, y=2 / 6),
    scale=ValueScale(0.0, 65535.0),
)
"""Rows 2 to 4 and columns 3 to 7 of the film: a result that was cut."""


def box(*points: Point, kind: MeasureKind = MeasureKind.RECTANGLE) -> Measurement:
    return Measurement(kind, points)


def of(measurement: Measurement, shown: Picture | None = None) -> RegionFigures:
    found = region_figures(measurement, shown or picture(), AS_READ, SHAPE, VOI)
    assert found is not None
    return found


def test_a_rectangle_holds_the_pixels_whose_centres_lie_in_it() -> None:
    """11, 12, 13, 21, 22, 23: mean 17, squares 154 over 5 degrees of freedom."""
    found = of(box((1, 1), (4, 3)))

    assert found.pixels == 6
    assert found.modality is not None
    assert found.modality.mean == 17
    assert found.modality.sd == pytest.approx(sqrt(154 / 5))
    assert (found.modality.low, found.modality.high) == (11, 23)


def test_grey_is_in_shares_of_the_display_range() -> None:
    found = of(box((1, 1), (4, 3)))

    assert found.mean == pytest.approx(0.17, abs=3e-5)
    assert found.sd == pytest.approx(sqrt(154 / 5) / 100, abs=3e-5)
    assert (found.low, found.high) == pytest.approx((0.11, 0.23), abs=3e-5)


def test_the_negative_is_measured_as_it_is_shown() -> None:
    found = region_figures(box((1, 1), (4, 3)), picture(), AS_READ, SHAPE, VOI, is_inverted=True)

    assert found is not None
    assert found.mean == pytest.approx(0.83, abs=3e-5)
    assert found.high == pytest.approx(0.89, abs=3e-5)
    assert found.modality is not None
    assert found.modality.mean == 17


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("kind", [MeasureKind.RECTANGLE, MeasureKind.ELLIPSE])
def test_a_turned_film_holds_the_same(turn: Orientation, kind: MeasureKind) -> None:
    """The edges run through centres of pixels, which fall to the same side on every turn."""
    drawn = box((0.5, 1.5), (4.5, 4.5), kind=kind)

    found = region_figures(drawn, picture().oriented(turn), turn, SHAPE, VOI)

    assert found == of(drawn)


def test_edges_through_centres_take_the_first_and_leave_the_last() -> None:
    found = of(box((0.5, 1.5), (4.5, 4.5)))

    assert found.modality is not None
    assert (found.pixels, found.modality.low, found.modality.high) == (12, 10, 33)


def test_an_ellipse_leaves_out_the_corners_of_its_box() -> None:
    """Of 5 by 5 centres only the four corners lie farther than 2.5 from the middle."""
    found = of(box((6, 5), (1, 0), kind=MeasureKind.ELLIPSE))

    assert found.pixels == 21
    assert found.modality is not None
    assert (found.modality.low, found.modality.high) == (2, 44)


def test_what_is_hidden_or_padded_is_not_counted_however_the_film_lies() -> None:
    hidden = np.zeros(SHAPE, np.bool_)
    hidden[1, 1:3] = True
    turn = Orientation(1, is_mirrored=True)
    shown = picture().oriented(turn)

    found = region_figures(box((1, 1), (4, 3)), shown, turn, SHAPE, VOI, excluded=hidden)

    assert found is not None
    assert found.modality is not None
    assert (found.pixels, found.modality.mean) == (4, (13 + 21 + 22 + 23) / 4)


@pytest.mark.parametrize("turn", TURNS)
def test_a_cut_result_that_is_turned_counts_the_same(turn: Orientation) -> None:
    drawn = box((2, 1), (5, 4))

    assert region_figures(drawn, CROPPED.oriented(turn), turn, SHAPE, VOI) == of(drawn, CROPPED)


def test_a_cut_result_counts_what_is_left_and_has_no_modality_values() -> None:
    """Of columns 2 to 4 and rows 1 to 3 it has 23, 24, 33 and 34."""
    found = of(box((2, 1), (5, 4)), CROPPED)

    assert (found.pixels, found.modality) == (4, None)
    assert found.mean == pytest.approx(0.285, abs=3e-5)


def test_a_result_twice_as_fine_counts_four_for_one() -> None:
    finer = picture(np.kron(TENS, np.ones((2, 2), np.uint16)))

    found = of(box((1, 1), (4, 3)), finer)

    assert found.pixels == 24
    assert found.mean == pytest.approx(0.17, abs=3e-5)


@pytest.mark.parametrize(
    "points", [((-9, -9), (-2, -2)), ((20, 1), (30, 3)), ((2, 2), (2, 5)), ((1.6, 1.6), (1.9, 1.9))]
)
@pytest.mark.parametrize("kind", [MeasureKind.RECTANGLE, MeasureKind.ELLIPSE])
def test_a_region_without_a_centre_of_a_pixel_has_no_figures(
    points: tuple[Point, Point], kind: MeasureKind
) -> None:
    assert region_figures(box(*points, kind=kind), picture(), AS_READ, SHAPE, VOI) is None


def test_corners_beside_the_film_that_a_turn_has_brought_are_not_counted() -> None:
    """Columns 0 to 3 of this picture lie left of the film, columns 12 to 15 right of it."""
    wider = replace(
        picture(np.pad(TENS, ((0, 0), (4, 4)))), placement=Placement(x_by_x=2.0, x=-0.5)
    )

    assert of(box((-2, 1), (2, 2)), wider).pixels == 2
    assert of(box((6, 1), (11, 2)), wider).pixels == 2


def test_a_region_that_leaves_the_film_counts_what_lies_on_it() -> None:
    assert of(box((-5, -5), (1, 2))).pixels == 2
    assert of(box((7, 5), (99, 99))).pixels == 1


def test_one_pixel_spreads_nothing() -> None:
    found = of(box((1, 1), (2, 2)))

    assert (found.pixels, found.sd) == (1, 0)


def test_many_pixels_are_counted_in_stripes_without_a_seam() -> None:
    tall = np.repeat(np.arange(3, dtype=np.uint16), 500)[:, None].repeat(1400, axis=1)

    found = region_figures(
        box((0, 0), (1400, 1500)), picture(tall), AS_READ, tall.shape, Window(1.5, 3.0)
    )

    assert found is not None
    assert found.pixels == 2_100_000
    assert found.mean == pytest.approx(0.5, abs=3e-5)


def test_a_line_encloses_nothing() -> None:
    with pytest.raises(ValueError, match="length encloses nothing"):
        of(box((0, 0), (3, 3), kind=MeasureKind.LENGTH))


def test_contrast_to_noise_pools_the_spread_by_degrees_of_freedom() -> None:
    """(4 x 0.01 + 2 x 0.04) / 6 is 0.02; 0.3 over its root is 2.1213."""
    one = RegionFigures(5, 0.5, 0.1, 0, 1)
    other = RegionFigures(3, 0.2, 0.2, 0, 1)

    assert contrast_to_noise(one, other) == pytest.approx(2.121320, abs=1e-6)
    assert contrast_to_noise(other, one) == contrast_to_noise(one, other)


@pytest.mark.parametrize("pixels", [1, 7])
def test_without_spread_there_is_no_contrast_to_noise(pixels: int) -> None:
    flat = RegionFigures(pixels, 0.5, 0.0, 0.5, 0.5)

    assert contrast_to_noise(flat, flat) is None


def test_a_quarter_turn_takes_the_first_corner_to_the_right() -> None:
    """Clockwise: the top left of 6 rows by 8 columns is the top right of 8 rows by 6 columns."""
    turn = Orientation(1)

    found = points_on(picture().oriented(turn), turn, SHAPE, [(0, 0), (8, 0), (2, 1)])

    assert np.allclose(found, [(6, 0), (6, 8), (5, 2)])


def test_on_a_cut_result_points_count_from_its_own_corner() -> None:
    assert np.allclose(points_on(CROPPED, AS_READ, SHAPE, [(3, 2), (4.5, 1)]), [(0, 0), (1.5, -1)])


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("shown", [picture(), CROPPED])
def test_points_come_back_from_every_turn(turn: Orientation, shown: Picture) -> None:
    turned = shown.oriented(turn)
    points = [(0.25, 5.5), (7.0, 1.0)]

    there = points_on(turned, turn, SHAPE, points)

    assert np.allclose(points_on_film(turned, turn, SHAPE, there), points)
