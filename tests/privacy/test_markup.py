"""viewer.widgets.label, viewer.widgets.tip: markup in a file is words, in every label and tooltip.

A label that guesses would load the pictures a patient's name refers to.
"""

from pathlib import Path

import pytest
from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from viewer.theme import TextRole
from viewer.widgets import ElidedLabel, Label
from viewer.widgets.label import ListLabel
from viewer.widgets.preset import PresetButton
from viewer.widgets.tip import literal_tip

EVIL = "<img src='file:///etc/passwd'>, <b>Doe</b>^John"


def is_taken_for_markup(text: str) -> bool:
    """Return what Qt guesses of a text; PySide6 has the function where its stubs have not."""
    return bool(getattr(QtGui.Qt, "mightBeRichText")(text))  # noqa: B009 - for the stubs


def read_by_a_user(tip: str) -> str:
    """Return what a tooltip reads, drawn as Qt draws it."""
    if not is_taken_for_markup(tip):
        return tip
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText()


def test_qt_would_take_the_name_for_markup() -> None:
    """Else the tests below would prove nothing."""
    assert is_taken_for_markup(EVIL)
    assert read_by_a_user(EVIL) != EVIL


@pytest.mark.parametrize("kind", [Label, ElidedLabel, ListLabel])
def test_a_label_shows_markup_as_it_stands(kind: type[Label], qtbot: QtBot) -> None:
    made = kind(EVIL)
    qtbot.addWidget(made)

    assert made.textFormat() == Qt.TextFormat.PlainText
    assert made.text() == EVIL


@pytest.mark.parametrize("kind", [ElidedLabel, ListLabel])
def test_the_tooltip_of_words_too_long_is_these_words(kind: type[Label], qtbot: QtBot) -> None:
    made = kind(EVIL, TextRole.BODY)
    qtbot.addWidget(made)
    made.resize(40, 20)

    made.grab()

    assert made.toolTip() != ""
    assert read_by_a_user(made.toolTip()) == EVIL


def test_the_tooltip_of_a_window_is_its_name(qtbot: QtBot) -> None:
    made = PresetButton(EVIL, "1")
    qtbot.addWidget(made)

    assert read_by_a_user(made.toolTip()) == f"{EVIL} (1)"


@pytest.mark.parametrize("text", [EVIL, "Chest <PA>", "a < b & c", "plain", "&lt;b&gt;", ""])
def test_a_tooltip_reads_as_the_text(text: str) -> None:
    assert read_by_a_user(literal_tip(text)) == text


def test_every_label_of_the_viewer_is_one_of_ours(repository: Path) -> None:
    """A QLabel guesses whether it is given markup; the one there is shows a picture only."""
    found = [
        f"{path.relative_to(repository).as_posix()}: {line.strip()}"
        for path in sorted((repository / "viewer").rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if "QLabel(" in line and not line.startswith("class ")
    ]

    assert found == ["viewer/dialogs/stitch_sheet.py: self._picture = QLabel()"]
