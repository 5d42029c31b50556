"""viewer.document"""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine import Picture, Presentation, Recipe, Renderer, Window, step_type
from viewer.document import REST_MS, Document, open_film
from viewer.history import History
from viewer.jobs import Jobs


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:  # noqa: ARG001 - needs an application
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def large_film(tmp_path: Path) -> Path:
    """A film large enough that sliders work on a reduced copy first."""
    ramp = np.linspace(1000, 60000, 1600, dtype=np.uint16)
    path = tmp_path / "large.png"
    cv2.imwrite(str(path), np.tile(ramp, (1500, 1)))
    return path


@pytest.fixture
def document(large_film: Path, jobs: Jobs) -> Document:
    opened = open_film(large_film)
    return Document(opened, History(Presentation(opened.renderer.radiograph.default_voi)), jobs)


def gamma(value: float) -> Recipe:
    return Recipe().added(step_type("gamma").make({"exponent": value}))


def test_a_window_needs_no_rendering(qtbot: QtBot, document: Document) -> None:
    shown = document.shown

    with qtbot.waitSignal(document.presentation_changed):
        document.edit(replace(document.presentation, voi=Window(100, 50)))

    assert document.shown is shown
    assert document.is_current


def test_a_moving_slider_shows_a_preview_then_the_full_film(
    qtbot: QtBot, document: Document
) -> None:
    seen: list[tuple[bool, tuple[int, int]]] = []
    document.shown_changed.connect(
        lambda: seen.append((document.shown.is_preview, document.shown.result.shape))
    )

    document.edit(document.presentation.with_recipe(gamma(2.0)), merge="slider")

    qtbot.waitUntil(lambda: document.is_current, timeout=10_000)
    assert seen[0] == (True, (960, 1024))
    assert seen[-1] == (False, (1500, 1600))


def test_a_preview_that_takes_longer_than_a_rest_is_shown_all_the_same(
    qtbot: QtBot, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []
    document.shown_changed.connect(lambda: seen.append(document.shown.is_preview))
    result = Renderer.result

    def slowly(renderer: Renderer, *given: object) -> Picture:
        time.sleep(3 * REST_MS / 1000)
        return result(renderer, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Renderer, "result", slowly)
    document.edit(document.presentation.with_recipe(gamma(2.0)), merge="slider")

    qtbot.waitUntil(lambda: document.is_current, timeout=20_000)
    assert seen == [True, False]


def test_a_point_mapping_comes_with_its_curve(qtbot: QtBot, document: Document) -> None:
    document.edit(document.presentation.with_recipe(gamma(2.0)))

    qtbot.waitUntil(lambda: document.is_current, timeout=10_000)
    curve = document.shown.curve
    assert curve is not None
    assert curve.at(np.array([1000, 30500, 60000])) == pytest.approx([0, 65535 / 4, 65535], abs=80)


def test_where_neighbours_count_there_is_no_curve(qtbot: QtBot, document: Document) -> None:
    recipe = gamma(2.0).added(step_type("gaussian").make())

    document.edit(document.presentation.with_recipe(recipe))

    qtbot.waitUntil(lambda: document.is_current, timeout=10_000)
    assert document.shown.curve is None


def test_previews_of_a_long_drag_are_not_starved(qtbot: QtBot, document: Document) -> None:
    previews: list[bool] = []
    document.shown_changed.connect(lambda: previews.append(document.shown.is_preview))

    for step in range(20):
        document.edit(document.presentation.with_recipe(gamma(1.1 + step / 20)), merge="slider")
        qtbot.wait(15)  # the hand of a user: faster than a preview is made

    assert any(previews)
    qtbot.waitUntil(lambda: document.is_current, timeout=10_000)
    assert document.shown.recipe == document.presentation.recipe


def test_undo_brings_the_original_back(qtbot: QtBot, document: Document) -> None:
    document.edit(document.presentation.with_recipe(gamma(2.0)))
    qtbot.waitUntil(lambda: document.is_current, timeout=10_000)

    document.undo()

    qtbot.waitUntil(lambda: document.is_current, timeout=10_000)
    assert document.shown.result is document.shown.original


def test_turning_turns_both_pictures(qtbot: QtBot, document: Document) -> None:
    now = document.presentation

    document.edit(replace(now, orientation=now.orientation.turned(1)))

    qtbot.waitUntil(lambda: document.is_current, timeout=10_000)
    assert document.shown.original.shape == (1600, 1500)
    assert document.shown.result.shape == (1600, 1500)


def test_a_refused_recipe_is_told_and_the_last_picture_stays(
    qtbot: QtBot, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = document.shown

    def refuse(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(document.renderer, "result", refuse)
    monkeypatch.setattr(type(document.renderer), "result", refuse)
    with qtbot.waitSignal(document.failed) as told:
        document.edit(document.presentation.with_recipe(gamma(2.0)))

    assert isinstance(told.args[0], MemoryError)
    assert document.shown is shown


def test_peeking_leaves_no_trace_in_the_history(qtbot: QtBot, document: Document) -> None:
    document.edit(document.presentation.with_recipe(gamma(2.0)))
    qtbot.waitUntil(lambda: document.is_current, timeout=10_000)
    wanted = document.presentation

    document.peek(Recipe())
    qtbot.waitUntil(lambda: document.shown.recipe.is_identity, timeout=10_000)
    document.peek(None)

    qtbot.waitUntil(lambda: document.is_current, timeout=10_000)
    assert document.presentation == wanted
    assert not document.history.can_redo
