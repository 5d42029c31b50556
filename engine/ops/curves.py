"""Curves for the whole film that keep black and white: logarithm, exponential, sigmoid."""

import math
from collections.abc import Callable

import numpy as np

from engine.frame import FloatImage
from engine.ops.stripes import CACHED_PIXELS, stripe_rows, stripes
from engine.progress import Progress


def logarithm(image: FloatImage, gain: float, progress: Progress | None = None) -> FloatImage:
    """Return the film with its dark greys spread: log(1 + gain x) / log(1 + gain).

    Args:
        image: (rows, columns) float32; clipped to 0..1 first.
        gain: Above 0; the more, the more the dark greys are spread, at most gain / log(1 + gain).
        progress: Looked at between stripes.

    Returns:
        (rows, columns) float32 in 0..1, new; 0 stays 0 and 1 stays 1.

    Raises:
        Cancelled: If nobody wants the result any more.
        ValueError: If ``gain`` is not above 0.

    Source: Gonzalez and Woods, Digital Image Processing, 4th ed. 2018, eq. 3-4, brought to 0..1.
    """
    scale = np.float32(1 / _log_of_one_and(gain))

    def curve(grey: FloatImage) -> None:
        grey *= np.float32(gain)
        grey += np.float32(1)
        np.log(grey, out=grey)
        grey *= scale

    return _mapped(image, curve, progress)


def exponential(image: FloatImage, gain: float, progress: Progress | None = None) -> FloatImage:
    """Return the film with its bright greys spread: the way back from ``logarithm``.

    Args:
        image: (rows, columns) float32; clipped to 0..1 first.
        gain: Above 0.
        progress: Looked at between stripes.

    Returns:
        (rows, columns) float32 in 0..1, new: ((1 + gain)^x - 1) / gain; 0 stays 0 and 1 stays 1.

    Raises:
        Cancelled: If nobody wants the result any more.
        ValueError: If ``gain`` is not above 0.
    """
    power = np.float32(_log_of_one_and(gain))

    def curve(grey: FloatImage) -> None:
        grey *= power
        np.exp(grey, out=grey)
        grey -= np.float32(1)
        grey *= np.float32(1 / gain)

    return _mapped(image, curve, progress)


def dose_logarithm(image: FloatImage, gain: float, progress: Progress | None = None) -> FloatImage:
    """Return the logarithm of the dose that a film of linear response has received.

    Dense is bright, so that the dose rises as the grey falls: 1 - log(1 + gain (1 - x)) /
    log(1 + gain). Equal layers of tissue then make equal steps of grey (Beer and Lambert).

    Args:
        image: (rows, columns) float32; clipped to 0..1 first.
        gain: Above 0; about the ratio of the highest to the lowest dose.
        progress: Looked at between stripes.

    Returns:
        (rows, columns) float32 in 0..1, new; 0 stays 0 and 1 stays 1.

    Raises:
        Cancelled: If nobody wants the result any more.
        ValueError: If ``gain`` is not above 0.
    """
    scale = np.float32(-1 / _log_of_one_and(gain))

    def curve(grey: FloatImage) -> None:
        grey *= np.float32(-gain)
        grey += np.float32(1 + gain)
        np.log(grey, out=grey)
        grey *= scale
        grey += np.float32(1)

    return _mapped(image, curve, progress)


def sigmoid(
    image: FloatImage, centre: float, width: float, progress: Progress | None = None
) -> FloatImage:
    """Return the film with the greys about a centre spread, and both ends bent in softly.

    Args:
        image: (rows, columns) float32; clipped to 0..1 first.
        centre: Grey value of the steepest place, in 0..1.
        width: Greys that a straight line of that slope would spread over everything, above 0.
        progress: Looked at between stripes.

    Returns:
        (rows, columns) float32 in 0..1, new: the sigmoid 1 / (1 + exp(-4 (x - centre) / width))
        of DICOM PS3.3 C.11.2.1.3.1, brought to 0 at 0 and 1 at 1.

    Raises:
        Cancelled: If nobody wants the result any more.
        ValueError: If a number is out of range.
    """
    if not (0 <= centre <= 1 and width > 0):
        raise ValueError(f"centre must be in 0..1 and width above 0, not {centre} and {width}")
    steep = 2 / width  # the sigmoid of 4 x is (1 + tanh(2 x)) / 2, which never overflows
    dark, bright = math.tanh(-centre * steep), math.tanh((1 - centre) * steep)

    def curve(grey: FloatImage) -> None:
        grey -= np.float32(centre)
        grey *= np.float32(steep)
        np.tanh(grey, out=grey)
        grey -= np.float32(dark)
        grey *= np.float32(1 / (bright - dark))

    return _mapped(image, curve, progress)


def _log_of_one_and(gain: float) -> float:
    if not gain > 0:
        raise ValueError(f"gain must be above 0, not {gain}")
    return math.log1p(gain)


def _mapped(
    image: FloatImage, curve: Callable[[FloatImage], None], progress: Progress | None
) -> FloatImage:
    """Return the film after a curve that works in place, stripe by stripe, clipped to 0..1."""
    out = np.empty(image.shape, np.float32)
    height = stripe_rows(image.shape, pixels=CACHED_PIXELS)
    for part in stripes(image.shape[0], height, progress or Progress()):
        np.clip(image[part], 0, 1, out=out[part])
        curve(out[part])
        np.clip(out[part], 0, 1, out=out[part])  # a rounding beyond the ends
    return out
