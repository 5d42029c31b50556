"""The process that opens hostile files, shared by all tests of a run."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.opening import Opener


@pytest.fixture(scope="session")
def opener(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opener]:
    """A limited, watched process; started at the first file."""
    if not Path("/proc/self/statm").exists():
        pytest.skip("memory is limited and counted on Linux only")
    made = Opener(tmp_path_factory.mktemp("home"))
    yield made
    made.close()
