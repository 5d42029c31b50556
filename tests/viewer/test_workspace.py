"""viewer.workspace"""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine import EngineError
from viewer.jobs import Jobs
from viewer.workspace import KEPT_DOCUMENTS, FilmState, Workspace


@pytest.fixture
def workspace(qtbot: QtBot) -> Iterator[Workspace]:  # noqa: ARG001 - needs an application
    jobs = Jobs()
    yield Workspace(jobs)
    jobs.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five small films."""
    for number in range(5):
        image = np.full((40, 50), number * 1000 + 500, dtype=np.uint16)
        image[10:20, 10:20] = 60000
        cv2.imwrite(str(tmp_path / f"film{number}.png"), image)
    return tmp_path


def test_a_folder_is_listed_and_its_first_film_shown(
    qtbot: QtBot, workspace: Workspace, folder: Path
) -> None:
    workspace.open([folder])

    qtbot.waitUntil(lambda: workspace.current is not None)
    assert [film.name for film in workspace.films] == [f"film{n}" for n in range(5)]
    assert workspace.current is not None
    assert workspace.current.radiograph.name == "film0.png"


def test_every_film_gets_its_thumbnail(qtbot: QtBot, workspace: Workspace, folder: Path) -> None:
    workspace.open([folder])

    qtbot.waitUntil(
        lambda: len(workspace.films) == 5 and all(film.thumbnail for film in workspace.films)
    )
    widths = {film.thumbnail.width() for film in workspace.films if film.thumbnail}
    assert widths == {50}


def test_a_broken_film_is_told_and_the_others_open(
    qtbot: QtBot, workspace: Workspace, folder: Path
) -> None:
    (folder / "film0.png").write_bytes((folder / "film0.png").read_bytes()[:60])
    failures: list[Exception] = []
    workspace.failed.connect(failures.append)

    workspace.open([folder])

    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], EngineError)
    assert "film0.png" in str(failures[0])
    assert workspace.films[0].state is FilmState.BROKEN
    workspace.show(1)
    qtbot.waitUntil(lambda: workspace.current is not None)


def test_pixels_of_films_long_not_shown_are_let_go_but_their_history_stays(
    qtbot: QtBot, workspace: Workspace, folder: Path
) -> None:
    workspace.open([folder])
    qtbot.waitUntil(lambda: workspace.current is not None)
    first = workspace.current
    assert first is not None

    for index in range(1, 5):
        workspace.show(index)
        qtbot.waitUntil(lambda: workspace.current is not None)
    workspace.show(0)

    assert KEPT_DOCUMENTS < 5
    assert workspace.is_loading  # it has to be read again
    qtbot.waitUntil(lambda: workspace.current is not None)
    again = workspace.films[0].history
    assert workspace.current is not first
    assert again is first.history


def test_closing_the_shown_film_shows_its_neighbour(
    qtbot: QtBot, workspace: Workspace, folder: Path
) -> None:
    workspace.open([folder])
    qtbot.waitUntil(lambda: workspace.current is not None)

    workspace.close(0)

    qtbot.waitUntil(lambda: workspace.current is not None)
    assert workspace.current is not None
    assert workspace.current.radiograph.name == "film1.png"


def test_a_folder_without_films_is_told(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing to see")

    with qtbot.waitSignal(workspace.failed) as told:
        workspace.open([tmp_path])

    assert tmp_path.name in str(told.args[0])
