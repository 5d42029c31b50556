"""What an open step card shows below its head: a row for each parameter."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine import Parameter, Reference
from viewer.widgets.choice_rows import ChoiceRow, choice_row
from viewer.widgets.reference_row import ReferenceRow
from viewer.widgets.slider_row import SliderRow


class CardBody(QWidget):
    """Rows of 28: a slider, or a choice where only some values are allowed.

    It shows what it is given and changes nothing itself.

    Args:
        parameters: One row for each, in order.
        parent: Qt's owner.
        references: One row for each, above those.

    Signals:
        value_changing: Parameter name and value while it is moved.
        value_changed: Parameter name and value at rest.
    """

    value_changing = Signal(str, float)
    value_changed = Signal(str, float)

    def __init__(
        self,
        parameters: tuple[Parameter, ...],
        parent: QWidget | None = None,
        *,
        references: tuple[Reference, ...] = (),
    ) -> None:
        super().__init__(parent)
        self.references: dict[str, ReferenceRow] = {}
        self.rows: dict[str, SliderRow] = {}
        self.choices: dict[str, ChoiceRow] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        for reference in references:
            self.references[reference.name] = ReferenceRow(reference, self)
            self.column.addWidget(self.references[reference.name])
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
        stops |= {name: row.control for name, row in self.choices.items()}
        first = tuple(row.button for row in self.references.values())
        return (*first, *(stops[name] for name in self._order))

    def set_values(self, values: Mapping[str, float]) -> None:
        """Show these values, by name of the parameter, without a signal."""
        for name, slider in self.rows.items():
            slider.set_value(values[name])
        for name, choice in self.choices.items():
            choice.set_value(values[name])

    def set_references(self, names: Mapping[str, str]) -> None:
        """Show what the step refers to, by name of the reference."""
        for name, row in self.references.items():
            row.set_value(names[name])

    def _add(self, parameter: Parameter) -> None:
        name = parameter.name
        if parameter.choices:
            choice = choice_row(parameter, self)
            choice.changed.connect(lambda value: self.value_changed.emit(name, value))
            self.choices[name] = choice
            self.column.addWidget(choice)
            return
        row = SliderRow(parameter, self)
        row.changing.connect(lambda value: self.value_changing.emit(name, value))
        row.changed.connect(lambda value: self.value_changed.emit(name, value))
        self.rows[name] = row
        self.column.addWidget(row)
