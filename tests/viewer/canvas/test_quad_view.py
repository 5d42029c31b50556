"""viewer.canvas.quad_view, and the level wipe bar of viewer.canvas.wipe"""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.viewer.canvas.films import IDENTITY, grey_of, picture_from
from tests.viewer.canvas.gestures import drag, heard, move
from tests.viewer.canvas.panes import compare_of
from viewer.canvas.choices import Layout
from viewer.canvas.compare import CompareView
from viewer.canvas.geometry import Look

ORIGINAL = picture_from(np.full((400, 600), 60))
ENHANCED = picture_from(np.full((400, 600), 180))


@pytest.fixture
def compare(qtbot: QtBot) -> CompareView:
    """Both pictures of a film of 400 x 600 in a view of 601 x 400."""
    made = compare_of(qtbot, 601, 400)
    made.show_pictures(ORIGINAL, IDENTITY, ENHANCED, IDENTITY, keep_view=False)
    return made


def visible(compare: CompareView) -> list[str]:
    names = ("original", "enhanced", "third", "fourth")
    return [name for name in names if getattr(compare, name).isVisible()]


def test_a_pane_of_two_gets_all_the_room_and_gives_it_back(compare: CompareView) -> None:
    compare.toggle_maximised(compare.original)
    alone = visible(compare), compare.original.width()

    compare.toggle_maximised(compare.original)

    assert alone == (["original"], 601)
    assert visible(compare) == ["original", "enhanced"]


def test_a_pane_of_four_gets_all_the_room_and_gives_it_back(compare: CompareView) -> None:
    compare.set_view_layout(Layout.QUAD)
    compare.toggle_maximised(compare.original)
    alone = visible(compare)

    compare.toggle_maximised(compare.original)

    assert (alone, len(visible(compare))) == (["original"], 4)


def test_the_enhanced_pane_alone_is_a_layout_of_its_own(compare: CompareView) -> None:
    compare.set_view_layout(Layout.QUAD)

    compare.toggle_maximised(compare.enhanced)
    alone = compare.view_layout
    compare.toggle_maximised(compare.enhanced)

    assert (alone, compare.view_layout) == (Layout.SINGLE, Layout.QUAD)


def test_a_layout_that_is_chosen_ends_the_largeness_of_one_pane(compare: CompareView) -> None:
    compare.toggle_maximised(compare.original)

    compare.set_view_layout(Layout.SIDE_BY_SIDE)

    assert visible(compare) == ["original", "enhanced"]


def test_a_place_found_in_the_large_pane_is_there_in_all(compare: CompareView) -> None:
    compare.toggle_maximised(compare.original)
    compare.original.set_look(Look(120, 130, 4.0))

    compare.toggle_maximised(compare.original)

    assert compare.enhanced.look == compare.original.look == Look(120, 130, 4.0)


def test_the_large_pane_fits_its_film_into_all_its_room(compare: CompareView) -> None:
    compare.toggle_maximised(compare.original)

    assert (grey_of(compare)[:, :600] == 60).mean() > 0.95


def test_a_result_that_comes_meanwhile_changes_no_size(compare: CompareView) -> None:
    compare.set_view_layout(Layout.SINGLE)
    before = compare.enhanced.look

    compare.show_pictures(ORIGINAL, IDENTITY, ORIGINAL, IDENTITY, keep_view=True)

    assert compare.enhanced.look == before


def test_a_level_bar_shows_the_original_above_and_the_result_below(compare: CompareView) -> None:
    compare.set_wipe_level(True)
    compare.set_view_layout(Layout.WIPE)

    column = grey_of(compare)[:, 300]

    assert set(column[80:190].tolist()) == {60}
    assert set(column[210:390].tolist()) == {180}


def test_a_level_bar_is_drawn_up_and_down(compare: CompareView) -> None:
    compare.set_wipe_level(True)
    compare.set_view_layout(Layout.WIPE)

    drag(compare.enhanced, Qt.MouseButton.LeftButton, (300, 200), (300, 240), (330, 300))

    assert compare.enhanced.wipe is not None
    assert compare.enhanced.wipe.share == 0.75
    assert grey_of(compare)[260, 300] == 60


def test_the_pointer_says_that_a_level_bar_can_be_taken(compare: CompareView) -> None:
    compare.set_wipe_level(True)
    compare.set_view_layout(Layout.WIPE)

    move(compare.enhanced, (300, 200))

    assert compare.enhanced.viewport().cursor().shape() is Qt.CursorShape.SplitVCursor


@pytest.mark.parametrize(
    ("is_level", "back", "forth"),
    [(False, Qt.Key.Key_Left, Qt.Key.Key_Right), (True, Qt.Key.Key_Up, Qt.Key.Key_Down)],
)
def test_shift_and_arrows_move_the_bar(
    compare: CompareView, is_level: bool, back: Qt.Key, forth: Qt.Key
) -> None:
    compare.set_wipe_level(is_level)
    compare.set_view_layout(Layout.WIPE)
    shift = Qt.KeyboardModifier.ShiftModifier

    for key in (forth, forth, back):
        QTest.keyClick(compare.enhanced, key, shift)

    assert compare.enhanced.wipe is not None
    assert compare.enhanced.wipe.share == pytest.approx(0.52, abs=0.003)


def test_turning_the_bar_keeps_its_share(compare: CompareView) -> None:
    compare.set_view_layout(Layout.WIPE)
    compare.enhanced.move_wipe(150)

    compare.set_wipe_level(True)

    assert compare.enhanced.wipe is not None
    assert compare.enhanced.wipe.at(compare.enhanced.size()) == 100


def test_changes_of_layout_are_told(compare: CompareView) -> None:
    told = heard(compare.layout_changed)

    compare.toggle_maximised(compare.original)
    compare.set_view_layout(Layout.WIPE)
    compare.set_view_layout(Layout.WIPE)

    assert told == [(), ()]
