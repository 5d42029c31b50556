"""Windows on films with a translation that is made up."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.viewer.mapped_window import document_of, window_of
from tests.viewer.translated_window import (
    MadeModel,
    install,
    made_card,
    open_film,
    panel_of,
    press,
    translated,
)
from viewer.main_window import MainWindow


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> MadeModel:
    return install(monkeypatch, tmp_path / "resources", made_card())


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, model: MadeModel) -> Iterator[MainWindow]:  # noqa: ARG001
    yield from window_of(qtbot, tmp_path)


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> MainWindow:
    """A film without steps."""
    open_film(qtbot, window, tmp_path)
    return window


@pytest.fixture
def on(qtbot: QtBot, opened: MainWindow) -> MainWindow:
    """The same, translated."""
    press(opened)
    translated(qtbot, opened)
    return opened


@pytest.fixture
def refused(qtbot: QtBot, opened: MainWindow, model: MadeModel) -> MainWindow:
    """A film the gate refuses."""
    model.distance = 1.8
    press(opened)
    qtbot.waitUntil(lambda: panel_of(opened).is_refused)
    qtbot.waitUntil(lambda: not opened.jobs.is_running(document_of(opened).render_key))
    return opened
