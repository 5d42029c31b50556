"""The section *Translate*: which appearance, how, and how far it can be trusted."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine import ModelCard, TranslationView, step_type
from viewer.panels.reliability_rows import ReliabilityRows
from viewer.translations import APPEARANCES, MODE, STRENGTH, Offer
from viewer.translator import QT_TRANSLATE_NOOP, said
from viewer.widgets.check import Switch
from viewer.widgets.check_row import CheckRow
from viewer.widgets.label import Paragraph
from viewer.widgets.model_card_box import ModelCardBox
from viewer.widgets.notice import Notice
from viewer.widgets.raised_box import NoteBox
from viewer.widgets.refusal_box import RefusalBox
from viewer.widgets.segments import Segment, Segments
from viewer.widgets.slider_row import SliderRow
from viewer.wording import resemblance

WHAT_IT_IS = QT_TRANSLATE_NOOP(
    "TranslatePanel",
    "A network invents what another kind of picture of this patient might look like. "
    "It is always marked, and never the image of record.",
)
LOCKED = QT_TRANSLATE_NOOP(
    "TranslatePanel",
    "Detail and contrast steps after a translation are refused: "
    "they amplify what the network hides.",
)
LOOKING = QT_TRANSLATE_NOOP("TranslatePanel", "Looking…")


class TranslatePanel(QWidget):
    """Body of the section *Translate*; ``switch`` stands in its header.

    It shows what it is given and changes nothing itself.

    Signals:
        switched: The user wants a translation, or no longer.
        chosen: The user wants the appearance of this index.
        card_wanted: The user wants the whole card of the model shown.
        value_changing: Parameter name and value while it is moved.
        value_changed: Parameter name and value at rest.
        override_wanted: The gate shall be overridden, or no longer.
    """

    switched = Signal(bool)
    chosen = Signal(int)
    card_wanted = Signal()
    value_changing = Signal(str, float)
    value_changed = Signal(str, float)
    override_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        known = {p.name: p for p in step_type(APPEARANCES[0].step).parameters}
        self.switch = Switch(self.tr("Translation, synthetic"), "synthetic_switch")
        self.models = Segments(
            [Segment(said(appearance.word)) for appearance in APPEARANCES],
            self.tr("Appearance"),
            is_stretched=True,
        )
        self.card = ModelCardBox()
        self.fault = Notice()
        self.intention = Paragraph(self.tr(WHAT_IT_IS))
        self.strength = SliderRow(known[STRENGTH])
        self.mode = Segments(
            self._modes(), self.tr("Where the network looks"), height=24, is_stretched=True
        )
        self.reliability = ReliabilityRows()
        self.resemblance = CheckRow(
            self.tr("Input resembles training films"),
            self.tr("Above 1.00 the translation is refused"),
        )
        self.refusal = RefusalBox()
        self.locked = NoteBox("lock", self.tr(LOCKED))
        self._is_on = False
        self._view: TranslationView | None = None
        self._lay_out()
        self._wire()
        self.set_values(None)

    @property
    def is_refused(self) -> bool:
        """Whether the gate refuses the film, and nobody has overridden it."""
        view = self._view
        return view is not None and not view.verdict.is_admitted and not view.is_overridden

    def set_offers(self, offers: Sequence[Offer], index: int) -> None:
        """Offer these appearances, of which one is chosen."""
        self.models.set_choices(
            [
                Segment(
                    said(offer.appearance.word),
                    tip=offer.fault or said(offer.appearance.word),
                    is_enabled=offer.card is not None,
                )
                for offer in offers
            ]
        )
        self.models.set_index(index)
        offer = offers[index]
        self._show_card(offer.card)
        self.fault.set_notice(offer.fault, "warn")
        self.switch.setEnabled(not offer.fault or self._is_on)
        self.switch.setToolTip(offer.fault)

    def set_values(self, values: Mapping[str, float] | None) -> None:
        """Show the parameters of the translation in force; None where there is none."""
        self._is_on = values is not None
        with QSignalBlocker(self.switch):
            self.switch.setChecked(self._is_on)
        if values is not None:
            self.strength.set_value(values[STRENGTH])
            self.mode.set_index(round(values[MODE]))
        self._arrange()

    def set_view(self, view: TranslationView | None) -> None:
        """Show what the gate says of the film; None while it has not said anything."""
        self._view = view
        if view is None:
            self.resemblance.set_outcome(self.tr(LOOKING))
            self.refusal.set_refusal("")
        else:
            verdict = view.verdict
            ink = "ok" if verdict.is_admitted else "warn" if view.is_overridden else "error"
            self.resemblance.set_outcome(resemblance(verdict.distance), ink)
            reason = "" if verdict.is_admitted else verdict.reason
            self.refusal.set_refusal(reason, is_overridden=view.is_overridden)
        self._arrange()

    def _modes(self) -> tuple[Segment, ...]:
        return (
            Segment(
                self.tr("Global and detail"),
                tip=self.tr("The network sees the reduced film; fine detail stays the film's own"),
            ),
            Segment(
                self.tr("Full resolution"),
                tip=self.tr(
                    "The network makes every pixel: slower, and fine detail is invented, too"
                ),
            ),
        )

    def _show_card(self, card: ModelCard | None) -> None:
        self.card.setVisible(card is not None)
        if card is not None:
            self.card.set_card(card)

    def _arrange(self) -> None:
        """Show the controls that mean something now."""
        self.intention.setVisible(not self._is_on)
        for part in (self.strength, self.mode, self.locked, self.resemblance):
            part.setVisible(self._is_on)
        self.reliability.setVisible(self._is_on and not self.is_refused)
        self.refusal.setVisible(self._is_on and bool(self.refusal.notice.text))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (
            self.models,
            self.card,
            self.fault,
            self.intention,
            self.strength,
            self.mode,
        ):
            column.addWidget(part)
        checks = QVBoxLayout()
        checks.setSpacing(0)
        checks.addWidget(self.reliability)
        checks.addWidget(self.resemblance)
        column.addLayout(checks)
        column.addWidget(self.refusal)
        column.addWidget(self.locked)

    def _wire(self) -> None:
        self.switch.clicked.connect(self.switched)
        self.models.chosen.connect(self.chosen)
        self.card.card_wanted.connect(self.card_wanted)
        self.strength.changing.connect(lambda value: self.value_changing.emit(STRENGTH, value))
        self.strength.changed.connect(lambda value: self.value_changed.emit(STRENGTH, value))
        self.mode.chosen.connect(lambda at: self.value_changed.emit(MODE, float(at)))
        self.refusal.override_wanted.connect(self.override_wanted)
