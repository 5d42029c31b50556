"""viewer.canvas under a real X server and pointer: what no offscreen test has ever shown."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SCRIPT = """
import subprocess, sys, time
import numpy as np
from PySide6.QtWidgets import QApplication, QMainWindow
from tests.viewer.canvas.films import IDENTITY, picture_from
from viewer.canvas.pane import Pane

app = QApplication([])
window = QMainWindow()
pane = Pane()
window.setCentralWidget(pane)
window.resize(700, 500)
window.show()
checks = np.random.default_rng(3).integers(60, 256, (400, 600))
pane.show_picture(picture_from(checks), IDENTITY, keep_view=False)
pane.pointed.connect(lambda row, column: window.statusBar().showMessage(f"{row:.0f}"))
pane.wheel_zooms = True
travelled = []
pane.window_dragged.connect(lambda dx, dy, _: travelled.append((dx, dy)))

def settle(seconds=0.4):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        app.processEvents()
        time.sleep(0.01)

def seams():
    settle()
    def pixels(image):
        image = image.convertToFormat(image.Format.Format_RGB888)
        flat = np.frombuffer(image.constBits(), np.uint8).copy()
        wide = 3 * image.width()
        return flat.reshape(image.height(), image.bytesPerLine())[:, :wide]
    corner = pane.mapTo(window, pane.rect().topLeft())
    shown = pane.screen().grabWindow(
        window.winId(), corner.x(), corner.y(), pane.width(), pane.height()
    ).toImage()
    shown, wanted = pixels(shown), pixels(pane.grab().toImage())
    return np.flatnonzero((shown != wanted).any(axis=1)).tolist()

def xdotool(*words):
    subprocess.run(["xdotool", *map(str, words)], check=True)

settle()
left, top = window.geometry().x(), window.geometry().y()
before = pane.height()
found = {}
xdotool("mousemove", left + 350, top + 200)
found["status bar"] = seams()
assert pane.height() < before, "the status bar did not take its room"
xdotool("mousedown", 1, "mousemove", left + 390, top + 230, "mouseup", 1)
found["drag"] = seams()
xdotool("click", 4, "click", 4)
found["wheel"] = seams()
for width, height in ((900, 640), (523, 411)):
    window.resize(width, height)
    found[f"{width} x {height}"] = seams()
assert travelled and travelled[-1] == (40, 30), travelled
print(found)
sys.exit(any(found.values()))
"""


@pytest.fixture
def screen() -> Iterator[str]:
    """The name of a virtual display."""
    for program in ("Xvfb", "xdotool"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    told, tells = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(tells), "-screen", "0", "1200x900x24"],
        pass_fds=[tells],
        stderr=subprocess.DEVNULL,
    )
    os.close(tells)
    yield ":" + os.read(told, 16).decode().strip()
    server.terminate()
    server.wait()
    os.close(told)


def test_no_stale_seam_is_left_after_a_resize_drag_or_zoom(screen: str, repository: Path) -> None:
    """What stands on the screen is, row by row, what a fresh painting gives."""
    environment = {**os.environ, "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"}

    run = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=repository,
        env=environment,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )

    assert run.returncode == 0, run.stdout + run.stderr
