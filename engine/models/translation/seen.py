"""What a translation sees of a film: a small area average in the standard presentation."""

from dataclasses import dataclass

import cv2
import numpy as np

from engine.frame import BoolImage, FloatImage
from engine.models.mapping.reduced import small_shape
from engine.ops.standard import StandardCurve

_WHOLE_CELL = 0.999
"""Share of a cell that must be exposed; one touched by the outside has a mixed value."""


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A film as a generator sees it.

    Attributes:
        film: (rows, columns) float32 in 0..1, in the standard presentation; outside the field its
            median, whatever lay there.
        field: (rows, columns) True where exposed.
        curve: How the film was brought to the standard; the same for the film at any size.
    """

    film: FloatImage
    field: BoolImage
    curve: StandardCurve


def reduced_film(
    pixels: FloatImage, field: BoolImage, long_side: int
) -> tuple[FloatImage, BoolImage]:
    """Return a film area-averaged to a long side, and its field.

    Args:
        pixels: (rows, columns) float32 in 0..1; what lies outside is clipped.
        field: (rows, columns) True where exposed; the whole film counts where it is nowhere True.
        long_side: Of the result, at most; a smaller film keeps its size.
    """
    size = small_shape(pixels.shape, long_side)[::-1]
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    inside = np.ones(small.shape, np.bool_)
    if field.any() and not field.all():
        share = cv2.resize(field.astype(np.float32), size, interpolation=cv2.INTER_AREA)
        if (share > _WHOLE_CELL).any():
            inside = share > _WHOLE_CELL
    return np.clip(small, 0, 1), inside


def seen(pixels: FloatImage, field: BoolImage, long_side: int) -> Seen:
    """Return what a generator is shown of a film; see ``reduced_film``."""
    small, inside = reduced_film(pixels, field, long_side)
    curve = StandardCurve.of(small, inside)
    return Seen(filled(curve.apply(small), inside), inside, curve)


def filled(film: FloatImage, field: BoolImage) -> FloatImage:
    """Return a film with the median of its field everywhere outside; new."""
    return np.where(field, film, np.float32(np.median(film[field] if field.any() else film)))
