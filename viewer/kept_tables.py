"""The last few grey tables, so that a pane whose window has not changed is not looked up again."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine import Picture, Voi
from viewer.canvas.picture_item import RgbTable, rgb_table

Table = npt.NDArray[np.uint8] | npt.NDArray[np.uint16]

MOST = 8
"""Two pictures, in 8 and 16 bits, before and after one change."""


@dataclass(slots=True)
class _Kept:
    """One table, and what it was made of: what is told apart by identity has to live."""

    table: Table
    values: npt.NDArray[np.float64]
    lut: object
    rgb: RgbTable | None = None


class KeptTables:
    """Tables of pictures under windows; the same array is given for the same question.

    Results of one recipe are new pictures each time, but their values are those of one scale: their
    table is kept, too. What is given is read-only.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()

    def table(self, picture: Picture, voi: Voi, *, is_inverted: bool, levels: int = 256) -> Table:
        """Return what ``Picture.table`` gives: (65536,) uint8 or uint16."""
        return self._found(picture, voi, is_inverted, levels).table

    def rgb(self, picture: Picture, voi: Voi, *, is_inverted: bool) -> RgbTable:
        """Return the 8-bit table as 0xFFRRGGBB: (65536,) uint32."""
        kept = self._found(picture, voi, is_inverted, 256)
        if kept.rgb is None:
            kept.rgb = rgb_table(kept.table)
            kept.rgb.setflags(write=False)
        return kept.rgb

    def clear(self) -> None:
        """Forget them: another film comes."""
        self._kept.clear()

    def _found(self, picture: Picture, voi: Voi, is_inverted: bool, levels: int) -> _Kept:
        whose = picture.scale if picture.scale is not None else id(picture.values)
        is_inverse = picture.is_inverse != is_inverted
        key = (whose, voi, is_inverse, id(picture.presentation_lut), levels)
        kept = self._kept.get(key)
        if kept is None:
            table = picture.table(voi, is_inverted=is_inverted, levels=levels)
            table.setflags(write=False)
            kept = _Kept(table, picture.values, picture.presentation_lut)
            self._kept[key] = kept
            if len(self._kept) > MOST:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return kept
