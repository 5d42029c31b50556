"""Lines of an antiscatter grid, and their moire with the pixels: found and taken off."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import FloatImage
from engine.ops.stripes import filtered_in_stripes
from engine.progress import Progress

LOWEST = 0.1
"""Cycles a px below which lines are not told from anatomy."""

TRUNCATE = 3.0
"""The window of the fitted wave ends at this many standard deviations."""

HIGHEST = 0.49
"""Cycles a px above which it is every other line: the reader's doing, not a grid's."""

_LINES = 384  # rows or columns whose spectra are averaged
_BANDS = 6  # parts of the film, in most of which a grid must show
_IN_MOST = 5
_BACKGROUND = 0.04  # cycles a px on either side that a peak is compared with
_LEAST_RATIO = 4.0  # of a peak's power to its surroundings
_WIDEST = 0.012  # cycles a px of a peak at half its power
_MOST = 4  # frequencies: that of the grid, and harmonics

Spectrum = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class GridLines:
    """Waves that a grid left on a film.

    Attributes:
        across: Cycles a px along each row, of lines that run down the film.
        down: Cycles a px along each column, of lines that run across.
    """

    across: tuple[float, ...] = ()
    down: tuple[float, ...] = ()

    @property
    def are_there(self) -> bool:
        """Whether any line was found."""
        return bool(self.across or self.down)


def find_grid_lines(
    image: FloatImage, prominence: float, progress: Progress | None = None
) -> GridLines:
    """Return the grid lines of a film, none where it has none.

    A grid is a narrow peak in the mean power spectrum of the rows or of the columns, so many
    robust standard deviations above its surroundings, in nearly all parts of the film.

    Args:
        image: (rows, columns) float32.
        prominence: Standard deviations of the surroundings (in log power), above 0.
        progress: Looked at between parts.

    Raises:
        Cancelled: If nobody wants the result any more.

    Source: own, after Sasada et al., Med. Phys. 30(8), 2003, and Lin et al., J. Digit. Imaging
    19(4), 2006: peaks of the spectrum across the lines.
    """
    progress = progress or Progress()
    return GridLines(
        across=_frequencies(image, prominence, progress.part(0.0, 0.5)),
        down=_frequencies(image.T, prominence, progress.part(0.5, 1.0)),
    )


def without_grid_lines(
    image: FloatImage,
    lines: GridLines,
    reach_px: tuple[float, float],
    strength: float,
    progress: Progress | None = None,
) -> FloatImage:
    """Return the film without waves of these frequencies, whatever their phase and strength.

    Around each pixel a wave is fitted to its row (column) under a Gaussian window and taken off:
    a notch in the spectrum along that axis alone, whose width is the window's reciprocal.

    Args:
        image: (rows, columns) float32.
        lines: What to take off.
        reach_px: (down a column, along a row) standard deviation of the window in px.
        strength: Share of the wave to take off, 0..1.
        progress: Looked at between stripes.

    Returns:
        (rows, columns) float32, new; may leave the range of ``image`` by the waves' height.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    progress = progress or Progress()
    out = image
    for number, frequencies in enumerate((lines.down, lines.across)):
        part = progress.part(number / 2, (number + 1) / 2)
        if frequencies:
            out = _notched(out, number, frequencies, reach_px[number], strength, part)
    return out.copy() if out is image else out


def _frequencies(image: FloatImage, prominence: float, progress: Progress) -> tuple[float, ...]:
    """Return frequencies along the rows at which the film has lines."""
    if image.shape[0] < _BANDS or image.shape[1] < 64:
        return ()
    bands = _spectra(image, progress)
    mean = np.log(bands.mean(axis=0) + 1e-30)
    frequency = np.fft.rfftfreq(2 * (len(mean) - 1))
    above = mean - _surroundings(mean)
    spread = 1.4826 * float(np.median(np.abs(above[frequency > LOWEST])))
    limit = max(prominence * spread, math.log(_LEAST_RATIO))
    found: list[float] = []
    for place in np.argsort(above)[::-1]:
        if above[place] <= limit or len(found) == _MOST:
            break
        near = any(abs(frequency[place] - other) < 2 * _WIDEST for other in found)
        is_possible = LOWEST < frequency[place] < HIGHEST
        if is_possible and not near and _is_line(bands, above, int(place)):
            found.append(_refined(above, int(place)))
    return tuple(found)


def _spectra(image: FloatImage, progress: Progress) -> Spectrum:
    """Return (parts of the film, frequencies) mean power along rows."""
    rows, columns = image.shape
    chosen = np.unique(np.linspace(0, rows - 1, min(rows, _LINES)).astype(int))
    window = np.hanning(columns + 2)[1:-1].astype(np.float32)
    size = cv2.getOptimalDFTSize(columns + columns % 2)
    size += size % 2
    parts = []
    for number, part in enumerate(np.array_split(chosen, _BANDS)):
        progress.report(number / _BANDS)
        lines = np.ascontiguousarray(image[part], np.float32)
        smooth = cv2.blur(lines, (9, 1), borderType=cv2.BORDER_REFLECT)
        waves = np.fft.rfft((lines - smooth) * window, size, axis=1)
        parts.append((np.abs(waves) ** 2).mean(axis=0, dtype=np.float64))
    return np.array(parts)


def _surroundings(power: Spectrum) -> Spectrum:
    """Return the running median of a log power spectrum."""
    half = max(4, round(_BACKGROUND * 2 * (len(power) - 1)))
    padded = np.pad(power, half, mode="reflect" if len(power) > half else "edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * half + 1)
    running: Spectrum = np.median(windows, axis=1)
    return running


def _is_line(bands: Spectrum, above: Spectrum, place: int) -> bool:
    """Whether a peak is narrow, and there in nearly all parts of the film."""
    size = 2 * (len(above) - 1)
    half = above[place] - math.log(2)
    reach = max(2, math.ceil(_WIDEST * size))
    low, high = max(0, place - reach), min(len(above), place + reach + 1)
    if int((above[low:high] > half).sum()) > reach + 1:
        return False
    shows = 0
    for band in bands:
        power = np.log(band + 1e-30)
        around = np.r_[power[max(0, low - 3 * reach) : low], power[high : high + 3 * reach]]
        peak = power[max(0, place - 2) : place + 3].max()
        shows += bool(peak > np.median(around) + math.log(_LEAST_RATIO) / 2)
    return shows >= _IN_MOST


def _refined(above: Spectrum, place: int) -> float:
    """Return the frequency of a peak between two of the spectrum, by a parabola."""
    size = 2 * (len(above) - 1)
    if not 0 < place < len(above) - 1:
        return place / size
    left, middle, right = (float(above[place + step]) for step in (-1, 0, 1))
    bend = left - 2 * middle + right
    return (place + (0.5 * (left - right) / bend if bend < 0 else 0.0)) / size


def _notched(
    image: FloatImage,
    axis: int,
    frequencies: tuple[float, ...],
    reach_px: float,
    strength: float,
    progress: Progress,
) -> FloatImage:
    """Return the film without waves along an axis: 0 is down its columns, 1 along its rows."""
    length = image.shape[axis]
    radius = min(math.ceil(TRUNCATE * reach_px), (length - 1) // 2)
    kernel = wave_kernel(frequencies, reach_px, radius) * np.float32(-strength)
    kernel[radius] += 1
    one = np.ones(1, np.float32)
    along, down = (kernel, one) if axis else (one, kernel)

    def work(part: FloatImage) -> FloatImage:
        notched: FloatImage = cv2.sepFilter2D(  # type: ignore[assignment]
            part, cv2.CV_32F, along, down, borderType=cv2.BORDER_REFLECT
        )
        return notched

    out = filtered_in_stripes(image, 0 if axis else radius, work, progress)
    start = _rim_weights(frequencies, reach_px, radius, length)
    near = start.shape[1]
    before, after = (image, out) if axis else (image.T, out.T)
    share = np.float32(strength)
    after[:, :radius] = before[:, :radius] - share * (before[:, :near] @ start.T)
    end = start[::-1, ::-1]
    after[:, length - radius :] = before[:, length - radius :] - share * (
        before[:, length - near :] @ end.T
    )
    return out


def wave_kernel(
    frequencies: tuple[float, ...], reach_px: float, radius: int
) -> npt.NDArray[np.float32]:
    """Return (2 radius + 1,) weights whose sum over neighbours is the wave at a pixel.

    The least-squares fit of a constant, a slope and one wave a frequency, under a Gaussian window.
    """
    places = np.arange(-radius, radius + 1, dtype=np.float64)
    return _weights(places, 0.0, frequencies, reach_px).astype(np.float32)


def _weights(
    places: Spectrum, at: float, frequencies: tuple[float, ...], reach_px: float
) -> Spectrum:
    """Return the weights of values at ``places`` in the waves fitted around ``at``, taken there."""
    offset = places - at
    waves = [
        turn(2 * np.pi * frequency * offset)
        for frequency in frequencies
        for turn in (np.cos, np.sin)
    ]
    basis = np.stack([np.ones_like(offset), offset / reach_px, *waves], axis=1)
    window = np.exp(-0.5 * (offset / reach_px) ** 2)
    normal = basis.T @ (basis * window[:, None])
    value = np.zeros(basis.shape[1])
    value[2::2] = 1.0  # the cosines at the pixel itself
    solved = np.linalg.lstsq(normal, value, rcond=1e-9)[0]
    weights: Spectrum = (basis * window[:, None]) @ solved
    return weights


def _rim_weights(
    frequencies: tuple[float, ...], reach_px: float, radius: int, length: int
) -> npt.NDArray[np.float32]:
    """Return (radius, near) weights of the first values in each of the first ``radius`` waves."""
    near = min(length, 2 * radius + 1)
    places = np.arange(near, dtype=np.float64)
    rim = [_weights(places, float(at), frequencies, reach_px) for at in range(radius)]
    return np.array(rim).reshape(radius, near).astype(np.float32)
