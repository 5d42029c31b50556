"""viewer.canvas.pane and viewer.canvas.overlay: what is written over a film"""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication

from tests.viewer.canvas.films import IDENTITY, picture_from, pixels_of
from viewer.canvas import style
from viewer.canvas.overlay import Overlay
from viewer.canvas.pane import Pane
from viewer.canvas.pane_words import CornerTexts
from viewer.theme.focus import NO_RING

VIOLET = [0xB7, 0x9A, 0xE6]


def test_corner_texts_keep_to_their_corners(pane: Pane) -> None:
    pane.show_picture(picture_from(np.zeros((60, 100))), IDENTITY, keep_view=False)
    pane.set_corner_texts(["Title"], ["Right"], ["Below"], ["End"])

    lit = pixels_of(pane).max(axis=2) > 100
    rows, columns = np.nonzero(lit)
    quarters = [lit[:60, :100], lit[:60, 100:], lit[60:, :100], lit[60:, 100:]]

    assert all(quarter.any() for quarter in quarters)
    assert columns.min() == pytest.approx(style.SIDE_PX, abs=2)
    assert 200 - columns.max() == pytest.approx(style.SIDE_PX, abs=3)
    assert style.EDGE_PX <= rows.min() <= style.EDGE_PX + 6
    assert style.EDGE_PX <= 120 - rows.max() <= style.EDGE_PX + 7


def test_corner_text_can_be_read_on_white(pane: Pane) -> None:
    """Its dark outline: without it, text of 70 % grey on white would have nothing dark at all."""
    pane.show_picture(picture_from(np.full((60, 100), 255)), IDENTITY, keep_view=False)

    pane.set_corner_texts(["Title"], [], [], [])

    assert pixels_of(pane).min() < 90


def test_lines_without_room_are_left_out_not_shrunk(pane: Pane) -> None:
    pane.show_picture(picture_from(np.zeros((60, 100))), IDENTITY, keep_view=False)

    pane.set_corner_texts(["A rather long title"], ["a rather long right text"], [], [])

    right_edge = pixels_of(pane)[:30, 150:].max()
    assert right_edge == 0


def test_a_synthetic_picture_has_frame_and_ribbon(pane: Pane) -> None:
    picture = picture_from(np.full((60, 100), 90), is_synthetic=True)

    pane.show_picture(picture, IDENTITY, keep_view=False)

    seen = pixels_of(pane)
    edges = [seen[0], seen[-1], seen[:, 0], seen[:, -1], seen[1], seen[-2]]
    assert all((edge == VIOLET).all() for edge in edges)
    assert seen[20, 190].tolist() == [0x2A, 0x22, 0x39]
    assert (seen[2:34] == VIOLET).all(axis=2).sum() > 50  # the words


def test_nothing_takes_the_ribbon_off_a_synthetic_picture(pane: Pane) -> None:
    picture = picture_from(np.full((60, 100), 90), is_synthetic=True)
    pane.show_picture(picture, IDENTITY, keep_view=False)

    pane.set_corner_texts([], [], [], [])
    pane.reserve_ribbon(False)
    pane.set_busy(False)
    pane.set_table(255 - IDENTITY)

    assert (pixels_of(pane)[0] == VIOLET).all()


def test_the_ribbon_hides_no_part_of_a_fitted_film(pane: Pane) -> None:
    picture = picture_from(np.full((60, 60), 90), is_synthetic=True)

    pane.show_picture(picture, IDENTITY, keep_view=False)

    shown = (pixels_of(pane) == 90).all(axis=2)
    assert shown.sum() == shown.any(axis=1).sum() ** 2  # square, as the film is


def test_a_film_as_read_has_no_ribbon(film: Pane) -> None:
    assert not (pixels_of(film) == VIOLET).all(axis=2).any()


def test_a_busy_pane_has_an_accent_line_at_its_top(film: Pane) -> None:
    film.set_busy(True)
    busy = pixels_of(film)[:3, 100].tolist()
    film.set_busy(False)
    idle = pixels_of(film)[0, 100].tolist()

    assert busy == [[0x6F, 0xB1, 0xDA], [0x6F, 0xB1, 0xDA], [90, 90, 90]]
    assert idle == [90, 90, 90]


def focus(pane: Pane, reason: Qt.FocusReason) -> None:
    """Give the pane the focus."""
    QApplication.sendEvent(pane, QFocusEvent(QEvent.Type.FocusIn, reason))


def test_who_comes_by_the_tab_key_sees_the_focus(film: Pane) -> None:
    focus(film, Qt.FocusReason.TabFocusReason)
    by_key = pixels_of(film)[0, 0].tolist()
    focus(film, Qt.FocusReason.MouseFocusReason)
    by_mouse = pixels_of(film)[0, 0].tolist()

    assert (by_key, by_mouse) == ([0x6F, 0xB1, 0xDA], [90, 90, 90])


def test_the_focus_hides_no_part_of_the_synthetic_frame(pane: Pane) -> None:
    picture = picture_from(np.full((60, 100), 90), is_synthetic=True)
    pane.show_picture(picture, IDENTITY, keep_view=False)

    focus(pane, Qt.FocusReason.TabFocusReason)

    seen = pixels_of(pane)
    assert (seen[[0, 1, -2, -1]] == VIOLET).all()
    assert (seen[:, [0, 1, -2, -1]] == VIOLET).all()


def test_clearing_leaves_black(film: Pane) -> None:
    film.set_corner_texts(["Title"], [], [], [])
    film.set_letters("R", "L", "H", "F")

    film.clear()

    assert not film.has_picture
    assert (pixels_of(film) == 0).all()


@pytest.mark.parametrize(("title", "is_lower"), [("Film", False), ("Right extremity, AP", True)])
def test_a_letter_steps_below_a_corner_text_that_reaches_the_middle(
    film: Pane, title: str, is_lower: bool
) -> None:
    film.resize(200, 160)
    film.set_corner_texts([title], [], [], [])
    without = pixels_of(film).astype(int)

    film.set_letters("", "", "H", "")

    changed = np.flatnonzero((pixels_of(film).astype(int) != without).any(axis=(1, 2)))
    assert changed.size > 0
    assert (changed.min() > 22) == is_lower


@pytest.mark.usefixtures("pane")
@pytest.mark.parametrize(("title", "lines"), [("Film", 0), ("A name of a file that is long", 1)])
def test_a_word_at_the_top_goes_below_a_title_that_reaches_it(title: str, lines: int) -> None:
    """On a pane of 400, from 180 to 220; the title begins at 12, each line is 16 high."""
    overlay = Overlay()
    texts = CornerTexts(top_left=(title, "ID"))

    below = overlay.below_corners(texts, (180, 220), QSize(400, 300))

    assert below == 16 * lines


def test_a_pane_that_came_by_keyboard_has_one_ring_its_own(pane: Pane) -> None:
    assert pane.property(NO_RING)
