"""The button at the top of a guest's pane that says what stands there and offers something else."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from viewer.canvas import style
from viewer.canvas.pane import Pane
from viewer.theme import theme
from viewer.widgets.button import FlatButton
from viewer.widgets.paint import box, painter_on


class GuestButton(QWidget):
    """Lies at the top right of a pane, below a ribbon; opens a menu.

    Args:
        pane: What it lies on.
        name: Accessible name of the button.
        menu: Opened by it; filled by whoever listens to its ``aboutToShow``.
    """

    def __init__(self, pane: Pane, name: str, menu: QMenu) -> None:
        super().__init__(pane)
        self._pane = pane
        self.button = FlatButton("", height=24)
        self.button.setAccessibleName(name)
        self.button.setToolTip(name)
        self.button.set_menu(menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.addWidget(self.button)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        pane.installEventFilter(self)
        self.hide()

    def say(self, text: str) -> None:
        """Show it with a few words."""
        self.button.setText(text)
        self.button.updateGeometry()
        self.place()
        self.show()
        self.raise_()

    def place(self) -> None:
        """Go to the corner of the pane."""
        hint, widest = self.sizeHint(), self._pane.width() - 2 * style.SIDE_PX
        self.resize(max(1, min(hint.width(), widest)), hint.height())
        top = style.EDGE_PX
        if self._pane.is_synthetic:
            top = style.RIBBON_PX + style.BELOW_RIBBON_PX
        self.move(self._pane.width() - style.SIDE_PX - self.width(), top)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the size of the pane."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self.place()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Keep a press beside the button from windowing the film."""
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground."""
        radius, line = theme().sizes.radius, QColor(style.HAIRLINE)
        box(painter_on(self), self.rect(), radius, fill=QColor(style.TOOLBAR), line=line)
