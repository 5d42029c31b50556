"""One of many, from a list that opens."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QListView, QSizePolicy, QWidget

from viewer.theme import theme
from viewer.widgets.keys import is_claimed

_KEYS = (Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class ComboBox(QComboBox):
    """A list that opens; the style sheet dresses it, and the wheel never changes it by chance.

    Args:
        name: Accessible name.
        parent: Qt's owner.
    """

    HEIGHT = 28

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setView(QListView(self))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return its height, scaled: 28 px, or 24 in a step card."""
        return QSize(super().sizeHint().width(), theme().scaled(self.HEIGHT))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return room for a few letters."""
        return QSize(theme().scaled(72), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Keep the keys that choose from the shortcuts of the window."""
        return is_claimed(event, _KEYS) or super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to the panel, which scrolls."""
        event.ignore()


class SmallComboBox(ComboBox):
    """The same, as high as the segments in a step card."""

    HEIGHT = 24

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setProperty("isSmall", True)
