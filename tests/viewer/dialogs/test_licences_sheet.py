"""viewer.dialogs.licences_sheet"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.viewer.test_look_scale import cut
from viewer.app import application_
from viewer.dialogs import licences_sheet
from viewer.dialogs.licences_sheet import LicencesSheet
from viewer.theme import apply_theme

TEXT = "One licence.\nTwo LICENCES.\n\U0001f60a Three\nlicence"


@pytest.fixture
def sheet(window: QWidget, monkeypatch: pytest.MonkeyPatch) -> LicencesSheet:
    texts = (lambda: TEXT, lambda: "Libraries: none.", lambda: "Letters.")
    monkeypatch.setattr(licences_sheet, "TEXTS", texts)
    made = LicencesSheet(window)
    made.open(made.first)
    return made


def marked(sheet: LicencesSheet) -> tuple[str, int]:
    """Return what is marked in the text, and in which line."""
    cursor = sheet.lines.textCursor()
    return cursor.selectedText(), cursor.blockNumber()


def test_each_text_is_shown_in_turn(sheet: LicencesSheet) -> None:
    shown = []

    for _ in range(3):
        shown.append((sheet.lines.accessibleName(), sheet.lines.toPlainText()[:9]))
        QTest.keyClick(sheet.which, Qt.Key.Key_Right)

    assert shown == [
        ("Negatoscope", "One licen"),
        ("Libraries", "Libraries"),
        ("Font", "Letters."),
    ]


def test_the_real_texts_are_the_engines(window: QWidget) -> None:
    sheet = LicencesSheet(window)
    firsts = []

    for which in range(3):
        sheet.turn_to(which)
        firsts.append(sheet.lines.toPlainText())

    assert "Apache License" in firsts[0]
    assert "numpy" in firsts[1]
    assert "SIL OPEN FONT LICENSE" in firsts[2]


def test_typing_finds_the_first_place_whatever_the_case(sheet: LicencesSheet) -> None:
    QTest.keyClicks(sheet.field, "licence")

    assert marked(sheet) == ("licence", 0)
    assert sheet.count.text() == "Place 1 of 3"


def test_enter_goes_on_and_shift_enter_back_round_the_ends(sheet: LicencesSheet) -> None:
    sheet.field.setText("licence")
    gone = []

    for modifier in (Qt.KeyboardModifier.NoModifier,) * 3 + (Qt.KeyboardModifier.ShiftModifier,):
        QTest.keyClick(sheet.field, Qt.Key.Key_Return, modifier)
        gone.append((marked(sheet), sheet.count.text()))

    assert gone == [
        (("LICENCE", 1), "Place 2 of 3"),
        (("licence", 3), "Place 3 of 3"),
        (("licence", 0), "Place 1 of 3"),
        (("licence", 3), "Place 3 of 3"),
    ]
    assert sheet.isVisible()


def test_the_buttons_do_the_same(sheet: LicencesSheet) -> None:
    sheet.field.setText("licence")

    sheet.after.click()
    forth = marked(sheet)
    sheet.before.click()

    assert (forth[1], marked(sheet)[1]) == (1, 0)


def test_what_is_not_there_is_said_and_marks_nothing(sheet: LicencesSheet) -> None:
    sheet.field.setText("warranty")

    assert sheet.count.text() == "Not in this text."
    assert marked(sheet)[0] == ""
    assert not sheet.after.isEnabled()


def test_signs_of_a_pattern_mean_themselves(sheet: LicencesSheet) -> None:
    sheet.field.setText(".*(")

    assert sheet.count.text() == "Not in this text."


def test_another_text_is_searched_for_the_same_word(sheet: LicencesSheet) -> None:
    sheet.field.setText("none")
    before = sheet.count.text()

    QTest.keyClick(sheet.which, Qt.Key.Key_Right)

    assert (before, sheet.count.text()) == ("Not in this text.", "Place 1 of 1")


def test_no_words_are_cut_in_the_smallest_window(window: QWidget, sheet: LicencesSheet) -> None:
    window.resize(960, 600)
    sheet.field.setText("licence")
    wrong = {}
    for scale in (1.0, 2.0):
        apply_theme(application_(), scale)
        QApplication.processEvents()
        wrong[scale] = cut(sheet)
    apply_theme(application_())

    assert wrong == {1.0: [], 2.0: []}
