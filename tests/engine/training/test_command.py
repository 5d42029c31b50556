"""engine.cli.train: the command itself, in processes of its own where signals are sent"""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from engine import command_line
from engine.models import devices
from engine.models.cards import read_card
from tests.engine.command import ROOT
from tests.engine.training.phantoms import write_phantoms


@pytest.fixture
def films(tmp_path: Path) -> Path:
    """Eight films of eight patients."""
    return write_phantoms(tmp_path / "films", 8)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder for a run, which does not exist yet."""
    return tmp_path / "new" / "run"


def words(films: Path, out: Path, *options: str) -> list[str]:
    fixed = ["--preset", "small", "--device", "cpu", "--workers", "0", "--threads", "1"]
    return ["train", "mapping", "--films", str(films), "--out", str(out), *fixed, *options]


def process(launcher: list[str], arguments: list[str]) -> subprocess.Popen[str]:
    """Start the command in a group of its own, as a terminal does."""
    return subprocess.Popen(
        [sys.executable, "-m", *launcher, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"},
        start_new_session=True,
    )


def test_a_training_says_what_it_does_line_by_line(
    films: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = command_line(words(films, out, "--steps", "8", "--method", "curves"))

    said = capsys.readouterr()
    lines = said.err.splitlines()
    assert status == 0
    assert said.out == ""
    assert lines[0] == "Learns from 7 films of 7 patients, checks with 1 of 1, of other patients."
    assert lines[2] == "Trains Sup-DCE (8 curves) for up to 8 steps on the CPU, seed 0."
    assert lines[3].startswith("Step 4: score ")
    assert lines[4].startswith("It will take about ")
    assert lines[5].startswith("Step 8: score ")
    assert lines[6].startswith("Finished after 8 steps and ")
    assert lines[6].endswith("its weights are run/best.safetensors.")


def last_line_after(kind: signal.Signals, arguments: list[str], out: Path) -> str:
    """Return the last line of a training that is sent a signal at its first check.

    The signal goes to the whole group: to the process that makes batches too.
    """
    training = process(["viewer"], arguments)
    try:
        deadline = time.monotonic() + 120
        while not (out / "best.safetensors").exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        os.killpg(training.pid, kind)
        _, said = training.communicate(timeout=60)
    finally:
        training.kill()
    assert training.returncode == 130, said
    return said.splitlines()[-1]


@pytest.mark.parametrize("kind", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_keeps_the_best_and_the_run_goes_on(
    kind: signal.Signals, films: Path, out: Path
) -> None:
    arguments = words(films, out, "--steps", "24", "--method", "curves", "--workers", "1")

    last = last_line_after(kind, arguments, out)

    stopped = re.fullmatch(r"Stopped at step (\d+) of 24\. The same command with --resume .*", last)
    assert stopped is not None, last
    assert 12 <= int(stopped[1]) < 24  # soon after the check at 12
    assert {"best.safetensors", "last.pt", "config.json"} <= {p.name for p in out.iterdir()}
    if kind is signal.SIGTERM:
        return
    assert command_line([*arguments, "--resume"]) == 0
    steps = {int(line.split(",")[0]) for line in (out / "log.csv").read_text().splitlines()[1:]}
    assert max(steps) == 24


def test_of_two_processes_one_talks_and_writes(films: Path, out: Path) -> None:
    torchrun = ["torch.distributed.run", "--nproc-per-node=2", "--rdzv-backend=c10d"]
    torchrun += ["--rdzv-endpoint=localhost:0", "-m", "viewer"]

    training = process(torchrun, words(films, out, "--steps", "4"))
    try:
        _, said = training.communicate(timeout=150)
    finally:
        training.kill()

    lines = said.splitlines()
    assert training.returncode == 0, said
    assert sum(line.startswith("Learns from 7 films") for line in lines) == 1
    assert sum(line.startswith("Finished after 4 steps") for line in lines) == 1
    assert json.loads((out / "config.json").read_text())["settings"]["processes"] == 2


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--films", "{empty}"], "The folder empty has no films."),
        (["--start", "{films}/phantom-000.png"], "films/phantom-000.png are damaged."),
        (["--pairs", "{films}/absent.csv"], "absent.csv cannot be read"),
        (["--films", "{films}/.."], "The run run would lie among the films of "),
        (["--resume"], "run holds no run that could go on."),
    ],
)
def test_what_cannot_begin_is_told_in_a_line(
    options: list[str],
    sentence: str,
    films: Path,
    out: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    empty = films.parent / "empty"
    empty.mkdir()
    filled = [option.format(empty=empty, films=films) for option in options]

    status = command_line(words(films, out, *filled))

    said = capsys.readouterr().err
    assert status == 1
    assert sentence in said
    assert len(said.splitlines()) == 1
    assert not out.exists()


def test_without_torch_there_is_one_sentence_and_how_to_add_it(
    films: Path,
    out: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(devices, "find_spec", lambda _name: None)

    status = command_line(words(films, out))

    said = capsys.readouterr().err
    assert status == 1
    assert "PyTorch, which is not installed" in said
    assert "make torch" in said


@pytest.mark.parametrize("option", [["--steps", "-1"], ["--method", "magic"], ["--seed", "x"]])
def test_a_wrong_option_is_a_usage_error(option: list[str], films: Path, out: Path) -> None:
    assert command_line(words(films, out, *option)) == 2


FACTS = {
    "name": "curves-test",
    "title": "Curves of a test",
    "task": "mapping-baseline",
    "licence": "CC0-1.0",
    "data": [{"name": "Phantoms", "licence": "CC0-1.0", "citation": "none"}],
    "intended_use": "Tests.",
    "limits": ["Knows phantoms only."],
}


def test_a_run_is_packaged_by_a_command(
    films: Path, out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command_line(words(films, out, "--steps", "2", "--method", "curves"))
    facts = tmp_path / "facts.json"
    facts.write_text(json.dumps(FACTS), encoding="utf-8")
    shipped = tmp_path / "shipped"

    status = command_line(
        ["train", "package", str(out), "--out", str(shipped), "--card", str(facts)]
    )

    card = read_card(shipped)
    assert status == 0
    assert card.name == "curves-test"
    assert card.sha256 in capsys.readouterr().err


@pytest.mark.parametrize("content", [None, "{", "[]"])
def test_facts_that_are_none_are_told(
    content: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = tmp_path / "facts.json"
    if content is not None:
        facts.write_text(content, encoding="utf-8")

    status = command_line(
        ["train", "package", str(tmp_path), "--out", str(tmp_path / "x"), "--card", str(facts)]
    )

    assert status == 1
    assert capsys.readouterr().err.startswith("facts.json ")
