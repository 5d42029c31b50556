"""Defect pixels and lines of a detector, replaced by the median of their neighbours."""

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage, FloatImage
from engine.ops.field import extended
from engine.ops.median import median
from engine.ops.stripes import stripe_rows, stripes
from engine.progress import Progress

LARGEST_CLUSTER = 3
"""Pixels of the largest cluster that is a defect; a larger one is something that was there."""

LEAST_STEP = 0.008
"""Smaller deviations are left alone: two grey levels of an 8-bit film."""

_WINDOW = 31  # px, of the local standard deviation
_HALO = _WINDOW // 2 + 1
_RIM = 2  # px of the film without neighbours on all sides: nothing is found there
_SIGMA_OF_MEAN = 1.2533  # of a normal deviate, from its mean absolute value
_SIGMA_OF_MEDIAN = 1.4826
_CLIP = 4.0  # standard deviations of the whole film: what a defect adds to its own measure
_LINE_CLIP = 3.0
_LINE_SHARE = 0.5  # of its pixels that deviate to one side, over those to the other
_ALONE = 3.0  # times what the two lines on either side deviate by
_FEWEST = 32  # pixels of a line

Deviations = npt.NDArray[np.float32]


def without_defects(
    image: FloatImage, field: BoolImage, sensitivity: float, progress: Progress | None = None
) -> FloatImage:
    """Return the film with defect pixels, pairs, triples and whole lines replaced.

    Args:
        image: (rows, columns) float32 in 0..1.
        field: (rows, columns) True where it is exposed; outside nothing changes.
        sensitivity: See ``defects``.
        progress: Looked at between stripes.

    Returns:
        (rows, columns) float32, new: the median of 5 x 5 at defects, the film everywhere else.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    progress = progress or Progress()
    inside = image if field.all() else extended(image, field, progress)
    middle = median(inside, 5, progress.part(0.0, 0.4))
    found = _found(inside, middle, field, sensitivity, progress.part(0.4, 0.9))
    out = image.copy()
    for part in stripes(image.shape[0], stripe_rows(image.shape), progress.part(0.9, 1.0)):
        np.copyto(out[part], middle[part], where=found[part])
    return out


def defects(
    image: FloatImage, field: BoolImage, sensitivity: float, progress: Progress | None = None
) -> BoolImage:
    """Return where the detector is defect: single pixels, clusters of up to three, whole lines.

    A pixel is one if it differs from the median of 5 x 5 by more than so many local standard
    deviations, and its cluster of all that differ by half as many has three pixels at most: what
    an object or the light of a scintillator spreads has a larger rim. A line is one if as many of
    its pixels deviate to the same side as chance would not have it, and those of its neighbours
    do not, as they do along the sharp edge of a collimator.

    Args:
        image: (rows, columns) float32 in 0..1.
        field: (rows, columns) True where it is exposed.
        sensitivity: Local standard deviations, above 0; less finds more.
        progress: Looked at between stripes.

    Returns:
        (rows, columns) True at defects, new; False outside the field.

    Raises:
        Cancelled: If nobody wants the result any more.

    Source: own; the threshold on the deviation from the median is that of Pratt's outlier cleaning
    (Digital Image Processing, 1978), the standard deviation from its mean absolute value.
    """
    progress = progress or Progress()
    inside = image if field.all() else extended(image, field, progress)
    middle = median(inside, 5, progress.part(0.0, 0.5))
    return _found(inside, middle, field, sensitivity, progress.part(0.5, 1.0))


def _found(
    image: FloatImage, middle: FloatImage, field: BoolImage, sensitivity: float, progress: Progress
) -> BoolImage:
    if not field.any():
        return np.zeros(image.shape, np.bool_)
    overall = _overall_sigma(image, middle, field)
    found = np.zeros(image.shape, np.bool_)
    rows = image.shape[0]
    sums = _LineSums(image.shape, overall)
    for part in stripes(rows, stripe_rows(image.shape, at_least=_HALO), progress):
        low, high = max(0, part.start - _HALO), min(rows, part.stop + _HALO)
        near = slice(low, high)
        deviation = image[near] - middle[near]
        deviation[~field[near]] = 0.0
        deviation[:, :_RIM] = deviation[:, -_RIM:] = 0.0
        deviation[: max(0, _RIM - low)] = 0.0
        deviation[max(0, rows - _RIM - low) :] = 0.0
        inner = slice(part.start - low, part.stop - low)
        found[part] = _spots(deviation, overall, sensitivity)[inner]
        sums.add(part, deviation[inner], field[part])
    sums.mark(found, field, sensitivity)
    return found


def _overall_sigma(image: FloatImage, middle: FloatImage, field: BoolImage) -> float:
    """Return the noise of the film, from one pixel in sixteen or so."""
    apart = max(1, int(np.sqrt(image.size / 250_000)))
    comb = np.s_[::apart, ::apart]
    if not field[comb].any():
        comb = np.s_[::1, ::1]
    deviation = np.abs((image[comb] - middle[comb])[field[comb]])
    return max(float(_SIGMA_OF_MEDIAN * np.median(deviation)), LEAST_STEP / 10)


def _spots(deviation: Deviations, overall: float, sensitivity: float) -> BoolImage:
    """Return clusters of up to three pixels that deviate much."""
    size = np.abs(deviation)
    capped = np.minimum(size, np.float32(_CLIP * overall))
    local = cv2.blur(capped, (_WINDOW, _WINDOW), borderType=cv2.BORDER_REFLECT)
    limit = np.maximum(
        np.asarray(local, np.float32) * np.float32(_SIGMA_OF_MEAN * sensitivity),
        np.float32(LEAST_STEP),
    )
    strong: BoolImage = size > limit
    if not strong.any():
        return strong
    weak = (size > limit / 2).astype(np.uint8)
    _, labels, facts, _ = cv2.connectedComponentsWithStats(weak, connectivity=8)
    is_small = facts[:, cv2.CC_STAT_AREA] <= LARGEST_CLUSTER
    is_small[0] = False
    is_strong = np.zeros(len(facts), np.bool_)
    is_strong[labels[strong]] = True
    spots: BoolImage = (is_small & is_strong)[labels]
    return spots


class _LineSums:
    """Adds up, stripe by stripe, how far and to which side every row and column deviates."""

    def __init__(self, shape: tuple[int, ...], sigma: float) -> None:
        self._limit = np.float32(_LINE_CLIP * sigma)
        self._sigma = sigma
        self._row = np.zeros((3, shape[0]))
        self._column = np.zeros((3, shape[1]))

    def add(self, part: slice, deviation: Deviations, field: BoolImage) -> None:
        """Take in one stripe."""
        clipped = np.clip(deviation, -self._limit, self._limit)
        sides = np.sign(deviation)
        for number, kind in enumerate((clipped, sides, field)):
            self._row[number, part] = kind.sum(axis=1, dtype=np.float64)
            self._column[number] += kind.sum(axis=0, dtype=np.float64)

    def mark(self, found: BoolImage, field: BoolImage, sensitivity: float) -> None:
        """Set whole lines that deviate, within the field."""
        for row in np.flatnonzero(self._bad(self._row, sensitivity)):
            found[row] |= field[row]
        for column in np.flatnonzero(self._bad(self._column, sensitivity)):
            found[:, column] |= field[:, column]

    def _bad(self, sums: npt.NDArray[np.float64], sensitivity: float) -> BoolImage:
        total, side, number = sums
        counts = np.maximum(number, 1)
        mean, share = total / counts, np.abs(side / counts)
        enough: BoolImage = number >= _FEWEST
        if not enough.any():
            return enough
        usual = float(np.median(mean[enough]))
        spread = float(_SIGMA_OF_MEDIAN * np.median(np.abs(mean[enough] - usual)))
        limit = sensitivity * max(spread, self._sigma / np.sqrt(float(counts.max())))
        size = np.abs(mean - usual)
        is_line: BoolImage = enough & (size > limit) & (share > _LINE_SHARE)
        return is_line & _is_alone(size)


def _is_alone(size: npt.NDArray[np.float64]) -> BoolImage:
    """Return which lines deviate far more than those next to them: no sharp edge does."""
    padded = np.pad(size, 2, constant_values=np.inf)  # nor can the film's own rim be told
    beside = np.max([padded[step : step + size.size] for step in (0, 1, 3, 4)], axis=0)
    alone: BoolImage = size > _ALONE * beside
    return alone
