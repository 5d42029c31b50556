"""The denoisers against the best library doing the same at 16 bit on 9 Mpx, in one run."""

from collections.abc import Callable
from functools import partial
from statistics import median

import cv2
import numpy as np
import pywt  # type: ignore[import-untyped]
from skimage.restoration import (
    denoise_nl_means,
    denoise_tv_chambolle,
    denoise_wavelet,
    estimate_sigma,
)

from engine.frame import FloatImage
from engine.ops.noise_level import noise_curve, noise_sigma
from engine.ops.non_local_means import non_local_means
from engine.ops.stabilise import Stabiliser
from engine.ops.total_variation import total_variation
from engine.ops.wavelet import Shrinkage, wavelet_shrink
from engine.progress import Progress
from engine.step import step_type
from tests.benchmarks.bench_clahe import interleaved, timed
from tests.properties.films import frame_of, grey_film

SIDE = 3000
ROUNDS = 3
GOAL = 1.0

SIGMA = 0.02
LEVELS = 3
ITERATIONS = 10


def main() -> None:
    """Print ours / reference, and what the steps take on a preview."""
    film = grey_film(SIDE, SIDE, noise=SIGMA)
    print(f"{SIDE} x {SIDE}, median of {ROUNDS}, {cv2.getNumThreads()} threads, ours / theirs:")
    for name, (ours, theirs) in pairs(film).items():
        ours_s, theirs_s = interleaved(ours, theirs, ROUNDS)
        goal = "" if "information" in name else f" (goal <= {GOAL:.1f})"
        print(f"  {name}: {ours_s:.2f} s / {theirs_s:.2f} s = {ours_s / theirs_s:.2f}{goal}")

    preview = grey_film(1024, 1024, noise=SIGMA / 3)
    print("On a preview of 1024 x 1024 at 0.41 mm, defaults (goal < 60 ms):")
    for step in ("non_local_means", "wavelet", "total_variation"):
        for noise in (0, 1):
            apply = step_type(step).make({"noise": noise}).apply
            frame = frame_of(preview, spacing_mm=(0.41, 0.41))
            seconds = median(timed(partial(apply, frame, Progress())) for _ in range(7))
            print(f"  {step}, {('even', 'quantum')[noise]} noise: {seconds * 1e3:.0f} ms")


def pairs(film: FloatImage) -> dict[str, tuple[Callable[[], object], Callable[[], object]]]:
    """Return by name our filter and theirs."""
    stored = np.round(film * 65535).astype(np.uint16)
    field = np.ones(film.shape, np.bool_)
    stabiliser = Stabiliser.of(noise_curve(film, field))
    return {
        "noise level, skimage.estimate_sigma": (
            lambda: noise_sigma(film, field),
            lambda: estimate_sigma(film),  # type: ignore[no-untyped-call]
        ),
        "non-local means 11 x 11, all neighbours, cv2 16 bit": (
            lambda: non_local_means(film, SIGMA, (5, 5), 5),
            lambda: cv2.fastNlMeansDenoising(stored, [1300], None, 5, 11, cv2.NORM_L1),
        ),
        "non-local means 15 x 15, the default at 0.14 mm, cv2 16 bit": (
            lambda: non_local_means(film, SIGMA, (7, 7), 5),
            lambda: cv2.fastNlMeansDenoising(stored, [1300], None, 5, 15, cv2.NORM_L1),
        ),
        "non-local means 5 x 5, skimage": (
            lambda: non_local_means(film, SIGMA, (2, 2), 5),
            lambda: denoise_nl_means(film, 5, 2, 0.8 * SIGMA, fast_mode=True, sigma=SIGMA),
        ),
        "wavelet, BayesShrink at all shifts, PyWavelets swt2": (
            lambda: wavelet_shrink(film, field, SIGMA, LEVELS, Shrinkage.BAYES),
            lambda: stationary(film),
        ),
        "for information: the same, skimage.denoise_wavelet at one shift": (
            lambda: wavelet_shrink(film, field, SIGMA, LEVELS, Shrinkage.BAYES),
            lambda: denoise_wavelet(film, sigma=SIGMA, wavelet="db2", wavelet_levels=LEVELS),
        ),
        "total variation, skimage": (
            lambda: total_variation(film, SIGMA, ITERATIONS),
            lambda: denoise_tv_chambolle(  # type: ignore[no-untyped-call]
                film, SIGMA, eps=0, max_num_iter=ITERATIONS + 1
            ),
        ),
        "for information: stabilised and back, against one Gaussian blur of 3 px": (
            lambda: stabiliser.inverse(stabiliser.forward(film)),
            lambda: cv2.GaussianBlur(film, (0, 0), 3),
        ),
    }


def stationary(film: FloatImage) -> FloatImage:
    """Return BayesShrink by the stationary transform of PyWavelets."""
    shrunk = []
    for smooth, bands in pywt.swt2(film, "db2", LEVELS):
        kept = []
        for band in bands:
            signal = max(float(np.square(band).mean()) - SIGMA**2, 1e-12) ** 0.5
            kept.append(pywt.threshold(band, SIGMA**2 / signal, "soft"))
        shrunk.append((smooth, tuple(kept)))
    whole: FloatImage = pywt.iswt2(shrunk, "db2")
    return whole


if __name__ == "__main__":
    main()
