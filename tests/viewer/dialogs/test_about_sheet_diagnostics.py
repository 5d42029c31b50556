"""viewer.dialogs.about_sheet_diagnostics"""

import getpass
import platform
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from engine import CheckOutcome, Diagnostics, Progress, Verdict, gather_diagnostics
from viewer.dialogs import about_sheet_diagnostics
from viewer.dialogs.about_sheet_diagnostics import DiagnosticsSheet, screen_lines
from viewer.jobs import Jobs
from viewer.settings import Settings


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Diagnostics:
    made = replace(gather_diagnostics(), networks="have not run yet")
    tried = replace(made, networks="run on the CPU. It is fast enough.")
    monkeypatch.setattr(about_sheet_diagnostics, "gather", lambda _: made)
    monkeypatch.setattr(about_sheet_diagnostics, "gather_with_gpu", lambda _: tried)
    return made


@pytest.fixture
def make(window: QWidget, jobs: Jobs, settings: Settings) -> Callable[[], DiagnosticsSheet]:
    """Opens the sheet over a window."""

    def opened() -> DiagnosticsSheet:
        made = DiagnosticsSheet(window, jobs, settings)
        made.open(made.first)
        return made

    return opened


@pytest.fixture
def sheet(
    qtbot: QtBot,
    make: Callable[[], DiagnosticsSheet],
    found: Diagnostics,  # noqa: ARG001 - what it finds
) -> DiagnosticsSheet:
    made = make()
    qtbot.waitUntil(made.copy.isEnabled)
    return made


def test_what_is_copied_is_what_is_shown(sheet: DiagnosticsSheet, found: Diagnostics) -> None:
    QGuiApplication.clipboard().clear()

    sheet.copy.click()

    assert QGuiApplication.clipboard().text() == sheet.text
    assert sheet.text.startswith(found.as_text())
    assert sheet.notice.text == "Copied."


def test_nothing_is_copied_before_it_is_known(
    make: Callable[[], DiagnosticsSheet],
    found: Diagnostics,  # noqa: ARG001 - what it would find
) -> None:
    QGuiApplication.clipboard().setText("before")
    sheet = make()

    sheet.copy.click()

    assert not sheet.copy.isEnabled()
    assert sheet.text == ""
    assert QGuiApplication.clipboard().text() == "before"


def test_it_ends_with_what_only_the_window_knows(window: QWidget, settings: Settings) -> None:
    settings.language = "de"

    told = dict(screen_lines(window, settings))

    assert list(told) == ["Qt", "Screen", "Window", "Look"]
    assert told["Qt"].startswith(f"{qVersion()}, offscreen")
    assert told["Window"] == "1280 x 800"
    assert told["Look"] == "dark, text 100%, language de"
    size = window.screen().size()
    assert told["Screen"].startswith(f"{size.width()} x {size.height()}, scale 1, ")


@pytest.mark.parametrize(("session", "told"), [("wayland", True), ("of Jane Doe", False)])
def test_a_session_is_named_only_if_it_is_a_known_one(
    window: QWidget, settings: Settings, monkeypatch: pytest.MonkeyPatch, session: str, told: bool
) -> None:
    monkeypatch.setenv("XDG_SESSION_TYPE", session)

    assert (session in dict(screen_lines(window, settings))["Qt"]) is told


def test_it_names_neither_user_nor_computer_nor_path(sheet: DiagnosticsSheet) -> None:
    words = {word.strip(",;:()") for word in sheet.text.split()}

    assert words & {getpass.getuser(), platform.node(), Path.home().name} == set()
    assert str(Path.home()) not in sheet.text
    assert "/work" not in sheet.text.replace("GNU/Linux", "")


def test_the_gpu_is_tried_on_request(qtbot: QtBot, sheet: DiagnosticsSheet) -> None:
    sheet.ask_gpu.click()

    qtbot.waitUntil(sheet.copy.isEnabled)
    assert "Networks: run on the CPU. It is fast enough." in sheet.text


def test_a_failure_is_said_in_words(
    qtbot: QtBot, make: Callable[[], DiagnosticsSheet], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> Diagnostics:
        raise MemoryError

    monkeypatch.setattr(about_sheet_diagnostics, "gather", fail)

    sheet = make()

    qtbot.waitUntil(lambda: "memory" in sheet.notice.text)


def outcome(verdict: Verdict, name: str) -> CheckOutcome:
    return CheckOutcome("Steps", name, verdict, 500.0, "so it is")


def test_the_self_test_says_below_what_does_not_work(
    qtbot: QtBot,
    sheet: DiagnosticsSheet,
    found: Diagnostics,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    outcomes = tuple(outcome(verdict, verdict.name.title()) for verdict in Verdict)
    monkeypatch.setattr(about_sheet_diagnostics, "try_everything", lambda _: outcomes)

    sheet.test.click()

    qtbot.waitUntil(lambda: "Self-test" in sheet.text)
    assert sheet.text.startswith(found.as_text())
    assert sheet.text.splitlines()[-3:] == [
        "Self-test: 3 checks in 2 s: 1 ok, 1 left out, 1 FAILED.",
        "  left out: Steps, Left_Out: so it is",
        "  FAILED: Steps, Failed: so it is",
    ]
    assert sheet.notice.text == "Something does not work here; see the text."


def test_where_networks_have_run_in_the_self_test_is_told_after_it(
    qtbot: QtBot, sheet: DiagnosticsSheet, found: Diagnostics, monkeypatch: pytest.MonkeyPatch
) -> None:
    after = replace(found, networks="run on the CPU.")
    monkeypatch.setattr(about_sheet_diagnostics, "try_everything", lambda _: ())
    monkeypatch.setattr(about_sheet_diagnostics, "gather", lambda _: after)

    sheet.test.click()

    qtbot.waitUntil(lambda: "Self-test" in sheet.text)
    assert "Networks: run on the CPU.\n" in sheet.text


def test_what_was_tested_stays_when_networks_are_tried(
    qtbot: QtBot, sheet: DiagnosticsSheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed = (outcome(Verdict.OK, "Gamma"),)
    monkeypatch.setattr(about_sheet_diagnostics, "try_everything", lambda _: passed)
    sheet.test.click()
    qtbot.waitUntil(sheet.test.isEnabled)

    sheet.ask_gpu.click()

    qtbot.waitUntil(sheet.test.isEnabled)
    assert "It is fast enough." in sheet.text
    assert sheet.text.endswith("Self-test: 1 checks in 0 s: 1 ok.\n")


def test_a_self_test_that_passes_says_so(
    qtbot: QtBot, sheet: DiagnosticsSheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed = (outcome(Verdict.OK, "Gamma"), outcome(Verdict.LEFT_OUT, "GPU"))
    monkeypatch.setattr(about_sheet_diagnostics, "try_everything", lambda _: passed)

    sheet.test.click()

    qtbot.waitUntil(sheet.test.isEnabled)
    assert sheet.notice.text == "Everything that was tried works."


def test_the_self_test_says_how_far_it_is_and_ends_with_the_sheet(
    qtbot: QtBot, sheet: DiagnosticsSheet, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def long(progress: Progress) -> tuple[CheckOutcome, ...]:
        while True:
            progress.report(0.25, "Steps: Gamma")

    monkeypatch.setattr(about_sheet_diagnostics, "try_everything", long)

    sheet.test.click()
    qtbot.waitUntil(lambda: "Gamma" in sheet.notice.text)
    said = sheet.notice.text, sheet.test.isEnabled()
    sheet.close_sheet()

    assert said == ("Trying, 25\u2009% done. Steps: Gamma", False)
    assert not jobs.is_running("self-test")
