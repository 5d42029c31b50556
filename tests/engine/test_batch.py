"""engine.batch"""

import _thread
import threading
from collections.abc import Sequence
from pathlib import Path

import cv2
import pytest

from engine.batch import (
    BYTES_PER_FILM,
    FreeNames,
    Outcome,
    available_bytes,
    default_workers,
    occurrences,
    run_batch,
)
from engine.errors import Cancelled, UnreadableImageError
from engine.progress import Progress

FILMS = [Path(f"film{number}.dcm") for number in range(6)]


def result_of(path: Path) -> Path:
    return path.with_suffix(".out")


def test_one_bad_film_stops_none_of_the_others() -> None:
    def work(path: Path, progress: Progress) -> Sequence[Path]:
        progress.check()
        if path == FILMS[2]:
            raise UnreadableImageError(f"{path.name} is damaged.")
        return [result_of(path)]

    outcomes = run_batch(FILMS, work, workers=2)

    assert [outcome.path for outcome in outcomes] == FILMS
    assert [str(outcome.error) for outcome in outcomes if outcome.error] == [
        "film2.dcm is damaged."
    ]
    assert [o.written for o in outcomes if not o.error] == [
        (result_of(path),) for path in FILMS if path != FILMS[2]
    ]


def test_each_outcome_is_told_once_on_the_callers_thread() -> None:
    told: list[tuple[Path, int]] = []

    def ended(outcome: Outcome) -> None:
        told.append((outcome.path, threading.get_ident()))

    run_batch(FILMS, lambda path, _: [path], workers=3, ended=ended)

    assert sorted(path for path, _ in told) == FILMS
    assert {thread for _, thread in told} == {threading.get_ident()}


def test_as_many_films_as_asked_run_at_once() -> None:
    """With three workers three films meet at a barrier; with fewer it would break."""
    meeting = threading.Barrier(3, timeout=10)

    def work(path: Path, progress: Progress) -> Sequence[Path]:
        progress.check()
        meeting.wait()
        return [path]

    outcomes = run_batch(FILMS[:3], work, workers=3)

    assert all(outcome.error is None for outcome in outcomes)


def test_a_film_too_large_for_the_memory_is_named_as_such() -> None:
    def work(_: Path, __: Progress) -> Sequence[Path]:
        raise MemoryError

    (outcome,) = run_batch(FILMS[:1], work)

    assert str(outcome.error) == (
        "film0.dcm could not be worked on: it needs more memory than there is."
    )


def test_a_fault_of_ours_is_called_that_and_stops_none_of_the_others() -> None:
    def work(path: Path, _: Progress) -> Sequence[Path]:
        if path == FILMS[0]:
            raise KeyError("Doe^Jane")
        return [path]

    first, second = run_batch(FILMS[:2], work)

    assert str(first.error) == (
        "film0.dcm could not be worked on, through a fault of this program (KeyError)."
    )
    assert second.written == (FILMS[1],)


def test_ctrl_c_stops_what_runs_and_starts_nothing_more() -> None:
    """The first film asks for Ctrl-C and then works on until it is told to stop."""
    begun: list[Path] = []
    stopped: list[Path] = []

    def work(path: Path, progress: Progress) -> Sequence[Path]:
        begun.append(path)
        _thread.interrupt_main()
        wait_until_stopped = threading.Event()
        for _ in range(1000):
            try:
                progress.check()
            except Cancelled:
                stopped.append(path)
                raise
            wait_until_stopped.wait(0.01)
        raise AssertionError("never told to stop")

    with pytest.raises(KeyboardInterrupt):
        run_batch(FILMS, work, workers=1)

    assert stopped == begun == FILMS[:1]


def test_opencv_shares_the_cores_and_gets_them_back() -> None:
    before = cv2.getNumThreads()
    seen: list[int] = []

    def work(path: Path, _: Progress) -> Sequence[Path]:
        seen.append(cv2.getNumThreads())
        return [path]

    run_batch(FILMS[:2], work, workers=64)

    assert set(seen) == {1}
    assert cv2.getNumThreads() == before


def test_a_single_film_gets_a_single_worker() -> None:
    assert default_workers(1) == 1
    assert default_workers(0) == 1


def test_little_memory_means_few_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.batch._cores", lambda: 16)
    monkeypatch.setattr("engine.batch.available_bytes", lambda: int(3.5 * BYTES_PER_FILM))

    assert default_workers(100) == 3


def test_free_memory_is_a_number_of_this_planet() -> None:
    assert 10_000_000 < available_bytes() < 10**14


def test_equal_names_get_numbers_and_files_there_keep_theirs(tmp_path: Path) -> None:
    (tmp_path / "Chest.DCM").touch()
    names = FreeNames(tmp_path)

    given = [names.take(stem, [".dcm"]) for stem in ("chest", "chest", "hand", "HAND", "hip")]

    assert given == ["chest-2", "chest-3", "hand", "HAND-2", "hip"]
    assert names.numbered == 3


def test_a_name_is_free_only_with_all_its_endings(tmp_path: Path) -> None:
    (tmp_path / "a_both.png").touch()
    names = FreeNames(tmp_path)

    assert names.take("a", [".dcm"]) == "a"
    assert names.take("a", [".tif", "_both.png"]) == "a-2"


def test_a_folder_that_does_not_exist_yet_has_every_name_free(tmp_path: Path) -> None:
    assert FreeNames(tmp_path / "absent").take("a", [".dcm"]) == "a"


def test_numbers_of_equal_names_do_not_depend_on_which_thread_is_faster(tmp_path: Path) -> None:
    paths = [Path("x/1.dcm"), Path("y/1.dcm"), Path("y/2.dcm")]
    number_of = occurrences(paths)
    names = FreeNames(tmp_path)

    late_first = {
        path: names.take(path.stem, [".dcm"], first=number_of[path]) for path in paths[::-1]
    }

    assert late_first == {paths[0]: "1", paths[1]: "1-2", paths[2]: "2"}
