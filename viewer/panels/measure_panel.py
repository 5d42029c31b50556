"""What was measured on the film, with figures before and after."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from viewer.panels.measure_contrast import ContrastBox, RegionReading
from viewer.panels.measure_words import modality_words, table_rows
from viewer.widgets.button import FlatButton
from viewer.widgets.check import CheckBox
from viewer.widgets.figure_table import FigureTable
from viewer.widgets.label import Paragraph
from viewer.widgets.measure_row import EDGE_PX, MeasureRow

_INDENT = EDGE_PX + 20
_LINK_PADDING = 8


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list.

    Attributes:
        icon_name: Of its kind.
        own_name: What it is called while the user has not named it.
        text: The user's name or words for it, or "".
        value: Its figure, or "".
        explanation: How far the figure can be trusted; "" where there is nothing to say.
        is_scaled: The figure hangs on the spacing.
        region: What it holds, if it is a region.
    """

    icon_name: str
    own_name: str
    text: str
    value: str
    explanation: str = ""
    is_scaled: bool = False
    region: RegionReading | None = None


class MeasurePanel(QWidget):
    """Body of the section *Measure*.

    Signals:
        state_changed: What the section says beside its title.
        chosen: The position of the measurement the user works on.
        renamed: A position, and the name of the measurement there.
        delete_wanted: A position.
        delete_all_wanted: All of them are to go.
        calibrate_wanted: The user wants to draw along a known object.
        uncalibrate_wanted: The known object no longer counts.
        shown_switched: Whether they are to be seen on the film.
        became_visible: Somebody can see the figures.
    """

    state_changed = Signal(str)
    chosen = Signal(int)
    renamed = Signal(int, str)
    delete_wanted = Signal(int)
    delete_all_wanted = Signal()
    calibrate_wanted = Signal()
    uncalibrate_wanted = Signal()
    shown_switched = Signal(bool)
    became_visible = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._listed: tuple[Listed, ...] = ()
        self._chosen: int | None = None
        self._columns = ("", "")
        self.entries: list[MeasureEntry] = []
        self.empty = Paragraph()
        self.is_shown = CheckBox(self.tr("Show on the film"))
        self.delete_all = FlatButton(self.tr("Delete all"), height=28, colour_role="text_2")
        self.trust = QWidget()
        self.explanation = Paragraph()
        self.calibration = Paragraph()
        self.calibrate = _link(self.tr("Calibrate by a known object…"))
        self.uncalibrate = _link(self.tr("Remove the calibration"))
        self.contrast = ContrastBox()
        self.footnote = Paragraph(
            self.tr(
                "Per cent of the display range; the same pixels in both. "
                "Spread σ holds noise and anatomy."
            )
        )
        self._list = QVBoxLayout()
        self._lay_out()
        self._wire()
        self.show_list((), None)

    def show_empty_words(self, words: str) -> None:
        """Say this where nothing is measured."""
        self.empty.set_text(words)

    def show_list(self, listed: Sequence[Listed], chosen: int | None) -> None:
        """Show what is measured.

        Args:
            listed: In the order drawn.
            chosen: The position of the one the user works on, or None.
        """
        self._listed, self._chosen = tuple(listed), chosen
        while len(self.entries) < len(listed):
            self._add_entry()
        for at, entry in enumerate(self.entries):
            entry.setVisible(at < len(listed))
            if at < len(listed):
                entry.show_listed(listed[at], self._columns)
                entry.row.set_chosen(at == chosen)
        readings = [one.region for one in listed if one.region is not None]
        self.contrast.show_regions(readings)
        self.footnote.setVisible(bool(readings))
        self.empty.setVisible(not listed)
        self.is_shown.setVisible(bool(listed))
        self.delete_all.setVisible(bool(listed))
        self._explain()

    def show_columns(self, original: str, result: str) -> None:
        """Call the columns of the tables so: "Original" and "Enhanced" or "Synthetic"."""
        self._columns = original, result

    def show_calibration(self, words: str) -> None:
        """Say by what lengths are calibrated; "" for nothing."""
        self.calibration.set_text(words)
        self.calibration.setVisible(bool(words))
        self.uncalibrate.setVisible(bool(words))

    def edit_name(self, at: int) -> None:
        """Let the user type a name."""
        field = self.entries[at].row.name
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Say that somebody looks."""
        super().showEvent(event)
        self.became_visible.emit()

    def _lay_out(self) -> None:
        self.is_shown.setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self.is_shown)
        head.addStretch(1)
        head.addWidget(self.delete_all)
        self._list.setSpacing(4)
        below = QVBoxLayout(self.trust)
        below.setContentsMargins(_INDENT - _LINK_PADDING, 0, 0, 0)
        below.setSpacing(4)
        left = Qt.AlignmentFlag.AlignLeft
        words = QVBoxLayout()
        words.setContentsMargins(_LINK_PADDING, 0, 0, 0)
        words.setSpacing(4)
        words.addWidget(self.explanation)
        words.addWidget(self.calibration)
        below.addLayout(words)
        below.addWidget(self.calibrate, 0, left)
        below.addWidget(self.uncalibrate, 0, left)
        column.addWidget(self.empty)
        column.addLayout(head)
        column.addLayout(self._list)
        self._list.addWidget(self.trust)
        column.addWidget(self.contrast)
        column.addWidget(self.footnote)
        self.show_calibration("")

    def _wire(self) -> None:
        self.is_shown.toggled.connect(self.shown_switched)
        self.delete_all.clicked.connect(self.delete_all_wanted)
        self.calibrate.clicked.connect(self.calibrate_wanted)
        self.uncalibrate.clicked.connect(self.uncalibrate_wanted)

    def _add_entry(self) -> None:
        at = len(self.entries)
        entry = MeasureEntry()
        entry.row.chosen.connect(lambda: self.chosen.emit(at))
        entry.row.renamed.connect(lambda text: self.renamed.emit(at, text))
        entry.row.delete_wanted.connect(lambda: self.delete_wanted.emit(at))
        self.entries.append(entry)
        self._list.removeWidget(self.trust)  # which lies among them; ``_explain`` puts it back
        self._list.insertWidget(at, entry)

    def _explain(self) -> None:
        """Say once how far figures can be trusted: below the chosen one, else the last length."""
        at = self._chosen
        if at is None or not self._listed[at].explanation:
            trusted = [n for n, one in enumerate(self._listed) if one.is_scaled]
            at = trusted[-1] if trusted else None
        words = "" if at is None else self._listed[at].explanation
        self.explanation.set_text(words)
        self.explanation.setVisible(bool(words))
        last = len(self._listed) - 1
        wanted = (last if at is None else at) + 1
        self._list.removeWidget(self.trust)
        self._list.insertWidget(wanted, self.trust)


class MeasureEntry(QWidget):
    """One measurement: its row, and the table of a region."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = MeasureRow()
        self.table = FigureTable()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.row)
        column.addWidget(self.table)

    def show_listed(self, listed: Listed, columns: tuple[str, str]) -> None:
        """Show another measurement."""
        self.row.show_row(listed.icon_name, listed.own_name, listed.text, listed.value)
        region = listed.region
        self.table.setVisible(region is not None)
        if region is not None:
            name = listed.own_name if listed.text else ""
            rows = table_rows(region.original, region.result)
            tip = modality_words(region.original)
            self.table.show_figures((name, *columns), rows, tip)


def _link(text: str) -> FlatButton:
    return FlatButton(text, height=24, colour_role="accent")
