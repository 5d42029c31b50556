"""viewer.canvas.key_pointer: what a mouse does on a film, done with keys"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from engine import MeasureKind, Measurement
from tests.viewer.canvas.gestures import heard, move
from tests.viewer.mapped_window import document_of, film_file, settled, window_of
from viewer.canvas.key_pointer import FAR_PX, SIDE_PX, KeyPointer
from viewer.canvas.pane import Pane
from viewer.main_window import MainWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NO = Qt.KeyboardModifier.NoModifier
LEFT, RIGHT, UP, DOWN = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down
ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """Two films of 240 x 300; the first at its full size in both panes, the keyboard on one."""
    for made in window_of(qtbot, tmp_path):
        films = [film_file(tmp_path), tmp_path / "second.png"]
        films[1].write_bytes(films[0].read_bytes())
        made.open(films)
        qtbot.waitUntil(lambda: made.document is not None)  # noqa: B023 - there is one
        settled(qtbot, made)
        made.compare.one_to_one()
        made.compare.enhanced.setFocus()
        yield made


@pytest.fixture
def pane(window: MainWindow) -> Pane:
    return window.compare.enhanced


def pointer(window: MainWindow) -> KeyPointer:
    return window.desks.measure.pointer


def keys(pane: Pane, *which: Qt.Key, modifier: Qt.KeyboardModifier = NO) -> None:
    for key in which:
        QTest.keyClick(pane, key, modifier)


def drawn(window: MainWindow) -> tuple[Measurement, ...]:
    return document_of(window).presentation.measurements


def cross(pane: Pane) -> QWidget | None:
    """Return what shows the pointer, if anything does."""
    found = [
        child
        for child in pane.viewport().findChildren(QWidget)
        if child.isVisible() and child.width() == SIDE_PX
    ]
    return found[0] if found else None


def test_a_length_is_drawn_without_a_mouse(window: MainWindow, pane: Pane) -> None:
    window.actions_["tool.length"].trigger()
    start = pane.film_point(QPointF(pane.width() / 2, pane.height() / 2))
    assert start is not None

    keys(pane, ENTER, ENTER)
    keys(pane, RIGHT, RIGHT, modifier=SHIFT)
    keys(pane, DOWN, DOWN, DOWN, ENTER)

    (made,) = drawn(window)
    (x0, y0), (x1, y1) = made.points
    assert made.kind is MeasureKind.LENGTH
    assert (y0, x0) == pytest.approx(start, abs=1e-6)
    assert (x1 - x0, y1 - y0) == pytest.approx((2 * FAR_PX, 3), abs=1e-6)
    document_of(window).undo()
    assert drawn(window) == ()


def test_a_cobb_angle_takes_four_clicks(window: MainWindow, pane: Pane) -> None:
    window.actions_["tool.cobb"].trigger()

    keys(pane, ENTER)
    for way in (RIGHT, DOWN, LEFT, UP):
        keys(pane, ENTER)
        keys(pane, way, modifier=SHIFT)

    (made,) = drawn(window)
    assert made.kind is MeasureKind.COBB
    assert len(made.points) == 4


def test_ctrl_moves_by_one_pixel_of_the_film_at_any_zoom(window: MainWindow, pane: Pane) -> None:
    window.actions_["tool.length"].trigger()
    pane.zoom_about(4.0, QPointF(pane.width() / 2, pane.height() / 2))

    keys(pane, ENTER, ENTER)
    keys(pane, *[RIGHT] * 5, modifier=CTRL)
    keys(pane, ENTER)

    (made,) = drawn(window)
    assert made.points[1][0] - made.points[0][0] == pytest.approx(5)


def test_values_under_it_are_told(window: MainWindow, pane: Pane) -> None:
    probes = heard(window.stage.probed)

    keys(pane, ENTER, RIGHT)

    (probe,) = probes[-1]
    here = pane.film_point(QPointF(pane.width() / 2 + 1, pane.height() / 2))
    assert here is not None
    assert (probe.row, probe.column) == (int(here[0]), int(here[1]))


def test_arrows_change_the_film_only_while_it_is_away(window: MainWindow, pane: Pane) -> None:
    keys(pane, ENTER, RIGHT, RIGHT)
    assert window.workspace.index == 0

    keys(pane, ESC)
    assert pointer(window).place is None
    assert cross(pane) is None
    keys(pane, RIGHT)

    assert window.workspace.index == 1


def test_escape_drops_the_drawing_then_the_pointer_then_the_tool(
    window: MainWindow, pane: Pane
) -> None:
    window.actions_["tool.length"].trigger()
    keys(pane, ENTER, ENTER, RIGHT)
    hand = window.desks.measure.hand
    assert hand.is_drawing

    keys(pane, ESC)
    after_one = hand.is_drawing, pointer(window).place is not None
    keys(pane, ESC)
    after_two = pointer(window).place, window.actions_["tool.length"].isChecked()
    keys(pane, ESC)

    assert after_one == (False, True)
    assert after_two == (None, True)
    assert not window.actions_["tool.length"].isChecked()
    assert drawn(window) == ()


def test_it_stays_on_the_pane(window: MainWindow, pane: Pane) -> None:
    keys(pane, ENTER)
    keys(pane, *[LEFT] * 60, modifier=SHIFT)
    keys(pane, *[UP] * 60, modifier=SHIFT)

    where = pointer(window).place
    assert where is not None
    assert where == (pane, QPointF(0, 0))


@pytest.mark.parametrize("how", ["mouse", "focus", "size", "another button"])
def test_it_goes(how: str, window: MainWindow, pane: Pane) -> None:
    keys(pane, ENTER)
    assert cross(pane) is not None

    if how == "mouse":
        move(pane, (20, 30))
    elif how == "focus":
        window.compare.original.setFocus()
    elif how == "size":
        window.resize(window.width() + 40, window.height() + 40)
    else:
        pane.zoom_about(2.0, QPointF(5, 5))
        QTest.mousePress(pane.viewport(), Qt.MouseButton.MiddleButton, pos=QPoint(9, 9))
        QTest.mouseRelease(pane.viewport(), Qt.MouseButton.MiddleButton, pos=QPoint(9, 9))

    assert pointer(window).place is None
    assert cross(pane) is None


def test_it_shows_where_it_is(window: MainWindow, pane: Pane) -> None:
    keys(pane, ENTER, RIGHT, modifier=NO)

    shown = cross(pane)
    assert shown is not None
    assert shown.geometry().center() == QPoint(pane.width() // 2 + 1, pane.height() // 2)
    where = pointer(window).place
    assert where is not None
    assert where[1] == QPointF(pane.width() / 2 + 1, pane.height() / 2)


def test_without_a_film_enter_is_left_alone(qtbot: QtBot, tmp_path: Path) -> None:
    for window in window_of(qtbot, tmp_path):
        pane = window.compare.enhanced

        keys(pane, ENTER)

        assert pointer(window).place is None
