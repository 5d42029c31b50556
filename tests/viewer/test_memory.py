"""viewer.memory, and what keeps films in memory that nobody can see any more"""

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from pytestqt.qtbot import QtBot

from engine import Recipe, step_type
from viewer import memory
from viewer.app import application_
from viewer.document import Document
from viewer.jobs import Jobs
from viewer.main_window import MainWindow
from viewer.memory import give_back_memory
from viewer.settings import Settings
from viewer.workspace import KEPT_DOCUMENTS, Workspace


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    application_()
    made = MainWindow(Settings(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)))
    made.furnish()
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


@pytest.fixture
def films(tmp_path: Path) -> list[Path]:
    """One more than are kept in memory, and one that is left open."""
    paths = [tmp_path / f"film{number}.png" for number in range(KEPT_DOCUMENTS + 1)]
    for number, path in enumerate(paths):
        image = np.full((40, 50), 900 * number, np.uint16)
        image[10:30, 10:30] = 40_000
        cv2.imwrite(str(path), image)
    return paths


Held = dict[str, weakref.ref[object]]


def shown(qtbot: QtBot, window: MainWindow) -> Held:
    """Wait for the current film; return what may be in memory only as long as it is open."""
    qtbot.waitUntil(lambda: window.document is not None and window.document.is_current)
    return held_by(window.document)


def held_by(document: Document | None) -> Held:
    """Return what is large of a film; radiographs and pictures take no weak references."""
    assert document is not None
    return {
        "document": weakref.ref(document),
        "stored values": weakref.ref(document.radiograph.pixels),
        "original": weakref.ref(document.shown.original.indices),
        "result": weakref.ref(document.shown.result.indices),
    }


def left(held: Held) -> list[str]:
    """Return what is still in memory."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [name for name, thing in held.items() if thing() is not None]


def gone(qtbot: QtBot, held: Held) -> None:
    """Wait until it all is, and say what is not."""
    try:
        qtbot.waitUntil(lambda: left(held) == [], timeout=500)
    except QtBot.TimeoutError:
        assert left(held) == []


def test_a_film_with_a_recipe_is_let_go(
    qtbot: QtBot, window: MainWindow, films: list[Path]
) -> None:
    """The film after it has not been read yet, so that the stage is empty for a moment."""
    window.open(films[:2])
    shown(qtbot, window)
    document = window.document
    assert document is not None
    recipe = Recipe().added(step_type("clahe").make())
    document.edit(document.presentation.with_recipe(recipe))
    held = shown(qtbot, window)
    del document

    window.workspace.close(0)

    gone(qtbot, held)


def test_the_last_film_is_let_go_by_the_workspace(qtbot: QtBot, films: list[Path]) -> None:
    jobs = Jobs()
    workspace = Workspace(jobs)
    workspace.open(films[:1])
    qtbot.waitUntil(lambda: workspace.current is not None)
    held = held_by(workspace.current)

    workspace.close_all()

    gone(qtbot, held)
    jobs.close()


def test_the_last_film_is_let_go_by_the_window(
    qtbot: QtBot, window: MainWindow, films: list[Path]
) -> None:
    window.open(films[:1])
    held = shown(qtbot, window)

    window.workspace.close_all()

    gone(qtbot, held)


def test_a_film_whose_grey_values_were_counted_is_let_go(
    qtbot: QtBot, window: MainWindow, films: list[Path]
) -> None:
    window.open(films[:1])
    held = shown(qtbot, window)
    window.right.inspect_panel.greys.show_document(window.document)

    window.workspace.close_all()

    gone(qtbot, held)


def test_a_film_on_which_words_were_laid_is_let_go(
    qtbot: QtBot, window: MainWindow, films: list[Path]
) -> None:
    window.open(films[:1])
    held = shown(qtbot, window)
    for item in window.desks.measure.layer.items.values():
        assert item.labels == []

    window.workspace.close_all()

    gone(qtbot, held)


def test_a_film_paged_away_is_let_go(qtbot: QtBot, window: MainWindow, films: list[Path]) -> None:
    window.open(films)
    held = shown(qtbot, window)

    for index in range(1, len(films)):
        window.workspace.show(index)
        shown(qtbot, window)

    gone(qtbot, held)


def test_memory_is_asked_back_where_the_system_can_give_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(memory, "_function", lambda _name: asked.append)
    give_back_memory()

    monkeypatch.setattr(memory, "_function", lambda _name: None)
    give_back_memory()

    assert asked == [0]


def test_what_was_left_in_a_cycle_goes_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    class Film:
        """Refers to itself."""

        def __init__(self) -> None:
            self.itself = self

    monkeypatch.setattr(memory, "_function", lambda _name: None)
    gc.disable()
    try:
        film = weakref.ref(Film())
        was_there = film() is not None
        give_back_memory()
    finally:
        gc.enable()

    assert (was_there, film()) == (True, None)


def test_large_blocks_and_few_heaps_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []

    def setting(what: int, value: int) -> int:
        asked.append((what, value))
        return 1

    monkeypatch.setattr(memory, "_function", lambda _name: setting)

    assert memory.keep_memory_together()

    megabyte = 1024 * 1024
    assert asked == [(-3, 8 * megabyte), (-1, 64 * megabyte), (-8, 2)]  # glibc's malloc.h
    monkeypatch.setattr(memory, "_function", lambda _name: None)
    assert not memory.keep_memory_together()
