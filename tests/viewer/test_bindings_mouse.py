"""viewer.canvas.hand and viewer.view_desk: the mouse of the table in viewer.md 2.3, on a window"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from engine import Voi
from tests.viewer.bindings_window import bindings_window, press
from tests.viewer.canvas.gestures import drag, wheel
from tests.viewer.mapped_window import document_of
from viewer.canvas.choices import Layout
from viewer.canvas.pane import Pane
from viewer.main_window import MainWindow

LEFT, MIDDLE, RIGHT = (
    Qt.MouseButton.LeftButton,
    Qt.MouseButton.MiddleButton,
    Qt.MouseButton.RightButton,
)
NONE = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    yield from bindings_window(qtbot, tmp_path)


@pytest.fixture
def pane(window: MainWindow) -> Pane:
    """The enhanced one, in the middle of which all drags begin."""
    return window.compare.enhanced


def voi(window: MainWindow) -> Voi:
    return document_of(window).presentation.voi


def dragged(
    pane: Pane, button: Qt.MouseButton, dx: int, dy: int, modifiers: Qt.KeyboardModifier = NONE
) -> None:
    """Drag from the middle of a pane, in two moves."""
    x, y = pane.width() // 2, pane.height() // 2
    path = [(x, y), (x + dx // 2, y + dy // 2), (x + dx, y + dy)]
    drag(pane, button, *path, modifiers=modifiers)


def test_left_drag_is_width_across_and_centre_up(window: MainWindow, pane: Pane) -> None:
    before = voi(window)

    dragged(pane, LEFT, 50, 0)
    across = voi(window)
    dragged(pane, LEFT, 0, -50)

    assert (across.width > before.width, across.centre) == (True, before.centre)
    assert voi(window).centre > across.centre  # darker, as delivered


def test_shift_is_a_fifth_and_shift_ctrl_four_times_as_fast(window: MainWindow, pane: Pane) -> None:
    gone = []
    for modifiers in (NONE, SHIFT, SHIFT | CTRL):
        before = voi(window).width
        dragged(pane, LEFT, 20, 0, modifiers)
        gone.append(voi(window).width - before)
        press(window, "`")

    assert gone[1] == pytest.approx(gone[0] / 5, rel=0.01)
    assert gone[2] == pytest.approx(gone[0] * 4, rel=0.01)


def test_ctrl_left_drag_takes_the_window_of_a_box(window: MainWindow, pane: Pane) -> None:
    """The film is a ramp of 100 to 3900 across: a narrow box has a narrow window."""
    dragged(pane, LEFT, 40, 40, CTRL)

    share = 40 / (pane.look.scale * 160)
    assert voi(window).width == pytest.approx(3800 * share, rel=0.2)


def test_middle_drag_pans(pane: Pane) -> None:
    before = pane.look

    dragged(pane, MIDDLE, 30, 10)

    assert (pane.look.x < before.x, pane.look.scale) == (True, before.scale)


def test_right_drag_up_zooms_in_about_the_press(pane: Pane) -> None:
    middle = QPointF(pane.width() // 2, pane.height() // 2)
    scale, held = pane.look.scale, pane.film_point(middle)

    dragged(pane, RIGHT, 0, -100)

    assert pane.look.scale == pytest.approx(2 * scale)
    assert pane.film_point(middle) == pytest.approx(held)


def test_a_right_click_that_moved_less_than_four_pixels_opens_a_menu(pane: Pane) -> None:
    look = pane.look

    dragged(pane, RIGHT, 2, 1)

    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()
    assert pane.look == look


def test_the_wheel_goes_through_several_films(window: MainWindow, pane: Pane) -> None:
    wheel(pane, -1)

    assert window.workspace.index == 1


def test_the_wheel_zooms_a_lone_film(qtbot: QtBot, window: MainWindow, pane: Pane) -> None:
    press(window, "Ctrl+W")
    press(window, "Ctrl+W")
    qtbot.waitUntil(lambda: window.document is not None)
    scale = pane.look.scale

    wheel(pane, 1)

    assert (len(window.workspace.films), pane.look.scale > scale) == (1, True)


def test_the_wheel_zooms_several_films_if_that_is_preferred(window: MainWindow, pane: Pane) -> None:
    window.settings.wheel_always_zooms = True
    scale = pane.look.scale

    wheel(pane, 1)

    assert (window.workspace.index, pane.look.scale > scale) == (0, True)


def test_ctrl_wheel_zooms_at_the_pointer_always(window: MainWindow, pane: Pane) -> None:
    at = pane.width() // 2 + 30, pane.height() // 2 + 10
    held, scale = pane.film_point(QPointF(*at)), pane.look.scale

    wheel(pane, 1, at, CTRL)

    assert (window.workspace.index, pane.look.scale > scale) == (0, True)
    assert pane.film_point(QPointF(*at)) == pytest.approx(held)


def test_two_fingers_pan_a_film_that_is_zoomed_in(window: MainWindow, pane: Pane) -> None:
    dragged(pane, RIGHT, 0, -100)
    before = pane.look

    wheel(pane, 0.5, pixels=QPoint(0, 30))

    assert (window.workspace.index, pane.look.scale) == (0, before.scale)
    assert pane.look.y == pytest.approx(before.y - 30 / before.scale)


def test_a_pinch_zooms(pane: Pane) -> None:
    where, scale = QPointF(pane.rect().center()), pane.look.scale
    kind = Qt.NativeGestureType.ZoomNativeGesture
    device = QPointingDevice.primaryPointingDevice()
    event = QNativeGestureEvent(kind, device, 2, where, where, where, 0.25, QPointF())

    QApplication.sendEvent(pane.viewport(), event)

    assert pane.look.scale == pytest.approx(1.25 * scale)


def test_double_click_gives_a_pane_all_the_room_and_takes_it_back(
    window: MainWindow, pane: Pane
) -> None:
    def shown() -> list[bool]:
        return [each.isVisible() for each in window.compare.panes]

    before = shown()
    QTest.mouseDClick(pane.viewport(), LEFT)
    once = shown(), window.top.layouts.index
    QTest.mouseDClick(pane.viewport(), LEFT)

    assert (before, shown()) == ([True, True], [True, True])
    assert once == ([False, True], list(Layout).index(Layout.SINGLE))
