"""What a mere change of tone gives: the rivals every translation is read against."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.frame import BoolImage, FloatImage
from engine.training.evaluation.estimates import Numbers

_SHARES = np.linspace(0.0, 1.0, 1025)
_LEVELS = 4096


@dataclass(frozen=True, slots=True, eq=False)
class Tones:
    """A histogram as its inverse distribution.

    Attributes:
        values: (1025,) grey value below which 0/1024, 1/1024 ... of the pixels lie.
    """

    values: Numbers

    @classmethod
    def of(cls, image: FloatImage, field: BoolImage) -> "Tones":
        """Return the tones of a picture inside its field; of all of it where the field is empty."""
        inside = image[field] if field.any() else image
        return cls(np.quantile(inside.astype(np.float64), _SHARES))

    @classmethod
    def mean(cls, several: Sequence["Tones"]) -> "Tones":
        """Return the mean histogram, of one or more: that with the mean of their quantiles."""
        return cls(np.mean([tones.values for tones in several], axis=0))


def matched(image: FloatImage, field: BoolImage, wanted: Tones) -> FloatImage:
    """Return a picture whose histogram inside the field is the one wanted.

    Args:
        image: (rows, columns) float32 in 0..1.
        field: (rows, columns) True where its histogram is taken.
        wanted: The histogram.

    Returns:
        (rows, columns) float32, never falling with ``image``.
    """
    return through(image, Tones.of(image, field), wanted)


def through(image: FloatImage, before: Tones, after: Tones) -> FloatImage:
    """Return a picture through the one curve that takes a histogram to another.

    Args:
        image: (rows, columns) float32 in 0..1.
        before: Histogram of what the curve is made for.
        after: What it then becomes.

    Returns:
        (rows, columns) float32.
    """
    levels = np.linspace(0.0, 1.0, _LEVELS)
    shares = np.interp(levels, *_strictly_rising(before.values))
    table = np.interp(shares, _SHARES, after.values)
    curved: FloatImage = np.interp(image, levels, table).astype(np.float32)
    return curved


def _strictly_rising(values: Numbers) -> tuple[Numbers, Numbers]:
    """Return values and their shares; of equal values the middle share."""
    unique, first, counts = np.unique(values, return_index=True, return_counts=True)
    return unique, (_SHARES[first] + _SHARES[first + counts - 1]) / 2
