"""Where the patient is on a film: what is neither air beside them nor a burnt-in black border."""

import cv2
import numpy as np

from engine.frame import BoolImage, FloatImage
from engine.ops.field import extended
from engine.progress import Progress

LONG_SIDE = 512
"""Bodies are looked for on the film reduced to this many pixels."""

_BINS = 256
_SMOOTH = 1 / 256  # of the long side, sigma of the blur before thresholding
_CLOSED = 1 / 40  # of the long side: gaps as narrow belong to the body
_LEAST_BORDER = 0.02  # of the field's rim: air reaches it over at least as much
_MOST_GREY = 0.38  # of the way from black to the body's grey: air is darker
_LEAST_EDGES = 2.2, 2.2, 6.0  # times as steep as within, for ever brighter air: shades fade instead
_LEAST_STEEP = 0.24  # Sobel's, as a share of the way from black to grey
_SHADE = 0.04  # of the film's range: what a collimator shades is not darker than white by more
_FEWEST_PIXELS = 64
_LEAST_BODY, _LEAST_AIR = 0.05, 0.003  # of the field


def body_mask(image: FloatImage, field: BoolImage, progress: Progress | None = None) -> BoolImage:
    """Return where the patient is, holes such as lungs included.

    Args:
        image: (rows, columns) float32 in 0..1, dense is bright.
        field: (rows, columns) True where the film was exposed.
        progress: Looked at between the parts.

    Returns:
        (rows, columns) bool, new, within the field: one part or, where nothing looks like air,
        all of the field. Its edge is that of a film of ``LONG_SIDE`` pixels.

    Raises:
        Cancelled: If nobody wants the result any more.

    Source: thresholds of Otsu, IEEE Trans. SMC 9(1), 1979; what it is applied to is own.
    """
    progress = progress or Progress()
    small, inside = reduced(image, field, LONG_SIDE, progress)
    body = inside & ~air_of(small, inside)
    progress.check()
    body = _whole(small, body, inside)
    grown = cv2.resize(
        body.astype(np.uint8) * 255, image.shape[::-1], interpolation=cv2.INTER_LINEAR
    )
    progress.check()
    found: BoolImage = (grown >= 128) & field
    return found


def reduced(
    image: FloatImage, field: BoolImage, long_side: int, progress: Progress
) -> tuple[FloatImage, BoolImage]:
    """Return the film and its field reduced to a long side of at most so many pixels.

    What lies outside the field is carried on from inside. A pixel that is not wholly exposed
    counts as outside.
    """
    rows, columns = image.shape
    factor = min(1.0, long_side / max(rows, columns))
    size = max(1, round(columns * factor)), max(1, round(rows * factor))
    progress.check()
    small = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.float32)
    progress.check()
    if field.all():
        return small, np.ones(small.shape, np.bool_)
    shares = cv2.resize(field.astype(np.uint8) * 255, size, interpolation=cv2.INTER_AREA)
    inside = np.asarray(shares == 255)
    progress.check()
    return extended(small, inside, progress), inside


def air_of(small: FloatImage, inside: BoolImage) -> BoolImage:
    """Return where a reduced film shows air beside the patient, or a burnt-in border.

    Air is among the darkest there is, even, ends sharply, and reaches the rim of the field.
    """
    values = small[inside]
    if values.size < _FEWEST_PIXELS:
        return np.zeros(small.shape, np.bool_)
    smooth = cv2.GaussianBlur(small, (0, 0), max(0.5, max(small.shape) * _SMOOTH))
    black, grey = float(np.percentile(values, 0.2)), otsu(values)
    if grey <= black:
        return np.zeros(small.shape, np.bool_)
    steepness = np.hypot(cv2.Sobel(smooth, cv2.CV_32F, 1, 0), cv2.Sobel(smooth, cv2.CV_32F, 0, 1))
    steep = np.asarray(steepness, np.float32)
    air = np.zeros(small.shape, np.bool_)
    limit = black + _MOST_GREY * (grey - black)
    thresholds = (otsu(values[values < grey]), limit, (limit + grey) / 2)
    for threshold, least_edge in zip(thresholds, _LEAST_EDGES, strict=True):
        candidates = (smooth < threshold) & inside
        dark = _parts(candidates, inside, steep / (grey - black), least_edge)
        if dark.any() and np.median(smooth[dark]) <= limit:
            air |= dark
    return air


def _parts(
    candidates: BoolImage, inside: BoolImage, steepness: FloatImage, least_edge: float
) -> BoolImage:
    """Return the large connected parts that reach the rim of the field and end sharply."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(
        candidates.astype(np.uint8), connectivity=4
    )
    core = cv2.erode(inside.astype(np.uint8), np.ones((3, 3), np.uint8), borderValue=0)
    rim = labels[inside & (core == 0)]
    on_rim = np.bincount(rim, minlength=count) / max(1, rim.size)
    least = _LEAST_AIR * float(inside.sum())
    found = np.zeros(candidates.shape, np.bool_)
    for label in range(1, count):
        if on_rim[label] >= _LEAST_BORDER and stats[label, cv2.CC_STAT_AREA] >= least:
            part = labels == label
            if _ends_sharply(part, inside, steepness, least_edge):
                found |= part
    return found


def _ends_sharply(
    part: BoolImage, inside: BoolImage, steepness: FloatImage, least_edge: float
) -> bool:
    """Whether a part's edges are steep, and so many times steeper than the part itself."""
    grown = cv2.dilate(part.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    edge = grown & ~part & inside
    if not edge.any():
        return True
    steep = float(np.median(steepness[edge]))
    return steep >= max(_LEAST_STEEP, least_edge * float(np.median(steepness[part])))


def otsu(values: FloatImage) -> float:
    """Return the value that parts two classes best; the lowest value where all are equal.

    Source: Otsu, IEEE Trans. SMC 9(1), 1979, eq. 18.
    """
    if values.size == 0:
        return 0.0
    low, high = float(values.min()), float(values.max())
    if high <= low:
        return low
    counts, edges = np.histogram(values, bins=_BINS, range=(low, high))
    middles = (edges[:-1] + edges[1:]) / 2
    below = np.cumsum(counts)[:-1]
    above = values.size - below
    sums = np.cumsum(counts * middles)
    means_below = sums[:-1] / np.maximum(below, 1)
    means_above = (sums[-1] - sums[:-1]) / np.maximum(above, 1)
    between = below * above.astype(np.float64) * np.square(means_below - means_above)
    return float(edges[1 + int(np.argmax(between))])


def _whole(small: FloatImage, body: BoolImage, inside: BoolImage) -> BoolImage:
    """Return the largest part, its gaps closed and its holes filled; the field if it is tiny.

    A part half of which is as bright as can be is what a collimator shades; it only counts where
    there is no other.
    """
    size = max(3, round(max(body.shape) * _CLOSED) | 1)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    opened = cv2.morphologyEx(body.astype(np.uint8), cv2.MORPH_OPEN, disc)
    closed = cv2.morphologyEx(opened, cv2.MORPH_CLOSE, disc)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=4)
    least = _LEAST_BODY * float(inside.sum())
    parts = [k for k in range(1, count) if stats[k, cv2.CC_STAT_AREA] >= least]
    if not parts:
        return inside
    black, white = float(small[inside].min()), float(small[inside].max())
    bright = white - _SHADE * (white - black)
    exposed = [k for k in parts if np.median(small[labels == k]) < bright]
    largest = max(exposed or parts, key=lambda k: int(stats[k, cv2.CC_STAT_AREA]))
    around = cv2.copyMakeBorder(
        (labels != largest).astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=1
    )
    _, apart = cv2.connectedComponents(around, connectivity=4)
    found: BoolImage = np.asarray(apart[1:-1, 1:-1] != apart[0, 0]) & inside
    return found
