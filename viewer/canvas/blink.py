"""Original and enhanced picture by turns, slowly enough to harm nobody."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

TURN_MS: Final = 250
"""How long each picture stands: two changes there and back a second, where three are the most.

Source: WCAG 2.2, success criterion 2.3.1 (three flashes a second); viewer.md 5.3.
"""


class Blink(QObject):
    """A clock for two pictures; off until it is started, and it begins with the original."""

    turned = Signal()  # the other picture's turn, or the end

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_original = False
        """Whether it is the original's turn."""
        self._timer = QTimer(self)
        self._timer.setInterval(TURN_MS)
        self._timer.timeout.connect(self._turn)

    @property
    def is_on(self) -> bool:
        """Whether pictures take turns."""
        return self._timer.isActive()

    def start(self) -> None:
        """Begin, with the original."""
        if not self.is_on:
            self._timer.start()
            self._turn()

    def stop(self) -> None:
        """End with the enhanced picture."""
        if self.is_on:
            self._timer.stop()
            self.is_original = False
            self.turned.emit()

    def _turn(self) -> None:
        self.is_original = not self.is_original
        self.turned.emit()
