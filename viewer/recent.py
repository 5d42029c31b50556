"""The files opened lately, where the user wants them kept: their names may tell of patients."""

import contextlib
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from viewer.settings import Settings
from viewer.widgets.tip import literal_tip

MOST = 12
_KEY = "files/recent"
_LONGEST_NAME = 60


class RecentFiles(QObject):
    """A list in the user's settings, the newest first; empty while it is switched off.

    Args:
        settings: Where it is kept, and switched on and off.
    """

    chosen = Signal(object)  # Path

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        settings.changed.connect(self._obey)
        self._obey()

    @property
    def paths(self) -> list[Path]:
        """What was opened lately, the newest first."""
        if not self._settings.keeps_recent:
            return []
        value = self._settings.store.value(_KEY, [])
        names = [value] if isinstance(value, str) else value  # a list of one comes back as such
        return [Path(str(name)) for name in names][:MOST] if isinstance(names, list) else []

    def add(self, path: Path) -> None:
        """Put a file at the head of the list, where lists are kept."""
        if self._settings.keeps_recent and not is_sample(path):
            others = [other for other in self.paths if other != path]
            names = [str(other) for other in [path, *others][:MOST]]
            self._settings.store.setValue(_KEY, names)
            self._hide_from_others()

    def clear(self) -> None:
        """Forget them all."""
        if self._settings.store.contains(_KEY):
            self._settings.store.remove(_KEY)
            self._settings.store.sync()  # gone from the disk now, not some time later

    def menu(self, parent: QWidget) -> QMenu:
        """Return a menu of them, filled whenever it opens, and hidden while it is switched off."""
        made = QMenu(self.tr("Recent files"), parent)
        made.setToolTipsVisible(True)
        made.aboutToShow.connect(partial(self._fill, made))

        def follow() -> None:
            made.menuAction().setVisible(self._settings.keeps_recent)

        self._settings.changed.connect(follow)
        follow()
        return made

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        paths = self.paths
        for path in paths:
            action = menu.addAction(shown_name(path))
            action.setToolTip(literal_tip(_printable(str(path))))
            action.setEnabled(_is_there(path))
            action.triggered.connect(partial(self._choose, path))
        if not paths:
            menu.addAction(self.tr("No files yet")).setEnabled(False)
            return
        menu.addSeparator()
        menu.addAction(self.tr("Clear this list")).triggered.connect(self.clear)

    def _hide_from_others(self) -> None:
        """Let nobody but the owner read the file: it would be everyone's to read."""
        self._settings.store.sync()
        file = Path(self._settings.store.fileName())
        if file.is_file():  # some systems keep settings elsewhere
            with contextlib.suppress(OSError):
                file.chmod(0o600)

    def _choose(self, path: Path, *_: bool) -> None:
        self.chosen.emit(path)

    def _obey(self) -> None:
        if not self._settings.keeps_recent:
            self.clear()


def is_sample(path: Path) -> bool:
    """Whether a file is one of our own phantoms, which nobody needs to be reminded of."""
    return path.parent.name == "samples" and path.parent.parent.name == "negatoscope"


def shown_name(path: Path) -> str:
    """Return a file's name and its folder's, as a menu shows them."""
    words = _printable(f"{path.name} - {path.parent.name}" if path.parent.name else path.name)
    if len(words) > _LONGEST_NAME:
        words = f"{words[: _LONGEST_NAME - 1]}…"
    return words.replace("&", "&&")  # else Qt takes the next letter for a key


def _printable(words: str) -> str:
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in words)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
