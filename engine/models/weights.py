"""Weights on disk: read whole, compared with the card, and only then looked into.

The format is safetensors, which holds numbers and no code. Weights are kept in half precision and
computed with in single.
"""

import hashlib
import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.errors import ModelError
from engine.models.cards import ModelCard
from engine.models.devices import require_torch

if TYPE_CHECKING:
    from torch import Tensor

LARGEST_BYTES = 64_000_000
"""Larger files are not read: no network here comes near it."""

FACTS = "negatoscope"
"""Key of the header's metadata under which a training leaves its facts, as JSON."""

_INSTALL_AGAIN = "Install Negatoscope again."
_TRAIN_AGAIN = "Train again, or name another run."


class WeightsState(StrEnum):
    """Whether the weights beside a card are those it names."""

    INTACT = "intact"
    MISSING = "missing"
    ALTERED = "altered"


def weights_state(card: ModelCard) -> WeightsState:
    """Return whether a model's weights are there and unaltered; needs no torch."""
    if not card.weights_path.is_file():
        return WeightsState.MISSING
    try:
        _intact(card)
    except ModelError:
        return WeightsState.ALTERED
    return WeightsState.INTACT


def read_weights(card: ModelCard) -> "dict[str, Tensor]":
    """Return the weights of an installed model.

    Args:
        card: Read from the model's folder.

    Returns:
        float32 on the CPU, by name.

    Raises:
        ModelError: If torch is not installed, or the weights are missing, too large, not those
            that the card names, or damaged.
    """
    require_torch()
    weights, _ = _parsed(_intact(card), _whose(card), _INSTALL_AGAIN)
    return weights


def read_method_file(path: Path) -> "tuple[dict[str, Tensor], dict[str, Any]]":
    """Return the weights that a training has left, which no card names.

    Args:
        path: A run's best.safetensors.

    Returns:
        The weights, float32 on the CPU, by name; and the training's facts, of which "preset" and
        "checked" are always there.

    Raises:
        ModelError: If torch is not installed, or the file is missing, too large, damaged, or not
            written by a training.
    """
    require_torch()
    who = f"The weights {path.parent.name}/{path.name}"
    weights, facts = _parsed(_content(path, who, _TRAIN_AGAIN), who, _TRAIN_AGAIN)
    if not isinstance(facts.get("preset"), dict):
        raise ModelError(f"{who} were not written by a training.", hint=_TRAIN_AGAIN)
    return weights, facts


def _whose(card: ModelCard) -> str:
    return f"The weights of {card.title}"


def _intact(card: ModelCard) -> bytes:
    who = _whose(card)
    content = _content(card.weights_path, who, _INSTALL_AGAIN)
    if hashlib.sha256(content).hexdigest() != card.sha256:
        raise ModelError(
            f"{who} are not those its card names: the file was altered.", hint=_INSTALL_AGAIN
        )
    return content


def _content(path: Path, who: str, hint: str) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except FileNotFoundError as error:
        raise ModelError(f"{who} are missing.", hint=hint) from error
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise ModelError(f"{who} cannot be read: {reason}.", hint=hint) from error
    if len(content) > LARGEST_BYTES:
        largest = LARGEST_BYTES // 1_000_000
        raise ModelError(f"{who} are larger than {largest} MB, so they are not read.", hint=hint)
    return content


def _parsed(content: bytes, who: str, hint: str) -> "tuple[dict[str, Tensor], dict[str, Any]]":
    import torch
    from safetensors import SafetensorError
    from safetensors.torch import load

    try:
        weights = load(content)
        facts = _facts(content)
    except (SafetensorError, ValueError, KeyError, RecursionError) as error:
        raise ModelError(f"{who} are damaged.", hint=hint) from error
    if not weights or not all(value.is_floating_point() for value in weights.values()):
        raise ModelError(f"{who} are damaged: they are no learnt numbers.", hint=hint)
    whole = {name: value.to(torch.float32) for name, value in weights.items()}
    if not all(bool(torch.isfinite(value).all()) for value in whole.values()):
        raise ModelError(f"{who} are damaged: some are not finite.", hint=hint)
    return whole, facts


def _facts(content: bytes) -> dict[str, Any]:
    """Return what a training left in the header; nothing if it left nothing.

    Raises:
        ValueError: If that is no JSON object.

    Source: the safetensors format: 8 bytes of length, little endian, then a header of JSON.
    """
    length = int.from_bytes(content[:8], "little")
    metadata = json.loads(content[8 : 8 + length]).get("__metadata__", {})
    facts = json.loads(metadata.get(FACTS, "{}"))
    if not isinstance(facts, dict):
        raise ValueError("the facts are no object")
    return facts
