"""What several sheets are tried on."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from viewer.app import application_


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """What a sheet covers."""
    application_()
    made = QWidget()
    made.resize(1280, 800)
    qtbot.addWidget(made)
    made.show()
    return made
