"""Body, lungs and the figures of a film: ours against the plain library calls, in one run."""

from collections.abc import Callable

import cv2
import numpy as np

from engine.frame import BoolImage, FloatImage
from engine.ops.body import body_mask
from engine.ops.lungs import lung_field
from engine.quality import quality_of
from engine.render import PREVIEW_LONG_SIDE, Renderer
from tests.benchmarks.bench_clahe import interleaved, timed
from tests.properties.films import grey_film, reduced_to, stored_film

SIDE = 3000
ROUNDS = 7
GOAL = 1.0
PREVIEW_GOAL_S, QUALITY_GOAL_S = 0.060, 0.100


def main() -> None:
    """Print ours / reference on 9 Mpx, and what a preview takes."""
    film = grey_film(SIDE, SIDE)
    field = np.ones(film.shape, np.bool_)
    small = reduced_to(film, (PREVIEW_LONG_SIDE, PREVIEW_LONG_SIDE))
    whole = np.ones(small.shape, np.bool_)
    ours_s, theirs_s = interleaved(
        lambda: body_mask(film, field), lambda: otsu_body(film, field), ROUNDS
    )
    print(f"Regions, {SIDE} x {SIDE}, median of {ROUNDS}, {cv2.getNumThreads()} threads")
    print(f"  body: ours {ours_s * 1e3:.0f} ms, OpenCV's Otsu and parts {theirs_s * 1e3:.0f} ms")
    print(f"  ours / OpenCV = {ours_s / theirs_s:.2f} (goal <= {GOAL:.1f})")
    print(f"  lungs: {median_ms(lambda: lung_field(film, field)):.0f} ms")
    print(f"Preview, longest side {PREVIEW_LONG_SIDE} (goal <= {PREVIEW_GOAL_S * 1e3:.0f} ms)")
    print(f"  body {median_ms(lambda: body_mask(small, whole)):.0f} ms")
    print(f"  lungs {median_ms(lambda: lung_field(small, whole)):.0f} ms")
    renderer = Renderer(stored_film(SIDE, SIDE))
    original = renderer.original
    took = median_ms(lambda: quality_of(renderer, original, original.default_voi))
    print(f"Figures of {SIDE} x {SIDE}: {took:.0f} ms (goal <= {QUALITY_GOAL_S * 1e3:.0f} ms)")


def otsu_body(film: FloatImage, field: BoolImage) -> BoolImage:
    """Return what OpenCV alone makes of it at full size: Otsu at 16 bit, largest part, closed."""
    stored = np.where(field, film * 65535, 0).astype(np.uint16)
    _, bright = cv2.threshold(stored, 0, 1, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(bright.astype(np.uint8))
    largest = labels == 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA])) if count > 1 else field
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (75, 75))
    return cv2.morphologyEx(largest.astype(np.uint8), cv2.MORPH_CLOSE, disc) > 0


def median_ms(work: Callable[[], object]) -> float:
    """Return the median milliseconds of some runs; the first warms up."""
    return float(np.median([timed(work) for _ in range(ROUNDS + 1)][1:])) * 1e3


if __name__ == "__main__":
    main()
