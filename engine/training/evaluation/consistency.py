"""Presentation consistency: does one film come out alike, however it came in?

A constant picture would win, so these numbers are read beside fidelity only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import cv2
import numpy as np

from engine.frame import BoolImage, FloatImage
from engine.training.evaluation.look import correlation
from engine.training.evaluation.measures import Compared, fidelity

_COARSE = 16


@dataclass(frozen=True, slots=True)
class Agreement:
    """How alike the presentations of one film are.

    Attributes:
        psnr: Mean over all couples, in dB.
        ssim: The same.
        deviation: Mean square about their mean.
        coarse: Mean correlation of the local means at 1/16 size.
    """

    psnr: float
    ssim: float
    deviation: float
    coarse: float


def agreement(images: Sequence[FloatImage], field: BoolImage) -> Agreement:
    """Return how alike films are.

    Args:
        images: Two or more presentations of one film.
        field: (rows, columns) True where exposed.
    """
    films = [Compared(image) for image in images]
    found = [fidelity(one, two, field)[0] for one, two in combinations(films, 2)]
    stack = np.stack([image[field] if field.any() else image.ravel() for image in images])
    coarse = [_coarse(image) for image in images]
    return Agreement(
        psnr=float(np.mean([pair.psnr for pair in found])),
        ssim=float(np.mean([pair.ssim for pair in found])),
        deviation=float(stack.astype(np.float64).var(axis=0).mean()),
        coarse=float(np.mean([correlation(one, two) for one, two in combinations(coarse, 2)])),
    )


def _coarse(image: FloatImage) -> FloatImage:
    rows, columns = image.shape
    size = max(1, columns // _COARSE), max(1, rows // _COARSE)
    return cv2.resize(image, size, interpolation=cv2.INTER_AREA).astype(np.float32).ravel()
