"""The DICOM library, loaded by one thread at a time.

Its modules import each other in circles. Where two threads load different ones of them for the
first time, Python breaks the deadlock by handing one of them a module that is not complete yet:
seen once in some hundred batches of two films.
"""

import threading
from importlib import import_module

_lock = threading.Lock()

_READERS = ("pydicom", "engine.dicom.read", "engine.dicom.read_identity", "engine.dicom.read_state")


def load_readers() -> None:
    """Return once everything that reads DICOM is there; only the first call takes time."""
    with _lock:
        for name in _READERS:
            import_module(name)
