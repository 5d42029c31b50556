"""Curves, equalisation and edges against the best library at 16 bit on 9 Mpx, and the previews."""

import math
import statistics
from collections.abc import Callable
from functools import partial

import cv2
import numpy as np
from scipy import fft, ndimage
from skimage import exposure, filters

from engine.frame import BoolImage, FloatImage
from engine.ops.clahe import BINS, clahe
from engine.ops.curves import logarithm, sigmoid
from engine.ops.edges import Gradient, band_raised, gradient_blended, laplacian_sharpened
from engine.ops.equalise import equalised
from engine.ops.homomorphic import homomorphic
from engine.ops.tone import percentiles, stretch
from engine.progress import Progress
from engine.step import step_type
from tests.benchmarks.bench_clahe import interleaved, timed
from tests.properties.films import frame_of, grey_film

SIDE = 3000
ROUNDS = 5
GOAL = 1.0
PREVIEW_SIDE = 1024
PREVIEW_GOAL_MS = 60
SLOW = 40.0
"""Standard deviation of the homomorphic low-pass, px."""

STEPS = (
    "log_curve",
    "sigmoid",
    "normalise",
    "histogram_equalisation",
    "adaptive_equalisation",
    "homomorphic",
    "laplacian",
    "gradient_edges",
    "difference_of_gaussians",
    "clahe",
)


def main() -> None:
    """Print ours / reference for each, and what a preview of each step takes."""
    film = grey_film(SIDE, SIDE)
    print(f"{SIDE} x {SIDE}, median of {ROUNDS}, ours / library (goal <= {GOAL:.1f})")
    for name, (ours, theirs) in contests(film).items():
        ours_s, theirs_s = interleaved(ours, theirs, ROUNDS)
        times = f"ours {ours_s * 1e3:.0f} ms, theirs {theirs_s * 1e3:.0f} ms"
        print(f"  {name}: {ours_s / theirs_s:.2f} ({times})")

    print(
        f"Preview, {PREVIEW_SIDE} x {PREVIEW_SIDE}, at its defaults (goal < {PREVIEW_GOAL_MS} ms)"
    )
    frame = frame_of(grey_film(PREVIEW_SIDE, PREVIEW_SIDE), spacing_mm=(0.42, 0.42))
    for name in STEPS:
        step = step_type(name).make()
        took = [timed(partial(step.apply, frame, Progress())) for _ in range(7)]
        print(f"  {name}: {statistics.median(took) * 1e3:.0f} ms")


def contests(film: FloatImage) -> dict[str, tuple[Callable[[], object], Callable[[], object]]]:
    """Return what is compared, by name: ours and the library's way to the same."""
    field = np.ones(film.shape, np.bool_)
    return {
        "log curve / skimage adjust_log": (
            lambda: logarithm(film, 1.0),
            lambda: exposure.adjust_log(film),  # type: ignore[no-untyped-call]
        ),
        "sigmoid / skimage adjust_sigmoid": (
            lambda: sigmoid(film, 0.5, 0.6),
            lambda: exposure.adjust_sigmoid(film, 0.5, 4 / 0.6),  # type: ignore[no-untyped-call]
        ),
        "normalise / numpy percentile and skimage rescale_intensity": (
            lambda: normalised(film, field),
            lambda: normalised_by_skimage(film),
        ),
        "histogram equalisation / skimage equalize_hist": (
            lambda: equalised(film, field),
            lambda: exposure.equalize_hist(film, nbins=65536),  # type: ignore[no-untyped-call]
        ),
        "adaptive equalisation / skimage equalize_adapthist": (
            lambda: clahe(film, field, (8, 8), float(BINS)),
            lambda: exposure.equalize_adapthist(
                film, (SIDE // 8, SIDE // 8), clip_limit=1.0, nbins=BINS
            ),
        ),
        "homomorphic / scipy.fft": (
            lambda: homomorphic(film, field, (SLOW, SLOW), 0.6, 1.3),
            lambda: homomorphic_by_fft(film),
        ),
        "Laplacian / cv2 GaussianBlur and Laplacian": (
            lambda: laplacian_sharpened(film, (4.0, 4.0), 0.5),
            lambda: laplacian_by_opencv(film),
        ),
        "Laplacian / scipy gaussian_laplace": (
            lambda: laplacian_sharpened(film, (4.0, 4.0), 0.5),
            lambda: film - np.float32(0.5 * 16) * ndimage.gaussian_laplace(film, 4.0),
        ),
        "edge picture / skimage scharr after cv2.GaussianBlur": (
            lambda: gradient_blended(film, field, (3.0, 3.0), Gradient.SCHARR, 0.3),
            lambda: edges_by_skimage(film),
        ),
        "difference of Gaussians / cv2.GaussianBlur": (
            lambda: band_raised(film, (3.0, 3.0), (30.0, 30.0), 0.7),
            lambda: band_by_opencv(film),
        ),
    }


def normalised(film: FloatImage, field: BoolImage) -> FloatImage:
    """Percentiles from one histogram, then one pass."""
    low, high = percentiles(film, field, (0.5, 99.5))
    return stretch(film, low, high)


def normalised_by_skimage(film: FloatImage) -> FloatImage:
    """Percentiles by numpy, which sorts in parts."""
    ends = tuple(np.percentile(film, (0.5, 99.5)))
    scaled: FloatImage = exposure.rescale_intensity(film, ends, (0.0, 1.0))  # type: ignore[no-untyped-call]
    return scaled


def homomorphic_by_fft(film: FloatImage) -> FloatImage:
    """The textbook: logarithm, whole FFT of the mirrored film, exponential, stretch."""
    rows, columns = film.shape
    mirrored = np.pad(np.log(film + np.float32(0.1)), ((0, rows), (0, columns)), mode="symmetric")
    down = fft.fftfreq(2 * rows).astype(np.float32)[:, np.newaxis] * SLOW
    along = fft.rfftfreq(2 * columns).astype(np.float32) * SLOW
    transfer = 0.6 + 0.7 * (1 - np.exp(-2 * math.pi**2 * (down**2 + along**2)))
    spectrum = fft.rfft2(mirrored, workers=2) * transfer
    grey = np.exp(fft.irfft2(spectrum, mirrored.shape, workers=2)[:rows, :columns])
    low, high = np.percentile(grey, (0.5, 99.5))
    stretched: FloatImage = np.clip((grey - low) / (high - low), 0, 1).astype(np.float32)
    return stretched


def laplacian_by_opencv(film: FloatImage) -> FloatImage:
    """The five-point Laplacian of its Gaussian: less exact, and the quickest there is."""
    bent = cv2.Laplacian(cv2.GaussianBlur(film, (0, 0), 4.0), cv2.CV_32F)
    sharp: FloatImage = film - np.float32(0.5 * 16) * bent
    return sharp


def edges_by_skimage(film: FloatImage) -> FloatImage:
    """Smoothed, its gradient, brought to 0..1 by its percentile and mixed with the film."""
    steep = filters.scharr(cv2.GaussianBlur(film, (0, 0), 3.0))  # type: ignore[no-untyped-call]
    bright = np.percentile(steep, 99.5)
    mixed: FloatImage = 0.7 * film + 0.3 * np.minimum(steep / bright, 1)
    return mixed


def band_by_opencv(film: FloatImage) -> FloatImage:
    """Both Gaussians with kernels as long as they need to be."""
    band = cv2.GaussianBlur(film, (0, 0), 3.0) - cv2.GaussianBlur(film, (0, 0), 30.0)
    raised: FloatImage = film + np.float32(0.7) * band
    return raised


if __name__ == "__main__":
    main()
