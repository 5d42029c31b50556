"""viewer.gallery_desk: the gallery in the window"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine import Recipe, library, step_type
from tests.viewer.mapped_window import document_of, film_file, settled, window_of
from viewer import gallery_desk
from viewer.dialogs import gallery_sheet_own
from viewer.dialogs.gallery_sheet import GallerySheet
from viewer.main_window import MainWindow


def gamma(exponent: float, title: str) -> Recipe:
    step = step_type("gamma").make({"exponent": exponent})
    return Recipe(Recipe().added(step).entries, title.lower(), title)


BUILT_IN = (gamma(1.5, "First"), gamma(2.0, "Second"))


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """A window on a film, with two recipes that come with the program and none of one's own."""
    resources = tmp_path / "resources"
    resources.mkdir()
    for one in BUILT_IN:
        (resources / f"{one.name}.json").touch()
    folder = tmp_path / "own"
    monkeypatch.setattr(library, "own_recipes_folder", lambda: folder)
    monkeypatch.setattr(library, "_built_in", lambda: BUILT_IN)
    monkeypatch.setattr(gallery_sheet_own, "own_recipes_folder", lambda: folder)
    monkeypatch.setattr(gallery_desk, "resource_path", lambda *_: resources)
    made = next(windows := window_of(qtbot, tmp_path))
    made.open([film_file(tmp_path)])
    qtbot.waitUntil(lambda: made.document is not None)
    yield made
    next(windows, None)


def opened(window: MainWindow) -> GallerySheet:
    window.actions_["recipe.gallery"].trigger()
    sheet = window.desks.gallery.sheet
    assert sheet is not None
    return sheet


def test_a_recipe_that_is_taken_is_one_undo_entry(qtbot: QtBot, window: MainWindow) -> None:
    sheet = opened(window)

    assert sheet.board.chosen_tile is not None
    QTest.keyClick(sheet.board.chosen_tile, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)

    settled(qtbot, window)
    document = document_of(window)
    assert document.presentation.recipe == BUILT_IN[1]
    assert window.desks.gallery.sheet is None
    document.undo()
    assert document.presentation.recipe == Recipe()


def test_pictures_are_kept_for_the_next_time(qtbot: QtBot, window: MainWindow) -> None:
    first = opened(window)
    qtbot.waitUntil(lambda: not window.jobs.is_running(first.live.job))
    first.close_sheet()

    second = opened(window)

    assert not window.jobs.is_running(second.live.job)
    assert not any(tile.image.isNull() for tile in second.board.tiles)


def test_the_button_of_the_section_opens_it_once(window: MainWindow) -> None:
    window.right.enhance_panel.gallery.click()
    first = window.desks.gallery.sheet

    window.right.enhance_panel.gallery.click()

    assert first is not None
    assert window.desks.gallery.sheet is first
    assert window.findChildren(GallerySheet) == [first]


def test_a_recipe_kept_is_in_the_list_and_has_a_key(qtbot: QtBot, window: MainWindow) -> None:
    window.right.enhance_panel.use(gamma(3.0, ""))
    settled(qtbot, window)
    sheet = opened(window)

    sheet.name.setText("Mine")
    sheet.keep.click()
    sheet.close_sheet()

    choice = window.right.enhance_panel.choice
    assert [choice.itemText(n) for n in range(4)] == ["No steps", "First", "Second", "Mine"]
    window.actions_["recipe.use1"].trigger()
    window.actions_["recipe.use3"].trigger()
    assert document_of(window).presentation.recipe.title == "Mine"


def test_it_closes_and_stops_its_work_when_the_film_goes(window: MainWindow) -> None:
    sheet = opened(window)

    window.workspace.close(0)
    window.actions_["recipe.gallery"].trigger()  # without a film there is none

    assert window.desks.gallery.sheet is None
    assert not window.jobs.is_running(sheet.live.job)
