"""Which body a step's card has: most have rows for their parameters, some one of their own."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from engine import Entry, Parameter
from viewer.film_maps import STEP
from viewer.widgets.card_body import CardBody
from viewer.widgets.mapping_card_rows import MappingRows

_OWN: dict[str, Callable[[tuple[Parameter, ...], QWidget | None], CardBody]] = {STEP: MappingRows}
"""By name of the step."""


def body_of(entry: Entry, parent: QWidget | None = None) -> CardBody:
    """Return new controls for the kind of step of an entry."""
    make = _OWN.get(entry.type.name, CardBody)
    return make(entry.type.parameters, parent)
