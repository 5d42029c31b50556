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
