"""A training that takes tenths of a second, for tests of everything around it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from engine.training.films import TrainingFilm
from engine.training.mapping_batches import Batch, MappingBatches, Sizes
from engine.training.mapping_learner import MappingLearner
from engine.training.presets import MappingPreset, preset
from engine.training.ranks import Ranks
from tests.engine.training.phantoms import films_of

ALONE = Ranks(0, 1, torch.device("cpu"))


def tiny_preset(
    steps: int = 20, *, check_every: int = 10, method: str = "mapping"
) -> MappingPreset:
    """Return settings of a training on films of 64 pixels, looked at with 32."""
    small = preset("small", method=method, steps=steps)
    return replace(
        small,
        loop=replace(small.loop, check_every=check_every),
        batches=replace(small.batches, films=1, sizes=(Sizes(1.0, 32, 64),), simulated=0.5),
        checks=1,
    )


def tiny_learner(
    chosen: MappingPreset,
    *,
    films: Sequence[TrainingFilm] = (),
    ranks: Ranks = ALONE,
    batches: MappingBatches | None = None,
    start: Mapping[str, Tensor] | None = None,
    workers: int = 0,
) -> MappingLearner:
    """Return what learns from three phantoms, and checks with another."""
    return MappingLearner(
        chosen,
        films or films_of(3),
        films_of(1, first=50),
        ranks,
        facts={"command": "a test"},
        batches=batches,
        start=start,
        workers=workers,
    )


class SameBatch(MappingBatches):
    """The same batch at every step: what a sound loop learns by heart."""

    def __getitem__(self, step: int) -> Batch:
        return super().__getitem__(0)


class Quiet:
    """Hears everything and keeps it."""

    def __init__(self) -> None:
        self.steps: list[int] = []
        self.checks: list[tuple[int, bool]] = []

    def stepped(self, done: int, steps: int, losses: Mapping[str, float]) -> None:
        assert done <= steps
        assert losses["loss"] == losses["loss"]
        self.steps.append(done)

    def checked(self, done: int, numbers: Mapping[str, float], is_best: bool) -> None:
        assert "score" in numbers
        self.checks.append((done, is_best))


def weights_of(learner: MappingLearner) -> dict[str, Tensor]:
    """Return a copy of the network's weights."""
    return {name: value.clone() for name, value in learner.network.state_dict().items()}


def same_state(one: Any, two: Any) -> bool:
    """Whether two states are equal to the last bit, tensors and all."""
    if isinstance(one, Tensor):
        return isinstance(two, Tensor) and torch.equal(one, two)
    if isinstance(one, dict):
        return list(one) == list(two) and all(same_state(one[key], two[key]) for key in one)
    if isinstance(one, (list, tuple)):
        return len(one) == len(two) and all(map(same_state, one, two))
    return bool(one == two)


def without_time(state: dict[str, Any]) -> dict[str, Any]:
    """Return a checkpoint without the seconds it took, the one thing that may differ."""
    return {**state, "standing": {**state["standing"], "seconds": 0}}


def new_folder(tmp_path: Path, name: str) -> Path:
    """Return a folder for a run, made."""
    folder = tmp_path / name
    folder.mkdir()
    return folder
