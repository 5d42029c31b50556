"""CT tissues -> how bright they are shown: as CT, or as a simulated T1-weighted contrast.

The T1-like contrast is made of tissue classes, not measured: lung dark, bone cortex dark, muscle,
liver and blood in the middle, fat bright. The mean of lung and muscle in one voxel has the
Hounsfield units of fat; therefore fat is believed only where its neighbourhood is fat, too, and
no air lies next to it.

Source: Hounsfield units of tissues: Buzug, Computed Tomography, 2008, table 8.1 (fat -100 to -50,
water 0, muscle 10 to 40, liver 40 to 80, cortical bone from 250); curves and rule: own.
"""

from typing import Literal

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import FloatImage

Appearance = Literal["ct", "t1"]

Volume = npt.NDArray[np.float32]
"""(slices, rows, columns) float32."""

CT_CURVE = (
    (-1024, 0.04),
    (-1000, 0.04),
    (-600, 0.16),
    (-100, 0.42),
    (40, 0.60),
    (250, 0.80),
    (1200, 1.00),
)
"""(Hounsfield units, grey): air and lung dark, but never the lung window."""

T1_CURVE = (
    (-1024, 0.03),
    (-600, 0.07),
    (-250, 0.20),
    (0, 0.44),
    (60, 0.52),
    (250, 0.50),
    (450, 0.30),
    (800, 0.16),
)
"""The same for everything but fat: spongy bone as muscle, cortex dark."""

T1_FAT = 0.90
_FAT = (-190.0, -130.0, -50.0, -20.0)
"""Hounsfield units from which and up to which it is fat, with soft ends."""

_AIR = -350.0
_AIR_MM, _NEIGHBOUR_MM = 5.0, 3.0
_NOISE_MM = 1.2
"""Over which noise is averaged before a value is believed; thin CT is grainy."""

_SURE, _UNSURE = 0.65, 0.30
"""Share of fat among the neighbours at which a voxel is fat, and at which it is not."""


def ct_grey(hounsfield: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return grey values 0..1 of Hounsfield units by ``CT_CURVE``, any shape, new."""
    return _curve(hounsfield, CT_CURVE)


def t1_grey(hounsfield: Volume, spacing_mm: tuple[float, float, float]) -> Volume:
    """Return the simulated T1-like contrast of every voxel, as thin as it was scanned.

    Average the result to thicker slices afterwards: the mean of Hounsfield units of different
    tissues is those of a third.

    Args:
        hounsfield: (slices, rows, columns) float32; one slice is enough, and sees no neighbours.
        spacing_mm: (slice, row, column).

    Returns:
        (slices, rows, columns) float32 in 0..1, new.
    """
    across, back = (_NOISE_MM / mm for mm in (spacing_mm[2], spacing_mm[1]))
    calm = np.stack(
        [cv2.GaussianBlur(one, (0, 0), sigmaX=across, sigmaY=back) for one in hounsfield]
    )
    grey = _curve((hounsfield + calm) / 2, T1_CURVE)
    fat = _fat_by_value(calm) * ~_near_air(hounsfield, spacing_mm)
    share = _among_neighbours(fat, spacing_mm)
    belief = fat * np.clip((share - _UNSURE) / (_SURE - _UNSURE), 0, 1)
    blended: Volume = grey + belief * (np.float32(T1_FAT) - grey)
    return blended


def _curve(
    values: npt.NDArray[np.float32], curve: tuple[tuple[int, float], ...]
) -> npt.NDArray[np.float32]:
    """Return a piecewise linear curve of values, flat beyond its ends: a table look-up."""
    points, greys = zip(*curve, strict=True)
    low, high = points[0], points[-1]
    steps = 4  # a HU; the curve is straight in between
    table = np.interp(np.arange((high - low) * steps + 1) / steps + low, points, greys)
    index = np.rint((np.clip(values, low, high) - low) * steps).astype(np.int32)
    greys_of_values: npt.NDArray[np.float32] = table.astype(np.float32)[index]
    return greys_of_values


def _fat_by_value(hounsfield: Volume) -> Volume:
    """Return 0..1 how far a value alone says fat."""
    rise = (hounsfield - _FAT[0]) / (_FAT[1] - _FAT[0])
    fall = (_FAT[3] - hounsfield) / (_FAT[3] - _FAT[2])
    likely: Volume = np.clip(np.minimum(rise, fall), 0, 1).astype(np.float32)
    return likely


def _near_air(hounsfield: Volume, spacing_mm: tuple[float, float, float]) -> npt.NDArray[np.bool_]:
    """Return where air lies within ``_AIR_MM`` in the slice, or right above or below."""
    air = (hounsfield < _AIR).astype(np.uint8)
    around = air.copy()
    around[1:] |= air[:-1]
    around[:-1] |= air[1:]
    shape = _disc(_AIR_MM, spacing_mm)
    return np.stack([cv2.dilate(one, shape) for one in around]).astype(np.bool_)


def _among_neighbours(fat: Volume, spacing_mm: tuple[float, float, float]) -> Volume:
    """Return the mean of fat around each voxel: in its slice, and half as much in the next."""
    size = (
        2 * round(_NEIGHBOUR_MM / spacing_mm[2]) + 1,
        2 * round(_NEIGHBOUR_MM / spacing_mm[1]) + 1,
    )
    near = np.stack([cv2.blur(one, size) for one in fat]).astype(np.float32)
    if len(near) == 1 or spacing_mm[0] > 2 * _NEIGHBOUR_MM:
        return near
    above, below = np.concatenate([near[:1], near[:-1]]), np.concatenate([near[1:], near[-1:]])
    mean: Volume = (near + (above + below) / 2) / 2
    return mean


def _disc(radius_mm: float, spacing_mm: tuple[float, float, float]) -> FloatImage:
    """Return a round structuring element that is round in millimetres."""
    rows, columns = (max(1, round(radius_mm / mm)) for mm in spacing_mm[1:])
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * columns + 1, 2 * rows + 1))  # type: ignore[return-value]
