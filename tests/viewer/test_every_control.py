"""viewer.focus_order: every control of the window and of its sheets, by keyboard alone"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from engine import Recipe, step_type
from tests.viewer.bindings_window import bindings_window, press
from tests.viewer.mapped_window import document_of
from viewer.canvas.pane import Pane
from viewer.dialogs.sheet import Sheet
from viewer.main_window import MainWindow
from viewer.widgets.section import Section

CONTROLS = (QAbstractButton, QAbstractSlider, QLineEdit, QComboBox, QAbstractSpinBox, QTextEdit)
MOST_STOPS = 400
SHEETS = (
    "help.keys",
    "app.find",
    "file.export",
    "file.stitch",
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
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    yield from bindings_window(qtbot, tmp_path)


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """The same with two steps, and everything that folds open."""
    recipe = Recipe().added(step_type("gamma").make()).added(step_type("unsharp_mask").make())
    document = document_of(window)
    document.edit(document.presentation.with_recipe(recipe))
    qtbot.waitUntil(lambda: document.is_current)
    for section in window.findChildren(Section):
        section.set_open(True)
    for card in window.right.enhance_panel.steps.cards:
        card.set_open(True)
    return window


def controls_in(root: QWidget) -> set[QWidget]:
    """Return what a mouse could use: controls of Qt, and our own that are painted."""

    def is_control(widget: QWidget) -> bool:
        if isinstance(widget, QScrollBar) or not (widget.isVisible() and widget.isEnabled()):
            return False
        has_focus = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        return isinstance(widget, CONTROLS) or (has_focus and widget.focusProxy() is None)

    return {widget for widget in root.findChildren(QWidget) if is_control(widget)}


def walked(window: MainWindow, leave: Callable[[QWidget], str]) -> list[QWidget]:
    """Return where the focus stops on the way round; it ends where it began, or goes too far."""
    start = window.focusWidget()
    assert start is not None
    stops = [start]
    while len(stops) < MOST_STOPS:
        press(window, leave(stops[-1]))
        now = window.focusWidget()
        if now is start or now is None:
            break
        stops.append(now)
    return stops


def unreached(wanted: set[QWidget], stops: list[QWidget]) -> list[str]:
    """Return what is never stopped at; of tiles that arrows walk through, one stop is enough."""
    roving = {
        type(stop)
        for stop in stops
        if any(type(one) is type(stop) and _is_left_to_arrows(one) for one in wanted)
    }
    missed = (one for one in wanted - set(stops) if not isinstance(one, Pane))
    return [said(one) for one in missed if not (type(one) in roving and _is_left_to_arrows(one))]


def _is_left_to_arrows(widget: QWidget) -> bool:
    return widget.focusPolicy() == Qt.FocusPolicy.ClickFocus


def said(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{widget.accessibleName()}”"


def test_tab_reaches_every_control_once_and_f6_leaves_the_canvas(opened: MainWindow) -> None:
    wanted = controls_in(opened)
    opened.top.setFocus()
    press(opened, "F6")

    stops = walked(opened, lambda now: "F6" if isinstance(now, Pane) else "Tab")

    assert len(stops) == len(set(stops))
    assert unreached(wanted, stops) == []
    assert any(isinstance(stop, Pane) for stop in stops)


def test_shift_tab_goes_the_same_way_back(opened: MainWindow) -> None:
    start = opened.right.window_panel.width_field
    start.setFocus()
    press(opened, "Tab")
    press(opened, "Tab")

    press(opened, "Shift+Tab")
    press(opened, "Shift+Tab")

    assert opened.focusWidget() is start


def test_tab_goes_from_top_to_bottom(opened: MainWindow) -> None:
    """Presets and steps are made late, and once came after all else."""
    panel, steps = opened.right.window_panel, opened.right.enhance_panel.steps
    panel.width_field.setFocus()

    stops = walked(opened, lambda now: "F6" if isinstance(now, Pane) else "Tab")

    right = [one for one in stops if opened.right.isAncestorOf(one)]
    before_steps = [one for one in right if panel.isAncestorOf(one)]
    of_steps = [one for one in right if steps.isAncestorOf(one)]
    after = [one for one in right if opened.right.file_panel.isAncestorOf(one)]
    places = [right.index(one) for one in (before_steps[0], of_steps[0], of_steps[-1], after[0])]
    assert places == sorted(places)


def test_every_control_has_a_name(opened: MainWindow) -> None:
    unnamed = [said(one) for one in controls_in(opened) if not one.accessibleName()]

    assert unnamed == []


def test_every_sheet_is_reached_named_and_left_by_keyboard(
    qtbot: QtBot, window: MainWindow
) -> None:
    wrong: list[str] = []
    for name in SHEETS:
        window.actions_[name].trigger()
        qtbot.wait(1)
        open_ones = [each for each in window.findChildren(Sheet) if each.isVisible()]
        if len(open_ones) != 1:
            wrong.append(f"{name} opened {len(open_ones)} sheets")
            continue
        (sheet,) = open_ones
        wanted, stops = controls_in(sheet), walked(window, lambda _: "Tab")
        wrong += [f"{name} never reaches {one}" for one in unreached(wanted, stops)]
        wrong += [f"{name} lets the focus out" for one in stops if not sheet.isAncestorOf(one)]
        wrong += [
            f"{name} has an unnamed {said(one)}" for one in wanted if not one.accessibleName()
        ]
        press(window, "Esc")
        if window.has_open_dialog:
            wrong.append(f"{name} stays after Esc")
            sheet.close_sheet()

    assert wrong == []


def test_f6_goes_through_the_parts_and_back(window: MainWindow) -> None:
    """Bar, films, canvas, panel; the status line has nothing to stop at."""

    def part() -> int:
        now = window.focusWidget()
        assert now is not None
        parts = (window.top, window.films, window.compare, window.right)
        return next(n for n, each in enumerate(parts) if each.isAncestorOf(now))

    window.compare.setFocus()

    gone = []
    for key in ("F6", "F6", "F6", "F6", "Shift+F6"):
        press(window, key)
        gone.append(part())

    assert gone == [3, 0, 1, 2, 1]
