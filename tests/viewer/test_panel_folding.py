"""viewer.panel_folding: a small window at twice the size of type"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from viewer.app import application_
from viewer.main_window import MainWindow
from viewer.settings import Settings
from viewer.theme import apply_theme


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """1280 wide, at text scale 2: 264 for the list, 560 for the right panel."""
    app = application_()
    settings = Settings(QSettings(str(tmp_path / "own.ini"), QSettings.Format.IniFormat))
    settings.text_scale = 2.0
    apply_theme(app, 2.0, "dark")
    made = MainWindow(settings)
    made.resize(1280, 800)
    qtbot.addWidget(made)
    made.show()
    made.furnish()
    yield made
    apply_theme(app, 1.0, "dark")


def test_the_list_makes_way_in_a_narrow_window_and_comes_back(window: MainWindow) -> None:
    before = window.films.isHidden()
    window.resize(960, 600)
    narrow = window.films.isHidden()
    window.resize(1280, 800)

    assert (before, narrow, window.films.isHidden()) == (False, True, False)


def test_who_unfolds_it_keeps_it(window: MainWindow) -> None:
    window.resize(960, 600)

    window.actions_["view.left"].trigger()
    window.resize(970, 600)

    assert not window.films.isHidden()


def test_what_the_user_has_folded_stays_folded(window: MainWindow) -> None:
    window.actions_["view.left"].trigger()

    window.resize(960, 600)
    window.resize(1280, 800)

    assert window.films.isHidden()
