"""What the gate looks at in a film: its layout, its outlines, its greys and its texture.

All of it is measured on a small square picture of the exposed field, so that a film, its preview
and its twin of another size look the same.
"""

from dataclasses import dataclass
from functools import cache
from typing import cast

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage, FloatImage
from engine.ops.field import extended
from engine.ops.standard import StandardCurve

Values = npt.NDArray[np.float64]

GROUPS = ("layout", "outlines", "greys", "texture")
"""Names of what is measured, in the order in which it is told."""

SIDE = 256
"""Rows and columns of the small picture; 1 px of it is about 1.5 mm on a chest film."""

EMPTY = 0.03
"""A row or column at the edge is an empty bar if its greys span less than this of the film's."""

FEWEST_USED = 32
THUMBNAIL = 24
CELLS = 8
DIRECTIONS = 6
OUTLINE_SIGMA = 0.75
"""In pixels of half the side."""

GREY_PERCENTS = (5, 10, 25, 50, 75, 90, 95)
GREY_ENDS = (1, 99)
BANDS = 14
LOWEST_CYCLES, HIGHEST_CYCLES = 2.0, 64.0
"""Of the bands of texture; finer ones tell how the film was reduced rather than what it is."""

REFERENCE_BANDS = 3
"""So many of the lowest bands make the power that the others are compared with."""

_FLOOR = 1e-8
_BEFORE = 2 * SIDE


@dataclass(frozen=True, slots=True, eq=False)
class FieldPicture:
    """The exposed field of a film as a small square, whatever its shape was.

    Attributes:
        grey: (SIDE, SIDE) float32, dense is bright; outside the field it is carried on.
        inside: (SIDE, SIDE) True where exposed, somewhere at least.
    """

    grey: FloatImage
    inside: BoolImage

    def spread(self) -> float:
        """Return how far apart the darkest and the brightest greys lie, odd pixels left out."""
        low, high = np.percentile(self.grey[self.inside], GREY_ENDS)
        return float(high - low)


def field_picture(film: FloatImage, field: BoolImage) -> FieldPicture:
    """Return the small square picture of a film's exposed field.

    Args:
        film: (rows, columns) float32, dense is bright.
        field: (rows, columns) True where exposed; the whole film counts where it is nowhere True.
    """
    small, inside = _reduced(film, field)
    rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    box = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    grey, exposed = extended(small, inside)[box], inside[box]
    used = _without_bars(grey)
    return FieldPicture(
        _resized(grey[used], SIDE), _resized(exposed[used].astype(np.float32), SIDE) > 0.5
    )


def features_of(picture: FieldPicture) -> dict[str, Values]:
    """Return what is measured on a picture, a vector for each of ``GROUPS``.

    No group changes with the film's brightness and contrast: with a window, as long as it is
    linear and cuts nothing off.
    """
    few = np.s_[::2, ::2]  # as good for percentiles, and four times faster
    standard = StandardCurve.of(picture.grey[few], picture.inside[few]).apply(picture.grey)
    return {
        "layout": _layout(standard),
        "outlines": _outlines(standard),
        "greys": _greys(picture),
        "texture": _texture(picture.grey),
    }


def turned_layout(layout: Values, quarters: int) -> Values:
    """Return the layout of the same film turned counter-clockwise by quarter turns."""
    return np.rot90(layout.reshape(THUMBNAIL, THUMBNAIL), quarters).ravel()


def _reduced(film: FloatImage, field: BoolImage) -> tuple[FloatImage, BoolImage]:
    """Return film and field, area-averaged to about twice what is looked at."""
    share = min(1.0, _BEFORE / max(film.shape))
    size = max(1, round(film.shape[1] * share)), max(1, round(film.shape[0] * share))
    small = cv2.resize(film, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    everywhere = np.ones(small.shape, np.bool_)
    if field.all() or not field.any():
        return small, everywhere
    exposed = cv2.resize(field.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    inside: BoolImage = exposed > 0.999  # a cell touched by the outside has a mixed value
    return small, inside if inside.any() else everywhere


def _without_bars(grey: FloatImage) -> tuple[slice, slice]:
    """Return rows and columns without the even bars along the edges that many archives keep."""
    low, high = np.percentile(grey, GREY_ENDS)
    least = EMPTY * float(high - low)
    used = [np.flatnonzero(np.ptp(grey, axis=axis) > least) for axis in (1, 0)]
    if min(len(used[0]), len(used[1])) < FEWEST_USED:
        return np.s_[:, :]
    rows, columns = used
    return np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _resized(image: FloatImage, side: int) -> FloatImage:
    how = cv2.INTER_LINEAR if min(image.shape) < side else cv2.INTER_AREA
    return cv2.resize(image, (side, side), interpolation=how).astype(np.float32)


def _layout(standard: FloatImage) -> Values:
    """Return the thumbnail at mean 0 and standard deviation 1, row after row."""
    thumbnail = _resized(standard, THUMBNAIL).astype(np.float64)
    return cast(
        Values, ((thumbnail - thumbnail.mean()) / max(float(thumbnail.std()), 1e-3)).ravel()
    )


def _outlines(standard: FloatImage) -> Values:
    """Return how strong the edges of each direction are in each cell; their sign does not count.

    Source: Dalal and Triggs, Histograms of Oriented Gradients for Human Detection, CVPR 2005;
    square root and one norm over the whole picture: own.
    """
    smooth = cv2.GaussianBlur(_resized(standard, SIDE // 2), (0, 0), OUTLINE_SIGMA)
    across, down = cv2.Sobel(smooth, cv2.CV_32F, 1, 0), cv2.Sobel(smooth, cv2.CV_32F, 0, 1)
    strength, angle = cv2.cartToPolar(across, down)
    direction = np.mod(angle, np.float32(np.pi)) * np.float32(DIRECTIONS / np.pi)
    cells = []
    for wanted in range(DIRECTIONS):
        away = np.abs((direction - wanted + DIRECTIONS / 2) % DIRECTIONS - DIRECTIONS / 2)
        part = (np.clip(1 - away, 0, 1) * strength).astype(np.float32)
        cells.append(cv2.resize(part, (CELLS, CELLS), interpolation=cv2.INTER_AREA).ravel())
    amounts = np.sqrt(np.concatenate(cells).astype(np.float64))
    norm = max(float(np.linalg.norm(amounts)), 1e-6)
    return cast(Values, amounts * (np.sqrt(amounts.size) / norm))


def _greys(picture: FieldPicture) -> Values:
    """Return where the percentiles lie between the film's ends, 0..1."""
    inside = picture.grey[picture.inside]
    low, *between, high = np.percentile(inside, (GREY_ENDS[0], *GREY_PERCENTS, GREY_ENDS[1]))
    return cast(Values, (np.array(between) - low) / max(float(high - low), 1e-4))


def _texture(grey: FloatImage) -> Values:
    """Return the power of each band of frequencies, in decades from that of the lowest."""
    hann = cv2.createHanningWindow((SIDE, SIDE), cv2.CV_32F)
    spectrum = cv2.dft((grey - grey.mean()) * hann, flags=cv2.DFT_COMPLEX_OUTPUT)
    power = (spectrum.astype(np.float64) ** 2).sum(axis=2)
    band = _bands()
    sums = np.bincount(band.ravel(), power.ravel(), BANDS + 2)
    counts = np.bincount(band.ravel(), minlength=BANDS + 2)
    means = (sums / counts)[1:-1]
    reference = max(float(means[:REFERENCE_BANDS].mean()), 1e-12)
    return cast(Values, np.log10(means / reference + _FLOOR))


@cache
def _bands() -> npt.NDArray[np.int64]:
    """Return which band each entry of the spectrum is in: 0 below the first, then 1 on."""
    cycles = np.fft.fftfreq(SIDE) * SIDE
    radius = np.hypot(cycles[:, None], cycles[None])
    edges = np.geomspace(LOWEST_CYCLES, HIGHEST_CYCLES, BANDS + 1)
    return cast(npt.NDArray[np.int64], np.digitize(radius, edges))
