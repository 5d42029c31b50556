"""Homomorphic filtering: large differences of exposure compressed, fine contrast raised."""

import math
from collections.abc import Iterator

import numpy as np

from engine.frame import BoolImage, FloatImage
from engine.ops.field import extended
from engine.ops.smooth import gaussian
from engine.ops.stripes import CACHED_PIXELS, stripe_rows, stripes
from engine.ops.tone import percentiles
from engine.progress import Progress

FLOOR = 0.1
"""Added to the greys before the logarithm, so that noise in black is not blown up."""

CLIPPED_PERCENT = 0.5
"""Share of the exposed pixels that becomes black, and as many white."""

_NATS = math.log1p(1 / FLOOR)


def homomorphic(
    image: FloatImage,
    field: BoolImage,
    sigma_px: tuple[float, float],
    low_gain: float,
    high_gain: float,
    progress: Progress | None = None,
) -> FloatImage:
    """Return the film filtered in its logarithm by a Gaussian high emphasis.

    The logarithm of a film is the sum of what varies slowly and of fine contrast; each is
    multiplied by its gain, and the result, no longer a logarithm, spread over 0..1. The transfer
    function is low_gain + (high_gain - low_gain) (1 - exp(-2 pi^2 sigma^2 f^2)), f in 1/px; it is
    applied in space, which for a film mirrored at its edges is the same.

    Args:
        image: (rows, columns) float32; clipped to 0..1.
        field: (rows, columns) True inside the exposed field; nothing outside it counts.
        sigma_px: (row, column) standard deviations in px of the low-pass, above 0: a cut-off
            frequency f0, at which exp(-1/2) of the slow part is left, has 1 / (2 pi f0).
        low_gain: Of what is slower than the cut-off; below 1 compresses it, at least 0.
        high_gain: Of what is faster; above 1 raises it, above 0.
        progress: Looked at between stripes.

    Returns:
        (rows, columns) float32 in 0..1, new; outside the field the film itself.

    Raises:
        Cancelled: If nobody wants the result any more.
        ValueError: If a gain is out of range.

    Source: Oppenheim, Schafer and Stockham, Proc. IEEE 56(8), 1968; the Gaussian transfer function
    of Gonzalez and Woods, Digital Image Processing, 4th ed. 2018, eq. 4-147.
    """
    if not (low_gain >= 0 and high_gain > 0):
        raise ValueError(f"gains must be 0 or more and above 0, not {low_gain} and {high_gain}")
    progress = progress or Progress()
    shares = _logarithms(image, progress.part(0.0, 0.25))
    whole = shares if field.all() else extended(shares, field, progress)
    out = gaussian(whole, sigma_px, progress.part(0.25, 0.55))
    # from logarithms in 0..1 and their mean comes something between these two
    lowest, highest = min(0.0, low_gain - high_gain), max(low_gain, high_gain)
    span = highest - lowest
    for part in _cached(image, progress.part(0.55, 0.65)):
        out[part] *= np.float32((low_gain - high_gain) / span)
        out[part] += shares[part] * np.float32(high_gain / span) - np.float32(lowest / span)
    ends = CLIPPED_PERCENT, 100 - CLIPPED_PERCENT
    low, high = percentiles(out, field, ends, progress.part(0.65, 0.8))
    if high > low:
        _exponentials(out, low, high, span * _NATS, progress.part(0.8, 0.9))
        kept = ~field
    else:
        kept = np.ones_like(field)  # one grey only: there is nothing to filter
    for part in _cached(image, progress.part(0.9, 1.0)):
        np.copyto(out[part], np.clip(image[part], 0, 1), where=kept[part])
    return out


def _cached(image: FloatImage, progress: Progress) -> Iterator[slice]:
    return stripes(image.shape[0], stripe_rows(image.shape, pixels=CACHED_PIXELS), progress)


def _logarithms(image: FloatImage, progress: Progress) -> FloatImage:
    """Return log(1 + x / FLOOR), of which 1 makes 1: log(x + FLOOR) brought to 0..1."""
    out = np.empty(image.shape, np.float32)
    for part in _cached(image, progress):
        grey = np.clip(image[part], 0, 1, out=out[part])
        grey *= np.float32(1 / FLOOR)
        grey += np.float32(1)
        np.log(grey, out=grey)
        grey *= np.float32(1 / _NATS)
    return out


def _exponentials(
    shares: FloatImage, low: float, high: float, nats: float, progress: Progress
) -> None:
    """Take logarithms back to greys, in place: what is ``low`` becomes 0, ``high`` 1.

    Args:
        shares: (rows, columns) float32, logarithms in units of ``nats``.
        low: Share that becomes black; below ``high``.
        high: Share that becomes white.
        nats: What 0..1 spans in natural logarithms.
        progress: Looked at between stripes.
    """
    scale = np.float32(1 / math.expm1(nats * (high - low)))
    for part in _cached(shares, progress):
        grey = shares[part]
        grey -= np.float32(low)
        grey *= np.float32(nats)
        np.exp(grey, out=grey)
        grey -= np.float32(1)
        grey *= scale
        np.clip(grey, 0, 1, out=grey)
