"""viewer.first_start"""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine import GpuFound, Networks
from viewer.app import application_
from viewer.first_start import FirstStart
from viewer.main_window import MainWindow
from viewer.settings import Settings
from viewer.theme import apply_theme
from viewer.widgets.label import Label, Paragraph


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Those of somebody who starts the program for the first time."""
    application_()
    return Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def start(qtbot: QtBot, settings: Settings) -> Iterator[FirstStart]:
    window = MainWindow(settings)
    qtbot.addWidget(window)
    made = FirstStart(window)
    window.resize(1280, 800)
    window.show()
    yield made
    window.close()


@pytest.fixture
def window(start: FirstStart) -> MainWindow:
    found = start.parent()
    assert isinstance(found, MainWindow)
    return found


def open_film(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    path = folder / "film.png"
    cv2.imwrite(str(path), np.tile(np.arange(0, 40_000, 1000, dtype=np.uint16), (30, 1)))
    window.open([path])
    qtbot.waitUntil(lambda: window.document is not None, timeout=10_000)


def test_the_first_start_asks_to_read_the_notice_until_it_is_read(
    window: MainWindow, settings: Settings
) -> None:
    asks_before = window.empty.notice.agree.isVisible()

    QTest.mouseClick(window.empty.notice.agree, Qt.MouseButton.LeftButton)

    assert asks_before
    assert settings.has_read_notice
    assert window.empty.notice.isVisible()
    assert not window.empty.notice.agree.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_the_notice_is_read_by_keyboard(window: MainWindow, settings: Settings, key: int) -> None:
    window.empty.zone.folder.setFocus()

    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    QTest.keyClick(window.focusWidget(), Qt.Key(key))

    assert settings.has_read_notice


def test_a_later_start_does_not_ask(qtbot: QtBot, settings: Settings) -> None:
    settings.has_read_notice = True
    window = MainWindow(settings)
    qtbot.addWidget(window)

    FirstStart(window)
    window.show()

    assert window.empty.notice.isVisible()
    assert not window.empty.notice.agree.isVisible()


def test_over_the_first_film_the_notice_takes_a_strip_and_no_more(
    qtbot: QtBot, start: FirstStart, window: MainWindow, settings: Settings, tmp_path: Path
) -> None:
    open_film(qtbot, window, tmp_path)
    over = start.over_film
    was_visible, below = over.isVisible(), over.geometry().bottom()

    QTest.mouseClick(over.agree, Qt.MouseButton.LeftButton)

    assert was_visible
    assert over.height() <= 64
    assert below < window.pages.geometry().top() + over.height()
    assert settings.has_read_notice
    assert not over.isVisible()


def test_the_notice_read_over_a_film_is_not_asked_for_on_the_page(
    qtbot: QtBot, start: FirstStart, window: MainWindow, tmp_path: Path
) -> None:
    open_film(qtbot, window, tmp_path)
    start.over_film.agree.click()

    window.workspace.close_all()

    assert window.pages.currentWidget() is window.empty
    assert not window.empty.notice.agree.isVisible()


def test_asked_for_again_in_the_settings_the_notice_comes_back(
    window: MainWindow, settings: Settings
) -> None:
    window.empty.notice.agree.click()

    settings.has_read_notice = False

    assert window.empty.notice.agree.isVisible()


def test_recent_films_are_offered_where_they_are_kept_and_names_may_be_shown(
    window: MainWindow, settings: Settings
) -> None:
    assert not window.empty.recent.isVisible()
    settings.keeps_recent = True
    window.top.recent.add(Path("/ward/Knee & hip.dcm"))

    settings.is_smooth = True  # any change brings the page up to date
    shown = [button.text() for button in window.empty.recent.buttons]
    settings.shows_patient = False

    assert shown == ["Knee & hip.dcm - ward"]
    assert not window.empty.recent.isVisible()


def test_a_recent_film_is_opened_by_a_click(
    qtbot: QtBot, window: MainWindow, settings: Settings
) -> None:
    settings.keeps_recent = True
    window.top.recent.add(Path("/ward/a.dcm"))
    settings.is_smooth = True
    (button,) = window.empty.recent.buttons

    with qtbot.waitSignal(window.top.recent.chosen) as told:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    assert told.args == [Path("/ward/a.dcm")]


def test_the_promise_to_send_nothing_is_kept_to_the_letter(
    window: MainWindow, settings: Settings
) -> None:
    def promises() -> str:
        return " ".join(part.text() for part in window.empty.findChildren(Paragraph))

    before = promises()
    settings.checks_for_updates = True

    assert "no telemetry leaves this computer." in before
    assert "no telemetry" not in promises()
    assert "only the number of the newest version is asked for" in promises()


def test_the_page_says_what_was_found_of_a_graphics_card(
    start: FirstStart, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = GpuFound(Networks.GPU, "RTX 3060")
    monkeypatch.setattr("viewer.first_start.gpu_found", lambda: found)

    start.say_where_networks_run()

    assert window.empty.networks.words.text() == "RTX 3060: networks run on it."


def test_in_the_smallest_window_all_of_the_page_is_in_sight(
    qtbot: QtBot, window: MainWindow
) -> None:
    last = window.empty.networks

    window.resize(960, 600)

    def is_in_sight() -> bool:
        return last.mapTo(window, last.rect().bottomLeft()).y() < window.status.y()

    qtbot.waitUntil(is_in_sight)


@pytest.mark.parametrize("scale", [0.8, 2.0])
def test_with_other_sizes_of_type_no_words_of_the_notice_are_cut(
    qtbot: QtBot, window: MainWindow, scale: float
) -> None:
    notice = window.empty.notice
    window.resize(960, 600)

    apply_theme(application_(), scale)

    def is_whole() -> bool:
        words = notice.findChildren(Label) + notice.findChildren(Paragraph) + [notice.agree]
        shown = all(notice.rect().contains(part.geometry()) for part in words)
        wide = all(part.width() >= part.minimumSizeHint().width() for part in words)
        (why,) = notice.findChildren(Paragraph)
        return shown and wide and why.height() >= why.heightForWidth(why.width())

    qtbot.waitUntil(is_whole)
    apply_theme(application_())
