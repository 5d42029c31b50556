"""viewer.dialogs.log_sheet"""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from viewer.dialogs import log_sheet
from viewer.dialogs.log_sheet import LogSheet
from viewer.log_keeper import LogKeeper
from viewer.main_window import MainWindow
from viewer.settings import Settings

log = logging.getLogger("viewer.a_test")


@pytest.fixture(autouse=True)
def _own_keeper(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    keeper = LogKeeper()
    monkeypatch.setattr(log_sheet, "keep_log", lambda: keeper)
    log.addHandler(keeper)
    log.setLevel(logging.INFO)
    yield
    log.removeHandler(keeper)


@pytest.fixture
def sheet(qtbot: QtBot, tmp_path: Path) -> LogSheet:
    settings = Settings(QSettings(str(tmp_path / "own.ini"), QSettings.Format.IniFormat))
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.show()
    made = LogSheet(window)
    made.open(made.first)
    made.held = window  # type: ignore[attr-defined]  # Python must not let go of it
    return made


def last_words(text: str) -> list[str]:
    return [row.split(": ")[-1] for row in text.splitlines()]


def test_new_lines_come_in_while_it_is_open(qtbot: QtBot, sheet: LogSheet) -> None:
    assert sheet.text == "Nothing was noted."

    log.info("a line")

    qtbot.waitUntil(lambda: last_words(sheet.text) == ["a line"])


def test_a_level_hides_what_is_less(sheet: LogSheet) -> None:
    for say, word in ((log.info, "fine"), (log.warning, "odd"), (log.error, "bad")):
        say(word)
    shown = []

    for index in (2, 1, 0):
        sheet.level.set_index(index)
        sheet.level.chosen.emit(index)
        shown.append(last_words(sheet.text))

    assert shown == [["bad"], ["odd", "bad"], ["fine", "odd", "bad"]]


def test_it_is_copied_with_the_version(sheet: LogSheet) -> None:
    log.error("bad")
    sheet.level.chosen.emit(0)

    sheet.copy.click()

    first, second = QGuiApplication.clipboard().text().splitlines()
    assert first.startswith("Negatoscope ")
    assert second.endswith("viewer.a_test: bad")


def test_it_is_saved_as_it_is_shown(sheet: LogSheet, tmp_path: Path) -> None:
    log.error("bad")
    sheet.level.chosen.emit(0)

    sheet.save_to(str(tmp_path / "log.txt"))

    assert last_words((tmp_path / "log.txt").read_text("utf-8"))[1:] == ["bad"]
    assert sheet.notice.text == "The log was saved."


def test_a_folder_that_is_not_there_is_said_in_words(sheet: LogSheet, tmp_path: Path) -> None:
    sheet.save_to(str(tmp_path / "nowhere" / "log.txt"))

    assert sheet.notice.text == "The log could not be saved there."
