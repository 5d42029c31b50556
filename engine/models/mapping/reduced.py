"""What the mapping network is shown of a film: a small area average on the common range."""

from dataclasses import dataclass

import cv2
import numpy as np

from engine.frame import BoolImage, FloatImage
from engine.ops.pixel_lut import Lead, lead_of

REFERENCE_LONG_SIDE = 3072
"""A film of this size is reduced by the chosen factor; others so that they come out as large."""

FACTORS = (4, 8, 16)
LEAD_PERCENTS = (0.1, 99.9)


@dataclass(frozen=True, slots=True, eq=False)
class Reduced:
    """A film as the network sees it.

    Attributes:
        film: (rows, columns) float32 in 0..1, on the common range.
        field: (rows, columns) True where exposed.
        lead: How the film was brought to that range.
    """

    film: FloatImage
    field: BoolImage
    lead: Lead


def long_side_of(factor: int) -> int:
    """Return the long side of the network's input at a reduction factor: 768, 384 or 192.

    Raises:
        ValueError: If the factor is none of ``FACTORS``.
    """
    if factor not in FACTORS:
        raise ValueError(f"factor must be one of {FACTORS}, not {factor}")
    return REFERENCE_LONG_SIDE // factor


def small_shape(shape: tuple[int, ...], long_side: int) -> tuple[int, int]:
    """Return (rows, columns) of a film whose longer side is at most ``long_side``."""
    share = min(1.0, long_side / max(shape))
    return max(1, round(shape[0] * share)), max(1, round(shape[1] * share))


def reduced(pixels: FloatImage, field: BoolImage, long_side: int) -> Reduced:
    """Return what the network is shown.

    The area average keeps grid lines from turning into moiré; the percentiles are taken from it,
    so that a film and its preview lead to the same tables.

    Args:
        pixels: (rows, columns) float32 in 0..1; what lies outside is clipped.
        field: (rows, columns) True where exposed; the whole film counts where it is nowhere True.
        long_side: Of the result, at most; a smaller film keeps its size.
    """
    size = small_shape(pixels.shape, long_side)[::-1]
    small = np.clip(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), 0, 1)
    inside = np.ones(small.shape, np.bool_)
    if not field.all() and field.any():
        share = cv2.resize(field.astype(np.float32), size, interpolation=cv2.INTER_AREA)
        inside = share > 0.999  # a cell touched by the outside has a mixed value
        if not inside.any():
            inside = np.ones(small.shape, np.bool_)
    low, high = np.percentile(small[inside], LEAD_PERCENTS)
    lead = lead_of(float(low), float(high))
    return Reduced(lead.apply(small.astype(np.float32)).astype(np.float32), inside, lead)
