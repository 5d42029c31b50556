"""engine.models.devices: where filters run"""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch

from engine.models import cuda, devices
from engine.models.cuda import cuda_fault
from engine.models.devices import gpu_for_filters, run_filter, set_default_device

CPU, GPU = torch.device("cpu"), torch.device("cuda")


@pytest.fixture(autouse=True)
def nothing_chosen(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A process that has chosen no device and tried no GPU, here and afterwards."""
    monkeypatch.delenv(devices.VARIABLE, raising=False)
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    monkeypatch.setattr(devices, "_process", devices._Process())
    for remembered in (cuda_fault, devices._log_once):
        remembered.cache_clear()
    yield
    for remembered in (cuda_fault, devices._log_once):
        remembered.cache_clear()


@pytest.fixture
def driver(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What the driver of a GPU leaves."""
    (tmp_path / "nvidiactl").touch()
    monkeypatch.setattr(
        devices, "_SIGNS_OF_A_GPU", (str(tmp_path / "none"), str(tmp_path / "nvidiactl"))
    )


@pytest.fixture
def no_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    """No driver of a GPU."""
    monkeypatch.setattr(devices, "_SIGNS_OF_A_GPU", ())


@pytest.fixture
def gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    """A GPU that works, as far as anybody can tell who does not compute on it."""
    monkeypatch.setattr(torch.version, "cuda", "12.8")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda _: "NVIDIA GeForce RTX 3060")
    monkeypatch.setattr(cuda, "_place", lambda: CPU)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Tells whether torch was loaded to look for a GPU."""
    times: list[str] = []
    real = devices._start_torch

    def start() -> None:
        times.append("torch")
        real()

    monkeypatch.setattr(devices, "_start_torch", start)
    return times


@pytest.mark.usefixtures("driver", "gpu")
@pytest.mark.parametrize("choice", ["auto", "cuda"])
def test_filters_run_on_a_gpu_that_works(choice: str) -> None:
    set_default_device(choice)

    assert gpu_for_filters() == GPU


@pytest.mark.usefixtures("driver", "gpu")
def test_filters_run_on_the_cpu_where_it_is_chosen(asked: list[str]) -> None:
    set_default_device("cpu")

    assert gpu_for_filters() is None
    assert asked == []


@pytest.mark.usefixtures("no_driver", "gpu")
def test_without_a_driver_torch_is_not_asked(asked: list[str]) -> None:
    assert gpu_for_filters() is None
    assert asked == []


@pytest.mark.usefixtures("driver", "gpu")
@pytest.mark.parametrize("hidden", ["", "-1"])
def test_a_gpu_that_is_hidden_is_left_alone(
    hidden: str, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", hidden)

    assert gpu_for_filters() is None
    assert asked == []


@pytest.mark.usefixtures("driver", "gpu")
def test_without_torch_filters_run_on_the_cpu_in_silence(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(devices, "find_spec", lambda _: None)

    assert gpu_for_filters() is None
    assert caplog.messages == []


@pytest.mark.usefixtures("no_driver", "gpu")
def test_asked_for_a_gpu_is_looked_for_even_without_the_usual_signs() -> None:
    set_default_device("cuda")

    assert gpu_for_filters() == GPU


def test_asked_for_a_gpu_that_is_not_there_filters_run_on_the_cpu_and_say_so_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(torch.version, "cuda", None)
    set_default_device("cuda")

    assert [gpu_for_filters(), gpu_for_filters()] == [None, None]

    fault = "This PyTorch is built for the CPU alone: 'make run TORCH=cuda' gets one for GPUs."
    assert caplog.messages == [f"{fault} Filters run on the CPU."]


@pytest.mark.usefixtures("driver", "gpu")
def test_a_word_that_is_no_choice_stops_no_filter(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(devices.VARIABLE, "gpu")

    assert gpu_for_filters() is None
    assert caplog.messages[0].endswith("it may be auto, cpu or cuda. Filters run on the CPU.")


@pytest.mark.usefixtures("driver")
def test_a_torch_for_the_cpu_beside_a_gpu_filters_on_the_cpu(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(torch.version, "cuda", None)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)

    with caplog.at_level(logging.DEBUG):
        assert gpu_for_filters() is None

    assert caplog.messages == []


@pytest.fixture
def where(monkeypatch: pytest.MonkeyPatch) -> Callable[[torch.device | None], None]:
    """Say where filters run."""
    return lambda device: monkeypatch.setattr(devices, "gpu_for_filters", lambda: device)


def test_a_filter_runs_on_the_gpu_alone(where: Callable[[torch.device | None], None]) -> None:
    where(GPU)

    assert run_filter(lambda device: device.type, lambda: pytest.fail("on the CPU")) == "cuda"


def test_without_a_gpu_a_filter_runs_on_the_cpu_alone(
    where: Callable[[torch.device | None], None],
) -> None:
    where(None)

    assert run_filter(lambda _: pytest.fail("on a GPU"), lambda: "cpu") == "cpu"


@pytest.mark.usefixtures("gpu")
def test_out_of_memory_the_cpu_filters_after_the_gpu_let_go(
    where: Callable[[torch.device | None], None],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    happened: list[str] = []
    monkeypatch.setattr(torch.cuda, "empty_cache", lambda: happened.append("emptied"))
    where(GPU)

    def fail(_: torch.device) -> int:
        raise torch.OutOfMemoryError("CUDA out of memory")

    def succeed() -> int:
        happened.append("cpu")
        return 7

    assert run_filter(fail, succeed) == 7

    assert happened == ["emptied", "cpu"]
    assert caplog.text.endswith(
        "The GPU (RTX 3060) has too little free memory for this film: "
        "the CPU does it, which takes longer.\n"
    )
