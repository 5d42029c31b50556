"""Multiscale contrast, tissue equalisation and exposure fusion on 9 Mpx against references."""

import statistics
from collections.abc import Callable

import cv2
import numpy as np

from engine.frame import FloatImage
from engine.ops.edge_preserving import guided_base
from engine.ops.fusion import Exposure, fused_exposures
from engine.ops.multiscale import FAINTEST, STRONGEST, BandGain, band_gains, multiscale
from engine.ops.pyramid import most_bands, pyramid_of
from engine.progress import Progress
from engine.step import Step, step_type
from tests.benchmarks.bench_clahe import interleaved, timed
from tests.properties.films import frame_of, grey_film

SIDE, PREVIEW_SIDE = 3000, 1024
LONG_SIDE_MM = 400.0
ROUNDS = 7
GOAL = 1.0
STEPS = "multiscale", "tissue_equalisation", "exposure_fusion"
RADIUS_PX = 60
EXPOSURES = (Exposure(0.2, 0.5), Exposure(0.5, 0.5), Exposure(0.8, 0.5))


def main() -> None:
    """Print ours / reference, and what the whole steps take."""
    film = grey_film(SIDE, SIDE)
    print(f"{SIDE} x {SIDE}, median of {ROUNDS}, {cv2.getNumThreads()} threads")
    bands = most_bands(film.shape)
    gains = band_gains(bands, LONG_SIDE_MM / SIDE, 0.4, 0.3, 0.2)
    silent = np.zeros((bands, 256), np.float32)
    compare(
        "multiscale, numpy and cv2 pyramids",
        lambda: multiscale(pyramid_of(film, bands), gains, STRONGEST, silent, 0.0),
        lambda: plain_multiscale(film, gains),
    )
    field = np.ones(film.shape, np.bool_)
    compare(
        f"base of radius {RADIUS_PX} px, guided filter of cv2 box filters",
        lambda: guided_base(film, field, (RADIUS_PX, RADIUS_PX), 0.1),
        lambda: plain_guided(film),
    )
    fuse = cv2.createMergeMertens(1.0, 0.0, 1.0)
    compare(
        "fusion of three windows, cv2.createMergeMertens",
        lambda: fused_exposures(film, EXPOSURES, 1.0, 11),
        lambda: fuse.process([255 * exposure.at(film) for exposure in EXPOSURES]),
    )
    print("Whole steps at their defaults, the film and its preview (goals 1000 and 60 ms):")
    for name in STEPS:
        step = step_type(name).make()
        took = [timed_step(step, side) for side in (SIDE, PREVIEW_SIDE)]
        print(f"  {name}: {took[0] * 1e3:.0f} ms, preview {took[1] * 1e3:.0f} ms")


def compare(name: str, ours: Callable[[], object], theirs: Callable[[], object]) -> None:
    """Print the median milliseconds of both, and their ratio."""
    ours_s, theirs_s = interleaved(ours, theirs, ROUNDS)
    print(f"{name}:")
    print(f"  ours {ours_s * 1e3:.0f} ms, theirs {theirs_s * 1e3:.0f} ms")
    print(f"  ours / theirs = {ours_s / theirs_s:.2f} (goal <= {GOAL:.1f})")


def timed_step(step: Step, side: int) -> float:
    """Return the median seconds of the step on a square film."""
    spacing = LONG_SIDE_MM / side
    frame = frame_of(grey_film(side, side), spacing_mm=(spacing, spacing))
    return statistics.median(timed(lambda: step.apply(frame, Progress())) for _ in range(ROUNDS))


def plain_multiscale(film: FloatImage, gains: tuple[BandGain, ...]) -> FloatImage:
    """The same formula in whole-image operations, as one would write it down."""
    levels = [film]
    for _ in gains[:-1]:
        levels.append(cv2.pyrDown(levels[-1]))  # type: ignore[arg-type]
    result = levels.pop() * np.float32(gains[-1].amplification)
    for level, gain in zip(reversed(levels), reversed(gains[:-1]), strict=True):
        size = level.shape[::-1]
        coarse = result
        small = cv2.pyrDown(level)
        detail = level - cv2.pyrUp(small, dstsize=size)
        power = cv2.blur(detail * detail, (7, 7), borderType=cv2.BORDER_REFLECT)
        amplitude = np.maximum(np.sqrt(2 * np.maximum(power, 0)), FAINTEST * STRONGEST)
        factor = gain.amplification * (amplitude / STRONGEST) ** np.float32(gain.exponent - 1)
        result = (detail * factor + cv2.pyrUp(coarse, dstsize=size)).astype(np.float32)
    return result


def plain_guided(film: FloatImage) -> FloatImage:
    """He, Sun and Tang 2013 at full size, by the box filters of OpenCV."""
    side = (2 * RADIUS_PX + 1, 2 * RADIUS_PX + 1)
    mean = cv2.blur(film, side)
    variance = cv2.blur(film * film, side) - mean * mean
    gain = variance / (variance + np.float32(0.01))
    base: FloatImage = cv2.blur(gain, side) * film + cv2.blur(mean - gain * mean, side)
    return base


if __name__ == "__main__":
    main()
