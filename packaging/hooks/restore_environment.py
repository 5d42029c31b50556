"""Runs first in the frozen program: what it starts finds the libraries of the system, not ours.

PyInstaller points LD_LIBRARY_PATH at the program's own libraries. The loader read it when the
process began; a browser or file manager that the program opens would load them, too, and fail.
"""

import os
import sys

if sys.platform.startswith("linux"):
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if before:
        os.environ["LD_LIBRARY_PATH"] = before
