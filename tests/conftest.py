"""What every test may ask for."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

if "PYTEST_XDIST_WORKER" in os.environ:
    # Before any library counts the cores: workers that each take all of them wait for each other.
    os.environ.setdefault("OMP_NUM_THREADS", "1")

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the source tree."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real films beside the project; skips where there is none."""
    data = REPOSITORY.parent / "shared" / "data"
    if not data.is_dir():
        pytest.skip("no real films: ../shared/data is absent")
    return data


@pytest.fixture(scope="session")
def judge() -> Callable[[str], str]:
    """Find an independent program; skips where it is not installed, fails where it must be."""

    def find(name: str) -> str:
        path = shutil.which(name)
        if path is None and os.environ.get("NEGATOSCOPE_REQUIRE_JUDGES") == "1":
            pytest.fail(f"the judge {name} is not installed, and this run requires it")
        if path is None:
            pytest.skip(f"the judge {name} is not installed")
        return path

    return find
