"""How a training ended, in words and as an exit status."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from engine.cli.messages import FAILED, INTERRUPTED, complain, say
from engine.cli.train_report import SilentReport, TrainReport
from engine.errors import EngineError

if TYPE_CHECKING:
    from engine.training.run_mapping import Ended

ReportType = TypeVar("ReportType", bound=TrainReport)


def outcome(
    report: ReportType,
    train: "Callable[[ReportType | SilentReport], Ended]",
    out: Path,
    unit: str = "",
) -> int:
    """Train, say how it ended, and return the exit status.

    Args:
        report: That the first of the processes tells by; the others are silent.
        train: The training.
        out: Folder of the run.
        unit: Of the score; maybe none.
    """
    from engine.training.run_mapping import is_first_process

    is_first = is_first_process()
    told = report if is_first else SilentReport()
    try:
        with told:
            ended = train(told)
    except KeyboardInterrupt:
        if is_first:
            say("Stopped. What is written in the run's folder is whole.")
        return INTERRUPTED
    except EngineError as error:
        if is_first:
            complain(error)
        return FAILED
    if is_first:
        say(_ended_in_words(ended, out, unit))
    return INTERRUPTED if ended.is_stopped else 0


def _ended_in_words(ended: "Ended", out: Path, unit: str) -> str:
    from engine.training.preflight import duration_in_words

    standing = ended.standing
    took = duration_in_words(standing.seconds)
    if ended.is_stopped:
        return (
            f"Stopped at step {standing.done} of {ended.steps}. "
            "The same command with --resume goes on from there."
        )
    why = "nothing got better any more" if ended.has_ended_early else "all steps are done"
    best = f"{standing.best:.2f} {unit}".rstrip()
    return (
        f"Finished after {standing.done} steps and {took}: {why}. Best score "
        f"{best}; its weights are {out.name}/best.safetensors."
    )
