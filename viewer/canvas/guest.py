"""What stands beside a film and its result: another recipe of the film, or another film."""

from dataclasses import dataclass
from enum import Enum
from typing import Self

from engine import Picture
from viewer.canvas.pane_words import CornerTexts, Letters
from viewer.canvas.picture_item import GreyTable, RgbTable


class Place(Enum):
    """Where a guest can stand."""

    LEFT = "left"
    """Instead of the original, side by side."""
    THIRD = "third"
    FOURTH = "fourth"
    """The lower panes of two by two."""


@dataclass(frozen=True, slots=True, eq=False)
class Guest:
    """One further picture.

    Attributes:
        picture: Turned for display as the film is, or as it likes if it is of another film.
        table: (65536,) uint8 grey levels, or uint32 0xFFRRGGBB.
        texts: For the corners.
        letters: Directions of the patient.
        is_other_film: It is of another film, and keeps a window of its own.
        original: Of another film, what is shown while the original is held; None shows the same.
    """

    picture: Picture
    table: RgbTable | GreyTable
    texts: CornerTexts
    letters: Letters
    is_other_film: bool = False
    original: Self | None = None
