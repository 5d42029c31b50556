"""viewer.jobs"""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from engine import Progress
from viewer.jobs import Jobs


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:  # noqa: ARG001 - needs an application
    made = Jobs()
    yield made
    made.close()


def unexpected(error: Exception) -> None:
    raise error


def test_the_result_arrives_on_the_thread_that_asked(qtbot: QtBot, jobs: Jobs) -> None:
    arrived: list[tuple[int, int]] = []

    jobs.start(
        "work",
        lambda _: threading.get_ident(),
        done=lambda worker: arrived.append((worker, threading.get_ident())),
        failed=unexpected,
    )

    qtbot.waitUntil(lambda: bool(arrived))
    worker, receiver = arrived[0]
    assert receiver == threading.get_ident()
    assert worker != receiver


def test_a_newer_job_replaces_the_older_one_of_its_name(qtbot: QtBot, jobs: Jobs) -> None:
    arrived: list[str] = []
    released = threading.Event()

    def slow(progress: Progress) -> str:
        released.wait(5)
        progress.check()
        return "old"

    jobs.start("render", slow, done=arrived.append, failed=unexpected)
    jobs.start("render", lambda _: "new", done=arrived.append, failed=unexpected)
    released.set()

    qtbot.waitUntil(lambda: bool(arrived))
    assert arrived == ["new"]


def test_a_late_result_of_a_cancelled_job_is_dropped(qtbot: QtBot, jobs: Jobs) -> None:
    arrived: list[str] = []
    started, released = threading.Event(), threading.Event()

    def deaf(_: Progress) -> str:
        started.set()
        released.wait(5)
        return "late"

    jobs.start("render", deaf, done=arrived.append, failed=unexpected)
    qtbot.waitUntil(started.is_set)
    jobs.cancel("render")
    released.set()
    jobs.start("next", lambda _: "next", done=arrived.append, failed=unexpected)

    qtbot.waitUntil(lambda: bool(arrived))
    assert arrived == ["next"]


def test_a_failure_is_handed_over_not_raised(qtbot: QtBot, jobs: Jobs) -> None:
    failures: list[Exception] = []

    def break_down(_: Progress) -> None:
        raise ValueError("broken")

    jobs.start("work", break_down, done=lambda _: None, failed=failures.append)

    qtbot.waitUntil(lambda: bool(failures))
    assert str(failures[0]) == "broken"


def test_progress_reaches_the_window(qtbot: QtBot, jobs: Jobs) -> None:
    with qtbot.waitSignal(jobs.progressed) as told:
        jobs.start(
            "work",
            lambda progress: progress.report(0.5, "halfway"),
            done=lambda _: None,
            failed=unexpected,
        )

    assert told.args == ["work", 0.5, "halfway"]


def test_only_the_newest_of_many_reports_reaches_the_window(qtbot: QtBot, jobs: Jobs) -> None:
    """A search reports at every file; a window that drew each of them would stand still."""
    told: list[str] = []
    jobs.progressed.connect(lambda _key, _fraction, doing: told.append(doing))
    released = threading.Event()

    def work(progress: Progress) -> None:
        for number in range(1000):
            progress.report(number / 1000, f"{number} found")
        released.wait(5)

    jobs.start("work", work, done=lambda _: None, failed=unexpected)

    qtbot.waitUntil(lambda: told[-1:] == ["999 found"])
    released.set()
    assert len(told) < 20


def test_a_stream_is_handed_over_in_order_while_it_goes_on(qtbot: QtBot, jobs: Jobs) -> None:
    arrived: list[int] = []
    ended: list[int] = []
    released = threading.Event()

    def count(_: Progress) -> Iterator[int]:
        yield from range(100)
        released.wait(5)
        yield 100

    jobs.start_stream(
        "count",
        count,
        each=arrived.extend,
        done=lambda: ended.append(len(arrived)),
        failed=unexpected,
    )

    qtbot.waitUntil(lambda: len(arrived) == 100)
    assert (jobs.is_running("count"), ended) == (True, [])
    released.set()
    qtbot.waitUntil(lambda: bool(ended))
    assert (arrived, ended) == (list(range(101)), [101])


def test_a_stream_comes_at_once_and_then_in_batches(
    qtbot: QtBot, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The time of a batch is so long here that only the end can hand the rest over."""
    monkeypatch.setattr("viewer.jobs.BATCH_MS", 100_000)
    batches: list[list[int]] = []
    first, second, ended = threading.Event(), threading.Event(), threading.Event()

    def count(_: Progress) -> Iterator[int]:
        yield 0
        first.wait(5)
        yield 1
        second.wait(0.05)  # is not set
        yield 2

    def each(batch: list[int]) -> None:
        batches.append(batch)
        (second if first.is_set() else first).set()

    jobs.start_stream("count", count, each=each, done=ended.set, failed=unexpected)

    qtbot.waitUntil(ended.is_set)
    assert batches == [[0], [1, 2]]


def test_nothing_of_a_cancelled_stream_arrives(qtbot: QtBot, jobs: Jobs) -> None:
    """The producer is closed as well, so that it can let its files go."""
    arrived: list[str] = []
    closed, started = threading.Event(), threading.Event()

    def endless(_: Progress) -> Iterator[str]:
        try:
            while True:
                started.set()
                yield "old"
        finally:
            closed.set()

    jobs.start_stream("find", endless, each=arrived.extend, done=lambda: None, failed=unexpected)
    started.wait(5)
    jobs.cancel("find")
    jobs.start("next", lambda _: "new", done=arrived.append, failed=unexpected)

    qtbot.waitUntil(lambda: bool(arrived) and closed.is_set())
    assert arrived == ["new"]


def test_a_stream_that_breaks_hands_over_what_it_had(
    qtbot: QtBot, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("viewer.jobs.BATCH_MS", 100_000)
    arrived: list[str] = []
    first = threading.Event()

    def breaks(_: Progress) -> Iterator[str]:
        yield "first"
        first.wait(5)
        yield "second"
        raise ValueError("broken")

    def each(batch: list[str]) -> None:
        arrived.extend(batch)
        first.set()

    jobs.start_stream(
        "find",
        breaks,
        each=each,
        done=lambda: arrived.append("done"),
        failed=lambda error: arrived.append(str(error)),
    )

    qtbot.waitUntil(lambda: len(arrived) == 3)
    assert arrived == ["first", "second", "broken"]


def test_work_behind_never_stands_in_the_way_of_what_is_awaited(qtbot: QtBot, jobs: Jobs) -> None:
    released = threading.Event()
    arrived: list[str] = []

    def slow(_: Progress) -> str:
        released.wait(5)
        return "behind"

    for number in range(3):
        jobs.start_behind(f"slow {number}", slow, done=arrived.append, failed=unexpected)
    jobs.start("render", lambda _: "awaited", done=arrived.append, failed=unexpected)
    was_awaited = jobs.is_awaited

    qtbot.waitUntil(lambda: bool(arrived))
    assert (arrived, was_awaited, jobs.is_awaited) == (["awaited"], True, False)
    released.set()


def test_a_failure_lets_go_of_what_the_work_held(qtbot: QtBot, jobs: Jobs) -> None:
    failures: list[Exception] = []

    def break_down(_: Progress) -> None:
        raise ValueError("broken")

    jobs.start("work", break_down, done=lambda _: None, failed=failures.append)

    qtbot.waitUntil(lambda: not jobs.is_running("work"))
    assert failures[0].__traceback__ is None


def test_work_that_the_end_of_other_work_would_start_never_runs_once_closed(jobs: Jobs) -> None:
    """A thumbnail follows on whatever ended, and closing ends everything."""
    ran: list[str] = []
    released = threading.Event()
    jobs.ended.connect(
        lambda _: jobs.start_behind(
            "next", lambda _: ran.append("next"), done=lambda _: None, failed=unexpected
        )
    )
    jobs.start("work", lambda _: released.wait(5), done=lambda _: None, failed=unexpected)

    released.set()
    jobs.close()

    assert (ran, jobs.is_running("next")) == ([], False)
