"""viewer.dialogs.model_card_sheet"""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.viewer.translated_window import made_card
from viewer.app import application_
from viewer.dialogs.model_card_sheet import ModelCardSheet


@pytest.fixture
def sheet(qtbot: QtBot) -> Iterator[ModelCardSheet]:
    application_()
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 500)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    made = ModelCardSheet(window, made_card())
    made.open(made.done)
    yield made
    window.close()  # held until here: qtbot keeps no window alive


def test_the_sheet_says_everything_the_card_does(sheet: ModelCardSheet) -> None:
    card = made_card()
    wanted = [
        card.title,
        card.intended_use,
        card.licence,
        *card.limits,
        *(part.name for part in card.data),
        *(part.licence for part in card.data),
        *(part.citation for part in card.data),
        card.split,
        "kid cut",
        "21 November 2026",
        card.method,
        card.preset,
        card.command,
        "features 32",
        card.sha256,
    ]

    assert [words for words in wanted if words not in sheet.text] == []


def test_counts_and_figures_stand_before_what_they_are(sheet: ModelCardSheet) -> None:
    keys = {label.text() for label in sheet.content.findChildren(QLabel)}

    assert {"161", "12", "0.345"} <= keys


def test_the_sheet_scrolls_by_keys_and_leaves_on_escape(sheet: ModelCardSheet) -> None:
    bar = sheet.content.verticalScrollBar()
    sheet.content.setFocus()

    QTest.keyClick(sheet.content, Qt.Key.Key_PageDown)
    scrolled = bar.value()
    QTest.keyClick(sheet.content, Qt.Key.Key_Escape)

    assert scrolled > 0
    assert not sheet.isVisible()
