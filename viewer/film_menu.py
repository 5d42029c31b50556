"""What can be done with a film of the list: right click, or the menu key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from viewer.film import FilmState

if TYPE_CHECKING:
    from viewer.film_beside import FilmBeside
    from viewer.main_window import MainWindow


class FilmMenu(QObject):
    """Show, show beside, close.

    Args:
        window: Whose list of films it serves.
        beside: Shows a second film.
    """

    def __init__(self, window: MainWindow, beside: FilmBeside, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._beside = beside
        window.films.list.menu_requested.connect(self._pop_up)

    def menu(self, position: int) -> QMenu:
        """Return the menu of the film at a position of the list."""
        workspace = self._window.workspace
        film, current = workspace.films[position], workspace.index
        made = QMenu(self._window)
        made.addAction(self.tr("Show")).triggered.connect(lambda: workspace.show(position))
        is_beside = self._beside.film is film
        words = self.tr("No longer beside") if is_beside else self.tr("Show beside")
        beside = made.addAction(words)
        beside.setEnabled(
            position != current
            and film.state is not FilmState.BROKEN
            and self._window.document is not None
        )
        beside.triggered.connect(lambda: self._beside.show(None if is_beside else film))
        made.addSeparator()
        made.addAction(self.tr("Close")).triggered.connect(lambda: workspace.close(position))
        return made

    def _pop_up(self, position: int, place: QPoint) -> None:
        if 0 <= position < len(self._window.workspace.films):
            made = self.menu(position)
            made.aboutToHide.connect(made.deleteLater)
            made.popup(place)
