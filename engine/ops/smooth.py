"""Smoothing: Gaussian and bilateral."""

import math

import cv2
import numpy as np

from engine.frame import FloatImage
from engine.ops.stripes import STRIPE_PIXELS, filtered_in_stripes, stripe_rows, stripes
from engine.progress import Progress

TRUNCATE = 4.0
"""A Gaussian ends at this many sigma; what is cut off is 6e-5 of it."""

REDUCED_SIGMA_PX = 8.0
"""A wide Gaussian is computed on a film reduced so far that its sigma is still this wide."""

BILATERAL_SIGMA_PX = 4.0
"""Wider bilateral filters look at every second, third ... neighbour only."""

_NEIGHBOURS = 60_000_000
"""Pixels times neighbours of a bilateral stripe: about 0.1 s on two slow cores."""


def gaussian(
    image: FloatImage, sigma_px: tuple[float, float], progress: Progress | None = None
) -> FloatImage:
    """Return the film blurred by a Gaussian; edges are mirrored.

    From 16 px on it is computed on an area-averaged film and interpolated back, with the sigma
    corrected for both; the result is within 0.0015 of the exact one even for black and white noise.

    Args:
        image: (rows, columns) float32, any range.
        sigma_px: (row, column) standard deviations in px, 0 or more; 0 leaves that axis alone.
        progress: Looked at between stripes.

    Returns:
        (rows, columns) float32 within the range of ``image``, new.

    Raises:
        Cancelled: If nobody wants the result any more.
        ValueError: If a sigma is below 0.
    """
    if not min(sigma_px) >= 0:
        raise ValueError(f"sigma_px must be 0 or more, not {sigma_px}")
    progress = progress or Progress()
    factors = _reduction(sigma_px[0]), _reduction(sigma_px[1])
    if factors == (1, 1):
        return _gaussian_direct(image, sigma_px, progress)
    inner = _reduced_sigma(sigma_px[0], factors[0]), _reduced_sigma(sigma_px[1], factors[1])
    margins = _margin(inner[0], factors[0]), _margin(inner[1], factors[1])
    reduced = _reduced(image, factors, margins, progress.part(0.0, 0.3))
    blurred = _gaussian_direct(reduced, inner, progress.part(0.3, 0.7))
    return _enlarged(blurred, factors, image.shape, progress.part(0.7, 1.0))


def _gaussian_direct(
    image: FloatImage, sigma_px: tuple[float, float], progress: Progress
) -> FloatImage:
    row_radius, column_radius = (math.ceil(TRUNCATE * sigma) for sigma in sigma_px)
    down = cv2.getGaussianKernel(2 * row_radius + 1, max(sigma_px[0], 1e-6), cv2.CV_32F)
    along = cv2.getGaussianKernel(2 * column_radius + 1, max(sigma_px[1], 1e-6), cv2.CV_32F)

    def blur(part: FloatImage) -> FloatImage:
        blurred: FloatImage = cv2.sepFilter2D(  # type: ignore[assignment]
            part, cv2.CV_32F, along, down, borderType=cv2.BORDER_REFLECT
        )
        return blurred

    return filtered_in_stripes(image, row_radius, blur, progress)


def _reduction(sigma_px: float) -> int:
    """Return the largest power of 2 that leaves a sigma of at least REDUCED_SIGMA_PX."""
    return 1 << max(0, math.floor(math.log2(max(sigma_px, 1.0) / REDUCED_SIGMA_PX)))


def _reduced_sigma(sigma_px: float, factor: int) -> float:
    """Return the sigma left to do, in reduced px, after averaging and interpolating."""
    if factor == 1:
        return sigma_px
    averaging = (factor**2 - 1) / 12  # variance of ``factor`` equal weights
    interpolation = factor**2 / 6 + 1 / 12  # of linear interpolation back, mean over its phases
    return math.sqrt(sigma_px**2 - averaging - interpolation) / factor


def _margin(sigma_px: float, factor: int) -> int:
    """Return how many blocks beyond the film's end a blur of ``sigma_px`` reaches."""
    return 0 if factor == 1 else math.ceil(TRUNCATE * sigma_px) + 1


def _reduced(
    image: FloatImage, factors: tuple[int, int], margins: tuple[int, int], progress: Progress
) -> FloatImage:
    """Return means of blocks of ``factors`` pixels, the film mirrored to whole blocks and more.

    Args:
        image: (rows, columns) float32.
        factors: (down, along) pixels of a block.
        margins: (down, along) mirrored blocks appended below and to the right: there the edge
            of the film is no edge of a block, so that the mirror must be made before.
        progress: Looked at between stripes.
    """
    down, along = factors
    rows, columns = (
        -(-side // by) + margin
        for side, by, margin in zip(image.shape, factors, margins, strict=True)
    )
    mirrored = np.arange(rows * down) % (2 * image.shape[0])
    source = np.minimum(mirrored, 2 * image.shape[0] - 1 - mirrored)
    right = columns * along - image.shape[1]
    out = np.empty((rows, columns), np.float32)
    for part in stripes(rows, stripe_rows((rows, columns * down * along)), progress):
        block = image[source[part.start * down : part.stop * down]]
        wide = cv2.copyMakeBorder(block, 0, 0, 0, right, cv2.BORDER_REFLECT)
        size = columns, part.stop - part.start
        out[part] = cv2.resize(wide, size, interpolation=cv2.INTER_AREA)
    return out


def _enlarged(
    reduced: FloatImage, factors: tuple[int, int], shape: tuple[int, ...], progress: Progress
) -> FloatImage:
    """Return the reduced film interpolated linearly back to ``shape``."""
    down, along = factors
    out = np.empty(shape, np.float32)
    used = -(-shape[0] // down)
    for part in stripes(used, stripe_rows((0, reduced.shape[1] * down * along)), progress):
        low, high = max(0, part.start - 1), min(reduced.shape[0], part.stop + 1)
        size = reduced.shape[1] * along, (high - low) * down
        grown = cv2.resize(reduced[low:high], size, interpolation=cv2.INTER_LINEAR)
        target = out[part.start * down : part.stop * down]
        skip = (part.start - low) * down
        target[:] = grown[skip : skip + target.shape[0], : shape[1]]
    return out


def bilateral(
    image: FloatImage, sigma_px: float, sigma_grey: float, progress: Progress | None = None
) -> FloatImage:
    """Return the film smoothed within, but not across, edges; the film's edges are mirrored.

    Each pixel becomes the mean of those within 2 sigma, weighted by a Gaussian of their distance
    and one of their difference in grey. Above 4 px of sigma only every second, third ... pixel
    in both directions is looked at.

    Args:
        image: (rows, columns) float32, any range.
        sigma_px: Standard deviation over distance, above 0.
        sigma_grey: Standard deviation over grey values, above 0.
        progress: Looked at between stripes.

    Returns:
        (rows, columns) float32 within the range of ``image``, new.

    Raises:
        Cancelled: If nobody wants the result any more.
        ValueError: If a sigma is not above 0.

    Source: Tomasi and Manduchi, Bilateral filtering for gray and color images, ICCV 1998.
    """
    if not (sigma_px > 0 and sigma_grey > 0):
        raise ValueError(f"both sigmas must be above 0, not {sigma_px} and {sigma_grey}")
    progress = progress or Progress()
    apart = math.ceil(sigma_px / BILATERAL_SIGMA_PX)
    if apart == 1:
        return _bilateral_dense(image, sigma_px, sigma_grey, progress)
    out = np.empty(image.shape, np.float32)
    for number in range(apart * apart):
        comb = np.s_[number // apart :: apart, number % apart :: apart]
        part = progress.part(number / apart**2, (number + 1) / apart**2)
        sparse = np.ascontiguousarray(image[comb])
        if sparse.size:
            out[comb] = _bilateral_dense(sparse, sigma_px / apart, sigma_grey, part)
    return out


def _bilateral_dense(
    image: FloatImage, sigma_px: float, sigma_grey: float, progress: Progress
) -> FloatImage:
    radius = max(1, math.ceil(2 * sigma_px))
    low, high = cv2.minMaxLoc(image)[:2]
    if high <= low:
        return image.copy()

    def smooth(part: FloatImage) -> FloatImage:
        # OpenCV tabulates the grey weights over the range of what it is given: two rows out of
        # reach give every stripe the same range, and at least 0..1, so that the table is fine.
        apart = cv2.copyMakeBorder(part, 0, radius + 2, 0, 0, cv2.BORDER_REFLECT)
        apart[-2], apart[-1] = min(low, 0.0), max(high, 1.0)
        smoothed: FloatImage = cv2.bilateralFilter(  # type: ignore[assignment]
            apart, 2 * radius + 1, sigma_grey, sigma_px, borderType=cv2.BORDER_REFLECT
        )[: part.shape[0]]
        return smoothed

    neighbours = math.ceil(math.pi * radius**2)
    pixels = min(STRIPE_PIXELS, _NEIGHBOURS // neighbours)
    return filtered_in_stripes(image, radius, smooth, progress, pixels=pixels)
