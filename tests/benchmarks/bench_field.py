"""The steps about the exposed field: their previews, and cropping against a plain copy."""

import statistics

import cv2
import numpy as np

from engine.ops.exposed_field import find_exposed_field
from engine.progress import Progress
from engine.steps.field import Collimation, CropToField, Deskew
from tests.benchmarks.bench_clahe import timed
from tests.properties.faults import film_behind_collimator
from tests.properties.films import frame_of

SIDE = 3000
PREVIEW_SIDE = 1024
ROUNDS = 9
PREVIEW_GOAL_MS = 60.0


def main() -> None:
    """Print what finding the field takes, and each step's preview at its defaults."""
    full = film_behind_collimator(SIDE, SIDE)
    film = frame_of(full)
    small = cv2.resize(full, (PREVIEW_SIDE, PREVIEW_SIDE), interpolation=cv2.INTER_AREA)
    preview = frame_of(small.astype(np.float32), spacing_mm=(0.6, 0.6))
    print(f"Exposed field, median of {ROUNDS}, {cv2.getNumThreads()} threads; no library does this")
    for name, frame in (("preview", preview), (f"{SIDE} x {SIDE}", film)):
        find_ms = milliseconds(lambda f=frame: find_exposed_field(f.pixels, f.field))
        print(f"  finding it, {name}: {find_ms:.0f} ms")
    for step in (Collimation(), CropToField(), Deskew()):
        name = type(step).__name__
        shown_ms = milliseconds(lambda s=step: s.apply(preview, Progress()))
        full_ms = milliseconds(lambda s=step: s.apply(film, Progress()))
        print(f"  {name}: preview {shown_ms:.0f} ms (goal < {PREVIEW_GOAL_MS:.0f}), ", end="")
        print(f"{SIDE} x {SIDE} {full_ms:.0f} ms")


def milliseconds(work: object) -> float:
    """Return the median time of ``work`` over some rounds, the first left out."""
    assert callable(work)
    return statistics.median([timed(work) for _ in range(ROUNDS + 1)][1:]) * 1e3


if __name__ == "__main__":
    main()
