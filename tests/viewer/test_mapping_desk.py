"""viewer.mapping_desk: the card of the mapping, and what it asks for"""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from engine import HOW_TO_ADD, Recipe, VoiFunction, Window, load_recipe
from engine.errors import ModelError
from engine.models.mapping.maps import ParameterMaps
from tests.viewer.made_maps import maps_of
from tests.viewer.mapped_window import (
    document_of,
    film_file,
    open_mapped,
    predicting,
    rows_of,
    settled,
    window_of,
)
from viewer.main_window import MainWindow
from viewer.mapping_desk import maps_name
from viewer.panels import step_menu

TWICE_AT_THE_LEFT = np.where(np.arange(10) < 5, 2.0, 1.0)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    yield from window_of(qtbot, tmp_path)


@pytest.fixture
def mapped(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> MainWindow:
    predicting(monkeypatch, lambda: maps_of(slope=TWICE_AT_THE_LEFT, centre=0.6, width=1.0))
    open_mapped(qtbot, window, tmp_path)
    return window


def said(window: MainWindow) -> list[str]:
    return [row.value.text() for row in rows_of(window).map_rows.values()]


def test_the_card_says_the_median_until_a_pixel_is_pointed_at(mapped: MainWindow) -> None:
    at_rest = said(mapped)

    mapped.compare.enhanced.pointed.emit(120.5, 30.5)
    probed = said(mapped)
    mapped.compare.enhanced.left_picture.emit()

    assert at_rest[1:] == ["0.50", "0.60", "1.00"]
    assert probed[0] == "2.00×"
    assert said(mapped) == at_rest


def test_the_card_says_the_pixel_pointed_at_on_a_film_that_is_turned(
    qtbot: QtBot, mapped: MainWindow
) -> None:
    """A quarter turn to the right brings the left half to the top."""
    mapped.actions_["arrange.right"].trigger()
    settled(qtbot, mapped)

    mapped.compare.original.pointed.emit(30.5, 120.5)
    above = said(mapped)[0]
    mapped.compare.original.pointed.emit(270.5, 120.5)

    assert (above, said(mapped)[0]) == ("2.00×", "1.00×")


def test_an_override_changes_picture_and_value_each_press_one_undo_entry(
    qtbot: QtBot, mapped: MainWindow
) -> None:
    document = document_of(mapped)
    before, picture = document.presentation, document.shown.result.indices
    mapped.compare.enhanced.pointed.emit(120.5, 30.5)
    slider = rows_of(mapped).map_rows["contrast"].slider

    for _ in range(3):
        QTest.keyClick(slider, Qt.Key.Key_Right)
    settled(qtbot, mapped)

    values = document.presentation.recipe.entries[0].type.values(
        document.presentation.recipe.entries[0].step
    )
    assert values["contrast"] > 0
    assert said(mapped)[0] == f"{2 * (1 + values['contrast'] / 100):.2f}×"
    assert not np.array_equal(document.shown.result.indices, picture)
    for _ in range(3):
        document.undo()
    assert document.presentation == before


def test_a_lock_leaves_the_film_as_it_is_there(qtbot: QtBot, mapped: MainWindow) -> None:
    rows = rows_of(mapped).map_rows

    QTest.mouseClick(rows["contrast"].lock, Qt.MouseButton.LeftButton)
    settled(qtbot, mapped)
    mapped.compare.enhanced.pointed.emit(120.5, 30.5)

    view = document_of(mapped).shown.mapping
    assert view is not None
    assert (view.in_force.slope == 1).all()
    assert said(mapped)[0] == "1.00×"
    assert not rows["contrast"].slider.isEnabled()


def test_a_card_that_is_off_shows_no_maps(qtbot: QtBot, mapped: MainWindow) -> None:
    card = mapped.right.enhance_panel.steps.cards[0]

    QTest.mouseClick(card.check, Qt.MouseButton.LeftButton)
    settled(qtbot, mapped)

    assert said(mapped) == ["–"] * 4


def test_use_as_window_is_one_undo_entry(qtbot: QtBot, mapped: MainWindow) -> None:
    """With the regional maps locked: on the film's range, a sigmoid about 0.6 and of width 1."""
    rows = rows_of(mapped)
    offered_before = rows.use_window.isEnabled()
    for name in ("contrast", "brightness"):
        QTest.mouseClick(rows.map_rows[name].lock, Qt.MouseButton.LeftButton)
        settled(qtbot, mapped)
    document = document_of(mapped)
    before = document.presentation

    rows.use_window.trigger()
    settled(qtbot, mapped)

    after = document.presentation
    assert not offered_before
    assert isinstance(after.voi, Window)
    assert after.voi.function is VoiFunction.SIGMOID
    span = 60000 - 2000
    assert after.voi.centre == pytest.approx(2000 + 0.6 * span, rel=0.01)
    assert after.voi.width == pytest.approx(span, rel=0.01)
    assert after.recipe.is_identity
    document.undo()
    assert document.presentation == before


def test_exported_maps_are_those_in_force(
    qtbot: QtBot, mapped: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(*arguments: str) -> tuple[str, str]:
        asked.append(arguments[2])
        return str(tmp_path / "out"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)

    rows_of(mapped).export.trigger()

    qtbot.waitUntil(lambda: "out.tif" in mapped.notice.sentence, timeout=10_000)
    done, pages = cv2.imreadmulti(str(tmp_path / "out.tif"), flags=cv2.IMREAD_UNCHANGED)
    assert done
    assert Path(asked[0]).name == "wedge_maps.tif"
    assert str(tmp_path) not in mapped.notice.sentence
    slope, bias, pivot, centre, width = pages
    assert slope[0].tolist() == TWICE_AT_THE_LEFT.tolist()
    assert (bias == pivot - slope / 2).all()
    assert np.ptp(centre) == 0
    assert width[0, 0] == 1


def test_maps_that_cannot_be_written_are_one_sentence(
    qtbot: QtBot, mapped: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = str(tmp_path / "nowhere" / "out.tif")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (nowhere, ""))

    rows_of(mapped).export.trigger()

    qtbot.waitUntil(lambda: "out.tif" in mapped.notice.sentence, timeout=10_000)
    assert str(tmp_path) not in mapped.notice.sentence


def test_the_maps_are_named_after_the_film() -> None:
    assert maps_name("film_0a1b2c3d_enhanced.tif") == "film_0a1b2c3d_maps.tif"


def test_a_model_that_cannot_be_used_is_one_sentence_and_the_picture_stays(
    qtbot: QtBot, mapped: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> ParameterMaps:
        raise ModelError("The weights of mapping are altered.", hint="Install it again.")

    predicting(monkeypatch, refuse)
    document = document_of(mapped)
    picture = document.shown.result

    QTest.keyClick(rows_of(mapped).map_rows["contrast"].slider, Qt.Key.Key_Right)

    qtbot.waitUntil(lambda: mapped.notice.sentence != "", timeout=10_000)
    assert mapped.notice.sentence == "The weights of mapping are altered."
    assert mapped.notice.hint == "Install it again."
    assert document.shown.result is picture


def test_the_step_is_offered_where_networks_can_run(mapped: MainWindow) -> None:
    actions = mapped.right.enhance_panel.step_menu().steps

    action = actions["interpretable_mapping"]

    assert action.isEnabled()
    assert action.toolTip().startswith("Gives every pixel a window of its own")


def test_without_torch_the_step_is_offered_dimmed_and_says_how_to_add_it(
    mapped: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(step_menu, "torch_is_installed", lambda: False)

    actions = mapped.right.enhance_panel.step_menu().steps

    assert not actions["interpretable_mapping"].isEnabled()
    assert actions["interpretable_mapping"].toolTip().endswith(HOW_TO_ADD)
    assert actions["gaussian"].isEnabled()


def test_a_second_mapping_has_the_maps_and_the_first_has_none(
    qtbot: QtBot, mapped: MainWindow
) -> None:
    document = document_of(mapped)
    entry = document.presentation.recipe.entries[0]

    document.edit(document.presentation.with_recipe(Recipe((entry, entry))))
    settled(qtbot, mapped)

    first, second = (card.body for card in mapped.right.enhance_panel.steps.cards)
    assert not first.export.isEnabled()  # type: ignore[attr-defined]
    assert second.export.isEnabled()  # type: ignore[attr-defined]


def test_the_mapping_that_comes_with_it_maps_a_film(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """From end to end, with the weights that are installed."""
    window.open([film_file(tmp_path)], recipe=load_recipe("mapping"))
    qtbot.waitUntil(lambda: window.document is not None)
    document = document_of(window)
    qtbot.waitUntil(lambda: document.shown.mapping is not None, timeout=60_000)
    settled(qtbot, window)

    rows = rows_of(window)
    QTest.mouseClick(rows.map_rows["contrast"].map, Qt.MouseButton.LeftButton)

    layer = window.compare.map_layer
    assert layer is not None
    assert np.ptp(layer.indices) > 0
    assert document.shown.result.is_display_ready
    assert not rows.map_rows["contrast"].map.picture.isNull()
    assert float(said(window)[1]) == pytest.approx(0.5, abs=0.35)
    assert window.notice.sentence == ""
