"""Edges: Laplacian of a Gaussian, gradient, difference of Gaussians, blended with the film."""

import math
from collections.abc import Iterator
from enum import Enum

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage, FloatImage
from engine.ops.smooth import gaussian
from engine.ops.stripes import CACHED_PIXELS, filtered_in_stripes, stripe_rows, stripes
from engine.ops.tone import percentiles
from engine.progress import Progress

Kernel = npt.NDArray[np.float64]

BRIGHT_PERCENT = 99.5
"""The gradient that this share of the exposed field lies below becomes white."""

FAINTEST_EDGE = 1e-3
"""A step of so many greys is the least that may become white: a blank film has no edges."""

LAST_SIGMA_PX = 4.0
"""A wider Laplacian of a Gaussian is one of this sigma, after a Gaussian of what is missing."""

_OF_A_DIFFERENCE = 1 / 6  # px squared: the variance of what a second difference blurs by
_OWN_VARIANCE = 0.5  # of the weights across the direction, in px squared: 1/2 Sobel, 3/8 Scharr


class Gradient(Enum):
    """Which kernel measures how steep the film is; the value is its number in recipe files."""

    SOBEL = 0
    SCHARR = 1


_ACROSS = {Gradient.SOBEL: (1, 2, 1), Gradient.SCHARR: (3, 10, 3)}
"""Weights across the direction of the difference."""


def _cached(image: FloatImage, progress: Progress) -> Iterator[slice]:
    return stripes(image.shape[0], stripe_rows(image.shape, pixels=CACHED_PIXELS), progress)


def laplacian_sharpened(
    image: FloatImage,
    sigma_px: tuple[float, float],
    amount: float,
    progress: Progress | None = None,
) -> FloatImage:
    """Subtract the Laplacian of a Gaussian, so that detail of its size stands out.

    The Laplacian is scaled by sigma squared: whatever the sigma, it answers most to waves of
    4.4 sigma, with 0.74 of their height.

    Args:
        image: (rows, columns) float32, any range.
        sigma_px: (row, column) standard deviations in px, above 0.
        amount: How much of it is taken off; 0 returns a copy.
        progress: Looked at between stripes.

    Returns:
        (rows, columns) float32, new; may leave the range of ``image`` at strong edges. What is
        taken off is exact to 2e-4 of the range from 1.5 px of sigma on and to 6e-4 at 20 px, times
        the amount; below, it goes to 0 with sigma.

    Raises:
        Cancelled: If nobody wants the result any more.
        ValueError: If a sigma is not above 0.

    Source: Marr and Hildreth, Proc. R. Soc. Lond. B 207, 1980; scaled as Lindeberg, Int. J.
    Comput. Vision 30(2), 1998, eq. 21.
    """
    if not min(sigma_px) > 0:
        raise ValueError(f"sigma_px must be above 0, not {sigma_px}")
    progress = progress or Progress()
    last_px = [min(sigma, LAST_SIGMA_PX) for sigma in sigma_px]
    first_px = [
        math.sqrt(all_px**2 - own**2) for all_px, own in zip(sigma_px, last_px, strict=True)
    ]
    smooth = image
    if max(first_px) > 0:
        smooth = gaussian(image, (first_px[0], first_px[1]), progress.part(0.0, 0.4))
    short_px = [math.sqrt(max(own**2 - _OF_A_DIFFERENCE, 0.0)) for own in last_px]
    smooth = gaussian(smooth, (short_px[0], short_px[1]), progress.part(0.4, 0.7))
    taken = -amount * _laplacian(sigma_px)
    out = np.empty(image.shape, np.float32)
    for part in _cached(image, progress.part(0.7, 1.0)):
        top = max(0, part.start - 1)
        bent = cv2.filter2D(
            smooth[top : part.stop + 1], cv2.CV_32F, taken, borderType=cv2.BORDER_REFLECT
        )
        np.add(image[part], bent[part.start - top : part.stop - top], out=out[part])
    return out


def _laplacian(sigma_px: tuple[float, float]) -> Kernel:
    """Return (3, 3) second differences, each times its sigma squared.

    A second difference is a second derivative blurred along it by a variance of 1/6 px squared;
    the weights across blur by the same, so that both together are a Gaussian wider by that.
    """
    difference, across = np.array([1.0, -2.0, 1.0]), np.array([1.0, 10.0, 1.0]) / 12
    down, along = np.outer(difference, across), np.outer(across, difference)
    kernel: Kernel = sigma_px[0] ** 2 * down + sigma_px[1] ** 2 * along
    return kernel


def gradient_blended(
    image: FloatImage,
    field: BoolImage,
    sigma_px: tuple[float, float],
    operator: Gradient,
    strength: float,
    progress: Progress | None = None,
) -> FloatImage:
    """Mix the film with a picture of its edges: how steep it is at each pixel.

    Args:
        image: (rows, columns) float32, any range.
        field: (rows, columns) True where to measure how steep edges are.
        sigma_px: (row, column) standard deviations in px of a Gaussian before, above 0.
        operator: The kernel of the derivative.
        strength: 0 (the film) to 1 (the edges alone).
        progress: Looked at between stripes.

    Returns:
        (rows, columns) float32, new; within the range of ``image`` and 0..1.

    Raises:
        Cancelled: If nobody wants the result any more.
        ValueError: If a number is out of range.

    Source: Sobel and Feldman, 1968; Scharr, Optimale Operatoren in der digitalen
    Bildverarbeitung, Heidelberg 2000. That edges are brought to 0..1 by a percentile is our own.
    """
    if not (min(sigma_px) > 0 and 0 <= strength <= 1):
        raise ValueError(f"sigma_px {sigma_px} or strength {strength} is out of range")
    progress = progress or Progress()
    smooth = gaussian(image, sigma_px, progress.part(0.0, 0.4))
    down_px, along_px = sigma_px
    wider = math.sqrt(math.tau * (1 + _OWN_VARIANCE / (down_px * along_px)))
    reach_px = wider * down_px, wider * along_px  # a step rises by its height over that
    edges = steepness(smooth, operator, reach_px, progress.part(0.4, 0.7))
    (bright,) = percentiles(edges, field, (BRIGHT_PERCENT,), progress.part(0.7, 0.8))
    scale = np.float32(strength / max(bright, FAINTEST_EDGE))
    for part in _cached(image, progress.part(0.8, 1.0)):
        edges[part] *= scale
        np.minimum(edges[part], np.float32(strength), out=edges[part])
        edges[part] += image[part] * np.float32(1 - strength)
    return edges


def steepness(
    image: FloatImage,
    operator: Gradient,
    reach_px: tuple[float, float],
    progress: Progress | None = None,
) -> FloatImage:
    """Return the length of the gradient; the film's edges are mirrored.

    Args:
        image: (rows, columns) float32, any range.
        operator: The kernel of the derivative.
        reach_px: (row, column) lengths in px over which the rise is told.
        progress: Looked at between stripes.

    Returns:
        (rows, columns) float32, 0 or more, new.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    difference = np.array([-0.5, 0, 0.5])
    down_px, along_px = reach_px
    across = np.array(_ACROSS[operator], np.float64) / sum(_ACROSS[operator])

    def measure(part: FloatImage) -> FloatImage:
        along, down = (
            cv2.sepFilter2D(part, cv2.CV_32F, *kernels, borderType=cv2.BORDER_REFLECT)
            for kernels in ((difference * along_px, across), (across, difference * down_px))
        )
        # Not cv2.magnitude, which rounds by where its result lies in memory.
        length: FloatImage = np.sqrt(along * along + down * down)
        return length

    return filtered_in_stripes(image, 1, measure, progress or Progress())


def band_raised(
    image: FloatImage,
    inner_px: tuple[float, float],
    outer_px: tuple[float, float],
    amount: float,
    progress: Progress | None = None,
) -> FloatImage:
    """Add the difference of two Gaussians: detail between two sizes stands out.

    Args:
        image: (rows, columns) float32, any range.
        inner_px: (row, column) standard deviations in px of the narrower, 0 or more.
        outer_px: The same of the wider.
        amount: How much of the difference is added; 0 returns a copy.
        progress: Looked at between stripes.

    Returns:
        (rows, columns) float32, new; may leave the range of ``image`` at strong edges.

    Raises:
        Cancelled: If nobody wants the result any more.

    Source: Marr and Hildreth, Proc. R. Soc. Lond. B 207, 1980, appendix B.
    """
    progress = progress or Progress()
    wide = gaussian(image, outer_px, progress.part(0.0, 0.45))
    out = gaussian(image, inner_px, progress.part(0.45, 0.9))
    for part in _cached(image, progress.part(0.9, 1.0)):
        out[part] -= wide[part]
        out[part] *= np.float32(amount)
        out[part] += image[part]
    return out
