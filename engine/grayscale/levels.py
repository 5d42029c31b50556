"""Grey values -> whole grey levels, by the very rules of DCMTK's renderer.

A level is what a display or a file gets, so where a value falls between two levels has to be
decided once, for all who look at the film. DCMTK's ``dcm2pnm`` is the independent renderer this
program is measured against, hence its order of operations: with it the levels are bit-equal.
"""

import numpy as np
import numpy.typing as npt

from engine.grayscale.modality import FloatValues
from engine.grayscale.presentation_lut import PresentationLut
from engine.grayscale.voi import FullRange, Voi, VoiFunction, VoiLut, Window

Levels = npt.NDArray[np.int32]

_HAIR = 1e-6
"""Lifts 2047.9999999998, which is 2048 that lost its last bits, over the floor."""

_FEWEST_STEPS = 64
"""A range of fewer whole values is continuous: 0 and 1 of a one-bit film are black and white."""


def grey_levels(voi: Voi, values: FloatValues, *, levels: int, is_inverse: bool) -> Levels:
    """Return whole grey levels 0..levels-1, int32, the same shape as the modality ``values``.

    Windows are cut into ``levels - 1`` intervals, tables and the full range into ``levels`` equal
    parts, all by truncation. An inverted window is computed upside down, which is not quite the
    complement of an upright one; an inverted table or range is the complement.

    Args:
        voi: Values of interest.
        values: Modality values, any shape.
        levels: 256 or 65536.
        is_inverse: Small values are bright.
    """
    top = levels - 1
    if isinstance(voi, Window):
        found = _WINDOWS[voi.function](voi, values, top, is_inverse=is_inverse)
        return _whole(found, top)
    upright = (
        _table(voi, values, levels) if isinstance(voi, VoiLut) else _range(voi, values, levels)
    )
    clipped = _whole(upright, top)
    return top - clipped if is_inverse else clipped


def presented_levels(
    voi: Voi, values: FloatValues, lut: PresentationLut, *, levels: int, is_inverse: bool
) -> Levels:
    """Return whole grey levels 0..levels-1, int32, after a Presentation LUT.

    What comes out of the VOI is truncated to an entry of the LUT, and its P-value to a level: both
    times cut as without one, windows into one interval less than there are values.

    Args:
        voi: Values of interest.
        values: Modality values, any shape.
        lut: The last table before the display.
        levels: 256 or 65536.
        is_inverse: The user asked for the negative: that of the P-values.

    Source: DICOM PS3.3 C.11.6.1.
    """
    count = lut.values.size
    p_values = (lut.inverted if is_inverse else lut).entries.astype(np.float64)
    if isinstance(voi, Window) and voi.function is VoiFunction.LINEAR:
        entries = _whole(_linear_entry(voi, values, count - 1), count - 1)
    else:
        entries = grey_levels(voi, values, levels=count, is_inverse=False)
    parts = 2.0**lut.bits
    step = (levels - 1) / (parts - 1) if isinstance(voi, Window) else levels / parts
    return _whole(p_values[entries] * step, levels - 1)


def _linear_entry(voi: Window, values: FloatValues, last: int) -> FloatValues:
    """PS3.3 C.11.2.1.2.1, as (value - left border) * gradient: the way DCMTK finds an entry."""
    span = voi.width - 1.0
    left = voi.centre - 0.5 - span / 2
    if span == 0:
        return np.where(values > left, float(last), 0.0)
    return (values - left) * (last / span)


def _whole(found: FloatValues, top: int) -> Levels:
    levels: Levels = np.clip(found, 0, top).astype(np.int32)  # half as long as to int64
    return levels


def _linear(voi: Window, values: FloatValues, top: int, *, is_inverse: bool) -> FloatValues:
    """PS3.3 C.11.2.1.2.1, as offset + value * gradient between two borders."""
    first, last = (top, 0) if is_inverse else (0, top)
    middle, span = voi.centre - 0.5, voi.width - 1.0
    left, right = middle - span / 2, middle + span / 2
    if span == 0:
        return np.where(values > middle, float(last), float(first))
    offset = last - (middle / span + 0.5) * (last - first)
    found: FloatValues = values * ((last - first) / span)
    found += offset
    np.copyto(found, float(first), where=values <= left)
    np.copyto(found, float(last), where=values > right)
    return found


def _sigmoid(voi: Window, values: FloatValues, top: int, *, is_inverse: bool) -> FloatValues:
    """PS3.3 C.11.2.1.3.1."""
    grey = voi.grey(values) * top
    return top - grey if is_inverse else grey


def _linear_exact(voi: Window, values: FloatValues, top: int, *, is_inverse: bool) -> FloatValues:
    """PS3.3 C.11.2.1.3.2; DCMTK does not know it."""
    grey = voi.grey(values) * top
    return (top - grey if is_inverse else grey) + _HAIR


_WINDOWS = {
    VoiFunction.LINEAR: _linear,
    VoiFunction.SIGMOID: _sigmoid,
    VoiFunction.LINEAR_EXACT: _linear_exact,
}


def _table(voi: VoiLut, values: FloatValues, levels: int) -> FloatValues:
    """PS3.3 C.11.2.1.1: an entry of n bits is that many parts of 2**n."""
    entries = voi.grey(values) * (2.0**voi.bits - 1)
    return entries * (levels / 2.0**voi.bits) + _HAIR


def _range(voi: FullRange, values: FloatValues, levels: int) -> FloatValues:
    inside = np.clip(values, voi.low, voi.high) - voi.low
    span = voi.high - voi.low
    return inside * (levels / (span + 1 if span >= _FEWEST_STEPS else span))
