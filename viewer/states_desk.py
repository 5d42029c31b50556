"""Shutter, overlays and presentation states of the film shown: what of them is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from viewer.document import Document
    from viewer.main_window import MainWindow


class StatesDesk(QObject):
    """Puts on the film what its file, or a state beside it, draws there.

    Args:
        window: The window whose film is meant.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def follow(self, document: Document | None) -> None:
        """Follow another film, or none."""

    def toggle_drawings(self) -> None:
        """Show overlays, graphics and texts, or hide them all."""

    def toggle_shutter(self) -> None:
        """Show the shutter, or what it hides."""
