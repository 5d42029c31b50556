"""viewer.region_desk"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine import WHOLE_FILM, Entry, Recipe, Region, RegionKind, step_type
from tests.viewer.canvas.films import pixels_of
from tests.viewer.canvas.gestures import drag
from tests.viewer.mapped_window import document_of, film_file, settled, window_of
from viewer.canvas.pane import Pane
from viewer.main_window import MainWindow
from viewer.widgets.step_card import StepCard

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """Two steps on a film of 240 x 300; the first card is open."""
    for made in window_of(qtbot, tmp_path):
        steps = tuple(Entry(step_type(name).make()) for name in ("gamma", "unsharp_mask"))
        made.open([film_file(tmp_path)], recipe=Recipe(steps))
        qtbot.waitUntil(lambda: made.document is not None)  # noqa: B023 - there is one
        settled(qtbot, made)
        card_of(made).set_open(True)
        card_of(made).toggled.emit(True)
        yield made


def card_of(window: MainWindow, at: int = 0) -> StepCard:
    return window.right.enhance_panel.steps.cards[at]


def region_of(window: MainWindow, at: int = 0) -> Region:
    """Return where a step of the presentation works."""
    return document_of(window).presentation.recipe.entries[at].region


def choose(window: MainWindow, kind: RegionKind, at: int = 0) -> None:
    rows = card_of(window, at).region
    rows.combo.setCurrentIndex(rows.kinds.index(kind))
    rows.combo.activated.emit(rows.kinds.index(kind))


def lasso(pane: Pane, left: float, top: float, right: float, bottom: float) -> None:
    """Draw around a box given in shares of the film on the pane."""
    size = pane.width(), pane.height()
    film = pane.film
    assert film is not None
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    path = [pane.look.to_pane((x * film.width, y * film.height), size) for x, y in corners]
    drag(pane, LEFT, *((round(x), round(y)) for x, y in path))


def steer(pane: Pane, key: Qt.Key, steps: int) -> None:
    """Move the pointer of the keyboard by steps of 20 pixels, and click there."""
    for _ in range(steps):
        QTest.keyClick(pane, key, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(pane, Qt.Key.Key_Return)


def box_of(region: Region) -> tuple[float, float, float, float]:
    x, y = np.array([point for outline in region.outlines for point in outline]).T
    return float(x.min()), float(y.min()), float(x.max()), float(y.max())


def test_a_drawn_region_limits_the_step_and_is_one_undo_entry(
    qtbot: QtBot, window: MainWindow
) -> None:
    document = document_of(window)
    choose(window, RegionKind.DRAWN)

    lasso(window.compare.original, 0.2, 0.3, 0.6, 0.7)
    settled(qtbot, window)

    assert box_of(region_of(window)) == pytest.approx((0.2, 0.3, 0.6, 0.7), abs=0.01)
    assert region_of(window, 1) == WHOLE_FILM
    assert not window.regions.outlines[window.compare.original].is_empty
    document.undo()
    assert region_of(window) == WHOLE_FILM


def test_a_region_is_drawn_with_keys_alone(qtbot: QtBot, window: MainWindow) -> None:
    """From the middle right, down, left, and up again to the first corner."""
    pane = window.compare.original
    choose(window, RegionKind.DRAWN)

    pane.setFocus()
    QTest.keyClick(pane, Qt.Key.Key_Return)  # the pointer comes
    QTest.keyClick(pane, Qt.Key.Key_Return)  # the first corner
    steer(pane, Qt.Key.Key_Right, 3)
    steer(pane, Qt.Key.Key_Down, 4)
    steer(pane, Qt.Key.Key_Left, 3)
    before = region_of(window)
    steer(pane, Qt.Key.Key_Up, 4)
    settled(qtbot, window)

    assert before == WHOLE_FILM
    film, scale = pane.film, pane.look.scale
    assert film is not None
    left, top, right, bottom = box_of(region_of(window))
    assert (left, top) == pytest.approx((0.5, 0.5), abs=0.01)
    assert (right - left) * film.width * scale == pytest.approx(60, abs=1.5)
    assert (bottom - top) * film.height * scale == pytest.approx(80, abs=1.5)


def test_turning_the_film_drops_the_corners_clicked_so_far(
    qtbot: QtBot, window: MainWindow
) -> None:
    """They would lie on other places of the film; an edit that turns nothing leaves them."""
    choose(window, RegionKind.DRAWN)
    pane = window.compare.original
    pane.setFocus()
    QTest.keyClick(pane, Qt.Key.Key_Return)
    QTest.keyClick(pane, Qt.Key.Key_Return)
    window.actions_["window.invert"].trigger()
    settled(qtbot, window)
    after_an_edit = window.regions.lasso._drawing

    window.actions_["arrange.right"].trigger()
    settled(qtbot, window)

    assert after_an_edit is pane
    assert window.regions.lasso._drawing is None
    assert window.regions.lasso.is_on


def test_a_region_drawn_on_the_turned_film_lies_on_the_film_as_read(
    qtbot: QtBot, window: MainWindow
) -> None:
    """Turned clockwise, the top left of the film as read is at the top right."""
    QTest.keyClick(window, Qt.Key.Key_R)
    settled(qtbot, window)
    choose(window, RegionKind.DRAWN)

    lasso(window.compare.enhanced, 0.7, 0.1, 0.9, 0.4)

    assert box_of(region_of(window)) == pytest.approx((0.1, 0.1, 0.4, 0.3), abs=0.01)


def test_outlines_add_until_escape(window: MainWindow) -> None:
    choose(window, RegionKind.DRAWN)

    lasso(window.compare.original, 0.1, 0.1, 0.3, 0.3)
    lasso(window.compare.enhanced, 0.5, 0.5, 0.8, 0.8)
    QTest.keyClick(window, Qt.Key.Key_Escape)

    assert len(region_of(window).outlines) == 2
    assert not window.regions.lasso.is_on
    assert not card_of(window).region.outlines.draw.isChecked()
    assert window.actions_["tool.window"].isChecked()


def test_escape_without_an_outline_leaves_the_region_as_it_was(window: MainWindow) -> None:
    choose(window, RegionKind.DRAWN)

    QTest.keyClick(window, Qt.Key.Key_Escape)

    assert region_of(window) == WHOLE_FILM
    assert card_of(window).region.combo.currentText() == "Whole film"


@pytest.mark.parametrize("deed", ["close card", "remove step", "other tool", "no film"])
def test_drawing_ends_with_what_it_is_for(qtbot: QtBot, window: MainWindow, deed: str) -> None:
    choose(window, RegionKind.DRAWN)
    assert window.regions.lasso.is_on

    if deed == "close card":
        QTest.mouseClick(card_of(window).arrow, LEFT)
    elif deed == "remove step":
        card_of(window).removed.emit()
    elif deed == "other tool":
        QTest.keyClick(window, Qt.Key.Key_T)
    else:
        window.actions_["file.close"].trigger()
        qtbot.waitUntil(lambda: window.stage.document is None)

    assert not window.regions.lasso.is_on


def test_outlines_show_while_their_card_is_open(window: MainWindow) -> None:
    choose(window, RegionKind.DRAWN)
    lasso(window.compare.original, 0.1, 0.1, 0.3, 0.3)
    outlines = window.regions.outlines.values()
    opened = [item.is_empty for item in outlines]

    QTest.mouseClick(card_of(window).arrow, LEFT)

    assert opened == [False] * 4
    assert all(item.is_empty for item in outlines)


def test_an_edge_that_is_dragged_is_one_undo_entry(qtbot: QtBot, window: MainWindow) -> None:
    document = document_of(window)
    choose(window, RegionKind.FIELD)
    rows = card_of(window).region

    for soft_edge_mm in (6.0, 7.0, 8.0):
        rows.edge.changing.emit(soft_edge_mm)
    rows.edge.changed.emit(8.0)
    settled(qtbot, window)

    assert region_of(window) == Region(RegionKind.FIELD, 8.0)
    document.undo()
    assert region_of(window) == Region(RegionKind.FIELD, 5.0)
    document.undo()
    assert region_of(window) == WHOLE_FILM


def test_what_was_filled_in_is_outlined_on_the_pane_of_the_result(window: MainWindow) -> None:
    assert window.regions.altered.parts == []


def test_a_region_that_is_found_is_outlined_too(qtbot: QtBot, window: MainWindow) -> None:
    choose(window, RegionKind.FIELD)

    outlines = window.regions.outlines.values()
    qtbot.waitUntil(lambda: not any(item.is_empty for item in outlines), timeout=20_000)


def test_nothing_lies_over_the_original_while_it_is_held(window: MainWindow) -> None:
    choose(window, RegionKind.DRAWN)
    lasso(window.compare.original, 0.2, 0.3, 0.6, 0.7)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    shown = [has_line(pane) for pane in window.compare.panes]

    window.compare.hold_original(True)
    held = [has_line(pane) for pane in window.compare.panes]

    assert (shown, held) == ([True, True], [False, False])


def has_line(pane: Pane) -> bool:
    """Whether anything of the colour of lines on a film is on a pane, away from its edges."""
    seen = pixels_of(pane)[40:-40, 40:-40].astype(int)
    return bool((seen[..., 2] - seen[..., 0] > 40).any())


def test_a_card_says_that_nothing_of_the_kind_was_found(qtbot: QtBot, window: MainWindow) -> None:
    """The film of this window is no chest."""
    choose(window, RegionKind.LUNGS)

    qtbot.waitUntil(lambda: "No lungs" in card_of(window).problem, timeout=20_000)
    choose(window, RegionKind.WHOLE)
    qtbot.waitUntil(lambda: card_of(window).problem == "", timeout=20_000)
