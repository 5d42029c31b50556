"""viewer.app_desk"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QVBoxLayout
from pytestqt.qtbot import QtBot

import engine
from engine import BuildInfo, Release
from tests.viewer.mapped_window import window_of
from viewer import update_check
from viewer.main_window import MainWindow
from viewer.update_check import UpdateBar


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    yield from window_of(qtbot, tmp_path)


def test_a_newer_version_is_told_below_the_notices_and_covers_nothing(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The empty page below keeps its buttons; a film may be opened as if nothing were said."""
    build = BuildInfo("0.1.0", releases="https://api.example.org/latest")
    monkeypatch.setattr(update_check, "build_info", lambda: build)
    monkeypatch.setattr(engine, "latest_release", lambda _: Release("0.2.0"))
    window.settings.checks_for_updates = True

    window.desks.app.updates.ask_at_start()

    qtbot.waitUntil(lambda: bool(window.findChildren(UpdateBar)))
    (bar,) = window.findChildren(UpdateBar)
    column = window.layout()
    assert isinstance(column, QVBoxLayout)
    assert column.indexOf(bar) == column.indexOf(window.notice) + 1
    assert bar.sentence == "Version 0.2.0 is there; you have 0.1.0."
    assert bar.isVisible()
    assert window.empty.isVisible()
    assert not window.has_open_dialog
