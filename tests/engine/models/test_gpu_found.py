"""engine.models.gpu_found"""

import importlib.util
import subprocess
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from engine import set_default_device
from engine.models import devices
from engine.models import gpu_found as module
from engine.models.gpu_found import Networks, card_name, gpu_found, has_cuda_torch

INFORMATION = """\
Model: \t\t NVIDIA GeForce RTX 3060
IRQ:   \t\t 148
Video BIOS: \t 94.06.14.00.6b
"""
"""As the driver of Linux writes it."""


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A machine with everything; tests take something away."""
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    monkeypatch.delenv("NEGATOSCOPE_DEVICE", raising=False)
    monkeypatch.setattr(devices, "_process", devices._Process())
    for name in ("torch_is_installed", "has_driver", "has_cuda_torch"):
        monkeypatch.setattr(module, name, lambda: True)
    monkeypatch.setattr(module, "card_name", lambda: "RTX 3060")
    return monkeypatch


@pytest.mark.usefixtures("machine")
def test_with_card_driver_and_torch_networks_run_on_the_card() -> None:
    assert gpu_found() == module.GpuFound(Networks.GPU, "RTX 3060")


@pytest.mark.parametrize(
    ("lacking", "expected", "card"),
    [
        ("torch_is_installed", Networks.NOWHERE, ""),
        ("has_driver", Networks.NO_GPU, ""),
        ("has_cuda_torch", Networks.GPU_UNUSED, "RTX 3060"),
    ],
)
def test_what_is_missing_decides(
    lacking: str, expected: Networks, card: str, machine: pytest.MonkeyPatch
) -> None:
    machine.setattr(module, lacking, lambda: False)

    assert gpu_found() == module.GpuFound(expected, card)


@pytest.mark.parametrize(
    ("variable", "value", "expected"),
    [
        ("CUDA_VISIBLE_DEVICES", "", Networks.GPU_DECLINED),
        ("CUDA_VISIBLE_DEVICES", "-1", Networks.GPU_DECLINED),
        ("CUDA_VISIBLE_DEVICES", "0", Networks.GPU),
        ("NEGATOSCOPE_DEVICE", "cpu", Networks.GPU_DECLINED),
        ("NEGATOSCOPE_DEVICE", "toaster", Networks.GPU),
    ],
)
def test_the_environment_may_decline_the_card(
    variable: str, value: str, expected: Networks, machine: pytest.MonkeyPatch
) -> None:
    machine.setenv(variable, value)

    assert gpu_found().networks is expected


@pytest.mark.usefixtures("machine")
def test_the_settings_may_decline_the_card() -> None:
    set_default_device("cpu")
    found = gpu_found()
    set_default_device(None)

    assert found.networks is Networks.GPU_DECLINED


def test_the_card_is_named_without_its_maker(tmp_path: Path) -> None:
    folder = tmp_path / "0000:01:00.0"
    folder.mkdir()
    (folder / "information").write_text(INFORMATION)

    assert card_name(str(tmp_path)) == "RTX 3060"


@pytest.mark.parametrize("said", ["", "Model:\n", "IRQ: 148\n", "Model: \x1b[31mX\n"])
def test_a_card_that_is_not_named_has_no_name(said: str, tmp_path: Path) -> None:
    folder = tmp_path / "0000:01:00.0"
    folder.mkdir()
    (folder / "information").write_text(said)

    assert card_name(str(tmp_path)) == ""


@pytest.mark.parametrize(
    ("library", "expected"), [("libtorch_cuda.so", True), ("libtorch_cpu.so", False)]
)
def test_torch_for_cards_is_known_by_its_library(
    library: str, expected: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / library).touch()
    spec = ModuleSpec("torch", None, origin=str(tmp_path / "__init__.py"))
    monkeypatch.setattr(module, "find_spec", lambda _: spec)
    monkeypatch.setattr(sys, "platform", "linux")

    assert has_cuda_torch() is expected


def test_nothing_heavy_is_loaded_for_it() -> None:
    if importlib.util.find_spec("torch") is None:
        pytest.skip("PyTorch is not installed")
    program = (
        "import sys\nfrom engine import gpu_found\ngpu_found()\n"
        "sys.exit(any(name in sys.modules for name in ('torch', 'numpy', 'cv2', 'pydicom')))"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
