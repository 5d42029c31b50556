"""Clipped pixels: which of each pane's picture its window shows black or white."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject

from engine import Histogram, clipped_ends, clipped_shares, ends_of, histogram
from viewer.canvas.clipped_stripes import Clipped, Stripes
from viewer.wording import THIN_SPACE

if TYPE_CHECKING:
    from engine import Picture
    from viewer.canvas.pane import Pane
    from viewer.canvas.picture_item import PictureItem
    from viewer.main_window import MainWindow


class ClippedPixels(QObject):
    """Lays stripes over the panes while switched on.

    Args:
        window: Whose panes.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._guest: Histogram | None = None
        self.stripes = {
            pane: (Stripes(pane, pane.item, self._find), Stripes(pane, pane.under, self._find))
            for pane in window.compare.all_panes
        }

    def switch(self, *, is_on: bool) -> None:
        """Show them, or no longer."""
        self._guest = None
        for both in self.stripes.values():
            for stripes in both:
                stripes.switch(is_on=is_on)

    def words_on(self, pane: Pane) -> str:
        """Return what is written over a pane's picture; "" for nothing."""
        return self.stripes[pane][0].words

    def _find(self, pane: Pane, source: PictureItem) -> Clipped | None:
        document = self._window.document
        if document is None or source.layer is None:
            return None
        picture, shown = source.layer.picture, document.shown
        wanted = document.presentation
        if picture is shown.original or source is pane.under:
            ends = clipped_ends(shown.original, wanted.voi, is_inverted=wanted.is_inverted)
            counted = document.histogram
        elif picture is shown.result:
            voi = document.shown_result_voi()
            ends = clipped_ends(picture, voi, is_inverted=wanted.is_inverted)
            counted = shown.result_histogram
        else:
            ends = ends_of((source._table & np.uint32(0xFF)).astype(np.uint8))  # in force
            counted = self._counted(picture)
        shares = clipped_shares(counted, ends)
        said = self.tr("{black} black, {white} white of the exposed field")
        words = said.format(black=share_text(shares.black), white=share_text(shares.white))
        return Clipped(ends, words)

    def _counted(self, picture: Picture) -> Histogram:
        """Count a guest's values, once."""
        if self._guest is None or self._guest.picture is not picture:
            self._guest = histogram(picture)
        return self._guest


def share_text(share: float) -> str:
    """Return a share of 1 as per cent with one decimal: 2.1 %; what is little is not called 0."""
    if 0 < share < 0.0005:
        return f"< 0.1{THIN_SPACE}%"
    return f"{share * 100:.1f}{THIN_SPACE}%"
