"""Keys that do something while they are down: the original, the loupe."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from viewer.key_bindings import key_of
from viewer.widgets.number_field import NumberField

if TYPE_CHECKING:
    from viewer.main_window import MainWindow

_TYPED_IN = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox)
_SPACE = "Space"


class HeldKeys(QObject):
    """Hears keys before any widget does; letting go or losing the focus ends what they do.

    Args:
        window: Whose keys.
        deeds: By the name of the held key: called with True when it goes down, with False after.
    """

    def __init__(self, window: "MainWindow", deeds: Mapping[str, Callable[[bool], None]]) -> None:
        super().__init__(window)
        self._window = window
        self._deeds = dict(deeds)
        self._down: dict[int, str] = {}

    def watch(self, window: QWindow) -> None:
        """Hear the keys of a native window; popups and file dialogs are other windows."""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Begin, go on with, or end what a held key does."""
        kind = event.type()
        if isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
            return self._press(event)
        if isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyRelease:
            return self._release(event)
        if kind in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.end()
        return super().eventFilter(watched, event)

    def end(self) -> None:
        """End all that is held."""
        while self._down:
            _, name = self._down.popitem()
            self._deeds[name](False)

    def _press(self, event: QKeyEvent) -> bool:
        name = self._down.get(event.key()) or self._name_of(event)
        if name is None or not (event.key() in self._down or self._may_hold(event)):
            return False
        if name not in self._down.values() and not event.isAutoRepeat():
            self._down[event.key()] = name
            self._deeds[name](True)
        return True

    def _release(self, event: QKeyEvent) -> bool:
        if event.key() not in self._down:
            return False
        if not event.isAutoRepeat():
            self._deeds[self._down.pop(event.key())](False)
        return True

    def _name_of(self, event: QKeyEvent) -> str | None:
        """Return the held key this is; Shift may be down, it makes a drag fine."""
        if event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        ):
            return None
        said = key_of(event).removeprefix("Shift+")
        held = self._window.actions_.bindings
        return next((name for name in self._deeds if said in held.keys_of(name)), None)

    def _may_hold(self, event: QKeyEvent) -> bool:
        return (
            self._window.document is not None
            and QApplication.activePopupWidget() is None
            and not self._window.has_open_dialog
            and not _is_its_own(event, QApplication.focusWidget())
        )


def _is_its_own(event: QKeyEvent, focused: QWidget | None) -> bool:
    """Whether the widget with the focus uses the key itself: types it, or is pressed by it."""
    is_space = key_of(event).endswith(_SPACE)
    if isinstance(focused, NumberField) and is_space:
        return False  # no number holds one
    if isinstance(focused, QAbstractButton | QComboBox):
        return is_space or isinstance(focused, QComboBox)
    return isinstance(focused, _TYPED_IN)
