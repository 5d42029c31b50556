"""Noise reduction that knows how noisy the film is, as steps of a recipe."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import cv2

from engine.frame import FloatImage, Frame
from engine.ops.field import within_field
from engine.ops.noise_level import noise_curve
from engine.ops.stabilise import Stabiliser
from engine.ops.wavelet import Shrinkage, wavelet_shrink
from engine.parameter import param
from engine.progress import Progress
from engine.step import StepKind, register
from engine.steps.on_device import non_local_means, total_variation

EVEN, QUANTUM = 0, 1
"""Noise that is the same at every grey, and noise that depends on it, as that of quanta."""

NOISE_WORDS = ("Even", "Quantum")

MOST_LEVELS = 4
"""Scales of the wavelets: at the next, white noise has a sixteenth of its deviation."""

TV_ITERATIONS = 8
"""Near the end when the weight is about the noise; more are slower, and no better."""

Denoising: TypeAlias = Callable[[FloatImage, float, Progress], FloatImage]
"""From a film, the deviation of its noise and a progress to the film with less noise."""


def denoised(frame: Frame, noise: int, work: Denoising, progress: Progress) -> Frame:
    """Return the film with less noise, which is measured on it first; unchanged without noise.

    Args:
        frame: The film.
        noise: EVEN or QUANTUM: the latter is done in greys in which the noise is even.
        work: The filter; what it sees is exposed everywhere.
        progress: Looked at all along.
    """
    measuring, working = progress.part(0.0, 0.1), progress.part(0.1, 1.0)
    curve = noise_curve(frame.pixels, frame.field, measuring)
    if curve.typical == 0:
        return frame

    def within_range(pixels: FloatImage) -> FloatImage:
        low, high = cv2.minMaxLoc(pixels)[:2]
        if noise == EVEN:
            result = work(pixels, curve.typical, working)
        else:
            result = stabilised(pixels, Stabiliser.of(curve), work, working)
        return cv2.min(cv2.max(result, low, dst=result), high, dst=result)  # type: ignore[call-overload, no-any-return]

    return frame.with_pixels(within_field(frame.pixels, frame.field, within_range, measuring))


def stabilised(
    pixels: FloatImage, stabiliser: Stabiliser, work: Denoising, progress: Progress
) -> FloatImage:
    """Return a filter's result, computed in greys in which the noise is even."""
    even = stabiliser.forward(pixels, progress.part(0.0, 0.1))
    result = work(even, stabiliser.sigma, progress.part(0.1, 0.9))
    return stabiliser.inverse(result, progress.part(0.9, 1.0))


def _strength() -> float:
    return param(1.0, low=0.0, high=3, unit="", label="Strength")  # type: ignore[no-any-return]


def noise_choice() -> int:
    """Declare the choice between even and quantum noise, which starts as even."""
    return param(  # type: ignore[no-any-return]
        EVEN, low=0, high=1, unit="", label="Noise", choices=(0, 1), words=NOISE_WORDS, quiet=True
    )


@register("non_local_means", version=1, title="Non-local means", kind=StepKind.SMOOTHING)
@dataclass(frozen=True, slots=True)
class NonLocalMeans:
    """Averages pixels whose surroundings look alike; strength 1 is for the noise as measured.

    The radius is how far it looks in each direction; the patch is the side of what it compares.
    """

    radius_mm: float = param(1.0, low=0.1, high=5, unit="mm", label="Radius", logarithmic=True)
    patch_px: int = param(5, low=3, high=7, unit="px", label="Patch", choices=(3, 5, 7))
    strength: float = _strength()
    noise: int = noise_choice()

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the film with less noise."""
        row_mm, column_mm = frame.spacing_mm
        window_px = self.radius_mm / row_mm, self.radius_mm / column_mm

        def work(pixels: FloatImage, sigma: float, working: Progress) -> FloatImage:
            removed = sigma * self.strength
            return non_local_means(pixels, removed, window_px, self.patch_px, working)

        return denoised(frame, self.noise, work, progress)


@register("wavelet", version=1, title="Wavelet denoise", kind=StepKind.SMOOTHING)
@dataclass(frozen=True, slots=True)
class Wavelet:
    """Takes detail off that is no larger than noise, at every scale up to the coarsest.

    BayesShrink weighs noise against detail; VisuShrink leaves no noise, and less detail.
    """

    coarsest_mm: float = param(2.0, low=0.5, high=10, unit="mm", label="Coarsest", logarithmic=True)
    threshold: int = param(
        0,
        low=0,
        high=1,
        unit="",
        label="Threshold",
        choices=(0, 1),
        words=tuple(shrinkage.value for shrinkage in Shrinkage),
    )
    strength: float = _strength()
    noise: int = noise_choice()

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the film with less noise."""
        coarsest_px = self.coarsest_mm / math.sqrt(math.prod(frame.spacing_mm))
        levels = min(max(1, round(math.log2(max(coarsest_px, 1)))), MOST_LEVELS)
        shrinkage = list(Shrinkage)[self.threshold]

        def work(pixels: FloatImage, sigma: float, working: Progress) -> FloatImage:
            removed = sigma * self.strength
            return wavelet_shrink(pixels, frame.field, removed, levels, shrinkage, working)

        return denoised(frame, self.noise, work, progress)


@register("total_variation", version=1, title="Total variation", kind=StepKind.SMOOTHING)
@dataclass(frozen=True, slots=True)
class TotalVariation:
    """Makes the film rise and fall less, and keeps edges; fine texture turns into flat areas.

    At strength 1 the weight of the variation is the deviation of the noise.
    """

    strength: float = _strength()
    noise: int = noise_choice()

    def apply(self, frame: Frame, progress: Progress) -> Frame:
        """Return the film with less noise."""

        def work(pixels: FloatImage, sigma: float, working: Progress) -> FloatImage:
            return total_variation(pixels, sigma * self.strength, TV_ITERATIONS, working)

        return denoised(frame, self.noise, work, progress)
