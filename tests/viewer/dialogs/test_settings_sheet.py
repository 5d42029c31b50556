"""viewer.dialogs.settings_sheet and its pages"""

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine import Budget, EngineError, set_budget
from engine.budget import budget
from engine.limits_file import read_limits, write_limits
from engine.models.devices import DeviceChoice, current_choice
from tests.privacy.memory_ring import MemoryRing
from viewer import session_file
from viewer.dialogs import settings_sheet
from viewer.dialogs.settings_pages import SettingsPage
from viewer.dialogs.settings_pages_film import FilmPage
from viewer.dialogs.settings_pages_look import LookPage, MousePage
from viewer.dialogs.settings_pages_machine import LimitsPage, LimitsStore, ModelsPage, ScreenPage
from viewer.dialogs.settings_sheet import SettingsSheet
from viewer.main_window import MainWindow
from viewer.session_file import no_keyring
from viewer.settings import Settings

Page = TypeVar("Page")


@pytest.fixture
def limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own limits, in a file of the test's."""
    path = tmp_path / "limits.json"
    store = LimitsStore(lambda: read_limits(path), lambda limits: write_limits(path, limits))
    monkeypatch.setattr(settings_sheet, "limits_of_engine", lambda: store)
    monkeypatch.setattr("engine.budget._in_force", None)
    return path


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    made = MainWindow(Settings(QSettings(str(tmp_path / "own.ini"), QSettings.Format.IniFormat)))
    qtbot.addWidget(made)
    made.furnish()
    made.show()
    return made


@pytest.fixture
def sheet(window: MainWindow, limits: Path) -> SettingsSheet:  # noqa: ARG001 - its store
    made = SettingsSheet(window)
    made.open(made.first)
    return made


def turned_to(sheet: SettingsSheet, kind: type[Page]) -> Page:
    """Turn to a page as a user does."""
    at = next(at for at, page in enumerate(sheet.pages) if isinstance(page, kind))
    sheet.list.setCurrentRow(at)
    page = sheet.page
    assert isinstance(page, kind)
    return page


def test_the_arrows_turn_the_pages(sheet: SettingsSheet) -> None:
    QTest.keyClick(sheet.first, Qt.Key.Key_Down)

    assert sheet.page.title == "Mouse and window"
    assert [page.title for page in sheet.pages] == [
        "Look",
        "Mouse and window",
        "Film and privacy",
        "Start",
        "Limits",
        "Models and device",
        "Screen and keys",
    ]


def test_what_the_tab_key_goes_to_is_scrolled_into_view(
    window: MainWindow, sheet: SettingsSheet
) -> None:
    window.resize(960, 600)
    window.activateWindow()
    page = turned_to(sheet, LimitsPage)
    field = page.fields["entries"]
    page.setMinimumHeight(2000)
    page.column.insertSpacing(0, 1500)
    page.column.activate()

    sheet.first.setFocus()
    field.setFocus(Qt.FocusReason.TabFocusReason)

    assert field.visibleRegion().boundingRect() == field.rect()


def test_a_preference_is_kept_at_once(window: MainWindow, sheet: SettingsSheet) -> None:
    page = turned_to(sheet, MousePage)

    page.wheel.click()
    QTest.keyClick(page.speed, Qt.Key.Key_End)
    QTest.keyClick(page.direction, Qt.Key.Key_End)

    settings = window.settings
    assert (settings.wheel_always_zooms, settings.drag_speed) == (True, 4.0)
    assert not settings.up_darkens


def test_a_page_shows_what_is_changed_elsewhere(window: MainWindow, sheet: SettingsSheet) -> None:
    page = turned_to(sheet, MousePage)

    window.settings.is_smooth = True
    window.settings.drag_speed = 0.6

    assert page.smooth.isChecked()
    assert page.speed.index == 1


def test_a_page_is_reset_and_the_others_are_not(window: MainWindow, sheet: SettingsSheet) -> None:
    window.settings.wheel_always_zooms = True
    window.settings.drag_speed = 4.0
    window.settings.device = "cpu"
    turned_to(sheet, MousePage)

    sheet.reset.click()

    settings = window.settings
    assert (settings.wheel_always_zooms, settings.drag_speed) == (False, 1.0)
    assert settings.device == "cpu"


def test_a_theme_is_chosen_by_its_picture(qtbot: QtBot, tmp_path: Path) -> None:
    """On a page of its own: a window would take its new colours."""
    settings = Settings(QSettings(str(tmp_path / "own.ini"), QSettings.Format.IniFormat))
    page = LookPage(settings)
    qtbot.addWidget(page)

    page.cards["light"].click()

    assert settings.scheme == "light"
    assert [name for name, card in page.cards.items() if card.isChecked()] == ["light"]


def test_the_device_is_chosen_for_the_process(
    sheet: SettingsSheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEGATOSCOPE_DEVICE", raising=False)
    page = turned_to(sheet, ModelsPage)

    QTest.keyClick(page.device, Qt.Key.Key_Right)
    chosen = current_choice()
    QTest.keyClick(page.device, Qt.Key.Key_Left)

    assert (chosen, current_choice()) == (DeviceChoice.CPU, DeviceChoice.AUTO)


def test_a_limit_is_written_and_in_force_at_once(sheet: SettingsSheet, limits: Path) -> None:
    page = turned_to(sheet, LimitsPage)

    page.fields["megapixels"].changed.emit(400.0)

    assert read_limits(limits) == Budget(megapixels=400) == budget()
    sheet.reset.click()
    assert read_limits(limits) == Budget() == budget()
    assert page.fields["megapixels"].value == 200


def test_a_limit_that_cannot_be_written_is_not_in_force(window: MainWindow, limits: Path) -> None:
    def refuse(_: Budget) -> None:
        raise EngineError("limits.json could not be written: the disk is full.")

    set_budget(read_limits(limits))
    page = LimitsPage(window.settings, LimitsStore(Budget, refuse))

    page.fields["depth"].changed.emit(8.0)

    assert page.notice.text.startswith("limits.json could not be written")
    assert (page.fields["depth"].value, budget().depth) == (32, 32)


def test_without_a_keyring_the_switch_stays_off_and_says_why(
    qtbot: QtBot, window: MainWindow, sheet: SettingsSheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> MemoryRing:
        raise no_keyring()

    monkeypatch.setattr(session_file, "system_keyring", refuse)
    page = turned_to(sheet, FilmPage)

    page.session.click()

    qtbot.waitUntil(lambda: bool(page.notice.text))
    assert page.notice.text.startswith("Sessions are not kept: this system has no keyring")
    assert not page.session.isChecked()
    assert not window.settings.restores_session


def test_recent_files_are_cleared(window: MainWindow, sheet: SettingsSheet) -> None:
    page = turned_to(sheet, FilmPage)
    assert not page.clear.isEnabled()
    page.recent.click()
    recent = window.desks.session.recent
    recent.add(Path("/films/DOE.dcm"))

    page.clear.click()

    assert recent.paths == []
    assert window.settings.keeps_recent


def test_the_keys_open_in_a_sheet_of_their_own(window: MainWindow, sheet: SettingsSheet) -> None:
    page = turned_to(sheet, ScreenPage)
    seen: list[bool] = []
    window.actions_.connect_to("help.keys", lambda: seen.append(sheet.isVisible()))

    page.keys_button.click()

    assert seen == [False]


def test_a_long_label_breaks_and_leaves_its_page_as_narrow_as_others(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = SettingsPage(window.settings, "Page")
    qtbot.addWidget(page)

    page.add_switch("opening " * 30, "", "opens_one_window")

    assert page.minimumSizeHint().width() < 300
