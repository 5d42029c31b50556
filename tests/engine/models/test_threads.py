"""engine.models: how torch's threads wait."""

import os
import subprocess
import sys

import pytest

LOOK = "import engine.training.ranks, os; print(os.environ['GOMP_SPINCOUNT'])"


@pytest.mark.parametrize(("given", "expected"), [(None, "5000"), ("7", "7")])
def test_threads_sleep_while_they_wait_unless_told_otherwise(
    given: str | None, expected: str
) -> None:
    environment = {k: v for k, v in os.environ.items() if k != "GOMP_SPINCOUNT"}
    if given is not None:
        environment["GOMP_SPINCOUNT"] = given

    done = subprocess.run(
        [sys.executable, "-c", LOOK], env=environment, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == expected
