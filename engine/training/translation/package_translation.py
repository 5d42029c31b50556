"""What of a finished run of a translation is shipped: its generators and its gate in one file."""

import json
from pathlib import Path

import torch
from safetensors.torch import load, save

from engine.errors import ModelError
from engine.models.translation.translator import BACKWARD, FORWARD, GATE
from engine.models.weights import FACTS, read_method_file
from engine.training.run_config import BEST
from engine.training.translation.run_gate import read_gate

LARGEST_BYTES = 12_000_000
"""Of weights that are shipped."""


def translation_content(run: Path) -> bytes:
    """Return weights.safetensors of a translation.

    Generators are kept in half precision; the gate's limits need the whole.

    Args:
        run: Folder of a finished run.

    Raises:
        ModelError: If there are no weights or no gate, they are damaged, or the run has no way
            back: a translation is shipped with both.
    """
    _, facts = read_method_file(run / BEST)
    halves = load((run / BEST).read_bytes())
    if not all(any(name.startswith(part) for name in halves) for part in (FORWARD, BACKWARD)):
        raise ModelError(
            f"{run.name} has no generator for the way back, and a translation is shipped with one.",
            hint="Train it with --method cyclegan.",
        )
    gate = {f"{GATE}{name}": torch.from_numpy(value) for name, value in read_gate(run).items()}
    return save({**halves, **gate}, {FACTS: json.dumps(facts, sort_keys=True)})
