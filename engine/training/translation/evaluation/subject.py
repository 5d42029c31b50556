"""The translation that is judged: an installed model, or what a training run has left."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from engine.errors import ModelError
from engine.models.cards import card_of
from engine.models.translation.gate import Gate
from engine.models.translation.generator import GeneratorConfig, generator_of
from engine.models.translation.names import MR_LIKE
from engine.models.translation.translator import BACKWARD, FORWARD, GATE
from engine.models.weights import read_method_file, read_weights
from engine.training.translation.run_gate import GATE as GATE_FILE
from engine.training.translation.run_gate import read_gate

BEST = "best.safetensors"

LEARNT = "target_patients"
"""Key of a training's facts: the patients of the target whose pictures were learnt from."""


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """A translation that is judged.

    Attributes:
        name: On the command line and in JSON.
        forward: From films in the standard presentation to pictures, (B, 1, H, W) both.
        backward: The way back, or None where the method has none.
        gate: What it says of films, or None where it has none yet.
        learnt: Patients of the target it learnt from; None where nobody knows.
        is_mr_like: What it is to look like: MR, or CT.
    """

    name: str
    forward: nn.Module
    backward: nn.Module | None = None
    gate: Gate | None = None
    learnt: frozenset[str] | None = None
    is_mr_like: bool = False


def installed_subject(name: str, device: torch.device) -> Subject:
    """Return an installed model.

    Raises:
        ModelError: If it is missing, altered, or no translation.
    """
    card = card_of(name)
    if card.task != "translation":
        raise ModelError(f"{name} is no translation, but a model for the {card.task}.")
    weights = read_weights(card)
    try:
        facts = read_method_file(card.weights_path)[1]
    except ModelError:
        facts = {}  # who packaged it left no facts beside the weights
    return subject_of(name, weights, {**facts, "config": card.config}, device)


def run_subject(run: Path, device: torch.device) -> Subject:
    """Return what a training run has left as its best.

    Args:
        run: Its folder.
        device: Where it is to run.

    Raises:
        ModelError: If there are no such weights, or not of a translation, or its gate is damaged.
    """
    weights, facts = read_method_file(run / BEST)
    if (run / GATE_FILE).exists():
        gate = {f"{GATE}{name}": torch.from_numpy(value) for name, value in read_gate(run).items()}
        weights = {**weights, **gate}
    return subject_of(run.resolve().name, weights, facts, device)


def subject_of(
    name: str, weights: Mapping[str, Tensor], facts: Mapping[str, Any], device: torch.device
) -> Subject:
    """Return a translation from its weights, "forward.*", "backward.*" and "gate.*".

    Args:
        name: To call it by.
        weights: The first must be there.
        facts: "config" is the shape of its generators, ``LEARNT`` may be there.
        device: Where it is to run.

    Raises:
        ModelError: If they are not of a translation, or do not fit its generators.
    """
    try:
        config = GeneratorConfig.from_json(facts["config"])
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(
            f"{name} says no shape of a generator that this version knows.",
            hint="Name a run of `negatoscope train translation`, or an installed translation.",
        ) from error
    learnt = facts.get(LEARNT)
    has_way_back = any(key.startswith(BACKWARD) for key in weights)
    return Subject(
        name,
        _generator(name, FORWARD, config, weights, device),
        _generator(name, BACKWARD, config, weights, device) if has_way_back else None,
        _gate(name, weights),
        None if learnt is None else frozenset(map(str, learnt)),
        name == MR_LIKE or _preset(facts).get("appearance") == "t1",
    )


def _generator(
    name: str,
    prefix: str,
    config: GeneratorConfig,
    weights: Mapping[str, Tensor],
    device: torch.device,
) -> nn.Module:
    own = {k.removeprefix(prefix): v for k, v in weights.items() if k.startswith(prefix)}
    generator = generator_of(config)
    try:
        generator.load_state_dict(own)
    except RuntimeError as error:
        raise ModelError(
            f"The weights of {name} do not fit the generator they say they are of.",
            hint="They were made by another version of the program: train again.",
        ) from error
    return generator.eval().to(device)


def _gate(name: str, weights: Mapping[str, Tensor]) -> Gate | None:
    stored = {
        key.removeprefix(GATE): value.numpy()
        for key, value in weights.items()
        if key.startswith(GATE)
    }
    if not stored:
        return None
    try:
        return Gate.from_arrays(stored)
    except (KeyError, ValueError) as error:
        raise ModelError(f"The gate of {name} is not one this version knows.") from error


def _preset(facts: Mapping[str, Any]) -> Mapping[str, Any]:
    preset = facts.get("preset")
    return preset if isinstance(preset, dict) else {}
