"""Filling holes of a film smoothly from what surrounds them; nothing is invented in them."""

from collections.abc import Callable

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage, FloatImage
from engine.progress import Progress

_CELL = 8  # px of the grid on which holes are parted
_SMALLEST = 2  # px of the side of a film that is not halved again
_COMPACT, _COMPACT_PX = 0.25, 3000  # share and number of a box's pixels
_STEPS = 60  # of conjugate gradients on each grid at most
_TOLERANCE = 3e-5  # of what is left of the equation
_RELAXED = (1.0, 0.6) * 2  # steps of Jacobi's relaxation, before and after each coarser grid
_RELAXED_COARSEST = (1.0, 0.6) * 8
_CYCLES = 2
_CROSS: npt.NDArray[np.float32] = np.array(
    [[0, 0.25, 0], [0.25, 0, 0.25], [0, 0.25, 0]], np.float32
)

Box = tuple[int, int, int, int]
"""(top, left, bottom, right), the last two beyond the end."""

Places = tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]
"""Rows and columns of pixels."""


def filled_in(
    image: FloatImage, hole: BoolImage, field: BoolImage, progress: Progress | None = None
) -> FloatImage:
    """Return the film with holes filled so that grey flows into them from all sides.

    Inside a hole the result solves Laplace's equation between the pixels around it, to 0.003 of
    the range there: it holds no detail, and no value beyond those at its rim.

    Args:
        image: (rows, columns) float32.
        hole: (rows, columns) True where to fill.
        field: (rows, columns) True where the film is exposed: only that is filled, from only that.
        progress: Looked at between parts.

    Returns:
        (rows, columns) float32, new: ``image`` outside the holes, and everywhere where nothing
        is known but holes.

    Raises:
        Cancelled: If nobody wants the result any more.

    Source: the membrane of Perez, Gangnet and Blake, Poisson image editing, SIGGRAPH 2003, eq. 2,
    solved by full multigrid (Brandt, Math. Comp. 31, 1977) or by conjugate gradients from coarse
    to fine.
    """
    progress = progress or Progress()
    out = image.copy()
    hole = hole & field
    is_known = field & ~hole
    if not hole.any() or not is_known.any():
        return out
    progress.check()
    boxes = _boxes(hole)
    for number, (top, left, bottom, right) in enumerate(boxes):
        part = progress.part(number / len(boxes), (number + 1) / len(boxes))
        part.report(0.0)
        box = np.s_[top:bottom, left:right]
        if not is_known[box].any():
            box = np.s_[0 : image.shape[0], 0 : image.shape[1]]
        filled = _filled(image[box], is_known[box], hole[box], part)
        np.copyto(out[box], filled, where=hole[box])
    return out


def _boxes(hole: BoolImage) -> list[Box]:
    """Return the surroundings of each hole; holes whose surroundings meet share a box."""
    rows, columns = hole.shape
    even = cv2.copyMakeBorder(
        hole.astype(np.uint8) * 255,
        *(0, -rows % _CELL, 0, -columns % _CELL),
        borderType=cv2.BORDER_CONSTANT,
        value=0.0,
    )
    size = even.shape[1] // _CELL, even.shape[0] // _CELL
    cells = (cv2.resize(even, size, interpolation=cv2.INTER_AREA) > 0).astype(np.uint8)
    near = cv2.dilate(cells, np.ones((3, 3), np.uint8))
    _, _, facts, _ = cv2.connectedComponentsWithStats(near, connectivity=8)
    boxes: list[Box] = [
        (y, x, y + height, x + width) for x, y, width, height, _ in facts[1:].tolist()
    ]
    return [
        (top * _CELL, left * _CELL, min(rows, bottom * _CELL), min(columns, right * _CELL))
        for top, left, bottom, right in _merged(boxes)
    ]


def _merged(boxes: list[Box]) -> list[Box]:
    """Return boxes that cover the same, none of which meet."""
    merged: list[Box] = []
    for box in boxes:
        grown = box
        while meeting := [other for other in merged if _meet(grown, other)]:
            merged = [other for other in merged if other not in meeting]
            tops, lefts, bottoms, rights = zip(grown, *meeting, strict=True)
            grown = min(tops), min(lefts), max(bottoms), max(rights)
        merged.append(grown)
    return merged


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _filled(image: FloatImage, known: BoolImage, hole: BoolImage, progress: Progress) -> FloatImage:
    """Return the film with its holes filled.

    A compact hole is solved for on the whole of its box; of a long thin one, as a wire's, only
    its own pixels are looked at, from where the film at half its size leads.
    """
    progress.check()
    if _COMPACT_PX < hole.sum() > _COMPACT * hole.size:
        return _membrane(image, known, progress)
    rows, columns = np.nonzero(hole)
    places = rows, columns
    start = np.full(places[0].size, image[known].mean() if known.any() else 0.0, np.float32)
    if min(image.shape) > _SMALLEST:
        coarse = _filled_coarse(image, known, hole, progress)
        start = coarse[places[0] // 2, places[1] // 2]
    out = image.copy()
    out[places] = _solved(image, known, places, start, progress)
    return out


def _filled_coarse(
    image: FloatImage, known: BoolImage, hole: BoolImage, progress: Progress
) -> FloatImage:
    """Return the film at half its size, its holes filled."""
    weight = _halved(known.view(np.uint8).astype(np.float32))
    progress.check()
    some = _halved(np.asarray(cv2.copyTo(image, known.view(np.uint8)), np.float32))
    progress.check()
    is_known = weight > 0
    np.divide(some, weight, out=some, where=is_known)
    rest = (_halved(hole.view(np.uint8).astype(np.float32)) > 0) & ~is_known
    return _filled(some, is_known, rest, progress) if rest.any() else some


def _solved(
    image: FloatImage, known: BoolImage, places: Places, start: FloatImage, progress: Progress
) -> FloatImage:
    """Return the values of a hole's pixels, each the mean of its neighbours.

    Args:
        image: (rows, columns) float32.
        known: Where it is given.
        places: Rows and columns of the hole. What is neither is no neighbour.
        start: About the values.
        progress: Looked at between steps.
    """
    number: npt.NDArray[np.int32] = np.zeros(image.shape, np.int32)
    number[places] = np.arange(1, start.size + 1, dtype=np.int32)
    beside, count, load = [], np.zeros(start.size, np.float32), np.zeros(start.size, np.float32)
    for down, across in ((-1, 0), (1, 0), (0, -1), (0, 1)):
        progress.check()
        near = places[0] + down, places[1] + across
        is_on = (near[0] >= 0) & (near[1] >= 0)
        is_on &= (near[0] < image.shape[0]) & (near[1] < image.shape[1])
        near = near[0] * is_on, near[1] * is_on
        is_given = known[near] & is_on
        beside.append(number[near] * is_on)
        load += image[near] * is_given
        count += is_given | (beside[-1] > 0)
    padded = np.zeros(start.size + 1, np.float32)  # the first is what lies outside the hole

    def applied(values: FloatImage) -> FloatImage:
        padded[1:] = values
        out = count * values
        for neighbours in beside:
            out -= padded[neighbours]
        return out

    return _conjugate_gradients(applied, load, start, progress)


def _conjugate_gradients(
    applied: Callable[[FloatImage], FloatImage],
    load: FloatImage,
    start: FloatImage,
    progress: Progress,
) -> FloatImage:
    """Return a better solution of ``applied(solution) = load``, a symmetric positive problem.

    Source: Hestenes and Stiefel, J. Res. Natl. Bur. Stand. 49(6), 1952.
    """
    found = start.copy()
    rest = load - applied(found)
    way = rest.copy()
    size = float(rest @ rest)
    for _ in range(_STEPS):
        progress.check()
        if float(np.abs(rest).max()) < _TOLERANCE:
            break
        image = applied(way)
        step = np.float32(size / max(float(way @ image), 1e-30))
        found += step * way
        rest -= step * image
        size, before = float(rest @ rest), size
        way *= np.float32(size / before)
        way += rest
    return found


def _membrane(image: FloatImage, known: BoolImage, progress: Progress) -> FloatImage:
    """Return the film with its unknown pixels solved for, from the coarsest grid to the finest."""
    values = [np.where(known, image, np.float32(0))]
    weights = [known.astype(np.float32)]
    while min(weights[-1].shape) > _SMALLEST and not weights[-1].all():
        values.append(_halved(values[-1]))
        weights.append(_halved(weights[-1]))
        progress.check()
    free = [(weight == 0).astype(np.float32) for weight in weights]
    total = float(weights[-1].sum())
    mean = float(values[-1].sum()) / total
    found = np.full(weights[-1].shape, mean, np.float32)
    for level in reversed(range(len(weights))):
        if found.shape != weights[level].shape:
            found = _doubled(found, weights[level].shape)
        is_known = weights[level] > 0
        np.divide(values[level], weights[level], out=found, where=is_known)
        for _ in range(_CYCLES):
            found = _cycle(found, free[level:], None, progress)
    return found


def _cycle(
    found: FloatImage, free: list[FloatImage], load: FloatImage | None, progress: Progress
) -> FloatImage:
    """Return a better solution of ``mean of the four neighbours - value = -load`` where free."""
    if len(free) == 1:
        return _relaxed(found, free[0], load, _RELAXED_COARSEST, progress)
    found = _relaxed(found, free[0], load, _RELAXED, progress)
    rest = _halved(_rest(found, free[0], load)) * free[1]
    rest *= np.float32(4)  # the neighbours of the coarser grid are twice as far: 2 squared
    error = _cycle(np.zeros_like(rest), free[1:], rest, progress)
    found += _doubled(error, found.shape) * free[0]
    return _relaxed(found, free[0], load, _RELAXED, progress)


def _relaxed(
    found: FloatImage,
    free: FloatImage,
    load: FloatImage | None,
    steps: tuple[float, ...],
    progress: Progress,
) -> FloatImage:
    for step in steps:
        progress.check()
        rest = _rest(found, free, load)
        rest *= np.float32(step)
        found += rest
    return found


def _rest(found: FloatImage, free: FloatImage, load: FloatImage | None) -> FloatImage:
    rest: FloatImage = cv2.filter2D(  # type: ignore[assignment]
        found, cv2.CV_32F, _CROSS, borderType=cv2.BORDER_REPLICATE
    )
    rest -= found
    if load is not None:
        rest += load
    rest *= free
    return rest


def _halved(image: FloatImage) -> FloatImage:
    """Return means of 2 x 2 pixels, 0 beyond the last row and column."""
    rows, columns = image.shape
    even: FloatImage = image
    if rows % 2 or columns % 2:
        even = cv2.copyMakeBorder(  # type: ignore[assignment]
            image, 0, rows % 2, 0, columns % 2, cv2.BORDER_CONSTANT, value=0.0
        )
    size = even.shape[1] // 2, even.shape[0] // 2
    return np.asarray(cv2.resize(even, size, interpolation=cv2.INTER_AREA), np.float32)


def _doubled(image: FloatImage, shape: tuple[int, ...]) -> FloatImage:
    """Return the film at twice the size, interpolated, cut to ``shape``."""
    doubled = cv2.resize(image, (image.shape[1] * 2, image.shape[0] * 2))
    return np.ascontiguousarray(doubled[: shape[0], : shape[1]], np.float32)
