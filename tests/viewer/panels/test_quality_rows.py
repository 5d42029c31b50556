"""viewer.panels.quality_rows and viewer.quality_desk"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine import (
    Entry,
    Picture,
    Progress,
    Quality,
    Recipe,
    Renderer,
    Voi,
    Window,
    quality_of,
    step_type,
)
from tests.viewer.mapped_window import document_of, film_file, settled, window_of
from viewer import quality_desk
from viewer.main_window import MainWindow
from viewer.panels.quality_rows import PENDING, QualityRows

Measure = Callable[[Renderer, Picture, Voi, Progress], Quality]
SOME = Quality(12.0, 0.5, 8.0, 1.0, 2.0, 1.5, 2.0)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    yield from window_of(qtbot, tmp_path)


def open_film(qtbot: QtBot, window: MainWindow, folder: Path, *names: str) -> None:
    entries = tuple(Entry(step_type(name).make()) for name in names)
    window.open([film_file(folder)], recipe=Recipe(entries))
    qtbot.waitUntil(lambda: window.document is not None)
    settled(qtbot, window)


def figures(window: MainWindow) -> tuple[str, ...]:
    return tuple(text for _, text in window.right.inspect_panel.quality.texts)


def is_measured(window: MainWindow) -> bool:
    return PENDING not in figures(window)


def watched(monkeypatch: pytest.MonkeyPatch, give: Measure) -> list[tuple[Picture, Voi]]:
    """Let this measure instead; return what is asked for."""
    asked: list[tuple[Picture, Voi]] = []

    def measure(renderer: Renderer, result: Picture, voi: Voi, progress: Progress) -> Quality:
        asked.append((result, voi))
        return give(renderer, result, voi, progress)

    monkeypatch.setattr(quality_desk, "quality_of", measure)
    return asked


def test_dashes_stand_for_what_is_not_known_yet(qtbot: QtBot) -> None:
    rows = QualityRows()
    qtbot.addWidget(rows)

    assert [label for label, _ in rows.texts] == [label for label, _ in SOME.rows()]
    assert {text for _, text in rows.texts} == {PENDING}


def test_figures_stand_in_their_rows_and_go(qtbot: QtBot) -> None:
    rows = QualityRows()
    qtbot.addWidget(rows)

    rows.set_figures(SOME)
    shown = rows.texts
    rows.set_figures(None)

    assert shown == SOME.rows()
    assert {text for _, text in rows.texts} == {PENDING}


def test_the_result_at_rest_is_measured(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    open_film(qtbot, window, tmp_path, "unsharp_mask")

    qtbot.waitUntil(lambda: is_measured(window), timeout=20_000)

    document = document_of(window)
    wanted = quality_of(
        document.renderer, document.shown.result, document.presentation.voi, Progress()
    )
    assert figures(window) == tuple(text for _, text in wanted.rows())


def test_the_film_is_measured_as_it_lies_in_the_file(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = watched(monkeypatch, lambda *_: SOME)
    open_film(qtbot, window, tmp_path, "gamma")
    QTest.keyClick(window, Qt.Key.Key_R)
    settled(qtbot, window)

    qtbot.waitUntil(lambda: is_measured(window), timeout=20_000)

    assert {result.shape for result, _ in asked} == {document_of(window).radiograph.pixels.shape}


def test_another_window_is_measured_anew(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = watched(monkeypatch, lambda *_: SOME)
    open_film(qtbot, window, tmp_path)
    qtbot.waitUntil(lambda: is_measured(window), timeout=20_000)
    document, chosen = document_of(window), Window(20_000, 9_000)

    document.edit(replace(document.presentation, voi=chosen))
    at_once = figures(window)

    assert set(at_once) == {PENDING}
    qtbot.waitUntil(lambda: is_measured(window), timeout=20_000)
    assert [voi for _, voi in asked][-1] == chosen
    assert len(asked) == 2


def test_a_late_figure_of_former_steps_is_dropped(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def measure(_: Renderer, result: Picture, *__: object) -> Quality:
        return replace(SOME, noise_percent=1.0 if result.scale is None else 2.0)

    watched(monkeypatch, measure)
    open_film(qtbot, window, tmp_path)
    document = document_of(window)

    recipe = document.presentation.recipe.added(step_type("gamma").make())
    document.edit(document.presentation.with_recipe(recipe))

    qtbot.waitUntil(lambda: is_measured(window), timeout=20_000)
    assert figures(window)[0].startswith("2.00 %")


def test_nobody_measures_what_nobody_sees(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = watched(monkeypatch, lambda *_: SOME)
    window.right.inspect_section.set_open(False)
    open_film(qtbot, window, tmp_path, "gamma")
    qtbot.wait(2 * quality_desk.REST_MS)
    before = len(asked)

    window.right.inspect_section.set_open(True)

    qtbot.waitUntil(lambda: is_measured(window), timeout=20_000)
    assert before == 0
    assert len(asked) == 1


def test_what_cannot_be_measured_keeps_its_dashes(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Quality:
        raise ValueError("no tiles")

    asked = watched(monkeypatch, fail)
    open_film(qtbot, window, tmp_path, "gamma")

    qtbot.waitUntil(lambda: bool(asked) and not window.jobs.is_running(quality_desk.JOB))

    assert set(figures(window)) == {PENDING}
    assert window.notice.sentence == ""
