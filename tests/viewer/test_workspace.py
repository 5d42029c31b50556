"""viewer.workspace"""

import threading
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine import EngineError, Finding, FindingKind, Identity
from viewer.document import Opened, open_film
from viewer.jobs import Jobs
from viewer.workspace import KEPT_DOCUMENTS, FilmState, Workspace


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:  # noqa: ARG001 - needs an application
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def workspace(jobs: Jobs) -> Workspace:
    return Workspace(jobs)


@pytest.fixture
def failures(workspace: Workspace) -> list[str]:
    """What the user is told."""
    told: list[str] = []
    workspace.failed.connect(lambda error: told.append(str(error)))
    return told


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five small films."""
    for number in range(5):
        image = np.full((40, 50), number * 1000 + 500, dtype=np.uint16)
        image[10:20, 10:20] = 60000
        cv2.imwrite(str(tmp_path / f"film{number}.png"), image)
    return tmp_path


def names(workspace: Workspace) -> list[str]:
    return [film.name for film in workspace.films]


def opened(qtbot: QtBot, workspace: Workspace, path: Path) -> None:
    """Open and wait until everything is found and the first film shown."""
    workspace.open([path])
    qtbot.waitUntil(lambda: workspace.current is not None)
    qtbot.waitUntil(lambda: not workspace.is_searching)


def test_a_folder_is_listed_and_its_first_film_shown(
    qtbot: QtBot, workspace: Workspace, folder: Path
) -> None:
    opened(qtbot, workspace, folder)

    assert names(workspace) == [f"film{n}" for n in range(5)]
    assert workspace.current is not None
    assert workspace.current.radiograph.name == "film0.png"


def test_every_film_gets_its_thumbnail(qtbot: QtBot, workspace: Workspace, folder: Path) -> None:
    workspace.open([folder])

    qtbot.waitUntil(
        lambda: len(workspace.films) == 5 and all(film.thumbnail for film in workspace.films)
    )
    widths = {film.thumbnail.width() for film in workspace.films if film.thumbnail}
    assert widths == {50}


def test_a_broken_film_the_user_named_is_told_with_what_can_be_done(
    qtbot: QtBot, workspace: Workspace, folder: Path
) -> None:
    broken, sound = folder / "film0.png", folder / "film1.png"
    broken.write_bytes(broken.read_bytes()[:60])
    told: list[EngineError] = []
    workspace.failed.connect(told.append)

    workspace.open([broken, sound])

    qtbot.waitUntil(lambda: bool(told) and not workspace.is_searching)
    assert [error.hint != "" for error in told] == [True]
    assert "film0.png" in str(told[0])
    assert [film.state is FilmState.BROKEN for film in workspace.films] == [True, False]
    workspace.show(1)
    qtbot.waitUntil(lambda: workspace.current is not None)


def test_a_broken_film_in_a_folder_is_listed_last_and_told(
    qtbot: QtBot, workspace: Workspace, folder: Path, failures: list[str]
) -> None:
    broken = folder / "film0.png"
    broken.write_bytes(broken.read_bytes()[:60])

    opened(qtbot, workspace, folder)

    assert names(workspace)[-1] == "film0"
    assert workspace.films[-1].reason != ""
    assert ["film0.png" in sentence for sentence in failures] == [True]
    assert workspace.current is not None
    assert workspace.current.radiograph.name == "film1.png"


def test_many_broken_films_are_counted_in_one_sentence(
    qtbot: QtBot, workspace: Workspace, folder: Path, failures: list[str]
) -> None:
    for number in (1, 3, 4):
        path = folder / f"film{number}.png"
        path.write_bytes(path.read_bytes()[:60])

    opened(qtbot, workspace, folder)

    assert failures == ["3 of 5 files cannot be read."]


def test_what_is_to_be_said_of_a_search_waits_for_the_film_that_would_wipe_it_away(
    qtbot: QtBot,
    workspace: Workspace,
    folder: Path,
    failures: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken = folder / "film4.png"
    broken.write_bytes(broken.read_bytes()[:60])
    released = threading.Event()

    def slow(path: Path) -> Opened:
        released.wait(5)
        return open_film(path)

    monkeypatch.setattr("viewer.workspace.open_film", slow)

    workspace.open([folder])

    qtbot.waitUntil(lambda: workspace.is_loading and not workspace.is_searching)
    assert failures == []
    released.set()
    qtbot.waitUntil(lambda: bool(failures))
    assert workspace.current is not None


def test_a_folder_without_films_is_told(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing to see")

    with qtbot.waitSignal(workspace.failed) as told:
        workspace.open([tmp_path])

    assert tmp_path.name in str(told.args[0])
    assert workspace.films == []


def test_what_is_open_already_is_shown_not_listed_twice(
    qtbot: QtBot, workspace: Workspace, folder: Path
) -> None:
    opened(qtbot, workspace, folder)

    workspace.open([folder / "film3.png"])

    qtbot.waitUntil(lambda: workspace.index == 3)
    assert names(workspace) == [f"film{n}" for n in range(5)]


def test_a_folder_opened_during_a_search_comes_first_and_the_search_goes_on_after_it(
    qtbot: QtBot, workspace: Workspace, folder: Path
) -> None:
    (folder / "more").mkdir()
    (folder / "film4.png").rename(folder / "more" / "film4.png")

    workspace.open([folder])
    workspace.open([folder / "more"])

    qtbot.waitUntil(lambda: len(workspace.films) == 5)
    assert names(workspace) == ["film4", "film0", "film1", "film2", "film3"]


def test_pixels_of_films_long_not_shown_are_let_go_but_their_history_stays(
    qtbot: QtBot, workspace: Workspace, folder: Path
) -> None:
    opened(qtbot, workspace, folder)
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
    opened(qtbot, workspace, folder)

    workspace.close(0)

    qtbot.waitUntil(lambda: workspace.current is not None)
    assert workspace.current is not None
    assert workspace.current.radiograph.name == "film1.png"


def test_closing_all_leaves_nothing_and_stops_the_search(
    qtbot: QtBot, workspace: Workspace, folder: Path
) -> None:
    opened(qtbot, workspace, folder)
    workspace.open([folder])

    workspace.close_all()

    assert (workspace.films, workspace.index, workspace.current) == ([], -1, None)
    assert not workspace.is_searching
    opened(qtbot, workspace, folder)  # and it can begin anew
    assert len(workspace.films) == 5


def test_giving_the_reading_up_leaves_a_window_that_waits_for_nothing(
    workspace: Workspace, jobs: Jobs, folder: Path, qtbot: QtBot
) -> None:
    opened(qtbot, workspace, folder)
    workspace.show(1)
    assert workspace.is_loading

    jobs.cancel("open film")

    assert (workspace.is_loading, workspace.current) == (False, None)


class Series:
    """A search that finds what a test says it does.

    Args:
        folder: Of the films there are.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.findings: list[Finding] = []

    def find(self, name: str, study: str, series: str, number: int | None = None) -> None:
        """Find a film next."""
        self.findings.append(
            Finding(
                self._folder / f"{name}.png",
                FindingKind.FILM,
                Identity(f"uid {name}", study, series, number=number),
            )
        )

    def find_state(self, name: str, *refers_to: str) -> None:
        """Find a presentation state next."""
        identity = Identity(f"uid {name}", refers_to=refers_to)
        self.findings.append(Finding(self._folder / name, FindingKind.STATE, identity))


@pytest.fixture
def series(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Series:
    made = Series(folder)
    monkeypatch.setattr("viewer.film_search.search_films", lambda *_: iter(made.findings))
    return made


def test_films_are_in_the_order_of_studies_and_series_found_and_of_their_numbers(
    qtbot: QtBot, workspace: Workspace, series: Series, folder: Path
) -> None:
    """Film 10 is after film 2, and the film shown first stays the one shown."""
    series.find("film0", "late", "b", 10)
    series.find("film1", "early", "c", 1)
    series.find("film2", "late", "b", 2)
    series.find("film3", "late", "a", 1)
    series.find("film4", "early", "c", 1)

    opened(qtbot, workspace, folder)

    assert names(workspace) == ["film2", "film0", "film3", "film1", "film4"]
    assert workspace.films[workspace.index].name == "film0"


def test_the_film_shown_stays_current_while_others_come_before_it(
    qtbot: QtBot,
    workspace: Workspace,
    series: Series,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    series.find("film3", "study", "series", 2)
    series.find("film0", "study", "series", 1)
    shown = threading.Event()

    def slow(*_: object) -> Iterator[Finding]:
        yield series.findings[0]
        shown.wait(5)
        yield series.findings[1]

    monkeypatch.setattr("viewer.film_search.search_films", slow)
    workspace.open([folder])
    qtbot.waitUntil(lambda: workspace.current is not None)

    shown.set()

    qtbot.waitUntil(lambda: len(workspace.films) == 2)
    assert (names(workspace), workspace.index) == (["film0", "film3"], 1)
    assert workspace.current is not None
    assert workspace.current.radiograph.name == "film3.png"


def test_presentation_states_are_kept_for_the_films_they_are_for(
    qtbot: QtBot, workspace: Workspace, series: Series, folder: Path
) -> None:
    series.find("film0", "study", "series", 1)
    series.find_state("annotated", "uid film0", "uid film9")
    series.find_state("other", "uid film9", "")

    with qtbot.waitSignal(workspace.states_changed):
        opened(qtbot, workspace, folder)

    assert [state.path.name for state in workspace.states] == ["annotated", "other"]
    assert [state.path.name for state in workspace.states_for("uid film0")] == ["annotated"]
    assert workspace.states_for("") == []
    assert names(workspace) == ["film0"]


def test_a_state_without_its_film_is_told(
    qtbot: QtBot, workspace: Workspace, series: Series, folder: Path
) -> None:
    series.find_state("annotated.dcm", "uid film9")

    with qtbot.waitSignal(workspace.failed) as told:
        workspace.open([folder])

    assert "annotated.dcm is a presentation state" in str(told.args[0])
