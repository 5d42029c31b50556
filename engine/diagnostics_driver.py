"""What NVIDIA's driver says of itself and of its GPUs; no torch is needed or loaded.

Source: NVIDIA Management Library (NVML) API reference, "System queries" and "Device queries".
"""

import ctypes
import sys
from dataclasses import dataclass

_LIBRARY = "nvml.dll" if sys.platform == "win32" else "libnvidia-ml.so.1"
_SYSTEM_FOLDER_ONLY = 0x800
"""LOAD_LIBRARY_SEARCH_SYSTEM32: a library beside a film is never taken for the driver's."""

_DONE = 0
_LONGEST = 96
_MOST_GPUS = 64


class _Memory(ctypes.Structure):
    """nvmlMemory_t, in bytes."""

    _fields_ = (
        ("total", ctypes.c_ulonglong),
        ("free", ctypes.c_ulonglong),
        ("used", ctypes.c_ulonglong),
    )


@dataclass(frozen=True, slots=True)
class Gpu:
    """One GPU.

    Attributes:
        name: As its maker calls it: "NVIDIA GeForce RTX 3060".
        memory_bytes: All it has; 0 where the driver does not say.
    """

    name: str
    memory_bytes: int


@dataclass(frozen=True, slots=True)
class GraphicsDriver:
    """NVIDIA's driver.

    Attributes:
        version: "535.183.01".
        newest_cuda: The newest CUDA it can run, "12.2"; "" where it does not say.
        gpus: Those it finds, in its order.
    """

    version: str
    newest_cuda: str
    gpus: tuple[Gpu, ...]


def graphics_driver() -> GraphicsDriver | None:
    """Return what the driver says, or None where there is none that answers; takes some 50 ms."""
    try:
        library = ctypes.CDLL(_LIBRARY, winmode=_SYSTEM_FOLDER_ONLY)
    except OSError:
        return None
    return said_by(library)


def said_by(library: ctypes.CDLL) -> GraphicsDriver | None:
    """Return what a driver's library says, or None if it does not start.

    Args:
        library: NVML, loaded.
    """
    if library.nvmlInit_v2() != _DONE:
        return None
    try:
        version = ctypes.create_string_buffer(_LONGEST)
        if library.nvmlSystemGetDriverVersion(version, _LONGEST) != _DONE:
            return None
        return GraphicsDriver(_text(version), _newest_cuda(library), _gpus(library))
    finally:
        library.nvmlShutdown()


def _newest_cuda(library: ctypes.CDLL) -> str:
    number = ctypes.c_int(0)
    if library.nvmlSystemGetCudaDriverVersion_v2(ctypes.byref(number)) != _DONE:
        return ""
    return f"{number.value // 1000}.{number.value % 1000 // 10}"


def _gpus(library: ctypes.CDLL) -> tuple[Gpu, ...]:
    count = ctypes.c_uint(0)
    if library.nvmlDeviceGetCount_v2(ctypes.byref(count)) != _DONE:
        return ()
    found = (_gpu(library, number) for number in range(min(count.value, _MOST_GPUS)))
    return tuple(gpu for gpu in found if gpu is not None)


def _gpu(library: ctypes.CDLL, number: int) -> Gpu | None:
    device = ctypes.c_void_p()
    name, memory = ctypes.create_string_buffer(_LONGEST), _Memory()
    if library.nvmlDeviceGetHandleByIndex_v2(number, ctypes.byref(device)) != _DONE:
        return None
    if library.nvmlDeviceGetName(device, name, _LONGEST) != _DONE:
        return None
    if library.nvmlDeviceGetMemoryInfo(device, ctypes.byref(memory)) != _DONE:
        return Gpu(_text(name), 0)
    return Gpu(_text(name), memory.total)


def _text(buffer: "ctypes.Array[ctypes.c_char]") -> str:
    return bytes(buffer.value).decode("ascii", "replace")
