"""viewer.translation_desk: the section Translate and the film it is about"""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine import Cancelled, Entry, Progress, Recipe, step_type
from engine.errors import ModelError
from tests.viewer.mapped_window import document_of, settled, window_of
from tests.viewer.translated_window import (
    REASON,
    TITLE,
    MadeModel,
    install,
    is_on,
    made_card,
    open_film,
    translated,
)
from viewer.canvas.choices import Layout
from viewer.dialogs.model_card_sheet import ModelCardSheet
from viewer.main_window import MainWindow
from viewer.panels.reliability_rows import NOT_YET
from viewer.panels.translate_panel import TranslatePanel
from viewer.translations import SYNTHETIC_FILM

SHARPEN, STRETCH = "unsharp_mask", "gamma"


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> MadeModel:
    return install(monkeypatch, tmp_path / "resources", made_card())


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, model: MadeModel) -> Iterator[MainWindow]:  # noqa: ARG001
    yield from window_of(qtbot, tmp_path)


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> MainWindow:
    """A film without steps."""
    open_film(qtbot, window, tmp_path)
    return window


@pytest.fixture
def on(qtbot: QtBot, opened: MainWindow) -> MainWindow:
    """The same, translated."""
    press(opened)
    translated(qtbot, opened)
    return opened


def panel_of(window: MainWindow) -> TranslatePanel:
    return window.right.translate_panel


def press(window: MainWindow) -> None:
    """Press the switch in the header."""
    QTest.mouseClick(panel_of(window).switch, Qt.MouseButton.LeftButton)


def click(button: object) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)  # type: ignore[call-overload]


def values(window: MainWindow) -> dict[str, float]:
    entry = document_of(window).presentation.recipe.entries[-1]
    return entry.type.values(entry.step)


def names(window: MainWindow) -> list[str]:
    return [entry.type.name for entry in document_of(window).presentation.recipe.entries]


def add(window: MainWindow, name: str) -> None:
    """Add a step by the menu of the section Enhance."""
    title = step_type(name).title
    menu = window.right.enhance_panel.step_menu()
    next(action for action in menu.actions() if action.text() == title).trigger()


def overlay_found(qtbot: QtBot, window: MainWindow) -> None:
    """Switch the overlay on, and wait for it."""
    click(panel_of(window).reliability.switch)
    qtbot.waitUntil(lambda: window.compare.map_layer is not None)


def test_a_film_opens_without_a_translation(opened: MainWindow) -> None:
    assert not is_on(opened)
    assert opened.right.translate_section.state == "Off"
    assert panel_of(opened).intention.isVisible()
    assert not panel_of(opened).strength.isVisible()


def test_the_switch_translates_and_takes_it_back_one_undo_entry_each(
    qtbot: QtBot, opened: MainWindow
) -> None:
    document = document_of(opened)
    before = document.presentation

    press(opened)
    translated(qtbot, opened)
    state = opened.right.translate_section.state
    on = document.presentation
    press(opened)
    settled(qtbot, opened)

    assert state == "Synthetic"
    assert document.presentation.recipe == before.recipe
    assert not document.shown.result.is_synthetic
    document.undo()
    assert document.presentation == on
    document.undo()
    assert document.presentation == before


def test_the_picture_is_never_called_a_ct(on: MainWindow) -> None:
    texts = on.compare.enhanced.texts

    assert texts.top_left[0] == TITLE
    assert on.compare.enhanced.accessibleName() == TITLE
    assert texts.bottom_left == ("Model chest-ct-like 3", "Input: the original")


def test_with_few_words_in_the_corners_the_title_stays(on: MainWindow) -> None:
    on.actions_["view.corner"].trigger()

    assert on.compare.enhanced.texts.top_left == (TITLE,)


def test_the_thumbnail_says_synthetic_as_long_as_it_is(qtbot: QtBot, on: MainWindow) -> None:
    thumb = on.films.list.thumbs[0]
    badge = thumb.badges[0]

    press(on)
    settled(qtbot, on)

    assert badge == "Synthetic"
    assert thumb.badges[0] == ""


def test_the_status_line_calls_the_grey_synthetic(on: MainWindow) -> None:
    on.compare.enhanced.pointed.emit(120.5, 30.5)

    assert "synthetic" in on.status._values.text()


def test_the_first_translation_of_a_session_shows_the_original_beside_it(
    qtbot: QtBot, opened: MainWindow
) -> None:
    opened.actions_["view.single"].trigger()
    press(opened)
    first = opened.compare.view_layout
    translated(qtbot, opened)

    opened.actions_["view.single"].trigger()
    press(opened)
    press(opened)

    assert first is Layout.SIDE_BY_SIDE
    assert opened.top.layouts.index == list(Layout).index(Layout.SINGLE)


def test_a_wipe_stays_a_wipe_and_names_the_synthetic_side(qtbot: QtBot, opened: MainWindow) -> None:
    opened.actions_["view.wipe"].trigger()

    press(opened)
    translated(qtbot, opened)

    wipe = opened.compare.enhanced.wipe
    assert opened.compare.view_layout is Layout.WIPE
    assert wipe is not None
    assert (wipe.left, wipe.right) == ("Original", "Synthetic")


def test_the_translation_is_the_last_step_and_has_a_card_among_the_others(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_film(qtbot, window, tmp_path, Recipe((Entry(step_type(SHARPEN).make()),)))

    press(window)
    translated(qtbot, window)

    cards = window.right.enhance_panel.steps.cards
    assert names(window) == [SHARPEN, "ct_like_appearance"]
    assert [card.name.text() for card in cards][-1] == TITLE
    assert list(cards[-1].rows) == ["strength"]
    assert window.compare.enhanced.texts.bottom_left[1] == "Input: the film after 1 step"


@pytest.mark.parametrize("name", [SHARPEN, STRETCH])
def test_a_step_added_later_works_on_the_film_not_on_its_translation(
    qtbot: QtBot, on: MainWindow, name: str
) -> None:
    add(on, name)
    translated(qtbot, on)

    assert names(on) == [name, "ct_like_appearance"]
    assert on.right.enhance_panel.recipe.problems() == ()


def test_the_strength_blends_and_a_drag_is_one_undo_entry(qtbot: QtBot, on: MainWindow) -> None:
    """Half of the film and half of its negative: the same grey everywhere."""
    document, slider = document_of(on), panel_of(on).strength
    before = document.presentation

    for value in (80.0, 65.0):
        slider.changing.emit(value)
    slider.changed.emit(50.0)
    settled(qtbot, on)

    indices = document.shown.result.indices
    assert values(on)["strength"] == 50
    assert int(indices.max()) - int(indices.min()) <= 2
    assert on.compare.enhanced.texts.top_left[1] == "Strength 50\u2009%"
    document.undo()
    assert document.presentation == before


def test_the_mode_is_that_of_the_step(qtbot: QtBot, on: MainWindow, model: MadeModel) -> None:
    panel_of(on).mode.chosen.emit(1)
    settled(qtbot, on)

    assert values(on)["mode"] == 1
    assert panel_of(on).mode.index == 1
    assert model.modes[-1] == 1


def test_the_section_follows_the_card_and_undo(qtbot: QtBot, on: MainWindow) -> None:
    document = document_of(on)

    click(on.right.enhance_panel.steps.cards[-1].check)
    settled(qtbot, on)
    off = panel_of(on).switch.isChecked(), on.right.translate_section.state
    document.undo()
    settled(qtbot, on)

    assert off == (False, "Off")
    assert panel_of(on).switch.isChecked()


def test_a_translation_switched_off_in_its_card_is_replaced_not_doubled(
    qtbot: QtBot, on: MainWindow
) -> None:
    click(on.right.enhance_panel.steps.cards[-1].check)
    settled(qtbot, on)

    press(on)
    translated(qtbot, on)

    assert names(on) == ["ct_like_appearance"]


def test_a_film_like_those_learnt_from_is_said_to_be_so(on: MainWindow) -> None:
    row = panel_of(on).resemblance

    assert (row.outcome, row.ink) == ("0.62 of 1.00", "ok")
    assert not panel_of(on).refusal.isVisible()


@pytest.fixture
def refused(qtbot: QtBot, opened: MainWindow, model: MadeModel) -> MainWindow:
    """A film the gate refuses."""
    model.distance = 1.8
    press(opened)
    qtbot.waitUntil(lambda: panel_of(opened).is_refused)
    qtbot.waitUntil(lambda: not opened.jobs.is_running(document_of(opened).render_key))
    return opened


def test_a_refused_film_stays_as_it_was_and_the_section_says_why(refused: MainWindow) -> None:
    panel = panel_of(refused)

    assert not document_of(refused).shown.result.is_synthetic
    assert refused.right.translate_section.state == "Refused"
    assert panel.resemblance.outcome == "1.80 of 1.00"
    assert panel.refusal.notice.text == f"Refused. {REASON}"
    assert panel.refusal.isVisible()
    assert not panel.reliability.isVisible()


def test_a_refusal_is_said_once(qtbot: QtBot, refused: MainWindow) -> None:
    qtbot.wait(20)

    assert not refused.notice.isVisible()


def test_another_failure_of_a_translation_is_told_as_any_other(
    qtbot: QtBot, opened: MainWindow, model: MadeModel
) -> None:
    model.fault = ModelError("The weights are altered.")

    press(opened)
    qtbot.waitUntil(opened.notice.isVisible)

    assert opened.right.translate_section.state == "Not translated"


def test_translating_a_refused_film_takes_two_steps(qtbot: QtBot, refused: MainWindow) -> None:
    refusal, document = panel_of(refused).refusal, document_of(refused)

    click(refusal.ask)
    after_one = values(refused)["admit_any"]
    focus = refused.focusWidget()
    click(refusal.sure)
    translated(qtbot, refused)

    assert after_one == 0
    assert focus is refusal.keep
    assert values(refused)["admit_any"] == 1
    assert refusal.notice.text.startswith("The gate is overridden")
    assert panel_of(refused).resemblance.ink == "warn"
    assert panel_of(refused).reliability.isVisible()
    document.undo()
    assert values(refused)["admit_any"] == 0


def test_the_way_back_from_the_question_changes_nothing(refused: MainWindow) -> None:
    refusal = panel_of(refused).refusal

    click(refusal.ask)
    click(refusal.keep)

    assert values(refused)["admit_any"] == 0
    assert refusal.ask.isVisible()
    assert not refusal.confirm.isVisible()


def test_an_override_can_be_taken_back_and_does_not_outlive_the_translation(
    qtbot: QtBot, refused: MainWindow
) -> None:
    refusal = panel_of(refused).refusal
    click(refusal.ask)
    click(refusal.sure)
    translated(qtbot, refused)

    click(refusal.again)
    again = values(refused)["admit_any"]
    click(refusal.ask)
    click(refusal.sure)
    press(refused)
    press(refused)

    assert again == 0
    assert values(refused)["admit_any"] == 0


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


def test_the_model_card_opens_as_a_sheet(on: MainWindow) -> None:
    click(panel_of(on).card.link)

    sheet = on.findChild(ModelCardSheet)
    assert isinstance(sheet, ModelCardSheet)
    assert sheet.isVisible()
    assert made_card().sha256 in sheet.text
    sheet.close_sheet()


def test_the_other_appearance_cannot_be_chosen_without_its_model(opened: MainWindow) -> None:
    models = panel_of(opened).models

    QTest.keyClick(models, Qt.Key.Key_Right)

    assert models.index == 0
    assert "chest-mr-like is not installed" in models.accessibleDescription()


def test_without_a_film_there_is_nothing_to_switch(window: MainWindow) -> None:
    assert not panel_of(window).switch.isEnabled()


def test_everything_is_reached_by_the_keyboard_in_order(qtbot: QtBot, on: MainWindow) -> None:
    overlay_found(qtbot, on)
    panel = panel_of(on)
    wanted = [
        panel.switch,
        panel.models,
        panel.card.link,
        panel.strength.slider,
        panel.mode,
        panel.reliability.switch,
        panel.reliability.opacity.slider,
    ]
    on.right.translate_section.header.setFocus()

    reached = []
    for _ in wanted:
        QTest.keyClick(on.focusWidget(), Qt.Key.Key_Tab)
        reached.append(on.focusWidget())

    assert reached == wanted
    assert all(widget.accessibleName() for widget in wanted)


def test_a_film_that_is_synthetic_already_is_not_translated_again(opened: MainWindow) -> None:
    document = document_of(opened)
    original = replace(document.shown.original, is_synthetic=True)

    document.shown = replace(document.shown, original=original, result=original)
    document.shown_changed.emit()
    opened.translation.follow(None)
    opened.translation.follow(document)

    assert not panel_of(opened).switch.isEnabled()
    assert opened.right.translate_section.state == "Not available"
    assert panel_of(opened).fault.text == SYNTHETIC_FILM
    assert opened.compare.original.texts.top_left[0] == "Original (synthetic)"
    assert opened.compare.enhanced.texts.top_left[0] == "Enhanced (synthetic)"


def test_switching_on_opens_the_section(qtbot: QtBot, opened: MainWindow) -> None:
    section = opened.right.translate_section
    section.set_open(False)

    press(opened)
    translated(qtbot, opened)

    assert section.is_open


def test_a_refusal_is_not_said_again_by_another_rendering(
    qtbot: QtBot, refused: MainWindow
) -> None:
    document = document_of(refused)
    failures: list[Exception] = []
    document.failed.connect(failures.append)

    refused.actions_["arrange.right"].trigger()
    qtbot.waitUntil(lambda: len(failures) == 1)

    assert not refused.notice.isVisible()
    assert refused.right.translate_section.state == "Refused"


def test_a_closed_window_asks_the_gate_nothing_more(opened: MainWindow) -> None:
    press(opened)
    is_waiting = opened.translation._rest.isActive()

    opened.close()

    assert is_waiting
    assert not opened.translation._rest.isActive()
