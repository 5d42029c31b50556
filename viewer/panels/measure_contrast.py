"""How well two regions are told apart, before and after."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engine import RegionFigures, contrast_to_noise
from viewer.panels.measure_words import PENDING
from viewer.theme import TextRole
from viewer.widgets.combo import SmallComboBox
from viewer.widgets.label import ElidedLabel, Label
from viewer.widgets.notice import Notice
from viewer.widgets.raised_box import RaisedBox
from viewer.wording import number

_ALIKE = 0.05
"""Figures with one decimal that differ by less read the same."""

_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class RegionReading:
    """One region and what it holds.

    Attributes:
        number: From 1, as on the film.
        name: As in the list.
        original, result: What it holds on either picture; None where nothing, or not known yet.
    """

    number: int
    name: str
    original: RegionFigures | None = None
    result: RegionFigures | None = None


class ContrastBox(RaisedBox):
    """Two regions to choose where there are more, the figure before and after, and a warning.

    Signals:
        changed: The user chose other regions.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._readings: tuple[RegionReading, ...] = ()
        self._pair = (1, 2)
        self.title = ElidedLabel()
        self._formula = ElidedLabel("", TextRole.SECONDARY, "text_2")
        self.before = Label("", TextRole.BODY, "text_2")
        self.after = Label("", TextRole.TITLE)
        self.warning = Notice()
        self.first = SmallComboBox(self.tr("First region"))
        self.second = SmallComboBox(self.tr("Second region"))
        self._choice = QWidget()
        self._lay_out()
        self._formula.setText(self.tr("|mean 1 − mean 2| / pooled σ"))
        for combo in (self.first, self.second):
            combo.activated.connect(self._choose)
        self.hide()

    @property
    def text(self) -> str:
        """What a user reads."""
        figures = f"{self.before.text()} → {self.after.text()}"
        return " ".join(part for part in (self.title.text(), figures, self.warning.text) if part)

    def show_regions(self, readings: Sequence[RegionReading]) -> None:
        """Show what is known of the regions; hidden for fewer than two."""
        is_other = [r.name for r in readings] != [r.name for r in self._readings]
        self._readings = tuple(readings)
        self.setVisible(len(readings) > 1)
        if len(readings) < 2:
            self._pair = (1, 2)
            return
        if max(self._pair) > len(readings):
            self._pair = (1, 2)
        self._choice.setVisible(len(readings) > 2)
        if is_other:
            self._fill()
        self._show()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self._formula)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self.before, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(Label("→", TextRole.BODY, "text_2"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.after, 0, Qt.AlignmentFlag.AlignVCenter)
        choice = QHBoxLayout(self._choice)
        choice.setContentsMargins(0, 0, 0, 0)
        choice.setSpacing(8)
        choice.addWidget(self.first)
        choice.addWidget(self.second)
        self.column.addWidget(self._choice)
        self.column.addLayout(row)
        self.column.addWidget(self.warning)

    def _fill(self) -> None:
        for combo, chosen in zip((self.first, self.second), self._pair, strict=True):
            combo.clear()
            combo.addItems([f"{reading.number}  {reading.name}" for reading in self._readings])
            combo.setCurrentIndex(chosen - 1)

    def _choose(self) -> None:
        first, second = self.first.currentIndex() + 1, self.second.currentIndex() + 1
        if first == second:  # the one that was not touched gives way
            former_first, former_second = self._pair
            if first != former_first:
                second = former_first
            else:
                first = former_second
        self._pair = first, second
        self._fill()
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        one, other = (self._readings[at - 1] for at in self._pair)
        self.title.setText(
            self.tr("Contrast to noise, {first} to {second}").format(
                first=one.number, second=other.number
            )
        )
        before = _ratio(one.original, other.original)
        after = _ratio(one.result, other.result)
        for label, value in ((self.before, before), (self.after, after)):
            label.setText(PENDING if value is None else number(value, 1))
        is_worse = before is not None and after is not None and after < before - _ALIKE
        self.after.set_ink("warn" if is_worse else "text")
        self.warning.set_notice(self._why(one, other) if is_worse else "")
        self.setAccessibleName(self.text)

    def _why(self, one: RegionReading, other: RegionReading) -> str:
        """Say which of both made it worse: more of one, or less of the other."""
        rise = _pooled(one.result, other.result) / max(_pooled(one.original, other.original), _TINY)
        fall = _apart(one.original, other.original) / max(_apart(one.result, other.result), _TINY)
        if rise >= fall:
            return self.tr("Lower: the spread rose")
        return self.tr("Lower: the means came closer")


def _ratio(one: RegionFigures | None, other: RegionFigures | None) -> float | None:
    return None if one is None or other is None else contrast_to_noise(one, other)


def _pooled(one: RegionFigures | None, other: RegionFigures | None) -> float:
    if one is None or other is None:
        return 0.0
    freedom = max(1, one.pixels + other.pixels - 2)
    return sqrt(((one.pixels - 1) * one.sd**2 + (other.pixels - 1) * other.sd**2) / freedom)


def _apart(one: RegionFigures | None, other: RegionFigures | None) -> float:
    return 0.0 if one is None or other is None else abs(one.mean - other.mean)
