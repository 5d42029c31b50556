"""Measuring a screen: a drawn card is made as large as a real one that is held to it."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from viewer.dialogs.sheet import Sheet
from viewer.screen_size import CARD_MM, LARGEST_MM, SMALLEST_MM
from viewer.theme import TextRole, theme
from viewer.widgets.button import FilledButton, OutlineButton
from viewer.widgets.keys import is_claimed
from viewer.widgets.label import Label, Paragraph
from viewer.widgets.paint import box, painter_on, words

CARD_HIGH_MM = 53.98
"""Short side of the same card."""

_HIT_PX = 16
_MARGIN_PX = 12
_KEYS = (
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)


class ScreenSheet(Sheet):
    """Asks how large a bank card is on this screen.

    Args:
        window: What it covers; its screen is measured.
        mm_per_px: Of a device pixel: where to start.

    Signals:
        measured: Width of a device pixel in mm.
    """

    measured = Signal(float)

    def __init__(self, window: QWidget, mm_per_px: float) -> None:
        super().__init__(window, self.tr("Measure this screen"), 720, 620)
        self.card_view = CardView(mm_per_px)
        self.first = self.card_view
        self.card_view.changed.connect(self._say)
        self.state = Label("", TextRole.SECONDARY, "text_2")
        column = QVBoxLayout(self.body)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(
            Paragraph(
                self.tr(
                    "Hold a bank card to the screen, its left edge on the left edge drawn here. "
                    "Drag the right edge, or use the arrow keys, until both are equally wide. "
                    "With Shift the arrows go ten pixels."
                )
            )
        )
        row = QHBoxLayout()
        row.addWidget(self.card_view, 1)
        column.addLayout(row, 1)
        cancel = OutlineButton(self.tr("Cancel"))
        cancel.clicked.connect(self.close_sheet)
        self.go = FilledButton(self.tr("It fits"))
        self.go.clicked.connect(self._measure)
        self.foot.addWidget(self.state, 1)
        self.foot.addWidget(cancel)
        self.foot.addWidget(self.go)
        self._say()

    def _say(self) -> None:
        self.state.setText(
            self.tr("{pixels} pixels are {card} mm: {pixel} mm each").format(
                pixels=self.card_view.width_px,
                card=f"{CARD_MM:.1f}",
                pixel=f"{self.card_view.mm_per_px:.4f}",
            )
        )

    def _measure(self) -> None:
        mm_per_px = self.card_view.mm_per_px
        self.close_sheet()
        self.measured.emit(mm_per_px)


class CardView(QWidget):
    """The outline of a bank card whose right edge is moved; counted in device pixels.

    Args:
        mm_per_px: Of a device pixel: where to start.

    Signals:
        changed: It has another width.
    """

    changed = Signal()

    def __init__(self, mm_per_px: float) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setToolTip(self.tr("Drag the right edge (Left, Right)"))
        self._grip: float | None = None
        self._width_px = 0
        self.set_width(round(CARD_MM / mm_per_px))

    @property
    def width_px(self) -> int:
        """How many device pixels wide the card is drawn."""
        return self._width_px

    @property
    def mm_per_px(self) -> float:
        """Width of a device pixel, if the card is drawn as large as it is."""
        return CARD_MM / self._width_px

    def set_width(self, width_px: int) -> None:
        """Draw the card so wide, in device pixels, within what a screen can have."""
        low, high = round(CARD_MM / LARGEST_MM) + 1, round(CARD_MM / SMALLEST_MM) - 1
        width_px = min(max(low, width_px), high)
        if width_px != self._width_px:
            self._width_px = width_px
            self.setAccessibleName(
                self.tr("Width of the card: {pixels} pixels").format(pixels=width_px)
            )
            self.update()
            self.changed.emit()

    def card(self) -> QRectF:
        """Return where the card is drawn, in logical pixels."""
        ratio = self.devicePixelRatioF()
        wide = self._width_px / ratio
        return QRectF(_MARGIN_PX, _MARGIN_PX, wide, wide * CARD_HIGH_MM / CARD_MM)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return room for the card on a usual screen."""
        return QSize(480, 300)

    def event(self, event: QEvent) -> bool:
        """Keep the arrows from the shortcuts of the window."""
        return is_claimed(event, _KEYS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Make the card wider or narrower by a pixel, with Shift by ten."""
        ways = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: -1,
        }
        way = ways.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
            return
        far = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        self.set_width(self._width_px + way * far)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take the right edge, where it is near."""
        edge = self.card().right()
        if abs(event.position().x() - edge) <= _HIT_PX:
            self._grip = edge - event.position().x()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Move the right edge."""
        if self._grip is not None:
            wide = event.position().x() + self._grip - _MARGIN_PX
            self.set_width(round(wide * self.devicePixelRatioF()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let go of the edge."""
        self._grip = None

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the card and its edge."""
        painter, look = painter_on(self), theme()
        card = self.card()
        radius = 3.18 / CARD_MM * card.width()  # of its corners, by the same standard
        box(painter, card, radius, fill=look.colour("raised"), line=look.colour("control"))
        painter.setPen(look.colour("accent"))
        painter.drawLine(card.topRight(), card.bottomRight())
        middle = QPointF(card.right(), card.center().y())
        box(
            painter,
            QRectF(middle.x() - 4, middle.y() - 20, 8, 40),
            4,
            fill=look.colour("knob"),
            line=look.colour("knob_ring"),
        )
        said = f"{CARD_MM:.1f} mm"
        centre = Qt.AlignmentFlag.AlignHCenter
        words(painter, card.toRect(), said, TextRole.BODY, look.colour("text_2"), centre)
