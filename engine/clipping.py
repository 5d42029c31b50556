"""Blocked blacks and blown whites: what a window shows at either end of the grey scale."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from engine.grayscale.table import ENTRIES
from engine.grayscale.voi import Voi
from engine.picture import Picture
from engine.statistics import Histogram

GreyTable = npt.NDArray[np.uint8] | npt.NDArray[np.uint16]
EndTable = npt.NDArray[np.uint8]


class End(IntEnum):
    """Where on the grey scale a value is shown."""

    WITHIN = 0
    BLACK = 1
    WHITE = 2


@dataclass(frozen=True, slots=True)
class ClippedShares:
    """How much of the exposed field is shown at either end, 0..1."""

    black: float
    white: float


def clipped_ends(picture: Picture, voi: Voi, *, is_inverted: bool = False) -> EndTable:
    """Return at which end each index of a picture is shown: (65536,) uint8 of ``End``.

    Of 65 536 grey levels, so that only what the window leaves out counts, and not what a screen
    of 256 levels cannot tell from it.

    Args:
        picture: Any picture.
        voi: Values of interest in force.
        is_inverted: The user asked for the negative.
    """
    return ends_of(picture.table(voi, is_inverted=is_inverted, levels=ENTRIES))


def ends_of(table: GreyTable) -> EndTable:
    """Return which entries of a table are its two ends: (n,) uint8 of ``End``.

    Args:
        table: (n,) grey levels: uint8 of 256, or uint16 of 65 536.
    """
    ends = np.full(table.shape, End.WITHIN, np.uint8)
    ends[table == 0] = End.BLACK
    ends[table == np.iinfo(table.dtype).max] = End.WHITE
    return ends


def clipped_shares(counted: Histogram, ends: EndTable) -> ClippedShares:
    """Return how much of the exposed field is clipped.

    Args:
        counted: Of the picture.
        ends: (65536,) as ``clipped_ends`` gives it.
    """
    total = max(1, int(counted.counts.sum()))
    black, white = (int(counted.counts[ends == end].sum()) for end in (End.BLACK, End.WHITE))
    return ClippedShares(black / total, white / total)
