"""viewer.dialogs.sheet"""

import pytest
import shiboken6
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.viewer.canvas.gestures import heard
from viewer.app import application_
from viewer.dialogs.sheet import Sheet


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    application_()
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(600, 400)
    return made


def open_over(qtbot: QtBot, window: QWidget) -> Sheet:
    sheet = Sheet(window, "A sheet", 300, 200)
    button = QPushButton("Go", sheet.body)
    window.show()
    qtbot.waitExposed(window)
    sheet.open(button)
    return sheet


def test_the_focus_goes_back_to_where_it_was(qtbot: QtBot, window: QWidget) -> None:
    field = QLineEdit(window)
    field.setFocus()
    sheet = open_over(qtbot, window)

    sheet.close_sheet()

    assert window.focusWidget() is field


def test_it_closes_though_what_had_the_focus_is_gone(qtbot: QtBot, window: QWidget) -> None:
    """As the card of a step that an undo took away while the sheet was open."""
    field = QLineEdit(window)
    field.setFocus()
    sheet = open_over(qtbot, window)
    closed = heard(sheet.closed)
    shiboken6.delete(field)

    sheet.close_sheet()

    assert (closed, sheet.isVisible()) == ([()], False)
