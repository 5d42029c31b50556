"""A film that contradicts itself on which values are bright: says so, and offers the flip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from viewer.document import Document
    from viewer.main_window import MainWindow


class PolarityDesk(QObject):
    """Shows a chip on such a film; a flip is remembered for the device that made it.

    Args:
        window: The window whose film is meant.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def follow(self, document: Document | None) -> None:
        """Follow another film, or none."""
