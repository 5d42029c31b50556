"""viewer.dialogs.keys_sheet and viewer.dialogs.key_rows"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from viewer.actions import COMMANDS, HELD_KEYS, Actions
from viewer.app import application_
from viewer.dialogs.keys_sheet import KeysSheet
from viewer.widgets.label import KeyCap, Label

Key = Qt.Key


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    application_()
    made = QWidget()
    made.resize(1100, 800)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def actions(window: QWidget, tmp_path: Path) -> Actions:
    made = Actions(window)
    made.bindings.keep_in(QSettings(str(tmp_path / "keys.ini"), QSettings.Format.IniFormat))
    return made


@pytest.fixture
def sheet(window: QWidget, actions: Actions) -> Iterator[KeysSheet]:
    made = KeysSheet(window, actions)
    made.open(made.done)
    yield made
    made.close_sheet()


@pytest.fixture
def editor(sheet: KeysSheet) -> KeysSheet:
    sheet.change.click()
    return sheet


def caps(sheet: KeysSheet) -> list[str]:
    return [cap.accessibleName() for cap in sheet.findChildren(KeyCap)]


def enter(sheet: KeysSheet, name: str, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    field = sheet.rows[name].field
    field.wait_for_key()
    QTest.keyClick(field, key, modifier)


NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def test_it_lists_what_has_keys_and_the_mouse(sheet: KeysSheet) -> None:
    said = caps(sheet)

    assert {"Ctrl+O", "Space", "M", "Shift+Tab", "1 … 9", "Left drag", "Pinch"} <= set(said)
    assert "Display test pattern" not in [label.text() for label in sheet.findChildren(Label)]


def test_every_command_and_held_key_can_be_changed(editor: KeysSheet) -> None:
    assert set(editor.rows) == {entry.name for entry in (*COMMANDS, *HELD_KEYS)}


def test_a_free_key_is_taken_at_once_by_action_tooltip_and_sheet(
    editor: KeysSheet, actions: Actions
) -> None:
    enter(editor, "view.fit", Key.Key_F5, NONE)
    editor.change.click()

    assert actions["view.fit"].shortcut().toString() == "F5"
    assert actions["view.fit"].toolTip() == "Fit (F5)"
    assert "F5" in caps(editor)


def test_a_key_that_is_taken_is_asked_for_first(editor: KeysSheet, actions: Actions) -> None:
    enter(editor, "view.fit", Key.Key_O, CTRL)

    assert editor.state.text() == "Ctrl+O belongs to “Open file”."
    assert actions.shown_keys("view.fit") == ("F",)


def test_taking_it_away_leaves_the_other_command_without(
    editor: KeysSheet, actions: Actions
) -> None:
    enter(editor, "view.fit", Key.Key_O, CTRL)

    editor.take.click()

    assert (actions.shown_keys("view.fit"), actions.shown_keys("file.open")) == (("Ctrl+O",), ())
    assert (editor.state.text(), editor.take.isVisible()) == ("", False)


def test_leaving_it_changes_nothing(editor: KeysSheet, actions: Actions) -> None:
    enter(editor, "view.fit", Key.Key_O, CTRL)

    editor.leave.click()

    assert (actions.shown_keys("view.fit"), actions.shown_keys("file.open")) == (
        ("F",),
        ("Ctrl+O",),
    )


def test_another_key_stands_beside_the_first(editor: KeysSheet, actions: Actions) -> None:
    field = editor.rows["view.fit"].field
    field.wait_for_another()

    QTest.keyClick(field, Key.Key_Tab)
    editor.take.click()

    assert actions.shown_keys("view.fit") == ("F", "Tab")
    assert actions.shown_keys("view.cycle") == ()


def test_escape_while_a_field_waits_leaves_the_field_only(
    editor: KeysSheet, actions: Actions
) -> None:
    enter(editor, "view.fit", Key.Key_Escape, NONE)

    assert (editor.isVisible(), editor.rows["view.fit"].field.is_waiting) == (True, False)
    assert actions.shown_keys("view.fit") == ("F",)


def test_a_held_key_is_one_key_alone(editor: KeysSheet, actions: Actions) -> None:
    enter(editor, "held.loupe", Key.Key_M, CTRL)

    assert editor.state.text().startswith("A key that is held is one key alone")
    assert actions.shown_keys("held.loupe") == ("M",)


def test_one_and_all_go_back_to_what_was_delivered(editor: KeysSheet, actions: Actions) -> None:
    enter(editor, "view.fit", Key.Key_F5, NONE)
    enter(editor, "view.one", Key.Key_F7, NONE)

    editor.rows["view.fit"].field.reset_wanted.emit()
    after_one = actions.shown_keys("view.fit"), actions.shown_keys("view.one")
    editor.reset_all.click()

    assert after_one == (("F",), ("F7",))
    assert (actions.shown_keys("view.one"), editor.reset_all.isEnabled()) == (("X",), False)


def test_down_scrolls_what_is_only_read(sheet: KeysSheet) -> None:
    sheet.window().resize(900, 500)
    bar = sheet._scroll.verticalScrollBar()

    QTest.keyClick(sheet.done, Key.Key_Down)

    assert bar.value() > 0
