"""Keeps the films in memory from being written to disk when the program crashes."""

import ctypes
import os
import sys

_PR_SET_DUMPABLE = 4


def forbid_dumps() -> None:
    """Let no crash leave a core file: it would hold films and the names on them.

    A developer who sets NEGATOSCOPE_DEBUG=1 keeps them.

    Source: prctl(2), core(5); other systems have no such files, or keep them from other users.
    """
    if os.environ.get("NEGATOSCOPE_DEBUG") == "1":
        return
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform.startswith("linux"):  # a crash reporter asks no limit, but this
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
