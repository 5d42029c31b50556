"""viewer.widgets.label and viewer.widgets.notice"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from tests.viewer.widgets.conftest import Show
from viewer.theme import Colours, TextRole, apply_theme, theme
from viewer.widgets import ElidedLabel, KeyCap, Label, Notice, Paragraph, StatusItem


def test_markup_in_a_file_is_shown_as_it_stands() -> None:
    made = Label("<b>Doe</b>^John")

    assert made.textFormat() == Qt.TextFormat.PlainText
    assert made.text() == "<b>Doe</b>^John"


def test_a_label_has_the_line_height_of_its_role() -> None:
    assert Label("a").sizeHint().height() == 20
    assert Label("a", TextRole.SECONDARY).sizeHint().height() == 16
    assert Label("a", TextRole.EMPTY).sizeHint().height() == 32


def test_a_label_takes_the_colour_of_its_ink(show: Show) -> None:
    made = Label("████", ink="text_2")
    show(made)
    before = made.palette().color(made.foregroundRole()).name()

    made.set_ink("warn")

    assert before == Colours().text_2.lower()
    assert made.palette().color(made.foregroundRole()).name() == Colours().warn.lower()


def test_labels_grow_with_the_text_scale(qapp: QApplication, show: Show) -> None:
    made = Label("Width", TextRole.SECONDARY)
    show(made)

    apply_theme(qapp, 2)

    assert made.font().pixelSize() == 24
    assert made.sizeHint().height() == 32


def test_what_does_not_fit_is_the_tooltip(show: Show) -> None:
    made = ElidedLabel("A very long name of a step that no card can hold at all")
    show(made, 120)

    made.grab()

    assert made.toolTip() == made.text()
    assert made.width() == 120


def test_what_fits_needs_no_tooltip(show: Show) -> None:
    made = ElidedLabel("Denoise")
    show(made)

    made.grab()

    assert made.toolTip() == ""


def test_a_paragraph_is_as_high_as_its_lines() -> None:
    made = Paragraph("one two", TextRole.BODY)
    word = QFontMetrics(theme().font(TextRole.BODY)).horizontalAdvance("one two")

    assert made.heightForWidth(word + 4) == 20
    assert made.heightForWidth(word - 4) == 40
    assert Paragraph("one\ntwo", TextRole.SECONDARY).heightForWidth(400) == 32


def test_a_paragraph_gets_the_height_it_needs(show: Show) -> None:
    made = Paragraph("word " * 40)
    show(made, 160)

    assert made.height() >= made.heightForWidth(160) > 16


def test_a_key_cap_is_20_high_and_says_its_keys() -> None:
    made = KeyCap("Ctrl O")

    assert made.sizeHint().height() == 20
    assert made.accessibleName() == "Ctrl O"


def test_a_reading_of_the_status_bar_can_be_heard(show: Show) -> None:
    made = StatusItem("Zoom", "18 %")
    show(made)

    made.set_reading("Zoom", "42 %")

    assert made.reading == "Zoom 42 %"
    assert made.accessibleName() == "Zoom 42 %"


def test_a_notice_hides_without_words(show: Show) -> None:
    made = Notice("Burnt-in text is not removed.")
    show(made)
    before = made.isVisible()

    made.set_notice("")

    assert (before, made.isVisible()) == (True, False)
