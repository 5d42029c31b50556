"""The button over a difference that says what it is counted in next."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QWidget

from engine import DifferenceUnit
from viewer.canvas import style
from viewer.canvas.pane import Pane
from viewer.theme import theme
from viewer.widgets.button import FlatButton
from viewer.widgets.paint import box


class DifferenceSwitch(QWidget):
    """Lies at the top right of a pane, below a ribbon.

    Args:
        pane: What it lies on.
        key: Does the same: "Shift+D".
    """

    pressed = Signal()

    def __init__(self, pane: Pane, key: str) -> None:
        super().__init__(pane)
        self._pane = pane
        self.button = FlatButton("", height=24)
        name = self.tr("Unit of the difference")
        self.button.setToolTip(f"{name} ({key})")
        self.button.clicked.connect(self.pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.addWidget(self.button)
        self._ground: QPixmap | None = None
        self.setCursor(Qt.CursorShape.ArrowCursor)
        pane.installEventFilter(self)
        self.hide()

    def follow(self, wanted: DifferenceUnit | None) -> None:
        """Offer the other unit; None hides it, as there is no difference on screen."""
        if wanted is None:
            self.hide()
            return
        is_display = wanted is DifferenceUnit.DISPLAY
        words = self.tr("In modality values") if is_display else self.tr("In % of the display")
        if words != self.button.text():
            self.button.setText(words)
            self.button.setAccessibleName(self.tr("Difference: {unit}").format(unit=words))
            self.button.updateGeometry()
        self._place()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the size of the pane."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Keep a press beside the button from windowing the film."""
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground, made once: whenever the film below is painted, so is this."""
        size = self.size() * self.devicePixelRatioF()
        if self._ground is None or self._ground.size() != size:
            self._ground = self._make_ground(size)
        QPainter(self).drawPixmap(0, 0, self._ground)

    def _make_ground(self, size: QSize) -> QPixmap:
        made = QPixmap(size)
        made.setDevicePixelRatio(self.devicePixelRatioF())
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius, line = theme().sizes.radius, QColor(style.HAIRLINE)
        box(painter, self.rect(), radius, fill=QColor(style.TOOLBAR), line=line)
        painter.end()
        return made

    def _place(self) -> None:
        self.resize(self.sizeHint())
        top = style.EDGE_PX
        if self._pane.is_synthetic:
            top = style.RIBBON_PX + style.BELOW_RIBBON_PX
        self.move(self._pane.width() - style.SIDE_PX - self.width(), top)
