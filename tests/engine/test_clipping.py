"""engine.clipping"""

import numpy as np

from engine.clipping import ClippedShares, End, clipped_ends, clipped_shares
from engine.grayscale.voi import Window
from engine.picture import picture_of
from engine.statistics import histogram
from tests.properties.films import radiograph_of

FILM = picture_of(radiograph_of(np.arange(10, dtype=np.uint16).reshape(1, 10)))
WINDOW = Window(centre=5.5, width=5)
"""Black at 3, white at 7."""


def test_the_window_ends_are_the_last_that_are_clipped() -> None:
    ends = clipped_ends(FILM, WINDOW)

    assert ends[:10].tolist() == [1, 1, 1, 1, 0, 0, 0, 2, 2, 2]


def test_the_negative_exchanges_black_and_white() -> None:
    ends = clipped_ends(FILM, WINDOW, is_inverted=True)

    assert ends[0] == End.WHITE
    assert ends[9] == End.BLACK


def test_what_a_screen_cannot_tell_from_black_is_not_clipped() -> None:
    """In a window from 0 to 4000 the value 1 is at 0.025 %: level 16 of 65 536, and 0 of 256."""
    ends = clipped_ends(FILM, Window(centre=2000.5, width=4001))

    assert ends[:2].tolist() == [End.BLACK, End.WITHIN]


def test_shares_are_those_of_the_exposed_field() -> None:
    """Of the eight values 2..9, two are shown black and three white."""
    excluded = np.arange(10).reshape(1, 10) < 2

    shares = clipped_shares(histogram(FILM, excluded), clipped_ends(FILM, WINDOW))

    assert shares == ClippedShares(black=2 / 8, white=3 / 8)
