"""viewer.maps_on_stage: a map over the picture, and the drag that moves its window"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.viewer.made_maps import maps_of
from tests.viewer.mapped_window import (
    document_of,
    open_mapped,
    predicting,
    rows_of,
    settled,
    window_of,
)
from viewer.canvas.choices import Tool
from viewer.main_window import MainWindow
from viewer.map_colours import NEUTRAL

TWICE_AT_THE_LEFT = np.where(np.arange(10) < 5, 2.0, 1.0)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    yield from window_of(qtbot, tmp_path)


@pytest.fixture
def mapped(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> MainWindow:
    """A film whose left half gets twice the contrast, through a window of width 1."""
    predicting(monkeypatch, lambda: maps_of(slope=TWICE_AT_THE_LEFT, width=1.0))
    open_mapped(qtbot, window, tmp_path)
    return window


def press(window: MainWindow, name: str) -> None:
    QTest.mouseClick(rows_of(window).map_rows[name].map, Qt.MouseButton.LeftButton)


def drag(window: MainWindow, dx: int, dy: int) -> None:
    """Drag in the enhanced pane by logical pixels, in five steps."""
    pane = window.compare.enhanced.viewport()
    start = pane.rect().center()
    QTest.mousePress(pane, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 6):
        QTest.mouseMove(pane, start + QPoint(dx * step // 5, dy * step // 5))
    QTest.mouseRelease(pane, Qt.MouseButton.LeftButton, pos=start + QPoint(dx, dy))


def values(window: MainWindow) -> dict[str, float]:
    entry = document_of(window).presentation.recipe.entries[0]
    return entry.type.values(entry.step)


def test_no_map_is_shown_until_one_is_asked_for(mapped: MainWindow) -> None:
    assert mapped.compare.map_layer is None


def test_pressing_its_picture_shows_a_map_and_pressing_again_hides_it(mapped: MainWindow) -> None:
    press(mapped, "contrast")
    layer = mapped.compare.map_layer
    press(mapped, "contrast")

    assert layer is not None
    assert layer.legend.title == "Map a: local contrast"
    assert (layer.legend.low, layer.legend.high) == ("0.5×", "2×")
    assert layer.indices[4].tolist() == [2 * NEUTRAL] * 5 + [NEUTRAL] * 5
    assert mapped.compare.map_layer is None
    assert not rows_of(mapped).map_rows["contrast"].map.isChecked()


def test_maps_are_shown_one_at_a_time(mapped: MainWindow) -> None:
    press(mapped, "contrast")
    press(mapped, "width")

    layer = mapped.compare.map_layer
    rows = rows_of(mapped).map_rows
    assert layer is not None
    assert layer.legend.title.startswith("Map w: width, 4 is unchanged")
    assert [name for name, row in rows.items() if row.map.isChecked()] == ["width"]


def test_the_corner_says_that_a_map_lies_over_the_picture(mapped: MainWindow) -> None:
    press(mapped, "contrast")
    shown = mapped.compare.enhanced.texts.top_right
    press(mapped, "contrast")

    assert shown == ("Map a over the picture, 30\u2009%",)
    assert mapped.compare.enhanced.texts.top_right == ("Hold Space for the original",)


def test_the_corner_says_what_a_drag_does_as_long_as_the_tool_does_it(mapped: MainWindow) -> None:
    press(mapped, "centre")
    with_window = mapped.compare.enhanced.texts.top_right
    mapped.actions_["tool.pan"].trigger()

    assert with_window[1] == "Drag sets centre and width"
    assert mapped.compare.enhanced.tool is Tool.PAN
    assert mapped.compare.enhanced.texts.top_right == ("Map c over the picture, 30\u2009%",)


def test_the_map_turns_with_the_film(qtbot: QtBot, mapped: MainWindow) -> None:
    press(mapped, "contrast")

    mapped.actions_["arrange.right"].trigger()
    settled(qtbot, mapped)

    layer = mapped.compare.map_layer
    assert layer is not None
    assert layer.indices.shape == (10, 8)
    assert layer.indices[:, 3].tolist() == [2 * NEUTRAL] * 5 + [NEUTRAL] * 5


def test_the_map_goes_with_the_step_and_stays_gone(qtbot: QtBot, mapped: MainWindow) -> None:
    press(mapped, "contrast")
    document = document_of(mapped)

    document.edit(
        document.presentation.with_recipe(document.presentation.recipe.switched(0, False))
    )
    gone = mapped.compare.map_layer
    settled(qtbot, mapped)
    document.undo()
    settled(qtbot, mapped)

    assert gone is None
    assert mapped.compare.map_layer is None


def test_the_map_hides_while_the_step_is_peeked_away(qtbot: QtBot, mapped: MainWindow) -> None:
    press(mapped, "contrast")
    document = document_of(mapped)

    document.peek(document.presentation.recipe.switched(0, False))
    qtbot.waitUntil(lambda: document.shown.mapping is None, timeout=20_000)
    without = mapped.compare.map_layer
    document.peek(None)
    settled(qtbot, mapped)

    assert without is None
    assert mapped.compare.map_layer is not None


def test_an_override_is_seen_in_the_map(qtbot: QtBot, mapped: MainWindow) -> None:
    press(mapped, "contrast")
    document = document_of(mapped)
    recipe = document.presentation.recipe.with_value(0, "lock_contrast", 1)

    document.edit(document.presentation.with_recipe(recipe))
    settled(qtbot, mapped)

    layer = mapped.compare.map_layer
    assert layer is not None
    assert (layer.indices == NEUTRAL).all()


def test_a_drag_moves_centre_and_width_as_one_undo_entry(qtbot: QtBot, mapped: MainWindow) -> None:
    """The width in force is 1: 25 px are a tenth of it, as with the window of a film."""
    press(mapped, "centre")
    document = document_of(mapped)
    before = document.presentation

    drag(mapped, 50, -25)
    settled(qtbot, mapped)

    assert values(mapped)["width"] == pytest.approx(20)
    assert values(mapped)["centre"] == pytest.approx(10)
    assert document.presentation.display_voi == before.display_voi
    assert document.presentation.voi == before.voi
    document.undo()
    assert document.presentation == before


@pytest.mark.parametrize("turned_round", ["up_darkens", "inverted"])
def test_up_goes_the_other_way_where_it_does_for_windows(
    qtbot: QtBot, mapped: MainWindow, turned_round: str
) -> None:
    press(mapped, "centre")
    if turned_round == "inverted":
        mapped.actions_["window.invert"].trigger()
    else:
        mapped.settings.up_darkens = False

    drag(mapped, 0, -25)
    settled(qtbot, mapped)

    assert values(mapped)["centre"] == pytest.approx(-10)


def test_a_drag_stops_at_the_ends_of_the_ranges(qtbot: QtBot, mapped: MainWindow) -> None:
    press(mapped, "width")

    drag(mapped, -300, 300)
    settled(qtbot, mapped)

    assert (values(mapped)["width"], values(mapped)["centre"]) == (-75, -30)


def test_a_drag_leaves_a_locked_map_alone(qtbot: QtBot, mapped: MainWindow) -> None:
    document = document_of(mapped)
    press(mapped, "centre")
    recipe = document.presentation.recipe.with_value(0, "lock_width", 1)
    document.edit(document.presentation.with_recipe(recipe))
    settled(qtbot, mapped)

    drag(mapped, 50, -25)
    settled(qtbot, mapped)

    assert values(mapped)["width"] == 0
    assert values(mapped)["centre"] == pytest.approx(10)
    assert mapped.compare.enhanced.texts.top_right[1] == "Drag sets centre"


@pytest.mark.parametrize("name", ["", "contrast", "brightness"])
def test_without_the_map_of_a_window_a_drag_sets_the_window_of_the_picture(
    mapped: MainWindow, name: str
) -> None:
    if name:
        press(mapped, name)
    before = document_of(mapped).presentation

    drag(mapped, 50, -25)

    after = document_of(mapped).presentation
    assert after.recipe == before.recipe
    assert after.display_voi != before.display_voi


def test_on_the_original_a_drag_sets_its_window_as_ever(mapped: MainWindow) -> None:
    press(mapped, "centre")
    pane = mapped.compare.original.viewport()
    start = pane.rect().center()
    before = document_of(mapped).presentation

    QTest.mousePress(pane, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(pane, start + QPoint(40, -40))
    QTest.mouseRelease(pane, Qt.MouseButton.LeftButton, pos=start + QPoint(40, -40))

    after = document_of(mapped).presentation
    assert after.recipe == before.recipe
    assert after.voi != before.voi
