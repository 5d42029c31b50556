"""engine.training.package_run"""

import hashlib
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from engine.errors import ModelError
from engine.models.cards import read_card
from engine.models.mapping.network import OURS, MappingConfig
from engine.models.weights import (
    WeightsState,
    read_method_file,
    read_weights,
    weights_state,
)
from engine.training import package_run as module
from engine.training.package_run import package_run
from engine.training.run_config import Settings, write_config
from engine.training.weights_file import write_method
from tests.engine.training.tiny import new_folder, tiny_learner, tiny_preset

DATA = {"name": "Phantoms", "licence": "CC0-1.0", "citation": "Made up."}
FACTS: dict[str, object] = {
    "name": "mapping-test",
    "title": "Mapping of a test",
    "task": "mapping",
    "licence": "CC0-1.0",
    "data": [DATA],
    "intended_use": "Tests.",
    "limits": ["Knows phantoms only."],
    "metrics": {"psnr": 26.5},
}
COUNTS = {"learnt": 7, "learnt_patients": 5, "checked": 2, "checked_patients": 2}


def finished(folder: Path, method: str = "mapping") -> Path:
    """Return the folder of a run that was given up at its first step."""
    chosen = tiny_preset(20, method=method)
    chosen = replace(chosen, loop=replace(chosen.loop, seed=4))
    settings = Settings("small", chosen.to_json(), "f" * 64, "", "", 1)
    write_config(folder, settings, {"command": "negatoscope train mapping", "films": COUNTS})
    tiny_learner(chosen).write_best(folder, {"exact_psnr": 21.5, "score": 21.0, "steps": 10})
    os.utime(folder / "best.safetensors", (1_790_000_000, 1_790_000_000))  # 2026-09-21
    return folder


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """The folder of a run of the mapping."""
    return finished(new_folder(tmp_path, "run"))


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """Where the model goes."""
    return new_folder(tmp_path, "shipped")


def test_the_weights_are_the_best_of_the_run_under_their_sha256(run: Path, shipped: Path) -> None:
    package_run(run, shipped, FACTS)

    card = read_card(shipped)
    best = (run / "best.safetensors").read_bytes()
    assert (shipped / "weights.safetensors").read_bytes() == best
    assert card.sha256 == hashlib.sha256(best).hexdigest()
    assert weights_state(read_card(shipped)) is WeightsState.INTACT
    assert sum(value.numel() for value in read_weights(card).values()) == card.parameters


def test_the_card_tells_what_the_run_knows(run: Path, shipped: Path) -> None:
    card = package_run(run, shipped, FACTS)

    assert read_card(shipped) == card
    assert (card.method, card.seed, card.preset, card.version) == ("mapping", 4, "small", 1)
    assert card.command == "negatoscope train mapping"
    assert card.split == (
        "By patient, drawn with seed 0: 7 films of 5 patients to learn from, 2 films of 2 other "
        "patients to choose the best weights by."
    )
    assert card.metrics == {"check_exact_psnr": 21.5, "check_score": 21.0, "psnr": 26.5}
    assert MappingConfig.from_json(dict(card.config)) == OURS
    assert card.trained_on.isoformat() == "2026-09-21"


def test_the_card_tells_of_a_folder_kept_back(run: Path, shipped: Path) -> None:
    chosen = tiny_preset(20)
    settings = Settings("small", chosen.to_json(), "f" * 64, "", "", 1)
    facts = {"command": "negatoscope train mapping", "films": COUNTS, "check_films": "val"}
    write_config(run, settings, facts)

    card = package_run(run, shipped, FACTS)

    assert card.split.startswith("By patient, those of the folder val kept back: 7 films of 5")


def test_the_card_tells_what_only_a_person_can_know(run: Path, shipped: Path) -> None:
    card = package_run(run, shipped, FACTS)

    assert (card.name, card.title, card.task) == ("mapping-test", "Mapping of a test", "mapping")
    assert card.limits == ("Knows phantoms only.",)
    assert card.data[0].count == 7


def test_a_rival_has_no_shape_to_tell(tmp_path: Path, shipped: Path) -> None:
    card = package_run(finished(new_folder(tmp_path, "r"), "curves"), shipped, FACTS)

    assert card.method == "curves"
    assert card.config == {}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": None}, '"title" must be a text'),
        ({"colour": "green"}, 'has the field "colour"'),
        ({"metrics": [1]}, '"metrics" must be an object'),
        ({"data": [DATA, DATA]}, 'lacks the field "count"'),
    ],
)
def test_a_wrong_fact_is_named_and_nothing_is_written(
    change: dict[str, Any], sentence: str, run: Path, shipped: Path
) -> None:
    with pytest.raises(ModelError, match=sentence):
        package_run(run, shipped, {**FACTS, **change})

    assert list(shipped.iterdir()) == []


def test_a_missing_fact_is_named(run: Path, shipped: Path) -> None:
    facts = {name: value for name, value in FACTS.items() if name != "licence"}

    with pytest.raises(ModelError, match='lacks the field "licence"'):
        package_run(run, shipped, facts)


def test_weights_too_large_to_ship_are_refused(
    run: Path, shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGEST_BYTES", 100_000)

    with pytest.raises(ModelError, match=r"The weights of run have 0\.\d MB"):
        package_run(run, shipped, FACTS)

    assert list(shipped.iterdir()) == []


def test_a_folder_without_a_run_is_refused(tmp_path: Path, shipped: Path) -> None:
    with pytest.raises(ModelError, match="is no folder of a run"):
        package_run(new_folder(tmp_path, "empty"), shipped, FACTS)


def test_a_run_without_weights_yet_is_refused(run: Path, shipped: Path) -> None:
    (run / "best.safetensors").unlink()

    with pytest.raises(ModelError, match=r"run/best\.safetensors are missing"):
        package_run(run, shipped, FACTS)


def test_the_mean_of_two_trainings_is_shipped_and_says_of_which(
    run: Path, shipped: Path, tmp_path: Path
) -> None:
    before = finished(new_folder(tmp_path, "before")) / "best.safetensors"
    weights, facts = read_method_file(before)
    first, _ = read_method_file(run / "best.safetensors")
    write_method(before, {name: value + 0.5 for name, value in weights.items()}, facts)

    card = package_run(run, shipped, FACTS, before)

    found = read_weights(read_card(shipped))
    second, _ = read_method_file(before)
    digest = hashlib.sha256(before.read_bytes()).hexdigest()
    for name, value in found.items():
        torch.testing.assert_close(value, (first[name] + second[name]) / 2, atol=1e-3, rtol=1e-3)
    assert card.command.endswith(f"(then the mean with the weights of SHA-256 {digest[:12]})")
    assert card.metrics == {"psnr": 26.5}  # what was measured of the run's own is not of these
    assert weights_state(read_card(shipped)) is WeightsState.INTACT


def test_weights_of_another_network_are_not_averaged(
    run: Path, shipped: Path, tmp_path: Path
) -> None:
    other = finished(new_folder(tmp_path, "other"), method="window") / "best.safetensors"

    with pytest.raises(ModelError, match="different networks cannot be averaged"):
        package_run(run, shipped, FACTS, other)

    assert list(shipped.iterdir()) == []
