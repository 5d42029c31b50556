"""Window drag of a 4096 x 4096 film in a 1200 x 900 canvas, against pyqtgraph's ImageItem.

Each frame sets another window, repaints at once and waits until the X server has drawn it; ours
and the reference take turns in one run, so that a busy machine slows both. Prints
ours / reference, which is to be at most 0.3, and our slowest frames, which are to stay below 16 ms
on a quiet machine.

    python -m tests.benchmarks.bench_drag
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Indices: TypeAlias = npt.NDArray[np.uint16]
Times: TypeAlias = npt.NDArray[np.float64]
Change: TypeAlias = Callable[[float, float], object]

SIDE = 4096
CANVAS = (1200, 900)
FRAMES = 150
WARM_UP = 10


@contextmanager
def display() -> Iterator[bool]:
    """Use the display there is, else a virtual one; False where there is neither.

    The process is set up as ``viewer.app.run`` does: how threads take turns, what memory is kept.
    """
    from viewer.app import SWITCH_INTERVAL_S
    from viewer.memory import keep_memory_together

    sys.setswitchinterval(SWITCH_INTERVAL_S)
    keep_memory_together()
    if os.environ.get("DISPLAY") or not sys.platform.startswith("linux"):
        yield True
        return
    program = shutil.which("Xvfb")
    if program is None:
        yield False
        return
    told, tells = os.pipe()
    server = subprocess.Popen(
        [program, "-displayfd", str(tells), "-screen", "0", "1600x1000x24"],
        pass_fds=[tells],
        stderr=subprocess.DEVNULL,
    )
    os.close(tells)
    try:
        os.environ["DISPLAY"] = ":" + os.read(told, 16).decode().strip()
        os.environ["QT_QPA_PLATFORM"] = "xcb"
        yield True
    finally:
        server.terminate()
        server.wait()
        os.close(told)


def film() -> Indices:
    """Return a film of 12 bits with structure at all scales and noise."""
    random = np.random.default_rng(0)
    rows, columns = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32) / SIDE
    smooth = 1500 + 900 * np.sin(7 * rows) * np.cos(5 * columns)
    noisy = smooth + random.normal(0, 60, (SIDE, SIDE)).astype(np.float32)
    indices: Indices = np.clip(noisy, 0, 4095).astype(np.uint16)
    return indices


def windows() -> Iterator[tuple[float, float]]:
    """Yield (centre, width) of a drag, for as long as anyone asks."""
    number = 0
    while True:
        number += 1
        yield 1500 + 600 * np.sin(number / 9), 1800 + 900 * np.cos(number / 7)


def main() -> int:
    """Measure and print."""
    with display() as is_shown:
        if not is_shown:
            print("no display and no Xvfb: nothing measured")
            return 1
        measure()
    return 0


def measure() -> None:
    """Let both take turns, and print how they compare."""
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication([])
    indices = film()
    pane, ours = our_pane(indices)
    reference, box, theirs = reference_view(indices)
    for widget in (pane, reference):
        widget.resize(*CANVAS)
        widget.show()
    for _ in range(20):
        app.processEvents()
    drag = windows()
    for name in ("fitted", "1:1"):
        if name == "1:1":
            pane.one_to_one()
            middle, half = SIDE / 2, (CANVAS[0] / 2, CANVAS[1] / 2)
            box.setRange(
                xRange=(middle - half[0], middle + half[0]),
                yRange=(middle - half[1], middle + half[1]),
                padding=0,
            )
        pairs = [
            (frame(pane, ours, drag), frame(reference, theirs, drag))
            for _ in range(FRAMES + WARM_UP)
        ]
        times = np.array(pairs)[WARM_UP:]
        report(name, times[:, 0], times[:, 1])
    pane.close()
    reference.hide()


def our_pane(indices: Indices) -> tuple[Any, Change]:
    """Return our pane on a film, and how its window is changed."""
    from engine import FullRange, Picture, Window
    from viewer.canvas.pane import Pane

    picture = Picture(
        indices=indices,
        values=np.arange(65536, dtype=np.float64),
        first_stored=0,
        is_inverse=False,
        default_voi=FullRange(0, 4095),
        full_range=FullRange(0, 4095),
        spacing_mm=(0.1, 0.1),
    )
    pane = Pane()
    pane.show_picture(picture, picture.table(picture.default_voi), keep_view=False)
    pane.set_corner_texts(["Enhanced", "Chest"], ["DX chest PA"], ["W 1"], ["4096 × 4096"])
    return pane, lambda centre, width: pane.set_table(picture.table(Window(centre, width)))


def reference_view(indices: Indices) -> tuple[Any, Any, Change]:
    """Return pyqtgraph's own view of the film, its box, and how its levels are changed."""
    import pyqtgraph as pg

    view = pg.GraphicsView()
    box = pg.ViewBox(lockAspect=True, invertY=True)
    view.setCentralItem(box)
    image = pg.ImageItem(indices, axisOrder="row-major")
    box.addItem(image)
    return (
        view,
        box,
        lambda centre, width: image.setLevels((centre - width / 2, centre + width / 2)),
    )


def frame(widget: Any, change: Change, drag: Iterator[tuple[float, float]]) -> float:
    """Return the milliseconds from a change of the window to pixels on the screen."""
    from PySide6.QtGui import QGuiApplication

    widget.raise_()
    QGuiApplication.processEvents()
    began = time.perf_counter()
    change(*next(drag))
    widget.viewport().repaint()
    QGuiApplication.sync()
    return (time.perf_counter() - began) * 1000


def report(name: str, ours: Times, theirs: Times) -> None:
    """Print one line: medians, their ratio, and our slow frames."""
    ratio = np.median(ours) / np.median(theirs)
    print(
        f"window drag {SIDE} x {SIDE} in {CANVAS[0]} x {CANVAS[1]}, {name}: "
        f"{np.median(ours):.2f} ms, ImageItem {np.median(theirs):.2f} ms, "
        f"ratio {ratio:.2f} (at most 0.30), p99 {np.percentile(ours, 99):.1f} ms, "
        f"slowest {ours.max():.1f} ms (below 16 when quiet)"
    )


if __name__ == "__main__":
    sys.exit(main())
