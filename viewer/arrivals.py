"""Films on their way to the window: of its own start, of other starts, and of the system."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from viewer.opening import Opening

if TYPE_CHECKING:
    from viewer.main_window import MainWindow

_WAYLAND_TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105 - of the desktop, and no secret


class Arrivals(QObject):
    """Opens what arrives; what arrives before the window is ready waits.

    An open sheet is no obstacle: films open below it, as those do that are dropped on it.

    Args:
        window: Where films open.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._is_ready = False
        self._waiting: list[Opening] = []

    def watch(self, application: QApplication) -> None:
        """Hear which films the system wants opened: macOS says so by an event."""
        if sys.platform == "darwin":  # nowhere else, as all events of the program pass by
            application.installEventFilter(self)

    def begin(self) -> None:
        """Open what has arrived so far; from now on the window is ready."""
        self._is_ready = True
        waiting, self._waiting = self._waiting, []
        for opening in waiting:
            self._open(opening)

    def add(self, opening: Opening) -> None:
        """Open this, now or when the window is ready."""
        if self._is_ready:
            self._open(opening)
        else:
            self._waiting.append(opening)

    def add_of_another(self, opening: Opening) -> None:
        """Open what another start was asked for, and show the user that it is here."""
        self.add(opening)
        come_to_front(self._window, opening.token)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Open a film that the system hands to the application."""
        if isinstance(event, QFileOpenEvent):
            if event.url().isLocalFile():
                self.add(Opening((Path(event.url().toLocalFile()),)))
            return True
        return super().eventFilter(watched, event)

    def _open(self, opening: Opening) -> None:
        if opening.paths:
            self._window.open(list(opening.paths))
        if opening.wants_sample:
            self._window.commands.open_sample()


def come_to_front(window: MainWindow, token: str) -> None:
    """Show a window that may be minimised or hidden behind others, as the desktop allows.

    Args:
        window: To be shown.
        token: What the desktop gave the other start; "" where it gave none.
    """
    if token and os.environ.get("WAYLAND_DISPLAY"):
        os.environ[_WAYLAND_TOKEN] = token  # read by Qt as it asks for the window
    if window.isMinimized():
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    QApplication.alert(window)  # where the desktop lets no window come to the front


def take_token() -> str:
    """Return what the desktop gave this start, before Qt takes it; "" where it gave nothing."""
    return os.environ.get(_WAYLAND_TOKEN, "")
