"""What lies under the cursor."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Probe:
    """What lies under the cursor, for the status line.

    Attributes:
        row, column: On the shown film.
        stored: Stored value.
        modality: Modality value.
        shown: Grey of the original on screen, 0..1.
        enhanced: Grey of the result on screen, 0..1.
    """

    row: int
    column: int
    stored: int
    modality: float
    shown: float
    enhanced: float
