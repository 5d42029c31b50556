"""engine.models.devices: where networks run"""

import logging
import sys
import threading
from collections.abc import Iterator
from importlib.util import find_spec

import pytest
import torch

from engine.build import BuildInfo, Variant
from engine.errors import ModelError
from engine.models import cuda, devices
from engine.models.cuda import cuda_fault
from engine.models.devices import (
    DeviceChoice,
    current_choice,
    device_for,
    device_words,
    device_words_in_use,
    how_to_add,
    require_torch,
    run_with_fallback,
    set_default_device,
    torch_is_installed,
    use_threads,
    using_device,
)

CPU = torch.device("cpu")
TOO_LITTLE = (
    "The GPU (RTX 3060) has too little free memory for this film: "
    "the CPU does it, which takes longer."
)


@pytest.fixture(autouse=True)
def nothing_chosen(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A process that has chosen no device and tried no GPU, here and afterwards."""
    monkeypatch.delenv(devices.VARIABLE, raising=False)
    monkeypatch.setattr(devices, "_process", devices._Process())
    for remembered in (cuda_fault, devices._log_once):
        remembered.cache_clear()
    yield
    for remembered in (cuda_fault, devices._log_once):
        remembered.cache_clear()


@pytest.fixture
def gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    """A GPU that works, as far as anybody can tell who does not compute on it."""
    monkeypatch.setattr(torch.version, "cuda", "12.8")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda _: "NVIDIA GeForce RTX 3060")
    monkeypatch.setattr(torch.cuda, "get_device_capability", lambda _: (8, 6))
    monkeypatch.setattr(torch.cuda, "get_arch_list", lambda: ["sm_80", "sm_90"])
    monkeypatch.setattr(cuda, "_place", lambda: CPU)


def fails_with(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """Let the convolution that tries a GPU fail."""

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(torch.nn.functional, "conv2d", fail)


def test_the_choice_is_auto_where_nobody_chose() -> None:
    assert current_choice() is DeviceChoice.AUTO


def test_a_block_goes_before_the_process_and_that_before_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NEGATOSCOPE_DEVICE", " CUDA ")
    found = [current_choice()]
    set_default_device("cpu")
    found.append(current_choice())
    with using_device(DeviceChoice.AUTO):
        found.append(current_choice())
    found.append(current_choice())
    set_default_device(None)
    found.append(current_choice())

    assert found == ["cuda", "cpu", "auto", "cpu", "cuda"]


def test_a_thread_sees_the_choice_of_the_process_and_no_block() -> None:
    found: list[DeviceChoice] = []
    set_default_device("cpu")

    with using_device("cuda"):
        thread = threading.Thread(target=lambda: found.append(current_choice()))
        thread.start()
        thread.join()

    assert found == ["cpu"]


def test_a_word_in_the_environment_that_is_no_choice_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NEGATOSCOPE_DEVICE", "gpu")

    with pytest.raises(ModelError) as caught:
        current_choice()

    assert str(caught.value) == (
        "The environment variable NEGATOSCOPE_DEVICE is 'gpu'; it may be auto, cpu or cuda."
    )


def test_a_program_cannot_choose_what_there_is_not() -> None:
    with pytest.raises(ValueError, match="tpu"):
        set_default_device("tpu")
    with pytest.raises(ValueError, match="tpu"), using_device("tpu"):
        pass


@pytest.mark.parametrize(
    ("package", "name"), [("torch", "PyTorch"), ("safetensors", "safetensors")]
)
def test_without_a_package_one_sentence_says_how_to_add_it(
    package: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        devices, "find_spec", lambda wanted: None if wanted == package else find_spec(wanted)
    )

    assert not torch_is_installed()
    for needs_it in (require_torch, device_for, lambda: use_threads(1)):
        with pytest.raises(ModelError, match=f"^This needs {name}, which is not installed") as no:
            needs_it()
        assert no.value.hint == "Run 'make torch', or: pip install 'negatoscope[models]'."


@pytest.mark.parametrize(
    ("variant", "said"),
    [
        (Variant.SOURCE, "Run 'make torch', or: pip install 'negatoscope[models]'."),
        (Variant.SMALL, "Install the full variant over this one; settings and recipes stay."),
        (Variant.FULL, "Install Negatoscope once more: a part of it is missing."),
        (Variant.CUDA, "Install Negatoscope once more: a part of it is missing."),
    ],
)
def test_how_to_add_torch_depends_on_what_is_run(variant: Variant, said: str) -> None:
    assert how_to_add(BuildInfo(variant=variant)) == said


def test_with_both_packages_networks_can_run() -> None:
    require_torch()

    assert torch_is_installed()


def test_a_torch_that_does_not_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "find_spec", lambda _: object())
    monkeypatch.setitem(sys.modules, "torch", None)  # importing it raises ImportError

    with pytest.raises(ModelError, match="PyTorch is installed, but does not start"):
        device_for("cpu")


def test_auto_without_a_gpu_is_the_cpu_and_nothing_to_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(torch.version, "cuda", "12.8")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(devices, "_SIGNS_OF_A_GPU", ())

    with caplog.at_level(logging.DEBUG):
        found = device_for()

    assert found == CPU
    assert caplog.text == ""


@pytest.mark.parametrize(
    ("version", "said"),
    [
        (None, "This PyTorch is built for the CPU alone: 'make run TORCH=cuda' gets one for GPUs."),
        ("12.8", "PyTorch finds no CUDA GPU, or its driver is too old."),
    ],
)
def test_asking_for_cuda_without_one_says_why_and_what_else(
    version: str | None, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.version, "cuda", version)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)

    with pytest.raises(ModelError) as caught:
        device_for("cuda")

    assert str(caught.value) == said
    assert "--device cpu" in caught.value.hint


@pytest.mark.usefixtures("gpu")
@pytest.mark.parametrize("choice", ["auto", "cuda"])
def test_a_gpu_that_computes_is_used(choice: str) -> None:
    assert device_for(choice) == torch.device("cuda")
    assert device_words_in_use() == "RTX 3060"


@pytest.mark.usefixtures("gpu")
def test_the_cpu_is_used_where_it_is_chosen() -> None:
    device_for("cuda")

    assert device_for("cpu") == CPU
    assert device_words_in_use() == "CPU"


@pytest.mark.usefixtures("gpu")
@pytest.mark.parametrize(
    ("error", "said"),
    [
        (RuntimeError("cuDNN error"), "does not work with this PyTorch: update its driver."),
        (
            torch.OutOfMemoryError("CUDA out of memory"),
            "has no free memory: close other programs that use it.",
        ),
    ],
)
def test_a_gpu_that_fails_leaves_the_work_to_the_cpu_and_says_why_once(
    error: Exception,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    fails_with(monkeypatch, error)

    assert [device_for(), device_for()] == [CPU, CPU]

    assert caplog.messages == [f"The GPU (RTX 3060) {said} Networks run on the CPU."]
    with pytest.raises(ModelError) as caught:
        device_for("cuda")
    assert str(caught.value) == f"The GPU (RTX 3060) {said}"


@pytest.mark.usefixtures("gpu")
def test_a_gpu_on_which_cuda_does_not_start_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("CUDA driver initialization failed")

    monkeypatch.setattr(torch.cuda, "get_device_name", fail)

    assert device_for() == CPU
    assert cuda_fault() == (
        "There is a GPU, but CUDA does not start on it: update its driver, or restart."
    )


def test_the_cpu_is_called_cpu() -> None:
    assert device_words(CPU) == "CPU"
    assert device_words_in_use() == "CPU"


@pytest.mark.usefixtures("gpu")
def test_once_the_cpu_is_chosen_no_gpu_is_said_to_be_in_use() -> None:
    device_for()

    set_default_device("cpu")

    assert device_words_in_use() == "CPU"


def test_threads_are_those_of_torch() -> None:
    before = torch.get_num_threads()

    use_threads(before + 1)

    try:
        assert torch.get_num_threads() == before + 1
    finally:
        torch.set_num_threads(before)


def test_work_on_the_cpu_is_done_once_and_needs_no_notice() -> None:
    told: list[str] = []

    found = run_with_fallback(lambda device: device.type, told.append)

    assert (found, told) == ("cpu", [])


@pytest.mark.usefixtures("gpu")
@pytest.mark.parametrize(
    "error",
    [
        torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB."),
        RuntimeError("CUDA error: out of memory"),
        RuntimeError("CUBLAS_STATUS_ALLOC_FAILED when calling cublasCreate(handle)"),
    ],
)
def test_out_of_memory_on_the_gpu_the_cpu_does_it_with_a_notice(
    error: RuntimeError, monkeypatch: pytest.MonkeyPatch
) -> None:
    happened: list[str] = []
    monkeypatch.setattr(torch.cuda, "empty_cache", lambda: happened.append("emptied"))

    def work(device: torch.device) -> int:
        happened.append(device.type)
        if device.type == "cuda":
            raise error
        return 7

    assert run_with_fallback(work, happened.append) == 7

    assert happened == [
        "cuda",
        "emptied",
        TOO_LITTLE,
        "cpu",
    ]
    assert device_words_in_use() == "CPU"


@pytest.mark.usefixtures("gpu")
def test_another_fault_on_the_gpu_is_no_reason_to_try_again() -> None:
    tried: list[str] = []

    def work(device: torch.device) -> None:
        tried.append(device.type)
        raise RuntimeError("mat1 and mat2 shapes cannot be multiplied")

    with pytest.raises(RuntimeError, match="shapes"):
        run_with_fallback(work, pytest.fail)
    assert tried == ["cuda"]


@pytest.mark.usefixtures("gpu")
def test_what_the_failed_work_held_is_let_go_before_the_second_try() -> None:
    """The exception's frames hold tensors on the GPU for as long as somebody holds it."""
    held: list[BaseException | None] = []

    def work(device: torch.device) -> None:
        held.append(sys.exception())
        if device.type == "cuda":
            raise torch.OutOfMemoryError("CUDA out of memory")

    run_with_fallback(work, lambda _: None)

    assert held == [None, None]


def test_out_of_memory_on_the_cpu_is_one_sentence() -> None:
    def work(_: torch.device) -> None:
        raise RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate")

    with pytest.raises(ModelError) as caught:
        run_with_fallback(work, pytest.fail)

    assert str(caught.value) == "The network needs more memory for this film than there is."


@pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no CUDA GPU")
def test_a_real_gpu_out_of_memory_leaves_the_work_to_the_cpu() -> None:
    told: list[str] = []
    free, _ = torch.cuda.mem_get_info()

    def work(device: torch.device) -> str:
        if device.type == "cuda":
            torch.empty(2 * free, dtype=torch.uint8, device=device)
        return device.type

    assert device_for() == torch.device("cuda")
    assert run_with_fallback(work, told.append) == "cpu"
    assert len(told) == 1
