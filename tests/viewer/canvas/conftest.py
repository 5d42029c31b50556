"""Panes for the tests of the canvas."""

import pytest
from pytestqt.qtbot import QtBot

from viewer.canvas.pane import Pane


@pytest.fixture
def pane(qtbot: QtBot) -> Pane:
    """A pane of 200 x 120 on screen."""
    made = Pane()
    qtbot.addWidget(made)
    made.resize(200, 120)
    made.show()
    qtbot.waitExposed(made)
    return made
