"""The standard presentation: any film brought to the same black, white and middle grey.

Archive films differ in brightness and contrast by the habits of their rooms; a network that has
to guess those learns their mean. What is asked of it here is one standard, the same for every
film (own; the finding that made it necessary: docs/guide, the mapping's model card).
"""

from dataclasses import dataclass

import numpy as np

from engine.frame import BoolImage, FloatImage

LOW_PERCENT, HIGH_PERCENT = 1.0, 99.0
BLACK, WHITE = 0.06, 0.94
"""Grey values of the film's low and high percentile; beyond them the ends are soft."""

MIDDLE = 0.5
BEND_RANGE = (0.5, 2.0)
"""How much brighter or darker the middle may be made to bring the median to ``MIDDLE``."""

FLATTEST = 0.08
"""Smallest distance of the two percentiles of a film that is worth learning from."""


@dataclass(frozen=True, slots=True)
class StandardCurve:
    """The curve that brings one film to the standard; strictly rising, for any size of the film.

    Attributes:
        low: Grey value of the film that becomes ``BLACK``.
        span: From there to the one that becomes ``WHITE``, above 0.
        middle: Where the median lies between the two, within 0..1.
    """

    low: float
    span: float
    middle: float

    @classmethod
    def of(cls, film: FloatImage, field: BoolImage) -> "StandardCurve":
        """Return the curve of a film.

        Args:
            film: (rows, columns) float32 in 0..1.
            field: (rows, columns) True where to measure; the whole film where it is nowhere True.
        """
        inside = film[field] if field.any() else film
        low, middle, high = np.percentile(inside, (LOW_PERCENT, 50, HIGH_PERCENT))
        span = max(float(high - low), 1e-3)
        return cls(float(low), span, float(np.clip((middle - low) / span, 0.02, 0.98)))

    def apply(self, film: FloatImage) -> FloatImage:
        """Return grey values in the standard, strictly within 0..1; any shape, new."""
        share = (film - np.float32(self.low)) / np.float32(self.span)
        return _soft_ends(_bent(share, self.middle))


def standardised(film: FloatImage, field: BoolImage) -> FloatImage:
    """Return the film in the standard presentation.

    Args:
        film: (rows, columns) float32 in 0..1, as presented.
        field: (rows, columns) True where to measure; the whole film where it is nowhere True.

    Returns:
        (rows, columns) float32 strictly within 0..1, new; strictly rising with ``film``.
    """
    return StandardCurve.of(film, field).apply(film)


def spread(film: FloatImage, field: BoolImage) -> float:
    """Return how far apart the percentiles lie: below ``FLATTEST`` a film is all but blank."""
    low, high = np.percentile(film[field] if field.any() else film, (LOW_PERCENT, HIGH_PERCENT))
    return float(high - low)


def _bent(share: FloatImage, middle: float) -> FloatImage:
    """Return x / (x + k (1 - x)) inside 0..1, straight on outside: middle becomes one half."""
    wanted = (BLACK - MIDDLE) / (BLACK - WHITE)
    bend = middle * (1 - wanted) / (wanted * (1 - middle))
    k = np.float32(np.clip(bend, *BEND_RANGE))
    inner = np.clip(share, 0, 1)
    curved = inner / (inner + k * (1 - inner))
    below = np.minimum(share, 0) / k  # slope of the curve at 0
    above = np.maximum(share - 1, 0) * k  # and at 1
    bent: FloatImage = (curved + below + above).astype(np.float32)
    return bent


def _soft_ends(share: FloatImage) -> FloatImage:
    """Return 0..1 over ``BLACK``..``WHITE``, and what lies beyond bent towards 0 and 1."""
    grey = BLACK + (WHITE - BLACK) * share
    dark = BLACK * np.exp(np.minimum(grey - BLACK, 0) / BLACK)
    light = 1 - (1 - WHITE) * np.exp(np.minimum(WHITE - grey, 0) / (1 - WHITE))
    soft: FloatImage = np.where(grey < BLACK, dark, np.where(grey > WHITE, light, grey)).astype(
        np.float32
    )
    return soft
