"""engine.training.ranks"""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
import torch

from engine.training.ranks import Ranks, joined
from tests.engine.command import ROOT


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What two processes that trained together have to say of it."""
    folder = tmp_path_factory.mktemp("run")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "torch.distributed.run", "--nproc-per-node=2"),
            *("--rdzv-backend=c10d", "--rdzv-endpoint=localhost:0"),
            *("-m", "tests.engine.training.two_ranks", str(folder)),
        ],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads((folder / f"rank-{n}.json").read_text()) for n in range(2)]


def test_two_processes_end_with_the_same_weights(said: list[dict[str, Any]]) -> None:
    assert [entry["count"] for entry in said] == [2, 2]
    assert said[0]["weights"] == said[1]["weights"]
    assert said[0]["best"] == said[1]["best"]


def test_each_process_draws_batches_of_its_own(said: list[dict[str, Any]]) -> None:
    assert said[0]["batch"] != said[1]["batch"]


def test_only_the_first_process_is_heard(said: list[dict[str, Any]]) -> None:
    """Six steps and two checks."""
    assert [entry["heard"] for entry in said] == [8, 0]


def test_a_process_alone_joins_nobody() -> None:
    with joined(torch.device("cpu")) as ranks:
        network = torch.nn.Linear(2, 2)

        assert ranks == Ranks(0, 1, torch.device("cpu"))
        assert ranks.is_first
        assert ranks.shared(network) is network
        assert ranks.agree(3.5) == 3.5
