"""What a run writes while it lasts: numbers as CSV, and for TensorBoard where that is installed."""

import csv
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any


class RunLog:
    """Numbers of a run by step; a run that goes on drops what lies behind its checkpoint.

    Args:
        folder: Of the run.
        from_step: Rows at or after this step are removed first.
    """

    def __init__(self, folder: Path, from_step: int) -> None:
        self._path = folder / "log.csv"
        self._names: list[str] = ["step", "kind", "name", "value"]
        self._keep_before(from_step)
        self._board: Any = None
        if find_spec("tensorboard") is not None:
            board = import_module("torch.utils.tensorboard")
            self._board = board.SummaryWriter(folder / "tensorboard", purge_step=from_step)

    def write(self, step: int, kind: str, numbers: Mapping[str, float]) -> None:
        """Add numbers of one step.

        Args:
            step: Steps done.
            kind: "train" or "check".
            numbers: By name.
        """
        with self._path.open("a", newline="", encoding="utf-8") as file:
            rows = csv.writer(file)
            for name, value in numbers.items():
                rows.writerow((step, kind, name, f"{value:.6g}"))
                if self._board is not None:
                    self._board.add_scalar(f"{kind}/{name}", value, step)

    def close(self) -> None:
        """Flush and close."""
        if self._board is not None:
            self._board.close()

    def _keep_before(self, step: int) -> None:
        kept: list[list[str]] = []
        if self._path.is_file():
            with self._path.open(newline="", encoding="utf-8") as file:
                kept = [row for row in list(csv.reader(file))[1:] if int(row[0]) <= step]
        with self._path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([self._names, *kept])
