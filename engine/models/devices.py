"""Where networks run: on a CUDA GPU that works, else on the CPU. Nothing here loads torch early.

The choice is no part of a recipe, as the same recipe gives the same film anywhere. It is made, in
this order, by a ``using_device`` block, by the process (``set_default_device``), by the environment
variable NEGATOSCOPE_DEVICE, and otherwise it is "auto".
"""

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, TypeVar

from engine.errors import ModelError
from engine.models.cuda import cuda_fault, is_out_of_memory, short_name

if TYPE_CHECKING:
    import torch

log = logging.getLogger(__name__)
Result = TypeVar("Result")

VARIABLE = "NEGATOSCOPE_DEVICE"
"""Environment variable that says where networks run, for want of another choice."""

CPU_WORDS = "CPU"
HOW_TO_ADD = "Run 'make torch', or: pip install 'negatoscope[models]'."
"""What to tell whoever lacks torch."""

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
        raise ModelError(f"This needs {missing}, which is not installed.", hint=HOW_TO_ADD)


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
    fault = "" if wanted is DeviceChoice.CPU else cuda_fault()
    if fault and wanted is DeviceChoice.CUDA:
        raise ModelError(fault, hint=_USE_CPU)
    if fault and torch.cuda.is_available():
        _log_once(fault)
    found = torch.device("cpu" if fault or wanted is DeviceChoice.CPU else "cuda")
    _process.words = device_words(found)
    return found


def device_words(device: "torch.device") -> str:
    """Return what people call a device: "CPU", or a GPU's short name such as "RTX 3060"."""
    if device.type != "cuda":
        return CPU_WORDS
    import torch

    return short_name(torch.cuda.get_device_name(device))


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
            if not is_out_of_memory(error):
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
        if not is_out_of_memory(error):
            raise
        raise ModelError(
            "The network needs more memory for this film than there is.",
            hint="Close other programs, or work on fewer films at once.",
        ) from error


@cache
def _log_once(fault: str) -> None:
    log.warning("%s Networks run on the CPU.", fault)


def _first_missing() -> str | None:
    named = {"torch": "PyTorch", "safetensors": "safetensors"}
    return next((named[package] for package in named if find_spec(package) is None), None)


def _start_torch() -> None:
    require_torch()
    try:
        import torch  # noqa: F401 - only whether it can be
    except (ImportError, OSError) as error:
        raise ModelError("PyTorch is installed, but does not start.", hint=HOW_TO_ADD) from error
