"""One parameter of a step: its label, a slider and the value, which can be typed."""

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from engine import Parameter
from viewer.theme import TextRole, theme
from viewer.translator import said
from viewer.widgets.keys import is_claimed
from viewer.widgets.label import ElidedLabel, Label
from viewer.widgets.scale import Scale, value_text
from viewer.widgets.slider import Slider

_KNOB_GAP = 6  # between the widest value and the knob at its end of the track


class SliderRow(QWidget):
    """A row of 28: label 84, slider, value at least 40.

    Double-click on the value, or Enter on the slider, opens a field to type in; Enter takes what
    was typed, Escape leaves it. What is no number, or out of range, is taken as the nearest value
    allowed, or not at all.

    Args:
        parameter: What is set.
        parent: Qt's owner.

    Signals:
        changing: The value while the user moves it.
        changed: The value the user came to rest at.
    """

    changing = Signal(float)
    changed = Signal(float)

    def __init__(self, parameter: Parameter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parameter = parameter
        self.label = ElidedLabel(said(parameter.label))
        self.slider = Slider(Scale.of(parameter), said(parameter.label))
        self.value_label = Label()
        self.value_label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.value_label.installEventFilter(self)
        self._editor: QLineEdit | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8 - Slider.MARGIN)
        row.addWidget(self.label)
        row.addWidget(self.slider, 1)
        row.addWidget(self.value_label)
        self.setFocusProxy(self.slider)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.slider.moved.connect(self._follow)
        self.slider.released.connect(self._rested)
        self.slider.held.connect(self._show)
        self._fit()
        self._show()

    @property
    def value(self) -> float:
        """The value shown."""
        return self.slider.value

    @property
    def editor(self) -> QLineEdit | None:
        """The field to type in, while it is open."""
        return self._editor

    def set_value(self, value: float) -> None:
        """Show a value without a signal."""
        self.slider.set_value(value)
        self._show()

    def value_width(self) -> int:
        """Return the width that the widest value of the range needs, at least 40."""
        metrics = QFontMetrics(theme().font(TextRole.BODY))
        scale = self.slider.scale
        ends = (scale.low, scale.high, scale.default, scale.value(0.5), scale.value(0.99))
        needed = max(metrics.horizontalAdvance(value_text(self.parameter, v)) for v in ends)
        return max(theme().scaled(theme().sizes.row_value), needed + _KNOB_GAP)

    def set_value_width(self, width_px: int) -> None:
        """Give the value this much room, so that the rows of one card agree."""
        self.value_label.setFixedWidth(width_px)

    def open_editor(self) -> None:
        """Put a field over the value."""
        if self._editor is not None or not self.isEnabled():
            return
        editor = QLineEdit(value_text(self.parameter, self.value), self)
        editor.setProperty("isBare", True)
        editor.setFont(theme().font(TextRole.BODY))
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        spoken = self.tr("{name}, value").format(name=said(self.parameter.label))
        editor.setAccessibleName(spoken)
        width = self.value_label.width() + 16
        editor.setGeometry(QRect(self.width() - width + 5, 2, width, self.height() - 4))
        editor.installEventFilter(self)
        editor.selectAll()
        editor.show()
        editor.setFocus()
        self._editor = editor

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of a row, scaled."""
        return QSize(240, theme().scaled(theme().sizes.row))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of a row, scaled."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Open the field by double-click; take or leave what was typed."""
        if watched is self.value_label and event.type() == QEvent.Type.MouseButtonDblClick:
            if isinstance(event, QMouseEvent) and event.button() == Qt.MouseButton.LeftButton:
                self.open_editor()
                return True
        elif watched is self._editor:
            if is_claimed(event, (Qt.Key.Key_Escape,)):
                return True
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._editor_key(Qt.Key(event.key()))
            if event.type() == QEvent.Type.FocusOut:
                self._close_editor(take=True)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open the field on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_editor()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the sizes of a new text scale."""
        if event.type() == QEvent.Type.StyleChange:
            self._fit()
        super().changeEvent(event)

    def _editor_key(self, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._close_editor(take=True)
            self.slider.setFocus()
            return True
        if key == Qt.Key.Key_Escape:
            self._close_editor(take=False)
            self.slider.setFocus()
            return True
        return False

    def _close_editor(self, *, take: bool) -> None:
        editor, self._editor = self._editor, None
        if editor is None:
            return
        typed = parsed(editor.text(), self.parameter.unit)
        editor.hide()
        editor.deleteLater()
        if not take or typed is None:
            return
        value = min(max(typed, self.parameter.low), self.parameter.high)
        value = round(value) if self.parameter.is_whole else value
        if value != self.value:
            self.slider.set_value(value)
            self._show()
            self.changed.emit(value)

    def _follow(self, value: float) -> None:
        self._show()
        self.changing.emit(value)

    def _rested(self, value: float) -> None:
        self._show()
        self.changed.emit(value)

    def _show(self) -> None:
        self.value_label.setText(value_text(self.parameter, self.value))
        self.value_label.set_ink("accent" if self.slider.is_dragged else "text")
        self.slider.setAccessibleDescription(self.value_label.text())

    def _fit(self) -> None:
        self.label.setFixedWidth(theme().scaled(theme().sizes.row_label))
        self.value_label.setFixedWidth(self.value_width())
        self.updateGeometry()


def parsed(text: str, unit: str = "") -> float | None:
    """Return the number a user typed, with or without unit, comma or thin spaces; else None."""
    bare = "".join(text.strip().removesuffix(unit).split()) if unit else "".join(text.split())
    bare = bare.replace("\u2212", "-").replace(",", ".")
    try:
        found = float(bare)
    except ValueError:
        return None
    return found if abs(found) < float("inf") else None
