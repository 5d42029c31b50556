"""What an open step card shows below its head: a row for each parameter."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engine import Parameter
from viewer.theme import theme
from viewer.widgets.label import ElidedLabel
from viewer.widgets.segments import Segment, Segments
from viewer.widgets.slider_row import SliderRow

_SEGMENTS_HIGH = 24


class CardBody(QWidget):
    """Rows of 28: a slider, or segments where only some values are allowed.

    It shows what it is given and changes nothing itself.

    Args:
        parameters: One row for each, in order.
        parent: Qt's owner.

    Signals:
        value_changing: Parameter name and value while it is moved.
        value_changed: Parameter name and value at rest.
    """

    value_changing = Signal(str, float)
    value_changed = Signal(str, float)

    def __init__(self, parameters: tuple[Parameter, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[str, SliderRow] = {}
        self.choices: dict[str, ChoiceRow] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        for parameter in parameters:
            self._add(parameter)
        width = max((row.value_width() for row in self.rows.values()), default=0)
        for row in self.rows.values():
            row.set_value_width(width)
        self._order = [parameter.name for parameter in parameters]

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through, from top to bottom."""
        stops: dict[str, QWidget] = {name: row.slider for name, row in self.rows.items()}
        stops |= {name: row.segments for name, row in self.choices.items()}
        return tuple(stops[name] for name in self._order)

    def set_values(self, values: Mapping[str, float]) -> None:
        """Show these values, by name of the parameter, without a signal."""
        for name, slider in self.rows.items():
            slider.set_value(values[name])
        for name, choice in self.choices.items():
            choice.set_value(values[name])

    def _add(self, parameter: Parameter) -> None:
        name = parameter.name
        if parameter.choices:
            choice = ChoiceRow(parameter, self)
            choice.changed.connect(lambda value: self.value_changed.emit(name, value))
            self.choices[name] = choice
            self.column.addWidget(choice)
            return
        row = SliderRow(parameter, self)
        row.changing.connect(lambda value: self.value_changing.emit(name, value))
        row.changed.connect(lambda value: self.value_changed.emit(name, value))
        self.rows[name] = row
        self.column.addWidget(row)


class ChoiceRow(QWidget):
    """A row of 28: label 84, one segment for each value allowed.

    Args:
        parameter: What is set; it has choices.
        parent: Qt's owner.

    Signals:
        changed: The value the user chose.
    """

    changed = Signal(float)

    def __init__(self, parameter: Parameter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parameter = parameter
        self.label = ElidedLabel(parameter.label)
        self.segments = Segments(
            [Segment(parameter.text(choice)) for choice in parameter.choices],
            parameter.label,
            height=_SEGMENTS_HIGH,
        )
        self.segments.chosen.connect(lambda at: self.changed.emit(parameter.choices[at]))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.label)
        row.addWidget(self.segments)
        row.addStretch(1)
        self._fit()

    @property
    def value(self) -> float:
        """The value shown."""
        return self.parameter.choices[self.segments.index]

    def set_value(self, value: float) -> None:
        """Show one of the values allowed, without a signal."""
        self.segments.set_index(self.parameter.choices.index(value))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the sizes of a new text scale."""
        if event.type() == QEvent.Type.StyleChange:
            self._fit()
        super().changeEvent(event)

    def _fit(self) -> None:
        look = theme()
        self.label.setFixedWidth(look.scaled(look.sizes.row_label))
        self.setFixedHeight(look.scaled(look.sizes.row))
