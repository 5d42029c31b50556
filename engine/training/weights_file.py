"""Weights of a trained method on disk: half precision, with what made them in the header."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import torch
from safetensors.torch import save
from torch import Tensor

from engine.atomic import write_atomically


def write_method(path: Path, weights: Mapping[str, Tensor], facts: Mapping[str, Any]) -> None:
    """Write weights as float16 safetensors; no pickle, whole or not at all.

    Args:
        path: Ends in .safetensors.
        weights: By name.
        facts: JSON for the header.

    Raises:
        ExportError: If the file could not be written.
    """
    halves = {
        name: value.detach().cpu().to(torch.float16).contiguous() for name, value in weights.items()
    }
    content = save(halves, {"negatoscope": json.dumps(facts, sort_keys=True)})

    def write(file: BinaryIO) -> None:
        file.write(content)

    write_atomically(path, write)
