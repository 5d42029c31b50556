"""engine.models.cuda"""

from collections.abc import Iterator

import pytest
import torch

from engine.build import BuildInfo, Variant
from engine.models import cuda
from engine.models.cuda import (
    cpu_build_words,
    cuda_fault,
    is_built_for,
    short_name,
)

TOO_OLD = (
    "The NVIDIA driver on your system is too old (found version %d). Please update your GPU driver "
    "by downloading and installing a new version"
)
"""What torch 2.15 says, and below: read off a computer with such a driver, or with none."""

NOT_THERE = (
    "Found no NVIDIA driver on your system. Please check that you have an NVIDIA GPU and installed "
    "a driver"
)


@pytest.fixture(autouse=True)
def nothing_tried() -> Iterator[None]:
    """A process that has tried no GPU, here and afterwards."""
    cuda_fault.cache_clear()
    yield
    cuda_fault.cache_clear()


@pytest.fixture
def gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    """A GPU that works, as far as anybody can tell who does not compute on it."""
    monkeypatch.setattr(torch.version, "cuda", "12.8")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda _: "NVIDIA GeForce RTX 3060")
    monkeypatch.setattr(torch.cuda, "get_device_capability", lambda _: (8, 6))
    monkeypatch.setattr(cuda, "_place", lambda: torch.device("cpu"))


OLD = "The NVIDIA driver is too old, as it ends at CUDA %s and this PyTorch is made with 13.2: "
UPDATE = "update the driver."
NO_DRIVER = "No NVIDIA driver was found: install it if this computer has an NVIDIA GPU."
NO_GPU = "The NVIDIA driver shows no GPU: see whether CUDA_VISIBLE_DEVICES hides it, or restart."


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (TOO_OLD % 11040, OLD % "11.4" + UPDATE),
        (TOO_OLD % 12080, OLD % "12.8" + UPDATE),
        (NOT_THERE, NO_DRIVER),
        ("No CUDA GPUs are available", NO_GPU),
        ("CUDA unknown error", "PyTorch finds no CUDA GPU, or its driver is too old."),
    ],
)
def test_what_torch_says_of_the_driver_becomes_one_sentence_that_says_what_to_do(
    error: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise RuntimeError(error)

    monkeypatch.setattr(torch.version, "cuda", "13.2")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.cuda, "init", fail)

    assert cuda_fault() == said


@pytest.mark.parametrize(
    ("variant", "system", "said"),
    [
        (
            Variant.SOURCE,
            "linux",
            "This PyTorch is built for the CPU alone: 'make run TORCH=cuda' gets one for GPUs.",
        ),
        (
            Variant.FULL,
            "win32",
            "This build is for the CPU alone: install the CUDA variant over it to use a GPU.",
        ),
        (
            Variant.FULL,
            "darwin",
            "Networks run on the CPU here: there is no CUDA for macOS.",
        ),
    ],
)
def test_a_torch_that_knows_no_gpu_says_how_to_get_one_that_does(
    variant: Variant, system: str, said: str
) -> None:
    assert cpu_build_words(BuildInfo(variant=variant), system) == said


@pytest.mark.usefixtures("gpu")
@pytest.mark.parametrize(
    ("capability", "architectures", "said"),
    [
        (
            (5, 2),
            ["sm_75", "sm_80"],
            "5.2, and this PyTorch needs 7.5 or later: it takes a newer GPU.",
        ),
        (
            (6, 1),
            ["sm_120a", "sm_90", "sm_75"],
            "6.1, and this PyTorch needs 7.5 or later: it takes a newer GPU.",
        ),
        (
            (13, 0),
            ["sm_75", "sm_120"],
            "13.0, which is too new for this PyTorch: it takes a newer version.",
        ),
        (
            (8, 0),
            ["sm_75", "sm_90"],
            "8.0, for which this PyTorch has no code: it takes another version.",
        ),
        ((8, 6), [], "8.6, for which this PyTorch has no code: it takes another version."),
    ],
)
def test_a_gpu_that_torch_has_no_code_for_is_told_with_both_figures(
    capability: tuple[int, int],
    architectures: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("no kernel image is available for execution on the device")

    monkeypatch.setattr(torch.cuda, "get_device_capability", lambda _: capability)
    monkeypatch.setattr(torch.cuda, "get_arch_list", lambda: architectures)
    monkeypatch.setattr(torch.nn.functional, "conv2d", fail)

    assert cuda_fault() == f"The GPU (RTX 3060) has compute capability {said}"


@pytest.mark.usefixtures("gpu")
def test_a_gpu_that_computes_wrong_numbers_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.nn.functional, "conv2d", lambda image, _: image * 0)

    assert cuda_fault() == "The GPU (RTX 3060) computes wrong numbers."


@pytest.mark.parametrize(
    ("capability", "architectures", "expected"),
    [
        ((8, 6), ["sm_80"], True),
        ((8, 6), ["sm_86"], True),
        ((8, 0), ["sm_86"], False),
        ((9, 0), ["sm_80", "sm_86"], False),
        ((9, 0), ["sm_80", "compute_80"], True),
        ((5, 2), ["sm_75", "compute_90"], False),
        ((12, 0), ["sm_90", "sm_120"], True),
        ((10, 0), ["sm_90a", "sm_120"], False),
        ((8, 6), [], False),
    ],
)
def test_a_build_has_code_for_a_gpu_as_nvidia_says(
    capability: tuple[int, int], architectures: list[str], expected: bool
) -> None:
    assert is_built_for(capability, architectures) is expected


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("NVIDIA GeForce RTX 3060 Laptop GPU", "RTX 3060"),
        ("NVIDIA H200", "H200"),
        ("Tesla T4", "T4"),
        ("NVIDIA", "NVIDIA"),
    ],
)
def test_a_gpu_is_called_by_its_short_name(name: str, short: str) -> None:
    assert short_name(name) == short
