"""Windows for radiographs, found on the film: its values mean nothing that a table could hold."""

from dataclasses import dataclass
from enum import Enum

import numpy as np
import numpy.typing as npt

from engine.grayscale.voi import VoiFunction, Window
from engine.statistics import Histogram, auto_window

BINS = 128
RAY_SHARE = 0.15
"""Direct exposure has its peak in this much of the field's range, at the lucent end."""

_TAILS = 0.0005
_REACH = 6
_BLUR = np.exp(-0.5 * (np.arange(-_REACH, _REACH + 1) / 1.5) ** 2)
_BLUR /= _BLUR.sum()
_LEAST_PEAK = 0.004  # of the field, in one bin: less is noise
_FOOT = 0.25  # of the peak: beyond it the body begins
_VALLEY = 0.5  # of the peak: a peak that falls less than that is part of the body
_REACH_BINS = 40

Values = npt.NDArray[np.float64]


class Interest(Enum):
    """What a window is for; its value is what it spans, in per cent of the body.

    The per cents are counted from the lucent end to the dense one. Those of the whole field have
    none of their own.
    """

    BONE = (28.0, 99.9)
    LUNG = (0.5, 65.0)
    SOFT_TISSUE = (12.0, 92.0)
    LINES = (38.0, 97.0)
    FULL_FIELD = "every value of the exposed field"
    AUTO = "the middle 96 % of the exposed field"


@dataclass(frozen=True, slots=True)
class RelativeWindow:
    """A window that was found on the film.

    Attributes:
        interest: What it is for.
        window: In modality values of the film it was found on.
    """

    interest: Interest
    window: Window


def relative_windows(counted: Histogram) -> tuple[RelativeWindow, ...]:
    """Return a window for each interest, in the order in which they are offered.

    They are percentiles of the body: of the exposed field without what the ray met directly. That
    takes 40 % of a leg's film and nothing of a chest that fills it, so that percentiles of the
    field would show the one as air and the other as lung. Dense is bright whatever the polarity;
    the negative a user asks for changes no window.

    Args:
        counted: Of the film; padding and what lies beyond a collimator are left out of it.

    Returns:
        One for each; none is narrower than two neighbouring values of the film.

    Source: own; the per cents were chosen by eye on twelve films (chest, leg, hip, pelvis, dog).
    """
    body = _body_of(counted)
    return tuple(RelativeWindow(kind, _window_of(kind, body, counted)) for kind in Interest)


@dataclass(frozen=True, slots=True, eq=False)
class _Body:
    """Values of the exposed field from the lucent to the dense end.

    Attributes:
        values: (n,) rising density: modality values, negative where small ones are bright.
        below: (n,) share of the field up to and with each.
        air: Share of the field that met nothing.
        is_inverse: Small values are bright.
    """

    values: Values
    below: Values
    air: float
    is_inverse: bool

    def at(self, percent: float) -> float:
        """Return the modality value up to which so much of the body is more lucent."""
        share = self.air + percent / 100 * (1 - self.air)
        place = min(int(np.searchsorted(self.below, share)), self.values.size - 1)
        value = float(self.values[place])
        return -value if self.is_inverse else value


def _body_of(counted: Histogram) -> _Body:
    used = np.flatnonzero(counted.counts)
    is_inverse = counted.picture.is_inverse
    values = counted.picture.values[used] * (-1.0 if is_inverse else 1.0)
    order = np.argsort(values, kind="stable")
    values, counts = values[order], counted.counts[used][order]
    below = np.cumsum(counts) / counts.sum()
    return _Body(values, below, _air(values, counts, below), is_inverse)


def _air(values: Values, counts: npt.NDArray[np.int64], below: Values) -> float:
    """Return the share of the field that is direct exposure: a narrow peak at the lucent end."""
    last = values.size - 1
    low, high = (
        float(values[min(int(np.searchsorted(below, share)), last)])
        for share in (_TAILS, 1 - _TAILS)
    )
    if high <= low:
        return 0.0
    bars, edges = np.histogram(values, bins=BINS, range=(low, high), weights=counts)
    shares = np.convolve(np.pad(bars / counts.sum(), _REACH, mode="edge"), _BLUR, mode="valid")
    peak = _first_peak(shares)
    if peak is None or peak >= RAY_SHARE * BINS:
        return 0.0
    beyond = shares[peak : peak + _REACH_BINS]
    valley = int(np.argmin(beyond))
    if beyond[valley] >= _VALLEY * beyond[0]:
        return 0.0
    feet = np.flatnonzero(beyond[: valley + 1] < _FOOT * beyond[0])
    end = edges[peak + (int(feet[0]) if feet.size else valley)]
    before = int(np.searchsorted(values, end))
    return float(below[before - 1]) if before else 0.0


def _first_peak(shares: Values) -> int | None:
    padded = np.concatenate([[-1.0], shares, [-1.0]])
    is_peak = (shares >= padded[:-2]) & (shares > padded[2:]) & (shares > _LEAST_PEAK)
    found = np.flatnonzero(is_peak)
    return int(found[0]) if found.size else None


def _window_of(kind: Interest, body: _Body, counted: Histogram) -> Window:
    if kind is Interest.AUTO:
        return auto_window(counted)
    if isinstance(kind.value, tuple):
        low, high = sorted(body.at(percent) for percent in kind.value)
    else:
        low, high = counted.extent
    return _spanning(low, high) if high > low else _spanning(*counted.extent)


def _spanning(low: float, high: float) -> Window:
    """Return the window with black at one value and white at the other."""
    if high - low >= 1:
        return Window((low + high + 1) / 2, high - low + 1)
    if high > low:  # fractions, of which LINEAR shows none
        return Window((low + high) / 2, high - low, VoiFunction.LINEAR_EXACT)
    return Window(low + 0.5, 1.0)
