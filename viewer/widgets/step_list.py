"""The steps of a recipe, one card below the other."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from engine import Entry
from viewer.theme import theme
from viewer.translator import said
from viewer.widgets.paint import box, painter_on
from viewer.widgets.step_card import StepCard

_GAP = 4


class StepList(QWidget):
    """Cards 4 px apart; a line shows where a dragged card would go.

    It shows what it is given and changes nothing itself: the owner answers the signals by giving
    new entries.

    Signals:
        switched: Position, on or off.
        value_changing: Position, parameter name, value while it is moved.
        value_changed: Position, parameter name, value at rest.
        removed: Position.
        moved: From, to: the position it shall have afterwards.
        reset_requested: Position.
        peeked: Position, True while the film shall be shown without the step.
        region_changing: Position, region while its edge is moved.
        region_changed: Position, region at rest.
        drawing_wanted: Position, True to draw its region on the film, False when done.
        reference_wanted: Position, name of the reference to choose.
        blend_changing: Position, share 0 to 1 while it is moved.
        blend_changed: Position, share at rest.
        toggled: A card was opened or closed.
        card_made: A new card, before it is in ``cards``.
        entries_shown: Entries were given, with or without new cards.
    """

    switched = Signal(int, bool)
    value_changing = Signal(int, str, float)
    value_changed = Signal(int, str, float)
    removed = Signal(int)
    moved = Signal(int, int)
    reset_requested = Signal(int)
    peeked = Signal(int, bool)
    region_changing = Signal(int, object)
    region_changed = Signal(int, object)
    drawing_wanted = Signal(int, bool)
    reference_wanted = Signal(int, str)
    blend_changing = Signal(int, float)
    blend_changed = Signal(int, float)
    toggled = Signal()
    card_made = Signal(object)
    entries_shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: list[StepCard] = []
        self._line = _InsertionLine(self)
        self._gap: int | None = None
        self._belongs: dict[int, int] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_GAP)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    @property
    def cards(self) -> tuple[StepCard, ...]:
        """The cards from top to bottom."""
        return tuple(self._cards)

    @property
    def insertion_line(self) -> QWidget:
        """The line over the gap a dragged card would go to; visible during a drag."""
        return self._line

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show these entries without a signal.

        Cards are kept where they can be, so that an open card stays open and a slider that is
        held stays in the hand.
        """
        spare = list(self._cards)
        chosen = [
            _take(spare, entry, position, self._cards) for position, entry in enumerate(entries)
        ]
        for card in spare:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        cards = []
        for entry, kept in zip(entries, chosen, strict=True):
            card = kept or self._made(entry)
            card.set_entry(entry)
            cards.append(card)
        if cards != self._cards:
            for card in cards:
                self._column.removeWidget(card)
            for card in cards:
                self._column.addWidget(card)
        self._cards = cards
        self.entries_shown.emit()

    def set_problems(self, problems: Mapping[int, tuple[str, bool, int | None]]) -> None:
        """Say what is wrong, by position.

        Args:
            problems: The sentence, whether the recipe is refused, and the position of the step
                that it should stand before, or None.
        """
        self._belongs = {}
        for position, card in enumerate(self._cards):
            sentence, is_refusal, belongs_at = problems.get(position, ("", False, None))
            before = ""
            if belongs_at is not None:
                before = said(self._cards[belongs_at].entry.type.title)
                self._belongs[position] = belongs_at
            card.set_problem(sentence, is_refusal=is_refusal, before=before)

    def _made(self, entry: Entry) -> StepCard:
        card = StepCard(entry, parent=self)
        at = self._cards_index
        card.switched.connect(lambda on: self.switched.emit(at(card), on))
        card.value_changing.connect(lambda n, v: self.value_changing.emit(at(card), n, v))
        card.value_changed.connect(lambda n, v: self.value_changed.emit(at(card), n, v))
        card.removed.connect(lambda: self.removed.emit(at(card)))
        card.reset_requested.connect(lambda: self.reset_requested.emit(at(card)))
        card.peeked.connect(lambda held: self.peeked.emit(at(card), held))
        card.region_changing.connect(lambda region: self.region_changing.emit(at(card), region))
        card.region_changed.connect(lambda region: self.region_changed.emit(at(card), region))
        card.drawing_wanted.connect(lambda is_on: self.drawing_wanted.emit(at(card), is_on))
        card.reference_wanted.connect(lambda name: self.reference_wanted.emit(at(card), name))
        card.blend_changing.connect(lambda share: self.blend_changing.emit(at(card), share))
        card.blend_changed.connect(lambda share: self.blend_changed.emit(at(card), share))
        card.mend_wanted.connect(lambda: self._mend(at(card)))
        card.toggled.connect(lambda _: self.toggled.emit())
        card.move_requested.connect(lambda way: self._step(card, way))
        card.grip.dragged.connect(lambda where: self._drag(where))
        card.grip.dropped.connect(lambda: self._drop(card))
        card.grip.cancelled.connect(self._cancel)
        self.card_made.emit(card)
        return card

    def _cards_index(self, card: StepCard) -> int:
        return self._cards.index(card)

    def _step(self, card: StepCard, way: int) -> None:
        start = self._cards.index(card)
        if 0 <= start + way < len(self._cards):
            self.moved.emit(start, start + way)

    def _mend(self, position: int) -> None:
        belongs_at = self._belongs.get(position)
        if belongs_at is not None:
            self.moved.emit(position, belongs_at)

    def _drag(self, where: QPointF) -> None:
        y = self.mapFromGlobal(where).y()
        middles = [card.y() + card.height() / 2 for card in self._cards]
        self._gap = sum(1 for middle in middles if y > middle)
        self._line.show_at(self._line_y(self._gap))

    def _line_y(self, gap: int) -> int:
        if gap < len(self._cards):
            return max(1, self._cards[gap].y() - _GAP // 2)
        return self._cards[-1].geometry().bottom()

    def _drop(self, card: StepCard) -> None:
        gap = self._gap
        self._cancel()
        if gap is None:
            return
        start = self._cards.index(card)
        end = gap - 1 if gap > start else gap
        if end != start:
            self.moved.emit(start, end)

    def _cancel(self) -> None:
        self._gap = None
        self._line.hide()


class _InsertionLine(QWidget):
    """Two pixels of accent over the gap a card would go to."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._owner = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, y: int) -> None:
        self.setGeometry(QRect(0, y - 1, self._owner.width(), 2))
        self.raise_()
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        box(painter_on(self), self.rect(), 1, fill=theme().colour("accent"))


def _take(
    spare: list[StepCard], entry: Entry, position: int, cards: Sequence[StepCard]
) -> StepCard | None:
    """Take the card that fits an entry best from ``spare``: equal, else in place, else alike."""
    alike = [card for card in spare if card.entry.type.name == entry.type.name]
    equal = [card for card in alike if card.entry == entry]
    in_place = [card for card in alike if cards.index(card) == position]
    found = next(iter([*(c for c in equal if c in in_place), *equal, *in_place, *alike]), None)
    if found is not None:
        spare.remove(found)
    return found
