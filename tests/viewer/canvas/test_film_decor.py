"""viewer.canvas.film_decor and viewer.canvas.film_decor_item"""

import gc
import weakref
from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine import (
    DisplayedArea,
    Graphic,
    GraphicKind,
    ImageState,
    Orientation,
    OverlayPlane,
    Placement,
    Shutter,
    StateChoice,
)
from tests.viewer.canvas.films import IDENTITY, grey_of, picture_from
from tests.viewer.canvas.panes import compare_of
from viewer.canvas.choices import Layout
from viewer.canvas.compare import CompareView
from viewer.canvas.film_decor import FilmDecor
from viewer.canvas.film_decor_item import FilmPlace, way_to_view
from viewer.canvas.overlay_item import PlaneSheet
from viewer.canvas.pane import Pane
from viewer.canvas.state_drawings import drawings_of

ROWS, COLUMNS, GREY = 100, 200, 120
LEFT_HALF = Shutter(rectangle=(1, 1, ROWS, COLUMNS // 2))
AS_READ = FilmPlace(ROWS, COLUMNS, Orientation())


@pytest.fixture
def compare(qtbot: QtBot) -> CompareView:
    """Two panes of 300 x 200 on a film of 100 x 200, whose result is its right three quarters."""
    made = compare_of(qtbot, 601, 200)
    original = picture_from(np.full((ROWS, COLUMNS), GREY))
    cut = picture_from(np.full((ROWS, COLUMNS * 3 // 4), GREY))
    result = replace(cut, placement=Placement(0.75, 0, 0.25, 0, 1, 0))
    made.show_pictures(original, IDENTITY, result, IDENTITY, keep_view=False)
    return made


def seen(pane: Pane) -> float:
    """Return how many film pixels of a pane are not black."""
    return float((grey_of(pane) == GREY).sum()) / pane.look.scale**2


def test_a_shutter_lies_on_the_film_and_on_what_is_left_of_it(compare: CompareView) -> None:
    """Half of the film is seen, and of its result what was not cut off of that half."""
    decor = FilmDecor(compare)
    decor.lie_on(AS_READ)

    decor.show_shutter(LEFT_HALF)

    assert seen(compare.original) == pytest.approx(ROWS * 100, rel=0.03)
    assert seen(compare.enhanced) == pytest.approx(ROWS * 50, rel=0.03)


def test_a_shutter_lies_on_both_sides_of_the_wipe_and_on_the_held_original(
    compare: CompareView,
) -> None:
    decor = FilmDecor(compare)
    decor.lie_on(AS_READ)
    decor.show_shutter(LEFT_HALF)

    compare.set_view_layout(Layout.WIPE)
    assert seen(compare.enhanced) == pytest.approx(ROWS * 50, rel=0.1)  # less the bar
    compare.hold_original(True)

    assert seen(compare.enhanced) == pytest.approx(ROWS * 100, rel=0.03)


def test_a_way_leads_to_where_a_pixel_is_on_a_cut_film(compare: CompareView) -> None:
    """Column 50 of the film is the first of the result."""
    way = way_to_view(compare.enhanced, AS_READ)

    assert way is not None
    assert way.map(50.0, 0.0) == pytest.approx((0, 0))
    assert way.map(200.0, 100.0) == pytest.approx((150, 100))


def test_an_area_is_looked_at_in_both_panes(compare: CompareView) -> None:
    """Columns 101..120 and rows 41..60: their middle is 110 across, and 60 on the result."""
    decor = FilmDecor(compare)
    decor.lie_on(AS_READ)

    decor.fit_area(DisplayedArea((101, 41), (120, 60)))

    assert (compare.original.look.x, compare.original.look.y) == pytest.approx((110, 50))
    assert (compare.enhanced.look.x, compare.enhanced.look.y) == pytest.approx((60, 50))
    assert compare.original.look.scale == pytest.approx(200 / 20)


def test_an_area_that_is_the_whole_film_stays_fitted(compare: CompareView) -> None:
    decor = FilmDecor(compare)
    decor.lie_on(AS_READ)
    compare.one_to_one()

    decor.fit_area(DisplayedArea((1, 1), (COLUMNS, ROWS)))

    assert compare.original.look.is_fitted


def test_nothing_is_drawn_and_nothing_kept_once_there_is_no_film(compare: CompareView) -> None:
    decor = FilmDecor(compare)
    decor.lie_on(AS_READ)
    decor.show_shutter(LEFT_HALF)
    line = Graphic(GraphicKind.POLYLINE, ((0.0, 0.0), (50.0, 50.0)))
    shape = (ROWS, COLUMNS)
    decor.show_drawings(drawings_of(ImageState(graphics=(line,)), StateChoice("1"), shape))
    sheet = PlaneSheet(OverlayPlane(0x6000, np.ones(shape, np.bool_)))
    kept = weakref.ref(sheet)
    decor.show_planes([sheet])
    compare.grab()

    decor.clear()
    del sheet
    gc.collect()

    assert kept() is None
    assert all(item.is_empty for item in (*decor.shutters, *decor.overlays, *decor.drawings))
