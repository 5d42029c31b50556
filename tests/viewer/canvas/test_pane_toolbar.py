"""viewer.canvas.pane_toolbar"""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.viewer.canvas.films import IDENTITY, grey_of, picture_from
from tests.viewer.canvas.gestures import drag, heard, move
from viewer.canvas.compare import CompareView
from viewer.canvas.pane import Pane
from viewer.canvas.pane_toolbar import ABOVE_BOTTOM_PX, PaneToolbar


@pytest.fixture
def toolbar(film: Pane) -> PaneToolbar:
    """The toolbar of a pane of 200 x 120 with a film of 400 x 600."""
    return PaneToolbar(film)


def test_it_appears_when_the_pointer_moves_and_fades_when_it_rests(
    toolbar: PaneToolbar, film: Pane, qtbot: QtBot
) -> None:
    before = toolbar.isVisible()

    move(film, (30, 30))
    moved = toolbar.isVisible()

    assert (before, moved) == (False, True)
    qtbot.waitUntil(lambda: not toolbar.isVisible(), timeout=4000)


def test_it_lies_centred_48_above_the_bottom(toolbar: PaneToolbar, film: Pane) -> None:
    move(film, (30, 30))

    box = toolbar.geometry()
    assert box.height() == 36
    assert 120 - (box.y() + box.height()) == 48
    assert box.x() == (200 - box.width()) // 2


def test_it_does_not_stand_in_the_way_of_a_drag(toolbar: PaneToolbar, film: Pane) -> None:
    move(film, (30, 30))

    drag(film, Qt.MouseButton.LeftButton, (30, 30), (60, 40), releases=False)

    QTest.qWait(300)
    assert not toolbar.isVisible()


def test_it_leaves_with_the_pointer(toolbar: PaneToolbar, film: Pane, qtbot: QtBot) -> None:
    move(film, (30, 30))

    QApplication.sendEvent(film, QEvent(QEvent.Type.Leave))

    qtbot.waitUntil(lambda: not toolbar.isVisible(), timeout=1000)


def test_an_empty_pane_has_none(pane: Pane) -> None:
    toolbar = PaneToolbar(pane)

    move(pane, (30, 30))

    assert not toolbar.isVisible()


def test_its_buttons_fit_and_show_pixels_one_to_one(toolbar: PaneToolbar, film: Pane) -> None:
    move(film, (30, 30))

    QTest.mouseClick(toolbar.fit_button, Qt.MouseButton.LeftButton)
    fitted = film.look.is_fitted
    QTest.mouseClick(toolbar.one_button, Qt.MouseButton.LeftButton)

    assert fitted
    assert film.zoom == 100


def test_a_press_between_its_buttons_windows_nothing(toolbar: PaneToolbar, film: Pane) -> None:
    move(film, (30, 30))
    started = heard(film.window_drag_started)

    QTest.mousePress(toolbar, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    move(film, (60, 60), Qt.MouseButton.LeftButton)

    assert started == []


def test_the_original_shows_while_its_button_is_held(qtbot: QtBot) -> None:
    compare = CompareView()
    qtbot.addWidget(compare)
    compare.resize(900, 300)
    compare.show()
    first, second = (picture_from(np.full((40, 60), grey)) for grey in (60, 180))
    compare.show_pictures(first, IDENTITY, second, IDENTITY, keep_view=False)
    toolbar = compare.toolbars[1]
    toolbar.summon()

    QTest.mousePress(toolbar.original_button, Qt.MouseButton.LeftButton)
    held = compare.is_original_held
    shown = grey_of(compare.enhanced)[20, 225]
    QTest.mouseRelease(toolbar.original_button, Qt.MouseButton.LeftButton)

    assert (held, shown) == (True, 60)
    assert not compare.is_original_held


def test_every_button_has_a_name_with_its_key(toolbar: PaneToolbar) -> None:
    buttons = (toolbar.fit_button, toolbar.one_button, toolbar.original_button)

    assert [button.toolTip() for button in buttons] == [
        "Fit (F)",
        "1:1 pixels (X)",
        "Show the original while held (Space)",
    ]
    assert all(button.accessibleName() for button in buttons)


def test_it_stands_above_a_letter_that_had_to_step_up(toolbar: PaneToolbar, film: Pane) -> None:
    film.resize(200, 300)
    usual = film.height() - ABOVE_BOTTOM_PX
    film.set_letters("", "", "", "F")
    film.set_corner_texts([], [], ["a line that reaches the middle"] * 3, [])

    toolbar.summon()

    letter = min(word.top() for word in film.written() if word.width() < 20)
    assert usual > letter > toolbar.geometry().bottom()
