"""viewer.recipe_panes; what it shows is tested with its desk, in test_beside_desk.py"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engine import Entry, Recipe, step_type
from tests.viewer.mapped_window import film_file, settled, window_of
from viewer.canvas.guest import Place
from viewer.main_window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A window on "wedge.png"."""
    opening = window_of(qtbot, tmp_path)
    made = next(opening)
    made.open([film_file(tmp_path)])
    qtbot.waitUntil(lambda: made.document is not None)
    settled(qtbot, made)
    yield made
    next(opening, None)


def test_the_pane_in_place_of_the_original_names_nobody_once_patients_are_hidden(
    qtbot: QtBot, window: MainWindow
) -> None:
    recipe = Recipe((Entry(step_type("gamma").make()),))
    window.desks.beside.recipes.choose(Place.LEFT, recipe)
    qtbot.waitUntil(lambda: window.compare.guest(Place.LEFT) is not None)
    before = window.compare.guest(Place.LEFT)

    window.settings.shows_patient = False

    after = window.compare.guest(Place.LEFT)
    assert before is not None
    assert after is not None
    assert (before.texts.top_left[-1], after.texts.top_left[-1]) == ("wedge", "")
