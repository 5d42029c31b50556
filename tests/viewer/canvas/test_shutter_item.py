"""viewer.canvas.shutter_item"""

from dataclasses import replace

import numpy as np
import pytest

from engine import Orientation, Placement, Shutter
from tests.viewer.canvas.films import IDENTITY, grey_of, picture_from
from viewer.canvas.film_decor_item import FilmPlace
from viewer.canvas.geometry import Look
from viewer.canvas.pane import Pane
from viewer.canvas.shutter_item import ShutterItem

ROWS, COLUMNS, GREY = 40, 60, 200
AS_READ = FilmPlace(ROWS, COLUMNS, Orientation())


def covered(pane: Pane, shutter: Shutter, place: FilmPlace = AS_READ) -> ShutterItem:
    """Show a film of 40 x 60, each pixel as 2 x 2: it begins at x 40, y 20 of the pane."""
    picture = picture_from(np.full((ROWS, COLUMNS), GREY)).oriented(place.orientation)
    pane.show_picture(picture, IDENTITY, keep_view=False)
    pane.set_look(Look(picture.shape[1] / 2, picture.shape[0] / 2, 2.0))
    item = ShutterItem(pane)
    item.lie_on(place)
    item.show_shutter(shutter)
    return item


def box_of(bright: np.ndarray) -> tuple[int, int, int, int]:
    """Return (left, top, right, bottom) of what is bright, the ends excluded."""
    rows, columns = np.nonzero(bright)
    return (
        int(columns.min()),
        int(rows.min()),
        int(columns.max()) + 1,
        int(rows.max()) + 1,
    )


def test_a_rectangle_shows_its_edge_rows_and_columns_and_no_more(pane: Pane) -> None:
    """Rows 11..30 and columns 21..40, from 1: twice 20..40 and 10..30 from the film's corner."""
    kept = covered(pane, Shutter(rectangle=(11, 21, 30, 40)))

    seen = grey_of(pane)

    assert not kept.is_empty
    assert box_of(seen == GREY) == (80, 40, 120, 80)
    assert (seen[20:100, 40:160] == GREY).sum() == 40 * 40


def test_what_is_hidden_has_the_grey_of_the_shutter_and_the_ground_stays_black(pane: Pane) -> None:
    kept = covered(pane, Shutter(rectangle=(11, 21, 30, 40), grey=0.5))

    seen = grey_of(pane)

    assert not kept.is_empty
    assert seen[30, 60] == 128
    assert seen[10, 20] == 0


def test_only_what_lies_in_all_shapes_is_seen(pane: Pane) -> None:
    """A circle of 10 about the middle of the film, and its left half as a rectangle."""
    kept = covered(pane, Shutter(rectangle=(1, 1, 40, 30), circle=(20.5, 30.5, 10.0)))

    seen = grey_of(pane)

    assert not kept.is_empty
    assert box_of(seen == GREY) == pytest.approx((80, 40, 100, 80), abs=1)
    assert (seen > GREY // 2).sum() == pytest.approx(np.pi * 20**2 / 2, rel=0.03)


def test_a_polygon_through_the_outermost_pixels_hides_none_of_them(pane: Pane) -> None:
    corners = ((1.0, 1.0), (1.0, 60.0), (40.0, 60.0), (40.0, 1.0))

    kept = covered(pane, Shutter(polygon=corners))

    assert not kept.is_empty
    assert (grey_of(pane) == GREY).sum() == 80 * 120


def test_a_shutter_turns_with_the_film(pane: Pane) -> None:
    """Turned clockwise, the top edge is at the right: rows 1..10 become columns 30..40."""
    turn = Orientation(quarter_turns=1)

    kept = covered(pane, Shutter(rectangle=(1, 1, 10, 60)), FilmPlace(ROWS, COLUMNS, turn))

    assert not kept.is_empty
    assert box_of(grey_of(pane) == GREY) == (60 + 60, 0, 60 + 80, 120)


def test_a_shutter_follows_what_a_recipe_has_cut(pane: Pane) -> None:
    """The picture is the right half of the film: column 31 is its first."""
    half = replace(
        picture_from(np.full((ROWS, COLUMNS // 2), GREY)), placement=Placement(0.5, 0, 0.5, 0, 1, 0)
    )
    kept = covered(pane, Shutter(rectangle=(1, 41, 40, 60)))
    pane.show_picture(half, IDENTITY, keep_view=False)
    pane.set_look(Look(15, 20, 2.0))

    seen = grey_of(pane)

    assert not kept.is_empty
    assert box_of(seen == GREY) == (70 + 20, 20, 70 + 60, 100)


def test_a_circle_is_round_at_the_highest_zoom(pane: Pane) -> None:
    """At 32 to 1 its right end stands within half a screen pixel of where it is to be."""
    picture = picture_from(np.full((2000, 3000), GREY))
    pane.show_picture(picture, IDENTITY, keep_view=False)
    pane.set_look(Look(2500, 1000, 32.0))
    item = ShutterItem(pane)
    item.lie_on(FilmPlace(2000, 3000, Orientation()))

    item.show_shutter(Shutter(circle=(1000.5, 1500.5, 1000.0)))

    assert box_of(grey_of(pane) > GREY // 2)[2] == pytest.approx(100, abs=1)


def test_no_shutter_covers_nothing(pane: Pane) -> None:
    item = covered(pane, Shutter(rectangle=(11, 21, 30, 40)))

    item.show_shutter(None)

    assert item.is_empty
    assert (grey_of(pane) == GREY).sum() == 80 * 120
