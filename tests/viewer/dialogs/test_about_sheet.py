"""viewer.dialogs.about_sheet and its parts"""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from engine import BuildInfo, Diagnostics, Variant, gather_diagnostics
from tests.viewer.test_look_scale import cut
from tests.viewer.translated_window import made_card
from viewer.app import application_
from viewer.dialogs import about_sheet, about_sheet_parts
from viewer.dialogs.about_sheet import AboutSheet
from viewer.dialogs.model_card_sheet import ModelCardSheet
from viewer.dialogs.sheet import Sheet
from viewer.jobs import Jobs
from viewer.settings import Settings
from viewer.theme import apply_theme
from viewer.update_check import UpdateCheck
from viewer.widgets.label import Paragraph

COMMIT = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567"
FAULT = "run on the CPU. The NVIDIA driver is too old."


@pytest.fixture
def found() -> Diagnostics:
    """What a machine without torch's help would say of itself."""
    return replace(gather_diagnostics(), networks="have not run yet", libraries=(("NumPy", "9.8"),))


@pytest.fixture
def make(
    window: QWidget,
    jobs: Jobs,
    settings: Settings,
    found: Diagnostics,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[], AboutSheet]:
    """Opens the sheet over a window."""
    monkeypatch.setattr(about_sheet, "gather", lambda _: found)
    monkeypatch.setattr(about_sheet, "gather_with_gpu", lambda _: replace(found, networks=FAULT))
    monkeypatch.setattr(about_sheet, "installed_models", lambda: (made_card(),))

    def opened() -> AboutSheet:
        made = AboutSheet(window, jobs, settings, UpdateCheck(jobs, settings))
        made.open(made.first)
        return made

    return opened


@pytest.fixture
def sheet(qtbot: QtBot, make: Callable[[], AboutSheet]) -> AboutSheet:
    made = make()
    qtbot.waitUntil(lambda: bool(made.libraries.text))
    return made


def test_it_says_which_build_it_is_and_what_it_is_not(
    make: Callable[[], AboutSheet], monkeypatch: pytest.MonkeyPatch
) -> None:
    build = BuildInfo("0.3.0", Variant.SMALL, COMMIT)
    monkeypatch.setattr(about_sheet_parts, "build_info", lambda: build)

    head = make().head

    said = [part.accessibleName() for part in head.findChildren(Paragraph)]
    assert said == [
        f"Version 0.3.0, small, without PyTorch\nCommit {COMMIT}",
        "Not a medical device: research and education, not for diagnosis.",
    ]


def test_from_source_there_is_no_commit_to_tell(
    make: Callable[[], AboutSheet], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(about_sheet_parts, "build_info", lambda: BuildInfo("0.3.0"))

    assert make().head.version.text() == "Version 0.3.0, run from its source"


def test_it_says_what_it_runs_on(sheet: AboutSheet, found: Diagnostics) -> None:
    computer = sheet.computer.text.splitlines()

    assert computer[0].lower() == found.processor.text().lower()
    assert computer[2] == "Have not run yet"
    assert sheet.libraries.text.splitlines() == [found.python, "9.8"]


def test_it_finds_out_why_the_gpu_is_not_used(qtbot: QtBot, sheet: AboutSheet) -> None:
    sheet.ask_gpu.click()

    qtbot.waitUntil(sheet.ask_gpu.isEnabled)
    assert sheet.computer.text.endswith("Run on the CPU. The NVIDIA driver is too old.")
    assert sheet.libraries.text.count("9.8") == 1


def test_the_card_of_a_model_opens_over_it_and_leads_back(sheet: AboutSheet) -> None:
    (row,) = sheet.models
    row.show_card.setFocus()

    row.show_card.click()
    (card,) = sheet.window().findChildren(ModelCardSheet)
    title = made_card().title
    QTest.keyClick(card.done, Qt.Key.Key_Escape)

    assert title in card.text
    assert row.show_card.accessibleName() == f"Model card: {made_card().name} {made_card().version}"
    assert sheet.isVisible()
    assert sheet.window().focusWidget() is row.show_card


def test_licences_and_diagnostics_open_over_it(sheet: AboutSheet) -> None:
    opened = []

    for button in (sheet.licences, sheet.diagnostics):
        button.click()
        top = sheet.window().findChildren(Sheet)[-1]
        opened.append(top.accessibleName())
        QTest.keyClick(top, Qt.Key.Key_Escape)

    assert opened == ["Licences", "Diagnostics"]


def test_it_may_be_closed_before_it_knows(make: Callable[[], AboutSheet], jobs: Jobs) -> None:
    sheet = make()

    sheet.close_sheet()

    assert not jobs.is_running("about this computer")


def test_no_words_are_cut_in_the_smallest_window(window: QWidget, sheet: AboutSheet) -> None:
    window.resize(960, 600)

    apply_theme(application_(), 2.0)
    QApplication.processEvents()
    wrong = cut(sheet)
    apply_theme(application_())

    assert wrong == []
