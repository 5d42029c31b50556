"""viewer.update_check"""

import logging
import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeAlias, TypeVar

import pytest
from PySide6.QtCore import QSettings, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

import engine
from engine import BuildInfo, EngineError, Release, Variant
from viewer import update_check
from viewer.app import application_
from viewer.job_list import JobList
from viewer.jobs import Jobs
from viewer.settings import Settings
from viewer.update_check import UpdateBar, UpdateCheck, asked_host, libraries_of_the_system
from viewer.widgets.button import IconButton

ADDRESS = "https://api.example.org/latest"
PAGE = "https://example.org/v0.2.0"
BUILD = BuildInfo("0.1.0+git20261122.0a1b2c3", Variant.FULL, "0a1b2c3", ADDRESS)
Asking: TypeAlias = Callable[[Callable[[], None]], None]
NEWER = "Version 0.2.0 is there; you have 0.1.0+git20261122.0a1b2c3."
Button = TypeVar("Button", QPushButton, IconButton)


class MadeServer:
    """Stands for the network.

    Attributes:
        asked: Every address.
        answer: What it gives, or raises.
    """

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answer: Release | EngineError = Release("0.2.0", PAGE)

    def __call__(self, address: str) -> Release:
        self.asked.append(address)
        if isinstance(self.answer, EngineError):
            raise self.answer
        return self.answer


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> MadeServer:
    made = MadeServer()
    monkeypatch.setattr(engine, "latest_release", made)
    monkeypatch.setattr(update_check, "build_info", lambda: BUILD)
    return made


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    application_()
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Of a user who wants to hear of newer versions."""
    made = Settings(QSettings(str(tmp_path / "own.ini"), QSettings.Format.IniFormat))
    made.checks_for_updates = True
    return made


@pytest.fixture
def updates(
    jobs: Jobs,
    settings: Settings,
    server: MadeServer,  # noqa: ARG001 - what it asks
) -> UpdateCheck:
    return UpdateCheck(jobs, settings)


@pytest.fixture
def told(updates: UpdateCheck) -> list[str]:
    """What was found at a start, sentence by sentence."""
    sentences: list[str] = []
    updates.found.connect(lambda finding: sentences.append(finding.sentence))
    return sentences


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was given to the browser."""
    urls: list[str] = []

    def open_url(url: QUrl) -> None:
        assert "LD_LIBRARY_PATH" not in os.environ
        urls.append(url.toString())

    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/negatoscope/_internal")
    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return urls


@pytest.fixture
def answered(qtbot: QtBot, updates: UpdateCheck) -> Asking:
    """Lets something be asked, and waits for the answer."""

    def ask(how: Callable[[], None]) -> None:
        how()
        qtbot.waitUntil(lambda: not updates.is_asking)

    return ask


def bar_of(qtbot: QtBot, updates: UpdateCheck, settings: Settings) -> UpdateBar:
    holder = QWidget()
    qtbot.addWidget(holder)
    made = UpdateBar(updates, settings, holder)
    made.held = holder  # type: ignore[attr-defined]  # Python must not let go of it
    return made


def button(bar: UpdateBar, kind: type[Button]) -> Button:
    """Return the button of the bar that has words, or that has an icon."""
    found = bar.findChild(kind)
    assert found is not None
    return found


def test_nobody_is_asked_unless_the_user_wants_it(
    qtbot: QtBot,
    jobs: Jobs,
    settings: Settings,
    server: MadeServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.checks_for_updates = False
    monkeypatch.setattr(update_check, "START_MS", 0)

    updates = UpdateCheck(jobs, settings)
    qtbot.wait(20)

    assert not updates.is_asking
    assert server.asked == []


def test_the_start_asks_by_itself_where_the_user_wants_it(
    qtbot: QtBot,
    jobs: Jobs,
    settings: Settings,
    server: MadeServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(update_check, "START_MS", 0)

    updates = UpdateCheck(jobs, settings)

    qtbot.waitUntil(lambda: updates.finding.sentence == NEWER)
    assert server.asked == [ADDRESS]


def test_a_day_has_one_question(
    updates: UpdateCheck, settings: Settings, server: MadeServer, answered: Asking
) -> None:
    answered(updates.ask_at_start)

    answered(updates.ask_at_start)
    once = len(server.asked)
    settings.store.setValue(update_check.LAST_ASKED, "2020-02-29")
    answered(updates.ask_at_start)

    assert (once, len(server.asked)) == (1, 2)
    assert settings.store.value(update_check.LAST_ASKED) == date.today().isoformat()


def test_a_failed_start_is_a_line_in_the_log_and_nothing_else(
    updates: UpdateCheck,
    told: list[str],
    jobs: Jobs,
    server: MadeServer,
    answered: Asking,
    caplog: pytest.LogCaptureFixture,
) -> None:
    server.answer = EngineError("Nobody answers.", hint="Try again.")
    ended = JobList(jobs)

    with caplog.at_level(logging.INFO, "viewer.update_check"):
        answered(updates.ask_at_start)

    assert caplog.messages == ["Nobody answers."]
    assert (updates.finding.sentence, told) == ("", [])
    assert [line.sentence for line in ended.ended] == [""]


@pytest.mark.parametrize(("version", "count"), [("0.1.0", 0), ("0.2.0", 1)])
def test_only_a_newer_version_is_told_at_the_start(
    updates: UpdateCheck,
    told: list[str],
    server: MadeServer,
    answered: Asking,
    version: str,
    count: int,
) -> None:
    server.answer = Release(version, PAGE)

    answered(updates.ask_at_start)

    assert told == [NEWER] * count


def test_the_page_opens_on_a_click_and_not_before(
    qtbot: QtBot, updates: UpdateCheck, settings: Settings, answered: Asking, opened: list[str]
) -> None:
    answered(updates.ask_at_start)
    bar = bar_of(qtbot, updates, settings)
    before = bar.sentence, list(opened)

    button(bar, QPushButton).click()

    assert (before, opened) == ((NEWER, []), [PAGE])
    assert bar.isHidden()


def test_a_version_without_a_page_of_ours_has_no_button(
    qtbot: QtBot,
    updates: UpdateCheck,
    settings: Settings,
    server: MadeServer,
    answered: Asking,
    opened: list[str],
) -> None:
    server.answer = Release("0.2.0")

    answered(updates.ask_at_start)
    updates.show_page()

    assert button(bar_of(qtbot, updates, settings), QPushButton).isHidden()
    assert opened == []


def test_a_dismissed_version_is_not_told_again_but_the_next_is(
    qtbot: QtBot,
    updates: UpdateCheck,
    settings: Settings,
    told: list[str],
    server: MadeServer,
    answered: Asking,
) -> None:
    answered(updates.ask_at_start)
    button(bar_of(qtbot, updates, settings), IconButton).click()
    told.clear()

    for version in ("0.2.0", "0.2.1"):
        server.answer = Release(version, PAGE)
        settings.store.remove(update_check.LAST_ASKED)
        answered(updates.ask_at_start)

    assert told == [NEWER.replace("0.2.0", "0.2.1")]


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (Release("0.2.0", PAGE), NEWER),
        (Release("0.1.0"), "You have the newest version, 0.1.0+git20261122.0a1b2c3."),
        (EngineError("Nobody answers.", hint="Try again."), "Nobody answers. Try again."),
    ],
)
def test_who_asks_gets_an_answer_in_words(
    updates: UpdateCheck,
    settings: Settings,
    told: list[str],
    server: MadeServer,
    answered: Asking,
    answer: Release | EngineError,
    sentence: str,
) -> None:
    settings.checks_for_updates = False
    server.answer = answer

    answered(updates.ask)

    assert updates.finding.sentence == sentence
    assert told == []


@pytest.mark.parametrize("address", ["", "http://example.org/latest", "latest"])
def test_a_build_without_an_https_address_asks_nobody(
    server: MadeServer, monkeypatch: pytest.MonkeyPatch, address: str, updates: UpdateCheck
) -> None:
    monkeypatch.setattr(update_check, "build_info", lambda: BuildInfo(releases=address))

    updates.ask()
    updates.ask_at_start()

    assert asked_host() == ""
    assert (updates.is_asking, server.asked) == (False, [])


def test_an_answer_that_is_no_longer_wanted_leaves_the_button_free(
    qtbot: QtBot, jobs: Jobs, updates: UpdateCheck
) -> None:
    updates.ask()

    with qtbot.waitSignal(updates.changed):
        jobs.cancel_all()

    assert not updates.is_asking


@pytest.mark.parametrize(
    ("build", "before", "seen"),
    [
        (BUILD, None, None),
        (BUILD, "/usr/local/cuda", "/usr/local/cuda"),
        (BuildInfo(), None, "/opt/negatoscope/_internal"),
    ],
)
def test_a_browser_never_gets_the_libraries_of_a_frozen_program(
    monkeypatch: pytest.MonkeyPatch, build: BuildInfo, before: str | None, seen: str | None
) -> None:
    monkeypatch.setattr(update_check, "build_info", lambda: build)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/negatoscope/_internal")
    if before is not None:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)

    with libraries_of_the_system():
        inside = os.environ.get("LD_LIBRARY_PATH")

    assert inside == seen
    assert os.environ["LD_LIBRARY_PATH"] == "/opt/negatoscope/_internal"
