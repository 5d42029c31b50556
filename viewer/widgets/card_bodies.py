"""Which body a step's card has: most have rows for their parameters, some one of their own."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from engine import Entry, Parameter
from viewer.film_maps import STEP
from viewer.translations import APPEARANCES, STRENGTH
from viewer.widgets.card_body import CardBody
from viewer.widgets.mapping_card_rows import MappingRows


def _strength_alone(parameters: tuple[Parameter, ...], parent: QWidget | None) -> CardBody:
    """Return the card of a translation: all else stands in a section of its own."""
    return CardBody(tuple(p for p in parameters if p.name == STRENGTH), parent)


_OWN: dict[str, Callable[[tuple[Parameter, ...], QWidget | None], CardBody]] = {
    STEP: MappingRows,
    **{appearance.step: _strength_alone for appearance in APPEARANCES},
}
"""By name of the step."""


def body_of(entry: Entry, parent: QWidget | None = None) -> CardBody:
    """Return new controls for the kind of step of an entry."""
    make = _OWN.get(entry.type.name, CardBody)
    return make(entry.type.parameters, parent)
