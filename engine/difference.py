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

WHOLE_SHARE: Final = 4095
"""The share 1: sixteen steps for each grey level of a screen, and no more, so that the colours of
all differences, 32 KB, stay in a processor's first cache."""


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
    return (fine >> 4).astype(np.int16)


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
    original: IndexImage,
    result: IndexImage,
    original_shares: ShareTable,
    result_shares: ShareTable,
    *,
    out: SignedShares | None = None,
) -> SignedShares:
    """Return result minus original, (rows, columns) int16.

    Args:
        original: (rows, columns) uint16.
        result: Of the same shape, pixel upon pixel.
        original_shares: (65536,) int16 in 0..``WHOLE_SHARE``, for the indices of the original.
        result_shares: For those of the result.
        out: Where to write it, of the same shape; new by default.

    Raises:
        ValueError: If the shapes differ.
    """
    if original.shape != result.shape:
        raise ValueError(f"both must have one shape, not {original.shape} and {result.shape}")
    if out is not None and (out.shape != original.shape or out.dtype != np.int16):
        raise ValueError(f"it cannot be written into {out.shape} {out.dtype}")
    difference: SignedShares = np.empty(original.shape, np.int16) if out is None else out
    cv2.LUT(result, result_shares, difference)  # whole: OpenCV shares large images among cores
    cv2.subtract(difference, cv2.LUT(original, original_shares), difference)
    return difference
