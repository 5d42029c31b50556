"""Goes through the frames of a file, by hand or as a cine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from viewer.document import Document
    from viewer.main_window import MainWindow


class FramesDesk(QObject):
    """Brings another frame of the film shown onto the stage.

    Args:
        window: The window whose film is meant.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._document: Document | None = None

    @property
    def has_frames(self) -> bool:
        """Whether the film shown has more than one."""
        return self._document is not None and self._document.radiograph.frames > 1

    def follow(self, document: Document | None) -> None:
        """Follow another film, or none."""
        self._document = document

    def step(self, by: int) -> None:
        """Show a neighbour, staying at the ends."""

    def play_or_pause(self) -> None:
        """Start the cine, or stop it."""
