"""viewer.states_desk, viewer.states_beside and viewer.film_layers"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine import EngineError, Entry, Orientation, Recipe, StatePart, Window, step_type
from tests.engine.dicom.written import film, write
from tests.engine.dicom.written_states import write_state
from tests.viewer.mapped_window import document_of, settled, window_of
from tests.viewer.states_window import (
    COLUMNS,
    GREY,
    ROWS,
    bluish,
    choose,
    covered,
    film_and_state,
    follow,
)
from viewer.document import opened
from viewer.film_layers import FITTED, NOT_THERE, OTHER_FRAME
from viewer.main_window import MainWindow
from viewer.panels.layers_panel import SHUTTER


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A film and a state for it."""
    return film_and_state(tmp_path)


@pytest.fixture
def desk_window(qtbot: QtBot, tmp_path: Path, folder: Path) -> Iterator[MainWindow]:
    """A window on that film, its state found and read."""
    for made in window_of(qtbot, tmp_path):
        made.open([folder])
        qtbot.waitUntil(lambda: made.right.layers_panel.combo.count() == 2)  # noqa: B023
        settled(qtbot, made)
        yield made


def part(made: MainWindow, which: StatePart) -> None:
    """Press the switch of a part of the state in force."""
    made.right.layers_panel.parts.rows[which].switch.click()


def test_the_shutter_of_the_file_lies_on_both_panes_until_it_is_switched_off(
    desk_window: MainWindow,
) -> None:
    panes = desk_window.compare.panes
    assert [covered(pane) for pane in panes] == pytest.approx([0.5, 0.5], abs=0.03)

    QTest.keyClick(desk_window, Qt.Key.Key_U, Qt.KeyboardModifier.ShiftModifier)

    assert [covered(pane) for pane in panes] == pytest.approx([0, 0], abs=0.03)
    assert not desk_window.actions_["view.shutter"].isChecked()
    desk_window.right.layers_panel.of_file.rows[SHUTTER].switch.click()
    assert covered(panes[0]) == pytest.approx(0.5, abs=0.03)
    assert desk_window.actions_["view.shutter"].isChecked()


def test_an_overlay_has_a_switch_and_one_key_hides_all(desk_window: MainWindow) -> None:
    pane, rows = desk_window.compare.original, desk_window.right.layers_panel.of_file.rows
    assert bluish(pane) > 100
    rows[0x6000].switch.click()
    assert bluish(pane) == 0
    rows[0x6000].switch.click()
    assert bluish(pane) > 100

    QTest.keyClick(desk_window, Qt.Key.Key_U)

    assert bluish(pane) == 0
    assert not rows[0x6000].switch.isChecked()
    assert not desk_window.actions_["view.drawings"].isChecked()
    rows[0x6000].switch.click()
    assert bluish(pane) > 100
    assert desk_window.actions_["view.drawings"].isChecked()


def test_a_state_is_listed_but_not_in_force_by_itself(desk_window: MainWindow) -> None:
    panel = desk_window.right.layers_panel

    assert panel.combo.itemText(1).startswith("LINES")
    assert panel.combo.currentIndex() == 0
    assert "1 presentation state lies beside this film" in panel.hint
    assert document_of(desk_window).presentation.state is None
    assert not document_of(desk_window).history.can_undo


def test_a_title_that_may_name_the_patient_is_not_shown_where_patients_are_hidden(
    desk_window: MainWindow,
) -> None:
    desk_window.settings.shows_patient = False

    desk_window.states.toggle_shutter()

    assert desk_window.right.layers_panel.combo.itemText(1) == "State 1"


def test_the_title_of_the_state_in_force_goes_at_once_when_patients_are_hidden(
    qtbot: QtBot, desk_window: MainWindow
) -> None:
    choose(qtbot, desk_window, 1)

    desk_window.settings.shows_patient = False

    assert desk_window.right.layers_panel.combo.itemText(1) == "State 1"
    assert desk_window.compare.original.texts.bottom_left[0] == "State: State 1"


def test_choosing_a_state_is_one_undo_entry_that_leaves_the_recipe(
    qtbot: QtBot, desk_window: MainWindow
) -> None:
    document = document_of(desk_window)
    recipe = Recipe((Entry(step_type("gamma").make()),))
    document.edit(document.presentation.with_recipe(recipe))
    before, shutter = document.presentation, document.radiograph.shutter

    choose(qtbot, desk_window, 1)

    now = document.presentation
    assert isinstance(now.voi, Window)
    assert (now.voi.centre, now.voi.width) == (1500, 100)
    assert now.orientation == Orientation(quarter_turns=1)
    assert now.recipe == recipe
    assert document.shown.recipe == recipe
    assert document.radiograph.shutter is not None
    assert document.radiograph.shutter.rectangle == (1, 1, ROWS // 2, COLUMNS)
    assert desk_window.compare.original.texts.bottom_left[0].startswith("State: LINES")
    assert desk_window.right.window_section.state == "Window of the state, linear"
    document.undo()
    follow(qtbot, desk_window)
    assert document.presentation == before
    assert document.radiograph.shutter == shutter
    assert not desk_window.compare.original.texts.bottom_left[0].startswith("State")
    document.redo()
    follow(qtbot, desk_window)
    assert document.presentation == now
    assert document.radiograph.shutter.rectangle == (1, 1, ROWS // 2, COLUMNS)


def test_a_part_switched_off_gives_the_films_own_back_and_the_rest_stays(
    qtbot: QtBot, desk_window: MainWindow
) -> None:
    document = document_of(desk_window)
    choose(qtbot, desk_window, 1)

    part(desk_window, StatePart.GREY)
    follow(qtbot, desk_window)
    part(desk_window, StatePart.TURN)
    follow(qtbot, desk_window)

    assert document.presentation.voi == document.radiograph.default_voi
    assert isinstance(document.presentation.voi, Window)
    assert document.presentation.voi.centre == 2000
    assert document.presentation.orientation.is_identity
    assert document.presentation.state is not None
    assert StatePart.SHUTTER in document.presentation.state.parts
    assert not desk_window.right.layers_panel.parts.rows[StatePart.GREY].switch.isChecked()
    document.undo()
    document.undo()
    assert document.presentation.state.parts >= {StatePart.GREY, StatePart.TURN}


def test_no_state_is_the_film_as_read(qtbot: QtBot, desk_window: MainWindow) -> None:
    document = document_of(desk_window)
    before, shutter = document.presentation, document.radiograph.shutter
    choose(qtbot, desk_window, 1)

    choose(qtbot, desk_window, 0)

    assert document.presentation == before
    assert document.radiograph.shutter == shutter
    assert document.history.can_undo


def test_graphics_alone_can_be_shown(qtbot: QtBot, desk_window: MainWindow) -> None:
    """Weasis issue 746: the lines of a state over the film as the user has windowed it."""
    pane, document = desk_window.compare.original, document_of(desk_window)
    desk_window.right.layers_panel.of_file.rows[0x6000].switch.click()
    choose(qtbot, desk_window, 1)
    for which in (StatePart.GREY, StatePart.SHUTTER, StatePart.TURN, StatePart.AREA):
        part(desk_window, which)
        follow(qtbot, desk_window)

    assert bluish(pane) > 50
    assert document.presentation.orientation.is_identity
    part(desk_window, StatePart.GRAPHICS)
    assert bluish(pane) == 0


def test_the_drawings_of_a_state_go_while_the_original_is_held_but_the_shutter_stays(
    qtbot: QtBot, desk_window: MainWindow
) -> None:
    pane = desk_window.compare.enhanced
    desk_window.right.layers_panel.of_file.rows[0x6000].switch.click()
    choose(qtbot, desk_window, 1)
    part(desk_window, StatePart.AREA)
    assert bluish(pane) > 50

    desk_window.compare.hold_original(True)

    assert bluish(pane) == 0
    assert covered(pane) == pytest.approx(0.5, abs=0.03)
    desk_window.compare.hold_original(False)
    assert bluish(pane) > 50


def test_a_displayed_area_is_fitted_and_the_whole_film_comes_back(
    qtbot: QtBot, desk_window: MainWindow
) -> None:
    """Columns 1..40 and rows 1..30, turned clockwise: at the upper right of a film 120 wide."""
    pane = desk_window.compare.original

    choose(qtbot, desk_window, 1)

    assert (pane.look.x, pane.look.y) == pytest.approx((120 - 15, 20))
    room = min(pane.width() / 30, pane.height() / 40)
    assert pane.look.scale == pytest.approx(room, rel=0.01)
    assert FITTED in desk_window.right.layers_panel.notices
    part(desk_window, StatePart.AREA)
    assert pane.look.is_fitted
    assert FITTED not in desk_window.right.layers_panel.notices


def test_a_film_that_was_let_go_of_comes_back_under_its_state(
    qtbot: QtBot, desk_window: MainWindow
) -> None:
    choose(qtbot, desk_window, 1)
    workspace, before = desk_window.workspace, document_of(desk_window)
    workspace._documents.clear()  # as after paging through more films than are kept

    workspace.show(0)
    qtbot.waitUntil(lambda: desk_window.document not in (None, before))

    def is_covered() -> bool:
        shutter = document_of(desk_window).radiograph.shutter
        return shutter is not None and shutter.rectangle == (1, 1, ROWS // 2, COLUMNS)

    qtbot.waitUntil(is_covered)
    assert desk_window.right.layers_panel.combo.currentIndex() == 1


def test_another_frame_comes_under_the_state_as_well(qtbot: QtBot, desk_window: MainWindow) -> None:
    choose(qtbot, desk_window, 1)
    document = document_of(desk_window)

    document.replace_film(opened(document.file.read(), document.file), document.presentation)
    follow(qtbot, desk_window)

    assert document.radiograph.shutter is not None
    assert document.radiograph.shutter.rectangle == (1, 1, ROWS // 2, COLUMNS)


def test_a_cine_is_never_shown_without_its_state_between_two_frames(
    qtbot: QtBot, desk_window: MainWindow, tmp_path: Path
) -> None:
    """The state shows the negative of frames of 1000 and 3000."""
    pixels = np.stack([np.full((60, 80), grey, np.uint16) for grey in (1000, 3000)])
    ds = film(pixels[0], 12, SOPClassUID="1.2.840.10008.5.1.4.1.1.12.1", NumberOfFrames=2)
    ds.PixelData = pixels.tobytes()
    cine = tmp_path / "cine"
    cine.mkdir()
    write(ds, cine / "cine.dcm")
    write_state(cine / "state.dcm", ds, PresentationLUTShape="INVERSE")
    desk_window.open([cine])
    qtbot.waitUntil(lambda: document_of(desk_window).radiograph.frames == 2)
    qtbot.waitUntil(lambda: desk_window.right.layers_panel.combo.count() == 2)
    choose(qtbot, desk_window, 1)
    document = document_of(desk_window)
    shapes = []
    document.shown_changed.connect(lambda: shapes.append(document.radiograph.shape))

    desk_window.frames.step(1)
    qtbot.waitUntil(lambda: document.radiograph.source.frame == 1)

    assert document.radiograph.shape == "INVERSE"
    assert set(shapes) == {"INVERSE"}


def test_a_state_that_says_nothing_of_the_frame_shown_says_so(
    qtbot: QtBot, desk_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(qtbot, desk_window, 1)
    document = document_of(desk_window)
    monkeypatch.setattr("engine.PresentationState.for_image", lambda *_: None)

    document.replace_film(opened(document.file.read(), document.file), document.presentation)
    follow(qtbot, desk_window)

    assert desk_window.right.layers_panel.notices == (OTHER_FRAME,)
    assert document.radiograph.shutter is not None
    assert document.radiograph.shutter.rectangle == (1, 1, ROWS, COLUMNS // 2)


def test_a_state_in_force_that_is_not_there_any_more_is_told(
    qtbot: QtBot, desk_window: MainWindow
) -> None:
    choose(qtbot, desk_window, 1)
    desk_window.workspace.states.clear()

    desk_window.workspace.states_changed.emit()
    follow(qtbot, desk_window)

    assert NOT_THERE in desk_window.right.layers_panel.notices


def test_a_state_that_cannot_be_read_says_why(
    qtbot: QtBot, desk_window: MainWindow, folder: Path
) -> None:
    workspace = desk_window.workspace
    broken = folder / "broken.dcm"
    broken.write_bytes((folder / "state.dcm").read_bytes()[:200])
    found = workspace.states[0]
    workspace.states.append(type(found)(broken, found.kind, found.identity))

    workspace.states_changed.emit()
    qtbot.waitUntil(lambda: bool(desk_window.right.layers_panel.notices))

    assert "broken.dcm" in desk_window.right.layers_panel.notices[0]
    assert desk_window.right.layers_panel.combo.count() == 2


def test_a_film_that_cannot_be_made_is_told_once(
    qtbot: QtBot, desk_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise EngineError("The state asks for too much.")

    told: list[Exception] = []
    monkeypatch.setattr("viewer.states_desk.film_under", refuse)
    monkeypatch.setattr(desk_window, "tell", told.append)
    panel = desk_window.right.layers_panel

    panel.combo.activated.emit(1)
    qtbot.waitUntil(lambda: bool(told))
    QTest.keyClick(desk_window, Qt.Key.Key_I)
    follow(qtbot, desk_window)

    assert len(told) == 1
    assert document_of(desk_window).presentation.state is None
    assert panel.combo.currentIndex() == 0


def test_a_film_without_any_of_it_shows_no_panel_and_no_command(
    qtbot: QtBot, desk_window: MainWindow, tmp_path: Path
) -> None:
    plain = write(film(np.full((ROWS, COLUMNS), GREY, np.uint16)), tmp_path / "plain.dcm")
    before = desk_window.document

    desk_window.open([plain])
    qtbot.waitUntil(lambda: desk_window.document not in (None, before))

    assert desk_window.right.layers_panel.isHidden()
    assert not desk_window.actions_["view.shutter"].isEnabled()
    assert not desk_window.actions_["view.drawings"].isEnabled()
    assert bluish(desk_window.compare.original) == 0


def test_what_the_shutter_hides_is_hidden_in_the_thumbnail(desk_window: MainWindow) -> None:
    """The right half, as in the file; without it half a grey of 2000 in 4000 would show."""
    thumbnail = desk_window.workspace.films[0].thumbnail
    assert thumbnail is not None

    middle, width = thumbnail.height() // 2, thumbnail.width()

    assert thumbnail.pixelColor(width // 4, middle).red() in (127, 128)
    assert thumbnail.pixelColor(3 * width // 4, middle).red() == 0
