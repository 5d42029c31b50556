"""engine.training.translation in two processes"""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from tests.engine.command import ROOT

Said = list[dict[str, dict[str, Any]]]


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Said:
    """What two processes that learnt together have to say of each method."""
    folder = tmp_path_factory.mktemp("run")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "torch.distributed.run", "--nproc-per-node=2"),
            *("--rdzv-backend=c10d", "--rdzv-endpoint=localhost:0"),
            *("-m", "tests.engine.training.translation.two_ranks", str(folder)),
        ],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads((folder / f"rank-{n}.json").read_text()) for n in range(2)]


@pytest.mark.parametrize("method", ["cyclegan", "cut"])
def test_two_processes_learn_the_same_networks_from_batches_of_their_own(
    method: str, said: Said
) -> None:
    first, second = (entry[method] for entry in said)

    assert first["networks"] == second["networks"]
    assert len(first["networks"]) == (4 if method == "cyclegan" else 2)
    assert first["pool"] != second["pool"]
    assert [first["heard"], second["heard"]] == [6, 0]
