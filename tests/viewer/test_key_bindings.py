"""viewer.key_bindings"""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from viewer.key_bindings import KeyBindings, key_of

DELIVERED = {"open": ("Ctrl+O",), "fit": ("F",), "length": ("L", "D"), "frame": (",",), "log": ()}
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def bindings(qtbot: QtBot) -> KeyBindings:  # noqa: ARG001 - Qt must run
    return KeyBindings(DELIVERED)


def store_in(folder: Path) -> QSettings:
    return QSettings(str(folder / "keys.ini"), QSettings.Format.IniFormat)


def test_a_key_goes_from_the_command_that_had_it_to_the_new_one(bindings: KeyBindings) -> None:
    bindings.assign("fit", ("D",))

    assert (bindings.keys_of("fit"), bindings.keys_of("length")) == (("D",), ("L",))
    assert bindings.holder_of("D") == "fit"


@pytest.mark.parametrize("keys", [("Ctrl+Shift+F7",), (",", "F"), ("\\", "|"), ("Media Play",), ()])
def test_chosen_keys_are_there_again_in_the_next_session(
    bindings: KeyBindings, tmp_path: Path, keys: tuple[str, ...]
) -> None:
    bindings.keep_in(store_in(tmp_path))
    bindings.assign("open", keys)

    later = KeyBindings(DELIVERED)
    later.keep_in(store_in(tmp_path))

    assert later.keys_of("open") == keys


def test_keys_as_delivered_leave_nothing_in_the_preferences(
    bindings: KeyBindings, tmp_path: Path
) -> None:
    store = store_in(tmp_path)
    bindings.keep_in(store)
    bindings.assign("fit", ("G",))

    bindings.reset("fit")

    assert (bindings.is_any_changed, store.allKeys()) == (False, [])


def test_resetting_one_takes_its_key_back_and_names_who_loses_it(bindings: KeyBindings) -> None:
    bindings.assign("open", ("F",))

    losers = bindings.losers("fit")
    bindings.reset("fit")

    assert losers == ("open",)
    assert (bindings.keys_of("fit"), bindings.keys_of("open")) == (("F",), ())


def test_resetting_all_gives_every_command_its_own_keys(bindings: KeyBindings) -> None:
    bindings.assign("fit", ("D",))
    bindings.assign("open", ("F",))

    bindings.reset_all()

    assert {name: bindings.keys_of(name) for name in DELIVERED} == DELIVERED


@pytest.mark.parametrize("kept", ["no list", "[1", '{"F": 1}', "", '["no such key"]'])
def test_what_is_no_key_in_the_preferences_is_passed_over(
    bindings: KeyBindings, tmp_path: Path, kept: str
) -> None:
    store = store_in(tmp_path)
    store.setValue("keys/open", kept)
    store.setValue("keys/gone", '["F"]')

    bindings.keep_in(store)

    assert bindings.keys_of("open") in (("Ctrl+O",), ())
    assert bindings.keys_of("fit") == ("F",)


def test_a_chosen_key_wins_over_the_same_key_as_delivered(
    bindings: KeyBindings, tmp_path: Path
) -> None:
    """A newer program may deliver a key that its user has given away."""
    store = store_in(tmp_path)
    store.setValue("keys/log", '["L"]')

    bindings.keep_in(store)

    assert (bindings.keys_of("log"), bindings.keys_of("length")) == (("L",), ("D",))


@pytest.mark.parametrize(
    ("key", "modifiers", "text", "expected"),
    [
        (Qt.Key.Key_F, NONE, "f", "F"),
        (Qt.Key.Key_F, SHIFT, "F", "Shift+F"),
        (Qt.Key.Key_F, CTRL | SHIFT, "\x06", "Ctrl+Shift+F"),
        (Qt.Key.Key_Bar, SHIFT, "|", "|"),
        (Qt.Key.Key_ParenRight, SHIFT, ")", ")"),
        (Qt.Key.Key_Backtab, SHIFT, "\t", "Shift+Tab"),
        (Qt.Key.Key_Tab, NONE, "\t", "Tab"),
        (Qt.Key.Key_Space, NONE, " ", "Space"),
        (Qt.Key.Key_Shift, SHIFT, "", ""),
        (Qt.Key.Key_Control, CTRL, "", ""),
        (Qt.Key.Key_F11, NONE, "", "F11"),
    ],
)
def test_a_pressed_key_is_written_as_the_registry_does(
    key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str, expected: str
) -> None:
    assert key_of(QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)) == expected
