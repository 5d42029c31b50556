"""Models made for a test: a card, and a few weights it names."""

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save

from engine.models.cards import WEIGHTS, ModelCard, TrainingData, write_card


def card(**changes: Any) -> ModelCard:
    """Return the card of a model called "tiny", with some fields changed."""
    fields: dict[str, Any] = {
        "name": "tiny",
        "title": "Tiny model",
        "task": "mapping",
        "method": "mapping",
        "version": 1,
        "sha256": "0" * 64,
        "licence": "Apache-2.0",
        "data": (TrainingData("Phantoms", "CC0-1.0", "Nobody, 2026", 12),),
        "split": "by phantom",
        "seed": 0,
        "command": "negatoscope train mapping",
        "preset": "small",
        "metrics": {"psnr": 26.5, "ssim": 0.97},
        "intended_use": "Tests.",
        "limits": ("It has seen no film.",),
        "trained_on": date(2026, 11, 21),
        "parameters": 6,
        "config": {"features": 2, "pools_window": True},
    }
    return ModelCard(**{**fields, **changes})


def weights() -> dict[str, torch.Tensor]:
    """Return six numbers that half precision holds exactly."""
    return {"a": torch.tensor([[0.5, -2.0], [3.0, 0.0]]), "b": torch.tensor([1.0, 1.5])}


def install(
    models: Path, *, content: bytes | None = None, folder: str = "tiny", **changes: Any
) -> Path:
    """Write a model under a folder of models and return its own folder.

    Args:
        models: The folder of all.
        content: Of the weights file; by default ``weights`` in half precision.
        folder: What its own is called, ``collection/name`` included.
        changes: Of the card; the sum is that of ``content`` if it is not among them.
    """
    if content is None:
        content = as_file(weights())
    changes.setdefault("sha256", hashlib.sha256(content).hexdigest())
    own = models / folder
    own.mkdir(parents=True)
    (own / WEIGHTS).write_bytes(content)
    write_card(card(**changes), own)
    return own


def as_file(tensors: dict[str, torch.Tensor], facts: object = None) -> bytes:
    """Return tensors as half-precision safetensors, with facts in the header or without."""
    halves = {name: value.half() for name, value in tensors.items()}
    return save(halves, None if facts is None else {"negatoscope": json.dumps(facts)})
