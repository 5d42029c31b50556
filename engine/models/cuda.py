"""Whether a CUDA GPU works with the torch that is installed, and if not, why, in one sentence.

Such a sentence names what is at fault, driver or GPU or build, and what to do about it. Nothing
here loads torch before it is called.
"""

import os
import re
import sys
import warnings
from functools import cache
from typing import TYPE_CHECKING

from engine.build import BuildInfo, build_info

if TYPE_CHECKING:
    import torch

_NO_DRIVER = "No NVIDIA driver was found: install it if this computer has an NVIDIA GPU."
_NO_GPU = "The NVIDIA driver shows no GPU: see whether CUDA_VISIBLE_DEVICES hides it, or restart."
_NOTHING_FOUND = "PyTorch finds no CUDA GPU, or its driver is too old."


@cache
def cuda_fault() -> str:
    """Return why CUDA cannot be used, as a sentence, or nothing where it works."""
    import torch

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch's own name files of this machine
        if torch.version.cuda is None:
            return cpu_build_words(build_info(), sys.platform)
        if torch.cuda.is_available():
            return _fault_in_use(_place())
        try:
            torch.cuda.init()  # type: ignore[no-untyped-call]
        except (RuntimeError, AssertionError) as error:
            return driver_words(str(error), torch.version.cuda)
        return _NOTHING_FOUND


def cpu_build_words(build: BuildInfo, system: str) -> str:
    """Return how someone whose torch knows no GPU gets one that does.

    Args:
        build: Which program runs.
        system: As ``sys.platform`` calls it.
    """
    if system == "darwin":
        return "Networks run on the CPU here: there is no CUDA for macOS."
    if build.is_frozen:
        return "This build is for the CPU alone: install the CUDA variant over it to use a GPU."
    return "This PyTorch is built for the CPU alone: 'make run TORCH=cuda' gets one for GPUs."


def driver_words(error: str, cuda: str) -> str:
    """Return what is wrong with the driver, by what torch says when it does not start on it.

    Args:
        error: Of ``torch.cuda.init``. The driver's CUDA is a number there: 11040 is 11.4.
        cuda: Version that torch is made with, "13.2".
    """
    old = re.search(r"driver on your system is too old \(found version (\d+)\)", error)
    if old is not None:
        thousands, rest = divmod(int(old[1]), 1000)
        return (
            f"The NVIDIA driver is too old, as it ends at CUDA {thousands}.{rest // 10} and this "
            f"PyTorch is made with {cuda}: update the driver."
        )
    if "Found no NVIDIA driver" in error:
        return _NO_DRIVER
    if "No CUDA GPUs are available" in error:
        return _NO_GPU
    return _NOTHING_FOUND


def _place() -> "torch.device":
    """Return the GPU to try: the first, or of several processes that train together its own."""
    import torch

    return torch.device("cuda", int(os.environ.get("LOCAL_RANK", "0")))


def _fault_in_use(device: "torch.device") -> str:
    """Return why a small convolution fails on a GPU, or nothing if it does not."""
    import torch

    try:
        name = short_name(torch.cuda.get_device_name(device))
    except RuntimeError:  # a driver at odds with its GPU, or a GPU that another process holds alone
        return "There is a GPU, but CUDA does not start on it: update its driver, or restart."
    try:
        ones = torch.ones((1, 1, 4, 4), device=device)
        total = torch.nn.functional.conv2d(ones, ones[..., :3, :3]).sum().item()
    except RuntimeError as error:
        if is_out_of_memory(error):
            return f"The GPU ({name}) has no free memory: close other programs that use it."
        capability = torch.cuda.get_device_capability(device)
        architectures = torch.cuda.get_arch_list()
        if not is_built_for(capability, architectures):
            return f"The GPU ({name}) {_mismatch(capability, architectures)}"
        return f"The GPU ({name}) does not work with this PyTorch: update its driver."
    return "" if total == 36 else f"The GPU ({name}) computes wrong numbers."


def _mismatch(capability: tuple[int, int], architectures: list[str]) -> str:
    """Return the end of a sentence on a GPU that torch has no code for.

    Args:
        capability: Of the GPU: 8, 6 for an RTX 3060.
        architectures: Of the build of torch, as for ``is_built_for``.
    """
    known = [built for _, built in map(_split, architectures) if built is not None]
    has = f"has compute capability {capability[0]}.{capability[1]}"
    if known and capability < min(known):
        oldest = f"{min(known)[0]}.{min(known)[1]}"
        return f"{has}, and this PyTorch needs {oldest} or later: it takes a newer GPU."
    if known and capability > max(known):
        return f"{has}, which is too new for this PyTorch: it takes a newer version."
    return f"{has}, for which this PyTorch has no code: it takes another version."


def is_built_for(capability: tuple[int, int], architectures: list[str]) -> bool:
    """Return whether a build of torch has code for a GPU.

    Args:
        capability: Of the GPU: 8, 6 for an RTX 3060.
        architectures: Of the build: "sm_80" runs on 8.0 and later minor numbers, "compute_80" is
            translated for whatever comes later.

    Source: NVIDIA, CUDA C++ Programming Guide, "Binary compatibility" and "PTX compatibility".
    """
    for kind, built in map(_split, architectures):
        if built is None or built > capability:
            continue
        if kind == "compute" or built[0] == capability[0]:
            return True
    return False


def _split(architecture: str) -> tuple[str, tuple[int, int] | None]:
    """Return "sm" and 8, 6 of "sm_86"; sm_90a and the like are None, as they run on exactly one."""
    kind, _, number = architecture.partition("_")
    match = re.fullmatch(r"(\d+)(\d)", number)
    return kind, None if match is None else (int(match[1]), int(match[2]))


def is_out_of_memory(error: RuntimeError) -> bool:
    """Return whether memory ran out: torch says so in one class and several words."""
    import torch

    words = str(error).lower()
    return isinstance(error, torch.OutOfMemoryError) or any(
        said in words for said in ("out of memory", "alloc_failed", "can't allocate memory")
    )


def short_name(name: str) -> str:
    """Return a GPU's name without its maker and what every one of them is called."""
    kept = [
        word for word in name.split() if word not in ("NVIDIA", "GeForce", "Laptop", "GPU", "Tesla")
    ]
    return " ".join(kept) or name
