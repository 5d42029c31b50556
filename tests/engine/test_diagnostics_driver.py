"""engine.diagnostics_driver"""

import ctypes
from typing import Any, cast

from engine.diagnostics_driver import Gpu, GraphicsDriver, said_by


class Nvml:
    """NVIDIA's library as its reference describes it, with one card.

    Args:
        is_started: The driver answers.
        says_memory: The card tells its memory.
    """

    def __init__(self, *, is_started: bool = True, says_memory: bool = True) -> None:
        self.is_started, self.says_memory = is_started, says_memory
        self.is_shut_down = False

    def nvmlInit_v2(self) -> int:  # noqa: N802 - NVML
        return 0 if self.is_started else 9  # NVML_ERROR_DRIVER_NOT_LOADED

    def nvmlShutdown(self) -> int:  # noqa: N802 - NVML
        self.is_shut_down = True
        return 0

    def nvmlSystemGetDriverVersion(self, text: Any, length: int) -> int:  # noqa: N802 - NVML
        assert length >= 80
        text.value = b"535.183.01"
        return 0

    def nvmlSystemGetCudaDriverVersion_v2(self, number: Any) -> int:  # noqa: N802 - NVML
        ctypes.cast(number, ctypes.POINTER(ctypes.c_int))[0] = 12020
        return 0

    def nvmlDeviceGetCount_v2(self, number: Any) -> int:  # noqa: N802 - NVML
        ctypes.cast(number, ctypes.POINTER(ctypes.c_uint))[0] = 1
        return 0

    def nvmlDeviceGetHandleByIndex_v2(self, number: int, handle: Any) -> int:  # noqa: N802 - NVML
        ctypes.cast(handle, ctypes.POINTER(ctypes.c_void_p))[0] = 77
        return 0 if number == 0 else 2

    def nvmlDeviceGetName(self, device: Any, text: Any, length: int) -> int:  # noqa: N802 - NVML
        assert (device.value, length >= 96) == (77, True)
        text.value = b"NVIDIA GeForce RTX 3060"
        return 0

    def nvmlDeviceGetMemoryInfo(self, device: Any, memory: Any) -> int:  # noqa: N802 - NVML
        if not self.says_memory:
            return 3  # NVML_ERROR_NOT_SUPPORTED
        ctypes.cast(memory, ctypes.POINTER(ctypes.c_ulonglong))[0] = 12_884_901_888
        return 0 if device.value == 77 else 2


def said(library: Nvml) -> GraphicsDriver | None:
    return said_by(cast(ctypes.CDLL, library))


def test_version_newest_cuda_and_cards_are_told() -> None:
    library = Nvml()

    driver = said(library)

    gpu = Gpu("NVIDIA GeForce RTX 3060", 12_884_901_888)
    assert driver == GraphicsDriver("535.183.01", "12.2", (gpu,))
    assert library.is_shut_down


def test_a_driver_that_does_not_start_is_none() -> None:
    assert said(Nvml(is_started=False)) is None


def test_a_card_that_hides_its_memory_is_named_all_the_same() -> None:
    driver = said(Nvml(says_memory=False))

    assert driver is not None
    assert driver.gpus == (Gpu("NVIDIA GeForce RTX 3060", 0),)
