"""Small changes of a film that should change nothing but the picture's tone; and back again."""

from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np

from engine.frame import BoolImage, FloatImage

MOST_SHIFT_PX = 6
MOST_BEND = 0.10
MOST_GAIN = 0.03
MOST_LEVEL = 0.02
"""Most of: shift each way, logarithm of the gamma, contrast, brightness. Two films of one patient
differ by as much after they were brought to the standard."""

LEAST_NOISE = 1 / 512
"""Noise that is added at least: half a grey level of 256."""


@dataclass(frozen=True, slots=True)
class Perturbation:
    """One way to take the same film again.

    Attributes:
        down_px, right_px: Shift.
        is_mirrored: Left and right exchanged.
        bend: Logarithm of the gamma.
        gain, level: Contrast about the middle grey, and brightness added.
        noise: Standard deviation of the noise added, in grey values.
        is_rounded: To 256 grey levels.
        seed: Of the noise.
    """

    down_px: int
    right_px: int
    is_mirrored: bool
    bend: float
    gain: float
    level: float
    noise: float
    is_rounded: bool
    seed: int

    @classmethod
    def drawn(cls, number: int, noise: float, random: np.random.Generator) -> Self:
        """Return the run of this number: every second mirrored, every second pair rounded."""
        down, right = random.integers(-MOST_SHIFT_PX, MOST_SHIFT_PX + 1, 2)
        bend, gain, level = random.uniform(-1, 1, 3) * (MOST_BEND, MOST_GAIN, MOST_LEVEL)
        return cls(
            down_px=int(down),
            right_px=int(right),
            is_mirrored=number % 2 == 1,
            bend=float(bend),
            gain=float(1 + gain),
            level=float(level),
            noise=max(noise, LEAST_NOISE),
            is_rounded=number % 4 >= 2,
            seed=int(random.integers(2**31)),
        )

    def apply(self, film: FloatImage) -> FloatImage:
        """Return the film taken again.

        Args:
            film: (rows, columns) float32 in 0..1.

        Returns:
            (rows, columns) float32 in 0..1, new.
        """
        bent = np.clip(film, 0, 1) ** np.float32(np.exp(self.bend))
        exposed = (bent - 0.5) * self.gain + 0.5 + self.level
        random = np.random.default_rng(self.seed)
        noisy = exposed + self.noise * random.standard_normal(film.shape, dtype=np.float32)
        if self.is_rounded:
            noisy = np.round(noisy * 255) / 255
        moved = _shifted(np.clip(noisy, 0, 1).astype(np.float32), self.down_px, self.right_px)
        return np.ascontiguousarray(moved[:, ::-1]) if self.is_mirrored else moved

    def undo(self, picture: FloatImage) -> FloatImage:
        """Return a picture of the film taken again, in the place of the film; (rows, columns)."""
        back = np.ascontiguousarray(picture[:, ::-1]) if self.is_mirrored else picture
        return _shifted(back, -self.down_px, -self.right_px)

    def kept(self, shape: tuple[int, ...], margin_px: int) -> BoolImage:
        """Return where a picture that was undone shows the film and not its mirrored edge.

        Args:
            shape: (rows, columns) of the film.
            margin_px: How far the mirrored edge reaches in beyond itself.
        """
        kept = np.ones(shape, np.bool_)
        for side, move in zip((kept, kept.T), (self.down_px, self.right_px), strict=True):
            if move > 0:
                side[-(move + margin_px) :] = False
            elif move < 0:
                side[: -move + margin_px] = False
        return kept


def noise_of(film: FloatImage, field: BoolImage) -> float:
    """Return the standard deviation of a film's noise, in grey values.

    Args:
        film: (rows, columns) float32.
        field: (rows, columns) True where to measure; the whole film where it is nowhere True.

    Source: mask of Immerkaer, Comput. Vis. Image Underst. 64(2), 1996; the median of absolute
    values in place of the mean, so that edges do not count (Donoho and Johnstone, 1994).
    """
    mask = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
    response = cv2.filter2D(film, cv2.CV_32F, mask)
    inside = response[field] if field.any() else response
    return float(np.median(np.abs(inside)) / 0.6745 / 6)


def _shifted(image: FloatImage, down: int, right: int) -> FloatImage:
    """Return the image moved by whole pixels; what enters is the edge mirrored."""
    rows, columns = image.shape
    most = max(abs(down), abs(right))
    wide = cv2.copyMakeBorder(image, most, most, most, most, cv2.BORDER_REFLECT_101)
    top, left = most - down, most - right
    return np.ascontiguousarray(wide[top : top + rows, left : left + columns], np.float32)
