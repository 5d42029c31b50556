"""Where networks and heavy filters run: on a CUDA GPU that works, else on the CPU.

Nothing here loads torch early, and for a filter nothing loads it where there is no GPU at all.

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
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from engine.build import BuildInfo, Variant, build_info
from engine.errors import ModelError
from engine.models.cuda import cuda_fault, is_out_of_memory, short_name

if TYPE_CHECKING:
    import torch

log = logging.getLogger(__name__)
Result = TypeVar("Result")

VARIABLE = "NEGATOSCOPE_DEVICE"
"""Environment variable that says where networks run, for want of another choice."""

CPU_WORDS = "CPU"

WAYS_TO_ADD = {
    Variant.SOURCE: "Run 'make torch', or: pip install 'negatoscope[models]'.",
    Variant.SMALL: "Install the full variant over this one; settings and recipes stay.",
    Variant.FULL: "Install Negatoscope once more: a part of it is missing.",
    Variant.CUDA: "Install Negatoscope once more: a part of it is missing.",
}
"""What to tell whoever lacks torch, by what the build brings along."""


def how_to_add(build: BuildInfo) -> str:
    """Return what to tell the user of a build who lacks torch."""
    return WAYS_TO_ADD[build.variant]


HOW_TO_ADD = how_to_add(build_info())
"""What to tell the user of this build who lacks torch."""

_USE_CPU = "Use --device cpu, or leave --device out."

_TOO_LITTLE = (
    "The GPU (%s) has too little free memory for this film: the CPU does it, which takes longer."
)

_SIGNS_OF_A_GPU = (
    "/dev/nvidiactl",
    "/proc/driver/nvidia/version",
    "/usr/lib/wsl/lib/libcuda.so.1",  # Linux within Windows
    r"C:\Windows\System32\nvcuda.dll",
)
"""What the driver of NVIDIA leaves, on whatever system; looked at before torch is loaded."""


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
        fault: Why that is no GPU, though one was allowed; "" where it is one.
    """

    choice: DeviceChoice | None = None
    words: str = CPU_WORDS
    fault: str = ""


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

    "auto" is the GPU where one works, otherwise the CPU; where one was to be expected, the reason
    is logged once: the driver or torch finds it, or the build is made for it.

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
    if fault and torch.version.cuda and (torch.cuda.is_available() or _expects_gpu()):
        _log_once(f"{fault} Networks run on the CPU.")
    found = torch.device("cpu" if fault or wanted is DeviceChoice.CPU else "cuda")
    _process.words, _process.fault = device_words(found), fault
    return found


def gpu_for_filters() -> "torch.device | None":
    """Return the GPU that filters run on in this thread, or None where they run on the CPU.

    Never fails, as a filter does the same on the CPU. On "auto", torch is loaded only where it is
    installed and the driver of a GPU is there; on "cpu" never.
    """
    try:
        choice = current_choice()
        if choice is DeviceChoice.CPU or (choice is DeviceChoice.AUTO and not _may_have_gpu()):
            return None
        device = device_for(choice)
    except ModelError as error:
        _log_once(f"{error} Filters run on the CPU.")
        return None
    return device if device.type == "cuda" else None


def _may_have_gpu() -> bool:
    return has_driver() and not is_hidden() and torch_is_installed()


def _expects_gpu() -> bool:
    """Return whether who sits here would wonder why there is no GPU."""
    return not is_hidden() and (has_driver() or build_info().variant is Variant.CUDA)


def has_driver() -> bool:
    """Return whether NVIDIA's driver has left one of its signs; loads nothing."""
    return any(Path(sign).exists() for sign in _SIGNS_OF_A_GPU)


def is_hidden() -> bool:
    """Return whether the environment hides every GPU."""
    return os.environ.get("CUDA_VISIBLE_DEVICES", "0").strip() in ("", "-1")


def device_words(device: "torch.device") -> str:
    """Return what people call a device: "CPU", or a GPU's short name such as "RTX 3060"."""
    if device.type != "cuda":
        return CPU_WORDS
    import torch

    return short_name(torch.cuda.get_device_name(device))


def device_words_in_use() -> str:
    """Return where a network or filter last chose to run; "CPU" before. Loads and asks nothing."""
    return CPU_WORDS if _process.choice is DeviceChoice.CPU else _process.words


def device_fault_in_use() -> str:
    """Return why a network that last chose the CPU found no GPU; "" before. Loads, asks nothing."""
    return "" if _process.choice is DeviceChoice.CPU else _process.fault


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
        notice(_TOO_LITTLE % device_words(device))
    try:
        return work(device_for(DeviceChoice.CPU))
    except RuntimeError as error:
        if not is_out_of_memory(error):
            raise
        raise ModelError(
            "The network needs more memory for this film than there is.",
            hint="Close other programs, or work on fewer films at once.",
        ) from error


def run_filter(on_gpu: "Callable[[torch.device], Result]", on_cpu: Callable[[], Result]) -> Result:
    """Return what a filter makes on the GPU, or on the CPU if there is none or its memory runs out.

    Args:
        on_gpu: Called with the GPU.
        on_cpu: Called otherwise.
    """
    device = gpu_for_filters()
    if device is not None:
        try:
            return on_gpu(device)
        except RuntimeError as error:
            if not is_out_of_memory(error):
                raise
        import torch

        torch.cuda.empty_cache()  # outside of the except clause, as above
        log.warning(_TOO_LITTLE, device_words(device))
    return on_cpu()


@cache
def _log_once(sentences: str) -> None:
    log.warning("%s", sentences)


def _first_missing() -> str | None:
    named = {"torch": "PyTorch", "safetensors": "safetensors"}
    return next((named[package] for package in named if find_spec(package) is None), None)


def _start_torch() -> None:
    require_torch()
    try:
        import torch  # noqa: F401 - only whether it can be
    except (ImportError, OSError) as error:
        raise ModelError("PyTorch is installed, but does not start.", hint=HOW_TO_ADD) from error
