"""viewer.actions: every key of the table in viewer.md 2.3, pressed on a real window"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from engine import Orientation, auto_window
from tests.viewer.bindings_window import Binding, bindings_window, failures, press
from tests.viewer.mapped_window import document_of
from viewer.canvas.choices import Layout, Tool
from viewer.dialogs.export_sheet import ExportSheet
from viewer.dialogs.find_sheet import FindSheet
from viewer.dialogs.keys_sheet import KeysSheet
from viewer.dialogs.screen_sheet import ScreenSheet
from viewer.dialogs.sheet import Sheet
from viewer.main_window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    yield from bindings_window(qtbot, tmp_path)


def voi_is(name: str) -> Callable[[MainWindow], object]:
    """Return what says whether a window called so is in force."""

    def sees(window: MainWindow) -> bool:
        document, picture = document_of(window), window.stage.active_picture()
        assert picture is not None
        known = {
            "auto": auto_window(document.histogram),
            "full": picture.full_range,
            "file": picture.default_voi,
        }
        if name.isdigit():
            known[name] = window.right.window_panel.presets[int(name) - 1].voi
        return document.presentation.voi == known[name]

    return sees


def orientation(window: MainWindow) -> object:
    return document_of(window).presentation.orientation


def tool(window: MainWindow) -> object:
    return {pane.tool for pane in window.compare.all_panes}


def layout(window: MainWindow) -> object:
    return window.compare.view_layout


def index(window: MainWindow) -> object:
    return window.workspace.index


def steps(window: MainWindow) -> object:
    return document_of(window).presentation.recipe.digest


def has_recipe(number: int) -> Callable[[MainWindow], object]:
    """Return what says whether the recipe of a number is in force."""

    def sees(window: MainWindow) -> bool:
        known = window.right.known_recipes
        return steps(window) == known[number - 1].digest

    return sees


def opens(kind: type[Sheet]) -> Callable[[MainWindow], object]:
    return lambda window: any(sheet.isVisible() for sheet in window.findChildren(kind))


NONE = Orientation()

WINDOW = (
    Binding("0", voi_is("auto"), True),
    Binding("Shift+0", voi_is("full"), True),
    Binding("`", voi_is("file"), True),
    Binding("Backspace", voi_is("file"), True, first=("0",)),
    *(Binding(str(n), voi_is(str(n)), True, first=("Shift+0",)) for n in (1, 2, 3)),
    Binding("I", lambda w: document_of(w).presentation.is_inverted, True),
)
VIEW = (
    Binding("O", lambda w: w.compare.enhanced.texts),
    Binding("X", lambda w: round(w.compare.original.zoom), 100),
    Binding("F", lambda w: w.compare.original.look.is_fitted, True),
    Binding("Ctrl+0", lambda w: w.compare.enhanced.look.is_fitted, True, first=("X",)),
    Binding("Shift+X", opens(ScreenSheet), True, after=("Esc",)),
    Binding("S", lambda w: w.compare.is_linked, False),
    Binding("K", lambda w: w.compare.is_blinking, True, after=("K",)),
    Binding("Shift+\\", lambda w: w.settings.is_wipe_level, True, first=("\\",)),
    Binding("Ctrl+L", lambda w: w.films.isHidden(), True),
    Binding("Ctrl+R", lambda w: w.right.isHidden(), True),
    Binding("F11", lambda w: w.isFullScreen(), True, after=("F11",)),
    Binding("R", orientation, NONE.turned(1)),
    Binding("Shift+R", orientation, NONE),
    Binding("H", orientation, NONE.flipped_horizontally()),
    Binding("V", orientation, NONE.flipped_vertically(), first=("H",)),
)
TOOLS = (
    Binding("T", tool, {Tool.PAN}),
    Binding("W", tool, {Tool.WINDOW}),
    Binding("Z", tool, {Tool.ZOOM}),
    Binding("P", tool, {Tool.PROBE}),
    Binding("L", tool, {Tool.LENGTH}),
    Binding("A", tool, {Tool.ANGLE}),
    Binding("D", tool, {Tool.LENGTH}),
    Binding("B", tool, {Tool.COBB}),
    Binding("E", tool, {Tool.ELLIPSE}),
    Binding("Shift+Z", tool, {Tool.ZOOM_BOX}),
    Binding("Esc", tool, {Tool.WINDOW}),
)
LAYOUTS = (
    Binding("Tab", layout, Layout.QUAD),
    Binding("Tab", layout, Layout.WIPE),
    Binding("Tab", layout, Layout.DIFFERENCE),
    Binding("Tab", layout, Layout.SINGLE),
    Binding("Shift+Tab", layout, Layout.DIFFERENCE),
    Binding("\\", layout, Layout.WIPE),
    Binding("\\", layout, Layout.DIFFERENCE),
)
FILMS = (
    Binding("Right", index, 1),
    Binding("Left", index, 0),
    Binding("End", index, 2),
    Binding("Home", index, 0),
    Binding("PgDown", index, 2),
    Binding("PgUp", index, 0),
    Binding("PgDown", index, 2, first=("Right",)),
)
ENHANCE = (
    *(Binding(f"Ctrl+{n}", has_recipe(n), True) for n in range(1, 10)),
    Binding("Ctrl+Shift+0", steps),
    Binding("Ctrl+Z", has_recipe(9), True),
    Binding("Ctrl+Shift+Z", has_recipe(9), False),
    Binding("Ctrl+Y", has_recipe(9), False, first=("Ctrl+Z",)),
)
PROGRAM = (
    Binding("F1", opens(KeysSheet), True, after=("Esc",)),
    Binding("Ctrl+K", opens(FindSheet), True, after=("Esc",)),
    Binding("Ctrl+E", opens(ExportSheet), True, after=("Esc",)),
)


@pytest.mark.parametrize(
    "table",
    [WINDOW, VIEW, TOOLS, LAYOUTS, FILMS, ENHANCE, PROGRAM],
    ids=["window", "view", "tools", "layouts", "films", "enhance", "program"],
)
def test_every_key_does_what_the_table_says(
    qtbot: QtBot, window: MainWindow, table: tuple[Binding, ...]
) -> None:
    assert failures(qtbot, window, table) == []


def test_files_are_asked_for_saved_and_printed_by_key(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def note(name: str, answer: object) -> Callable[..., object]:
        def asked_for(*_: object) -> object:
            asked.append(name)
            return answer

        return asked_for

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", note("files", ([], "")))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", note("folder", ""))
    monkeypatch.setattr(window.desks.gallery, "save", note("recipe", None))
    printing = ModuleType("viewer.printing")
    monkeypatch.setattr(printing, "ask_and_print", note("print", None), raising=False)
    monkeypatch.setitem(sys.modules, "viewer.printing", printing)

    for key in ("Ctrl+O", "Ctrl+Shift+O", "Ctrl+S", "Ctrl+P"):
        press(window, key)

    assert asked == ["files", "folder", "recipe", "print"]


@pytest.mark.parametrize("key", ["I", "F", "W", "R", "1", "0", "K", "M", "Space"])
def test_a_plain_letter_typed_in_a_text_field_does_nothing_else(
    qtbot: QtBot, window: MainWindow, key: str
) -> None:
    press(window, "Ctrl+K")
    sheet = next(sheet for sheet in window.findChildren(FindSheet))
    qtbot.waitUntil(sheet.field.hasFocus)
    before = document_of(window).presentation

    press(window, key)

    assert len(sheet.field.text()) == 1
    assert document_of(window).presentation == before
    assert not window.compare.is_original_held


def test_tab_outside_the_canvas_moves_the_focus_and_no_pane(window: MainWindow) -> None:
    window.top.export.setFocus(Qt.FocusReason.TabFocusReason)

    press(window, "Tab")

    assert window.focusWidget() is not window.top.export
    assert window.compare.view_layout is Layout.SIDE_BY_SIDE


def test_escape_resets_nothing(qtbot: QtBot, window: MainWindow) -> None:
    for key in ("X", "I", "2", "R"):
        press(window, key)
    qtbot.waitUntil(lambda: document_of(window).is_current)  # turned by now, and fitted anew
    before = document_of(window).presentation, window.compare.enhanced.zoom

    press(window, "Esc")

    assert (document_of(window).presentation, window.compare.enhanced.zoom) == before


def test_series_end_at_the_first_and_the_last(window: MainWindow) -> None:
    press(window, "PgUp")
    at_first = window.workspace.index
    press(window, "End")

    press(window, "PgDown")

    assert (at_first, window.workspace.index) == (0, 2)


def test_pgup_in_the_middle_of_a_series_goes_to_the_series_before(window: MainWindow) -> None:
    press(window, "Right")

    press(window, "PgUp")

    assert window.workspace.index == 1
