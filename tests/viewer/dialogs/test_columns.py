"""viewer.dialogs.columns, and the sheets that stand in them in a small window with large type"""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from viewer.actions import Actions
from viewer.app import application_
from viewer.dialogs.columns import Columns
from viewer.dialogs.keys_sheet import KeysSheet
from viewer.theme import apply_theme
from viewer.widgets.label import KeyCap


@pytest.fixture
def large_type() -> Iterator[None]:
    app = application_()
    apply_theme(app, 2.0, "dark")
    yield
    apply_theme(app, 1.0, "dark")


def columns(qtbot: QtBot, width: int) -> tuple[Columns, QWidget, QLineEdit]:
    """A picture of 200 x 300 and a field in columns that need 400."""
    application_()
    made = Columns(400)
    qtbot.addWidget(made)
    picture, field, right = QWidget(), QLineEdit(), QVBoxLayout()
    picture.setFixedSize(200, 300)
    right.addWidget(field)
    made.set_columns((picture, right), (8, 8, 8, 8), 16)
    made.resize(width, 200)
    made.show()
    qtbot.waitExposed(made)
    return made, picture, field


def test_where_there_is_room_they_stand_beside_each_other(qtbot: QtBot) -> None:
    made, picture, field = columns(qtbot, 600)

    assert not made.is_narrow
    assert field.x() >= picture.geometry().right() + 16


def test_a_narrow_room_has_them_one_below_the_other(qtbot: QtBot) -> None:
    made, picture, field = columns(qtbot, 390)

    assert made.is_narrow
    qtbot.waitUntil(lambda: field.y() >= picture.geometry().bottom() + 16)


def test_what_gets_the_focus_is_scrolled_into_view(qtbot: QtBot) -> None:
    made, _, field = columns(qtbot, 390)

    field.setFocus()

    qtbot.waitUntil(lambda: made.verticalScrollBar().value() > 0)
    seen = QRect(field.mapTo(made.viewport(), field.rect().topLeft()), field.size())
    assert made.viewport().rect().contains(seen)


@pytest.mark.usefixtures("large_type")
def test_no_key_is_cut_at_twice_the_size_of_type(qtbot: QtBot) -> None:
    window = QWidget()
    window.resize(960, 600)
    qtbot.addWidget(window)
    window.show()
    sheet = KeysSheet(window, Actions(window))

    sheet.open(sheet.done)

    right = sheet.card.mapTo(sheet, sheet.card.rect().topRight()).x()
    caps = sheet.findChildren(KeyCap)
    assert caps
    assert all(cap.mapTo(sheet, cap.rect().topRight()).x() < right for cap in caps)
