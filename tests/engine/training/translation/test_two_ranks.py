"""engine.training.translation in two processes"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.engine.command import ROOT


@pytest.mark.parametrize("method", ["cyclegan", "cut"])
def test_two_processes_learn_the_same_networks_from_batches_of_their_own(
    method: str, tmp_path: Path
) -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "torch.distributed.run", "--nproc-per-node=2"),
            *("--rdzv-backend=c10d", "--rdzv-endpoint=localhost:0"),
            *("-m", "tests.engine.training.translation.two_ranks", str(tmp_path), method),
        ],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=300,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    first, second = (json.loads((tmp_path / f"rank-{n}.json").read_text()) for n in range(2))
    assert first["networks"] == second["networks"]
    assert len(first["networks"]) == (4 if method == "cyclegan" else 2)
    assert first["pool"] != second["pool"]
    assert [first["heard"], second["heard"]] == [6, 0]
