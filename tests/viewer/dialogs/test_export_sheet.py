"""Export in the window: measurements in the picture, the presentation beside it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from engine import ExportFormat, MeasureKind, Measurement, Presentation
from tests.viewer.mapped_window import film_file
from viewer.dialogs.export_sheet import FORMATS, ExportSheet
from viewer.document import Document, open_film
from viewer.history import History
from viewer.jobs import Jobs
from viewer.settings import Settings

LENGTH = Measurement(MeasureKind.LENGTH, ((50.5, 120.5), (150.5, 120.5)))


@pytest.fixture
def document(window: QWidget, tmp_path: Path) -> Iterator[Document]:
    """A film of 240 x 300 with one length on it."""
    assert window.isVisible()
    jobs = Jobs()
    opened = open_film(film_file(tmp_path))
    voi = opened.renderer.radiograph.default_voi
    yield Document(opened, History(Presentation(voi, measurements=(LENGTH,))), jobs)
    jobs.close()


@pytest.fixture
def sheet(window: QWidget, document: Document, tmp_path: Path) -> ExportSheet:
    return sheet_on(window, document, tmp_path)


def sheet_on(window: QWidget, document: Document, folder: Path) -> ExportSheet:
    settings = Settings(QSettings(str(folder / "own.ini"), QSettings.Format.IniFormat))
    settings.export_folder = str(folder)
    return ExportSheet(window, document, document._jobs, settings)


def choose(sheet: ExportSheet, kind: ExportFormat) -> None:
    sheet.format.set_index(FORMATS.index(kind))
    sheet.format.chosen.emit(sheet.format.index)


def export(qtbot: QtBot, sheet: ExportSheet) -> list[str]:
    with qtbot.waitSignal(sheet.exported, timeout=10_000) as written:
        QTest.mouseClick(sheet.go, Qt.MouseButton.LeftButton)
    names: list[str] = written.args[0]
    return names


def test_nothing_more_than_the_film_is_written_unless_asked_for(
    sheet: ExportSheet,
) -> None:
    request = sheet.request

    assert not request.with_drawings
    assert not request.with_presentation_file
    assert request.file_names == (request.file_name,)


def test_measurements_are_drawn_into_a_picture_when_asked_for(
    qtbot: QtBot, sheet: ExportSheet, document: Document, tmp_path: Path
) -> None:
    choose(sheet, ExportFormat.PNG8)
    QTest.mouseClick(sheet.drawings, Qt.MouseButton.LeftButton)

    (name,) = export(qtbot, sheet)

    written = cv2.imread(str(tmp_path / name), cv2.IMREAD_UNCHANGED)
    assert written is not None
    plain = document.shown.original.grey_levels(document.presentation.voi)
    assert (written[120, 60:140].astype(int) > plain[120, 60:140]).all()
    np.testing.assert_array_equal(written[200:], plain[200:])


def test_a_dicom_object_says_that_it_stays_without_measurements(
    sheet: ExportSheet,
) -> None:
    choose(sheet, ExportFormat.DICOM)

    sheet.drawings.click()

    assert sheet.plan is not None
    assert any("not drawn into a DICOM object" in said for said in sheet.plan.warnings)


def test_without_a_measurement_there_is_nothing_to_tick(
    window: QWidget, document: Document, tmp_path: Path
) -> None:
    document.edit(replace(document.presentation, measurements=()))

    assert not sheet_on(window, document, tmp_path).drawings.isEnabled()


def test_the_presentation_is_written_beside_the_film(
    qtbot: QtBot, sheet: ExportSheet, tmp_path: Path
) -> None:
    sheet.presentation_file.click()

    names = export(qtbot, sheet)

    said = json.loads((tmp_path / names[1]).read_text())
    assert names[1].endswith("_presentation.json")
    assert said["measurements"][0]["points"] == [[50.5, 120.5], [150.5, 120.5]]
