"""On or off: a check box and a switch."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from viewer.theme import TextRole, theme
from viewer.widgets.button import ButtonBase
from viewer.widgets.paint import box, painter_on, picture_of, words


class CheckBox(ButtonBase):
    """A box of 16 px with a white check, and words after it where there are any.

    Args:
        text: Beside the box, "" for the box alone.
        name: Accessible name where the text does not say it.
        parent: Qt's owner.
    """

    def __init__(self, text: str = "", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setText(text)
        self.setAccessibleName(name or text)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the box, or a row with the words."""
        side = theme().drawn(16)
        if not self.text():
            return QSize(side, side)
        return QSize(side + 8 + self._text_width(TextRole.BODY) + 2, theme().scaled(28))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw box, check and words."""
        look, painter = theme(), painter_on(self)
        side = look.drawn(16)
        where = QRect(0, (self.height() - side) // 2, side, side)
        radius, enabled = look.sizes.radius_check, self.isEnabled()
        if self.isChecked() and enabled:
            fill = self._ground("filled", "filled_hover", "filled_pressed")
            box(painter, where, radius, fill=fill)
        elif enabled:
            line = look.colour("text_2" if self._hover > 0 else "control")
            down = look.colour("active") if self.isDown() else None
            box(painter, where, radius, fill=down, line=line)
        else:
            box(painter, where, radius, line=look.colour("disabled_line"))
        if self.isChecked():
            role = "on_filled" if enabled else "control"
            picture_of(painter, "check", QRectF(where).center(), look.drawn(12), role)
        if self.text():
            ink = look.colour("text" if enabled else "control")
            place = QRect(side + 8, 0, self.width() - side - 8, self.height())
            words(painter, place, self.text(), TextRole.BODY, ink)


class Switch(ButtonBase):
    """A switch of 32 x 16 for what takes effect at once.

    Args:
        name: Accessible name: what is on or off.
        role: Colour when on: "filled", or "synthetic_switch" for what a network invents.
        parent: Qt's owner.
    """

    def __init__(self, name: str, role: str = "filled", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self.setCheckable(True)
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return 32 x 16, larger with larger type."""
        return QSize(theme().drawn(32), theme().drawn(16))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the track and the knob."""
        look, painter = theme(), painter_on(self)
        on, enabled = self.isChecked(), self.isEnabled()
        track = self._role if on and enabled else "track" if enabled else "raised"
        box(painter, self.rect(), self.height() / 2, fill=look.colour(track))
        painter.setBrush(
            look.colour("on_filled" if on and enabled else "text_2" if enabled else "control")
        )
        half = self.height() / 2
        x = self.width() - half if on else half
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QPointF(x, half), half - 2, half - 2)
