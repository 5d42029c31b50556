"""A section of a panel that opens and closes, and says its state even when closed."""

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from viewer.theme import TextRole, theme
from viewer.widgets.button import IconButton
from viewer.widgets.keys import is_claimed
from viewer.widgets.paint import painter_on, picture_of, words

_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right)


class Section(QWidget):
    """Header of 32 with arrow, title and state; body padded 0 12 12; hairline below.

    Args:
        title: Of the section.
        icon_name: Before the title, "" for none.
        icon_role: Colour of that icon.
        is_open: Whether the body shows.
        control: On the right of the header, after the state.
        parent: Qt's owner.

    Signals:
        toggled: The user opened (True) or closed it.
        reset_requested: The user pressed the reset button.
    """

    toggled = Signal(bool)
    reset_requested = Signal()

    def __init__(
        self,
        title: str,
        *,
        icon_name: str = "",
        icon_role: str = "synthetic",
        is_open: bool = True,
        control: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._header = _Header(title, icon_name, icon_role, self)
        if control is not None:
            self._header.add_control(control)
        self._body = QWidget(self)
        self._body_layout = QVBoxLayout(self._body)
        self._body_layout.setContentsMargins(12, 0, 12, 12)
        self._body_layout.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 1)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._body)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._header.pressed.connect(self._toggle)
        self._header.reset.clicked.connect(self.reset_requested)
        self.set_open(is_open)

    @property
    def header(self) -> QWidget:
        """What takes the keyboard focus: Space and Enter open and close, arrows too."""
        return self._header

    @property
    def body(self) -> QVBoxLayout:
        """Where the content goes, 8 px apart."""
        return self._body_layout

    @property
    def is_open(self) -> bool:
        """Whether the body shows."""
        return self._header.is_open

    @property
    def state(self) -> str:
        """What the header says on the right."""
        return self._header.state

    @property
    def reset_button(self) -> IconButton:
        """The button on the right of the header; hidden until ``set_reset``."""
        return self._header.reset

    def set_open(self, is_open: bool) -> None:
        """Open or close without a signal."""
        self._header.is_open = is_open
        self._body.setVisible(is_open)
        self._header.describe()

    def set_state(self, text: str, ink: str = "text_2", icon_name: str = "") -> None:
        """Say the state on the right, with an icon before it where its colour means something."""
        self._header.say(text, ink, icon_name)

    def set_reset(self, name: str, key: str = "", *, is_enabled: bool = True) -> None:
        """Show the reset button.

        Args:
            name: What it resets: "Reset window".
            key: For the tooltip.
            is_enabled: Whether there is something to reset.
        """
        self._header.reset.set_name(name, key)
        self._header.reset.setEnabled(is_enabled)
        self._header.reset.show()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the hairline below."""
        line = QRect(0, self.height() - 1, self.width(), 1)
        painter_on(self).fillRect(line, theme().colour("hairline"))

    def _toggle(self) -> None:
        self.set_open(not self.is_open)
        self.toggled.emit(self.is_open)


class _Header(QWidget):
    """The line that is always seen."""

    pressed = Signal()

    def __init__(self, title: str, icon_name: str, icon_role: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = title
        self.icon_name = icon_name
        self.icon_role = icon_role
        self.state = ""
        self.ink = "text_2"
        self.state_icon = ""
        self.is_open = True
        self._is_over = False
        self.control: QWidget | None = None
        self.reset = IconButton(
            "reset",
            self.tr("Reset"),
            size=QSize(24, 24),
            icon_px=16,
            colour_role="text_2",
            parent=self,
        )
        self.reset.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.addStretch(1)
        row.addWidget(self.reset)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def add_control(self, control: QWidget) -> None:
        """Put something on the right, 12 from the edge."""
        self.control = control
        row = self.layout()
        assert row is not None  # noqa: S101 - it was given one
        row.setContentsMargins(0, 0, 12, 0)
        row.addWidget(control)

    def say(self, state: str, ink: str, icon_name: str) -> None:
        """Show another state, if it is another."""
        if (state, ink, icon_name) != (self.state, self.ink, self.state_icon):
            self.state, self.ink, self.state_icon = state, ink, icon_name
            self.describe()

    def describe(self) -> None:
        """Say to a screen reader what the header shows."""
        self.setAccessibleName(self.tr("{title}, section").format(title=self.title))
        opened = self.tr("open") if self.is_open else self.tr("closed")
        self.setAccessibleDescription(f"{self.state}, {opened}" if self.state else opened)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of a header, scaled."""
        return QSize(240, theme().scaled(theme().sizes.section_head))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of a header, scaled."""
        return QSize(120, self.sizeHint().height())

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Light the arrow."""
        self._is_over = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Dim the arrow."""
        self._is_over = False
        self.update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open or close."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def event(self, event: QEvent) -> bool:
        """Keep the arrows from the shortcuts of the window."""
        return is_claimed(event, _ARROWS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open and close as a tree does."""
        key = event.key()
        if key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) or (
            key == (Qt.Key.Key_Left if self.is_open else Qt.Key.Key_Right)
        ):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the size of a new text scale."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw arrow, icon, title and state."""
        look, painter = theme(), painter_on(self)
        middle = self.height() / 2
        arrow = "down" if self.is_open else "right"
        role = "text" if self._is_over else "text_2"
        side = look.drawn(16)
        picture_of(painter, arrow, QPointF(8 + side / 2, middle), side, role)
        left = side + 12
        if self.icon_name:
            centre = QPointF(left + side / 2, middle)
            picture_of(painter, self.icon_name, centre, side, self.icon_role)
            left += side + 8
        title = QFontMetrics(look.font(TextRole.TITLE)).horizontalAdvance(self.title)
        where = QRect(left, 0, title + 2, self.height())
        words(painter, where, self.title, TextRole.TITLE, look.colour("text"))
        right = self._right()
        icon = side + 4 if self.state_icon else 0
        start = left + title + 8 + icon
        ink, align = look.colour(self.ink), Qt.AlignmentFlag.AlignRight
        place = QRect(start, 0, right - start, self.height())
        words(painter, place, self.state, TextRole.SECONDARY, ink, align)
        if self.state_icon:
            width = QFontMetrics(look.font(TextRole.SECONDARY)).horizontalAdvance(self.state)
            x = right - min(width, place.width()) - 4 - side / 2
            picture_of(painter, self.state_icon, QPointF(x, middle), side, self.ink)

    def _right(self) -> int:
        """Return where the state ends: before what stands on the right."""
        if self.control is not None:
            return self.control.x() - 8
        return self.width() - (self.reset.width() + 16 if self.reset.isVisible() else 12)
