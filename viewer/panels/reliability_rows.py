"""How far a translation can be trusted: the overlay's switch, and what was found."""

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from engine import Parameter, ReliabilityView
from viewer.canvas.reliability_overlay import OPACITY
from viewer.theme import theme
from viewer.translator import QT_TRANSLATE_NOOP
from viewer.widgets.check import Switch
from viewer.widgets.check_row import CheckRow
from viewer.widgets.label import Label
from viewer.widgets.slider_row import SliderRow
from viewer.wording import field_share

USUAL_RUNS = 8
NOT_YET = QT_TRANSLATE_NOOP("ReliabilityRows", "Not computed")
COMPUTING = QT_TRANSLATE_NOOP("ReliabilityRows", "Computing…")

_OPACITY = Parameter(
    "opacity",
    QT_TRANSLATE_NOOP("Engine", "Opacity"),
    "%",
    10,
    100,
    100 * OPACITY,
    is_whole=True,
)
_LEAST_SHARE = 0.0005  # less is written as 0.0 %


class ReliabilityRows(QWidget):
    """Switch of the overlay, its opacity while it is on, and two rows of findings.

    No finding is ever green: that runs agree proves nothing.

    Signals:
        switched: The user wants the overlay, or no longer.
        opacity_changed: Of full disagreement, 0.1..1.
    """

    switched = Signal(bool)
    opacity_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.switch = Switch(self.tr("Reliability overlay"))
        self.switch.setToolTip(
            self.tr(
                "Run the network eight times on a slightly changed film,"
                " and show where it disagrees"
            )
        )
        self.opacity = SliderRow(_OPACITY)
        self.agreement = CheckRow("", self.tr("Shifted, mirrored, noisy and re-exposed inputs"))
        self.sources = CheckRow(
            self.tr("Edges without a source"), self.tr("Invented edges, and detail lost")
        )
        self._head = self._headed()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.opacity)
        column.addSpacing(4)
        column.addWidget(self.agreement)
        column.addWidget(self.sources)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.switch.clicked.connect(self.switched)
        for moved in (self.opacity.changing, self.opacity.changed):
            moved.connect(lambda value: self.opacity_changed.emit(value / 100))
        self._fit()
        self.set_overlay(is_on=False, opacity=OPACITY)
        self.set_found(None)

    def set_overlay(self, *, is_on: bool, opacity: float) -> None:
        """Show whether the overlay is on, and how opaque it is, without a signal."""
        with QSignalBlocker(self.switch):
            self.switch.setChecked(is_on)
        self.opacity.set_value(round(opacity * 100))
        self.opacity.setVisible(is_on)

    def set_found(self, found: ReliabilityView | None, *, is_running: bool = False) -> None:
        """Show what was found, or that nobody has looked yet, or that it takes a while."""
        runs = found.runs if found is not None else USUAL_RUNS
        self.agreement.set_name(self.tr("Low agreement of {runs} runs").format(runs=runs))
        if found is None:
            for row in (self.agreement, self.sources):
                row.set_outcome(self.tr(COMPUTING if is_running else NOT_YET))
            return
        for row, share in (
            (self.agreement, found.low_agreement_share),
            (self.sources, found.unsourced_share),
        ):
            row.set_outcome(field_share(share), "warn" if share >= _LEAST_SHARE else "text_2")

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the sizes of a new text scale."""
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_head"):
            self._fit()
        super().changeEvent(event)

    def _headed(self) -> QWidget:
        made = QWidget(self)
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Label(self.tr("Reliability overlay")))
        row.addStretch(1)
        row.addWidget(self.switch)
        return made

    def _fit(self) -> None:
        self._head.setFixedHeight(theme().scaled(theme().sizes.row))
