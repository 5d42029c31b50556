"""engine.no_dumps"""

import subprocess
import sys

import pytest

from tests.engine.command import ROOT

TELL = """
import ctypes, resource
from engine.no_dumps import forbid_dumps
before = resource.getrlimit(resource.RLIMIT_CORE)
ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)
forbid_dumps()
after = resource.getrlimit(resource.RLIMIT_CORE)
print(after == (0, 0), after == before, ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="prctl is Linux's own")
@pytest.mark.parametrize(("debug", "at", "dumpable"), [("0", 0, "0"), ("1", 1, "1")])
def test_only_a_developer_may_have_a_dump(debug: str, at: int, dumpable: str) -> None:
    """The limit of core files, and what crash reporters ask; in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", TELL],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(ROOT), "NEGATOSCOPE_DEBUG": debug},
        check=True,
    )

    *limits, told = done.stdout.split()
    assert limits[at] == "True"  # forbidden, or left as it was
    assert told == dumpable
