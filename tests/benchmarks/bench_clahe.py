"""Our CLAHE against OpenCV's on 9 Mpx, and the other steps for information, in one run."""

import statistics
import time
from collections.abc import Callable

import cv2
import numpy as np

from engine.ops.clahe import clahe
from engine.ops.median import median
from engine.ops.sharpen import unsharp_mask
from engine.ops.smooth import bilateral, gaussian
from engine.ops.tone import gamma, percentiles, stretch
from tests.properties.films import grey_film

SIDE = 3000
ROUNDS = 9
GOAL = 3.0


def main() -> None:
    """Print ours / reference, and what each step takes."""
    film = grey_film(SIDE, SIDE)
    stored = np.round(film * 65535).astype(np.uint16)
    field = np.ones(film.shape, np.bool_)
    theirs = cv2.createCLAHE(2.0, (8, 8))

    ours_s, theirs_s = interleaved(
        lambda: clahe(film, field, (8, 8), 2.0), lambda: theirs.apply(stored), ROUNDS
    )
    print(f"CLAHE, {SIDE} x {SIDE}, 8 x 8 tiles, median of {ROUNDS}, {cv2.getNumThreads()} threads")
    print(f"  ours {ours_s * 1e3:.0f} ms, cv2.createCLAHE 16 bit {theirs_s * 1e3:.0f} ms")
    print(f"  ours / cv2 = {ours_s / theirs_s:.2f} (goal <= {GOAL:.1f})")

    print("For information, the same film, median of 3:")
    others: dict[str, Callable[[], object]] = {
        "Gaussian, sigma 3 px": lambda: gaussian(film, (3.0, 3.0)),
        "Gaussian, sigma 70 px": lambda: gaussian(film, (70.0, 70.0)),
        "unsharp mask, sigma 5 px": lambda: unsharp_mask(film, (5.0, 5.0), 0.7, 0.01),
        "bilateral, sigma 2 px": lambda: bilateral(film, 2.0, 0.03),
        "median 5 x 5": lambda: median(film, 5),
        "gamma": lambda: gamma(film, 0.8),
        "percentiles": lambda: percentiles(film, field, (0.5, 99.5)),
        "stretch": lambda: stretch(film, 0.1, 0.9),
    }
    for name, work in others.items():
        print(f"  {name}: {statistics.median(timed(work) for _ in range(3)) * 1e3:.0f} ms")


def interleaved(
    ours: Callable[[], object], theirs: Callable[[], object], rounds: int
) -> tuple[float, float]:
    """Return the median seconds of both, run in turns, so that a busy machine slows both."""
    pairs = [(timed(ours), timed(theirs)) for _ in range(rounds + 1)][1:]  # the first warms up
    first, second = zip(*pairs, strict=True)
    return statistics.median(first), statistics.median(second)


def timed(work: Callable[[], object]) -> float:
    """Return the seconds ``work`` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
