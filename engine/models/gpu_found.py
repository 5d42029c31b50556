"""What can be told of the graphics card without loading torch: enough for one sentence at a start.

Whether it works in earnest is known once a network runs: see ``engine.models.cuda``.
"""

import re
import sys
from dataclasses import dataclass
from enum import Enum, auto
from importlib.util import find_spec
from pathlib import Path

from engine.errors import ModelError
from engine.models.cuda import short_name
from engine.models.devices import (
    DeviceChoice,
    current_choice,
    has_driver,
    is_hidden,
    torch_is_installed,
)

_CARDS = "/proc/driver/nvidia/gpus"
_CUDA_LIBRARIES = ("libtorch_cuda.so", "torch_cuda.dll")
_LONGEST = 4096


class Networks(Enum):
    """Where networks will run, as far as it can be told beforehand."""

    NOWHERE = auto()
    """PyTorch is missing."""

    NO_GPU = auto()
    """On the processor: no card with a driver was found."""

    GPU_UNUSED = auto()
    """On the processor: there is a card, but this PyTorch has no part for it."""

    GPU_DECLINED = auto()
    """On the processor: there is a card, and the settings or the environment decline it."""

    GPU = auto()
    """On the card."""


@dataclass(frozen=True, slots=True)
class GpuFound:
    """Where networks will run, and on which card.

    Attributes:
        networks: Where.
        card: What people call it, "RTX 3060"; "" where its name cannot be had or there is none.
    """

    networks: Networks
    card: str = ""


def gpu_found() -> GpuFound:
    """Return where networks will run; looks at a few files, and loads and starts nothing."""
    if not torch_is_installed():
        return GpuFound(Networks.NOWHERE)
    if not has_driver():
        return GpuFound(Networks.NO_GPU)
    card = card_name()
    if not has_cuda_torch():
        return GpuFound(Networks.GPU_UNUSED, card)
    return GpuFound(Networks.GPU_DECLINED if _is_declined() else Networks.GPU, card)


def card_name(folder: str = _CARDS) -> str:
    """Return what the first card is called without its maker, or "" where the driver does not say.

    Args:
        folder: Where the driver of Linux describes its cards, one folder for each.
    """
    for path in sorted(Path(folder).glob("*/information")):
        try:
            with path.open(encoding="utf-8", errors="replace") as file:
                found = re.search(r"^Model:\s*(\S.*?)\s*$", file.read(_LONGEST), re.MULTILINE)
        except OSError:
            continue
        if found and found[1].isprintable():
            return short_name(found[1])
    return ""


def has_cuda_torch() -> bool:
    """Return whether the PyTorch that is installed has its part for cards of NVIDIA."""
    found = find_spec("torch")
    if found is None or found.origin is None or sys.platform == "darwin":
        return False
    libraries = Path(found.origin).parent / "lib"
    return any((libraries / name).exists() for name in _CUDA_LIBRARIES)


def _is_declined() -> bool:
    if is_hidden():
        return True
    try:
        return current_choice() is DeviceChoice.CPU
    except ModelError:  # the environment says nonsense, which the first network reports
        return False
