"""engine.diagnostics"""

import getpass
import platform
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import numpy as np
import pytest

from engine import diagnostics
from engine.build import BuildInfo, Variant
from engine.diagnostics import Diagnostics, gather_diagnostics
from engine.diagnostics_driver import Gpu, GraphicsDriver
from engine.diagnostics_processor import Processor

NOTHING_KNOWN = Diagnostics(
    build=BuildInfo("1.2.3", Variant.FULL, "0123456789abcdef" * 2 + "01234567"),
    system="Debian GNU/Linux 12 (bookworm), Linux 6.1.0",
    architecture="x86_64",
    python="3.11.2",
    libraries=(("NumPy", "2.0"), ("PyTorch", "none")),
    processor=Processor("AMD EPYC", 2, 24 * 2**30),
    driver=None,
    networks="cannot run, as PyTorch is not installed",
    models=(),
)


def test_the_text_says_each_thing_on_a_line_and_the_windows_own_last() -> None:
    assert NOTHING_KNOWN.as_text([("Screen", "1920 × 1080")]) == (
        "Negatoscope: 1.2.3, full, commit 0123456789ab\n"
        "System: Debian GNU/Linux 12 (bookworm), Linux 6.1.0, x86_64\n"
        "Python: 3.11.2\n"
        "Libraries: NumPy 2.0, PyTorch none\n"
        "Processor: AMD EPYC, 2 cores, 24 GB of memory\n"
        "GPU: no NVIDIA driver answers\n"
        "Networks: cannot run, as PyTorch is not installed\n"
        "Models: none\n"
        "Screen: 1920 × 1080\n"
    )


def test_a_driver_is_told_with_its_cards_and_the_newest_cuda(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    driver = GraphicsDriver("535.183.01", "12.2", (Gpu("NVIDIA RTX A2000", 12 * 2**30),))
    monkeypatch.setattr(diagnostics, "graphics_driver", lambda: driver)

    lines = dict(gather_diagnostics().lines())

    assert lines["GPU"] == "NVIDIA RTX A2000, 12 GB; NVIDIA driver 535.183.01, for CUDA up to 12.2"


def test_neither_user_nor_machine_nor_folder_is_named() -> None:
    text = gather_diagnostics().as_text()

    assert platform.node() not in text
    assert str(Path.home()) not in text
    assert "/" not in text.replace("GNU/Linux", "")
    assert f" {getpass.getuser()}" not in text


def test_what_follows_the_number_of_a_kernel_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "release", lambda: "6.1.0-18-built-by-jane")

    assert "jane" not in gather_diagnostics().as_text()


def test_torch_is_not_loaded_unless_asked_for(repository: Path) -> None:
    program = (
        "import sys\nfrom engine.diagnostics import gather_diagnostics\n"
        "print(gather_diagnostics().networks)\nprint('torch' in sys.modules)"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=repository, check=True
    )

    assert done.stdout.splitlines()[1] == "False"


def test_a_library_without_metadata_tells_its_version_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = metadata.version

    def all_but_numpys(name: str) -> str:
        if name == "numpy":
            raise metadata.PackageNotFoundError(name)
        return told(name)

    monkeypatch.setattr(metadata, "version", all_but_numpys)

    assert dict(gather_diagnostics().libraries)["NumPy"] == np.__version__


def test_without_torch_the_text_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagnostics, "torch_is_installed", lambda: False)

    assert gather_diagnostics(ask_gpu=True).networks == "cannot run, as PyTorch is not installed"
