"""Histogram equalisation by one curve for the whole film, right at 16 bit and inside the field."""

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage, FloatImage
from engine.ops.stripes import CACHED_PIXELS, indices_of, stripe_rows, stripes
from engine.ops.tone import level_counts
from engine.progress import Progress


def equalised(
    image: FloatImage, field: BoolImage, strength: float = 1.0, progress: Progress | None = None
) -> FloatImage:
    """Return the film with greys spread so that each is about as common in its field.

    A pixel becomes the share of the exposed pixels that are not brighter than it, those of the
    darkest grey left out, so that the darkest becomes 0 and the brightest 1.

    Args:
        image: (rows, columns) float32; rounded to 65 536 grey levels of 0..1 and clipped there.
        field: (rows, columns) True inside the exposed field; nothing outside it counts.
        strength: 0 (the film) to 1 (all of the above).
        progress: Looked at between stripes.

    Returns:
        (rows, columns) float32 in 0..1, new.

    Raises:
        Cancelled: If nobody wants the result any more.
        ValueError: If ``strength`` is out of range.

    Source: Gonzalez and Woods, Digital Image Processing, 4th ed. 2018, eq. 3-15; the darkest
    grey left out as in OpenCV's equalizeHist, which knows 8 bits only.
    """
    if not 0 <= strength <= 1:
        raise ValueError(f"strength must be in 0..1, not {strength}")
    progress = progress or Progress()
    curve = _curve(level_counts(image, field, progress.part(0.0, 0.6)))
    line = np.linspace(0, 1, curve.size)
    table = (line + strength * (curve - line)).astype(np.float32)
    out = np.empty(image.shape, np.float32)
    height = stripe_rows(image.shape, pixels=CACHED_PIXELS)
    for part in stripes(image.shape[0], height, progress.part(0.6, 1.0)):
        cv2.LUT(indices_of(image[part]), table, dst=out[part])
    return out


def _curve(counts: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Return what each level becomes: 0..1, a straight line where only one level occurs."""
    darkest = int(counts[np.flatnonzero(counts)[0]])
    others = int(counts.sum()) - darkest
    if others == 0:
        return np.linspace(0, 1, counts.size)
    return np.maximum(np.cumsum(counts) - darkest, 0) / others
