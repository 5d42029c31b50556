"""Planted and erased nodules: what of them a translation keeps, and what it invents.

A planted nodule is a disc with a Gaussian edge, added to the film as presented; an erased place is
a disc filled from its rim, so that the film shows nothing there. Both stand in one film, which is
translated with and without the nodules: their difference is the nodules' alone, whatever anatomy
lies behind them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from engine.frame import BoolImage, FloatImage
from engine.ops.field import extended

CONTRASTS = (0.06, 0.1, 0.16)
"""Of nodules, as shares of the film's 5-95 % range."""

RADII = (0.024, 0.016, 0.01)
"""Of nodules, as shares of the long side: about 10, 6 and 4 mm on a chest film."""

ERASED_RADIUS, ERASED = 0.018, 3
"""Of erased places, and how many there are."""

_EDGE = 0.25
"""Sigma of a nodule's edge over its radius."""

_CORE, _RING = 0.7, (1.4, 2.0)
"""Contrast is the mean within the core less that in the ring, in radii."""

_APART = _HOLE = 1.3
_REACH = 2.5
_DRAWS = 300
_RANGE = (5.0, 95.0)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a nodule is planted, or a disc erased.

    Attributes:
        row: Of its centre.
        column: Of its centre.
        radius: In pixels.
        grade: Contrast as a share of the film's range; 0 at an erased place.
    """

    row: int
    column: int
    radius: float
    grade: float


@dataclass(frozen=True, slots=True, eq=False)
class NoduleTrial:
    """A film with nodules and the same without.

    Attributes:
        empty: (rows, columns) float32 in 0..1, as presented, places erased, nothing planted.
        planted: The same with the nodules.
        field: True where exposed.
        nodules: Places of nodules.
        erased: Places erased.
        span: The film's 5-95 % range.
    """

    empty: FloatImage
    planted: FloatImage
    field: BoolImage
    nodules: Sequence[Place]
    erased: Sequence[Place]
    span: float


def nodule_trial(
    film: FloatImage, field: BoolImage, lungs: BoolImage, seed: int
) -> NoduleTrial | None:
    """Return a trial: up to nine nodules of all contrasts and sizes, up to three erased places.

    Args:
        film: (rows, columns) float32 in 0..1, as presented.
        field: (rows, columns) True where exposed.
        lungs: (rows, columns) True in the lungs.
        seed: Of the places.

    Returns:
        None where there is no room for any nodule.
    """
    places = _places(lungs, np.random.default_rng([seed, film.size, 43]))
    nodules = [place for place in places if place.grade > 0]
    erased = [place for place in places if place.grade == 0]
    if not nodules:
        return None
    low, high = np.percentile(film[field] if field.any() else film, _RANGE)
    empty = filled_from_rim(film, erased)
    span = float(high - low)
    planted = empty
    for place in nodules:
        planted = with_nodule(planted, place, place.grade * span)
    return NoduleTrial(empty, np.clip(planted, 0, 1), field, nodules, erased, span)


def with_nodule(image: FloatImage, place: Place, amount: float) -> FloatImage:
    """Return an image with a nodule added to it.

    Args:
        image: (rows, columns) float32.
        place: Where, and how large.
        amount: Added within its edge.
    """
    cut, moved = cut_around(place, image.shape, _REACH)
    disc = inside_of(moved, image[cut].shape, 1.0).astype(np.float32)
    soft = np.asarray(cv2.GaussianBlur(disc, (0, 0), _EDGE * place.radius), np.float32)
    result = image.copy()
    result[cut] += np.float32(amount) * soft
    return result


def filled_from_rim(image: FloatImage, places: Sequence[Place]) -> FloatImage:
    """Return an image with discs filled smoothly from their rims; new, in 0..1 if it was.

    Not OpenCV's ``inpaint``, whose result leaves the range of a float32 image.
    """
    hole = np.zeros(image.shape, np.bool_)
    for place in places:
        cut, moved = cut_around(place, image.shape, _REACH)
        hole[cut] |= inside_of(moved, hole[cut].shape, _HOLE)
    result = image.copy()
    for place in places:
        cut, _ = cut_around(place, image.shape, _REACH)
        filled = extended(image[cut], ~hole[cut])
        smooth = np.asarray(cv2.GaussianBlur(filled, (0, 0), _EDGE * place.radius), np.float32)
        np.copyto(result[cut], smooth, where=hole[cut])
    return result


def contrast(image: FloatImage, place: Place) -> float:
    """Return the mean within a place less the mean around it."""
    cut, moved = cut_around(place, image.shape, _REACH)
    away = _distance(moved, image[cut].shape) / place.radius
    core, ring = away <= _CORE, (away >= _RING[0]) & (away <= _RING[1])
    near = image[cut]
    return float(near[core].mean(dtype=np.float64) - near[ring].mean(dtype=np.float64))


def on_average(image: FloatImage, place: Place) -> float:
    """Return the mean of an image over a place, its edge included."""
    cut, moved = cut_around(place, image.shape, _REACH)
    near = image[cut]
    return float(near[inside_of(moved, near.shape, 1.2)].mean(dtype=np.float64))


def has_room(place: Place, shape: tuple[int, ...]) -> bool:
    """Return whether a place and what is around it lie within a film."""
    reach = _RING[1] * place.radius + 1
    return reach <= place.row < shape[0] - reach and reach <= place.column < shape[1] - reach


def cut_around(
    place: Place, shape: tuple[int, ...], radii: float
) -> tuple[tuple[slice, slice], Place]:
    """Return where to cut an image around a place, and the place in what is cut.

    Args:
        place: Its centre lies in the image.
        shape: Of the image.
        radii: How far to reach from the centre; less where the image ends.
    """
    reach = int(np.ceil(radii * place.radius)) + 1
    top, left = max(0, place.row - reach), max(0, place.column - reach)
    bottom, right = min(shape[0], place.row + reach + 1), min(shape[1], place.column + reach + 1)
    moved = replace(place, row=place.row - top, column=place.column - left)
    return (slice(top, bottom), slice(left, right)), moved


def inside_of(place: Place, shape: tuple[int, ...], radii: float) -> BoolImage:
    """Return the pixels at most so many radii from a place's centre."""
    return _distance(place, shape) <= radii * place.radius


def _places(lungs: BoolImage, random: np.random.Generator) -> list[Place]:
    """Return places in lungs whose surroundings hold no other place, the large ones first."""
    free = np.argwhere(lungs)
    side = max(lungs.shape)
    wanted: list[Callable[[int, int], Place]] = []
    for number, size in enumerate(RADII):
        grades = [*CONTRASTS[number:], *CONTRASTS[:number]]
        wanted += [_maker(size * side, grade) for grade in grades]
        wanted += [_maker(ERASED_RADIUS * side, 0.0)] if number < ERASED else []
    found: list[Place] = []
    for make in wanted:
        for row, column in free[random.integers(len(free), size=_DRAWS)] if len(free) else ():
            place = make(int(row), int(column))
            if has_room(place, lungs.shape) and all(_are_apart(place, other) for other in found):
                found.append(place)
                break
    return found


def _maker(radius: float, grade: float) -> Callable[[int, int], Place]:
    return lambda row, column: Place(row, column, max(2.0, radius), grade)


def _are_apart(one: Place, two: Place) -> bool:
    away = np.hypot(one.row - two.row, one.column - two.column)
    small, large = sorted((one.radius, two.radius))
    return bool(away >= _RING[1] * large + _APART * small)


def _distance(place: Place, shape: tuple[int, ...]) -> FloatImage:
    rows, columns = np.ogrid[0 : shape[0], 0 : shape[1]]
    away: FloatImage = np.hypot(rows - place.row, columns - place.column).astype(np.float32)
    return away
