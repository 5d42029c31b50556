"""viewer.canvas.fitted_corners: a right line steps aside where there is no room beside the left"""

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from tests.viewer.canvas.films import IDENTITY, picture_from
from tests.viewer.canvas.panes import compare_of
from viewer.canvas.compare import CompareView
from viewer.canvas.fitted_corners import fitted
from viewer.canvas.pane_words import CornerTexts

TEXTS = CornerTexts(
    ("Enhanced", "Tubes and lines · 4 steps"),
    ("DX chest PA", "2026-11-20 09:14"),
    ("W 65 536  C 32 768", "Full range, set by the recipe"),
    ("Clipped 0.6 % dark, 0.6 % bright", "Full resolution"),
)
"""On a pane of 250 the words at the right have no room in the second line, nor in the last."""


@pytest.fixture(autouse=True)
def compare(qtbot: QtBot) -> CompareView:
    """Two panes of 250 x 600."""
    made = compare_of(qtbot, 501, 600)
    film = picture_from([[90] * 600] * 400)
    made.show_pictures(film, IDENTITY, film, IDENTITY, keep_view=False)
    return made


def test_texts_that_have_room_stay() -> None:
    assert fitted(TEXTS, 500, 600) == TEXTS


def test_right_lines_step_aside_towards_the_middle_in_their_order() -> None:
    found = fitted(TEXTS, 250, 600)

    assert (found.top_left, found.bottom_left) == (TEXTS.top_left, TEXTS.bottom_left)
    assert found.top_right == ("DX chest PA", "", "2026-11-20 09:14")
    assert found.bottom_right == (*TEXTS.bottom_right, "")


def test_what_has_stepped_aside_stays_there() -> None:
    once = fitted(TEXTS, 250, 600)

    assert fitted(once, 250, 600) == once


def test_a_line_beside_a_short_one_needs_no_line_of_its_own() -> None:
    texts = CornerTexts(bottom_left=("W 1", "Full range, set by the recipe"), bottom_right=("mm",))

    assert fitted(texts, 200, 600).bottom_right == ("mm", "")


@pytest.mark.parametrize(("height", "steps_aside"), [(287, False), (288, True)])
def test_a_corner_never_reaches_over_more_than_a_sixth_of_its_pane(
    height: int, steps_aside: bool
) -> None:
    """Three lines of 16 at the foot; else all stays, and the overlay leaves out what runs into."""
    assert (fitted(TEXTS, 250, height).bottom_right != TEXTS.bottom_right) is steps_aside


def test_a_pane_paints_every_line_and_none_over_another(compare: CompareView) -> None:
    pane = compare.enhanced
    pane.set_letters("R", "L", "H", "F")

    pane.set_texts(TEXTS)

    boxes = pane.written()
    assert len(boxes) == 8 + 4
    assert not [pair for pair in combinations(boxes, 2) if _overlap(*pair)]


def _overlap(one: QRectF, two: QRectF) -> bool:
    return one.adjusted(1, 1, -1, -1).intersects(two)
