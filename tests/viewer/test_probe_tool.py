"""viewer.probe_tool"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine import Entry, Orientation, Recipe, step_type
from tests.engine.dicom.written import film, write
from tests.viewer.canvas.gestures import heard, move
from tests.viewer.mapped_window import document_of, settled
from viewer.app import application_
from viewer.canvas.pane import Pane
from viewer.main_window import MainWindow
from viewer.probe_tool import ProbeTool
from viewer.settings import Settings

ROWS, COLUMNS = 40, 60
LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The probe is chosen on a film of 40 x 60 whose stored value is 100 * row + column."""
    application_()
    stored = 100 * np.arange(ROWS)[:, None] + np.arange(COLUMNS)
    ds = film(
        stored.astype(np.uint16),
        12,
        RescaleSlope="2",
        RescaleIntercept="-1000",
        RescaleType="HU",
        WindowCenter="0",
        WindowWidth="4001",
    )
    write(ds, tmp_path / "film.dcm")
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    made = MainWindow(Settings(store))
    qtbot.addWidget(made)
    made.furnish()
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    made.open([tmp_path / "film.dcm"])
    qtbot.waitUntil(lambda: made.document is not None)
    made.actions_["tool.probe"].trigger()
    yield made
    made.close()


def tool(window: MainWindow) -> ProbeTool:
    return window.desks.probe.probe


def at(pane: Pane, row: float, column: float) -> QPoint:
    """Return where the middle of a pixel of the shown film is on the pane."""
    x, y = pane.look.to_pane((column + 0.5, row + 0.5), (pane.width(), pane.height()))
    return QPointF(x, y).toPoint()


def point(pane: Pane, row: int, column: int) -> None:
    place = at(pane, row, column)
    move(pane, (place.x(), place.y()))


def pin(pane: Pane, row: int, column: int) -> None:
    QTest.mouseClick(pane.viewport(), LEFT, pos=at(pane, row, column))


def said(window: MainWindow, pane: Pane) -> dict[str, str]:
    return dict(tool(window).rows_on(pane))


def test_the_label_says_stored_modality_with_its_unit_and_grey(window: MainWindow) -> None:
    """Row 12, column 34 is 1234, which means 1468 HU; (1468 + 0.5 + 2000) / 4000 is 87 %."""
    pane = window.compare.original

    point(pane, 12, 34)

    assert tool(window).rows_on(pane) == (
        ("x 34", "y 12"),
        ("stored", "1\u2009234"),
        ("modality", "1\u2009468\u2009HU"),
        ("shown", "87\u2009%"),
    )
    assert tool(window).rows_on(window.compare.enhanced) == ()


@pytest.mark.parametrize(
    ("orientation", "row", "column"),
    [
        (Orientation(quarter_turns=1), 34, ROWS - 1 - 12),
        (Orientation(is_mirrored=True), 12, COLUMNS - 1 - 34),
        (Orientation(quarter_turns=3, is_mirrored=True), 34, 12),
    ],
)
def test_a_pin_stays_on_its_pixel_when_the_film_is_turned(
    qtbot: QtBot, window: MainWindow, orientation: Orientation, row: int, column: int
) -> None:
    pin(window.compare.original, 12, 34)
    document = document_of(window)

    document.edit(replace(document.presentation, orientation=orientation))
    settled(qtbot, window)

    words = said(window, window.compare.original)
    assert words["stored"] == "1\u2009234"
    assert words[f"x {column}"] == f"y {row}"
    assert window.right.inspect_section.state == f"x {column}  y {row}"


def test_a_turned_film_is_read_where_the_pointer_is(qtbot: QtBot, window: MainWindow) -> None:
    """Turned clockwise by a quarter, row 34 and column 27 show what is stored in row 12."""
    document = document_of(window)
    document.edit(replace(document.presentation, orientation=Orientation(quarter_turns=1)))
    settled(qtbot, window)

    point(window.compare.enhanced, 34, 27)

    assert said(window, window.compare.enhanced)["stored"] == "1\u2009234"


def test_of_a_cropped_result_the_same_place_of_the_body_is_read(
    qtbot: QtBot, window: MainWindow
) -> None:
    """A quarter is cut off at the left: column 4 of the result is column 19 of the film."""
    step = step_type("crop").make({"left_percent": 25.0})
    document = document_of(window)
    document.edit(document.presentation.with_recipe(Recipe((Entry(step),))))
    settled(qtbot, window)

    point(window.compare.enhanced, 12, 4)
    kept = said(window, window.compare.enhanced)
    point(window.compare.original, 12, 3)
    lost = said(window, window.compare.original)

    assert (kept["stored"], kept["enhanced"]) == ("1\u2009219", kept["shown"])
    assert (lost["stored"], lost["enhanced"]) == ("1\u2009203", "cut off")


def test_arrows_move_the_pin_by_one_pixel_and_with_shift_by_ten(window: MainWindow) -> None:
    pin(window.compare.enhanced, 12, 34)
    window.compare.enhanced.setFocus()

    QTest.keyClick(window.compare.enhanced, Qt.Key.Key_Right)
    QTest.keyClick(window.compare.enhanced, Qt.Key.Key_Down, SHIFT)

    assert tool(window).pinned == (22, 35)
    assert "stored 2\u2009235" in window.status._values.text()


def test_the_pin_stops_at_the_edge_of_the_film(window: MainWindow) -> None:
    pin(window.compare.enhanced, 5, 4)
    window.compare.enhanced.setFocus()

    QTest.keyClick(window.compare.enhanced, Qt.Key.Key_Left, SHIFT)

    assert tool(window).pinned == (5, 0)


def test_enter_pins_the_middle_for_those_without_a_mouse(window: MainWindow) -> None:
    window.compare.enhanced.setFocus()

    QTest.keyClick(window.compare.enhanced, Qt.Key.Key_Return)

    assert tool(window).pinned == (ROWS // 2, COLUMNS // 2)


def test_the_inspector_stays_on_the_pin_whatever_the_pointer_is_on(window: MainWindow) -> None:
    pin(window.compare.original, 12, 34)

    point(window.compare.original, 30, 5)

    assert window.right.inspect_section.state == "x 34  y 12"
    assert said(window, window.compare.original)["stored"] == "1\u2009234"


def test_a_click_on_the_pin_takes_it_off(window: MainWindow) -> None:
    pin(window.compare.original, 12, 34)

    pin(window.compare.original, 12, 34)

    assert tool(window).pinned is None


def test_the_label_moves_to_a_pane_that_is_on_screen(window: MainWindow) -> None:
    pin(window.compare.original, 12, 34)

    window.actions_["view.single"].trigger()

    assert said(window, window.compare.enhanced)["stored"] == "1\u2009234"


def test_escape_ends_the_probe_and_forgets_the_pin(window: MainWindow) -> None:
    pin(window.compare.original, 12, 34)

    window.actions_["tool.window"].trigger()
    drags = heard(window.compare.original.window_drag_started)
    QTest.mousePress(window.compare.original.viewport(), LEFT, pos=QPoint(100, 300))
    move(window.compare.original, (140, 300), LEFT)

    assert tool(window).pinned is None
    assert said(window, window.compare.original) == {}
    assert len(drags) == 1


def test_closing_the_film_takes_the_pin_off(window: MainWindow) -> None:
    pin(window.compare.original, 12, 34)

    window.actions_["file.close"].trigger()

    assert tool(window).pinned is None
