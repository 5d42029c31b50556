"""A program for torchrun: two processes train together and say what they ended with."""

import hashlib
import json
import sys
from pathlib import Path

import torch

from engine.training.loop import run
from engine.training.mapping_batches import MappingBatches
from engine.training.ranks import joined
from tests.engine.training.phantoms import films_of
from tests.engine.training.tiny import Quiet, tiny_learner, tiny_preset, weights_of


def digest(values: list[torch.Tensor]) -> str:
    return hashlib.sha256(b"".join(value.numpy().tobytes() for value in values)).hexdigest()


def main(folder: Path) -> None:
    torch.set_num_threads(1)
    chosen = tiny_preset(6, check_every=3, method="mapping")
    films = films_of(3)
    with joined(torch.device("cpu")) as ranks:
        learner = tiny_learner(chosen, films=films, ranks=ranks)
        heard = Quiet()
        standing = run(learner, chosen.loop, folder, ranks, heard, resume=False)
        said = {
            "count": ranks.count,
            "weights": digest(list(weights_of(learner).values())),
            "batch": digest([MappingBatches(films, chosen.batches, ranks.rank)[0].film]),
            "heard": len(heard.steps) + len(heard.checks),
            "best": standing.best,
        }
        (folder / f"rank-{ranks.rank}.json").write_text(json.dumps(said), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
