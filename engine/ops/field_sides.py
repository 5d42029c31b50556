"""Which of many straight edges bound the exposed field: evidence for each, and a choice."""

from dataclasses import dataclass

import numpy as np

from engine.frame import BoolImage, FloatImage
from engine.ops.field_edges import (
    Line,
    Points,
    Profiles,
    gradients,
    line_profiles,
    near_edges,
    refined,
    ridges,
    voted_lines,
)
from engine.ops.field_quiet import STRONG, Cells
from engine.ops.field_shapes import area, intersection, perimeter, side_of, whole_film

MOST_TILT_DEG = 20.0
"""How far a rectangular field may be turned."""

SQUARE_DEG = 3.0
"""Sides that meet so nearly at right angles make a rectangle."""

_CLOSELY = 16  # lines looked at closely
_ROUGHLY_PX = 4.0
_LEAST_DEPTH_PX = 3.5
_LEAST_RUN = 0.16
_LEAST_RUN_BEFORE_NOTHING = 0.1
_LEAST_SHARP = 0.58
_CLOSED = 0.95  # of the outline is sides, and not the film's edge
_NEARLY_CLOSED = 0.7
_SMALL = 0.9  # of the film
_LEAST_ON_CLOSED = 0.55
_LEAST_GAIN = 0.05
_LONG = 0.5
_PARALLEL_DEG = 12.0


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """A line, and what speaks for its being an edge of the field.

    Attributes:
        line: Where it is.
        on: 0..1, the share of it, from edge to edge of the film, where the strongest edge
            nearby is the line itself. About 0.2 by chance.
        run: The longest stretch where that is so, in shorter sides of the film.
        depth_px: How far into the film it cuts.
        quiet: Edges outside for each inside, by area. Low outside a field: nothing but scatter
            and noise is there.
        agree: 0..1, how alike the direction of the step is along that stretch.
        sharp: Step close by for one further off: 1 at a collimator's blade, about half where a
            body ends.
        step: Grey outside less grey inside.
        places: (points, 2) evenly along it, from edge to edge of the film.
        is_on: (points,) whether the strongest edge nearby is the line itself.
    """

    line: Line
    on: float
    run: float
    depth_px: float
    quiet: float
    agree: float
    sharp: float
    step: float
    places: Points
    is_on: BoolImage

    @property
    def least_on(self) -> float:
        """What share of it has to be an edge, within the field."""
        return 0.55 if self._is_plain and abs(self.step) > 0.3 else 0.68

    @property
    def _is_plain(self) -> bool:
        """Whether nothing lies outside, and the step goes one way."""
        return self.quiet < 0.05 and self.agree > 0.95

    @property
    def strength(self) -> float:
        """How much speaks for it, to compare."""
        return self.on * self.run

    @property
    def tilt_deg(self) -> float:
        """By how much it is turned from upright or level, -45..45."""
        return float((np.degrees(self.line.angle) + 45) % 90 - 45)

    @property
    def is_admitted(self) -> bool:
        """Whether it may bound the field at all."""
        least_run = _LEAST_RUN_BEFORE_NOTHING if self._is_plain else _LEAST_RUN
        if self.depth_px < _LEAST_DEPTH_PX or self.run < least_run:
            return False
        if self.sharp < _LEAST_SHARP:
            return False  # a blade's shadow is narrow, whatever lies beyond it
        is_clear = self.run > 0.6 and self.on > 0.75
        return self.quiet < (0.8 if is_clear else 0.4)

    @property
    def is_clean_cut(self) -> bool:
        """Whether it is an edge that a blade leaves, and a body does not."""
        if self.agree < 0.7 and not (self.on > 0.78 and self.quiet < 0.15):
            return False  # where the body ends within the field, the step changes direction
        return self.step > 0 or self.sharp > 0.65  # air beyond a body is as dark as a shutter


def sides_of(image: FloatImage) -> list[Side]:
    """Return straight edges of a reduced film with the evidence for each, the strongest first.

    Args:
        image: (rows, columns) float32, smoothed, about 0..1.
    """
    x, y, length = gradients(image)
    thin = ridges(x, y, length)
    if not thin.any():
        return []
    cells = Cells.of(thin & (length > STRONG))
    promising = _promising(image, voted_lines(x, y, length, thin))
    if not promising:
        return []
    exact = _unlike(refined(image, promising), 3.0)
    looked = line_profiles(image, exact)
    sides = [_side(image.shape, *one, cells) for one in zip(exact, looked, strict=True)]
    found = [one for one in sides if one is not None]
    return sorted(found, key=lambda one: -one.strength)


def chosen(image: FloatImage, sides: list[Side], *, tilt_deg: float | None = None) -> list[Side]:
    """Return the sides that bound the field together; none where there is no doubt-free edge.

    Args:
        image: The film they were found on.
        sides: The strongest first.
        tilt_deg: Take only sides turned so far from upright, as those of a rectangle are.
    """
    usable = [
        one
        for one in sides
        if one.is_admitted and (tilt_deg is None or _apart(one.tilt_deg, tilt_deg) <= SQUARE_DEG)
    ]
    kept = _grown(image, usable)
    while kept:
        doubtful = [one for one in kept if not _is_sure(image, one, kept)]
        if not doubtful:
            break
        kept.remove(doubtful[-1])
    return kept


def _grown(image: FloatImage, usable: list[Side]) -> list[Side]:
    """Return the sides that together make most of an outline of edges, the strongest first."""
    kept: list[Side] = []
    best, before = -np.inf, -1
    while len(kept) > before:  # a side may only pay once its neighbours cut its ends off
        before = len(kept)
        for side in usable:
            if any(_turned_by(side.line, one.line) < _PARALLEL_DEG for one in kept):
                continue
            value = _worth(image, [*kept, side])
            if value > best + _LEAST_GAIN * min(image.shape):
                kept, best = [*kept, side], value
    return kept


def share_on(side: Side, polygon: Points) -> tuple[float, float]:
    """Return what share of a side of a polygon is an edge, and its length in px."""
    ends = side_of(polygon, side.line)
    if not len(ends):
        return 0.0, 0.0
    direction = np.array([-side.line.normal[1], side.line.normal[0]])
    low, high = ends @ direction
    t = side.places @ direction
    within = (t >= low) & (t <= high)
    return float(side.is_on[within].mean()) if within.any() else 0.0, float(high - low)


def own_share(sides: list[Side], polygon: Points) -> float:
    """Return how much of the field's outline is sides, and not the film's edge: 0..1."""
    whole = perimeter(polygon)
    return sum(share_on(one, polygon)[1] for one in sides) / whole if whole else 0.0


def tilt_of(sides: list[Side]) -> float:
    """Return by how many degrees the sides are turned from upright and level, weighted."""
    turns = np.exp(4j * np.radians([one.tilt_deg for one in sides]))
    return float(np.degrees(np.angle((turns * [one.strength for one in sides]).sum()))) / 4


def are_square(sides: list[Side], within_deg: float) -> bool:
    """Whether all sides meet at right angles, give or take so much each."""
    tilt = tilt_of(sides)
    return abs(tilt) <= MOST_TILT_DEG and all(
        _apart(one.tilt_deg, tilt) <= within_deg for one in sides
    )


def _is_sure(image: FloatImage, side: Side, sides: list[Side]) -> bool:
    """Whether a side holds within the field, and closes an outline, is long, or confirmed.

    Shoulders and hips are short, oblique and end in dark air: such an edge alone is not taken.
    """
    polygon = _corners(image, sides)
    on, length = share_on(side, polygon)
    own = own_share(sides, polygon)
    if own > _CLOSED and area(polygon) < _SMALL * image.size:
        return on >= _LEAST_ON_CLOSED
    if on < side.least_on or not side.is_clean_cut:
        return False
    if own >= _NEARLY_CLOSED:
        return True
    is_upright = abs(side.tilt_deg) <= MOST_TILT_DEG
    if is_upright and length >= _LONG * min(image.shape):
        return True
    return is_upright and any(
        _apart(side.tilt_deg, one.tilt_deg) <= SQUARE_DEG for one in sides if one is not side
    )


def _corners(image: FloatImage, sides: list[Side]) -> Points:
    return intersection(image.shape, [one.line for one in sides])


def _worth(image: FloatImage, sides: list[Side]) -> float:
    """Return px of the outline that are edges, less those that are not."""
    polygon = _corners(image, sides)
    found = [share_on(one, polygon) for one in sides]
    if any(length < 12 for _, length in found):
        return -np.inf
    return sum((2 * on - 1) * length for on, length in found)


def _promising(image: FloatImage, lines: list[Line]) -> list[Line]:
    """Return the lines along which edges are near, those with most of them first."""
    if not lines:
        return []
    near = near_edges(image, lines, _ROUGHLY_PX)
    runs = [_longest(row) for row in near]
    worth = np.array([run.stop - run.start for run in runs]) * near.mean(axis=1)
    order = [lines[number] for number in np.argsort(-worth, kind="stable")]
    return _unlike(order, _ROUGHLY_PX)[:_CLOSELY]


def _unlike(lines: list[Line], apart_px: float) -> list[Line]:
    """Return the lines without those that lie about where an earlier one does."""
    kept: list[Line] = []
    for line in lines:
        if not any(
            _turned_by(line, one) < 2 and abs(line.distance - one.distance) < apart_px
            for one in kept
        ):
            kept.append(line)
    return kept


def _side(shape: tuple[int, ...], line: Line, looked: Profiles, cells: Cells) -> Side | None:
    on = looked.is_on
    run = _longest(on)
    counted = np.flatnonzero(on[run]) + run.start  # beyond the corners other things step
    if not counted.size:
        return None
    step = looked.step[counted]
    wide = float(np.median(np.abs(looked.wide_step[counted])))
    return Side(
        line=line,
        on=float(on.mean()),
        run=(run.stop - run.start) * looked.spacing_px / min(shape),
        depth_px=float(line.outside(whole_film(shape)).max()),
        quiet=cells.outside_to_inside(line),
        agree=abs(float(np.sign(step).mean())),
        sharp=float(np.median(np.abs(step))) / max(wide, 1e-6),
        step=float(np.median(step)),
        places=looked.places,
        is_on=on,
    )


def _longest(on: BoolImage) -> slice:
    """Return the longest stretch of points where most are on."""
    if on.size < 9:
        return slice(0, 0)
    mostly = np.convolve(on, np.ones(9) / 9, "same") >= 0.6
    ends = np.flatnonzero(np.diff(np.concatenate([[False], mostly, [False]]).astype(np.int8)))
    if not ends.size:
        return slice(0, 0)
    best = int((ends[1::2] - ends[::2]).argmax())
    return slice(int(ends[2 * best]), int(ends[2 * best + 1]))


def _turned_by(one: Line, two: Line) -> float:
    return float(abs((np.degrees(one.angle - two.angle) + 180) % 360 - 180))


def _apart(one_deg: float, two_deg: float) -> float:
    """Return the difference of two tilts, 0..45."""
    return abs((one_deg - two_deg + 45) % 90 - 45)
