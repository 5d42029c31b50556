"""Window drag while a film is translated in the worker, against the same drag alone.

Prints the median and the slowest hundredth of the frames of both, and how many a second that
allows: 60 are wanted. The worker is set up as the window does it.

    python -m tests.benchmarks.bench_drag_beside_network
"""

import os
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from tests.benchmarks.bench_drag import CANVAS, Times, display, film, frame, our_pane, windows

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

    from engine import Progress
    from viewer.jobs import Jobs

FRAMES, WARM_UP = 150, 10
FILM = (3000, 3000)


def main() -> int:
    """Measure and print."""
    os.environ.setdefault("OMP_NUM_THREADS", str(max(1, (os.cpu_count() or 2) - 1)))
    with display() as is_shown:
        if not is_shown:
            print("no display and no Xvfb: nothing measured")
            return 1
        measure()
    return 0


def measure() -> None:
    """Time the drag alone, and beside a translation that begins again whenever it ends."""
    from PySide6.QtWidgets import QApplication

    from viewer.app import SWITCH_INTERVAL_S
    from viewer.jobs import Jobs

    app = QApplication.instance() or QApplication([])
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    pane, change = our_pane(film())
    pane.resize(*CANVAS)
    pane.show()
    for _ in range(20):
        app.processEvents()
    drag = windows()
    times = partial(frames, partial(frame, pane, change, drag), app)
    alone = times()
    jobs, done = Jobs(), list[int]()
    begin(jobs, done)
    beside = times()
    while not done:
        app.processEvents()
    print(f"Window drag, 4096 x 4096 in {CANVAS[0]} x {CANVAS[1]}, {FRAMES} frames")
    report("alone", alone)
    report(f"beside translations of {FILM[0]} x {FILM[1]}, {len(done)} finished", beside)
    jobs.cancel("translate")
    pane.close()


def frames(once: Callable[[], float], app: "QCoreApplication") -> Times:
    """Return the milliseconds of every frame after the first few."""
    found = []
    for _ in range(FRAMES + WARM_UP):
        found.append(once())
        app.processEvents()
    return np.array(found[WARM_UP:])


def begin(jobs: "Jobs", done: list[int]) -> None:
    """Translate a film in the worker, and again when that is done."""
    from engine.models.translation import predict
    from engine.models.translation.names import CT_LIKE
    from engine.models.translation.whole_film import translate
    from tests.properties.films import grey_film

    pixels, field = grey_film(*FILM), np.ones(FILM, np.bool_)

    def work(progress: "Progress") -> None:
        predict.forget()
        translate(pixels, field, CT_LIKE, 0, progress)

    def start() -> None:
        jobs.start("translate", work, done=again, failed=lambda error: print(error))

    def again(_: None) -> None:
        done.append(1)
        start()

    start()


def report(name: str, times: Times) -> None:
    """Print what the frames of one drag took."""
    median, slowest = np.percentile(times, (50, 99))
    print(f"  {name}: median {median:.1f} ms, 99 % {slowest:.1f} ms, {1000 / median:.0f} a second")


if __name__ == "__main__":
    sys.exit(main())
