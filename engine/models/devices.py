"""Where networks run: on a CUDA GPU that works, else on the CPU. Nothing here loads torch early.

The choice is no part of a recipe, as the same recipe gives the same film anywhere. It is made, in
this order, by a ``using_device`` block, by the process (``set_default_device``), by the environment
variable NEGATOSCOPE_DEVICE, and otherwise it is "auto".
"""

import logging
import os
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, TypeVar

from engine.errors import ModelError

if TYPE_CHECKING:
    import torch

log = logging.getLogger(__name__)
Result = TypeVar("Result")

VARIABLE = "NEGATOSCOPE_DEVICE"
"""Environment variable that says where networks run, for want of another choice."""

CPU_WORDS = "CPU"
_HOW_TO_ADD = "Run 'make torch', or: pip install 'negatoscope[models]'."
_USE_CPU = "Use --device cpu, or leave --device out."


class DeviceChoice(StrEnum):
    """Where networks are to run."""

    AUTO = "auto"
    CPU = "cpu"
    CUDA = "cuda"


@dataclass
class _Process:
    """What holds for the whole process.

    Attributes:
        choice: Made by the process itself, or None.
        words: What the device is called that was given out last.
    """

    choice: DeviceChoice | None = None
    words: str = CPU_WORDS


_process = _Process()
_block: ContextVar[DeviceChoice | None] = ContextVar("device choice", default=None)


def torch_is_installed() -> bool:
    """Return whether networks can run at all; loads nothing."""
    return _first_missing() is None


def require_torch() -> None:
    """Do nothing where networks can run.

    Raises:
        ModelError: Naming what is not installed, and how to add it.
    """
    missing = _first_missing()
    if missing is not None:
        raise ModelError(f"This needs {missing}, which is not installed.", hint=_HOW_TO_ADD)


def set_default_device(choice: DeviceChoice | str | None) -> None:
    """Choose where networks run in every thread of this process that has not chosen itself.

    This is the one setting of the process: a worker thread sees no ``using_device`` block of the
    thread that started it.

    Args:
        choice: "auto", "cpu" or "cuda"; None leaves it to the environment again.

    Raises:
        ValueError: If it is none of these.
    """
    _process.choice = None if choice is None else DeviceChoice(choice)


@contextmanager
def using_device(choice: DeviceChoice | str) -> Iterator[None]:
    """Choose where networks run in this thread, for as long as the block lasts.

    Raises:
        ValueError: If ``choice`` is not "auto", "cpu" or "cuda".
    """
    token = _block.set(DeviceChoice(choice))
    try:
        yield
    finally:
        _block.reset(token)


def current_choice() -> DeviceChoice:
    """Return where networks are to run in this thread.

    Raises:
        ModelError: If the environment variable says something else than auto, cpu or cuda.
    """
    chosen = _block.get() or _process.choice
    if chosen is not None:
        return chosen
    said = os.environ.get(VARIABLE, "").strip().lower() or DeviceChoice.AUTO.value
    try:
        return DeviceChoice(said)
    except ValueError as error:
        raise ModelError(
            f"The environment variable {VARIABLE} is {said!r}; it may be auto, cpu or cuda.",
            hint=f"Correct it, or unset {VARIABLE}.",
        ) from error


def device_for(choice: DeviceChoice | str | None = None) -> "torch.device":
    """Return where networks run; the first call loads torch, which takes seconds.

    "auto" is the GPU where one works, otherwise the CPU; a GPU that is there and does not work is
    logged once, with the reason.

    Args:
        choice: "auto", "cpu" or "cuda"; by default what holds in this thread.

    Raises:
        ModelError: If torch is not installed, or "cuda" is chosen and cannot be used.
    """
    _start_torch()
    import torch

    wanted = current_choice() if choice is None else DeviceChoice(choice)
    found = torch.device("cpu")
    if wanted is DeviceChoice.CUDA and (fault := _cuda_fault()):
        raise ModelError(fault, hint=_USE_CPU)
    if wanted is not DeviceChoice.CPU and not _cuda_fault():
        found = torch.device("cuda")
    _process.words = device_words(found)
    return found


def device_words(device: "torch.device") -> str:
    """Return what people call a device: "CPU", or a GPU's short name such as "RTX 3060"."""
    if device.type != "cuda":
        return CPU_WORDS
    import torch

    return _short(torch.cuda.get_device_name(device))


def device_words_in_use() -> str:
    """Return where the last network ran; "CPU" before the first. Loads nothing, asks no GPU."""
    return CPU_WORDS if _process.choice is DeviceChoice.CPU else _process.words


def use_threads(count: int) -> None:
    """Let networks on the CPU use so many threads.

    Args:
        count: At least 1.

    Raises:
        ModelError: If torch is not installed.
    """
    _start_torch()
    import torch

    torch.set_num_threads(count)


def run_with_fallback(
    work: "Callable[[torch.device], Result]", notice: Callable[[str], None]
) -> Result:
    """Run work where this thread's networks run; on the CPU if the GPU's memory does not suffice.

    Args:
        work: Called with the device, a second time if the first ran out of memory.
        notice: Called with one sentence before the second time.

    Returns:
        What ``work`` returned.

    Raises:
        ModelError: If there is no torch or no such device, or the CPU's memory does not suffice
            either.
    """
    device = device_for()
    import torch

    if device.type == "cuda":
        try:
            return work(device)
        except RuntimeError as error:
            if not _is_out_of_memory(error):
                raise
        # Only outside of the except clause are the frames gone that hold tensors on the GPU.
        torch.cuda.empty_cache()
        notice(
            f"The GPU ({device_words(device)}) has too little free memory for this film: "
            "the CPU does it, which takes longer."
        )
    try:
        return work(device_for(DeviceChoice.CPU))
    except RuntimeError as error:
        if not _is_out_of_memory(error):
            raise
        raise ModelError(
            "The network needs more memory for this film than there is.",
            hint="Close other programs, or work on fewer films at once.",
        ) from error


def _first_missing() -> str | None:
    named = {"torch": "PyTorch", "safetensors": "safetensors"}
    return next((named[package] for package in named if find_spec(package) is None), None)


def _start_torch() -> None:
    require_torch()
    try:
        import torch  # noqa: F401 - only whether it can be
    except (ImportError, OSError) as error:
        raise ModelError("PyTorch is installed, but does not start.", hint=_HOW_TO_ADD) from error


@cache
def _cuda_fault() -> str:
    """Return why CUDA cannot be used, as a sentence, or nothing where it works; logged once."""
    import torch

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch's own name files of this machine
        if torch.version.cuda is None:
            return "This PyTorch is built for the CPU alone, so no GPU can be used."
        if not torch.cuda.is_available():
            return "PyTorch finds no CUDA GPU, or its driver is too old."
        fault = _fault_in_use(_place())
    if fault:
        log.warning("%s Networks run on the CPU.", fault)
    return fault


def _place() -> "torch.device":
    """Return the GPU to try: the first, or of several processes that train together its own."""
    import torch

    return torch.device("cuda", int(os.environ.get("LOCAL_RANK", "0")))


def _fault_in_use(device: "torch.device") -> str:
    """Return why a small convolution fails on a GPU, or nothing if it does not."""
    import torch

    name = _short(torch.cuda.get_device_name(device))
    try:
        ones = torch.ones((1, 1, 4, 4), device=device)
        total = torch.nn.functional.conv2d(ones, ones[..., :3, :3]).sum().item()
    except RuntimeError as error:
        if _is_out_of_memory(error):
            return f"The GPU ({name}) has no free memory."
        capability = torch.cuda.get_device_capability(device)
        if not is_built_for(capability, torch.cuda.get_arch_list()):
            return f"The GPU ({name}) is too old or too new for this PyTorch."
        return f"The GPU ({name}) does not work with this PyTorch."
    return "" if total == 36 else f"The GPU ({name}) computes wrong numbers."


def is_built_for(capability: tuple[int, int], architectures: list[str]) -> bool:
    """Return whether a build of torch has code for a GPU.

    Args:
        capability: Of the GPU: 8, 6 for an RTX 3060.
        architectures: Of the build: "sm_80" runs on 8.0 and later minor numbers, "compute_80" is
            translated for whatever comes later.

    Source: NVIDIA, CUDA C++ Programming Guide, "Binary compatibility" and "PTX compatibility".
    """
    for architecture in architectures:
        match = re.fullmatch(r"(sm|compute)_(\d+)(\d)", architecture)
        if match is None:  # sm_90a and the like run on exactly one; the general one stands beside
            continue
        built = int(match[2]), int(match[3])
        is_binary = match[1] == "sm"
        if built <= capability and (not is_binary or built[0] == capability[0]):
            return True
    return False


def _is_out_of_memory(error: RuntimeError) -> bool:
    """Return whether memory ran out: torch says so in one class and several words."""
    import torch

    words = str(error).lower()
    return isinstance(error, torch.OutOfMemoryError) or any(
        said in words for said in ("out of memory", "alloc_failed", "can't allocate memory")
    )


def _short(name: str) -> str:
    """Return a GPU's name without its maker and what every one of them is called."""
    kept = [
        word for word in name.split() if word not in ("NVIDIA", "GeForce", "Laptop", "GPU", "Tesla")
    ]
    return " ".join(kept) or name
