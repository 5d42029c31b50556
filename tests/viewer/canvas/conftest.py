"""Panes for the tests of the canvas."""

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.viewer.canvas.films import IDENTITY, picture_from
from viewer.canvas.geometry import Look
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


@pytest.fixture
def film(pane: Pane) -> Pane:
    """A pane of 200 x 120 with a film of 400 x 600 in its middle, at 50 %."""
    pane.show_picture(picture_from(np.full((400, 600), 90)), IDENTITY, keep_view=False)
    pane.set_look(Look(300, 200, 0.5))
    return pane
