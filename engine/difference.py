"""Enhanced minus original, point by point, as signed shares of a fixed range."""

from enum import Enum
from typing import Final, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from engine.grayscale.table import ENTRIES
from engine.grayscale.voi import FullRange, Voi
from engine.picture import IndexImage, Picture

ShareTable: TypeAlias = npt.NDArray[np.int16]
"""(65536,) shares of a range, 0..``WHOLE_SHARE``, one for each index of a picture."""

SignedShares: TypeAlias = npt.NDArray[np.int16]
"""(rows, columns) differences of shares, -``WHOLE_SHARE``..``WHOLE_SHARE``."""

WHOLE_SHARE: Final = 32767
"""The share 1: a difference of two shares fits 16 bits with its sign."""

_STRIPE = 256
"""Rows at a time: what a stripe needs stays in the cache, and OpenCV shares it among cores."""


class DifferenceUnit(Enum):
    """What a difference is counted in."""

    DISPLAY = "display"
    """Share of the range from black to white, as both are windowed."""
    MODALITY = "modality"
    """Share of the modality values that the film can hold."""


DIFFERENCE_LIMITS: Final = {DifferenceUnit.DISPLAY: 0.5, DifferenceUnit.MODALITY: 0.125}
"""Share at which the scale ends, the same for every film.

Half of the display range: from mid-grey to black or white, which is as far as most of a film can
go. An eighth of what the film can hold: a radiograph seldom uses more than half of that, so that
this is a quarter of the range of its values. Never fitted to a film: that makes noise look like
disease.
"""


def display_shares(picture: Picture, voi: Voi, *, is_inverted: bool = False) -> ShareTable:
    """Return how bright each index of a picture is shown, (65536,) int16, new.

    Args:
        picture: Either of the two.
        voi: In force on it.
        is_inverted: The user asked for the negative.
    """
    fine = picture.table(voi, is_inverted=is_inverted, levels=ENTRIES)
    return (fine >> 1).astype(np.int16)


def modality_shares(picture: Picture, full: FullRange) -> ShareTable:
    """Return the modality value of each index as share of the film's range, (65536,) int16, new.

    Args:
        picture: Either of the two.
        full: What the film as read can hold; values outside are taken for its ends.
    """
    shares = full.grey(picture.values) * WHOLE_SHARE
    return np.rint(shares).astype(np.int16)


def has_modality_values(picture: Picture, original: Picture) -> bool:
    """Whether a result still means modality values, so that it can be compared in them.

    Not after a step that set the window: its grey levels are for the display. Not where a network
    invented the picture.
    """
    return not picture.is_display_ready and picture.is_synthetic == original.is_synthetic


def signed_difference(
    original: IndexImage, result: IndexImage, original_shares: ShareTable, result_shares: ShareTable
) -> SignedShares:
    """Return result minus original, (rows, columns) int16, new.

    Args:
        original: (rows, columns) uint16.
        result: Of the same shape, pixel upon pixel.
        original_shares: (65536,) int16 in 0..``WHOLE_SHARE``, for the indices of the original.
        result_shares: For those of the result.

    Raises:
        ValueError: If the shapes differ.
    """
    if original.shape != result.shape:
        raise ValueError(f"both must have one shape, not {original.shape} and {result.shape}")
    difference: SignedShares = np.empty(original.shape, np.int16)
    for top in range(0, original.shape[0], _STRIPE):
        rows = slice(top, top + _STRIPE)
        before = cv2.LUT(original[rows], original_shares)
        cv2.subtract(cv2.LUT(result[rows], result_shares), before, difference[rows])
    return difference
