"""Whether a CUDA GPU works with the torch that is installed, and if not, why, in one sentence.

Nothing here loads torch before it is called.
"""

import os
import re
import warnings
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch


@cache
def cuda_fault() -> str:
    """Return why CUDA cannot be used, as a sentence, or nothing where it works."""
    import torch

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch's own name files of this machine
        if torch.version.cuda is None:
            return "This PyTorch is built for the CPU alone, so no GPU can be used."
        if not torch.cuda.is_available():
            return "PyTorch finds no CUDA GPU, or its driver is too old."
        return _fault_in_use(_place())


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
        return "There is a GPU, but CUDA does not start on it."
    try:
        ones = torch.ones((1, 1, 4, 4), device=device)
        total = torch.nn.functional.conv2d(ones, ones[..., :3, :3]).sum().item()
    except RuntimeError as error:
        if is_out_of_memory(error):
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
