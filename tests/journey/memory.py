"""How much memory a program and what it started have, as the system counts it."""

from pathlib import Path


def resident_mb(process: int) -> float:
    """Return the resident memory of a process and of all processes below it, in MB.

    Args:
        process: Its number; 0 MB where it has ended.
    """
    try:
        return _own_mb(process) + sum(resident_mb(child) for child in _children(process))
    except (FileNotFoundError, ProcessLookupError):
        return 0.0


def _own_mb(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    line = next((line for line in status.splitlines() if line.startswith("VmRSS")), "VmRSS: 0")
    return int(line.split()[1]) / 1024


def _children(process: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{process}/task").iterdir():
        found += [int(child) for child in (task / "children").read_text().split()]
    return found
