"""viewer.held_keys: Space shows the original, M the loupe, only while they are down"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.viewer.mapped_window import film_file, window_of
from viewer.main_window import MainWindow

Key = Qt.Key


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = window_of(qtbot, tmp_path)
    opened = next(made)
    opened.open([film_file(tmp_path)])
    qtbot.waitUntil(lambda: opened.document is not None)
    opened.compare.setFocus()
    yield opened
    next(made, None)


@pytest.fixture
def loupe(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """What the loupe was told."""
    told: list[bool] = []
    monkeypatch.setattr(window.desks.probe, "hold_loupe", told.append, raising=False)
    return told


def press(window: MainWindow, key: Qt.Key) -> None:
    QTest.keyPress(window.windowHandle(), key)


def release(window: MainWindow, key: Qt.Key) -> None:
    QTest.keyRelease(window.windowHandle(), key)


def repeat(window: MainWindow, key: Qt.Key, text: str) -> None:
    """What a keyboard sends while a key stays down: a release and a press, again and again."""
    for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text, True)
        QCoreApplication.sendEvent(window.windowHandle(), event)


def test_the_loupe_is_there_while_m_is_down(window: MainWindow, loupe: list[bool]) -> None:
    press(window, Key.Key_M)
    while_down = list(loupe)
    release(window, Key.Key_M)

    assert (while_down, loupe) == ([True], [True, False])


def test_the_repeats_of_a_held_key_are_ignored(window: MainWindow, loupe: list[bool]) -> None:
    press(window, Key.Key_M)

    repeat(window, Key.Key_M, "m")

    assert loupe == [True]


def test_losing_the_focus_ends_what_is_held(window: MainWindow, loupe: list[bool]) -> None:
    press(window, Key.Key_M)
    press(window, Key.Key_Space)

    QCoreApplication.sendEvent(window.windowHandle(), QFocusEvent(QEvent.Type.FocusOut))
    repeat(window, Key.Key_M, "m")

    assert (loupe, window.compare.is_original_held) == ([True, False], False)


def test_both_can_be_held_and_each_ends_by_itself(window: MainWindow, loupe: list[bool]) -> None:
    press(window, Key.Key_Space)
    press(window, Key.Key_M)

    release(window, Key.Key_Space)

    assert (loupe, window.compare.is_original_held) == ([True], False)


def test_m_in_a_text_field_is_a_letter(window: MainWindow, loupe: list[bool], qtbot: QtBot) -> None:
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)

    press(window, Key.Key_M)
    press(window, Key.Key_Space)

    assert (loupe, window.compare.is_original_held, field.text()) == ([], False, "m ")


def test_space_presses_the_button_that_has_the_focus(window: MainWindow) -> None:
    window.top.export.setFocus()

    press(window, Key.Key_Space)

    assert (window.compare.is_original_held, window.top.export.isDown()) == (
        False,
        True,
    )


def test_another_key_can_be_chosen_to_hold(window: MainWindow, loupe: list[bool]) -> None:
    window.actions_.bindings.assign("held.original", ("G",))
    window.actions_.bindings.assign("held.loupe", ("Space",))

    press(window, Key.Key_G)
    press(window, Key.Key_Space)

    assert (window.compare.is_original_held, loupe) == (True, [True])


def test_ctrl_space_is_another_key(window: MainWindow) -> None:
    QTest.keyPress(window.windowHandle(), Key.Key_Space, Qt.KeyboardModifier.ControlModifier)

    assert not window.compare.is_original_held


def test_nothing_is_held_without_a_film(window: MainWindow, loupe: list[bool]) -> None:
    window.workspace.close_all()

    press(window, Key.Key_M)

    assert loupe == []
