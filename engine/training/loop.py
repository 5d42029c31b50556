"""One training run, from its first step to its last, whatever is learnt."""

import logging
import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import torch

from engine.training.checkpoints import read_checkpoint, write_checkpoint
from engine.training.ranks import Ranks
from engine.training.run_log import RunLog

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class LoopPlan:
    """How long a run lasts and when it looks up.

    Attributes:
        steps: At most.
        check_every: Steps between two checks on films not learnt from: an "epoch".
        patience: Checks without a better score after which the run ends.
        log_every: Steps between two lines of the log.
        seed: Of every random number.
    """

    steps: int
    check_every: int
    patience: int
    log_every: int = 10
    seed: int = 0


class Learner(Protocol):
    """What learns: it owns networks, optimisers and data."""

    def learn(self, step: int) -> Mapping[str, float]:
        """Take one step; return its losses."""

    def check(self) -> Mapping[str, float]:
        """Return numbers measured on films not learnt from; "score" is the one to raise."""

    def state(self) -> dict[str, Any]:
        """Return everything that a run needs to go on bit by bit: tensors, numbers, lists."""

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on from ``state``."""

    def write_best(self, folder: Path, numbers: Mapping[str, float]) -> None:
        """Write the weights worth keeping."""

    def write_strip(self, path: Path) -> None:
        """Write a picture of what has been learnt."""


class Listener(Protocol):
    """Who is told how a run goes."""

    def stepped(self, done: int, steps: int, losses: Mapping[str, float]) -> None:
        """A step is done."""

    def checked(self, done: int, numbers: Mapping[str, float], is_best: bool) -> None:
        """The films not learnt from have been looked at."""


@dataclass
class Standing:
    """Where a run stands.

    Attributes:
        done: Steps done.
        best: Best score so far.
        stale: Checks since then.
        seconds: It has taken, over all its sittings.
    """

    done: int = 0
    best: float = float("-inf")
    stale: int = 0
    seconds: float = 0.0


def run(
    learner: Learner,
    plan: LoopPlan,
    folder: Path,
    ranks: Ranks,
    listener: Listener,
    *,
    resume: bool,
) -> Standing:
    """Train to the end, to the point where nothing gets better, or until Ctrl-C.

    The best weights, a checkpoint and a picture are written after each check; after Ctrl-C or
    SIGTERM a checkpoint too. A resumed run goes on bit by bit as if it had not been stopped.

    Args:
        learner: What learns.
        plan: How long.
        folder: Of the run; exists.
        ranks: The processes that train together.
        listener: Told of every step and check, in the first process.
        resume: Go on from the checkpoint, if there is one.

    Returns:
        Where the run stands at its end.
    """
    torch.manual_seed(plan.seed + ranks.rank)
    standing = Standing()
    state = read_checkpoint(folder) if resume else None
    if state is not None:
        standing = Standing(**state["standing"])
        torch.set_rng_state(state["random"])
        learner.restore(state["learner"])
    numbers = RunLog(folder, standing.done) if ranks.is_first else None
    began = time.monotonic() - standing.seconds
    with _stoppable() as stop:
        while standing.done < plan.steps and standing.stale < plan.patience:
            losses = learner.learn(standing.done)
            standing.done += 1
            standing.seconds = time.monotonic() - began
            if numbers is not None:
                listener.stepped(standing.done, plan.steps, losses)
                if standing.done % plan.log_every == 0:
                    numbers.write(standing.done, "train", losses)
            is_last = standing.done == plan.steps
            is_stopped = ranks.agree(float(stop.is_asked)) > 0
            if standing.done % plan.check_every == 0 or is_last:
                _check(learner, standing, folder, ranks, listener, numbers)
            elif not is_stopped:
                continue
            if ranks.is_first:
                write_checkpoint(folder, _state(learner, standing))
            if is_stopped:
                log.info("stopped at step %d; it can be resumed", standing.done)
                break
    if numbers is not None:
        numbers.close()
    return standing


def _check(
    learner: Learner,
    standing: Standing,
    folder: Path,
    ranks: Ranks,
    listener: Listener,
    numbers: RunLog | None,
) -> None:
    score = 0.0
    if numbers is not None:
        found = learner.check()
        score = found["score"]
        is_best = score > standing.best
        numbers.write(standing.done, "check", found)
        if is_best:
            learner.write_best(folder, {**found, "steps": standing.done})
        strips = folder / "strips"
        strips.mkdir(exist_ok=True)
        learner.write_strip(strips / f"step-{standing.done:06d}.png")
        listener.checked(standing.done, found, is_best)
    score = ranks.agree(score)
    standing.stale = 0 if score > standing.best else standing.stale + 1
    standing.best = max(standing.best, score)


def _state(learner: Learner, standing: Standing) -> dict[str, Any]:
    return {
        "learner": learner.state(),
        "standing": {
            "done": standing.done,
            "best": standing.best,
            "stale": standing.stale,
            "seconds": standing.seconds,
        },
        "random": torch.get_rng_state(),
    }


class _Stop:
    """Whether somebody asked the run to end."""

    def __init__(self) -> None:
        self.is_asked = False

    def ask(self, *_: object) -> None:
        """End at the next step; asked again, at once."""
        if self.is_asked:
            raise KeyboardInterrupt
        self.is_asked = True


@contextmanager
def _stoppable() -> Iterator[_Stop]:
    """Take SIGINT and SIGTERM as a wish to stop after this step, for as long as the block lasts."""
    stop = _Stop()
    before = {kind: signal.getsignal(kind) for kind in (signal.SIGINT, signal.SIGTERM)}
    try:
        for kind in before:
            signal.signal(kind, stop.ask)
    except ValueError:  # not the main thread, as in a test: there is nobody to ask
        before = {}
    try:
        yield stop
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)
