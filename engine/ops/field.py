"""Keeping what lies outside the exposed field from touching what lies inside."""

from collections.abc import Callable

import cv2
import numpy as np

from engine.frame import BoolImage, FloatImage
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
    filled = np.where(field, image, np.float32(0))
    progress.check()
    weights = _halved(field.astype(np.float32))
    progress.check()
    coarse = _means(_halved(filled), weights)
    progress.check()
    doubled = _doubled(coarse, filled.shape)
    progress.check()
    np.copyto(filled, doubled, where=~field)
    progress.check()
    return filled


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
