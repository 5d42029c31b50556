"""What a pane says: lines in its corners, letters at its edges."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class CornerTexts:
    """The lines in the four corners; the first at the top left is the title."""

    top_left: tuple[str, ...] = ()
    top_right: tuple[str, ...] = ()
    bottom_left: tuple[str, ...] = ()
    bottom_right: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letters:
    """Directions of the patient at the edges: "R", "L", "H", "F" ...; empty where unknown."""

    left: str = ""
    right: str = ""
    top: str = ""
    bottom: str = ""


class Worded(Protocol):
    """What has words for the corners and edges."""

    @property
    def texts(self) -> CornerTexts:
        """For the corners."""

    @property
    def letters(self) -> Letters:
        """For the edges."""


class OwnWords:
    """What was written for a pane itself, also while it shows the words of another.

    Args:
        texts: Returns its corners.
        letters: Returns its edges.
    """

    def __init__(self, texts: Callable[[], CornerTexts], letters: Callable[[], Letters]) -> None:
        self._texts = texts
        self._letters = letters

    @property
    def texts(self) -> CornerTexts:
        """For the corners, as they are now."""
        return self._texts()

    @property
    def letters(self) -> Letters:
        """For the edges, as they are now."""
        return self._letters()
