"""Weights of a trained method on disk: half precision, with what made them in the header."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import torch
from safetensors.torch import save
from torch import Tensor

from engine.atomic import write_atomically
from engine.errors import ModelError


def method_bytes(weights: Mapping[str, Tensor], facts: Mapping[str, Any]) -> bytes:
    """Return the same as bytes."""
    halves = {
        name: value.detach().cpu().to(torch.float16).contiguous() for name, value in weights.items()
    }
    return save(halves, {"negatoscope": json.dumps(facts, sort_keys=True)})


def averaged(first: Mapping[str, Tensor], second: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Return the mean of two trainings of one network, of which one began where the other ended.

    Such a mean often does better on films that neither has seen than either: what each learnt of
    its own films by heart is halved.

    Raises:
        ModelError: If they are not of one network.

    Source: Wortsman et al. 2022, "Model soups", arXiv:2203.05482.
    """
    if {name: value.shape for name, value in first.items()} != {
        name: value.shape for name, value in second.items()
    }:
        raise ModelError(
            "Weights of different networks cannot be averaged.",
            hint="Name those that the training began with.",
        )
    return {name: (value + second[name]) / 2 for name, value in first.items()}


def write_method(path: Path, weights: Mapping[str, Tensor], facts: Mapping[str, Any]) -> None:
    """Write weights as float16 safetensors; no pickle, whole or not at all.

    Args:
        path: Ends in .safetensors.
        weights: By name.
        facts: JSON for the header.

    Raises:
        ExportError: If the file could not be written.
    """
    content = method_bytes(weights, facts)

    def write(file: BinaryIO) -> None:
        file.write(content)

    write_atomically(path, write)
