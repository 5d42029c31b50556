"""What the user prefers, kept between sessions; nothing about films or patients."""

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

    def _read(self, key: str, *, fallback: bool) -> bool:
        value = self._store.value(key, fallback)
        return value if isinstance(value, bool) else str(value).lower() == "true"

    def _write(self, key: str, value: bool) -> None:
        if self._store.value(key) != value:
            self._store.setValue(key, value)
            self.changed.emit()
