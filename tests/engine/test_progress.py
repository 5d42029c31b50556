"""engine.progress"""

import pytest

from engine.errors import Cancelled
from engine.progress import Progress


def test_it_tells_its_listener_how_far_and_what() -> None:
    heard: list[tuple[float, str]] = []

    Progress(lambda fraction, doing: heard.append((fraction, doing))).report(0.25, "Median")

    assert heard == [(0.25, "Median")]


def test_a_part_of_a_part_reports_within_its_share() -> None:
    heard: list[float] = []
    whole = Progress(lambda fraction, _: heard.append(fraction))

    inner = whole.part(0.5, 1.0).part(0.0, 0.5)
    for fraction in (0.0, 0.5, 1.0):
        inner.report(fraction)

    assert heard == [0.5, 0.625, 0.75]


def test_a_cancelled_one_leaves_at_the_next_look_and_tells_nobody() -> None:
    heard: list[float] = []
    progress = Progress(lambda fraction, _: heard.append(fraction))
    progress.check()

    progress.cancel()

    assert progress.is_cancelled
    with pytest.raises(Cancelled):
        progress.check()
    with pytest.raises(Cancelled):
        progress.report(0.5)
    assert heard == []


def test_parts_are_cancelled_with_the_whole_whenever_they_were_made() -> None:
    whole = Progress()
    before = whole.part(0.0, 0.5)

    whole.cancel()

    for part in (before, whole.part(0.5, 1.0)):
        with pytest.raises(Cancelled):
            part.check()


def test_cancelling_a_part_cancels_the_whole() -> None:
    whole = Progress()

    whole.part(0.0, 0.5).cancel()

    assert whole.is_cancelled
