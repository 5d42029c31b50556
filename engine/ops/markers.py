"""Side markers and letters: lead ones, and those burnt into a film."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage, FloatImage
from engine.ops.median import median
from engine.ops.reduced_film import ReducedFilm, on_film
from engine.progress import Progress

_STROKE_MM = 6.0  # wider is no stroke of a letter
_GAP_MM = 2.0  # between letters of a word
_RIM_MM = 2.0  # around a word, where nothing else may stand out
_MARGIN_MM = 0.8
_SMALLEST_MM, _LARGEST_MM = 4.0, 60.0  # of a word's shorter and longer side
_FEWEST_PX = 7, 12  # of the same: a smaller one could be anything
_LEAST_AREA_MM2 = 6.0
_NOISE = 5.0  # standard deviations a letter stands out
_MOST_FILL = 0.75  # of its box
_MOST_GROUND = 0.15  # of its contrast that the ground of a letter varies by
_MOST_INK = 0.5  # of its contrast that a letter itself varies by
_LEAST_EDGE = 0.18  # of its contrast that its edge rises within a pixel
_MOST_BESIDE = 0.03  # of the pixels around it that stand out too
_PLATE = 0.85  # of its box that a plate behind letters fills

Grey = npt.NDArray[np.float32]
Box = tuple[slice, slice]


def find_markers(
    image: FloatImage,
    field: BoolImage,
    spacing_mm: tuple[float, float],
    contrast: float,
    border: float,
    progress: Progress | None = None,
) -> BoolImage:
    """Return where letters lie, with the plate behind them and a margin.

    A letter is made of bright strokes, thin, alike and sharp, on an even ground; nothing else
    stands out around it, and it lies near the border of the exposed field.

    Args:
        image: (rows, columns) float32 in 0..1.
        field: (rows, columns) True where it is exposed.
        spacing_mm: (row, column).
        contrast: Grey values a letter is brighter than its ground at least.
        border: Share of the field's height and width, from each side, in which letters are sought;
            0.5 is everywhere.
        progress: Looked at between parts.

    Returns:
        (rows, columns) True on letters, new; False outside the field.

    Raises:
        Cancelled: If nobody wants the result any more.

    Source: own; the top-hat of Meyer (1979), and rules for text components as in Jain and Yu,
    Pattern Recognition 31(12), 1998.
    """
    progress = progress or Progress()
    if not field.any() or min(image.shape) < 3:
        return np.zeros(image.shape, np.bool_)
    film = ReducedFilm.of(image, field, spacing_mm, progress)
    progress.report(0.4)
    marks = np.zeros(film.grey.shape, np.uint8)
    for letters in _letters(film, contrast, progress.part(0.4, 0.9)):
        if _is_near_border(film, letters.box, border):
            _mark(marks, letters, film)
    return on_film(marks, field, progress)


@dataclass(frozen=True, slots=True, eq=False)
class _Letters:
    """A word: where it is, its strokes there, and how it stands out."""

    box: Box
    strokes: BoolImage
    ground: float
    contrast: float


def _is_near_border(film: ReducedFilm, box: Box, border: float) -> bool:
    """Whether the middle of a box lies in the outer part of the exposed field."""
    for axis, part in enumerate(box):
        exposed = np.flatnonzero(film.field.any(axis=1 - axis))
        middle = (part.start + part.stop) / 2
        near = border * (exposed[-1] - exposed[0] + 1)
        if min(middle - exposed[0], exposed[-1] + 1 - middle) <= near:
            return True
    return False


def _letters(film: ReducedFilm, contrast: float, progress: Progress) -> Iterator[_Letters]:
    """Yield words."""
    width = 2 * film.px(_STROKE_MM / 2) + 1
    kernel = np.ones((width, width), np.uint8)
    tophat = cv2.morphologyEx(film.grey, cv2.MORPH_TOPHAT, kernel)
    progress.report(0.4)
    noise = 1.4826 * float(np.median(np.abs(film.grey - median(film.grey, 3))))
    bright = ((tophat > max(0.8 * contrast, _NOISE * noise)) & film.field).astype(np.uint8)
    gap = film.px(_GAP_MM)
    words = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((gap + 2, gap + 2), np.uint8))
    progress.report(0.6)
    number, labels, facts, _ = cv2.connectedComponentsWithStats(words, connectivity=8)
    sized = _are_letter_sized(np.asarray(facts, np.int32), film.pixel_mm)
    for label in np.flatnonzero(sized):
        progress.report(0.6 + 0.4 * label / number)
        left, top, across, down, _ = (int(fact) for fact in facts[label])
        rim = max(2, film.px(_RIM_MM))
        box = np.s_[max(0, top - rim) : top + down + rim, max(0, left - rim) : left + across + rim]
        strokes = (labels[box] == label) & (bright[box] > 0)
        fill = int(strokes.sum()) / (across * down)
        if fill > _MOST_FILL or int(strokes.sum()) * film.pixel_mm**2 < _LEAST_AREA_MM2:
            continue
        word = _word(film.grey[box], np.asarray(tophat[box]), box, strokes, contrast)
        if word is not None:
            yield word


def _are_letter_sized(facts: npt.NDArray[np.int32], pixel_mm: float) -> BoolImage:
    """Return which of OpenCV's components are as large as a word."""
    sides = np.sort(facts[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]], axis=1)
    is_word: BoolImage = (
        (sides[:, 0] >= max(_SMALLEST_MM / pixel_mm, _FEWEST_PX[0]))
        & (sides[:, 1] >= _FEWEST_PX[1])
        & (sides[:, 1] <= _LARGEST_MM / pixel_mm)
    )
    is_word[0] = False  # what is no component
    return is_word


def _word(
    grey: Grey, tophat: Grey, box: Box, strokes: BoolImage, contrast: float
) -> _Letters | None:
    """Return a word if these strokes look like one."""
    ink = strokes.astype(np.uint8)
    near = cv2.dilate(ink, np.ones((3, 3), np.uint8)) > 0
    around = cv2.dilate(ink, np.ones((5, 5), np.uint8)) == 0
    core = cv2.erode(ink, np.ones((3, 3), np.uint8)) > 0
    if int(around.sum()) < 8:
        return None
    values, ground = grey[strokes], grey[around]
    middle = float(np.median(ground))
    height = float(np.percentile(values, 70)) - middle
    if height < contrast:
        return None
    unrest = 1.4826 * float(np.median(np.abs(ground - middle)))
    ink_unrest = float(np.percentile(values, 90) - np.percentile(values, 30))
    slope = cv2.magnitude(
        cv2.Sobel(grey, cv2.CV_32F, 1, 0, scale=1 / 8),
        cv2.Sobel(grey, cv2.CV_32F, 0, 1, scale=1 / 8),
    )
    edge = float(np.percentile(np.asarray(slope)[near & ~core], 75))
    limit = 0.35 * float(np.percentile(tophat[strokes], 70))
    beside = float((tophat[around] > limit).mean())
    if (
        unrest > _MOST_GROUND * height
        or ink_unrest > _MOST_INK * height
        or edge < _LEAST_EDGE * height
        or beside > _MOST_BESIDE
    ):
        return None
    return _Letters(box, strokes, middle, height)


def _mark(marks: npt.NDArray[np.uint8], letters: _Letters, film: ReducedFilm) -> None:
    """Set the pixels of a word, and of the plate it stands on if it has one."""
    margin = film.px(_MARGIN_MM)
    plate = _plate(letters, film)
    if plate is not None:
        down, across = plate
        marks[
            max(0, down.start - margin) : down.stop + margin,
            max(0, across.start - margin) : across.stop + margin,
        ] = 1
        return
    strokes = np.pad(letters.strokes.astype(np.uint8), margin + 1)
    kernel = np.ones((2 * margin + 3,) * 2, np.uint8)
    grown = np.asarray(cv2.dilate(strokes, kernel), np.uint8)
    top, left = letters.box[0].start - margin - 1, letters.box[1].start - margin - 1
    grown = grown[max(0, -top) :, max(0, -left) :]
    target = marks[max(0, top) :, max(0, left) :][: grown.shape[0], : grown.shape[1]]
    target |= grown[: target.shape[0], : target.shape[1]]


def _plate(letters: _Letters, film: ReducedFilm) -> Box | None:
    """Return the even rectangle behind a word; None where its ground has no end nearby."""
    rows, columns = film.grey.shape
    down, across = letters.box
    reach = round(1.2 * max(down.stop - down.start, across.stop - across.start))
    top, left = max(0, down.start - reach), max(0, across.start - reach)
    bottom, right = min(rows, down.stop + reach), min(columns, across.stop + reach)
    grey = film.grey[top:bottom, left:right]
    even = np.abs(grey - letters.ground) < max(0.012, 0.1 * letters.contrast)
    inner = np.s_[down.start - top : down.stop - top, across.start - left : across.stop - left]
    wide = cv2.dilate(letters.strokes.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    even[inner][: wide.shape[0], : wide.shape[1]] |= wide
    solid = cv2.morphologyEx(even.astype(np.uint8), cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    _, labels, facts, _ = cv2.connectedComponentsWithStats(solid, connectivity=4)
    on_word = labels[inner][: wide.shape[0], : wide.shape[1]][letters.strokes]
    label = int(np.bincount(on_word).argmax())
    if label == 0:
        return None
    x, y, width, height, area = (int(fact) for fact in facts[label])
    is_cut = (
        (y == 0 and top > 0)
        or (x == 0 and left > 0)
        or (y + height == bottom - top and bottom < rows)
        or (x + width == right - left and right < columns)
    )
    if is_cut or area < _PLATE * width * height:
        return None
    return np.s_[top + y : top + y + height, left + x : left + x + width]
