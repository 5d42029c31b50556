"""Memory that closed films have left, back to the system."""

import ctypes
import sys
from functools import cache


def give_back_memory() -> None:
    """Return what is free to the system, where the C library would keep it for itself.

    Its allocator holds on to freed blocks below a few megabytes: thumbnails, tables, headers.
    """
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> "ctypes._NamedFuncPointer | None":
    """Return glibc's malloc_trim; other systems need none."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        return ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError):  # another C library
        return None
