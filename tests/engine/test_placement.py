"""engine.placement, and the placements of turned films"""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.ops.geometry import turn_matrix
from engine.orientation import Orientation, nearest_orientation
from engine.picture import Picture, laid_on, map_over, picture_of
from engine.placement import AS_READ, Placement, centred
from tests.properties.films import stored_film

CROPPED = Placement.of_pixels(np.array([[1.0, 0.0, 20.0], [0.0, 1.0, 10.0]]), (40, 50), (100, 80))
"""Rows 10 to 50 and columns 20 to 70 of a film of 100 rows and 80 columns."""

TURNS = [Orientation(turn, mirror) for turn in range(4) for mirror in (False, True)]

shares = st.floats(-2, 2)


def picture() -> Picture:
    return picture_of(stored_film(100, 80))


def test_the_corners_of_a_crop_lie_where_it_was_cut() -> None:
    assert CROPPED.on_film(0, 0) == pytest.approx((20 / 80, 10 / 100))
    assert CROPPED.on_film(1, 1) == pytest.approx((70 / 80, 50 / 100))


def test_pixels_gives_back_what_of_pixels_took() -> None:
    matrix = np.array([[0.8, 0.3, -5.0], [-0.2, 1.1, 7.0]])

    placement = Placement.of_pixels(matrix, (30, 40), (90, 70))

    np.testing.assert_allclose(placement.pixels((30, 40), (90, 70)), matrix)


def test_pixels_of_a_preview_lie_where_those_of_the_film_do() -> None:
    """The same place, counted in half as many pixels of either."""
    x, y = CROPPED.pixels((20, 25), (50, 40)) @ np.array([12.5, 10.0, 1.0])

    assert (x / 40, y / 50) == pytest.approx(CROPPED.on_film(0.5, 0.5))


@given(st.tuples(*[shares] * 4), shares, shares)
def test_the_inverse_leads_back(linear: tuple[float, ...], u: float, v: float) -> None:
    a, b, c, d = linear
    if abs(a * d - b * c) < 0.05:
        return
    placement = Placement(a, b, 0.3, c, d, -0.2)

    back = placement.inverse().on_film(*placement.on_film(u, v))

    assert back == pytest.approx((u, v), abs=1e-6)


def test_steps_follow_one_another_from_the_newest_film_to_the_first() -> None:
    second = Placement(0.5, 0.0, 0.5, 0.0, 1.0, 0.0)

    both = CROPPED.after(second)

    assert both.on_film(0, 0) == pytest.approx(CROPPED.on_film(0.5, 0))


def test_a_pixels_middle_is_whole_for_opencv() -> None:
    """From 0.5 of the new film to 3.25 of the film: from 0 to 2.75."""
    matrix = np.array([[0.5, 0.0, 3.0], [0.0, 1.0, 0.0]])

    x, y = centred(matrix) @ np.array([0.0, 0.0, 1.0])

    assert (x, y) == pytest.approx((2.75, 0.0))


@pytest.mark.parametrize("turn", TURNS)
def test_a_mirrored_film_is_told_from_one_that_is_only_turned(turn: Orientation) -> None:
    assert turn.placement().is_mirrored is turn.is_mirrored


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("size_mm", [(300.0, 400.0), (430.0, 350.0)])
def test_the_nearest_quarter_turn_of_a_film_turned_by_them_is_that(
    turn: Orientation, size_mm: tuple[float, float]
) -> None:
    assert nearest_orientation(turn.placement(), size_mm) == turn


@pytest.mark.parametrize(("angle", "quarters"), [(7, 0), (44, 0), (46, 1), (-44, 0), (170, 2)])
def test_a_film_turned_by_an_odd_angle_comes_nearest_to_a_quarter_turn(
    angle: float, quarters: int
) -> None:
    """In mm: on a film of oblong pixels the angle between pixels would be another."""
    matrix, shape = turn_matrix(angle, (100, 400), (0.8, 0.2))
    placement = Placement.of_pixels(matrix, shape, (100, 400))

    assert nearest_orientation(placement, (80.0, 80.0)) == Orientation(quarters)


@pytest.mark.parametrize("turn", TURNS)
def test_a_turn_leads_each_pixel_back_to_where_it_was_stored(turn: Orientation) -> None:
    """The judge is the turned array itself."""
    film = np.zeros((30, 40), np.uint8)
    film[4, 33] = 1

    row, column = np.argwhere(turn.apply(film))[0]

    rows, columns = turn.apply(film).shape
    x, y = turn.placement().on_film((column + 0.5) / columns, (row + 0.5) / rows)
    assert (x * 40, y * 30) == pytest.approx((33.5, 4.5))


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize(
    "placement",
    [CROPPED, Placement(0.6, 0.3, 0.1, -0.2, 0.5, 0.4), Placement(-1.0, 0.0, 1.0, 0.0, 1.0, 0.0)],
)
def test_a_turned_picture_lies_on_the_film_turned_alike(
    turn: Orientation, placement: Placement
) -> None:
    """Both ways round lead to one place on the stored film."""
    shown = replace(picture(), placement=placement).oriented(turn)

    for u, v in ((0.0, 0.0), (0.2, 0.9), (1.0, 0.5)):
        by_picture = turn.placement().on_film(*shown.placement.on_film(u, v))
        by_film = placement.on_film(*turn.placement().on_film(u, v))
        assert by_picture == pytest.approx(by_film)


def test_a_picture_on_the_films_own_grid_stays_so_however_it_is_turned() -> None:
    assert picture().oriented(Orientation(1, is_mirrored=True)).placement == AS_READ


def test_a_map_is_cut_as_the_result_over_which_it_lies() -> None:
    """A map of the whole film, and a result that has lost its left half."""
    values = np.zeros((4, 8), np.float32)
    values[:, 6] = 1.0
    halved = Placement(0.5, 0.0, 0.5, 0.0, 1.0, 0.0)

    over = map_over(values, AS_READ, halved)

    assert over[1].tolist() == pytest.approx([0, 0, 0, 0.25, 0.75, 0.75, 0.25, 0])


def test_a_map_of_the_result_itself_is_left_as_it_is() -> None:
    values = np.ones((4, 8), np.float32)

    assert map_over(values, CROPPED, CROPPED) is values


def test_the_original_under_a_crop_is_that_part_of_it() -> None:
    original = picture()
    result = replace(original, indices=original.indices[10:50, 20:70], placement=CROPPED)

    np.testing.assert_array_equal(laid_on(original, result).indices, original.indices[10:50, 20:70])


def test_the_original_keeps_its_resolution_under_a_reduced_result() -> None:
    original = picture()
    result = replace(
        original,
        indices=original.indices[10:50:2, 20:70:2],
        placement=CROPPED,
        spacing_mm=(0.4, 0.4),
    )

    assert laid_on(original, result).shape == (40, 50)
