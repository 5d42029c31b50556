"""Smooth random fields and low-passes, in shares of the long side of a film."""

import cv2
import numpy as np

from engine.frame import FloatImage


def blurred(image: FloatImage, share: float) -> FloatImage:
    """Return a Gaussian low-pass with a standard deviation of this share of the long side.

    A wide one is taken on a reduced film, which is as good and a hundred times faster.
    """
    rows, columns = image.shape
    sigma = share * max(rows, columns)
    reduction = max(1, int(sigma / 4))
    if reduction == 1:
        return _gaussian(image, sigma)
    small = cv2.resize(
        image,
        (max(1, columns // reduction), max(1, rows // reduction)),
        interpolation=cv2.INTER_AREA,
    ).astype(np.float32)
    return enlarged(_gaussian(small, sigma / reduction), image.shape)


def _gaussian(image: FloatImage, sigma: float) -> FloatImage:
    result: FloatImage = cv2.GaussianBlur(
        image, (0, 0), max(sigma, 0.05), borderType=cv2.BORDER_REPLICATE
    )  # type: ignore[assignment]
    return result


def enlarged(small: FloatImage, shape: tuple[int, ...]) -> FloatImage:
    """Return a small field spread smoothly over (rows, columns)."""
    result: FloatImage = cv2.resize(
        small, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC
    ).astype(np.float32)
    return result


def wavy(shape: tuple[int, ...], random: np.random.Generator, knots: int = 4) -> FloatImage:
    """Return a bicubic field through ``knots`` x ``knots`` standard normal numbers."""
    return enlarged(random.standard_normal((knots, knots)).astype(np.float32), shape)
