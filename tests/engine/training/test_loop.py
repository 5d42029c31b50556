"""engine.training.loop"""

import csv
import os
import signal
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import torch

from engine.training.checkpoints import LAST, read_checkpoint
from engine.training.loop import LoopPlan, run
from tests.engine.training.tiny import ALONE, Quiet, new_folder, same_state, without_time


class Drawer:
    """Learns nothing: adds up random numbers, so that every bit of a resume shows.

    Args:
        scores: Of its checks; the last counts for all that follow.
        at: Called with each step before it is done.
    """

    def __init__(
        self, scores: Sequence[float] = (1.0,), at: Callable[[int], None] = lambda _step: None
    ) -> None:
        self.total = torch.zeros(())
        self.scores = list(scores)
        self.checks = 0
        self.written: list[float] = []
        self.at = at

    def learn(self, step: int) -> Mapping[str, float]:
        self.at(step)
        self.total = self.total * 0.9 + torch.rand(()) + step
        return {"loss": self.total.item()}

    def check(self) -> Mapping[str, float]:
        score = self.scores[min(self.checks, len(self.scores) - 1)]
        self.checks += 1
        return {"score": score}

    def state(self) -> dict[str, Any]:
        return {"total": self.total, "checks": self.checks}

    def restore(self, state: Mapping[str, Any]) -> None:
        self.total, self.checks = state["total"], state["checks"]

    def write_best(self, folder: Path, numbers: Mapping[str, float]) -> None:
        (folder / "best.txt").write_text(f"{numbers['steps']}", encoding="utf-8")
        self.written.append(numbers["score"])

    def write_strip(self, path: Path) -> None:
        path.write_bytes(b"")


def finished(folder: Path, plan: LoopPlan, learner: Drawer, *, resume: bool = False) -> Quiet:
    heard = Quiet()
    run(learner, plan, folder, ALONE, heard, resume=resume)
    return heard


def state_of(folder: Path) -> dict[str, Any]:
    state = read_checkpoint(folder)
    assert state is not None
    return without_time(state)


def logged(folder: Path) -> list[tuple[int, str, str]]:
    with (folder / "log.csv").open(newline="", encoding="utf-8") as file:
        return [(int(r["step"]), r["kind"], r["value"]) for r in csv.DictReader(file)]


def test_a_run_takes_its_steps_and_looks_up_in_between(tmp_path: Path) -> None:
    heard = finished(tmp_path, LoopPlan(25, check_every=10, patience=9), Drawer([1, 2, 1.5]))

    assert heard.steps == list(range(1, 26))
    assert heard.checks == [(10, True), (20, True), (25, False)]
    assert sorted(p.name for p in (tmp_path / "strips").iterdir()) == [
        "step-000010.png",
        "step-000020.png",
        "step-000025.png",
    ]
    assert (tmp_path / "best.txt").read_text(encoding="utf-8") == "20"


def test_numbers_are_logged_as_often_as_planned(tmp_path: Path) -> None:
    finished(tmp_path, LoopPlan(12, check_every=6, patience=9, log_every=5), Drawer())

    assert [row[:2] for row in logged(tmp_path)] == [
        (5, "train"),
        (6, "check"),
        (10, "train"),
        (12, "check"),
    ]


def test_ten_steps_and_ten_more_are_twenty_to_the_last_bit(tmp_path: Path) -> None:
    """The first sitting is stopped by a signal, the second goes on with another learner."""
    plan = LoopPlan(20, check_every=7, patience=9)
    whole, parts = new_folder(tmp_path, "whole"), new_folder(tmp_path, "parts")
    finished(whole, plan, Drawer([1, 2]))

    def stop_at_ten(step: int) -> None:
        if step == 9:
            signal.raise_signal(signal.SIGTERM)

    first = finished(parts, plan, Drawer([1, 2], stop_at_ten))
    second = finished(parts, plan, Drawer([1, 2]), resume=True)

    assert (first.steps[-1], second.steps[0]) == (10, 11)
    assert same_state(state_of(parts), state_of(whole))
    assert logged(parts) == logged(whole)


def test_a_run_ends_when_nothing_gets_better_any_more(tmp_path: Path) -> None:
    learner = Drawer([3, 5, 4, 4, 4, 9])

    heard = finished(tmp_path, LoopPlan(1000, check_every=2, patience=3), learner)

    assert heard.steps[-1] == 10
    assert learner.written == [3, 5]
    assert state_of(tmp_path)["standing"]["best"] == 5


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_run_after_its_step(kind: signal.Signals, tmp_path: Path) -> None:
    before = signal.getsignal(kind)

    def ask(step: int) -> None:
        if step == 4:
            os.kill(os.getpid(), kind)

    heard = finished(tmp_path, LoopPlan(50, check_every=3, patience=9), Drawer(at=ask))

    assert heard.steps[-1] == 5
    assert state_of(tmp_path)["standing"]["done"] == 5
    assert (tmp_path / "best.txt").read_text(encoding="utf-8") == "3"
    assert signal.getsignal(kind) is before


def test_a_second_signal_ends_the_run_at_once(tmp_path: Path) -> None:
    def ask_twice(step: int) -> None:
        if step == 4:
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        finished(tmp_path, LoopPlan(50, check_every=3, patience=9), Drawer(at=ask_twice))

    assert state_of(tmp_path)["standing"]["done"] == 3


def test_a_finished_run_that_goes_on_does_nothing(tmp_path: Path) -> None:
    plan = LoopPlan(6, check_every=3, patience=9)
    finished(tmp_path, plan, Drawer())
    before = state_of(tmp_path)

    heard = finished(tmp_path, plan, Drawer(), resume=True)

    assert heard.steps == []
    assert same_state(state_of(tmp_path), before)


def test_a_run_that_shall_not_go_on_begins_anew(tmp_path: Path) -> None:
    plan = LoopPlan(6, check_every=3, patience=9)
    finished(tmp_path, plan, Drawer())

    heard = finished(tmp_path, plan, Drawer())

    assert heard.steps == [1, 2, 3, 4, 5, 6]


def test_a_checkpoint_appears_at_each_check_only(tmp_path: Path) -> None:
    seen: list[bool] = []

    finished(
        tmp_path,
        LoopPlan(6, check_every=3, patience=9),
        Drawer(at=lambda _step: seen.append((tmp_path / LAST).exists())),
    )

    assert seen == [False, False, False, True, True, True]
