"""Geometry steps on 9 Mpx against OpenCV doing the same at 16 bit, and their previews."""

import statistics
from collections.abc import Callable

import cv2
import numpy as np

from engine.ops.geometry import resized, turn_matrix, warped
from engine.placement import centred
from engine.progress import Progress
from engine.step import Step
from engine.steps.geometry import Crop, Flip, Resample, Resize, Rotate, SuperResolution
from tests.benchmarks.bench_clahe import interleaved, timed
from tests.properties.films import frame_of, grey_film

SIDE = 3000
ROUNDS = 5
GOAL = 1.0
PREVIEW = (1024, 820)
PREVIEW_MS = 60


def main() -> None:
    """Print ours / OpenCV for each operation, and what each step's preview takes."""
    film = grey_film(SIDE, SIDE)
    stored = np.round(film * 65535).astype(np.uint16)
    matrix, shape = turn_matrix(7.0, film.shape, (0.1, 0.1))

    def turned() -> object:
        return cv2.warpAffine(
            stored, centred(matrix), shape[::-1], flags=cv2.INTER_LANCZOS4 | cv2.WARP_INVERSE_MAP
        )

    def scaled(side: int, interpolation: int) -> Callable[[], object]:
        return lambda: cv2.resize(stored, (side, side), interpolation=interpolation)

    rivals: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
        "rotate by 7 degrees": (lambda: warped(film, matrix, shape), turned),
        "resize to 512": (lambda: resized(film, (512, 512)), scaled(512, cv2.INTER_AREA)),
        "resize to 1400": (lambda: resized(film, (1400, 1400)), scaled(1400, cv2.INTER_AREA)),
        "resize to 4096": (lambda: resized(film, (4096, 4096)), scaled(4096, cv2.INTER_LANCZOS4)),
        "enlarge twice": (lambda: resized(film, (6000, 6000)), scaled(6000, cv2.INTER_LANCZOS4)),
    }
    print(f"{SIDE} x {SIDE}, median of {ROUNDS}, {cv2.getNumThreads()} threads, goal <= {GOAL:.1f}")
    for name, (ours, theirs) in rivals.items():
        ours_s, theirs_s = interleaved(ours, theirs, ROUNDS)
        print(
            f"  {name}: ours {ours_s * 1e3:.0f} ms, cv2 at 16 bit {theirs_s * 1e3:.0f} ms, "
            f"ours / cv2 = {ours_s / theirs_s:.2f}"
        )
    previews()


def previews() -> None:
    """Print what each step takes on a reduced film."""
    frame = frame_of(grey_film(*PREVIEW))
    steps: tuple[Step, ...] = (
        Rotate(7.0),
        Flip(),
        Crop(10.0, 10.0, 10.0, 10.0),
        Resize(),
        Resample(0.25),
        SuperResolution(),
    )
    print(f"Previews of {PREVIEW[0]} x {PREVIEW[1]}, median of 5, goal < {PREVIEW_MS} ms")
    for step in steps:
        taken = statistics.median(
            timed(lambda step=step: step.apply(frame, Progress()))  # type: ignore[misc]
            for _ in range(5)
        )
        print(f"  {type(step).__name__}: {taken * 1e3:.0f} ms")


if __name__ == "__main__":
    main()
