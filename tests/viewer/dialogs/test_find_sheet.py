"""viewer.dialogs.find_sheet"""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from viewer.app import application_
from viewer.dialogs.find_sheet import FindSheet, Offer

Key = Qt.Key


@pytest.fixture
def done() -> list[str]:
    """What was done."""
    return []


@pytest.fixture
def sheet(qtbot: QtBot, done: list[str]) -> Iterator[FindSheet]:
    application_()
    window = QWidget()
    window.resize(800, 700)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)

    def offer(name: str, words: str, reason: str = "", keys: tuple[str, ...] = ()) -> Offer:
        return Offer(name, words, "View", keys, reason, lambda: done.append(name))

    offers = [
        offer("fit", "Fit", keys=("F",)),
        offer("life", "Life size", "needs a film"),
        offer("wipe", "Wipe"),
        offer("full", "Full screen"),
    ]
    made = FindSheet(window, offers, ["full", "gone"])
    made.open(made.first)
    yield made
    window.close()


def shown(sheet: FindSheet) -> list[str]:
    return [offer.name for offer in sheet.found.offers]


def test_what_was_done_last_comes_first_until_something_is_typed(sheet: FindSheet) -> None:
    before = shown(sheet)

    QTest.keyClicks(sheet.field, "fi")

    assert (before, shown(sheet)) == (["full", "fit", "life", "wipe"], ["fit", "life"])


def test_enter_does_what_is_chosen_once_the_sheet_is_gone(
    sheet: FindSheet, done: list[str], qtbot: QtBot
) -> None:
    told: list[str] = []
    sheet.chosen.connect(told.append)
    QTest.keyClicks(sheet.field, "wi")

    QTest.keyClick(sheet.field, Key.Key_Return)

    qtbot.waitUntil(lambda: done == ["wipe"])
    assert told == ["wipe"]


def test_the_arrows_choose_and_stay_at_the_ends(sheet: FindSheet) -> None:
    places = []
    for key in (Key.Key_Up, Key.Key_Down, Key.Key_Down, Key.Key_PageDown, Key.Key_Up):
        QTest.keyClick(sheet.field, key)
        places.append(sheet.found.at)

    assert places == [0, 1, 2, 3, 2]


def test_what_cannot_be_done_says_why_and_does_nothing(sheet: FindSheet, done: list[str]) -> None:
    QTest.keyClicks(sheet.field, "life")

    QTest.keyClick(sheet.field, Key.Key_Return)

    assert (sheet.state.text(), sheet.isVisible(), done) == ("Life size: needs a film.", True, [])


def test_a_click_does_what_is_under_the_pointer(
    sheet: FindSheet, done: list[str], qtbot: QtBot
) -> None:
    at = sheet.found.row_of(1).center()

    QTest.mouseClick(
        sheet.found, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(20, at.y())
    )

    qtbot.waitUntil(lambda: done == ["fit"])


def test_a_reader_hears_what_is_chosen(sheet: FindSheet) -> None:
    QTest.keyClicks(sheet.field, "fit")

    assert sheet.field.accessibleDescription() == "Fit, F"


def test_nothing_found_is_said(sheet: FindSheet) -> None:
    QTest.keyClicks(sheet.field, "zzz")

    assert (shown(sheet), sheet.state.text()) == ([], "Nothing is called that.")


def test_escape_leaves(sheet: FindSheet) -> None:
    QTest.keyClick(sheet.field, Key.Key_Escape)

    assert not sheet.isVisible()
