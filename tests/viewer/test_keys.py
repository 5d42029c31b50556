"""viewer.actions and viewer.commands, beside the keys that focused controls use themselves"""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from engine import Recipe, step_types
from viewer.app import application_
from viewer.canvas.choices import Layout
from viewer.main_window import MainWindow
from viewer.settings import Settings
from viewer.widgets.slider_row import SliderRow

Key = Qt.Key


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A window with two films, the first of them under a gamma step that lies open."""
    application_()
    films = [tmp_path / name for name in ("a.png", "b.png")]
    for film in films:
        cv2.imwrite(str(film), np.tile(np.arange(0, 60000, 200, dtype=np.uint16), (200, 1)))
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    made = MainWindow(Settings(store))
    qtbot.addWidget(made)
    made.furnish()
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    made.open(films)
    qtbot.waitUntil(lambda: made.document is not None)
    gamma = next(kind for kind in step_types() if kind.name == "gamma").make()
    assert made.document is not None
    made.document.edit(made.document.presentation.with_recipe(Recipe().added(gamma)))
    made.right.enhance_panel.steps.cards[0].set_open(True)
    yield made
    made.close()


def row_of(window: MainWindow) -> SliderRow:
    return window.right.enhance_panel.steps.cards[0].findChildren(SliderRow)[0]


@pytest.mark.parametrize("key", [Key.Key_Right, Key.Key_PageUp, Key.Key_Home, Key.Key_End])
def test_a_key_of_the_focused_slider_moves_it_and_pages_no_film(
    window: MainWindow, key: Qt.Key
) -> None:
    slider = row_of(window).slider
    slider.setFocus()
    before = slider.value

    QTest.keyClick(slider, key)

    assert (slider.value != before, window.workspace.index) == (True, 0)


def test_an_arrow_moves_the_window_of_the_focused_histogram(window: MainWindow) -> None:
    histogram = window.right.window_panel.histogram
    histogram.setFocus()
    before = histogram.window_ends

    QTest.keyClick(histogram, Key.Key_Right)

    assert (histogram.window_ends[0] > before[0], window.workspace.index) == (True, 0)


def test_an_arrow_chooses_among_the_focused_layouts(window: MainWindow) -> None:
    window.top.layouts.setFocus()

    QTest.keyClick(window.top.layouts, Key.Key_Right)

    assert (window.compare.view_layout, window.workspace.index) == (Layout.QUAD, 0)


def test_an_arrow_folds_the_focused_section(window: MainWindow) -> None:
    section = window.right.enhance_section
    header = next(
        child
        for child in section.findChildren(QWidget)
        if child.accessibleName() == "Enhance, section"
    )
    header.setFocus()

    QTest.keyClick(header, Key.Key_Left)

    assert not section.is_open


def test_an_arrow_in_the_canvas_pages(window: MainWindow) -> None:
    window.compare.setFocus()

    QTest.keyClick(window.compare.enhanced, Key.Key_Right)

    assert window.workspace.index == 1


def test_tab_in_the_canvas_changes_the_layout(window: MainWindow) -> None:
    window.compare.setFocus()

    QTest.keyClick(window.compare.enhanced, Key.Key_Tab)

    assert window.compare.view_layout is Layout.QUAD


def test_tab_in_a_field_goes_to_the_next_control(window: MainWindow) -> None:
    panel = window.right.window_panel
    panel.width_field.setFocus()

    QTest.keyClick(panel.width_field, Key.Key_Tab)

    assert window.focusWidget() is panel.centre_field
    assert window.compare.view_layout is Layout.SIDE_BY_SIDE


def test_escape_in_a_field_leaves_what_was_typed_and_the_tool_alone(window: MainWindow) -> None:
    field = window.right.window_panel.width_field
    window.actions_["tool.pan"].trigger()
    field.setFocus()
    before = field.text()
    QTest.keyClicks(field, "77")

    QTest.keyClick(field, Key.Key_Escape)

    assert (field.text(), window.actions_["tool.pan"].isChecked()) == (before, True)


def test_escape_in_the_value_of_a_step_leaves_it(window: MainWindow) -> None:
    row = row_of(window)
    row.open_editor()
    editor = row.findChild(QLineEdit)
    assert editor is not None
    before = row.value
    QTest.keyClicks(editor, "3")

    QTest.keyClick(editor, Key.Key_Escape)

    assert (editor.isVisible(), row.value) == (False, before)


def test_space_shows_the_original_from_a_number_field_and_types_nothing(
    window: MainWindow,
) -> None:
    field = window.right.window_panel.width_field
    field.setFocus()
    field.selectAll()
    before = field.text()
    handle = window.windowHandle()

    QTest.keyPress(handle, Key.Key_Space)
    while_held = window.compare.is_original_held
    QTest.keyRelease(handle, Key.Key_Space)

    assert (while_held, window.compare.is_original_held) == (True, False)
    assert field.text() == before
