"""viewer.panels.film_panel: what stands in place of a picture"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.engine.dicom.written import film, write
from viewer.app import application_
from viewer.jobs import Jobs
from viewer.panels.film_panel import FilmPanel
from viewer.settings import Settings
from viewer.theme import apply_theme
from viewer.widgets.stage_page import StagePage
from viewer.workspace import Workspace


class Stage:
    """Panes with nothing on them, and the films that should be."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
        self.settings = Settings(store)
        self.jobs = Jobs()
        self.workspace = Workspace(self.jobs)
        self.panel = FilmPanel(self.workspace, self.settings)
        self.panes = QWidget()
        self.panes.resize(600, 400)
        self.panel.cover(self.panes)
        for widget in (self.panel, self.panes):
            qtbot.addWidget(widget)
        self.panes.show()

    @property
    def page(self) -> StagePage:
        found = self.panes.findChild(StagePage)
        assert found is not None
        return found


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    application_()
    made = Stage(tmp_path, qtbot)
    yield made
    made.jobs.close()


def broken(folder: Path) -> Path:
    path = folder / "DOE.dcm"
    path.write_bytes(b"")
    return path


def test_an_unreadable_film_says_so_in_place_of_its_picture(
    stage: Stage, qtbot: QtBot, tmp_path: Path
) -> None:
    stage.settings.shows_patient = True

    stage.workspace.open([broken(tmp_path)])

    qtbot.waitUntil(lambda: stage.page.text.startswith("This film cannot be shown"))
    _title, reason, hint = stage.page.text.split("\n")
    assert reason.startswith("DOE.dcm is empty")
    assert hint != ""


def test_the_name_of_the_file_is_kept_where_patients_are_not_named(
    stage: Stage, qtbot: QtBot, tmp_path: Path
) -> None:
    stage.settings.shows_patient = False

    stage.workspace.open([broken(tmp_path)])

    qtbot.waitUntil(lambda: "cannot be shown" in stage.page.text)
    assert "DOE" not in stage.page.text
    assert "\nThis file is empty" in stage.page.text


def readable(folder: Path) -> Path:
    path = folder / "film.dcm"
    write(film(np.full((8, 8), 9, np.uint16), 12), path)
    return path


def test_a_film_that_was_read_is_not_covered(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    stage.workspace.open([readable(tmp_path)])

    qtbot.waitUntil(lambda: stage.workspace.current is not None)
    assert stage.page.text == ""


def test_a_film_that_takes_long_to_read_says_so(
    stage: Stage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage.jobs, "start", lambda *_args, **_more: None)

    stage.workspace.open([broken(tmp_path)])

    qtbot.waitUntil(lambda: stage.page.text == "Reading the film…")


def test_reading_that_was_cancelled_says_what_to_do(
    stage: Stage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage.jobs, "start", lambda *_args, **_more: None)
    stage.workspace.open([readable(tmp_path)])
    qtbot.waitUntil(lambda: stage.workspace.is_loading)

    stage.jobs.cancelled.emit("open film")

    assert stage.page.text == "This film is not read\nChoose it again to read it."


def test_the_page_covers_the_panes_whatever_their_size(stage: Stage) -> None:
    stage.page.say("warn", "warn", "Title", "Reason.")

    stage.panes.resize(300, 200)

    assert stage.page.geometry() == stage.panes.rect()


def test_the_page_is_black_in_the_light_theme(stage: Stage, qapp: QApplication) -> None:
    apply_theme(qapp, 1.0, "light")
    try:
        stage.page.say("warn", "warn", "Title", "Reason.")
        picture = stage.panes.grab().toImage()
    finally:
        apply_theme(qapp)

    lightest = max(
        picture.pixelColor(x, y).lightness() for y in range(180, 220) for x in range(100, 400)
    )
    assert picture.pixelColor(2, 2).name() == "#000000"
    assert lightest > 150  # words of the dark theme
