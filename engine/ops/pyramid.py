"""A film taken apart into octaves of detail, and put together again: the Laplacian pyramid."""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from engine.frame import FloatImage
from engine.ops.stripes import CACHED_PIXELS, stripe_rows, stripes
from engine.progress import Progress

PERIOD_PX = 4.0
"""Period in the middle of the finest band, in px; each band's is twice the one before."""

_STRIPE_TO_HALO = 8


@dataclass(frozen=True, slots=True, eq=False)
class Pyramid:
    """A film and its halvings; what each loses in the next is a band of detail.

    Attributes:
        levels: The film, then half its size and so on; each (rows, columns) float32.
    """

    levels: tuple[FloatImage, ...]

    @property
    def residual(self) -> FloatImage:
        """What is left when all bands are taken away: the coarsest level."""
        return self.levels[-1]

    @property
    def bands(self) -> int:
        """How many bands there are."""
        return len(self.levels) - 1

    def band(self, number: int, rows: slice | None = None) -> tuple[FloatImage, FloatImage]:
        """Return one band of detail, and what it was taken from.

        Args:
            number: 0 is the finest.
            rows: Which rows, from an even one; by default all.

        Returns:
            The band, and the next coarser level enlarged: both (rows, columns) float32, new.
            Their sum is the level, within rounding.
        """
        fine = self.levels[number]
        rows = slice(0, fine.shape[0]) if rows is None else rows
        base = enlarged(self.levels[number + 1], fine.shape, rows)
        detail: FloatImage = cv2.subtract(fine[rows], base)  # type: ignore[assignment]
        return detail, base


def most_bands(shape: tuple[int, ...]) -> int:
    """Return into how many bands a film can be taken apart: until its longer side is one pixel."""
    return max(0, int(max(shape) - 1).bit_length())


def pyramid_of(image: FloatImage, bands: int, progress: Progress | None = None) -> Pyramid:
    """Return the pyramid of a film; its edges are mirrored.

    Args:
        image: (rows, columns) float32, any range; it becomes level 0, not copied.
        bands: How many, at most ``most_bands``.
        progress: Looked at between stripes.

    Raises:
        Cancelled: If nobody wants the result any more.
        ValueError: If there are more bands than the film's size allows.

    Source: Burt and Adelson, The Laplacian pyramid as a compact image code, IEEE Trans. Commun.
        31(4), 1983; generating kernel 1 4 6 4 1.
    """
    if not 0 <= bands <= most_bands(image.shape):
        raise ValueError(f"{bands} bands of a film of {image.shape}")
    progress = progress or Progress()
    levels = [image]
    for number in range(bands):
        # each level has a quarter of the work of the one before
        part = progress.part(1 - 0.25**number, 1 - 0.25 ** (number + 1))
        levels.append(halved(levels[-1], part))
    return Pyramid(tuple(levels))


def rebuilt(
    pyramid: Pyramid,
    residual: FloatImage,
    change: Callable[[int, FloatImage, FloatImage], FloatImage],
    progress: Progress | None = None,
    *,
    halo: int = 0,
) -> FloatImage:
    """Return the film put together from changed bands.

    Args:
        pyramid: Of the film.
        residual: What to begin with, of the shape of the pyramid's.
        change: From the number of a band, some rows of it and what they were taken from, to what
            is to be added instead, the same shape. It may write to both.
        progress: Looked at between stripes.
        halo: Rows above and below that a changed row depends on, an even number.

    Returns:
        (rows, columns) float32, new.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    progress = progress or Progress()
    whole = residual if pyramid.bands else residual.copy()
    for number in reversed(range(pyramid.bands)):
        shape = pyramid.levels[number].shape
        out = np.empty(shape, np.float32)
        part = progress.part(0.25 ** (number + 1), 0.25**number)
        for rows in stripes(shape[0], _even_rows(shape, halo), part):
            low, high = max(0, rows.start - halo), min(shape[0], rows.stop + halo)
            changed = change(number, *pyramid.band(number, slice(low, high)))
            kept = changed[rows.start - low : rows.stop - low]
            cv2.add(kept, enlarged(whole, shape, rows), dst=out[rows])
        whole = out
    return whole


def halved(image: FloatImage, progress: Progress | None = None) -> FloatImage:
    """Return the film smoothed and every second pixel of it, from the first.

    Args:
        image: (rows, columns) float32.
        progress: Looked at between stripes.

    Returns:
        ((rows + 1) // 2, (columns + 1) // 2) float32, new; ``cv2.pyrDown`` bit for bit.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    rows, columns = image.shape
    size = (columns + 1) // 2, (rows + 1) // 2
    out = np.empty(size[::-1], np.float32)
    height = stripe_rows(out.shape, pixels=CACHED_PIXELS)
    for part in stripes(size[1], height, progress or Progress()):
        low, high = max(0, part.start - 1), min(size[1], part.stop + 1)
        small = cv2.pyrDown(image[2 * low : 2 * high])
        out[part] = small[part.start - low : part.stop - low]
    return out


def enlarged(image: FloatImage, shape: tuple[int, ...], rows: slice | None = None) -> FloatImage:
    """Return some rows of the film at twice the size.

    Args:
        image: (rows, columns) float32.
        shape: Of the film whose half it is.
        rows: Which rows of the large film, from an even one; by default all.

    Returns:
        (rows, columns) float32, new; those of ``cv2.pyrUp`` bit for bit.
    """
    rows = slice(0, shape[0]) if rows is None else rows
    low = max(0, rows.start // 2 - 1)
    high = min(image.shape[0], (rows.stop + 1) // 2 + 1)
    height = min(shape[0], 2 * high) - 2 * low
    grown = cv2.pyrUp(image[low:high], dstsize=(shape[1], height))
    part: FloatImage = grown[rows.start - 2 * low : rows.stop - 2 * low]  # type: ignore[assignment]
    return part


def _even_rows(shape: tuple[int, ...], halo: int) -> int:
    """Return how many rows a stripe has: an even number, and many to a halo."""
    least = max(2, _STRIPE_TO_HALO * halo)
    return stripe_rows((shape[0], shape[1]), at_least=least, pixels=CACHED_PIXELS) // 2 * 2
