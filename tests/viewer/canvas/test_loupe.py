"""viewer.canvas.loupe"""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF

from tests.viewer.canvas.films import IDENTITY, grey_of, picture_from, pixels_of
from viewer.canvas.geometry import Film, Look
from viewer.canvas.loupe import Gaze, Lens
from viewer.canvas.pane import Pane
from viewer.canvas.picture_item import Layer

ROWS, COLUMNS = 400, 600
MIDDLE = QPointF(100, 60)
FINE = (np.indices((ROWS, COLUMNS)).sum(axis=0) % 2 * 200).astype(np.uint16)
"""A chessboard of single pixels, 0 and 200: any reduction of it is an even 100."""


@pytest.fixture
def board(pane: Pane) -> Pane:
    """A pane of 200 x 120 that shows the chessboard at a quarter of its size."""
    pane.is_smooth = False
    pane.show_picture(picture_from(FINE), IDENTITY, keep_view=False)
    pane.set_look(Look(300.0, 200.0, 0.25))
    return pane


def test_it_shows_stored_pixels_as_squares_and_no_reduction(board: Pane) -> None:
    """Row 200, column 300 begins in the middle of the pane: 4 x 4 screen pixels of 0."""
    lens = Lens(board)
    before = grey_of(board)[40, 60]

    lens.look(Gaze(MIDDLE, 4.0))

    seen = grey_of(board)
    assert before == 100
    assert (seen[60:64, 100:104] == 0).all()
    assert (seen[60:64, 104:108] == 200).all()
    assert (seen[64:68, 100:104] == 200).all()


def test_what_lies_in_its_middle_lies_there_without_it(pane: Pane) -> None:
    """One bright pixel, at row 150 and column 250, under the pointer in the film shown 1:1."""
    indices = np.zeros((ROWS, COLUMNS))
    indices[150, 250] = 255
    pane.is_smooth = False
    pane.show_picture(picture_from(indices), IDENTITY, keep_view=False)
    pane.set_look(Look(250.0, 150.0, 1.0))

    Lens(pane).look(Gaze(MIDDLE, 6.0))

    assert (grey_of(pane)[60:66, 100:106] == 255).all()


def test_interpolates_for_those_who_want_it_smooth(board: Pane) -> None:
    board.is_smooth = True

    Lens(board).look(Gaze(MIDDLE, 8.0))

    assert 60 < grey_of(board)[63, 107] < 140


def test_pixels_that_are_not_square_keep_their_shape(pane: Pane) -> None:
    """Rows lie twice as far apart as columns."""
    pane.is_smooth = False
    film = picture_from(FINE, spacing_mm=(0.2, 0.1))
    pane.show_picture(film, IDENTITY, keep_view=False)
    pane.set_look(Look(300.0, 400.0, 0.25))

    Lens(pane).look(Gaze(MIDDLE, 4.0))

    seen = grey_of(pane)
    assert (seen[60:68, 100:104] == 0).all()
    assert (seen[68:76, 100:104] == 200).all()


def test_left_of_a_wipe_bar_it_shows_what_lies_there(board: Pane) -> None:
    board.set_wiped(Layer(picture_from(np.full((ROWS, COLUMNS), 77))), IDENTITY)
    lens = Lens(board)

    lens.look(Gaze(QPointF(60, 60), 2.0))
    left = grey_of(board)[30, 60]
    lens.look(Gaze(QPointF(140, 60), 2.0))
    right = grey_of(board)[30, 140]

    assert left == 77
    assert right in (0, 200)


def test_above_a_level_wipe_bar_it_shows_what_lies_there(board: Pane) -> None:
    board.set_wiped(Layer(picture_from(np.full((ROWS, COLUMNS), 77))), IDENTITY)
    assert board.wipe is not None
    board.wipe.is_level = True
    lens = Lens(board)

    lens.look(Gaze(QPointF(140, 50), 2.0))
    above = grey_of(board)[30, 140]
    lens.look(Gaze(QPointF(60, 70), 2.0))
    below = grey_of(board)[80:94, 100:140]

    assert above == 77
    assert set(np.unique(below).tolist()) == {0, 200}


def test_a_preview_is_called_one(pane: Pane) -> None:
    film = Film(ROWS, COLUMNS, 0.1, 1.0)
    small = replace(picture_from(FINE[::2, ::2]), spacing_mm=(0.2, 0.2))
    pane.show_picture(small, IDENTITY, keep_view=False, film=film)
    lens = Lens(pane)

    lens.look(Gaze(MIDDLE, 3.0))

    assert lens.text == "3×, only the preview so far"


def test_at_full_resolution_it_says_how_much_it_enlarges(board: Pane) -> None:
    lens = Lens(board)

    lens.look(Gaze(MIDDLE, 1.5))

    assert lens.text == "1.5× stored pixels"


def test_of_a_synthetic_picture_the_ring_is_violet(pane: Pane) -> None:
    film = picture_from(np.zeros((ROWS, COLUMNS)), is_synthetic=True)
    pane.resize(400, 400)
    pane.show_picture(film, IDENTITY, keep_view=False)

    Lens(pane).look(Gaze(QPointF(200, 200), 2.0))

    red, green, blue = pixels_of(pane)[200, 90].astype(int)
    assert blue > red > green


def test_beside_the_film_it_is_black(board: Pane) -> None:
    board.set_look(Look(0.0, 0.0, 1.0))

    Lens(board).look(Gaze(MIDDLE, 4.0))

    assert (grey_of(board)[40:58, 80:98] == 0).all()
