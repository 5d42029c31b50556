"""Looking closer: probe, loupe and clipped pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from viewer.document import Document
    from viewer.main_window import MainWindow


class ProbeDesk(QObject):
    """Looking closer: probe, loupe and clipped pixels.

    Args:
        window: The window whose film is meant.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._document: Document | None = None

    def follow(self, document: Document | None) -> None:
        """Follow another film, or none."""
        self._document = document
