"""What several sheets are tried on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from viewer.app import application_
from viewer.jobs import Jobs
from viewer.settings import Settings


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """What a sheet covers."""
    application_()
    made = QWidget()
    made.resize(1280, 800)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    """What a sheet lets do its work."""
    application_()
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Preferences of nobody."""
    application_()
    return Settings(QSettings(str(tmp_path / "own.ini"), QSettings.Format.IniFormat))
