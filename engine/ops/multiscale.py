"""Multiscale contrast: every size of detail raised by itself, faint detail most, noise not."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage, FloatImage
from engine.ops.noise_level import noise_curve
from engine.ops.pyramid import PERIOD_PX, Pyramid, rebuilt
from engine.progress import Progress

STRONGEST = 0.2
"""Amplitude of the strongest detail there is, as a share of the film's range: a step from black
to white has about this much in every band. It keeps its strength."""

FAINTEST = 0.05
"""Detail below this share of the strongest gets no more gain than detail of this much."""

CORE_SIGMAS = 3.0
"""From this many standard deviations of the noise on, detail is surely more than noise."""

EDGE_MM = 1.0, 6.0
"""Periods up to which edges are raised wholly, and from which on not at all."""

CONTRAST_MM = 25.0, 250.0
"""Periods up to which faint detail is raised wholly, and from which on not at all."""

LATITUDE_MM = 25.0, 250.0
"""Periods up to which nothing is held back, and from which on all is."""

NOISE_MM = 4.0
"""Noise is measured in bands of up to this period; coarser ones hold too much anatomy."""

_SEEN_NOISE = 0.945, 1.791, 2.132
"""Standard deviation of a band of white noise, in units of what is measured on its level."""

_MEASURED_AT_LEAST = 2
_NOISE_FALLS_TO = 0.65
"""From the third band on, noise falls to this share at least: what is more is anatomy."""

REACH = 3
"""Pixels each way over which the strength of detail is taken."""

_TONES = 256
_NO_NOISE = np.float32(1e-9)
_SAMPLES = 50_000
_STRIP_ROWS = 24


@dataclass(frozen=True, slots=True)
class BandGain:
    """What becomes of one band.

    Attributes:
        exponent: p, of detail as a share of the strongest; 1 treats faint and strong alike.
        amplification: a, of all detail.
    """

    exponent: float = 1.0
    amplification: float = 1.0


def band_gains(
    bands: int, pixel_mm: float, contrast: float, edge: float, latitude: float
) -> tuple[BandGain, ...]:
    """Return what becomes of each band, finest first, and of the residual, last.

    They follow the period in mm, so that a film and its half-size preview get the same.

    Args:
        bands: How many.
        pixel_mm: Spacing of the film.
        contrast: 0..1, 1 less the exponent where it counts wholly.
        edge: 0 or more, added to the amplification of fine detail.
        latitude: 0..1, taken from that of the coarsest.
    """
    gains = []
    for number in range(bands):
        period_mm = PERIOD_PX * pixel_mm * 2.0**number
        exponent = 1 - contrast * (1 - _rise(period_mm, CONTRAST_MM))
        raised = 1 + edge * (1 - _rise(period_mm, EDGE_MM))
        gains.append(BandGain(exponent, raised * (1 - latitude * _rise(period_mm, LATITUDE_MM))))
    return (*gains, BandGain(1.0, 1 - latitude))


def _rise(period_mm: float, between: tuple[float, float]) -> float:
    """Return 0 below the first period, 1 above the second, and a smooth rise in octaves."""
    low, high = between
    share = min(max(math.log(period_mm / low) / math.log(high / low), 0.0), 1.0)
    return share * share * (3 - 2 * share)


def multiscale(
    pyramid: Pyramid,
    gains: Sequence[BandGain],
    strongest: float,
    sigmas: FloatImage,
    noise: float,
    progress: Progress | None = None,
) -> FloatImage:
    """Return the film with detail of amplitude A raised to a M (A / M) ** p in every band.

    A is that of the wave with as much power as the detail has within 3 px of the band, M that of
    the strongest detail. The paper has the coefficient itself for A; with what is around it, a
    wave keeps its form, and the faint ends of a strong edge are not taken for faint detail: they
    would grow into a halo. Where A is below ``FAINTEST`` of M, the gain is what it is there. Where
    the detail is no stronger than the noise of film this grey, the gain falls to ``1 - noise`` of
    itself; it is whole from ``CORE_SIGMAS`` times the noise on.

    Args:
        pyramid: Of the film.
        gains: a and p of its bands, finest first, and of its residual, last.
        strongest: M, above 0.
        sigmas: (bands, 256) standard deviation of the noise by grey, as ``noise_in_bands``.
        noise: 0 leaves all detail its gain, 1 takes away what is nothing but noise.
        progress: Looked at between stripes.

    Returns:
        (rows, columns) float32, new; leaves the film's range.

    Raises:
        Cancelled: If nobody wants the result any more.
        ValueError: If ``gains`` are not one more than bands, or ``strongest`` is not above 0.

    Source: Vuylsteke and Schoeters, Multiscale image contrast amplification (MUSICA), SPIE 2167,
        1994, eqs. 3 to 6; noise by local power after Stahl, Aach and Dippel, Noise-resistant
        weak-structure enhancement for digital radiography, SPIE 3661, 1999.
    """
    if len(gains) != pyramid.bands + 1 or not strongest > 0:
        raise ValueError(f"{len(gains)} gains for {pyramid.bands} bands, strongest {strongest}")
    lines = noise_lines(sigmas)

    def change(number: int, detail: FloatImage, base: FloatImage) -> FloatImage:
        return _amplified(detail, base, gains[number], strongest, lines[:, number], noise)

    residual = pyramid.residual * np.float32(gains[-1].amplification)
    return rebuilt(pyramid, residual, change, progress, halo=REACH + REACH % 2)


def noise_lines(sigmas: FloatImage) -> FloatImage:
    """Return the amplitude of the wave that has as much power as the noise, straight by pieces.

    The nearest grey would do, were it not that a film of 8 bits lies half-way between two in many
    places: there it would be a matter of rounding.

    Args:
        sigmas: (bands, 256) standard deviation by grey.

    Returns:
        (2, bands, 256) float32: for each grey and what lies between it and the next, where that
        straight line meets black, and its slope. The last is level.
    """
    known = math.sqrt(2) * np.maximum(sigmas, _NO_NOISE).astype(np.float64)
    rises = np.diff(known, axis=1, append=known[:, -1:])
    starts = known - rises * np.arange(_TONES)
    return np.stack([starts, rises * (_TONES - 1)]).astype(np.float32)


def noise_in_bands(
    pyramid: Pyramid, field: BoolImage, pixel_mm: float, progress: Progress | None = None
) -> FloatImage:
    """Return the standard deviation of the noise in each band, by grey.

    It is measured in the fine bands, and falls by half from band to band from there on, as white
    noise does.

    Args:
        pyramid: Of the film.
        field: (rows, columns) True where to measure.
        pixel_mm: Spacing of the film.
        progress: Looked at between bands.

    Returns:
        (bands, 256) float32, for grey values 0, 1/255, ..., 1.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    progress = progress or Progress()
    tones = np.linspace(0, 1, _TONES)
    sigmas = np.zeros((pyramid.bands, _TONES), np.float32)
    seen = field
    for number in range(pyramid.bands):
        progress.check()
        period_mm = PERIOD_PX * pixel_mm * 2.0**number
        is_fine = number < _MEASURED_AT_LEAST or period_mm <= NOISE_MM
        if not is_fine or number >= len(_SEEN_NOISE):
            sigmas[number] = sigmas[number - 1] / 2
            continue
        level = pyramid.levels[number]
        rows = _strips(level.shape)
        curve = noise_curve(level[rows], seen[rows], progress)
        sigmas[number] = _SEEN_NOISE[number] * curve.at(tones)
        if number >= _MEASURED_AT_LEAST:
            np.minimum(sigmas[number], _NOISE_FALLS_TO * sigmas[number - 1], out=sigmas[number])
        seen = seen[::2, ::2]
    return sigmas


def _strips(shape: tuple[int, ...]) -> npt.NDArray[np.intp]:
    """Return rows of a film that hold about ``_SAMPLES`` pixels, in strips."""
    apart = max(1, math.prod(shape) // _SAMPLES)
    rows = np.arange(shape[0])
    return np.flatnonzero(rows // _STRIP_ROWS % apart == apart // 2)


def _amplified(
    detail: FloatImage,
    base: FloatImage,
    gain: BandGain,
    strongest: float,
    lines: FloatImage,
    noise: float,
) -> FloatImage:
    """Return the detail amplified, in its own memory; ``base`` tells how grey it is there."""
    if gain.exponent < 1 or noise > 0:
        amplitude = _amplitude(detail)
        if noise > 0:
            detail *= _kept(amplitude, base, lines, noise)
        if gain.exponent < 1:
            np.maximum(amplitude, np.float32(FAINTEST * strongest), out=amplitude)
            detail *= cv2.pow(amplitude, gain.exponent - 1)
    detail *= np.float32(gain.amplification * strongest ** (1 - gain.exponent))
    return detail


def _amplitude(detail: FloatImage) -> FloatImage:
    """Return the amplitude of the wave that has as much power as what is around each pixel."""
    side = 2 * REACH + 1
    power: FloatImage = cv2.blur(  # type: ignore[assignment]
        np.square(detail), (side, side), borderType=cv2.BORDER_REFLECT
    )
    np.maximum(power, 0, out=power)  # a running sum may leave -1e-12
    power *= np.float32(2)
    np.sqrt(power, out=power)
    return power


def _kept(amplitude: FloatImage, base: FloatImage, lines: FloatImage, noise: float) -> FloatImage:
    """Return how much of each detail is kept: 1 far above noise, ``1 - noise`` of noise alone."""
    grey = np.maximum(base, 0)
    tone = cv2.convertScaleAbs(grey, alpha=_TONES - 1, beta=-0.5)  # the grey at or below it
    starts, slopes = lines
    share: FloatImage = cv2.LUT(tone, slopes)  # type: ignore[assignment]
    share *= grey
    share += cv2.LUT(tone, starts)
    np.divide(amplitude, share, out=share)  # 1 where there is only noise
    share -= np.float32(1)
    share *= np.float32(1 / (CORE_SIGMAS - 1))
    np.clip(share, 0, 1, out=share)
    bend = np.float32(3) - 2 * share
    np.square(share, out=share)
    share *= bend  # a smooth rise from 0 to 1
    share *= np.float32(noise)
    share += np.float32(1 - noise)
    return share
