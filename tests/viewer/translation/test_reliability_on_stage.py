"""viewer.reliability_on_stage: computed when asked for, dropped when stale"""

import threading

from pytestqt.qtbot import QtBot

from engine import Cancelled, Progress
from tests.viewer.mapped_window import document_of, settled
from tests.viewer.translated_window import (
    STRETCH,
    MadeModel,
    add,
    click,
    overlay_found,
    panel_of,
    translated,
)
from viewer.main_window import MainWindow
from viewer.panels.reliability_rows import NOT_YET


def test_nothing_is_computed_until_the_overlay_is_asked_for(
    on: MainWindow, model: MadeModel
) -> None:
    assert model.reliabilities == 0
    assert panel_of(on).reliability.agreement.outcome == NOT_YET
    assert on.compare.map_layer is None


def test_the_overlay_is_computed_and_shown_with_its_warning(qtbot: QtBot, on: MainWindow) -> None:
    overlay_found(qtbot, on)

    layer, rows = on.compare.map_layer, panel_of(on).reliability
    assert layer is not None
    assert layer.legend.title == "Low agreement: do not trust here"
    assert layer.legend.warning == "Absence of colour is not assurance"
    assert layer.indices[0].tolist() == [65535] * 3 + [0] * 3
    assert (rows.agreement.outcome, rows.agreement.ink) == ("14\u2009% of field", "warn")
    assert rows.sources.outcome == "2.1\u2009% of field"
    assert on.compare.enhanced.texts.top_right == ("Reliability over the picture, 55\u2009%",)


def test_the_overlay_comes_back_without_computing_it_again(
    qtbot: QtBot, on: MainWindow, model: MadeModel
) -> None:
    overlay_found(qtbot, on)
    click(panel_of(on).reliability.switch)
    gone = on.compare.map_layer

    overlay_found(qtbot, on)

    assert gone is None
    assert model.reliabilities == 1


def test_the_overlay_turns_with_the_film(qtbot: QtBot, on: MainWindow) -> None:
    overlay_found(qtbot, on)

    on.actions_["arrange.right"].trigger()
    settled(qtbot, on)

    layer = on.compare.map_layer
    assert layer is not None
    assert layer.indices.shape == (6, 4)
    assert layer.indices[:, 0].tolist() == [65535] * 3 + [0] * 3


def test_a_window_leaves_the_overlay_and_an_edit_of_the_recipe_drops_it(
    qtbot: QtBot, on: MainWindow
) -> None:
    overlay_found(qtbot, on)
    on.actions_["window.invert"].trigger()
    after_window = on.compare.map_layer

    add(on, STRETCH)
    at_once = on.compare.map_layer
    translated(qtbot, on)

    assert after_window is not None
    assert at_once is None
    assert on.compare.map_layer is None
    assert not panel_of(on).reliability.switch.isChecked()
    assert panel_of(on).reliability.agreement.outcome == NOT_YET


def test_the_opacity_is_that_of_full_disagreement(qtbot: QtBot, on: MainWindow) -> None:
    overlay_found(qtbot, on)

    panel_of(on).reliability.opacity.changing.emit(80.0)

    layer = on.compare.map_layer
    assert layer is not None
    assert layer.colours[65535] >> 24 == 204
    assert on.compare.enhanced.texts.top_right == ("Reliability over the picture, 80\u2009%",)


def test_the_status_line_cancels_the_overlay(
    qtbot: QtBot, on: MainWindow, model: MadeModel
) -> None:
    begun = threading.Event()

    def wait(progress: Progress) -> None:
        begun.set()
        while not progress.is_cancelled:
            begun.wait(0.01)
        raise Cancelled

    model.during = wait
    click(panel_of(on).reliability.switch)
    qtbot.waitUntil(begun.is_set)

    on.status.cancelled.emit()
    qtbot.waitUntil(lambda: not panel_of(on).reliability.switch.isChecked())

    assert on.compare.map_layer is None
    assert document_of(on).shown.result.is_synthetic
    assert panel_of(on).reliability.agreement.outcome == NOT_YET


def test_an_edit_while_it_is_computed_gives_it_up(
    qtbot: QtBot, on: MainWindow, model: MadeModel
) -> None:
    begun, left = threading.Event(), threading.Event()

    def wait(progress: Progress) -> None:
        begun.set()
        while not progress.is_cancelled:
            begun.wait(0.01)
        left.set()
        raise Cancelled

    model.during = wait
    click(panel_of(on).reliability.switch)
    qtbot.waitUntil(begun.is_set)

    add(on, STRETCH)

    qtbot.waitUntil(left.is_set)
    assert not panel_of(on).reliability.switch.isChecked()
