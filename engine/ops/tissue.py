"""Tissue equalisation: what is broad is compressed, what is fine is kept and raised."""

from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import FloatImage
from engine.ops.stripes import CACHED_PIXELS, indices_of, stripe_rows, stripes
from engine.progress import Progress

_LEVELS = 65536

Doubles: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Compression:
    """A curve that brings dark and bright towards the middle; it keeps the order of greys.

    Its slope falls evenly from 1 in the middle to 1 less the lift at the ends, and stays there
    beyond.

    Attributes:
        low, middle, high: Grey values of the ends and of the middle, rising.
        dark_lift: 0 leaves the dark side alone, 1 makes its end flat.
        bright_drop: The same for the bright side.
    """

    low: float
    middle: float
    high: float
    dark_lift: float
    bright_drop: float

    def __post_init__(self) -> None:
        if not self.low <= self.middle <= self.high:
            raise ValueError(f"{self.low}, {self.middle} and {self.high} do not rise")
        if not (0 <= self.dark_lift <= 1 and 0 <= self.bright_drop <= 1):
            raise ValueError(f"lift {self.dark_lift} or drop {self.bright_drop} is not in 0..1")

    def at(self, grey: FloatImage) -> FloatImage:
        """Return what becomes of these greys, a new array."""
        away = grey.astype(np.float64) - self.middle
        dark = _bent(np.maximum(-away, 0), self.middle - self.low, self.dark_lift)
        bright = _bent(np.maximum(away, 0), self.high - self.middle, self.bright_drop)
        curve: FloatImage = (self.middle + bright - dark).astype(np.float32)
        return curve


def _bent(away: Doubles, end: float, lift: float) -> Doubles:
    """Return distances from the middle, shortened: quadratic up to the end, then straight."""
    if end <= 0:
        return away * (1 - lift)
    inner = np.minimum(away, end)
    bent: Doubles = inner - lift * inner**2 / (2 * end) + (1 - lift) * (away - inner)
    return bent


def equalised_tissue(
    image: FloatImage,
    base: FloatImage,
    curve: Compression,
    detail_gain: float,
    progress: Progress | None = None,
) -> FloatImage:
    """Return the film with its base through a curve and its detail times a gain.

    Args:
        image: (rows, columns) float32.
        base: The same shape: what is broad, as ``guided_base``; clipped to 0..1 for the curve.
        curve: Of the base.
        detail_gain: Of what the base lacks, 0 or more.
        progress: Looked at between stripes.

    Returns:
        (rows, columns) float32, new; may leave the film's range.

    Raises:
        Cancelled: If nobody wants the result any more.

    Source: own; base and detail as Durand and Dorsey, Fast bilateral filtering for the display of
        high-dynamic-range images, SIGGRAPH 2002.
    """
    greys = np.linspace(0, 1, _LEVELS).astype(np.float32)
    # gain x film + (curve of base - gain x base): one table and one sum a pixel
    table = curve.at(greys) - np.float32(detail_gain) * greys
    out = np.empty(image.shape, np.float32)
    height = stripe_rows(image.shape, pixels=CACHED_PIXELS)
    for part in stripes(image.shape[0], height, progress or Progress()):
        np.multiply(image[part], np.float32(detail_gain), out=out[part])
        out[part] += cv2.LUT(indices_of(base[part]), table)
    return out
