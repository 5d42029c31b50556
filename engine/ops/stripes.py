"""Long work on a film, cut into stripes of rows so that it can say how far it is, and stop."""

from collections.abc import Callable, Iterator

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import FloatImage
from engine.progress import Progress

STRIPE_PIXELS = 1_000_000
"""Pixels between two looks at the progress: below 0.1 s for everything here."""

CACHED_PIXELS = 100_000
"""Pixels of a stripe that stays in the cache of a core from one operation to the next."""


def stripe_rows(shape: tuple[int, int], *, at_least: int = 1, pixels: int = STRIPE_PIXELS) -> int:
    """Return how many rows a stripe of about ``pixels`` pixels has, ``at_least`` as many."""
    return max(at_least, pixels // max(1, shape[1]), 1)


def stripes(rows: int, height: int, progress: Progress) -> Iterator[slice]:
    """Yield slices of ``height`` rows from top to bottom, looking at the progress before each.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    for low in range(0, rows, height):
        progress.report(low / rows)
        yield slice(low, min(low + height, rows))
    progress.report(1.0)


def filtered_in_stripes(
    image: FloatImage,
    halo: int,
    work: Callable[[FloatImage], FloatImage],
    progress: Progress,
    *,
    pixels: int = STRIPE_PIXELS,
) -> FloatImage:
    """Return ``work(image)`` bit for bit, computed stripe by stripe.

    Args:
        image: (rows, columns) float32.
        halo: Rows above and below that a result depends on.
        work: A neighbourhood filter of the same shape in and out.
        progress: Looked at before each stripe.
        pixels: About how many pixels a stripe holds.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    rows = image.shape[0]
    out = np.empty(image.shape, np.float32)
    for part in stripes(rows, stripe_rows(image.shape, at_least=halo, pixels=pixels), progress):
        low, high = max(0, part.start - halo), min(rows, part.stop + halo)
        filtered = work(image[low:high])
        out[part] = filtered[part.start - low : part.stop - low]
    return out


def indices_of(image: FloatImage, progress: Progress | None = None) -> npt.NDArray[np.uint16]:
    """Return grey values 0..1 as 16-bit indices 0..65535, rounded; what lies outside is clipped."""
    out = np.empty(image.shape, np.uint16)
    for part in stripes(
        image.shape[0], stripe_rows(image.shape, pixels=CACHED_PIXELS), progress or Progress()
    ):
        cv2.addWeighted(  # rounds and saturates, twice as fast as numpy
            image[part], 65535.0, image[part], 0.0, 0.0, dst=out[part], dtype=cv2.CV_16U
        )
    return out
