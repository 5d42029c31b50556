"""viewer.dialogs.print_sheet"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from engine import KnownObject, MeasureKind, Measurement, Presentation
from tests.viewer.mapped_window import film_file
from viewer.dialogs.print_sheet import PrintSheet
from viewer.document import Document, open_film
from viewer.history import History
from viewer.jobs import Jobs
from viewer.printed_page import PrintSize
from viewer.printing import PrintChoice, PrintPictures
from viewer.settings import Settings

LENGTH = Measurement(MeasureKind.LENGTH, ((50.5, 120.5), (150.5, 120.5)))


@pytest.fixture
def document(window: QWidget, tmp_path: Path) -> Iterator[Document]:
    """A film without a spacing, and nothing drawn on it."""
    assert window.isVisible()
    jobs = Jobs()
    opened = open_film(film_file(tmp_path))
    yield Document(opened, History(Presentation(opened.renderer.radiograph.default_voi)), jobs)
    jobs.close()


def sheet_on(window: QWidget, document: Document, folder: Path) -> PrintSheet:
    settings = Settings(QSettings(str(folder / "own.ini"), QSettings.Format.IniFormat))
    sheet = PrintSheet(window, document, document._jobs, settings)
    sheet.open(sheet.go)
    return sheet


def test_a_film_without_spacing_or_drawings_offers_neither(
    window: QWidget, document: Document, tmp_path: Path
) -> None:
    sheet = sheet_on(window, document, tmp_path)

    assert not sheet.sizes.isEnabled()
    assert not sheet.measurements.isEnabled()
    assert sheet.choice == PrintChoice()


def test_what_is_chosen_is_what_is_printed(
    window: QWidget, document: Document, tmp_path: Path
) -> None:
    known = KnownObject(((0, 0), (100, 0)), 5.0)
    document.edit(replace(document.presentation, measurements=(LENGTH,), known_object=known))
    sheet = sheet_on(window, document, tmp_path)

    sheet.show_both()
    sheet.sizes.setFocus()
    QTest.keyClick(sheet.sizes, Qt.Key.Key_Right)
    QTest.mouseClick(sheet.measurements, Qt.MouseButton.LeftButton)

    assert sheet.choice == PrintChoice(PrintPictures.BOTH, PrintSize.TRUE, has_drawings=True)


def test_printing_writes_a_page_and_closes(
    qtbot: QtBot, window: QWidget, document: Document, tmp_path: Path
) -> None:
    sheet = sheet_on(window, document, tmp_path)
    sheet.printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    sheet.printer.setOutputFileName(str(tmp_path / "page.pdf"))
    sheet.printer.setResolution(100)

    with qtbot.waitSignal(sheet.printed, timeout=10_000):
        sheet.print_now()

    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF-")
    assert not sheet.isVisible()
