"""The maps a network predicts for a film, what a user makes of them, and the table at a pixel."""

from dataclasses import dataclass, replace
from typing import Self, TypeAlias

import numpy as np
import numpy.typing as npt

from engine.frame import FloatImage
from engine.ops.pixel_lut import (
    CENTRE_RANGE,
    PIVOT_RANGE,
    SLOPE_RANGE,
    WIDTH_RANGE,
    Lead,
    PixelLut,
)

UnitMaps: TypeAlias = npt.NDArray[np.float32]
"""(4, rows, columns) float32 in 0..1: slope a, pivot m, window centre and width."""

UNCHANGED = (0.5, 0.5, 0.5, 1.0)
"""Unit values that change nothing: slope 1, pivot and centre one half, the widest window."""

_RANGES = (SLOPE_RANGE, PIVOT_RANGE, CENTRE_RANGE, WIDTH_RANGE)
_IS_RATIO = (True, False, False, True)


@dataclass(frozen=True, slots=True)
class Overrides:
    """What a user does to predicted maps; only the remap runs again.

    Attributes:
        strength: 0 leaves every map unchanged, 1 takes it as predicted.
        contrast: Slope times 1 plus this.
        brightness: Added to the pivot, in shares of the grey scale.
        centre: Added to the window centre, in shares of the grey scale.
        width: Window width times 1 plus this.
        locks: Of slope, pivot, centre and width: a locked map is held where it changes nothing.
    """

    strength: float = 1.0
    contrast: float = 0.0
    brightness: float = 0.0
    centre: float = 0.0
    width: float = 0.0
    locks: tuple[bool, bool, bool, bool] = (False, False, False, False)


@dataclass(frozen=True, slots=True, eq=False)
class ParameterMaps:
    """Maps of one film on a small grid.

    Attributes:
        values: (4, rows, columns) float32: slope a, pivot m, centre and width, read-only.
        lead: How the film is brought to the common range first.
    """

    values: npt.NDArray[np.float32]
    lead: Lead

    def __post_init__(self) -> None:
        if self.values.ndim != 3 or self.values.shape[0] != len(_RANGES):
            raise ValueError(f"maps must be (4, rows, columns), not {self.values.shape}")
        self.values.setflags(write=False)

    @classmethod
    def of_units(cls, units: UnitMaps, lead: Lead) -> Self:
        """Return the maps for what a network gives."""
        values = np.empty(units.shape, np.float32)
        for number, ((low, high), is_ratio) in enumerate(zip(_RANGES, _IS_RATIO, strict=True)):
            values[number] = (
                low * (high / low) ** units[number]
                if is_ratio
                else low + (high - low) * units[number]
            )
        return cls(values, lead)

    @property
    def slope(self) -> FloatImage:
        """(rows, columns) regional contrast a; 1 is unchanged."""
        plane: FloatImage = self.values[0]
        return plane

    @property
    def pivot(self) -> FloatImage:
        """(rows, columns) brightness m: what regional mid grey becomes; 0.5 is unchanged."""
        plane: FloatImage = self.values[1]
        return plane

    @property
    def bias(self) -> FloatImage:
        """(rows, columns) the paper's b of ``a x + b``."""
        plane: FloatImage = self.values[1] - self.values[0] / 2
        return plane

    @property
    def centre(self) -> FloatImage:
        """(rows, columns) global window centre; 0.5 is unchanged."""
        plane: FloatImage = self.values[2]
        return plane

    @property
    def width(self) -> FloatImage:
        """(rows, columns) global window width; the larger the less it changes."""
        plane: FloatImage = self.values[3]
        return plane

    @property
    def has_one_window(self) -> bool:
        """Whether centre and width are the same all over the film."""
        return bool(np.ptp(self.values[2]) < 1e-6 and np.ptp(self.values[3]) < 1e-6)

    @property
    def is_global(self) -> bool:
        """Whether the regional part changes nothing, so that one window says it all."""
        return self.has_one_window and bool(
            np.allclose(self.slope, 1.0, atol=1e-5) and np.allclose(self.pivot, 0.5, atol=1e-5)
        )

    def overridden(self, overrides: Overrides) -> Self:
        """Return the maps after what the user did, still within the ranges that keep order."""
        moves = (overrides.contrast, overrides.brightness, overrides.centre, overrides.width)
        values = np.empty_like(self.values)
        for number, (move, is_locked) in enumerate(zip(moves, overrides.locks, strict=True)):
            unchanged = _value_of(number, UNCHANGED[number])
            if is_locked:
                values[number] = unchanged
                continue
            map_ = self.values[number]
            s = np.float32(overrides.strength)
            if _IS_RATIO[number]:
                moved = unchanged * (map_ / unchanged) ** s * np.float32(1 + move)
            else:
                moved = unchanged + (map_ - unchanged) * s + np.float32(move)
            values[number] = np.clip(moved, *_RANGES[number])
        return replace(self, values=values)

    def lut_at(self, row: float, column: float) -> PixelLut:
        """Return the table of one pixel.

        Args:
            row: Of the pixel's middle as share of the film's height, 0..1.
            column: The same across.
        """
        _, rows, columns = self.values.shape
        top, down = _place(row, rows)
        left, across = _place(column, columns)
        bottom, right = min(top + 1, rows - 1), min(left + 1, columns - 1)
        upper = self.values[:, top, left] * (1 - across) + self.values[:, top, right] * across
        lower = self.values[:, bottom, left] * (1 - across) + self.values[:, bottom, right] * across
        slope, pivot, centre, width = (float(v) for v in upper * (1 - down) + lower * down)
        return PixelLut(self.lead, slope, pivot, centre, width)


def _value_of(number: int, unit: float) -> np.float32:
    low, high = _RANGES[number]
    value = low * (high / low) ** unit if _IS_RATIO[number] else low + (high - low) * unit
    return np.float32(value)


def _place(share: float, count: int) -> tuple[int, float]:
    """Return the cell before a place, and how far it lies towards the next (half-pixel centres)."""
    place = min(max(share * count - 0.5, 0.0), count - 1.0)
    return int(place), place - int(place)
