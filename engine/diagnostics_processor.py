"""Which processor this machine has, how many cores of it are ours, and how much memory."""

import ctypes
import os
import platform
import re
import sys
from dataclasses import dataclass
from pathlib import Path

_CPU_INFO = Path("/proc/cpuinfo")


@dataclass(frozen=True, slots=True)
class Processor:
    """A processor and its memory.

    Attributes:
        name: As its maker calls it; "" where nobody says.
        cores: That this program may use, hyper-threads counted, at least 1.
        memory_bytes: Of the machine; 0 where nobody says.
    """

    name: str
    cores: int
    memory_bytes: int

    def text(self) -> str:
        """Return it in words: "AMD EPYC 7763, 2 cores, 24 GB of memory"."""
        cores = "1 core" if self.cores == 1 else f"{self.cores} cores"
        memory = f"{self.memory_bytes / 2**30:.0f} GB of memory" if self.memory_bytes else ""
        return ", ".join(part for part in (self.name, cores, memory) if part)


def processor() -> Processor:
    """Return the processor of this machine; starts no other program."""
    return Processor(_name(), _cores(), _memory_bytes())


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _name() -> str:
    if sys.platform == "win32":
        return platform.processor()  # of the environment there: "AMD64 Family 25 Model 80, ..."
    if sys.platform == "darwin":
        return _name_of_mac()
    try:
        found = re.search(r"^model name\s*:\s*(.+)$", _CPU_INFO.read_text("utf-8"), re.MULTILINE)
    except (OSError, UnicodeDecodeError):
        return ""
    return " ".join(found[1].split()) if found else ""


def _name_of_mac() -> str:
    name = ctypes.create_string_buffer(256)
    size = ctypes.c_size_t(len(name))
    done = ctypes.CDLL(None).sysctlbyname(
        b"machdep.cpu.brand_string", name, ctypes.byref(size), None, ctypes.c_size_t(0)
    )
    return name.value.decode("ascii", "replace") if done == 0 else ""


def _memory_bytes() -> int:
    if sys.platform == "win32":
        return _memory_of_windows()
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError):
        return 0


class _MemoryStatus(ctypes.Structure):
    """MEMORYSTATUSEX of the Windows API."""

    _fields_ = (
        ("length", ctypes.c_ulong),
        ("load", ctypes.c_ulong),
        *((name, ctypes.c_ulonglong) for name in ("total", "free")),
        *((f"other_{number}", ctypes.c_ulonglong) for number in range(5)),
    )


def _memory_of_windows() -> int:
    status = _MemoryStatus()
    status.length = ctypes.sizeof(status)
    kernel = ctypes.CDLL("kernel32.dll")
    return int(status.total) if kernel.GlobalMemoryStatusEx(ctypes.byref(status)) else 0
