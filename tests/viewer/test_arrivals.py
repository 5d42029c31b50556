"""viewer.arrivals"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QSettings, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from viewer.app import application_
from viewer.arrivals import Arrivals, take_token
from viewer.main_window import MainWindow
from viewer.opening import Opening
from viewer.settings import Settings


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    application_()
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    made = MainWindow(Settings(store))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


@pytest.fixture
def films(tmp_path: Path) -> list[Path]:
    """Two small films."""
    paths = [tmp_path / "one.png", tmp_path / "two.png"]
    for path in paths:
        cv2.imwrite(str(path), np.tile(np.arange(0, 40_000, 1000, dtype=np.uint16), (30, 1)))
    return paths


def names(window: MainWindow) -> list[str]:
    if not window.is_furnished:
        return []
    return [film.path.name for film in window.workspace.films]


def test_what_arrives_before_the_window_is_ready_waits_for_it(
    qtbot: QtBot, window: MainWindow, films: list[Path]
) -> None:
    arrivals = Arrivals(window)
    arrivals.add(Opening((films[0],)))
    arrivals.add(Opening((films[1],)))
    was_furnished = window.is_furnished

    window.furnish()
    arrivals.begin()

    qtbot.waitUntil(lambda: sorted(names(window)) == ["one.png", "two.png"], timeout=10_000)
    assert not was_furnished


def test_a_start_without_films_opens_none(window: MainWindow) -> None:
    arrivals = Arrivals(window)
    arrivals.add(Opening())

    arrivals.begin()

    assert window.pages.currentWidget() is window.empty
    assert not window.is_furnished  # so that nothing was opened


def test_the_sample_film_opens_where_it_is_wanted(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    window.furnish()
    monkeypatch.setattr(window.commands, "open_sample", lambda: opened.append("sample"))
    arrivals = Arrivals(window)
    arrivals.begin()

    arrivals.add(Opening(wants_sample=True))

    assert opened == ["sample"]


def test_a_film_of_another_start_opens_and_the_window_comes_back(
    qtbot: QtBot, window: MainWindow, films: list[Path]
) -> None:
    window.furnish()
    arrivals = Arrivals(window)
    arrivals.begin()
    window.showMinimized()

    arrivals.add_of_another(Opening((films[0],)))

    assert not window.isMinimized()
    qtbot.waitUntil(lambda: names(window) == ["one.png"], timeout=10_000)


def test_a_film_below_an_open_sheet_opens_and_leaves_the_sheet(
    qtbot: QtBot, window: MainWindow, films: list[Path]
) -> None:
    window.furnish()
    arrivals = Arrivals(window)
    arrivals.begin()
    window.show_keys()

    arrivals.add_of_another(Opening((films[0],)))

    qtbot.waitUntil(lambda: window.document is not None, timeout=10_000)
    assert window.has_open_dialog


def test_a_film_that_the_system_hands_over_waits_as_well(
    qtbot: QtBot, window: MainWindow, films: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On macOS it does so by an event, whose first ones come before the window is ready."""
    monkeypatch.setattr(sys, "platform", "darwin")
    application = application_()
    arrivals = Arrivals(window)
    arrivals.watch(application)

    QApplication.sendEvent(application, QFileOpenEvent(QUrl.fromLocalFile(str(films[1]))))
    QApplication.sendEvent(application, QFileOpenEvent(QUrl("https://example.org/a.dcm")))
    application.removeEventFilter(arrivals)
    window.furnish()
    arrivals.begin()

    qtbot.waitUntil(lambda: names(window) == ["two.png"], timeout=10_000)


def test_elsewhere_the_events_of_the_program_are_left_alone(
    window: MainWindow, films: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    arrivals = Arrivals(window)
    arrivals.watch(application_())

    QApplication.sendEvent(application_(), QFileOpenEvent(QUrl.fromLocalFile(str(films[1]))))
    arrivals.begin()

    assert not window.is_furnished  # so that nothing was opened


def test_the_leave_to_come_to_the_front_is_passed_on_under_wayland(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "of-the-other")
    token = take_token()
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN")
    arrivals = Arrivals(window)
    arrivals.begin()

    arrivals.add_of_another(Opening(token=token))

    assert os.environ.get("XDG_ACTIVATION_TOKEN") == "of-the-other"
