"""viewer.frames_desk, viewer.frame_store"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engine import Entry, Recipe, StateChoice, step_type
from engine.grayscale.voi import Window
from tests.viewer.cines import Cine, cine_document
from tests.viewer.mapped_window import window_of
from viewer import frames_desk
from viewer.document import Document, opened
from viewer.frame_store import FrameStore
from viewer.main_window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    yield from window_of(qtbot, tmp_path)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Set the time a cine plays by, in seconds."""
    now = [0.0]
    monkeypatch.setattr(frames_desk, "monotonic", lambda: now[0])

    def set_to(seconds: float) -> None:
        now[0] = seconds

    return set_to


def put(window: MainWindow, cine: Cine) -> Document:
    """Put a cine on the stage, as one just opened."""
    document = cine_document(cine, window.jobs)
    window.pages.setCurrentIndex(1)
    window._put_on_stage(document)
    return document


def wait_for_frame(qtbot: QtBot, window: MainWindow, frame: int) -> None:
    qtbot.waitUntil(lambda: window.frames.frame == frame, timeout=10_000)


def test_a_single_film_has_no_bar_and_no_keys(window: MainWindow) -> None:
    put(window, Cine(frames=1))

    assert window.frame_bar.isHidden()
    assert not window.actions_["frame.next"].isEnabled()


def test_a_cine_shows_its_bar(window: MainWindow) -> None:
    put(window, Cine(frames=6, frame_ms=40.0))

    assert window.frame_bar.isVisible()
    assert window.frame_bar.reading.text() == "Frame 1 of 6"
    assert window.frame_bar.speed.value == 25


@pytest.mark.parametrize(("frame_ms", "speed"), [(None, 15.0), (2.0, 60.0), (5000.0, 1.0)])
def test_the_speed_is_that_of_the_file_within_bounds(
    window: MainWindow, frame_ms: float | None, speed: float
) -> None:
    put(window, Cine(frame_ms=frame_ms))

    assert window.frame_bar.speed.value == speed


def test_a_step_shows_the_next_frame_with_its_own_window(qtbot: QtBot, window: MainWindow) -> None:
    document = put(window, Cine())

    window.actions_["frame.next"].trigger()

    wait_for_frame(qtbot, window, 1)
    assert int(document.shown.original.indices[0, 0]) == 1
    assert document.presentation.voi == Window(101.0, 50.0)
    assert window.frame_bar.reading.text() == "Frame 2 of 6"
    assert not document.history.can_undo


def test_a_window_of_ones_own_stays(qtbot: QtBot, window: MainWindow) -> None:
    document = put(window, Cine())
    document.edit(replace(document.presentation, voi=Window(30.0, 20.0)))

    window.frames.step(2)

    wait_for_frame(qtbot, window, 2)
    assert document.presentation.voi == Window(30.0, 20.0)


def test_steps_stop_at_the_ends(qtbot: QtBot, window: MainWindow) -> None:
    put(window, Cine(frames=3))

    window.frames.step(10)
    wait_for_frame(qtbot, window, 2)
    window.frames.step(-10)

    wait_for_frame(qtbot, window, 0)


def test_the_wheel_goes_through_the_frames(qtbot: QtBot, window: MainWindow) -> None:
    put(window, Cine())

    window.compare.enhanced.wheel_stepped.emit(1)

    wait_for_frame(qtbot, window, 1)


def test_a_drag_of_the_slider_ends_on_the_frame_it_stopped_at(
    qtbot: QtBot, window: MainWindow
) -> None:
    cine = Cine(frames=50)
    put(window, cine)

    for frame in range(1, 50):
        window.frame_bar.frame_wanted.emit(frame)

    wait_for_frame(qtbot, window, 49)
    assert len(cine.read_frames) < 10


def test_a_recipe_has_run_before_a_frame_is_shown(qtbot: QtBot, window: MainWindow) -> None:
    document = put(window, Cine())
    recipe = Recipe((Entry(step_type("gamma").make({"exponent": 2.0})),))
    document.edit(document.presentation.with_recipe(recipe))
    qtbot.waitUntil(lambda: document.is_current)
    seen: list[tuple[int, bool]] = []
    document.shown_changed.connect(
        lambda: seen.append((window.frames.frame, document.shown.recipe == recipe))
    )

    window.frames.step(3)

    wait_for_frame(qtbot, window, 3)
    assert seen[-1] == (3, True)
    assert all(has_run for _, has_run in seen)


def test_a_frame_that_cannot_be_read_leaves_the_last_one_and_says_so(
    qtbot: QtBot, window: MainWindow
) -> None:
    put(window, Cine(broken=1))

    window.frames.step(1)

    qtbot.waitUntil(lambda: window.notice.sentence != "")
    assert window.notice.sentence == "cine is damaged: frame 2 is missing."
    assert window.frames.frame == 0
    assert window.frame_bar.reading.text() == "Frame 1 of 6"


def test_playing_shows_the_frame_that_is_due_and_leaves_others_out(
    qtbot: QtBot, window: MainWindow, clock: Callable[[float], None]
) -> None:
    put(window, Cine(frames=30, frame_ms=100.0))
    window.actions_["frame.play"].trigger()

    clock(1.25)

    wait_for_frame(qtbot, window, 12)
    assert window.frames.is_playing
    assert window.actions_["frame.play"].isChecked()


def test_playing_goes_round(
    qtbot: QtBot, window: MainWindow, clock: Callable[[float], None]
) -> None:
    put(window, Cine(frames=6, frame_ms=100.0))
    window.frames.play_or_pause()

    clock(0.85)

    wait_for_frame(qtbot, window, 2)


def test_without_the_loop_it_stops_on_the_last_frame(
    qtbot: QtBot, window: MainWindow, clock: Callable[[float], None]
) -> None:
    put(window, Cine(frames=6, frame_ms=100.0))
    window.frame_bar.loop.setChecked(False)
    window.frames.play_or_pause()

    clock(9.0)

    wait_for_frame(qtbot, window, 5)
    assert not window.frames.is_playing


def test_another_film_stops_it(window: MainWindow) -> None:
    put(window, Cine())
    window.frames.play_or_pause()

    put(window, Cine(frames=1))

    assert not window.frames.is_playing
    assert window.frame_bar.isHidden()


def test_the_panel_catches_up_when_it_stops(
    qtbot: QtBot, window: MainWindow, clock: Callable[[float], None]
) -> None:
    put(window, Cine(frames=30, frame_ms=100.0))
    window.frames.play_or_pause()
    clock(1.05)
    wait_for_frame(qtbot, window, 10)
    assert window.right.window_panel.centre_field.value == 100

    window.frames.play_or_pause()

    assert window.right.window_panel.centre_field.value == 100 + window.frames.frame


def test_frames_unused_for_longest_are_let_go() -> None:
    cine = Cine()
    frames = [opened(cine.read(n), cine) for n in range(3)]
    store = FrameStore(most_bytes=2_700_000)  # two of these

    for number, frame in enumerate(frames[:2]):
        store.put(number, frame)
    store.get(0)
    store.put(2, frames[2])

    assert [number in store for number in range(3)] == [True, False, True]
    assert store.room_for(frames[0]) == 2


def test_the_window_of_a_presentation_state_stays(qtbot: QtBot, window: MainWindow) -> None:
    document = put(window, Cine())
    document.edit(replace(document.presentation, state=StateChoice("1.2.3")))

    window.frames.step(1)

    wait_for_frame(qtbot, window, 1)
    assert document.presentation.voi == Window(100.0, 50.0)
