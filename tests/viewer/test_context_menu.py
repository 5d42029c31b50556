"""viewer.context_menu"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.viewer.canvas.gestures import drag, move
from tests.viewer.mapped_window import document_of, film_file, window_of
from viewer.canvas.pane import Pane
from viewer.main_window import MainWindow

RIGHT = Qt.MouseButton.RightButton


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = window_of(qtbot, tmp_path)
    opened = next(made)
    opened.open([film_file(tmp_path)])
    qtbot.waitUntil(lambda: opened.document is not None)
    yield opened
    for popup in opened.findChildren(QMenu):
        popup.close()
    next(made, None)


def menu_at(window: MainWindow, pane: Pane, at: QPoint) -> QMenu:
    """Click with the right button and return the menu that opens."""
    move(pane, (at.x(), at.y()))
    QTest.mouseClick(pane.viewport(), RIGHT, Qt.KeyboardModifier.NoModifier, at)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.parent() is window
    return menu


def entry(menu: QMenu, text: str) -> QAction:
    return next(action for action in menu.actions() if action.text() == text)


def test_a_click_offers_the_commands_with_their_keys(window: MainWindow) -> None:
    menu = menu_at(window, window.compare.enhanced, QPoint(100, 100))

    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts[:6] == [
        "Fit",
        "One to one",
        "Life size",
        "Invert",
        "Auto window",
        "Window of the file",
    ]
    assert entry(menu, "Fit").shortcut().toString() == "F"


def test_a_drag_is_no_click(window: MainWindow) -> None:
    drag(window.compare.enhanced, RIGHT, (100, 100), (100, 120), (100, 140))

    assert QApplication.activePopupWidget() is None


def test_the_menu_key_opens_it_in_the_middle_of_the_pane(window: MainWindow) -> None:
    pane = window.compare.enhanced
    centre = pane.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, centre, pane.mapToGlobal(centre))

    QApplication.sendEvent(pane, event)

    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert entry(menu, "Copy the values here").isEnabled()


def test_the_values_of_the_pixel_are_copied_in_digits(window: MainWindow) -> None:
    """The film is 240 x 300 with a square of 60000 in rows 100 to 139, columns 120 to 179."""
    pane = window.compare.enhanced
    menu = menu_at(window, pane, pane.rect().center())

    entry(menu, "Copy the values here").trigger()

    said = QGuiApplication.clipboard().text()
    assert ", stored 60000, modality 60000, shown " in said
    assert "wedge" not in said


def test_beside_the_film_there_is_nothing_to_copy(window: MainWindow) -> None:
    menu = menu_at(window, window.compare.enhanced, QPoint(3, 3))

    assert not entry(menu, "Copy the values here").isEnabled()


def test_a_preset_is_put_in_force(window: MainWindow) -> None:
    menu = menu_at(window, window.compare.enhanced, QPoint(100, 100))
    presets = window.right.window_panel.presets
    listed = entry(menu, "Window presets").menu()
    assert isinstance(listed, QMenu)

    listed.actions()[-1].trigger()

    assert document_of(window).presentation.voi == presets[-1].voi


def test_the_original_stays_until_it_is_switched_off(window: MainWindow) -> None:
    pane = window.compare.enhanced
    menu = menu_at(window, pane, QPoint(100, 100))
    entry(menu, "Show the original").trigger()
    shown = window.compare.is_original_held
    menu.close()

    entry(menu_at(window, pane, QPoint(100, 100)), "Show the original").trigger()

    assert (shown, window.compare.is_original_held) == (True, False)


def test_without_a_film_there_is_no_menu(window: MainWindow) -> None:
    window.workspace.close_all()

    window.compare.enhanced.context_requested.emit(QPoint(100, 100))

    assert QApplication.activePopupWidget() is None
