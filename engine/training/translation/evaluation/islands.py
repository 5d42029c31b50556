"""Dark islands: holes in a translation where its film shows none.

A network that learns to make lungs black makes some opaque lungs black too. What comes out looks
like a cavity and is none; no distance between distributions notices.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from engine.frame import BoolImage, FloatImage
from engine.ops.field import extended

DARK_BELOW = 0.29
"""Grey value below which a picture shows air: the middle between lung and fat, .16 and .42."""

FILM_DEPTH = 0.12
"""By how much of its range a film's low-pass must be darker than around to show a dark region."""

FILM_DARK = 0.4
"""Share of the way from around to the film's own dark regions that shows a dark region, too."""

LEAST_STEP = 0.15
"""In grey values: how much darker an island is than around it, and how steep its border."""

_LOW_PASS, _FINE = 0.012, 0.004
_AROUND = 0.07
_OPENING = 0.006
"""Sigmas and radii as shares of the long side."""

_SMALLEST = 5e-4
"""Of the field: a smaller island is grain."""

_LEAST_WEIGHT = 1e-4
_RANGE = (5.0, 95.0)


@dataclass(frozen=True, slots=True, eq=False)
class Islands:
    """The dark islands of a picture.

    Attributes:
        where: (rows, columns) True inside them.
        share: Their area over that of the field.
        number: How many there are.
    """

    where: BoolImage
    share: float
    number: int


def dark_islands(
    picture: FloatImage, film: FloatImage, field: BoolImage, within: BoolImage | None = None
) -> Islands:
    """Return the dark islands of a translation.

    A pixel is a candidate where the picture (Gaussian .4 % of the long side) is below
    ``DARK_BELOW`` and the low-pass of its film (1.2 %) does not call for it: either it is not
    darker, by ``FILM_DEPTH`` of its 5-95 % range, than it is around, or it has not gone
    ``FILM_DARK`` of the way from around to the median of what comes out dark. "Around" is the
    Gaussian mean (7 %) over those pixels at which the picture is not dark. Candidates are opened
    (radius .6 %); of the connected regions (8 neighbours) of at least .05 % of the field those
    count that are cut out of the picture: on average ``LEAST_STEP`` darker than around, and with a
    border at which the picture changes by as much within 1.2 % of the long side.

    Args:
        picture: (rows, columns) float32 in 0..1, dense is bright.
        film: The same, in the standard presentation.
        field: (rows, columns) True where exposed.
        within: (rows, columns) True where islands are looked for; by default the field.
    """
    side = max(film.shape)
    here = field if within is None else within & field
    if not here.any():
        return Islands(np.zeros_like(field), 0.0, 0)
    smooth = _blurred(extended(film, field), _LOW_PASS * side)
    fine = _blurred(extended(picture, field), _FINE * side)
    is_dark = fine < DARK_BELOW
    light = field & ~is_dark
    low, high = np.percentile(smooth[field], _RANGE)
    around = _mean_around(smooth, light, _AROUND * side)
    depth = around - smooth
    found = is_dark & here
    if found.any():
        far = around - np.median(smooth[found])
        shallow = depth < FILM_DEPTH * max(float(high - low), 1e-3)
        found &= shallow | (depth < FILM_DARK * far)
    step = _mean_around(fine, light, _AROUND * side) - fine
    where = _cut_out(_opened(found, _OPENING * side), fine, step, _SMALLEST * field.sum())
    number = int(cv2.connectedComponents(where.astype(np.uint8))[0]) - 1
    return Islands(where, float(where.sum() / field.sum()), number)


def _cut_out(found: BoolImage, fine: FloatImage, step: FloatImage, smallest: float) -> BoolImage:
    """Return the regions that are large enough, dark enough and sharp enough."""
    ring = _disc(_LOW_PASS / 2 * max(fine.shape))
    change = cv2.morphologyEx(fine, cv2.MORPH_GRADIENT, ring)
    count, labels, facts, _ = cv2.connectedComponentsWithStats(found.astype(np.uint8))
    kept = np.zeros_like(found)
    for number in range(1, count):
        if facts[number, cv2.CC_STAT_AREA] < smallest:
            continue
        region = labels == number
        inner = np.asarray(cv2.erode(region.astype(np.uint8), np.ones((3, 3), np.uint8))) > 0
        border = region & ~inner
        if step[region].mean() >= LEAST_STEP and change[border].mean() >= LEAST_STEP:
            kept |= region
    return kept


def _mean_around(image: FloatImage, counted: BoolImage, sigma: float) -> FloatImage:
    """Return the Gaussian mean of counted pixels; far from all of them their plain mean.

    Source: normalised convolution, Knutsson and Westin, CVPR 1993.
    """
    weight = _blurred(counted.astype(np.float32), sigma)
    total = _blurred(np.where(counted, image, np.float32(0)), sigma)
    plain = float(image[counted].mean()) if counted.any() else float(image.mean())
    mean: FloatImage = np.where(
        weight > _LEAST_WEIGHT, total / np.maximum(weight, _LEAST_WEIGHT), plain
    ).astype(np.float32)
    return mean


def _opened(region: BoolImage, radius: float) -> BoolImage:
    opened = cv2.morphologyEx(region.astype(np.uint8), cv2.MORPH_OPEN, _disc(radius))
    is_left: BoolImage = np.asarray(opened) > 0
    return is_left


def _blurred(image: FloatImage, sigma: float) -> FloatImage:
    blurred: FloatImage = np.asarray(
        cv2.GaussianBlur(image, (0, 0), sigma, borderType=cv2.BORDER_REFLECT), np.float32
    )
    return blurred


def _disc(radius: float) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    side = 2 * max(1, round(radius)) + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)), np.uint8)
