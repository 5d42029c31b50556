"""Stitching in the window: two open films become a third."""

from pathlib import Path

import pytest
from pydicom.uid import generate_uid
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from engine.reading import read_radiograph
from tests.engine.ops.test_overlap import cut_in_two, varied_film
from tests.engine.test_stitch_command import write_film
from viewer.dialogs.stitch_sheet import StitchSheet
from viewer.main_window import MainWindow
from viewer.settings import Settings


@pytest.fixture
def halves(tmp_path: Path) -> list[Path]:
    study = generate_uid()
    first, second, _ = cut_in_two(varied_film(480, 400, noise=0.003), 0.2, 0.6, is_across=False)
    paths = [tmp_path / "upper.dcm", tmp_path / "lower.dcm"]
    for image, path in zip((first, second), paths, strict=True):
        write_film(image, path, study)
    return paths


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    settings = Settings(QSettings(str(tmp_path / "own.ini"), QSettings.Format.IniFormat))
    settings.export_folder = str(tmp_path)
    made = MainWindow(settings)
    qtbot.addWidget(made)
    made.show()
    return made


def sheet_of(window: MainWindow) -> StitchSheet:
    (found,) = window.findChildren(StitchSheet)
    return found


def open_films(window: MainWindow, films: list[Path], qtbot: QtBot) -> None:
    window.open(films)
    qtbot.waitUntil(lambda: window.document is not None, timeout=30_000)
    qtbot.waitUntil(lambda: len(window.workspace.films) == len(films), timeout=30_000)


def test_two_films_become_a_third_that_is_opened(
    window: MainWindow, halves: list[Path], qtbot: QtBot, tmp_path: Path
) -> None:
    open_films(window, halves, qtbot)

    window.actions_["file.stitch"].trigger()
    sheet = sheet_of(window)
    sheet.go.click()

    qtbot.waitUntil(lambda: len(window.workspace.films) == 3, timeout=60_000)
    made = read_radiograph(tmp_path / "stitched.dcm")
    assert made.pixels.shape[0] > 470
    qtbot.waitUntil(lambda: "Stitched into" in window.notice.sentence, timeout=30_000)
    assert "turned 0.6" in window.notice.hint


def test_a_film_that_does_not_fit_is_named(
    window: MainWindow, halves: list[Path], qtbot: QtBot, tmp_path: Path
) -> None:
    other = tmp_path / "other.dcm"
    write_film(varied_film(300, 400), other, generate_uid(), patient="P2")
    open_films(window, [halves[0], other], qtbot)

    window.actions_["file.stitch"].trigger()
    sheet = sheet_of(window)
    sheet.go.click()

    qtbot.waitUntil(lambda: "another patient" in sheet.state.text(), timeout=60_000)
    assert sheet.go.isEnabled()
    assert not (tmp_path / "stitched.dcm").exists()


def test_one_film_cannot_be_stitched(window: MainWindow, halves: list[Path], qtbot: QtBot) -> None:
    open_films(window, halves[:1], qtbot)

    window.actions_["file.stitch"].trigger()

    assert not window.findChildren(StitchSheet)
    assert "two films" in window.notice.sentence


def test_fewer_than_two_cannot_be_started(
    window: MainWindow, halves: list[Path], qtbot: QtBot
) -> None:
    open_films(window, halves, qtbot)
    window.actions_["file.stitch"].trigger()
    sheet = sheet_of(window)

    sheet.checks[0].click()

    assert not sheet.go.isEnabled()
    assert "Choose 2" in sheet.state.text()
