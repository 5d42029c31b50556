"""viewer.compare_desk, and what viewer.stage does with guests"""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine import DifferenceUnit, FullRange, Recipe
from tests.viewer.canvas.films import picture_from
from tests.viewer.canvas.gestures import drag
from viewer.app import application_
from viewer.canvas.choices import Layout
from viewer.canvas.guest import Guest, Place
from viewer.canvas.pane import Pane
from viewer.canvas.pane_words import CornerTexts, Letters
from viewer.main_window import MainWindow
from viewer.settings import Settings

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A window with one film of 120 x 160 without steps."""
    application_()
    path = tmp_path / "film.png"
    cv2.imwrite(str(path), np.tile(np.arange(0, 64000, 400, dtype=np.uint16), (120, 1)))
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    made = MainWindow(Settings(store))
    qtbot.addWidget(made)
    made.furnish()
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    made.open([path], recipe=Recipe())
    qtbot.waitUntil(lambda: made.document is not None)
    yield made
    made.close()


def double_click(pane: Pane) -> None:
    QTest.mouseDClick(pane.viewport(), LEFT, pos=QPoint(100, 300))


def test_a_double_click_gives_the_pane_under_it_all_the_room(window: MainWindow) -> None:
    compare = window.compare

    double_click(compare.original)
    alone = compare.original.isVisible(), compare.enhanced.isVisible()
    double_click(compare.original)

    assert alone == (True, False)
    assert compare.enhanced.isVisible()


def test_a_double_click_on_the_enhanced_pane_is_said_by_the_switch(window: MainWindow) -> None:
    double_click(window.compare.enhanced)
    single = window.top.layouts.index
    double_click(window.compare.enhanced)

    layouts = list(Layout)
    assert layouts[single] is Layout.SINGLE
    assert layouts[window.top.layouts.index] is Layout.SIDE_BY_SIDE


def test_k_blinks_and_escape_ends_it(window: MainWindow) -> None:
    pane, action = window.compare.enhanced, window.actions_["view.blink"]
    window.compare.setFocus()

    QTest.keyClick(pane, Key.Key_K)
    begun = window.compare.is_blinking, action.isChecked()
    QTest.keyClick(pane, Key.Key_Escape)

    assert begun == (True, True)
    assert (window.compare.is_blinking, action.isChecked()) == (False, False)


def test_the_wipe_bar_is_turned_and_stays_so(window: MainWindow) -> None:
    turn = window.actions_["view.turn_wipe"]

    turn.trigger()  # shows it
    turn.trigger()

    wipe = window.compare.enhanced.wipe
    assert wipe is not None
    assert (wipe.is_level, window.settings.is_wipe_level) == (True, True)


def test_shift_d_in_the_canvas_changes_the_unit_of_the_difference(window: MainWindow) -> None:
    window.commands.set_layout(Layout.DIFFERENCE)
    window.compare.setFocus()

    QTest.keyClick(window.compare.enhanced, Key.Key_D, Qt.KeyboardModifier.ShiftModifier)

    legend = window.compare.enhanced.legend
    assert window.stage.difference_unit is DifferenceUnit.MODALITY
    assert legend is not None
    assert legend.title == "Difference in modality values"


def test_a_difference_follows_the_drag_of_the_window(window: MainWindow) -> None:
    window.commands.set_layout(Layout.DIFFERENCE)
    before = window.compare.enhanced.difference.layer

    drag(window.compare.enhanced, LEFT, (300, 300), (360, 330))

    after = window.compare.enhanced.difference.layer
    assert before is not None
    assert after is not None
    assert not np.array_equal(before.original_shares, after.original_shares)


def guest(*, is_other_film: bool) -> Guest:
    table = np.zeros(65536, np.uint8)
    picture = picture_from(np.full((120, 160), 90))
    return Guest(picture, table, CornerTexts(), Letters(), is_other_film)


def test_dragging_another_recipe_of_the_film_sets_the_window_of_all(window: MainWindow) -> None:
    document = window.document
    assert document is not None
    window.commands.set_layout(Layout.QUAD)
    window.compare.set_guest(Place.FOURTH, guest(is_other_film=False))
    before = document.presentation.voi

    drag(window.compare.fourth, LEFT, (100, 100), (160, 130))

    assert document.presentation.voi != before


def test_dragging_another_film_leaves_the_window_of_this_one(window: MainWindow) -> None:
    document = window.document
    assert document is not None
    window.commands.set_layout(Layout.QUAD)
    window.compare.set_guest(Place.FOURTH, guest(is_other_film=True))
    before = document.presentation.voi

    drag(window.compare.fourth, LEFT, (100, 100), (160, 130))

    assert document.presentation.voi == before


def test_the_speed_of_the_drag_is_the_users(window: MainWindow) -> None:
    document = window.document
    assert document is not None
    widths = []
    for speed in (1.0, 4.0):
        window.settings.drag_speed = speed
        window.stage.set_voi(FullRange(0, 65535))
        drag(window.compare.original, LEFT, (300, 300), (275, 300))
        widths.append(65536 - document.presentation.voi.width)

    assert widths[1] == pytest.approx(4 * widths[0])


def test_the_corners_of_a_difference_name_it(window: MainWindow) -> None:
    window.commands.set_layout(Layout.DIFFERENCE)

    assert window.compare.enhanced.texts.top_left[0] == "Enhanced minus original"
