"""An overlay plane: one bit a pixel that a modality laid over its film, PS3.3 C.9.2."""

from dataclasses import dataclass

import numpy as np

from engine.frame import BoolImage


@dataclass(frozen=True, slots=True, eq=False)
class OverlayPlane:
    """Group 60xx of a file.

    Attributes:
        group: 0x6000 to 0x601E, even.
        bits: (rows, columns) True where it is drawn, read-only.
        row, column: Where its first pixel lies on the film, 0-based; may be negative.
        is_roi: It marks a region of interest, else graphics.
        label: (60xx,1500) Overlay Label, or "".
        description: (60xx,0022) Overlay Description, or "".
        is_embedded: It lay in unused bits of the pixels, the retired way.
    """

    group: int
    bits: BoolImage
    row: int = 0
    column: int = 0
    is_roi: bool = False
    label: str = ""
    description: str = ""
    is_embedded: bool = False

    def __post_init__(self) -> None:
        if self.bits.ndim != 2 or self.bits.dtype != np.bool_:
            raise ValueError(f"bits must be (rows, columns) of bool, not {self.bits.dtype}")
        self.bits.setflags(write=False)

    @property
    def name(self) -> str:
        """What it is called in the window: its label, its description, or its number."""
        number = (self.group - 0x6000) // 2 + 1
        return self.label or self.description or f"Overlay {number}"

    def on_film(self, shape: tuple[int, int]) -> BoolImage:
        """Return (rows, columns) True where it is drawn on a film of that shape."""
        drawn = np.zeros(shape, dtype=np.bool_)
        top, left = max(0, self.row), max(0, self.column)
        part = self.bits[top - self.row :, left - self.column :]
        part = part[: max(0, shape[0] - top), : max(0, shape[1] - left)]
        drawn[top : top + part.shape[0], left : left + part.shape[1]] = part
        return drawn
