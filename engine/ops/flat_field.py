"""Taking a detector's uneven answer off a film."""

import cv2
import numpy as np

from engine.frame import FloatImage
from engine.ops.stripes import CACHED_PIXELS, stripe_rows, stripes
from engine.placement import Placement, centred
from engine.progress import Progress

LEAST_GAIN = 0.05
"""Pixels that answer less are dead: dividing by their gain would only raise noise."""


def gain_of(flat: FloatImage, mean: float) -> FloatImage:
    """Return how strongly each pixel answers, 1 on the average.

    Args:
        flat: (rows, columns) float32 values of a uniform exposure, proportional to the dose.
        mean: Of the whole detector.

    Returns:
        (rows, columns) float32, new, at least ``LEAST_GAIN``; 1 everywhere if the mean is 0.
    """
    if mean == 0:
        return np.ones(flat.shape, np.float32)
    gain: FloatImage = np.maximum(flat / np.float32(mean), np.float32(LEAST_GAIN))
    return gain


def divided(
    image: FloatImage, gain: FloatImage, zero: float, progress: Progress | None = None
) -> FloatImage:
    """Return the film divided by a gain map.

    Args:
        image: (rows, columns) float32.
        gain: (rows, columns) float32 above 0.
        zero: Grey value at which the dose is zero: it stays where it is.
        progress: Looked at between stripes.

    Returns:
        (rows, columns) float32, new; may leave the range of ``image``.

    Raises:
        Cancelled: If nobody wants the result any more.

    Source: Seibert, Boone and Lindfors, Flat-field correction technique for digital detectors,
    Proc. SPIE 3336, 1998, eq. 4, with the dark field as ``zero``.
    """
    out = np.empty(image.shape, np.float32)
    height = stripe_rows(image.shape, pixels=CACHED_PIXELS)
    for part in stripes(image.shape[0], height, progress or Progress()):
        np.subtract(image[part], np.float32(zero), out=out[part])
        out[part] /= gain[part]
        out[part] += np.float32(zero)
    return out


def subtracted(
    image: FloatImage, offset: FloatImage, progress: Progress | None = None
) -> FloatImage:
    """Return a logarithmic film without a gain's logarithm.

    Args:
        image: (rows, columns) float32.
        offset: (rows, columns) float32 in the same grey values.
        progress: Looked at between stripes.

    Returns:
        (rows, columns) float32, new; may leave the range of ``image``.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    out = np.empty(image.shape, np.float32)
    height = stripe_rows(image.shape, pixels=CACHED_PIXELS)
    for part in stripes(image.shape[0], height, progress or Progress()):
        np.subtract(image[part], offset[part], out=out[part])
    return out


def rescaled(
    image: FloatImage, low: float, high: float, progress: Progress | None = None
) -> FloatImage:
    """Return the film with ``low..high`` spread over 0..1, clipped there.

    Args:
        image: (rows, columns) float32, any range.
        low: Grey value that becomes 0.
        high: Grey value that becomes 1, above ``low``.
        progress: Looked at between stripes.

    Returns:
        (rows, columns) float32 in 0..1, new.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    out = np.empty(image.shape, np.float32)
    height = stripe_rows(image.shape, pixels=CACHED_PIXELS)
    for part in stripes(image.shape[0], height, progress or Progress()):
        np.subtract(image[part], np.float32(low), out=out[part])
        out[part] /= np.float32(high - low)
        np.clip(out[part], 0, 1, out=out[part])
    return out


def on_grid(flat: FloatImage, shape: tuple[int, ...], placement: Placement) -> FloatImage:
    """Return a map of the detector on the grid of a processed film.

    Args:
        flat: (rows, columns) float32 of the film as read, at any resolution.
        shape: (rows, columns) wanted.
        placement: Where the processed film lies on the film as read.

    Returns:
        ``shape`` float32; area-averaged where the film is smaller, interpolated where larger.
    """
    if placement.is_identity:
        if flat.shape == tuple(shape):
            return flat
        is_smaller = flat.shape[0] > shape[0]
        method = cv2.INTER_AREA if is_smaller else cv2.INTER_LINEAR
        return np.asarray(cv2.resize(flat, (shape[1], shape[0]), interpolation=method), np.float32)
    step = placement.pixels(shape, flat.shape)[:, :2]
    factor = max(1, int(np.sqrt(abs(np.linalg.det(step)))))
    if factor > 1:
        size = max(1, flat.shape[1] // factor), max(1, flat.shape[0] // factor)
        flat = np.asarray(cv2.resize(flat, size, interpolation=cv2.INTER_AREA), np.float32)
    warped = cv2.warpAffine(
        flat,
        centred(placement.pixels(shape, flat.shape)),
        (shape[1], shape[0]),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(warped, np.float32)
