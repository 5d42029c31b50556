"""What was measured on the film, with figures before and after."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget


class MeasurePanel(QWidget):
    """Body of the section *Measure*.

    Signals:
        state_changed: What the section says beside its title.
    """

    state_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
