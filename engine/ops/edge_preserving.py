"""What is broad in a film, its strong edges kept: the guided filter at reduced resolution."""

import math

import cv2
import numpy as np

from engine.frame import BoolImage, FloatImage
from engine.ops.local_affine import fit_local_affine
from engine.ops.stripes import stripe_rows, stripes
from engine.progress import Progress

WINDOW_RADIUS = 4
"""The radius, in px of the reduced film: more are not needed for something that smooth."""


def guided_base(
    image: FloatImage,
    field: BoolImage,
    radius_px: tuple[float, float],
    edge: float,
    progress: Progress | None = None,
) -> FloatImage:
    """Return the film without its detail, guided by itself.

    Args:
        image: (rows, columns) float32.
        field: (rows, columns) True where to look.
        radius_px: (row, column) half-width of the window, above 0. From ``WINDOW_RADIUS`` on the
            lines are fitted on a film reduced to that, and interpolated.
        edge: Standard deviation of grey within the window that is half kept: much less is
            detail, much more is an edge. Above 0.
        progress: Looked at between stripes.

    Returns:
        (rows, columns) float32, new.

    Raises:
        Cancelled: If nobody wants the result any more.
        ValueError: If a number is not above 0.

    Source: He, Sun and Tang, Guided image filtering, IEEE TPAMI 35(6), 2013, eqs. 11 to 13 (guide
        and input are the same); reduced as in He and Sun, Fast guided filter, arXiv 1505.00996.
    """
    if not (min(radius_px) > 0 and edge > 0):
        raise ValueError(f"radius {radius_px} and edge {edge} must be above 0")
    progress = progress or Progress()
    shape = _reduced_shape(image.shape, radius_px)
    small = reduced(image, shape, progress.part(0.0, 0.4))
    inside = reduced(field.astype(np.float32), shape, progress.part(0.4, 0.6)) > 0.5
    radius = max(1, min(WINDOW_RADIUS, round(math.sqrt(math.prod(radius_px)))))
    fit = fit_local_affine(
        small, small, radius, edge**2, field=inside if inside.any() else None, least_gain=-math.inf
    )
    return fit.apply(image, progress.part(0.6, 1.0))


def _reduced_shape(shape: tuple[int, ...], radius_px: tuple[float, float]) -> tuple[int, int]:
    """Return (rows, columns) at which the radius is that of the window, or the film's own."""
    rows, columns = (
        max(1, min(length, round(length * WINDOW_RADIUS / radius)))
        for length, radius in zip(shape, radius_px, strict=True)
    )
    return rows, columns


def reduced(image: FloatImage, shape: tuple[int, int], progress: Progress) -> FloatImage:
    """Return means over the film's parts, first across and then down.

    Args:
        image: (rows, columns) float32.
        shape: (rows, columns) wanted, neither more than the film has.
        progress: Looked at between stripes.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    rows = image.shape[0]
    narrow = np.empty((rows, shape[1]), np.float32)
    for part in stripes(rows, stripe_rows((rows, image.shape[1])), progress):
        size = shape[1], part.stop - part.start
        narrow[part] = cv2.resize(image[part], size, interpolation=cv2.INTER_AREA)
    small: FloatImage = cv2.resize(narrow, shape[::-1], interpolation=cv2.INTER_AREA)  # type: ignore[assignment]
    return small
