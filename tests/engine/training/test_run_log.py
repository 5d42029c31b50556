"""engine.training.run_log"""

import csv
from pathlib import Path

import pytest

from engine.training import run_log
from engine.training.run_log import RunLog


def rows(folder: Path) -> list[list[str]]:
    with (folder / "log.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def test_each_number_is_a_line_under_the_names(tmp_path: Path) -> None:
    log = RunLog(tmp_path, 0)

    log.write(5, "train", {"loss": 0.25, "image": 1 / 3})
    log.close()

    assert rows(tmp_path) == [
        ["step", "kind", "name", "value"],
        ["5", "train", "loss", "0.25"],
        ["5", "train", "image", "0.333333"],
    ]


def test_a_run_that_goes_on_drops_what_lies_behind_its_checkpoint(tmp_path: Path) -> None:
    log = RunLog(tmp_path, 0)
    for step in (5, 10, 15, 20):
        log.write(step, "train", {"loss": step / 100})
    log.close()

    again = RunLog(tmp_path, 10)
    again.write(15, "train", {"loss": 9})
    again.close()

    assert [(row[0], row[3]) for row in rows(tmp_path)[1:]] == [
        ("5", "0.05"),
        ("10", "0.1"),
        ("15", "9"),
    ]


def test_a_run_that_begins_anew_keeps_nothing(tmp_path: Path) -> None:
    RunLog(tmp_path, 0).write(5, "train", {"loss": 1})

    RunLog(tmp_path, 0)

    assert rows(tmp_path) == [["step", "kind", "name", "value"]]


class _Board:
    """Stands for TensorBoard's writer, which need not be installed."""

    made: list[tuple[Path, int]]
    written: list[tuple[str, float, int]]

    def __init__(self, folder: Path, purge_step: int) -> None:
        self.made.append((folder, purge_step))

    def add_scalar(self, name: str, value: float, step: int) -> None:
        self.written.append((name, value, step))

    def close(self) -> None:
        self.written.append(("closed", 0, 0))


def test_tensorboard_gets_the_same_where_it_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Boards:
        SummaryWriter = _Board

    _Board.made, _Board.written = [], []
    monkeypatch.setattr(run_log, "find_spec", lambda _name: True)
    monkeypatch.setattr(run_log, "import_module", lambda _name: Boards)

    log = RunLog(tmp_path, 7)
    log.write(10, "check", {"score": 21.5})
    log.close()

    assert _Board.made == [(tmp_path / "tensorboard", 7)]
    assert _Board.written == [("check/score", 21.5, 10), ("closed", 0, 0)]
