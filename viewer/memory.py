"""Memory that closed films have left, back to the system."""

import ctypes
import gc
import sys
from functools import cache

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8
"""Names of settings in glibc's malloc.h."""

LARGE_BYTES = 8 * 1024 * 1024
"""Blocks of this size are whole pictures: they come from the system and go back to it at once."""

KEPT_BYTES = 64 * 1024 * 1024
"""So much of what was freed is kept for what comes next. Unless asked for, that is 128 KB: each
table of grey levels, half a megabyte, is then given back and got again, at five times its price."""

ARENAS = 2
"""Heaps that threads share. By default every thread has its own, which keeps what it once held."""


def keep_memory_together() -> bool:
    """Keep the C library from holding on to what films have left; before any thread is started.

    Returns:
        Whether it does as it is told; other systems need not be.

    Source: mallopt(3). Left to itself it raises the threshold to 32 MB as large blocks are freed.
    """
    setting = _function("mallopt")
    if setting is None:
        return False
    wanted = (
        (M_MMAP_THRESHOLD, LARGE_BYTES),
        (M_TRIM_THRESHOLD, KEPT_BYTES),
        (M_ARENA_MAX, ARENAS),
    )
    return all(setting(name, value) for name, value in wanted)


def give_back_memory() -> None:
    """Return what is free to the system, where Python or the C library would keep it.

    What films have left in cycles of references goes now, and not at some later search for them.
    The allocator holds on to freed blocks below a few megabytes: thumbnails, tables, headers.
    """
    gc.collect()
    trim = _function("malloc_trim")
    if trim is not None:
        trim(0)


def keep_for_good() -> None:
    """Let Python no longer look through what the program itself is made of for unused cycles.

    A search through all of it stops the window for 60 to 90 ms, at any moment. To be called once
    the window is complete, before the first film: what belongs to films is searched as before.

    Source: gc.freeze.
    """
    gc.freeze()


@cache
def _function(name: str) -> "ctypes._NamedFuncPointer | None":
    """Return a function of glibc; None on other systems."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        found: ctypes._NamedFuncPointer = getattr(ctypes.CDLL(None), name)
        return found
    except (OSError, AttributeError):  # another C library
        return None
