"""From starting the process to the first painted window: ours against a bare PySide6 window."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 7
GOAL = 3.5

WATCH = """
import os, sys
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            os.write(1, b"painted")
            os._exit(0)
        return False
"""

BARE = f"""{WATCH}
app = QApplication([])
watch = Watch()
app.installEventFilter(watch)
window = QWidget()
window.resize(1440, 900)
window.show()
app.exec()
"""

OURS = f"""{WATCH}
watch = Watch()
execute = QApplication.exec
def run(*arguments):
    QApplication.instance().installEventFilter(watch)
    return execute(*arguments)
QApplication.exec = staticmethod(run)
from viewer.__main__ import main
main(["--new-window"])
"""


def seconds_to_window(program: str) -> float:
    """Return how long a fresh process takes to its first paint event."""
    root = Path(__file__).resolve().parents[2]
    started = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=root,
        env=_environment(),
    ) as process:
        assert process.stdout is not None
        painted = process.stdout.read(7)
        took = time.perf_counter() - started
    if painted != b"painted":
        raise RuntimeError("the program ended without showing a window")
    return took


def _environment() -> dict[str, str]:
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if any(os.environ.get(name) for name in screens):
        return dict(os.environ)
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


def main() -> None:
    """Print both times and their ratio; the disk is warm after one round that does not count."""
    seconds_to_window(BARE)
    seconds_to_window(OURS)
    bare, ours = [], []
    for _ in range(ROUNDS):  # in turn, so that both see the same load
        bare.append(seconds_to_window(BARE))
        ours.append(seconds_to_window(OURS))
    for name, times in (("bare PySide6 window", bare), ("negatoscope", ours)):
        print(
            f"{name:20} {min(times) * 1e3:6.0f} ms at best, "
            f"{statistics.median(times) * 1e3:6.0f} ms in the middle of {ROUNDS}"
        )
    print(
        f"start to window: {min(ours) / min(bare):.2f} x a bare window at best, "
        f"{statistics.median(ours) / statistics.median(bare):.2f} in the middle "
        f"(at most {GOAL})"
    )


if __name__ == "__main__":
    main()
