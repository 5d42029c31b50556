"""viewer.probe_desk"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from engine import Window
from tests.viewer.canvas.gestures import drag
from tests.viewer.mapped_window import document_of, film_file, window_of
from viewer.main_window import MainWindow

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A film in a window of 10 000 around 25 000."""
    windows = window_of(qtbot, tmp_path)
    made = next(windows)
    made.open([film_file(tmp_path)])
    qtbot.waitUntil(lambda: made.document is not None)
    made.stage.set_voi(Window(25000, 10000))
    yield made
    next(windows, None)


@pytest.mark.parametrize(
    ("speed", "keys", "width"),
    [
        (1.0, Qt.KeyboardModifier.NoModifier, 12000),
        (2.0, Qt.KeyboardModifier.NoModifier, 14000),
        (0.25, Qt.KeyboardModifier.NoModifier, 10500),
        (2.0, SHIFT, 10800),
        (0.25, SHIFT | CTRL, 12000),
    ],
)
def test_the_speed_chosen_beside_the_fields_is_that_of_a_drag(
    window: MainWindow, speed: float, keys: Qt.KeyboardModifier, width: float
) -> None:
    """50 px widen by a fifth of the width; Shift goes a fifth of the way, with Ctrl four times."""
    window.right.window_panel.drag_menu.speed_wanted.emit(speed)

    pane = window.compare.original
    drag(pane, Qt.MouseButton.LeftButton, (200, 300), (250, 300), modifiers=keys)

    assert document_of(window).presentation.voi.width == pytest.approx(width)
    assert window.settings.drag_speed == speed


def test_the_button_tells_speed_and_direction(window: MainWindow) -> None:
    window.settings.drag_speed = 0.5
    window.settings.up_darkens = False

    said = window.right.window_panel.direction.toolTip()
    assert said == "Drag up brightens, speed 0.5 ×: click to change"
