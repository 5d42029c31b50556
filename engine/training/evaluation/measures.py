"""How far a presentation is from the one wanted: PSNR, SSIM and mean square, in float64.

Source: SSIM of Wang et al., IEEE Trans. Image Process. 13(4), 2004, with the settings of
``engine.training.similarity``. There it must be differentiable; here the averages of one film serve
for all it is compared with.
"""

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage, FloatImage
from engine.training.pair import UnitMaps

GREY_LEVELS = 65535
MAP_NAMES = ("a", "m", "centre", "width")

_SIDE, _SIGMA = 11, 1.5
_EDGE = _SIDE // 2
_C1, _C2 = 0.01**2, 0.03**2
_LEAST = 1e-12

DoubleImage = npt.NDArray[np.float64]


class Compared:
    """A film ready to be compared with others of its size.

    Args:
        film: (rows, columns) in 0..1, either side at least 11.

    Raises:
        ValueError: If it is smaller.
    """

    def __init__(self, film: FloatImage) -> None:
        if min(film.shape) < _SIDE:
            raise ValueError(f"a film of {film.shape} is too small to compare")
        self.values: DoubleImage = film.astype(np.float64)

    @cached_property
    def mean(self) -> DoubleImage:
        """Gaussian mean around each pixel that is 5 or more from the border."""
        return _averaged(self.values)

    @cached_property
    def variance(self) -> DoubleImage:
        """Gaussian variance around the same pixels."""
        return _averaged(self.values**2) - self.mean**2

    def similarity(self, other: "Compared") -> DoubleImage:
        """Return SSIM at each pixel 5 or more from the border: (rows - 10, columns - 10)."""
        shared = _averaged(self.values * other.values) - self.mean * other.mean
        found: DoubleImage = ((2 * self.mean * other.mean + _C1) * (2 * shared + _C2)) / (
            (self.mean**2 + other.mean**2 + _C1) * (self.variance + other.variance + _C2)
        )
        return found


@dataclass(frozen=True, slots=True)
class Fidelity:
    """How near a film is to another.

    Attributes:
        psnr: In dB; the peak is white.
        ssim: At most 1.
        mse: Mean square in grey levels of 16 bits.
    """

    psnr: float
    ssim: float
    mse: float


def fidelity(one: Compared, two: Compared, *fields: BoolImage | None) -> tuple[Fidelity, ...]:
    """Return how near two films are, in each of the fields.

    Args:
        one: A film.
        two: Another of its size.
        fields: (rows, columns) True where to look; None, or nowhere True, is the whole film.
    """
    squares = (one.values - two.values) ** 2
    alike = one.similarity(two)
    found = []
    for field in fields:
        cut = None if field is None else field[_EDGE:-_EDGE, _EDGE:-_EDGE]
        square = _mean(squares, field)
        found.append(Fidelity(decibel(square), _mean(alike, cut), square * GREY_LEVELS**2))
    return tuple(found)


def decibel(mean_square: float) -> float:
    """Return the PSNR of a mean square in 0..1; of equal films 120 dB."""
    return float(-10 * np.log10(max(mean_square, _LEAST)))


def map_errors(found: UnitMaps, known: UnitMaps, field: BoolImage) -> dict[str, float]:
    """Return the mean square error of each unit map inside the field, by ``MAP_NAMES``.

    Args:
        found: (4, rows, columns) in 0..1.
        known: The same.
        field: (rows, columns) True where to look.
    """
    squares = (found.astype(np.float64) - known) ** 2
    return {name: _mean(square, field) for name, square in zip(MAP_NAMES, squares, strict=True)}


def _mean(values: DoubleImage, field: BoolImage | None) -> float:
    return float(values.mean() if field is None or not field.any() else values[field].mean())


def _averaged(values: DoubleImage) -> DoubleImage:
    smooth = np.asarray(cv2.GaussianBlur(values, (_SIDE, _SIDE), _SIGMA), np.float64)
    averaged: DoubleImage = smooth[_EDGE:-_EDGE, _EDGE:-_EDGE]
    return averaged
