"""Switches for what lies over the film: shutter, overlays, presentation states."""

from PySide6.QtWidgets import QWidget


class LayersPanel(QWidget):
    """First part of the section *File and transforms*; hidden where a film has none of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hide()
