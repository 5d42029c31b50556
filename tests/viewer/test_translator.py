"""viewer.translator and resources/i18n: the window in German, and what keeps it so."""

import importlib.util
import re
import string
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QComboBox, QListWidget, QMenu, QWidget
from pytestqt.qtbot import QtBot

from engine import Recipe, step_type, step_types
from tests.viewer.bindings_window import bindings_window
from tests.viewer.mapped_window import document_of
from tests.viewer.test_look_scale import cut
from viewer.app import application_
from viewer.canvas.pane import Pane
from viewer.dialogs.settings_sheet import SettingsSheet
from viewer.dialogs.sheet import Sheet
from viewer.main_window import MainWindow
from viewer.theme import TextRole, theme
from viewer.translator import install, said
from viewer.widgets.section import Section

ROOT = Path(__file__).parents[2]
GERMAN = ROOT / "resources" / "i18n" / "negatoscope_de.ts"
SCRIPT = ROOT / "packaging" / "translations.py"
SHEETS = (
    "help.keys",
    "app.find",
    "file.export",
    "file.stitch",
    "file.print",
    "app.settings",
    "app.jobs",
    "app.log",
    "app.about",
    "app.licences",
    "app.diagnostics",
    "recipe.gallery",
    "view.life",
)


@pytest.fixture
def german() -> Iterator[QApplication]:
    """The application, which speaks German for one test: translators are all windows'."""
    app = application_()
    install(app, "de")
    yield app
    install(app, "en")


@pytest.fixture
def window(german: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A German window of 1280 x 800 on a film with two steps, everything unfolded."""
    held = bindings_window(qtbot, tmp_path)
    made = next(held)
    recipe = Recipe().added(step_type("gamma").make()).added(step_type("clahe").make())
    document = document_of(made)
    document.edit(document.presentation.with_recipe(recipe))
    qtbot.waitUntil(lambda: document.is_current)
    for section in made.findChildren(Section):
        section.set_open(True)
    for card in made.right.enhance_panel.steps.cards:
        card.set_open(True)
    german.processEvents()
    yield made
    next(held, None)


def pairs() -> list[tuple[str, str]]:
    """Return (English, German) of every text."""
    messages = ET.parse(GERMAN).iter("message")  # noqa: S314 - our own file
    return [(one.findtext("source", ""), one.findtext("translation", "")) for one in messages]


def texts_in(root: QWidget) -> set[str]:
    """Return what can be read, heard or pointed at in a part of the window."""
    found: set[str] = set()
    for part in (root, *root.findChildren(QWidget)):
        if not part.isVisible() and not isinstance(part, QMenu):
            continue
        for name in ("text", "title", "placeholderText"):
            words = getattr(part, name, str)
            found.add(str(words() if callable(words) else words))
        found |= {part.accessibleName(), part.accessibleDescription(), part.toolTip()}
        found |= {text for action in part.actions() for text in (action.text(), action.toolTip())}
        if isinstance(part, QComboBox):
            found |= {part.itemText(at) for at in range(part.count())}
        if isinstance(part, Pane):
            corners = part.texts
            found |= {*corners.top_left, *corners.top_right}
            found |= {*corners.bottom_left, *corners.bottom_right}
        if isinstance(part, QListWidget):
            found |= {part.item(at).text() for at in range(part.count())}
    plain = {re.sub(r"<[^>]+>", "", text) for text in found}
    return plain | {re.sub(r" \([^()]*\)$", "", text) for text in plain}  # without the key


def sheets_of(window: MainWindow) -> Iterator[tuple[str, Sheet]]:
    """Open one sheet after the other, and every page of the settings."""
    for name in SHEETS:
        window.actions_[name].trigger()
        QApplication.processEvents()
        while window.jobs.is_running("about this computer"):
            time.sleep(0.01)
            QApplication.processEvents()
        for _ in range(3):  # words that came late are laid out, and then what holds them
            QApplication.processEvents()
        for sheet in (one for one in window.findChildren(Sheet) if one.isVisible()):
            if isinstance(sheet, SettingsSheet):
                for row in range(sheet.list.count()):
                    sheet.list.setCurrentRow(row)
                    QApplication.processEvents()
                    yield f"{name} {row}", sheet
            else:
                yield name, sheet
            sheet.close_sheet()
        QApplication.processEvents()


def english_in(texts: set[str]) -> list[str]:
    """Return those that are an English text of ours, and no German one."""
    there = pairs()
    english = matching([text for text, made in there if made != text])
    german = matching([made for _, made in there])
    return sorted(text for text in texts if text and english(text) and not german(text))


def matching(sentences: list[str]) -> Callable[[str], bool]:
    """Return what says whether a text is one of the sentences, with any values in it."""
    fixed = {one for one in sentences if "{" not in one}
    with_values = {
        ".+?".join(map(re.escape, re.split(r"\{\w+\}", one))) for one in sentences if "{" in one
    }
    pattern = re.compile("|".join(with_values), re.DOTALL)
    return lambda text: text in fixed or pattern.fullmatch(text) is not None


@pytest.mark.skipif(
    not (Path(sys.executable).parent / "pyside6-lupdate").exists(), reason="no lupdate"
)
def test_every_text_of_the_window_is_collected_and_translated() -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--check"], capture_output=True, text=True, check=False
    )

    assert done.stdout == ""
    assert done.returncode == 0


def test_a_translation_has_the_values_of_its_text() -> None:
    def names(text: str) -> list[str]:
        return sorted(
            str(part[1]) for part in string.Formatter().parse(text) if part[1] is not None
        )

    assert [(text, made) for text, made in pairs() if names(text) != names(made)] == []


def test_a_translation_has_no_mnemonic_and_the_spaces_of_its_text() -> None:
    def ends(text: str) -> tuple[str, str]:
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]

    wrong = [made for text, made in pairs() if "&" in made or ends(text) != ends(made)]

    assert wrong == []


def test_the_check_finds_a_text_without_its_value(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("translations", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    made = tmp_path / "made.ts"
    made.write_text(
        "<TS><context><name>A</name>"
        "<message><source>{n} films</source><translation>Aufnahmen</translation></message>"
        '<message><source>Fit</source><translation type="unfinished"/></message>'
        "</context></TS>"
    )

    assert script.problems(made) == [
        "other placeholders: '{n} films' and 'Aufnahmen'",
        "not translated: 'Fit'",
    ]


def test_the_german_window_has_no_english_and_no_cut_words(window: MainWindow) -> None:
    texts, cuts = {"window": texts_in(window)}, {"window": cut(window)}

    for name, sheet in sheets_of(window):
        texts[name], cuts[name] = texts_in(sheet), cut(sheet)

    english = {name: english_in(some) for name, some in texts.items()}
    assert {name: some for name, some in english.items() if some} == {}
    assert {name: some for name, some in cuts.items() if some} == {}
    assert len(texts) > len(SHEETS)


@pytest.mark.usefixtures("german")
def test_a_label_of_a_step_fits_into_its_row() -> None:
    metrics = QFontMetrics(theme().font(TextRole.BODY))
    room = theme().scaled(theme().sizes.row_label)
    labels = {parameter.label for kind in step_types() for parameter in kind.parameters}

    cut_ones = [said(label) for label in labels if metrics.horizontalAdvance(said(label)) > room]

    assert cut_ones == []


@pytest.mark.usefixtures("german")
def test_what_qt_says_is_german() -> None:
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"


def test_a_language_that_is_not_there_is_english() -> None:
    app = application_()

    spoken = install(app, "tlh")

    assert spoken == "en"
    assert said("Unsharp mask") == "Unsharp mask"


@pytest.mark.usefixtures("german")
def test_english_again_is_english() -> None:
    assert said("Unsharp mask") == "Unscharfmaske"

    install(application_(), "en")

    assert said("Unsharp mask") == "Unsharp mask"
