"""viewer.dialogs.settings_pages_start and viewer.dialogs.update_row"""

from collections.abc import Callable
from typing import TypeAlias

import pytest
from pytestqt.qtbot import QtBot

import engine
from engine import BuildInfo, Release
from viewer import update_check
from viewer.dialogs.settings_pages_start import StartPage
from viewer.jobs import Jobs
from viewer.settings import Settings
from viewer.update_check import UpdateCheck

ADDRESS = "https://api.example.org/latest"


PageOf: TypeAlias = Callable[[str], StartPage]


@pytest.fixture
def page_of(
    qtbot: QtBot, jobs: Jobs, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> PageOf:
    """Makes the page of a build that asks at an address."""
    latest = Release("0.2.0", "https://example.org/v0.2.0")
    monkeypatch.setattr(engine, "latest_release", lambda _: latest)

    def make(address: str) -> StartPage:
        build = BuildInfo("0.1.0", releases=address)
        monkeypatch.setattr(update_check, "build_info", lambda: build)
        made = StartPage(settings, UpdateCheck(jobs, settings))
        qtbot.addWidget(made)
        return made

    return make


def test_each_switch_keeps_its_preference(page_of: PageOf, settings: Settings) -> None:
    page = page_of(ADDRESS)
    before = settings.opens_one_window, settings.checks_for_updates

    page.one_window.click()
    page.updates.click()

    assert before == (True, False)
    assert (settings.opens_one_window, settings.checks_for_updates) == (False, True)
    page.reset()
    assert (settings.opens_one_window, settings.checks_for_updates) == (True, False)


def test_it_says_whom_it_asks_and_what_it_sends(page_of: PageOf) -> None:
    page = page_of(ADDRESS)

    words = page.updates.accessibleDescription()
    assert "asks api.example.org for the number of the newest version" in words
    assert "the word Negatoscope" in words
    assert "network address" in words


def test_a_build_that_can_ask_nobody_says_so(page_of: PageOf) -> None:
    page = page_of("")

    assert not page.updates.isEnabled()
    assert "names no server" in page.updates.accessibleDescription()
    assert page.update_row.isHidden()


def test_the_answer_comes_below_the_button(qtbot: QtBot, page_of: PageOf) -> None:
    row = page_of(ADDRESS).update_row
    before = row.show_page.isHidden()

    row.ask.click()
    during = row.notice.text, row.ask.isEnabled()

    qtbot.waitUntil(row.ask.isEnabled)
    assert (before, *during) == (True, "Asking api.example.org…", False)
    assert row.notice.text == "Version 0.2.0 is there; you have 0.1.0."
    assert not row.show_page.isHidden()


def test_the_notice_of_the_first_start_is_shown_again_on_request(
    page_of: PageOf, settings: Settings
) -> None:
    page = page_of(ADDRESS)
    before = page.notice_again.isEnabled()
    settings.has_read_notice = True

    page.notice_again.click()

    assert not before
    assert not settings.has_read_notice
    assert not page.notice_again.isEnabled()
