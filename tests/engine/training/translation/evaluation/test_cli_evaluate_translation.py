"""engine.cli.evaluate_translation, through the command line"""

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from engine import command_line
from engine.models import devices
from engine.models.translation.generator import GeneratorConfig, generator_of
from engine.training.translation.evaluation import encoder, run
from engine.training.translation.evaluation.subject import BEST, LEARNT, subject_of
from engine.training.weights_file import write_method
from tests.engine.command import ROOT
from tests.engine.training.phantoms import phantom, write_film, write_phantoms

CONFIG = GeneratorConfig(features=2, blocks=1)


@pytest.fixture
def films(tmp_path: Path) -> Path:
    """A folder of three made-up films and a blank one."""
    folder = write_phantoms(tmp_path / "films", 3)
    write_film(folder / "blank.png", np.full((160, 144), 0.5, np.float32))
    return folder


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A folder of four darker pictures."""
    folder = tmp_path / "target"
    folder.mkdir()
    for number in range(10, 14):
        write_film(folder / f"{number}.png", (phantom(number) ** 2).astype(np.float32))
    return folder


@pytest.fixture
def trained(tmp_path: Path) -> Path:
    """What a training run leaves behind."""
    torch.manual_seed(0)
    folder = tmp_path / "run"
    folder.mkdir()
    weights = {
        f"{prefix}.{name}": value
        for prefix in ("forward", "backward")
        for name, value in generator_of(CONFIG).state_dict().items()
    }
    facts = {"preset": {"method": "cyclegan"}, "checked": {}, "config": CONFIG.to_json()}
    write_method(folder / BEST, weights, facts)
    return folder


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that has chosen no device, and an encoder that is hardly taught."""
    monkeypatch.delenv(devices.VARIABLE, raising=False)
    monkeypatch.setattr(devices, "_process", devices._Process())
    monkeypatch.setattr(encoder, "STEPS", 2)
    monkeypatch.setattr(encoder, "_BATCH", 2)


def evaluate(films: Path, trained: Path, *words: object) -> int:
    options = ["--films", films, "--run", trained, "--map-films", 1, *words]
    return command_line(["evaluate", "translation", *map(str, options)])


def found_in(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    return data


def test_json_is_one_object_with_all_that_is_measured(
    films: Path, target: Path, trained: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = evaluate(films, trained, "--target", target, "--json")

    data = found_in(capsys)
    names = [method["name"] for method in data["methods"]]
    assert (status, data["model"], data["films"]) == (0, "run", 3)
    assert names == ["run", "identity", "histogram-matched", "mean-curve"]
    for method in data["methods"]:
        assert {"mean", "low", "high"} <= set(method["psnr"])
        assert {"ssim", "mse", "time_s", "kept", "invented"} <= set(method)
    assert [one["contestant"] for one in data["kid"][0]["distances"]] == names
    assert data["methods"][1]["kept"] == 1
    assert data["methods"][1]["invented"] == 0
    assert data["methods"][1]["islands"]["mean"] == 0
    assert data["refused"][0]["name"] == "blank.png"


def test_without_a_target_the_rest_is_measured(
    films: Path, trained: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = evaluate(films, trained, "--limit", 1, "--json")

    data = found_in(capsys)
    assert (status, data["films"], data["kid"], data["pairs"]) == (0, 1, [], 0)
    assert [method["name"] for method in data["methods"]] == ["run", "identity"]
    assert data["gate"] == {"films": None, "others": None}


def test_a_report_holds_tables_numbers_json_and_pictures(
    films: Path,
    target: Path,
    trained: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    report = tmp_path / "new" / "report"

    status = evaluate(films, trained, "--target", target, "--report", report)

    text = (report / "translation.md").read_text()
    with (report / "translation.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert status == 0
    assert "blank.png is left out" in capsys.readouterr().err
    assert len(rows) == 12
    assert len(list((report / "strips").iterdir())) == 3
    assert len(list(report.glob("kid-encoder-*.safetensors"))) == 1
    assert json.loads((report / "translation.json").read_text())["films"] == 3
    assert "Proves nothing" in text
    assert str(tmp_path) not in text


def test_the_same_seed_gives_the_same_numbers(
    films: Path, target: Path, trained: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--target", target, "--json", "--limit", 2, "--map-films", 0, "--seed", 3)
    evaluate(films, trained, *words)
    first = found_in(capsys)
    evaluate(films, trained, *words)
    again = found_in(capsys)

    for data in (first, again):
        for method in data["methods"]:
            del method["time_s"]
    assert first == again


def test_masks_are_used_where_they_are(
    films: Path, trained: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    masks = tmp_path / "masks"
    masks.mkdir()
    drawn = np.zeros((160, 144), np.float32)
    drawn[40:110, 20:55] = 1
    write_film(masks / "phantom-000_lung.png", drawn)

    evaluate(films, trained, "--masks", masks, "--map-films", 0, "--json")

    assert found_in(capsys)["methods"][0]["islands_by_mask"] is not None


def test_a_model_that_is_not_installed_is_named(
    films: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = command_line(["evaluate", "translation", "--films", str(films), "--model", "magic"])

    assert status == 1
    assert "No model called magic is installed." in capsys.readouterr().err


def test_a_run_of_another_kind_is_named(
    films: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    write_method(folder / BEST, {"a": torch.zeros(2)}, {"preset": {"method": "window"}})

    status = evaluate(films, folder)

    assert status == 1
    assert "other says no shape of a generator" in capsys.readouterr().err


def test_a_small_side_is_a_usage_error(
    films: Path, trained: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluate(films, trained, "--long-side", 100) == 2
    assert "100 is too small" in capsys.readouterr().err


def test_patients_learnt_from_are_taken_from_the_facts() -> None:
    weights = {f"forward.{k}": v for k, v in generator_of(CONFIG).state_dict().items()}
    facts = {"config": CONFIG.to_json(), LEARNT: ["a", "b"]}

    found = subject_of("x", weights, facts, torch.device("cpu"))

    assert found.learnt == frozenset("ab")
    assert found.backward is None
    assert found.gate is None


@pytest.mark.parametrize(("appearance", "is_mr_like"), [("t1", True), ("ct", False)])
def test_what_a_run_is_to_look_like_stands_in_its_preset(appearance: str, is_mr_like: bool) -> None:
    weights = {f"forward.{k}": v for k, v in generator_of(CONFIG).state_dict().items()}
    facts = {"config": CONFIG.to_json(), "preset": {"appearance": appearance}}

    assert subject_of("x", weights, facts, torch.device("cpu")).is_mr_like is is_mr_like


def test_help_does_not_load_torch() -> None:
    code = (
        "import sys\nfrom engine import command_line\n"
        "status = command_line(['evaluate', 'translation', '--help'])\n"
        "sys.exit(status or 'torch' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)

    assert done.returncode == 0
    assert b"--target" in done.stdout


def test_nodules_are_planted_in_some_films_only(
    films: Path,
    trained: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(run, "NODULE_FILMS", 1)

    evaluate(films, trained, "--map-films", 0, "--json")

    assert 1 <= found_in(capsys)["methods"][0]["nodules"] <= 9
