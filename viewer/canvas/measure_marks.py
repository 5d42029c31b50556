"""What is drawn of measurements: plain values."""

from dataclasses import dataclass

from engine import MeasureKind, Measurement
from viewer.canvas.measure_edit import handles_of


@dataclass(frozen=True, slots=True)
class Mark:
    """One measurement as it is drawn.

    Attributes:
        kind: What it is.
        points: (x, y) pixels of the film as read; fewer than its kind has while it is drawn.
        words: Lines beside it, the first one strong.
        is_dashed: It is no measurement, but what calibrates them.
    """

    kind: MeasureKind
    points: tuple[tuple[float, float], ...]
    words: tuple[str, ...] = ()
    is_dashed: bool = False

    @property
    def handles(self) -> tuple[tuple[float, float], ...]:
        """The points it can be pulled by."""
        if len(self.points) < self.kind.points:
            return self.points
        return handles_of(Measurement(self.kind, self.points))


@dataclass(frozen=True, slots=True)
class Hit:
    """What is under the pointer.

    Attributes:
        index: Which measurement.
        handle: Which of its handles, or None for the whole.
    """

    index: int
    handle: int | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """All that is drawn.

    Attributes:
        drawn: The measurements, in the order drawn.
        chosen: The one the user works on, and which of its handles; or None.
        others: What cannot be chosen: the one being drawn, the known object.
    """

    drawn: tuple[Mark, ...] = ()
    chosen: Hit | None = None
    others: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """One line beside a measurement.

    Attributes:
        text: What it reads.
        is_strong: It says the figure, not how far it can be trusted.
    """

    text: str
    is_strong: bool
