"""Both networks of a translation and its gate, read from a model's folder."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache

import torch
from torch import Tensor

from engine.errors import ModelError
from engine.models.cards import ModelCard
from engine.models.translation.gate import Gate
from engine.models.translation.generator import Generator, GeneratorConfig, generator_of
from engine.models.weights import read_weights

FORWARD, BACKWARD, GATE = "forward.", "backward.", "gate."
"""What the names in a weights file begin with."""

_INSTALL_AGAIN = "Install Negatoscope again; all filters work without it."


@dataclass(frozen=True, slots=True, eq=False)
class Translator:
    """A translation, ready to be run on the CPU.

    Attributes:
        forward: From films to what they are translated to.
        backward: The way back, of which only the training and the evaluation know.
        gate: Knows which films it has learnt from.
    """

    forward: Generator
    backward: Generator
    gate: Gate


@lru_cache(maxsize=2)
def translator(card: ModelCard) -> Translator:
    """Return the networks and the gate of an installed model.

    Raises:
        ModelError: If the weights are missing, altered or of another network.
    """
    try:
        config = GeneratorConfig.from_json(card.config)
    except (TypeError, ValueError) as error:
        raise ModelError(
            f"The card of {card.name} describes a network this version does not know.",
            hint="It was probably made by a newer Negatoscope.",
        ) from error
    weights = read_weights(card)
    try:
        return Translator(
            _generator(config, _of(weights, FORWARD)),
            _generator(config, _of(weights, BACKWARD)),
            Gate.from_arrays({name: value.numpy() for name, value in _of(weights, GATE).items()}),
        )
    except (RuntimeError, KeyError, ValueError) as error:
        raise ModelError(
            f"The weights of {card.name} do not fit the network its card describes.",
            hint=_INSTALL_AGAIN,
        ) from error


@lru_cache(maxsize=2)
def forward_on(card: ModelCard, device: str) -> Generator:
    """Return the generator of an installed model on a device.

    Raises:
        ModelError: If the weights are missing, altered or of another network.
    """
    forward = translator(card).forward
    return forward if torch.device(device).type == "cpu" else deepcopy(forward).to(device)


def _generator(config: GeneratorConfig, weights: Mapping[str, Tensor]) -> Generator:
    generator = generator_of(config)
    generator.load_state_dict(weights)
    return generator.eval().requires_grad_(False)


def _of(weights: Mapping[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {
        name.removeprefix(prefix): value
        for name, value in weights.items()
        if name.startswith(prefix)
    }
