"""What the user prefers, kept between sessions; nothing about films or patients."""

import os
from typing import Self

from PySide6.QtCore import QObject, QSettings, Signal


class Settings(QObject):
    """A few preferences; every change is kept at once.

    Args:
        store: Where they are kept; tests give a file of their own.
    """

    changed = Signal()

    def __init__(self, store: QSettings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store or QSettings("negatoscope", "negatoscope")
        self.export_folder = ""
        """Where the last export went; for this session only, as folders name patients."""
        self.has_translated = False
        """A film was translated in this session, and shown beside its original."""

    @classmethod
    def built_in(cls) -> Self:
        """Return the preferences of somebody who has chosen nothing yet."""
        return cls(QSettings(os.devnull, QSettings.Format.IniFormat))

    @property
    def up_darkens(self) -> bool:
        """Dragging up raises the window centre, so that the film gets darker."""
        return self._read("window/up_darkens", fallback=True)

    @up_darkens.setter
    def up_darkens(self, value: bool) -> None:
        self._write("window/up_darkens", value)

    @property
    def wheel_always_zooms(self) -> bool:
        """The wheel zooms even when several films are open."""
        return self._read("canvas/wheel_always_zooms", fallback=False)

    @wheel_always_zooms.setter
    def wheel_always_zooms(self, value: bool) -> None:
        self._write("canvas/wheel_always_zooms", value)

    @property
    def is_smooth(self) -> bool:
        """Pixels are interpolated when enlarged; otherwise each stored pixel is a square."""
        return self._read("canvas/is_smooth", fallback=False)

    @is_smooth.setter
    def is_smooth(self, value: bool) -> None:
        self._write("canvas/is_smooth", value)

    @property
    def shows_patient(self) -> bool:
        """Corner texts name the patient."""
        return self._read("canvas/shows_patient", fallback=True)

    @shows_patient.setter
    def shows_patient(self, value: bool) -> None:
        self._write("canvas/shows_patient", value)

    @property
    def flipped_devices(self) -> frozenset[str]:
        """Makers and models whose self-contradicting films are shown flipped."""
        value = self._store.value("polarity/flipped_devices", [])
        names = [value] if isinstance(value, str) else value  # a list of one comes back as such
        return frozenset(str(name) for name in names) if isinstance(names, list) else frozenset()

    @flipped_devices.setter
    def flipped_devices(self, value: frozenset[str]) -> None:
        if value != self.flipped_devices:
            self._store.setValue("polarity/flipped_devices", sorted(value))
            self.changed.emit()

    @property
    def drag_speed(self) -> float:
        """How far a window drag goes: 0.25 to 4 times the usual."""
        return self._read_number("window/drag_speed", 1.0, 0.25, 4.0)

    @drag_speed.setter
    def drag_speed(self, value: float) -> None:
        self._write("window/drag_speed", value)

    @property
    def scheme(self) -> str:
        """Name of the theme: "dark", "light" or "reading"."""
        return self._read_choice("look/scheme", ("dark", "light", "reading"))

    @scheme.setter
    def scheme(self, value: str) -> None:
        self._write("look/scheme", value)

    @property
    def text_scale(self) -> float:
        """Size of type: 0.8 to 2 times the usual."""
        return self._read_number("look/text_scale", 1.0, 0.8, 2.0)

    @text_scale.setter
    def text_scale(self, value: float) -> None:
        self._write("look/text_scale", value)

    @property
    def language(self) -> str:
        """Language of the window: "" is that of the system, or "en", "de"."""
        return self._read_choice("look/language", ("", "en", "de"))

    @language.setter
    def language(self, value: str) -> None:
        self._write("look/language", value)

    @property
    def is_wipe_level(self) -> bool:
        """The wipe bar lies level and is moved up and down."""
        return self._read("canvas/is_wipe_level", fallback=False)

    @is_wipe_level.setter
    def is_wipe_level(self, value: bool) -> None:
        self._write("canvas/is_wipe_level", value)

    @property
    def keeps_recent(self) -> bool:
        """Files opened are listed under Open; off by default, as names tell of patients."""
        return self._read("files/keeps_recent", fallback=False)

    @keeps_recent.setter
    def keeps_recent(self, value: bool) -> None:
        self._write("files/keeps_recent", value)

    @property
    def restores_session(self) -> bool:
        """After a crash the films and presentations of that session are offered again."""
        return self._read("files/restores_session", fallback=False)

    @restores_session.setter
    def restores_session(self, value: bool) -> None:
        self._write("files/restores_session", value)

    @property
    def has_read_notice(self) -> bool:
        """The user has once agreed to have read that this is no medical device."""
        return self._read("start/has_read_notice", fallback=False)

    @has_read_notice.setter
    def has_read_notice(self, value: bool) -> None:
        self._write("start/has_read_notice", value)

    @property
    def opens_one_window(self) -> bool:
        """Films that the file manager opens go to the window that is open already."""
        return self._read("start/opens_one_window", fallback=True)

    @opens_one_window.setter
    def opens_one_window(self, value: bool) -> None:
        self._write("start/opens_one_window", value)

    @property
    def checks_for_updates(self) -> bool:
        """The program asks at its start whether there is a newer version; off by default."""
        return self._read("start/checks_for_updates", fallback=False)

    @checks_for_updates.setter
    def checks_for_updates(self, value: bool) -> None:
        self._write("start/checks_for_updates", value)

    @property
    def device(self) -> str:
        """Where networks run: "auto", "cpu" or "cuda"."""
        return self._read_choice("models/device", ("auto", "cpu", "cuda"))

    @device.setter
    def device(self, value: str) -> None:
        self._write("models/device", value)

    @property
    def store(self) -> QSettings:
        """Where the preferences lie, for what keeps its own there: keys, screens, recent films."""
        return self._store

    def _read_number(self, key: str, fallback: float, low: float, high: float) -> float:
        try:
            value = float(str(self._store.value(key, fallback)))
        except ValueError:
            return fallback
        return min(high, max(low, value)) if value == value else fallback

    def _read_choice(self, key: str, choices: tuple[str, ...]) -> str:
        value = str(self._store.value(key, choices[0]))
        return value if value in choices else choices[0]

    def _read(self, key: str, *, fallback: bool) -> bool:
        value = self._store.value(key, fallback)
        return value if isinstance(value, bool) else str(value).lower() == "true"

    def _write(self, key: str, value: bool | float | str) -> None:
        if self._store.value(key) != value:
            self._store.setValue(key, value)
            self.changed.emit()
