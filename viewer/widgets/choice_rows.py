"""Rows of a step card for what is one of a few: segments, a list that opens, a switch."""

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from engine import Parameter
from viewer.theme import theme
from viewer.translator import said
from viewer.widgets.check import Switch
from viewer.widgets.combo import SmallComboBox
from viewer.widgets.label import ElidedLabel
from viewer.widgets.segments import Segment, Segments

_SEGMENTS_HIGH = 24
_GAP = 8
_OFF_AND_ON = (("off", "on"), ("no", "yes"))


class LabelledRow(QWidget):
    """A row of 28: label 84 and a control beside it.

    Args:
        label: What is set.
        control: What sets it.
        is_stretched: The control takes all the room there is.
        parent: Qt's owner.
    """

    def __init__(
        self,
        label: str,
        control: QWidget,
        *,
        is_stretched: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.label = ElidedLabel(label)
        self.control = control
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self.label)
        row.addWidget(control, 1 if is_stretched else 0)
        if not is_stretched:
            row.addStretch(1)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the sizes of a new text scale."""
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "control"):
            self._fit()
        super().changeEvent(event)

    def _fit(self) -> None:
        look = theme()
        self.label.setFixedWidth(look.scaled(look.sizes.row_label))
        self.setFixedHeight(look.scaled(look.sizes.row))


class ChoiceRow(LabelledRow):
    """A row for a parameter that has choices.

    Signals:
        changed: The value the user chose.
    """

    changed = Signal(float)

    def __init__(
        self,
        parameter: Parameter,
        control: QWidget,
        *,
        is_stretched: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(said(parameter.label), control, is_stretched=is_stretched, parent=parent)
        self.parameter = parameter

    @property
    def value(self) -> float:
        """The value shown."""
        raise NotImplementedError

    def set_value(self, value: float) -> None:
        """Show one of the values allowed, without a signal."""
        raise NotImplementedError

    def _choose(self, index: int) -> None:
        self.changed.emit(self.parameter.choices[index])


class SegmentsRow(ChoiceRow):
    """One segment for each value allowed."""

    def __init__(self, parameter: Parameter, parent: QWidget | None = None) -> None:
        self.segments = _segments(parameter)
        super().__init__(parameter, self.segments, parent=parent)
        self.segments.chosen.connect(self._choose)

    @property
    def value(self) -> float:
        """The value shown."""
        return self.parameter.choices[self.segments.index]

    def set_value(self, value: float) -> None:
        """Show one of the values allowed, without a signal."""
        self.segments.set_index(self.parameter.choices.index(value))


class ListRow(ChoiceRow):
    """A list that opens, for more words than there is room for side by side."""

    def __init__(self, parameter: Parameter, parent: QWidget | None = None) -> None:
        self.combo = SmallComboBox(said(parameter.label))
        self.combo.addItems([said(parameter.text(choice)) for choice in parameter.choices])
        super().__init__(parameter, self.combo, is_stretched=True, parent=parent)
        self.combo.activated.connect(self._activate)
        self._value = parameter.choices[0]

    @property
    def value(self) -> float:
        """The value shown."""
        return self._value

    def set_value(self, value: float) -> None:
        """Show one of the values allowed, without a signal."""
        self._value = value
        self.combo.setCurrentIndex(self.parameter.choices.index(value))

    def _activate(self, index: int) -> None:
        value = self.parameter.choices[index]
        if value != self._value:  # Qt tells of the same one, too
            self._value = value
            self._choose(index)


class SwitchRow(ChoiceRow):
    """A switch for what is off or on."""

    def __init__(self, parameter: Parameter, parent: QWidget | None = None) -> None:
        self.switch = Switch(said(parameter.label))
        super().__init__(parameter, self.switch, parent=parent)
        self.switch.clicked.connect(lambda is_on: self._choose(int(is_on)))

    @property
    def value(self) -> float:
        """The value shown."""
        return self.parameter.choices[int(self.switch.isChecked())]

    def set_value(self, value: float) -> None:
        """Show one of the values allowed, without a signal."""
        with QSignalBlocker(self.switch):
            self.switch.setChecked(value == self.parameter.choices[1])


def is_switch(parameter: Parameter) -> bool:
    """Whether a parameter is off or on, and no more."""
    words = tuple(word.lower() for word in parameter.words)
    return parameter.choices == (0, 1) and (not words or words in _OFF_AND_ON)


def choice_row(parameter: Parameter, parent: QWidget | None = None) -> ChoiceRow:
    """Return the row that suits a parameter with choices: never a cut word.

    Args:
        parameter: It has choices.
        parent: Qt's owner.
    """
    if is_switch(parameter):
        return SwitchRow(parameter, parent)
    if _segments(parameter).sizeHint().width() <= room_px():
        return SegmentsRow(parameter, parent)
    return ListRow(parameter, parent)


def room_px() -> int:
    """Return how wide a control beside its label may be in the card of a step."""
    look = theme()
    panel = look.right_panel - 1 - 4 * look.sizes.padding
    return panel - look.scaled(look.sizes.row_label) - _GAP


def _segments(parameter: Parameter) -> Segments:
    texts = [Segment(said(parameter.text(choice))) for choice in parameter.choices]
    return Segments(texts, said(parameter.label), height=_SEGMENTS_HIGH)
