"""Panes on screen for the tests of the canvas."""

from pytestqt.qtbot import QtBot

from viewer.canvas.compare import CompareView


def compare_of(qtbot: QtBot, width: int, height: int) -> CompareView:
    """Return an empty view of this size, on screen; it goes with the test."""
    made = CompareView()
    qtbot.addWidget(made)
    made.resize(width, height)
    made.show()
    qtbot.waitExposed(made)
    return made
