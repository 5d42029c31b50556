"""The window while a folder of 500 films is searched and their thumbnails are made.

Prints how long the event loop was away, by a timer of 5 ms: idle, and while everything is found
and read; 60 pictures a second need gaps below 16.7 ms. Then how much memory all that took, and how
much of it is left once every film is closed.

    python -m tests.benchmarks.bench_scan
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pydicom
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, generate_uid

from tests.benchmarks.bench_drag import display

if TYPE_CHECKING:
    from viewer.main_window import MainWindow

FILMS, SIDE = 500, 1024
TICK_MS, IDLE_S = 5, 3.0
PAGED_THROUGH = 12
GOAL_MB = 100


def main() -> int:
    """Measure and print."""
    os.environ.setdefault("OMP_NUM_THREADS", str(max(1, (os.cpu_count() or 2) - 1)))
    with display() as is_shown, tempfile.TemporaryDirectory() as folder:
        if not is_shown:
            print("no display and no Xvfb: nothing measured")
            return 1
        write_films(Path(folder))
        measure(Path(folder))
    return 0


def write_films(folder: Path) -> None:
    """Write films of 12 bits, in two series."""
    random = np.random.default_rng(1)
    ds = Dataset()
    ds.file_meta = FileMetaDataset()
    ds.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    ds.SOPClassUID = "1.2.840.10008.5.1.4.1.1.1.1"
    ds.Modality, ds.StudyInstanceUID = "DX", generate_uid()
    ds.Rows, ds.Columns, ds.SamplesPerPixel = SIDE, SIDE, 1
    ds.PhotometricInterpretation = "MONOCHROME2"
    ds.BitsAllocated, ds.BitsStored, ds.HighBit, ds.PixelRepresentation = 16, 12, 11, 0
    ds.PixelData = random.integers(0, 1 << 12, (SIDE, SIDE), dtype=np.uint16).tobytes()
    series = generate_uid(), generate_uid()
    for number in range(FILMS):
        ds.SeriesInstanceUID = series[number * 2 // FILMS]
        ds.SOPInstanceUID = ds.file_meta.MediaStorageSOPInstanceUID = generate_uid()
        ds.InstanceNumber = number + 1
        pydicom.dcmwrite(folder / f"film{number}.dcm", ds, enforce_file_format=True)


def measure(folder: Path) -> None:
    """Open the folder in a window, close it again, and print."""
    from PySide6.QtCore import QSettings

    from viewer.app import SWITCH_INTERVAL_S, application_
    from viewer.main_window import MainWindow
    from viewer.settings import Settings

    sys.setswitchinterval(SWITCH_INTERVAL_S)
    app = application_()
    store = QSettings(str(folder / "bench.ini"), QSettings.Format.IniFormat)
    window = MainWindow(Settings(store))
    window.show()
    window.furnish()
    end = time.monotonic() + IDLE_S
    idle = gaps(lambda: time.monotonic() < end)
    start_mb = resident_mb()
    window.open([folder / "film0.dcm"])
    end = time.monotonic() + IDLE_S  # its figures and presets come a while after it
    first = gaps(lambda: window.document is None or time.monotonic() < end)
    started = time.monotonic()
    window.open([folder])
    found_s = [0.0]
    busy = gaps(lambda: is_working(window, started, found_s))
    print(f"{FILMS} films of {SIDE} x {SIDE}: found in {found_s[0]:.1f} s,", end=" ")
    print(f"all thumbnails after {time.monotonic() - started:.1f} s")
    report("idle", idle)
    report("one film", first)
    report("searching", busy)
    ratio = np.percentile(busy[0], 99) / np.percentile(idle[0], 99)
    late = (busy[0] > 1000 / 60).sum()
    print(f"  99 %: {ratio:.1f} x the idle loop; {late} of {busy[0].size} gaps exceed 16.7 ms")
    for _ in page_through(window):
        app.processEvents()
    open_mb = resident_mb()
    window.workspace.close_all()
    end = time.monotonic() + 2
    while time.monotonic() < end:
        app.processEvents()
    left = resident_mb() - start_mb
    print(f"  memory: {start_mb:.0f} MB at the start, {open_mb:.0f} MB with all open,")
    print(f"  {left:+.0f} MB once all are closed (goal: within {GOAL_MB} MB)")
    window.close()


def gaps(goes_on: Callable[[], bool]) -> npt.NDArray[np.float64]:
    """Return the milliseconds between the ticks of a timer, as long as something goes on.

    Returns:
        (2, ticks) float64: by the clock, and those the window itself computed, which other
        programs on the machine cannot lengthen.
    """
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    loop, times = QEventLoop(), list[tuple[float, float]]()

    def tick() -> None:
        times.append((time.perf_counter(), time.thread_time()))
        if not goes_on():
            loop.quit()

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)
    timer.start(TICK_MS)
    loop.exec()
    timer.stop()
    found: npt.NDArray[np.float64] = np.diff(np.array(times).T) * 1000
    return found


def is_working(window: "MainWindow", started: float, found_s: list[float]) -> bool:
    """Return whether films or thumbnails are still to come; notes when all were found."""
    workspace = window.workspace
    if workspace.is_searching:
        return True
    found_s[0] = found_s[0] or time.monotonic() - started
    return window.jobs.is_running("thumbnail") or window.jobs.is_awaited


def page_through(window: "MainWindow") -> Iterator[None]:
    """Show some films, one of them enhanced."""
    from engine import load_recipe

    for index in range(PAGED_THROUGH):
        window.workspace.show(index)
        while window.document is None:
            yield
        document = window.document
        if index == 1:
            document.edit(document.presentation.with_recipe(load_recipe("denoise")))
        while not document.is_current:
            yield


def resident_mb() -> float:
    """Return how much memory this process has."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def report(name: str, times: npt.NDArray[np.float64]) -> None:
    """Print the gaps of one loop."""
    for what, values in zip(("", "computing"), times, strict=True):
        p50, p95, p99 = np.percentile(values, (50, 95, 99))
        print(f"  {name:10} {what:9} p50 {p50:.1f}  p95 {p95:.1f}  p99 {p99:.1f}", end="  ")
        print(f"longest {values.max():.1f} ms")
        name = ""


if __name__ == "__main__":
    sys.exit(main())
