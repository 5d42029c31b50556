"""Does a translation keep the structure of its film: gradients, and detail of the finest kind.

Both numbers compare with the film as it was presented, before any curve of ours, inside its field.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from engine.frame import BoolImage, FloatImage
from engine.ops.field import extended
from engine.training.evaluation.measures import Compared, DoubleImage, fidelity

DETAIL_SHARE = 0.01
"""Sigma of the Gaussian that detail is what is left of, as a share of the long side."""

KEPT = 0.85
"""Gradient correlation from which on a film's structure counts as kept."""

DETAIL_SPAN = 6.0
"""Standard deviations of detail that are the range of its SSIM."""

_LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Structure:
    """How much of a film's structure its translation has.

    Attributes:
        gradient_correlation: Of the signed Sobel vectors, -1..1.
        detail_ssim: SSIM of the high-pass, at most 1.
    """

    gradient_correlation: float
    detail_ssim: float


def structure(picture: FloatImage, film: FloatImage, field: BoolImage) -> Structure:
    """Return how much of the film's structure a picture has.

    Args:
        picture: (rows, columns) float32 in 0..1, either side at least 11.
        film: The same, as it was presented.
        field: (rows, columns) True where exposed; the whole film where it is nowhere True.
    """
    return Structure(
        gradient_correlation(picture, film, field), detail_similarity(picture, film, field)
    )


def gradient_correlation(picture: FloatImage, film: FloatImage, field: BoolImage) -> float:
    """Return the correlation of the signed Sobel vectors of a picture and its film.

    Pearson's coefficient over the horizontal and vertical components together, at the film's own
    size, at pixels all of whose eight neighbours lie in the field. A network that inverts an edge
    loses by it, as it would not with magnitudes. 0 where either is flat.

    Args:
        picture: (rows, columns).
        film: The same, as it was presented.
        field: (rows, columns) True where exposed; the whole film where it is nowhere True.
    """
    inside = _whole_neighbourhoods(field)
    one, two = (_sobel_vectors(image, inside) for image in (picture, film))
    one, two = one - one.mean(), two - two.mean()
    size = float(np.sqrt((one**2).sum() * (two**2).sum()))
    return float((one * two).sum() / size) if size > _LEAST else 0.0


def detail_similarity(picture: FloatImage, film: FloatImage, field: BoolImage) -> float:
    """Return the SSIM of the high-pass of a picture and its film, inside the field.

    The high-pass is what a Gaussian of ``DETAIL_SHARE`` of the long side removes, divided by its
    own standard deviation, as a translation may show detail with more or less contrast; the range
    is ``DETAIL_SPAN`` standard deviations about one half. Settings of Wang et al. 2004 as in
    ``engine.training.evaluation.measures``.

    Args:
        picture: (rows, columns), either side at least 11.
        film: The same, as it was presented.
        field: (rows, columns) True where exposed; the whole film where it is nowhere True.
    """
    one, two = (Compared(scaled_detail(image, field)) for image in (picture, film))
    return fidelity(one, two, field)[0].ssim


def scaled_detail(image: FloatImage, field: BoolImage) -> FloatImage:
    """Return the high-pass of an image over ``DETAIL_SPAN`` standard deviations, about one half."""
    detail = high_pass(image, field)
    deviation = float(detail[field].std() if field.any() else detail.std())
    scaled: FloatImage = detail / np.float32(DETAIL_SPAN * max(deviation, _LEAST)) + np.float32(0.5)
    return scaled


def high_pass(image: FloatImage, field: BoolImage) -> FloatImage:
    """Return what a Gaussian of ``DETAIL_SHARE`` of the long side removes.

    Args:
        image: (rows, columns) float32.
        field: (rows, columns) True where exposed; outside is carried on from inside.
    """
    filled = extended(image, field)
    smooth = cv2.GaussianBlur(filled, (0, 0), DETAIL_SHARE * max(image.shape))
    detail: FloatImage = (filled - smooth).astype(np.float32)
    return detail


def _sobel_vectors(image: FloatImage, inside: BoolImage) -> DoubleImage:
    """Return (2, n): both components at n pixels."""
    wide = image.astype(np.float64)
    return np.stack(
        [cv2.Sobel(wide, cv2.CV_64F, *way, ksize=3)[inside] for way in ((1, 0), (0, 1))]
    )


def _whole_neighbourhoods(field: BoolImage) -> BoolImage:
    """Return where all eight neighbours lie within film and field."""
    used = field if field.any() else np.ones_like(field)
    square = np.ones((3, 3), np.uint8)
    whole = cv2.erode(
        used.astype(np.uint8), square, borderType=cv2.BORDER_CONSTANT, borderValue=0.0
    )
    inside: BoolImage = np.asarray(whole) > 0
    return inside
