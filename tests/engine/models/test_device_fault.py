"""engine.models.devices: what is told where a GPU was expected and none is used"""

from collections.abc import Iterator

import pytest
import torch

from engine.build import BuildInfo, Variant
from engine.models import devices
from engine.models.cuda import cuda_fault
from engine.models.devices import device_fault_in_use, device_for, set_default_device

CPU = torch.device("cpu")
FAULT = (
    "The NVIDIA driver is too old, as it ends at CUDA 11.4 and this PyTorch is made with 13.2: "
    "update the driver."
)


@pytest.fixture(autouse=True)
def old_driver(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A PyTorch for GPUs with a driver older than that; of which no sign is found."""

    def fail() -> None:
        raise RuntimeError("The NVIDIA driver on your system is too old (found version 11040).")

    monkeypatch.setattr(torch.version, "cuda", "13.2")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.cuda, "init", fail)
    monkeypatch.delenv(devices.VARIABLE, raising=False)
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    monkeypatch.setattr(devices, "_process", devices._Process())
    monkeypatch.setattr(devices, "_SIGNS_OF_A_GPU", ())
    for remembered in (cuda_fault, devices._log_once):
        remembered.cache_clear()
    yield
    for remembered in (cuda_fault, devices._log_once):
        remembered.cache_clear()


@pytest.fixture
def signs(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the driver leaves."""
    monkeypatch.setattr(devices, "_SIGNS_OF_A_GPU", (__file__,))


@pytest.mark.usefixtures("signs")
def test_a_driver_too_old_leaves_the_work_to_the_cpu_and_is_told_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert [device_for(), device_for()] == [CPU, CPU]

    assert caplog.messages == [f"{FAULT} Networks run on the CPU."]


def test_a_build_for_gpus_says_why_it_uses_none_even_where_no_driver_is(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(devices, "build_info", lambda: BuildInfo(variant=Variant.CUDA))

    device_for()

    assert caplog.messages == [f"{FAULT} Networks run on the CPU."]


@pytest.mark.usefixtures("signs")
def test_whoever_hides_the_gpu_is_told_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")

    device_for()

    assert caplog.messages == []


@pytest.mark.usefixtures("signs")
def test_a_torch_for_the_cpu_is_nothing_to_be_told_at_every_start(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(torch.version, "cuda", None)

    device_for()

    assert caplog.messages == []


def test_why_no_gpu_is_in_use_can_be_read_until_the_cpu_is_chosen() -> None:
    before = device_fault_in_use()
    device_for()
    found = device_fault_in_use()
    set_default_device("cpu")

    assert (before, found) == ("", FAULT)
    assert device_fault_in_use() == ""
