"""A number with its name in one frame: "Width 1 750"."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from viewer.theme import TextRole, theme
from viewer.widgets.keys import is_claimed
from viewer.widgets.paint import painter_on, words
from viewer.widgets.slider_row import parsed
from viewer.wording import number

_FRAME_PX = 6  # border and padding of a field, at each side
_LABEL_X_PX = 10


class NumberField(QLineEdit):
    """A field of 104 x 28: label left in text-2, value right, thin spaces at the thousands.

    Enter takes what was typed, Escape leaves it; Up and Down step, with Shift by ten.

    Args:
        label: Its name.
        low: Lowest value.
        high: Highest value.
        decimals: Shown and taken.
        step: Of the Up and Down keys.
        parent: Qt's owner.

    Signals:
        changed: The value the user chose.
    """

    changed = Signal(float)

    def __init__(
        self,
        label: str,
        *,
        low: float = float("-inf"),
        high: float = float("inf"),
        decimals: int = 0,
        step: float = 1.0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label = label
        self._low, self._high = low, high
        self._decimals = decimals
        self._step = step
        self._value = min(max(0.0, low), high)
        self.setAccessibleName(label)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.editingFinished.connect(self._take)
        self._fit()
        self._show()

    @property
    def value(self) -> float:
        """The number shown."""
        return self._value

    def set_value(self, value: float) -> None:
        """Show a number without a signal; what is being typed is left alone."""
        self._value = value
        if not (self.hasFocus() and self.isModified()):
            self._show()

    def set_decimals(self, decimals: int) -> None:
        """Show and take this many decimals."""
        if decimals != self._decimals:
            self._decimals = decimals
            self.set_value(self._value)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return 104 x 28, scaled."""
        look = theme()
        return QSize(look.scaled(look.sizes.field_width), look.scaled(look.sizes.control))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the same."""
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Select the number, so that typing replaces it."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def event(self, event: QEvent) -> bool:
        """Keep Escape from the shortcuts of the window while there is something to leave."""
        keys = (Qt.Key.Key_Escape,) if self.isModified() else ()
        return is_claimed(event, keys) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Step with Up and Down; leave what was typed with Escape."""
        ways = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        way = ways.get(Qt.Key(event.key()))
        if way is not None:
            self._take()
            far = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            self._choose(self._value + way * far * self._step)
        elif event.key() == Qt.Key.Key_Escape and self.isModified():
            self._show()
            self.selectAll()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to the panel, which scrolls."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the label on the left, and the number in what is left."""
        super().resizeEvent(event)
        if not (self.hasFocus() and self.isModified()):
            self._show()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the field, and its name on the left."""
        super().paintEvent(event)
        ink = theme().colour("text_2" if self.isEnabled() else "control")
        where = QRect(_LABEL_X_PX, 0, self._label_width() + 2, self.height())
        words(painter_on(self), where, self._label, TextRole.SECONDARY, ink)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the sizes of a new text scale."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        self.setTextMargins(self._label_width() + 2, 0, -3, 0)
        self.setFixedHeight(self.sizeHint().height())
        self.updateGeometry()

    def _label_width(self) -> int:
        metrics = QFontMetrics(theme().font(TextRole.SECONDARY))
        return metrics.horizontalAdvance(self._label)

    def _take(self) -> None:
        typed = parsed(self.text()) if self.isModified() else None
        if typed is None:
            self._show()
        else:
            self._choose(typed)

    def _choose(self, value: float) -> None:
        kept = round(min(max(value, self._low), self._high), self._decimals)
        is_other = kept != self._value
        self._value = kept
        self._show()
        if is_other:
            self.changed.emit(kept)

    def _show(self) -> None:
        text = self._fitting()
        if text != self.text():
            self.setText(text)
        self.setModified(False)
        self.setCursorPosition(0)

    def _fitting(self) -> str:
        """Return the number with as many of its decimals as there is room for."""
        margins = self.textMargins()
        room = self.width() - margins.left() - margins.right() - 2 * _FRAME_PX
        metrics = QFontMetrics(self.font())
        fewer = (number(self._value, left) for left in range(self._decimals, 0, -1))
        fitting = (text for text in fewer if metrics.horizontalAdvance(text) <= room)
        return next(fitting, number(self._value))
