"""engine.diagnostics_processor"""

import os
from pathlib import Path

import pytest

from engine import diagnostics_processor
from engine.diagnostics_processor import Processor, processor


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="this system has no /proc/cpuinfo")
def test_the_name_of_the_first_core_is_told_without_its_blanks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "cpuinfo"
    told.write_text("processor\t: 0\nmodel name\t: Intel(R) Xeon(R)   CPU\nflags\t: fpu\n")
    monkeypatch.setattr(diagnostics_processor, "_CPU_INFO", told)

    assert processor().name == "Intel(R) Xeon(R) CPU"


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="this system has no /proc/cpuinfo")
def test_where_nobody_tells_the_name_it_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diagnostics_processor, "_CPU_INFO", tmp_path / "none")

    assert processor().name == ""
    assert Processor("", 1, 0).text() == "1 core"


def test_memory_is_in_units_of_two_to_the_thirty() -> None:
    assert Processor("Made up", 4, 17_179_869_184).text() == "Made up, 4 cores, 16 GB of memory"
