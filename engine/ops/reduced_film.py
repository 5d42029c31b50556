"""A film reduced so that what is sought on it is found alike on the whole film and its preview."""

import math
from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage, FloatImage
from engine.ops.field import extended
from engine.progress import Progress

LONG_SIDE = 768
"""Pixels of the longer side; no preview has fewer."""


@dataclass(frozen=True, slots=True, eq=False)
class ReducedFilm:
    """The film on a coarser grid.

    Attributes:
        grey: (rows, columns) float32; outside the field what lies nearest inside.
        field: (rows, columns) True where all of a pixel is exposed.
        pixel_mm: Between pixels, the mean of down and across.
    """

    grey: FloatImage
    field: BoolImage
    pixel_mm: float

    @classmethod
    def of(
        cls,
        image: FloatImage,
        field: BoolImage,
        spacing_mm: tuple[float, float],
        progress: Progress,
    ) -> Self:
        """Return a film area-averaged to LONG_SIDE pixels, or as it is where it has fewer.

        Raises:
            Cancelled: If nobody wants the result any more.
        """
        factor = max(1.0, max(image.shape) / LONG_SIDE)
        pixel_mm = math.sqrt(math.prod(spacing_mm)) * factor
        if factor == 1.0:
            whole = image if field.all() else extended(image, field, progress)
            return cls(whole, field, pixel_mm)
        size = max(1, round(image.shape[1] / factor)), max(1, round(image.shape[0] / factor))
        exposed = field.view(np.uint8)
        some = cv2.copyTo(image, exposed)  # 0 elsewhere
        progress.check()
        grey = np.asarray(cv2.resize(some, size, interpolation=cv2.INTER_AREA), np.float32)
        progress.check()
        full = cv2.resize(exposed * np.uint8(255), size, interpolation=cv2.INTER_AREA)
        share = np.asarray(full, np.float32) / 255
        progress.check()
        is_touched = share > 0
        np.divide(grey, share, out=grey, where=is_touched)
        if not is_touched.all():
            grey = extended(grey, is_touched, progress)
        return cls(grey, share == 1, pixel_mm)

    def px(self, length_mm: float) -> int:
        """Return a length in whole px, at least 1."""
        return max(1, round(length_mm / self.pixel_mm))


def on_film(marks: npt.NDArray[np.uint8], field: BoolImage, progress: Progress) -> BoolImage:
    """Return marks of a reduced film on the whole one, within its field.

    Args:
        marks: (rows, columns) of the reduced film, above 0 where something was found.
        field: (rows, columns) of the whole film, True where it is exposed.
        progress: Looked at between parts.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    if not marks.any():
        return np.zeros(field.shape, np.bool_)
    size = field.shape[1], field.shape[0]
    shown = (marks > 0).astype(np.uint8) * 255
    found: BoolImage = np.asarray(cv2.resize(shown, size, interpolation=cv2.INTER_LINEAR) > 0)
    progress.check()
    found &= field
    return found
