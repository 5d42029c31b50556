"""viewer.dialogs.jobs_sheet"""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from engine import EngineError, Progress
from viewer.dialogs.jobs_sheet import JobsSheet
from viewer.main_window import MainWindow
from viewer.settings import Settings


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    made = MainWindow(Settings(QSettings(str(tmp_path / "own.ini"), QSettings.Format.IniFormat)))
    qtbot.addWidget(made)
    made.furnish()
    made.show()
    return made


@pytest.fixture
def sheet(window: MainWindow) -> JobsSheet:
    made = JobsSheet(window)
    made.open(made.first)
    return made


@pytest.fixture
def held() -> Iterator[threading.Event]:
    """Work waits for it."""
    made = threading.Event()
    yield made
    made.set()


def start(window: MainWindow, key: str, held: threading.Event) -> None:
    def work(progress: Progress) -> None:
        progress.report(0.4, "Row 2 of 5")
        held.wait(5)

    window.jobs.start_behind(key, work, done=lambda _: None, failed=lambda _: None)


def test_what_runs_is_shown_live_with_how_far_it_is(
    qtbot: QtBot, window: MainWindow, sheet: JobsSheet, held: threading.Event
) -> None:
    assert not sheet.cancel_all.isEnabled()

    start(window, "export", held)

    row = sheet.rows["export"]
    qtbot.waitUntil(lambda: row.doing.text() == "Row 2 of 5")
    assert row.title.text() == "Exporting"
    assert (row.bar.value(), row.bar.maximum()) == (400, 1000)
    assert sheet.cancel_all.isEnabled()


def test_a_job_is_cancelled_and_listed_below(
    window: MainWindow, sheet: JobsSheet, held: threading.Event
) -> None:
    start(window, "export", held)
    start(window, "thumbnail", held)

    sheet.rows["export"].cancel.click()

    assert list(sheet.rows) == ["thumbnail"]
    assert not window.jobs.is_running("export")
    assert sheet.ended_text == "Exporting: cancelled"


def test_all_are_cancelled_at_once(
    window: MainWindow, sheet: JobsSheet, held: threading.Event
) -> None:
    start(window, "export", held)
    start(window, "thumbnail", held)

    sheet.cancel_all.click()

    assert sheet.rows == {}
    assert not window.jobs.is_running("thumbnail")


def test_a_failure_says_why(qtbot: QtBot, window: MainWindow, sheet: JobsSheet) -> None:
    def fail(_: Progress) -> None:
        raise EngineError("The disk is full.")

    window.jobs.start("export", fail, done=lambda _: None, failed=lambda _: None)

    qtbot.waitUntil(lambda: bool(sheet.ended_text))
    assert sheet.ended_text == "Exporting: failed The disk is full."


def test_the_focus_never_goes_with_a_job(
    window: MainWindow, sheet: JobsSheet, held: threading.Event
) -> None:
    start(window, "export", held)
    sheet.rows["export"].cancel.setFocus()

    sheet.rows["export"].cancel.click()

    assert window.focusWidget() is sheet.first
