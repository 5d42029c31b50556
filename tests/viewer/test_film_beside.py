"""viewer.film_beside: a second film, changed elsewhere while it stands beside"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine import Entry, Orientation, Recipe, step_type
from tests.engine.dicom.written import write_film
from tests.viewer.mapped_window import document_of, settled, window_of
from viewer.canvas.guest import Guest, Place
from viewer.main_window import MainWindow

DARK = Recipe((Entry(step_type("gamma").make({"exponent": 2.0})),), "dark", "Dark")


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A window on film 0, with film 1 beside it."""
    opening = window_of(qtbot, tmp_path)
    made = next(opening)
    ramp = np.tile(np.linspace(0, 4095, 80).astype(np.uint16), (60, 1))
    paths = [
        write_film(tmp_path / f"{name}.dcm", ramp, 12, PatientID=name) for name in ("one", "two")
    ]
    made.open(paths)
    qtbot.waitUntil(lambda: made.document is not None and len(made.workspace.films) == 2)
    settled(qtbot, made)
    made.desks.beside.film.show(made.workspace.films[1])
    guest_of(qtbot, made)
    yield made
    next(opening, None)


def guest_of(qtbot: QtBot, window: MainWindow) -> Guest:
    """Wait for the second film, and return it."""
    qtbot.waitUntil(lambda: window.compare.guest(Place.LEFT) is not None, timeout=20_000)
    found = window.compare.guest(Place.LEFT)
    assert found is not None
    return found


def go_to(qtbot: QtBot, window: MainWindow, index: int) -> None:
    window.workspace.show(index)
    qtbot.waitUntil(lambda: window.stage.document is window.document is not None)
    settled(qtbot, window)


def test_its_patient_is_no_longer_named_once_none_is_to_be(
    qtbot: QtBot, window: MainWindow
) -> None:
    assert any("two" in line for line in guest_of(qtbot, window).texts.top_left)

    window.settings.shows_patient = False
    QApplication.processEvents()

    assert not any("two" in line for line in guest_of(qtbot, window).texts.top_left)


def test_what_was_done_to_it_alone_is_done_when_it_stands_beside_again(
    qtbot: QtBot, window: MainWindow
) -> None:
    before = guest_of(qtbot, window).picture
    go_to(qtbot, window, 1)
    document = document_of(window)
    turned = Orientation().turned(1)
    document.edit(document.presentation.with_recipe(DARK))
    settled(qtbot, window)
    window.actions_["arrange.right"].trigger()
    settled(qtbot, window)

    go_to(qtbot, window, 0)

    guest = guest_of(qtbot, window)
    assert (before.shape, guest.picture.shape) == ((60, 80), (80, 60))
    assert guest.texts.bottom_right[0] == "Dark"
    assert not np.array_equal(guest.picture.indices, turned.apply(before.indices))
