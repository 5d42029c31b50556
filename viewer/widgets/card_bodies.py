"""Which body a step's card has: most have rows for their parameters, some one of their own."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from engine import Entry
from viewer.film_maps import STEP
from viewer.translations import APPEARANCES, STRENGTH
from viewer.widgets.card_body import CardBody
from viewer.widgets.mapping_card_rows import MappingRows


def _rows(entry: Entry, parent: QWidget | None) -> CardBody:
    return CardBody(entry.type.parameters, parent, references=entry.type.references)


def _maps(entry: Entry, parent: QWidget | None) -> CardBody:
    return MappingRows(entry.type.parameters, parent)


def _strength_alone(entry: Entry, parent: QWidget | None) -> CardBody:
    """Return the card of a translation: all else stands in a section of its own."""
    return CardBody(tuple(p for p in entry.type.parameters if p.name == STRENGTH), parent)


_OWN: dict[str, Callable[[Entry, QWidget | None], CardBody]] = {
    STEP: _maps,
    **{appearance.step: _strength_alone for appearance in APPEARANCES},
}
"""By name of the step."""


def body_of(entry: Entry, parent: QWidget | None = None) -> CardBody:
    """Return new controls for the kind of step of an entry."""
    return _OWN.get(entry.type.name, _rows)(entry, parent)
