"""What a start says once: the notice to be read, the films of last time, where networks run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from engine import gpu_found
from viewer.panels.first_notice import NoticeOverFilm

if TYPE_CHECKING:
    from viewer.main_window import MainWindow


class FirstStart(QObject):
    """Keeps the page without a film up to date, and asks for the notice until it is read.

    Args:
        window: Not furnished yet.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.over_film = NoticeOverFilm()
        column = window.layout()
        assert isinstance(column, QVBoxLayout)  # noqa: S101 - the window's own
        column.insertWidget(column.indexOf(window.notice), self.over_film)
        window.empty.notice.read.connect(self._read)
        self.over_film.read.connect(self._read)
        window.empty.recent.chosen.connect(window.top.recent.chosen)
        window.pages.currentChanged.connect(lambda _: self._follow())
        window.settings.changed.connect(self._follow)
        self._follow()
        self.say_where_networks_run()

    def say_where_networks_run(self) -> None:
        """Say on the empty page whether a graphics card was found, and what that means."""
        self._window.empty.set_gpu_found(gpu_found())

    def _read(self) -> None:
        self._window.settings.has_read_notice = True

    def _follow(self) -> None:
        """Ask for the notice where it is not read: on the page, or over a film."""
        window = self._window
        is_read, has_film = window.settings.has_read_notice, window.pages.currentIndex() > 0
        window.empty.set_update_check(is_on=window.settings.checks_for_updates)
        window.empty.set_notice_read(is_read=is_read)
        self.over_film.setVisible(has_film and not is_read)
        # names of files tell of patients
        shown = window.top.recent.paths if window.settings.shows_patient else []
        window.empty.set_recent(shown)
