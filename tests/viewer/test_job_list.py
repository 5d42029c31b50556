"""viewer.job_list"""

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engine import EngineError, Progress
from viewer.job_list import KEPT, JobList, title_of
from viewer.jobs import Ending, Jobs


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:  # noqa: ARG001 - needs an application
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def listed(jobs: Jobs) -> JobList:
    return JobList(jobs, jobs)


def ignore(_: object) -> None:
    """What is done with a result here."""


def test_work_behind_is_listed_while_it_runs_and_after(
    qtbot: QtBot, jobs: Jobs, listed: JobList
) -> None:
    """No other signal of Jobs tells of it."""
    released = threading.Event()

    jobs.start_behind("thumbnail", lambda _: released.wait(5), done=ignore, failed=ignore)

    assert [line.title for line in listed.running] == ["Small pictures for the list"]
    released.set()
    qtbot.waitUntil(lambda: not listed.running)
    assert [(line.key, line.ending) for line in listed.ended] == [("thumbnail", Ending.DONE)]


def test_how_far_work_is_comes_in_its_own_words(qtbot: QtBot, jobs: Jobs, listed: JobList) -> None:
    released = threading.Event()

    def work(progress: Progress) -> None:
        progress.report(0.25, "Row 1 of 4")
        released.wait(5)

    with qtbot.waitSignal(listed.moved):
        jobs.start("export", work, done=ignore, failed=ignore)

    line = listed.line("export")
    assert line is not None
    assert (line.share, line.doing) == (0.25, "Row 1 of 4")
    released.set()


def test_a_failure_keeps_its_sentence(qtbot: QtBot, jobs: Jobs, listed: JobList) -> None:
    def fail(_: Progress) -> None:
        raise EngineError("film.dcm is damaged.")

    jobs.start("open film", fail, done=ignore, failed=ignore)

    qtbot.waitUntil(lambda: bool(listed.ended))
    assert (listed.ended[0].ending, listed.ended[0].sentence) == (
        Ending.FAILED,
        "film.dcm is damaged.",
    )


def test_an_unforeseen_failure_does_not_repeat_its_text(
    qtbot: QtBot, jobs: Jobs, listed: JobList
) -> None:
    """It may hold the path of a file that is named after a patient."""

    def fail(_: Progress) -> None:
        raise ValueError("/home/DOE^JOHN.dcm")

    jobs.start("open film", fail, done=ignore, failed=ignore)

    qtbot.waitUntil(lambda: bool(listed.ended))
    assert listed.ended[0].sentence == "Something went wrong inside Negatoscope."


def test_all_work_is_cancelled_at_once(jobs: Jobs, listed: JobList) -> None:
    released = threading.Event()
    for key in ("export", "stitch"):
        jobs.start(key, lambda _: released.wait(5), done=ignore, failed=ignore)

    jobs.cancel_all()
    released.set()

    assert listed.running == ()
    assert [(line.key, line.ending) for line in listed.ended] == [
        ("stitch", Ending.CANCELLED),
        ("export", Ending.CANCELLED),
    ]


def test_work_that_newer_work_of_its_name_replaces_is_no_line_of_its_own(
    qtbot: QtBot, jobs: Jobs, listed: JobList
) -> None:
    """Each step of a drag replaces the rendering before it."""
    released = threading.Event()
    for _ in range(3):
        jobs.start("render 7", lambda _: released.wait(5), done=ignore, failed=ignore)
    ended_before = listed.ended

    released.set()
    qtbot.waitUntil(lambda: not listed.running)

    assert ended_before == ()
    assert [line.ending for line in listed.ended] == [Ending.DONE]


def test_of_work_of_one_title_the_last_is_kept_and_of_all_the_newest(
    jobs: Jobs, listed: JobList
) -> None:
    for number in range(KEPT + 5):
        jobs.listed.emit(f"work {number}")
        jobs.left.emit(f"work {number}", Ending.DONE, None)
    jobs.listed.emit("work 20")
    jobs.left.emit("work 20", Ending.FAILED, None)

    assert len(listed.ended) == KEPT
    assert listed.ended[0].key == "work 20"
    assert [line.key for line in listed.ended].count("work 20") == 1


def test_every_kind_of_work_has_a_title(repository: Path) -> None:
    """Modules name their work JOB, or something that ends so; a key alone is no title."""
    named = re.compile(r'^_?(?:[A-Z]+_)?(?:JOB|SEARCH|READ) = "(.+)"$', re.MULTILINE)

    keys = [
        key
        for file in sorted((repository / "viewer").rglob("*.py"))
        for key in named.findall(file.read_text(encoding="utf-8"))
    ]

    assert len(keys) > 10
    assert [key for key in keys if title_of(key).lower() == key] == []


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("render 140233", "Making the enhanced picture"),
        ("export", "Exporting"),
        ("export maps", "Exporting maps"),
        ("presentation states", "Looking for presentation states"),
        ("renderer", "Renderer"),
    ],
)
def test_a_key_is_said_in_plain_words(key: str, title: str) -> None:
    assert title_of(key) == title
