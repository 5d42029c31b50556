"""What every training run does, whatever it learns."""

import math
import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import torch

from engine.build import build_info
from engine.errors import ExportError, ModelError
from engine.models.devices import device_words
from engine.training.loop import Listener
from engine.training.run_config import Settings, write_config

_MOST_WORKERS = 8


class Watched:
    """Tells a report of a run, and ends the run when a loss is no number any more."""

    def __init__(self, report: Listener) -> None:
        self._report = report

    def stepped(self, done: int, steps: int, losses: Mapping[str, float]) -> None:
        """Tell of a step.

        Raises:
            ModelError: If a loss is no number any more.
        """
        if not all(math.isfinite(value) for value in losses.values()):
            raise ModelError(
                f"The loss is no number any more at step {done}, so the training ends.",
                hint="The best weights so far are whole; try another seed.",
            )
        self._report.stepped(done, steps, losses)

    def checked(self, done: int, numbers: Mapping[str, float], is_best: bool) -> None:
        """Tell of a check."""
        self._report.checked(done, numbers, is_best)


def make_run_folder(folder: Path) -> None:
    """Make the folder of a run.

    Raises:
        ExportError: If it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        said = (error.strerror or type(error).__name__).lower()
        raise ExportError(
            f"The folder {folder.name} cannot be made: {said}.",
            hint="Choose a folder of your own.",
        ) from error


def write_beginning(
    folder: Path,
    settings: Settings,
    command: str,
    device: torch.device,
    facts: Mapping[str, Any],
) -> None:
    """Write what decides the result of a run into its folder.

    Args:
        folder: Of the run; exists.
        settings: That decide the result.
        command: That does the same again.
        device: It is trained on.
        facts: What else is worth knowing, JSON.

    Raises:
        ExportError: If it could not be written.
    """
    known = {
        "command": command,
        "began": datetime.now(UTC).date().isoformat(),
        "device": device_words(device),
        "threads": torch.get_num_threads(),
    }
    write_config(folder, settings, {**known, **facts})


def worker_count(asked: int | None, device: torch.device, *, beside_cpu: int) -> int:
    """Return how many processes make batches; a GPU needs what there is.

    None in an installed program that cannot fork, on Windows and macOS: each would start the
    program itself once more.

    Args:
        asked: What the user asked for, if anything.
        device: That the networks run on.
        beside_cpu: How many suit networks on the CPU, where it has more than one core.
    """
    if build_info().is_frozen and not sys.platform.startswith("linux"):
        return 0
    if asked is not None:
        return asked
    cores = os.cpu_count() or 1
    if device.type == "cuda":
        return min(_MOST_WORKERS, max(1, cores - 1))
    return beside_cpu if cores > 1 else 0
