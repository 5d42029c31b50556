"""What a step works on: one film as float grey values, and where they count."""

from dataclasses import dataclass, replace
from typing import Self, TypeAlias

import numpy as np
import numpy.typing as npt

from engine.placement import AS_READ, Placement

FloatImage: TypeAlias = npt.NDArray[np.float32]
BoolImage: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class ValueScale:
    """The affine from a frame's 0..1 back to modality values.

    Attributes:
        low: Modality value of grey value 0 (dark).
        high: Modality value of grey value 1 (bright, dense). Below ``low`` where the film
            stores dense as small values (MONOCHROME1, or Presentation LUT Shape INVERSE).
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        if not (np.isfinite(self.low) and np.isfinite(self.high)) or self.low == self.high:
            raise ValueError(f"a scale needs two finite ends, not {self.low} and {self.high}")

    @property
    def is_inverse(self) -> bool:
        """Whether dense is small, so that the grey scale has to be inverted once."""
        return self.high < self.low

    @property
    def span(self) -> float:
        """Modality values from grey 0 to grey 1, always positive."""
        return abs(self.high - self.low)


DISPLAY_SCALE = ValueScale(0.0, 65535.0)
"""The scale of a display-ready frame: its values are grey levels, dense is bright."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One film on its way through a recipe.

    Attributes:
        pixels: (rows, columns) float32 in 0..1, dense is bright, read-only. 0..1 is the
            exposed field's minimum to maximum on the film as read.
        spacing_mm: (row, column) distance between pixel centres on the detector.
        field: (rows, columns) True where radiation reached the detector, read-only.
        scale: The way back to modality values.
        is_display_ready: A step has set the window; the file's window no longer applies.
        is_synthetic: A network invented some of it; once True, always True.
        is_field_given: Tags of the file say where it was exposed: nothing need be detected.
        placement: Where it lies on the film as read; only steps that change the grid change it.
        altered: (rows, columns) True where something was taken off the film and filled from its
            surroundings, read-only; or None. Once True, always True.
        region: (rows, columns) float32 in 0..1, how strongly the step under way counts; None is
            everywhere. The renderer sets it, blends by it and takes it away again.
    """

    pixels: FloatImage
    spacing_mm: tuple[float, float]
    field: BoolImage
    scale: ValueScale
    is_display_ready: bool = False
    is_synthetic: bool = False
    is_field_given: bool = False
    placement: Placement = AS_READ
    altered: BoolImage | None = None
    region: FloatImage | None = None

    def __post_init__(self) -> None:
        if self.pixels.ndim != 2 or self.pixels.dtype != np.float32:
            raise ValueError(
                f"pixels must be (rows, columns) float32, not {self.pixels.shape} "
                f"{self.pixels.dtype}"
            )
        if self.field.shape != self.pixels.shape or self.field.dtype != np.bool_:
            raise ValueError(f"field must be bool {self.pixels.shape}, not {self.field.shape}")
        if min(self.spacing_mm) <= 0:
            raise ValueError(f"spacing must be above 0 mm, not {self.spacing_mm}")
        for extra in (self.altered, self.region):
            if extra is not None and extra.shape != self.pixels.shape:
                raise ValueError(f"a mask must be {self.pixels.shape}, not {extra.shape}")
        for array in (self.pixels, self.field, self.altered, self.region):
            if array is not None:
                array.setflags(write=False)

    def with_pixels(self, pixels: FloatImage) -> Self:
        """Return the same film with other grey values of the same shape."""
        return replace(self, pixels=pixels)

    def with_field(self, field: BoolImage) -> Self:
        """Return the same film with another exposed field of the same shape."""
        return replace(self, field=field)

    def with_altered(self, altered: BoolImage) -> Self:
        """Return the same film, marked as filled in there too."""
        if self.altered is not None:
            altered = altered | self.altered
        return replace(self, altered=altered)

    def regridded(
        self,
        pixels: FloatImage,
        field: BoolImage,
        spacing_mm: tuple[float, float],
        placement: Placement,
        altered: BoolImage | None,
    ) -> Self:
        """Return the same film on another grid.

        Args:
            pixels: (rows, columns) float32 of the new grid.
            field: Where the new grid is exposed.
            spacing_mm: (row, column) of the new grid on the detector.
            placement: From shares of the new grid to shares of this one.
            altered: What of the new grid was filled in; None only if this has none.
        """
        return replace(
            self,
            pixels=pixels,
            field=field,
            spacing_mm=spacing_mm,
            placement=self.placement.after(placement),
            altered=altered,
            region=None,
        )

    def display_ready(self) -> Self:
        """Return the same film as grey levels that need no window but the full range."""
        return replace(self, scale=DISPLAY_SCALE, is_display_ready=True)

    def marked_synthetic(self) -> Self:
        """Return the same film, marked for good as partly made by a network."""
        return replace(self, is_synthetic=True)
