"""viewer.canvas.hand, through the events of a pane"""

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.viewer.canvas.films import IDENTITY, picture_from, pixels_of
from tests.viewer.canvas.gestures import NONE, drag, heard, move, wheel
from viewer.canvas.choices import Tool
from viewer.canvas.geometry import Look
from viewer.canvas.pane import Pane

LEFT, MIDDLE, RIGHT = (
    Qt.MouseButton.LeftButton,
    Qt.MouseButton.MiddleButton,
    Qt.MouseButton.RightButton,
)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_left_drag_windows_by_the_pixels_since_the_press(film: Pane) -> None:
    started, ended = heard(film.window_drag_started), heard(film.window_drag_ended)
    dragged = heard(film.window_dragged)

    drag(film, LEFT, (50, 50), (70, 45), (80, 20))

    assert [call[:2] for call in dragged] == [(20, -5), (30, -30)]
    assert (len(started), len(ended)) == (1, 1)
    assert film.look == Look(300, 200, 0.5)


def test_a_click_is_no_window_drag(film: Pane) -> None:
    started, ended = heard(film.window_drag_started), heard(film.window_drag_ended)

    drag(film, LEFT, (50, 50), (51, 50))

    assert started == ended == []


@pytest.mark.parametrize(("modifiers", "travel"), [(SHIFT, 8.0), (SHIFT | CTRL, 160.0)])
def test_shift_is_fine_and_shift_ctrl_coarse(
    film: Pane, modifiers: Qt.KeyboardModifier, travel: float
) -> None:
    dragged = heard(film.window_dragged)

    drag(film, LEFT, (50, 50), (90, 50), modifiers=modifiers)

    assert dragged[-1][0] == pytest.approx(travel)


def test_pressing_shift_on_the_way_makes_no_jump(film: Pane) -> None:
    dragged = heard(film.window_dragged)
    drag(film, LEFT, (50, 50), (90, 50), releases=False)

    move(film, (100, 50), LEFT, SHIFT)

    assert dragged[-1][0] == pytest.approx(40 + 10 * 0.2)


def test_middle_drag_pans(film: Pane) -> None:
    drag(film, MIDDLE, (50, 50), (60, 54), (70, 60))

    assert (film.look.x, film.look.y, film.look.scale) == (260, 180, 0.5)


def test_left_drag_pans_with_the_pan_tool(film: Pane) -> None:
    film.tool = Tool.PAN

    drag(film, LEFT, (50, 50), (70, 60))

    assert (film.look.x, film.look.y) == (260, 180)


def test_right_drag_up_doubles_about_the_press_point(film: Pane) -> None:
    held = film.film_point(QPointF(30, 110))
    asked = heard(film.context_requested)

    drag(film, RIGHT, (30, 110), (30, 60), (30, 10))

    assert film.look.scale == pytest.approx(1.0)
    assert film.film_point(QPointF(30, 110)) == pytest.approx(held)
    assert asked == []


def test_left_drag_zooms_with_the_zoom_tool(film: Pane) -> None:
    film.tool = Tool.ZOOM

    drag(film, LEFT, (30, 10), (30, 110))

    assert film.look.scale == pytest.approx(0.25)


def test_right_click_asks_for_the_menu_and_zooms_nothing(film: Pane) -> None:
    asked = heard(film.context_requested)

    drag(film, RIGHT, (30, 40), (32, 41))

    assert asked == [(QPoint(32, 41),)]
    assert film.look == Look(300, 200, 0.5)


def test_the_press_of_the_right_button_opens_no_menu(film: Pane) -> None:
    """X11 and macOS ask for the menu at the press, when it may still become a zoom."""
    asked = heard(film.context_requested)
    reason = QContextMenuEvent.Reason.Mouse

    QApplication.sendEvent(
        film.viewport(), QContextMenuEvent(reason, QPoint(30, 40), QPoint(30, 40))
    )

    assert asked == []


def test_the_menu_key_asks_for_the_menu(film: Pane) -> None:
    asked = heard(film.context_requested)
    reason = QContextMenuEvent.Reason.Keyboard

    QApplication.sendEvent(film, QContextMenuEvent(reason, QPoint(0, 0), QPoint(0, 0)))

    assert asked == [(film.rect().center(),)]


def test_the_wheel_steps_through_the_films(film: Pane) -> None:
    stepped = heard(film.wheel_stepped)

    wheel(film, -1)
    wheel(film, 2)

    assert stepped == [(1,), (-2,)]
    assert film.look == Look(300, 200, 0.5)


def test_a_fine_wheel_steps_once_a_notch(film: Pane) -> None:
    stepped = heard(film.wheel_stepped)

    for _ in range(8):
        wheel(film, -0.25)

    assert stepped == [(1,), (1,)]


@pytest.mark.parametrize(("zooms", "modifiers"), [(True, NONE), (False, CTRL), (True, CTRL)])
def test_the_wheel_zooms_at_the_cursor(
    film: Pane, zooms: bool, modifiers: Qt.KeyboardModifier
) -> None:
    film.wheel_zooms = zooms
    held = film.film_point(QPointF(160, 30))
    stepped = heard(film.wheel_stepped)

    wheel(film, 4, at=(160, 30), modifiers=modifiers)

    assert film.look.scale == pytest.approx(1.0)
    assert film.film_point(QPointF(160, 30)) == pytest.approx(held)
    assert stepped == []


def test_two_fingers_pan_a_film_that_is_zoomed_in(film: Pane) -> None:
    wheel(film, 0.1, pixels=QPoint(-6, 10))

    assert (film.look.x, film.look.y) == (312, 180)


def test_ctrl_drag_draws_a_box_in_film_pixels(film: Pane) -> None:
    """At 50 % with (300, 200) in the middle of 200 x 120, x 50 is column 200, y 40 row 160."""
    boxes, dragged = heard(film.box_drawn), heard(film.window_dragged)

    drag(film, LEFT, (90, 70), (60, 50), (50, 40), modifiers=CTRL)

    assert len(boxes) == 1
    assert boxes[0][0].getRect() == (200, 160, 80, 60)
    assert dragged == []


def test_a_box_is_cut_to_the_film_and_oblong_rows_are_counted(pane: Pane) -> None:
    picture = picture_from(np.full((40, 60), 90), spacing_mm=(0.2, 0.1))
    pane.show_picture(picture, IDENTITY, keep_view=False)
    pane.set_look(Look(30, 40, 1))  # the film covers x 70..130, y 20..100
    boxes = heard(pane.box_drawn)

    drag(pane, LEFT, (100, 60), (180, 110), modifiers=CTRL)

    assert boxes[0][0].getRect() == (30, 20, 30, 20)


def test_the_box_is_seen_while_it_is_drawn(film: Pane) -> None:
    drag(film, LEFT, (50, 40), (90, 70), modifiers=CTRL, releases=False)

    assert [0x6F, 0xB1, 0xDA] in pixels_of(film)[40, 60:80].tolist()


def test_double_click_says_so_once(film: Pane) -> None:
    doubled, started = heard(film.double_clicked), heard(film.window_drag_started)

    QTest.mouseDClick(film.viewport(), LEFT, NONE, QPoint(50, 50))

    assert doubled == [()]
    assert started == []


def test_the_pointer_is_told_in_film_rows_and_columns(film: Pane) -> None:
    pointed, left = heard(film.pointed), heard(film.left_picture)

    move(film, (50, 40))
    QApplication.sendEvent(film, QEvent(QEvent.Type.Leave))

    assert pointed == [(160, 200)]
    assert left == [()]


def test_beside_the_film_nothing_is_pointed_at(film: Pane) -> None:
    film.fit()  # 180 x 120 in 200 x 120
    move(film, (100, 60))
    pointed, left = heard(film.pointed), heard(film.left_picture)

    move(film, (5, 60))

    assert (pointed, left) == ([], [()])


def test_zooming_tells_what_is_now_under_a_resting_pointer(film: Pane) -> None:
    move(film, (50, 40))
    pointed = heard(film.pointed)

    film.set_look(Look(300, 200, 1.0))

    assert pointed == [(180, 250)]


def test_a_second_button_does_not_disturb_a_drag(film: Pane) -> None:
    dragged, asked = heard(film.window_dragged), heard(film.context_requested)
    drag(film, LEFT, (50, 50), (70, 50), releases=False)

    QTest.mousePress(film.viewport(), RIGHT, NONE, QPoint(70, 50))
    QTest.mouseRelease(film.viewport(), RIGHT, NONE, QPoint(70, 50))
    move(film, (80, 50), LEFT)

    assert dragged[-1][:2] == (30, 0)
    assert asked == []


def test_a_drag_ends_when_another_window_takes_over(film: Pane) -> None:
    ended = heard(film.window_drag_ended)
    drag(film, LEFT, (50, 50), (70, 50), releases=False)

    lost = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason)
    QApplication.sendEvent(film, lost)

    assert ended == [()]


def test_a_drag_whose_release_was_lost_ends_at_the_next_move(film: Pane) -> None:
    ended, dragged = heard(film.window_drag_ended), heard(film.window_dragged)
    drag(film, LEFT, (50, 50), (70, 50), releases=False)

    move(film, (90, 90))

    assert (len(ended), len(dragged)) == (1, 1)


def test_another_result_of_the_film_does_not_end_a_drag(film: Pane) -> None:
    dragged = heard(film.window_dragged)
    drag(film, LEFT, (50, 50), (70, 50), releases=False)

    film.show_picture(picture_from(np.full((400, 600), 50)), IDENTITY, keep_view=True)
    move(film, (80, 50), LEFT)

    assert dragged[-1][:2] == (30, 0)
    assert film.look == Look(300, 200, 0.5)


def test_the_film_cannot_be_dragged_out_of_sight(film: Pane) -> None:
    drag(film, MIDDLE, (100, 60), (9000, 60))

    assert (film.look.x, film.look.y) == (0, 200)


def test_zoom_is_given_in_per_cent_and_kept_between_its_limits(film: Pane) -> None:
    zooms = [film.zoom]

    film.zoom_about(1e9, QPointF(100, 60))
    zooms.append(film.zoom)
    film.zoom_about(1e-12, QPointF(100, 60))
    zooms.append(film.zoom)

    assert zooms == pytest.approx([50, 3200, 2])


def test_a_fitted_film_stays_fitted_when_the_pane_grows(film: Pane, qtbot: QtBot) -> None:
    film.fit()
    assert film.look.scale == pytest.approx(120 / 400)

    film.resize(500, 200)
    qtbot.waitUntil(lambda: film.height() == 200)

    assert film.look.scale == pytest.approx(200 / 400)


def test_a_film_that_is_zoomed_in_keeps_its_middle_when_the_pane_grows(film: Pane) -> None:
    film.resize(500, 200)

    assert film.film_point(QPointF(250, 100)) == (200, 300)


def test_another_film_is_fitted(film: Pane) -> None:
    film.show_picture(picture_from(np.full((60, 100), 50)), IDENTITY, keep_view=False)

    assert film.look == Look(50, 30, 2, is_fitted=True)


def test_arrow_keys_are_left_to_the_window(film: Pane) -> None:
    look = film.look

    QTest.keyClick(film, Qt.Key.Key_Right)

    assert film.look == look


def test_a_measurement_gets_the_press_on_it(film: Pane) -> None:
    """A pyqtgraph region is dragged; the window stays as it is."""
    region = pg.RectROI((280, 180), (40, 40))
    film.box.addItem(region)
    film.grab()
    started = heard(film.window_drag_started)

    drag(film, LEFT, (100, 60), (110, 60), (120, 60))

    assert started == []
    assert region.pos().x() == pytest.approx(320)


def test_an_empty_pane_takes_no_drag(pane: Pane) -> None:
    started = heard(pane.window_drag_started)

    drag(pane, LEFT, (50, 50), (90, 90))
    drag(pane, MIDDLE, (50, 50), (90, 90))
    wheel(pane, 2, modifiers=CTRL)

    assert started == []
    assert (pixels_of(pane) == 0).all()
