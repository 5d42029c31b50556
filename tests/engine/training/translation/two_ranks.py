"""A program for torchrun: two processes learn by each method and say what they ended with."""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import torch

from engine.training.loop import run
from engine.training.ranks import Ranks, joined
from engine.training.translation.translation_presets import Method
from tests.engine.training.tiny import Quiet
from tests.engine.training.translation.made_up import tiny_learner, tiny_preset

METHODS: tuple[Method, ...] = ("cyclegan", "cut")


def main(folder: Path) -> None:
    torch.set_num_threads(1)
    with joined(torch.device("cpu")) as ranks:
        said = {method: _learnt(folder / method, method, ranks) for method in METHODS}
        (folder / f"rank-{ranks.rank}.json").write_text(json.dumps(said), encoding="utf-8")


def _learnt(folder: Path, method: Method, ranks: Ranks) -> dict[str, Any]:
    chosen = tiny_preset(4, check_every=2, method=method)
    folder.mkdir(exist_ok=True)
    learner = tiny_learner(chosen, ranks=ranks)
    heard = Quiet()
    run(learner, chosen.loop, folder, ranks, heard, resume=False)
    state = learner.state()
    networks = {name: _digest(state[name]["network"]) for name in state if "network" in state[name]}
    return {
        "networks": networks,
        "heard": len(heard.steps) + len(heard.checks),
        "pool": _digest(dict(enumerate(state[_critic(method)]["pool"]))),
    }


def _critic(method: Method) -> str:
    return "target_critic" if method == "cyclegan" else "critic"


def _digest(values: dict[str, torch.Tensor] | dict[int, torch.Tensor]) -> str:
    """Return a digest of weights, but not of the power iteration, which each process does alone."""
    kept = [value for name, value in values.items() if not str(name).endswith(("._u", "._v"))]
    return hashlib.sha256(b"".join(value.numpy().tobytes() for value in kept)).hexdigest()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
