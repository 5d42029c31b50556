"""How noisy a film is, measured on the film itself."""

import math
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage, FloatImage
from engine.progress import Progress

SAMPLES = 64_000
"""About how many pixels are looked at, whatever the size of the film."""

STRIP_ROWS = 8
"""Rows of one of the strips these pixels lie in; the first and last only serve the others."""

BINS, PIXELS_PER_BIN = 32, 600
"""Grey levels told apart at most, and pixels that each of them needs at least."""

_RESIDUAL = np.outer((1, -2, 1), (1, -2, 1)).astype(np.float32) / 6
"""Blind to planes; white noise keeps its standard deviation (Immerkaer 1996, eq. 2)."""

_CAP = 1.5
"""Residuals count as this many standard deviations at most."""

_CAPPED_MEAN = (
    math.erf(_CAP / math.sqrt(2))
    + _CAP**2 * math.erfc(_CAP / math.sqrt(2))
    - (_CAP * math.sqrt(2 / math.pi) * math.exp(-(_CAP**2) / 2))
)
"""Mean of min(z ** 2, _CAP ** 2) over a standard normal z."""

_DUST = 1e-6
"""Residuals below it come from the arithmetic."""

_LEAST_LEVELS, _COARSEST_STEP = 16, 1 / 60
"""What a film's grey values must be like to be taken for whole numbers of a few bits."""


@dataclass(frozen=True, slots=True, eq=False)
class NoiseCurve:
    """Standard deviation of a film's noise as a function of grey.

    Attributes:
        levels: (n,) float64 grey values, rising; at least one.
        sigmas: (n,) float64 standard deviations there in grey values, 0 or more.
    """

    levels: npt.NDArray[np.float64]
    sigmas: npt.NDArray[np.float64]

    def at(self, grey: npt.NDArray[np.floating[Any]]) -> npt.NDArray[np.float64]:
        """Return the standard deviation at grey values: linear between levels, level beyond."""
        return np.asarray(np.interp(grey, self.levels, self.sigmas), np.float64)

    @property
    def typical(self) -> float:
        """The median over the film, painted areas without any noise left out."""
        noisy = self.sigmas[self.sigmas > 0]
        return float(np.median(noisy)) if noisy.size else 0.0


def noise_sigma(image: FloatImage, field: BoolImage, progress: Progress | None = None) -> float:
    """Return the noise's standard deviation as one number: the median over the film.

    Args:
        image: (rows, columns) float32 in 0..1.
        field: (rows, columns) True where to measure.
        progress: Looked at between strips.

    Returns:
        Grey values, 0 or more; 0 where there is no noise, or too little film to tell.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    return _raw_curve(image, field, progress or Progress()).typical


def noise_curve(
    image: FloatImage, field: BoolImage, progress: Progress | None = None
) -> NoiseCurve:
    """Return the noise's standard deviation as a function of grey.

    A residual that is blind to planes is collected in strips all over the field. Per level of
    grey, the half of it that lies where the film is least steep is summed up by a robust scale.
    What is as black or as white as can be is left out: noise is cut off there. A film of few
    grey levels, as of 8 bit, has the noise of rounding at least.

    Args:
        image: (rows, columns) float32 in 0..1.
        field: (rows, columns) True where to measure.
        progress: Looked at between strips.

    Returns:
        Up to 32 levels that hold equally many pixels each; one of sigma 0 where there is too
        little film to tell. White noise is found within 5 %; what is coarser than a pixel
        (a blurred or enlarged film's) is underestimated: by a third where neighbours are
        averaged in pairs.

    Raises:
        Cancelled: If nobody wants the result any more.

    Source: residual of Immerkaer, Fast noise variance estimation, CVIU 64(2), 1996; by grey as
    Foi et al., Practical Poissonian-Gaussian noise modeling, IEEE TIP 17(10), 2008, section IV;
    scale of Huber, Robust Statistics, 1981, "proposal 2". The kernels of mean, slope and residual
    are orthogonal, so that choosing by the first two leaves the spread of the third alone.
    """
    raw = _raw_curve(image, field, progress or Progress())
    if raw.sigmas.size < 3:
        return raw
    around = np.lib.stride_tricks.sliding_window_view(np.pad(raw.sigmas, 1, mode="edge"), 3)
    kept = np.pad(np.median(around, axis=1), 1, mode="edge")
    return NoiseCurve(raw.levels, np.convolve(kept, (0.25, 0.5, 0.25), mode="valid"))


def _raw_curve(image: FloatImage, field: BoolImage, progress: Progress) -> NoiseCurve:
    """Return levels and sigmas as measured, not smoothed."""
    means, slopes, residuals, step = _samples(image, field, progress)
    bins = min(BINS, means.size // PIXELS_PER_BIN)
    if bins == 0:
        return NoiseCurve(np.array([0.5]), np.array([0.0]))
    progress.check()
    order = np.argsort(_sixteen_bit(means), kind="stable")  # sorts by counting: much quicker
    by_bin = order[: means.size // bins * bins].reshape(bins, -1)
    levels = means[by_bin].mean(axis=1, dtype=np.float64)
    half = by_bin.shape[1] // 2
    progress.check()
    calm = np.argpartition(slopes[by_bin], half, axis=1)[:, :half]
    squares = np.square(np.take_along_axis(residuals[by_bin], calm, axis=1))
    squares[squares < _DUST**2] = 0.0
    sigmas = _robust_scale(squares)
    progress.check()
    is_painted = np.count_nonzero(squares, axis=1) < 0.02 * half
    sigmas = np.where(is_painted, 0.0, np.maximum(sigmas, step / math.sqrt(12)))
    levels, first = np.unique(levels, return_index=True)
    return NoiseCurve(levels, sigmas[first])


def _samples(
    image: FloatImage, field: BoolImage, progress: Progress
) -> tuple[FloatImage, FloatImage, FloatImage, float]:
    """Return (n,) means, squared slopes, residuals of the pixels looked at, and the grey step."""
    rows, columns = image.shape
    found: list[FloatImage] = []
    seen = np.zeros(65536, np.bool_)
    for top in _strip_tops(rows, columns) if columns >= 3 else ():
        progress.check()
        strip = image[top : top + STRIP_ROWS]
        usable = _usable(strip, field[top : top + STRIP_ROWS])
        if usable.any():
            seen[_sixteen_bit(strip[1:-1, 1:-1][usable])] = True
            found.append(_measured(strip)[:, usable])
    if not found:
        nothing = np.empty(0, np.float32)
        return nothing, nothing, nothing, 0.0
    means, slopes, residuals = np.concatenate(found, axis=1)
    return means, slopes, residuals, _grey_step(seen)


def _strip_tops(rows: int, columns: int) -> range:
    """Return the first rows of strips spread over the film; the whole film where it is small."""
    inner = STRIP_ROWS - 2
    wanted = max(1, SAMPLES // (inner * columns))
    apart = max(inner, (rows - 2) // wanted)
    return range((apart - inner) // 2, rows - 2, apart)


def _usable(strip: FloatImage, field: BoolImage) -> BoolImage:
    """Return True where all 3 x 3 neighbours are exposed, and neither black nor white."""
    good = (field & (strip > 0) & (strip < 1)).astype(np.uint8)
    return cv2.erode(good, np.ones((3, 3), np.uint8))[1:-1, 1:-1] > 0


def _measured(strip: FloatImage) -> FloatImage:
    """Return (3, rows - 2, columns - 2): mean of 3 x 3 pixels, slope squared and residual."""
    mean = cv2.blur(strip, (3, 3))
    across = cv2.Sobel(strip, cv2.CV_32F, 1, 0)
    down = cv2.Sobel(strip, cv2.CV_32F, 0, 1)
    residual = cv2.filter2D(strip, cv2.CV_32F, _RESIDUAL)
    slope = across * across + down * down  # squared, and no cv2.magnitude, which rounds at random
    stack = np.stack([mean, slope, residual])[:, 1:-1, 1:-1]
    return stack.astype(np.float32, copy=False)


def _robust_scale(squares: FloatImage) -> npt.NDArray[np.float64]:
    """Return the scale of each row: Huber's proposal 2, which unlike a median knows no steps."""
    variance = squares.mean(axis=1, dtype=np.float64)
    for _ in range(12):  # each takes 0.6 of the error where nothing contaminates
        cap = (variance * _CAP**2).astype(np.float32)[:, None]
        capped = np.minimum(squares, cap).mean(axis=1, dtype=np.float64)
        variance = capped / _CAPPED_MEAN
    return np.asarray(np.sqrt(variance), np.float64)


def _grey_step(seen: BoolImage) -> float:
    """Return the distance of a film's grey levels; 0 where they are many, or no regular scale."""
    levels = np.flatnonzero(seen)
    if levels.size < _LEAST_LEVELS:
        return 0.0
    step = float(np.diff(levels).min()) / 65535
    return step if step <= _COARSEST_STEP else 0.0


def _sixteen_bit(values: FloatImage) -> npt.NDArray[np.uint16]:
    indices: npt.NDArray[np.uint16] = np.rint(values * np.float32(65535)).astype(np.uint16)
    return indices
