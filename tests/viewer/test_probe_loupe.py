"""viewer.probe_loupe"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.viewer.canvas.gestures import heard, move, wheel
from tests.viewer.mapped_window import film_file, window_of
from viewer.canvas.pane import Pane
from viewer.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A film of 240 x 300, which a pane shows at about 140 %."""
    windows = window_of(qtbot, tmp_path)
    made = next(windows)
    made.open([film_file(tmp_path)])
    qtbot.waitUntil(lambda: made.document is not None)
    yield made
    next(windows, None)


def text(window: MainWindow, pane: Pane) -> str:
    return window.desks.probe.loupe.lenses[pane].text


def test_the_lens_is_at_the_pointer_while_it_is_held(window: MainWindow) -> None:
    pane = window.compare.original
    move(pane, (200, 300))

    window.desks.probe.hold_loupe(True)
    shown = text(window, pane)
    window.desks.probe.hold_loupe(False)

    assert shown == "3× stored pixels"
    assert text(window, pane) == ""


def test_it_follows_the_pointer_from_pane_to_pane(window: MainWindow) -> None:
    move(window.compare.original, (200, 300))
    window.desks.probe.hold_loupe(True)

    QApplication.sendEvent(window.compare.original.viewport(), QEvent(QEvent.Type.Leave))
    move(window.compare.enhanced, (50, 300))

    assert text(window, window.compare.original) == ""
    assert text(window, window.compare.enhanced) != ""


def test_the_wheel_changes_the_lens_and_not_the_pane(window: MainWindow) -> None:
    pane = window.compare.original
    looks = heard(pane.view_changed)
    move(pane, (200, 300))
    window.desks.probe.hold_loupe(True)

    wheel(pane, 1, at=(200, 300))
    larger = text(window, pane)
    for _ in range(9):
        wheel(pane, -1, at=(200, 300))

    assert larger == "4× stored pixels"
    assert text(window, pane) == "1× stored pixels"
    assert looks == []


def test_without_a_lens_the_wheel_zooms_as_ever(window: MainWindow) -> None:
    pane = window.compare.original
    looks = heard(pane.view_changed)

    wheel(pane, 1, at=(200, 300))

    assert looks


def test_as_a_tool_it_is_there_while_the_left_button_is_down(window: MainWindow) -> None:
    pane = window.compare.enhanced
    window.actions_["tool.loupe"].trigger()
    drags = heard(pane.window_drag_started)

    QTest.mousePress(pane.viewport(), LEFT, pos=QPoint(200, 300))
    move(pane, (240, 320), LEFT)
    shown = text(window, pane)
    QTest.mouseRelease(pane.viewport(), LEFT, pos=QPoint(240, 320))

    assert shown != ""
    assert text(window, pane) == ""
    assert drags == []


def test_without_a_pointer_it_lies_in_the_middle_of_a_pane(window: MainWindow) -> None:
    window.desks.probe.hold_loupe(True)

    gaze = window.desks.probe.loupe.lenses[window.compare.enhanced].gaze
    assert gaze is not None
    assert gaze.point.x() == window.compare.enhanced.width() / 2
