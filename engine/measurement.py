"""What a user has drawn on a film to measure or to point at: plain values."""

import unicodedata
from dataclasses import dataclass
from enum import Enum
from math import isfinite
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
"""(x, y) in pixels of the film as read, not turned, counted from the outer edge of the first."""

LONGEST_TEXT = 200


class MeasureKind(Enum):
    """What is measured; the value is its name in files."""

    LENGTH = "length"
    ANGLE = "angle"
    COBB = "cobb"
    RECTANGLE = "rectangle"
    ELLIPSE = "ellipse"
    ARROW = "arrow"
    TEXT = "text"

    @property
    def points(self) -> int:
        """How many points it has.

        Two ends of a length; the middle one of an angle's three is its vertex; a Cobb angle lies
        between the line of the first two and that of the last two; a rectangle and an ellipse
        have two opposite corners of their box, which lies along the film's edges; an arrow runs
        from tail to tip.
        """
        return _POINTS[self]

    @property
    def is_region(self) -> bool:
        """Whether it encloses pixels to count."""
        return self in (MeasureKind.RECTANGLE, MeasureKind.ELLIPSE)


_POINTS = {
    MeasureKind.LENGTH: 2,
    MeasureKind.ANGLE: 3,
    MeasureKind.COBB: 4,
    MeasureKind.RECTANGLE: 2,
    MeasureKind.ELLIPSE: 2,
    MeasureKind.ARROW: 2,
    MeasureKind.TEXT: 1,
}


@dataclass(frozen=True, slots=True)
class Measurement:
    """One thing drawn on a film.

    Attributes:
        kind: What it is.
        points: As many as its kind has.
        text: The words of a text, the name of a region, a note on anything else; or "".

    Raises:
        ValueError: If the number of points is wrong, or one is no finite number.
    """

    kind: MeasureKind
    points: tuple[Point, ...]
    text: str = ""

    def __post_init__(self) -> None:
        if len(self.points) != self.kind.points:
            raise ValueError(f"{self.kind.value} has {self.kind.points} points, not {self.points}")
        if not all(isfinite(x) and isfinite(y) for x, y in self.points):
            raise ValueError(f"points must be finite, not {self.points}")
        if len(self.text) > LONGEST_TEXT:
            raise ValueError(f"a text has at most {LONGEST_TEXT} characters")


@dataclass(frozen=True, slots=True)
class KnownObject:
    """An object of known size on the film, which calibrates its lengths.

    Attributes:
        points: Its two ends, as of a length.
        mm: Its true length, above 0.

    Raises:
        ValueError: If the length is not above 0, or both ends are one point.
    """

    points: tuple[Point, Point]
    mm: float

    def __post_init__(self) -> None:
        if not 0 < self.mm < 1e5:
            raise ValueError(f"the length must be above 0 mm, not {self.mm}")
        if self.points[0] == self.points[1]:
            raise ValueError("the ends of the object must be apart")


def one_line(text: str) -> str:
    """Return text without control, format and bidirectional characters."""
    return "".join(
        " " if letter.isspace() else letter
        for letter in text
        if letter.isspace() or unicodedata.category(letter)[0] != "C"
    )
