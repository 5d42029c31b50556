"""viewer.reference_desk and viewer.widgets.reference_row"""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine import Entry, Recipe, add_calibration, calibrations, step_type
from tests.viewer.mapped_window import COLUMNS, ROWS, document_of, film_file, settled, window_of
from viewer.main_window import MainWindow
from viewer.widgets.reference_row import ReferenceRow
from viewer.widgets.step_card import StepCard

STEP, NAME = "flat_field", "calibration"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for the user's calibrations."""
    folder = tmp_path / "calibrations"
    monkeypatch.setattr("engine.calibration.calibrations_folder", lambda: folder)
    return folder


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, home: Path) -> Iterator[MainWindow]:
    """A step that refers to a calibration, its card open."""
    assert not home.exists()
    for made in window_of(qtbot, tmp_path):
        recipe = Recipe((Entry(step_type(STEP).make()),))
        made.open([film_file(tmp_path)], recipe=recipe)
        qtbot.waitUntil(lambda: made.document is not None)  # noqa: B023 - there is one
        settled(qtbot, made)
        card_of(made).set_open(True)
        yield made


def card_of(window: MainWindow) -> StepCard:
    return window.right.enhance_panel.steps.cards[0]


def row_of(window: MainWindow) -> ReferenceRow:
    return card_of(window).body.references[NAME]


def flat_film(folder: Path) -> Path:
    """Write a film that is brighter on the right, as big as the other."""
    across = np.linspace(30_000, 36_000, COLUMNS)
    noise = np.random.default_rng(1).normal(0, 60, (ROWS, COLUMNS))
    path = folder / "flat.png"
    cv2.imwrite(str(path), (across + noise).astype(np.uint16))
    return path


def referred(window: MainWindow) -> str:
    entry = document_of(window).presentation.recipe.entries[0]
    return entry.type.referred(entry.step)[NAME]


def texts(window: MainWindow) -> list[str]:
    actions = window.references.menu(card_of(window), NAME).actions()
    return [("• " if action.isChecked() else "") + action.text() for action in actions]


def test_without_a_calibration_the_row_says_none(window: MainWindow) -> None:
    assert row_of(window).name.text() == "none"
    assert row_of(window).button.accessibleName() == "Choose a flat field…"
    assert texts(window) == ["• None", "", "From flat films…"]


def test_a_calibration_is_chosen_by_name_as_one_undo_entry(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    kept = add_calibration([flat_film(tmp_path)], "Room 2")

    menu = window.references.menu(card_of(window), NAME)
    next(one for one in menu.actions() if one.text().startswith("Room 2")).trigger()
    settled(qtbot, window)

    assert referred(window) == kept.reference
    assert row_of(window).name.text() == "Room 2"
    assert texts(window) == ["None", f"• Room 2 · {COLUMNS} × {ROWS}", "", "From flat films…"]
    document_of(window).undo()
    assert row_of(window).name.text() == "none"


def test_flat_films_become_a_calibration_that_is_chosen(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.references.add(card_of(window), NAME, [flat_film(tmp_path)], "Room 3")
    qtbot.waitUntil(lambda: bool(referred(window)), timeout=20_000)

    assert [one.name for one in calibrations()] == ["Room 3"]
    assert row_of(window).name.text() == "Room 3"
    assert window.notice.sentence == "Calibrated “Room 3” by 1 flat film."


def test_a_film_that_is_not_flat_is_refused_in_the_window(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.references.add(card_of(window), NAME, [film_file(tmp_path)], "Room 4")

    qtbot.waitUntil(lambda: window.notice.sentence != "", timeout=20_000)
    assert "wedge.png" in window.notice.sentence
    assert referred(window) == ""


def test_a_calibration_that_is_gone_is_called_missing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, home: Path
) -> None:
    kept = add_calibration([flat_film(tmp_path)], "Room 5")
    window.right.enhance_panel.set_reference(0, NAME, kept.reference)
    settled(qtbot, window)
    for file in home.iterdir():
        file.unlink()

    window.references.menu(card_of(window), NAME)  # looks again
    window.right.enhance_panel.steps.entries_shown.emit()

    assert row_of(window).name.text() == "missing"


def test_a_film_without_its_step_is_left_alone(window: MainWindow, tmp_path: Path) -> None:
    kept = add_calibration([flat_film(tmp_path)], "Room 6")
    menu = window.references.menu(card_of(window), NAME)
    room = next(one for one in menu.actions() if one.text().startswith("Room 6"))
    document = document_of(window)
    document.edit(document.presentation.with_recipe(Recipe()))

    room.trigger()

    assert document.presentation.recipe == Recipe()
    assert kept.name == "Room 6"
