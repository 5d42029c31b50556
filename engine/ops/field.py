"""Keeping what lies outside the exposed field from touching what lies inside."""

from collections.abc import Callable

import cv2
import numpy as np

from engine.frame import BoolImage, FloatImage
from engine.ops.stripes import stripe_rows, stripes
from engine.progress import Progress


def within_field(
    image: FloatImage,
    field: BoolImage,
    work: Callable[[FloatImage], FloatImage],
    progress: Progress | None = None,
) -> FloatImage:
    """Return a neighbourhood filter's result inside the field, and the film itself outside.

    Args:
        image: (rows, columns) float32.
        field: (rows, columns) True inside.
        work: The filter, same shape in and out, a new array. It sees the inside carried on
            outwards: padding, shutter and collimator neither leak in nor leave a halo.
        progress: Looked at between the parts of making that.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    if field.all():
        return work(image)
    result = work(extended(image, field, progress))
    np.copyto(result, image, where=~field)
    return result


def extended(image: FloatImage, field: BoolImage, progress: Progress | None = None) -> FloatImage:
    """Return the film with everything outside its field replaced by what lies nearest inside.

    Args:
        image: (rows, columns) float32.
        field: (rows, columns) True inside.
        progress: Looked at between its parts.

    Returns:
        (rows, columns) float32, new: inside unchanged, outside within the range of the inside;
        ``image`` itself where the field is empty.

    Raises:
        Cancelled: If nobody wants the result any more.

    Source: own, after the pull-push of Gortler et al., The Lumigraph, SIGGRAPH 1996, 3.5.
    """
    if not field.any():
        return image
    progress = progress or Progress()
    filled, sums, weights = _first_halving(image, field, progress.part(0.0, 0.4))
    coarse = _means(sums, weights)
    progress.check()
    _fill(filled, field, coarse, progress.part(0.5, 1.0))
    return filled


def _first_halving(
    image: FloatImage, field: BoolImage, progress: Progress
) -> tuple[FloatImage, FloatImage, FloatImage]:
    """Return the film with 0 outside, and halved: its sums and how much of each is inside."""
    rows, columns = image.shape
    filled = np.zeros(image.shape, np.float32)
    half = (rows + 1) // 2, (columns + 1) // 2
    sums, weights = np.empty(half, np.float32), np.empty(half, np.float32)
    height = stripe_rows((half[0], columns * 2))
    for part in stripes(half[0], height, progress):
        lines = slice(2 * part.start, min(rows, 2 * part.stop))
        inside = field[lines]
        np.copyto(filled[lines], image[lines], where=inside)
        sums[part] = _halved(filled[lines])
        weights[part] = _halved(inside.astype(np.float32))
    return filled, sums, weights


def _fill(filled: FloatImage, field: BoolImage, coarse: FloatImage, progress: Progress) -> None:
    """Write means, interpolated to twice their size, where the film is not exposed."""
    rows, columns = filled.shape
    for part in stripes(coarse.shape[0], stripe_rows((coarse.shape[0], columns * 2)), progress):
        low, high = max(0, part.start - 1), min(coarse.shape[0], part.stop + 1)
        size = coarse.shape[1] * 2, (high - low) * 2
        grown = cv2.resize(coarse[low:high], size)
        lines = slice(2 * part.start, min(rows, 2 * part.stop))
        skip = 2 * (part.start - low)
        doubled = grown[skip : skip + lines.stop - lines.start, :columns]
        np.copyto(filled[lines], doubled, where=~field[lines])


def _means(sums: FloatImage, weights: FloatImage) -> FloatImage:
    """Return sums over weights, those of weight 0 taken from the next coarser level."""
    known = weights > 0
    means = np.divide(sums, weights, out=np.zeros_like(sums), where=known)
    if not known.all():
        coarse = _means(_halved(sums), _halved(weights))
        np.copyto(means, _doubled(coarse, means.shape), where=~known)
    return means


def _halved(image: FloatImage) -> FloatImage:
    """Return means of 2 x 2 pixels, 0 beyond the last row and column."""
    rows, columns = image.shape
    even = cv2.copyMakeBorder(image, 0, rows % 2, 0, columns % 2, cv2.BORDER_CONSTANT, value=0.0)
    size = even.shape[1] // 2, even.shape[0] // 2
    halved: FloatImage = cv2.resize(even, size, interpolation=cv2.INTER_AREA)  # type: ignore[assignment]
    return halved


def _doubled(image: FloatImage, shape: tuple[int, ...]) -> FloatImage:
    """Return the film at twice the size, interpolated, cut to ``shape``."""
    size = image.shape[1] * 2, image.shape[0] * 2
    doubled: FloatImage = cv2.resize(image, size)[: shape[0], : shape[1]]  # type: ignore[assignment]
    return doubled
