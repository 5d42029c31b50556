"""viewer.translation_desk: the section Translate and the film it is about"""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine import Entry, Recipe, step_type
from tests.viewer.mapped_window import document_of, settled
from tests.viewer.translated_window import (
    SHARPEN,
    STRETCH,
    TITLE,
    MadeModel,
    add,
    click,
    is_on,
    made_card,
    names,
    open_film,
    overlay_found,
    panel_of,
    press,
    translated,
    values,
)
from viewer.canvas.choices import Layout
from viewer.dialogs.model_card_sheet import ModelCardSheet
from viewer.main_window import MainWindow
from viewer.translations import SYNTHETIC_FILM


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
