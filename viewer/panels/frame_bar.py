"""Under the pictures of a cine: which frame is shown, and how fast it plays."""

from PySide6.QtWidgets import QFrame, QWidget


class FrameBar(QFrame):
    """One row; hidden while the film has a single frame."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hide()
