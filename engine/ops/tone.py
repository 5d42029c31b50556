"""One curve for the whole film: gamma and contrast stretch."""

from collections.abc import Iterator

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage, FloatImage
from engine.ops.stripes import CACHED_PIXELS, indices_of, stripe_rows, stripes
from engine.progress import Progress

_LEVELS = 65536


def _stripes(image: FloatImage, progress: Progress | None) -> Iterator[slice]:
    return stripes(
        image.shape[0], stripe_rows(image.shape, pixels=CACHED_PIXELS), progress or Progress()
    )


def gamma(image: FloatImage, exponent: float, progress: Progress | None = None) -> FloatImage:
    """Return the film raised to a power.

    Args:
        image: (rows, columns) float32; clipped to 0..1 first.
        exponent: Above 0; below 1 brightens the middle greys, above 1 darkens them.
        progress: Looked at between stripes.

    Returns:
        (rows, columns) float32 in 0..1, new; 0 stays 0 and 1 stays 1.

    Raises:
        Cancelled: If nobody wants the result any more.
        ValueError: If ``exponent`` is not above 0.
    """
    if not exponent > 0:
        raise ValueError(f"exponent must be above 0, not {exponent}")
    out = np.empty(image.shape, np.float32)
    for part in _stripes(image, progress):
        np.clip(image[part], 0, 1, out=out[part])
        np.power(out[part], np.float32(exponent), out=out[part])
    return out


def level_counts(
    image: FloatImage, field: BoolImage, progress: Progress | None = None
) -> npt.NDArray[np.int64]:
    """Return how many exposed pixels have each of 65 536 grey levels.

    Args:
        image: (rows, columns) float32; what lies outside 0..1 is counted at the ends.
        field: (rows, columns) True where to count; the whole film where it is nowhere True.
        progress: Looked at between stripes.

    Returns:
        (65536,) counts of the grey values 0, 1/65535 ... 1, each with what rounds to it.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    counts: npt.NDArray[np.int64] = np.zeros(_LEVELS, np.int64)
    everywhere = not field.any()
    for part in stripes(image.shape[0], stripe_rows(image.shape), progress or Progress()):
        inside = None if everywhere else field[part].view(np.uint8)
        steps = indices_of(image[part])
        counted = cv2.calcHist([steps], [0], inside, [_LEVELS], [0, _LEVELS])
        counts += counted.ravel().astype(np.int64)
    return counts


def percentiles(
    image: FloatImage,
    field: BoolImage,
    percents: tuple[float, ...],
    progress: Progress | None = None,
) -> tuple[float, ...]:
    """Return grey values below which these shares of the exposed field lie.

    Args:
        image: (rows, columns) float32; counted in 65 536 steps of 0..1, what lies outside at
            the ends.
        field: (rows, columns) True where to count; the whole film where it is nowhere True.
        percents: 0..100 each.
        progress: Looked at between stripes.

    Returns:
        Grey values in 0..1, exact to half a step.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    counts = level_counts(image, field, progress)
    total = np.cumsum(counts)
    ranks = [percent / 100 * (int(total[-1]) - 1) for percent in percents]
    return tuple(float(np.searchsorted(total, rank, "right")) / (_LEVELS - 1) for rank in ranks)


def stretch(
    image: FloatImage, low: float, high: float, progress: Progress | None = None
) -> FloatImage:
    """Return the film with ``low..high`` spread over 0..1 and clipped there.

    Args:
        image: (rows, columns) float32, any range.
        low: Grey value that becomes 0.
        high: Grey value that becomes 1; the film is only clipped where it is not above ``low``.
        progress: Looked at between stripes.

    Returns:
        (rows, columns) float32 in 0..1, new.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    scale = 1.0 / (high - low) if high > low else 1.0
    shift = -low * scale if high > low else 0.0
    out = np.empty(image.shape, np.float32)
    for part in _stripes(image, progress):
        np.multiply(image[part], np.float32(scale), out=out[part])
        out[part] += np.float32(shift)
        np.clip(out[part], 0, 1, out=out[part])
    return out
