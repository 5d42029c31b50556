"""Which keys give which command: as delivered, until the user chooses others."""

import json
from collections.abc import Mapping

from PySide6.QtCore import QKeyCombination, QObject, QSettings, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

GROUP = "keys"
"""Where the preferences keep the keys that differ from those delivered."""

_BARE_MODIFIERS = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_Meta,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Super_L,
    Qt.Key.Key_Super_R,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
    Qt.Key.Key_unknown,
)


class KeyBindings(QObject):
    """The keys of every command; each key gives one command at most.

    Args:
        delivered: Keys of each command by its name, in portable form, the first one is shown.

    Signals:
        changed: Some keys are others.
    """

    changed = Signal()

    def __init__(
        self, delivered: Mapping[str, tuple[str, ...]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._delivered = {name: _in_one_form(keys) for name, keys in delivered.items()}
        self._chosen: dict[str, tuple[str, ...]] = {}
        self._store: QSettings | None = None

    def keep_in(self, store: QSettings) -> None:
        """Take the user's keys from the preferences, and keep every change there.

        What is no key, or belongs to no command any more, is passed over; of two commands that
        claim one key, the second goes without.
        """
        self._store = store
        self._chosen.clear()
        for name in self._delivered:
            path = f"{GROUP}/{name}"
            kept = _kept(store.value(path)) if store.contains(path) else None
            if kept is not None:
                self._chosen[name] = kept
        claimed: set[str] = set()
        for name in sorted(self._delivered, key=lambda each: each not in self._chosen):
            keys = self.keys_of(name)
            free = tuple(key for key in keys if key not in claimed)
            if free != keys:
                self._chosen[name] = free
            claimed.update(free)
        self.changed.emit()

    def keys_of(self, name: str) -> tuple[str, ...]:
        """Return the keys of a command in portable form, the first one is shown."""
        return self._chosen.get(name, self._delivered[name])

    def is_changed(self, name: str) -> bool:
        """Whether the keys of a command are not those delivered."""
        return self.keys_of(name) != self._delivered[name]

    @property
    def is_any_changed(self) -> bool:
        """Whether there is anything to reset."""
        return any(self.is_changed(name) for name in self._delivered)

    def holder_of(self, key: str) -> str | None:
        """Return the command a key gives, or None."""
        (wanted,) = _in_one_form((key,)) or ("",)
        holders = (name for name in self._delivered if wanted in self.keys_of(name))
        return next(holders, None) if wanted else None

    def assign(self, name: str, keys: tuple[str, ...]) -> None:
        """Give a command these keys and no others; whoever had one of them goes without it."""
        wanted = _in_one_form(keys)
        for other in self._delivered:
            left = tuple(key for key in self.keys_of(other) if key not in wanted)
            if other != name and left != self.keys_of(other):
                self._set(other, left)
        self._set(name, wanted)
        self.changed.emit()

    def losers(self, name: str) -> tuple[str, ...]:
        """Return the commands that would lose a key if this one got its delivered keys back."""
        found = (self.holder_of(key) for key in self._delivered[name])
        return tuple(dict.fromkeys(other for other in found if other not in (None, name)))

    def reset(self, name: str) -> None:
        """Give a command the keys it was delivered with."""
        self.assign(name, self._delivered[name])

    def reset_all(self) -> None:
        """Give every command the keys it was delivered with."""
        for name in self._delivered:
            self._set(name, self._delivered[name])
        self.changed.emit()

    def _set(self, name: str, keys: tuple[str, ...]) -> None:
        is_delivered = keys == self._delivered[name]
        if is_delivered:
            self._chosen.pop(name, None)
        else:
            self._chosen[name] = keys
        if self._store is not None:
            if is_delivered:
                self._store.remove(f"{GROUP}/{name}")
            else:
                self._store.setValue(f"{GROUP}/{name}", json.dumps(keys))


def shown_key(key: str) -> str:
    """Return a key as this system writes it: "Ctrl+O", on a Mac the command sign."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def key_of(event: QKeyEvent) -> str:
    """Return what was pressed in portable form; "" while only Shift or the like is down.

    A sign that needs Shift is that sign alone, as keyboards differ in where it lies: "|".
    """
    key, modifiers = Qt.Key(event.key()), event.modifiers()
    if key in _BARE_MODIFIERS:
        return ""
    if key is Qt.Key.Key_Backtab:
        key, modifiers = Qt.Key.Key_Tab, modifiers | Qt.KeyboardModifier.ShiftModifier
    modifiers &= ~Qt.KeyboardModifier.KeypadModifier
    sign = event.text()
    if len(sign) == 1 and sign.isprintable() and not sign.isalnum() and sign != " ":
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    return QKeySequence(QKeyCombination(modifiers, key)).toString(
        QKeySequence.SequenceFormat.PortableText
    )


def _in_one_form(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return keys as Qt writes them in portable form, each once, without what is no key."""
    portable = QKeySequence.SequenceFormat.PortableText
    written = (QKeySequence.fromString(key, portable) for key in keys)
    said = (each.toString(portable) for each in written if each.count() == 1)
    return tuple(dict.fromkeys(key for key in said if key))


def _kept(value: object) -> tuple[str, ...] | None:
    """Return the keys that were kept, or None if that is no list of keys."""
    try:
        said = json.loads(str(value))
    except ValueError:
        return None
    return _in_one_form(tuple(map(str, said))) if isinstance(said, list) else None
