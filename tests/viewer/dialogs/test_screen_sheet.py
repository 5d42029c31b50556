"""viewer.dialogs.screen_sheet"""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from viewer.app import application_
from viewer.dialogs.screen_sheet import ScreenSheet

SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def sheet(qtbot: QtBot) -> Iterator[ScreenSheet]:
    """A card of 85.60 mm drawn 428 pixels wide: 0.2 mm each."""
    application_()
    window = QWidget()
    window.resize(800, 700)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    made = ScreenSheet(window, 0.2)
    made.open(made.first)
    yield made
    window.close()


def test_a_card_drawn_as_large_as_it_is_gives_the_size_of_a_pixel(sheet: ScreenSheet) -> None:
    told: list[float] = []
    sheet.measured.connect(told.append)
    sheet.card_view.set_width(320)

    sheet.go.click()

    assert told == [pytest.approx(85.60 / 320)]


def test_the_arrows_move_its_edge_by_a_pixel_and_with_shift_by_ten(sheet: ScreenSheet) -> None:
    widths = [sheet.card_view.width_px]
    for key, modifier in (
        (Qt.Key.Key_Right, NONE),
        (Qt.Key.Key_Left, SHIFT),
        (Qt.Key.Key_Down, NONE),
    ):
        QTest.keyClick(sheet.card_view, key, modifier)
        widths.append(sheet.card_view.width_px)

    assert widths == [428, 429, 419, 418]


def test_the_edge_is_dragged_and_the_rest_of_the_card_is_not(sheet: ScreenSheet) -> None:
    card, left = sheet.card_view, Qt.MouseButton.LeftButton
    edge = card.card().right()
    y = round(card.card().center().y())
    QTest.mousePress(card, left, NONE, QPoint(100, y))
    QTest.mouseMove(card, QPoint(140, y))
    QTest.mouseRelease(card, left, NONE, QPoint(140, y))
    untouched = card.width_px

    QTest.mousePress(card, left, NONE, QPoint(round(edge) - 2, y))
    QTest.mouseMove(card, QPoint(round(edge) - 32, y))
    QTest.mouseRelease(card, left, NONE, QPoint(round(edge) - 32, y))

    assert (untouched, card.width_px) == (428, 398)


def test_no_pixel_of_a_screen_is_larger_than_a_millimetre_and_a_half(sheet: ScreenSheet) -> None:
    sheet.card_view.set_width(1)

    assert 1.4 < sheet.card_view.mm_per_px <= 1.5


def test_it_says_what_it_counts(sheet: ScreenSheet) -> None:
    assert sheet.state.text() == "428 pixels are 85.6 mm: 0.2000 mm each"
    assert sheet.card_view.accessibleName() == "Width of the card: 428 pixels"
