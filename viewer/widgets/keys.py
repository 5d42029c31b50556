"""Keys that belong to the widget with the focus, before they are shortcuts of the window."""

from collections.abc import Collection

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

_SHORTCUT_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def is_claimed(event: QEvent, keys: Collection[Qt.Key]) -> bool:
    """Claim one of these keys, pressed alone or with Shift, and say whether that was done.

    To be asked first in ``event`` of a widget whose ``keyPressEvent`` knows what to do with the
    keys: otherwise an arrow that steps a slider would page through the films instead.

    Args:
        event: Any event of the widget; only the question before a shortcut is answered.
        keys: What the widget uses itself.
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if event.modifiers() & _SHORTCUT_MODIFIERS or Qt.Key(event.key()) not in keys:
        return False
    event.accept()
    return True
