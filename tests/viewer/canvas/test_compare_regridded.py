"""viewer.canvas.compare, for results that a recipe has turned, cut or scaled"""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from engine import Orientation, Picture, Placement
from tests.viewer.canvas.films import IDENTITY, grey_of, picture_from
from tests.viewer.canvas.panes import compare_of
from viewer.canvas.choices import Layout
from viewer.canvas.compare import CompareView
from viewer.canvas.crosshair import LinkedCrosshair
from viewer.canvas.geometry import Look

ROWS, COLUMNS = 400, 600


def film() -> Picture:
    """A film of 400 x 600 with a bright square whose middle is row 110, column 430."""
    pixels = np.full((ROWS, COLUMNS), 60)
    pixels[100:120, 420:440] = 240
    return picture_from(pixels)


ORIGINAL = film()
CROPPED = replace(
    picture_from(ORIGINAL.indices[50:350, 200:500]),
    placement=Placement(300 / COLUMNS, 0.0, 200 / COLUMNS, 0.0, 300 / ROWS, 50 / ROWS),
)
MIRRORED = replace(
    picture_from(ORIGINAL.indices[:, ::-1]),
    placement=Orientation(is_mirrored=True).placement(),
)
TURNED = replace(picture_from(np.rot90(ORIGINAL.indices, -1)), placement=Orientation(1).placement())
REDUCED = replace(picture_from(ORIGINAL.indices[::4, ::4]), spacing_mm=(0.4, 0.4))
RESULTS = pytest.mark.parametrize(
    "result", [CROPPED, MIRRORED, TURNED, REDUCED], ids=["cropped", "mirrored", "turned", "reduced"]
)
SQUARE = (110.0, 430.0)


@pytest.fixture
def compare(qtbot: QtBot) -> CompareView:
    """A view of 944 x 300."""
    return compare_of(qtbot, 944, 300)


def shown(compare: CompareView, result: Picture) -> None:
    compare.show_pictures(ORIGINAL, IDENTITY, result, IDENTITY, keep_view=False)


def square_of(grey: np.ndarray) -> tuple[float, float]:
    """Return the (x, y) middle of what is bright."""
    rows, columns = np.nonzero(grey > 200)
    return float(columns.mean()), float(rows.mean())


def picture_on(compare: CompareView, pane: int) -> np.ndarray:
    """Return what a pane shows, without the words in its corners."""
    for one in compare.panes:
        one.set_corner_texts()
        one.set_letters("", "", "", "")
    return grey_of(compare.panes[pane])


@RESULTS
def test_a_fitted_film_and_its_result_are_shown_at_one_scale(
    compare: CompareView, result: Picture
) -> None:
    shown(compare, result)

    assert compare.enhanced.look.scale == compare.original.look.scale
    sizes = [(picture_on(compare, pane) > 200).sum() for pane in (0, 1)]
    assert sizes[1] == pytest.approx(sizes[0], rel=0.25)


@RESULTS
def test_zooming_one_pane_shows_the_same_place_in_the_other(
    compare: CompareView, result: Picture
) -> None:
    shown(compare, result)

    compare.original.set_look(Look(SQUARE[1], SQUARE[0], 2.0))

    for pane in (0, 1):
        x, y = square_of(picture_on(compare, pane))
        assert abs(x - compare.panes[pane].width() / 2) < 4
        assert abs(y - 150) < 4


@RESULTS
def test_panning_the_result_takes_the_original_along(compare: CompareView, result: Picture) -> None:
    shown(compare, result)
    compare.original.set_look(Look(SQUARE[1], SQUARE[0], 2.0))

    compare.enhanced.set_look(compare.enhanced.look.moved(30, -20))

    u, v = compare.shares(compare.enhanced, *_middle(compare, 1))[0]
    row, column = _middle(compare, 0)
    assert (u * COLUMNS, v * ROWS) == pytest.approx((column, row), abs=1e-6)


def _middle(compare: CompareView, pane: int) -> tuple[float, float]:
    look = compare.panes[pane].look
    return look.y, look.x


@RESULTS
def test_a_point_has_its_place_on_both_films(compare: CompareView, result: Picture) -> None:
    shown(compare, result)
    rows, columns = np.nonzero(result.indices > 200)
    u = (columns.mean() + 0.5) / result.shape[1]
    v = (rows.mean() + 0.5) / result.shape[0]

    original, enhanced = compare.shares(compare.original, *SQUARE)

    assert original == pytest.approx((SQUARE[1] / COLUMNS, SQUARE[0] / ROWS))
    assert enhanced == pytest.approx((u, v), abs=0.01)


@RESULTS
def test_holding_shows_the_whole_original_as_it_was(compare: CompareView, result: Picture) -> None:
    shown(compare, ORIGINAL)
    plain = square_of(picture_on(compare, 1))
    shown(compare, result)
    compare.enhanced.set_look(Look(150, 100, 3.0))
    before = compare.enhanced.look

    compare.hold_original(True)
    held = picture_on(compare, 1)
    compare.hold_original(False)

    if not result.placement.is_identity:
        assert square_of(held) == pytest.approx(plain, abs=1)
    assert compare.enhanced.look == before


@pytest.mark.parametrize(
    "result", [CROPPED, MIRRORED, TURNED], ids=["cropped", "mirrored", "turned"]
)
def test_wiping_lays_the_original_under_the_result(compare: CompareView, result: Picture) -> None:
    """All of it is left of the bar: what is seen is the original, where the result was."""
    shown(compare, result)
    compare.set_view_layout(Layout.WIPE)
    assert compare.enhanced.wipe is not None
    right = _wiped(compare, 0.0)

    left = _wiped(compare, 1.0)

    assert square_of(left) == pytest.approx(square_of(right), abs=1)
    assert np.abs(left.astype(int) - right).max() < 3


def _wiped(compare: CompareView, share: float) -> np.ndarray:
    compare.enhanced.move_wipe(share * compare.enhanced.width())
    grey = picture_on(compare, 1)
    return grey[40:, 110:-110]  # without the bar, its knob and its labels


def test_another_result_keeps_the_place_that_is_looked_at(compare: CompareView) -> None:
    """While a slider turns or cuts the film, what is in the middle stays there."""
    shown(compare, ORIGINAL)
    compare.enhanced.set_look(Look(SQUARE[1], SQUARE[0], 2.0))

    compare.show_pictures(ORIGINAL, IDENTITY, CROPPED, IDENTITY, keep_view=True)

    look = compare.enhanced.look
    assert (look.x, look.y, look.scale) == pytest.approx((SQUARE[1] - 200, SQUARE[0] - 50, 2.0))
    assert compare.original.look.x == pytest.approx(SQUARE[1])


def test_a_film_is_fitted_as_ever_once_the_step_is_gone(compare: CompareView) -> None:
    shown(compare, ORIGINAL)
    before = compare.original.look
    compare.show_pictures(ORIGINAL, IDENTITY, TURNED, IDENTITY, keep_view=True)

    compare.show_pictures(ORIGINAL, IDENTITY, ORIGINAL, IDENTITY, keep_view=True)

    assert compare.original.look == compare.enhanced.look == before


def test_a_place_that_was_cut_off_is_beside_the_result(compare: CompareView) -> None:
    shown(compare, CROPPED)

    assert compare.beside(compare.original, 20.0, 20.0) is None
    assert compare.beside(compare.enhanced, 60.0, 230.0) == pytest.approx(SQUARE)


def test_no_crosshair_marks_what_was_cut_off(compare: CompareView) -> None:
    shown(compare, CROPPED)
    crosshair = LinkedCrosshair(compare)
    crosshair.set_on(True)

    compare.original.pointed.emit(20.0, 20.0)
    hidden = crosshair.marks[compare.enhanced].isVisible()
    compare.original.pointed.emit(*SQUARE)

    assert not hidden
    mark = crosshair.marks[compare.enhanced]
    assert mark.isVisible()
    assert mark.pos() == QPointF(230, 60)


def test_letters_of_the_original_stand_there_while_it_is_held(compare: CompareView) -> None:
    shown(compare, MIRRORED)
    compare.original.set_letters("R", "L", "H", "F")
    compare.enhanced.set_letters("L", "R", "H", "F")

    compare.hold_original(True)

    assert compare.enhanced.letters.left == "R"
    compare.hold_original(False)
    assert compare.enhanced.letters.left == "L"
