"""No invented look: what a presentation shows that its film does not.

A table per pixel is monotone, but its neighbour's is another, so structure can still be painted.
Four numbers tell: gradients that turn round, those of them that the truth knows nothing of, noise
that grows, detail that goes its own way.

A film may come with shading that is steeper than what lies under it. Whoever undoes that turns
gradients back, as the truth does, so reversals alone do not tell what is invented.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage, FloatImage

_SMOOTH_SIGMA = 1.0
_EDGE = 8
"""Pixels along the border of film and field that are not looked at."""

_FLAT_PERCENT = 20.0
"""A gradient counts among the steepest 80 % of its film: flat places point nowhere."""

_TILE = 16
_FLATTEST_SHARE = 0.1
_ROUNDING = 1e-4
"""High-pass of a film that holds nothing but rounding to 12 bits, roughly: no noise to grow."""


_Gradient = tuple[FloatImage, FloatImage, BoolImage]


@dataclass(frozen=True, slots=True)
class Look:
    """What a presentation shows beyond its film.

    Attributes:
        reversal_percent: Pixels of the field whose gradient, steep in both, points the other way:
            at an angle above 90 degrees to that of the film.
        invented_percent: Those of them that point away from the truth's gradient, too.
        noise_gain: Noise in the flattest tiles over that of the film.
        detail: Correlation of the fine structure with that of the presentation wanted.
    """

    reversal_percent: float
    invented_percent: float
    noise_gain: float
    detail: float


class Inspector:
    """Looks at presentations of one film.

    Args:
        film: (rows, columns) float32 in 0..1, before.
        wanted: The presentation wanted.
        field: True where exposed.
    """

    def __init__(self, film: FloatImage, wanted: FloatImage, field: BoolImage) -> None:
        self._inside = _away_from_edges(field)
        self._before = _gradient(film, self._inside)
        self._truth = _gradient(wanted, self._inside)
        self._fine_film = fine(film)
        self._fine_wanted = fine(wanted)
        self._tiles = _flattest(film, self._fine_film, self._inside)

    def look(self, image: FloatImage) -> Look:
        """Return what a presentation shows; not a number where there is nothing to look at."""
        fine_image = fine(image)
        turned, invented = self._turned(image)
        return Look(
            self._percent(turned),
            self._percent(invented),
            _spread(fine_image, self._tiles) / _spread(self._fine_film, self._tiles),
            correlation(fine_image[self._inside], self._fine_wanted[self._inside]),
        )

    def _turned(self, image: FloatImage) -> tuple[BoolImage, BoolImage]:
        """Return where a gradient is turned, and where the truth has not turned it that way."""
        found = _gradient(image, self._inside)
        turned = _is_opposite(found, self._before) & self._before[2] & found[2] & self._inside
        return turned, turned & _is_opposite(found, self._truth)

    def _percent(self, chosen: BoolImage) -> float:
        count = np.count_nonzero(self._inside)
        return 100 * np.count_nonzero(chosen) / count if count else float("nan")


def fine(film: FloatImage) -> FloatImage:
    """Return a film without its Gaussian mean of one pixel."""
    return film - _smoothed(film)


def correlation(one: npt.NDArray[np.float32], two: npt.NDArray[np.float32]) -> float:
    """Return Pearson's correlation of two lists of values; not a number where one is constant."""
    a, b = one.astype(np.float64), two.astype(np.float64)
    a, b = a - a.mean(), b - b.mean()
    size = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return float((a * b).sum()) / size if size else float("nan")


def _smoothed(film: FloatImage) -> FloatImage:
    smooth: FloatImage = cv2.GaussianBlur(
        film, (0, 0), _SMOOTH_SIGMA, borderType=cv2.BORDER_REPLICATE
    )  # type: ignore[assignment]
    return smooth


def _away_from_edges(field: BoolImage) -> BoolImage:
    """Return where the field is, less a margin along its edge and that of the film."""
    whole = field if field.any() else np.ones_like(field)
    framed = cv2.copyMakeBorder(whole.astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0.0)
    distance = cv2.distanceTransform(framed, cv2.DIST_C, 3)[1:-1, 1:-1]
    inside: BoolImage = distance > _EDGE
    return inside


def _is_opposite(one: _Gradient, two: _Gradient) -> BoolImage:
    opposite: BoolImage = one[0] * two[0] + one[1] * two[1] < 0
    return opposite


def _gradient(film: FloatImage, inside: BoolImage) -> _Gradient:
    """Return the gradient across and down, and where it is steep enough to point anywhere."""
    smooth = _smoothed(film)
    across = np.asarray(cv2.Sobel(smooth, cv2.CV_32F, 1, 0), np.float32)
    down = np.asarray(cv2.Sobel(smooth, cv2.CV_32F, 0, 1), np.float32)
    steepness = np.hypot(across, down)
    if not inside.any():
        return across, down, inside
    return across, down, steepness > np.percentile(steepness[inside], _FLAT_PERCENT)


def _flattest(
    film: FloatImage, fine_film: FloatImage, inside: BoolImage
) -> list[tuple[slice, slice]]:
    """Return the tenth of all tiles in the field where the film varies least and has noise."""
    smooth = _smoothed(film)
    found: list[tuple[float, tuple[slice, slice]]] = []
    for top in range(0, film.shape[0] - _TILE + 1, _TILE):
        for left in range(0, film.shape[1] - _TILE + 1, _TILE):
            tile = slice(top, top + _TILE), slice(left, left + _TILE)
            if inside[tile].all() and float(fine_film[tile].std()) > _ROUNDING:
                found.append((float(smooth[tile].std()), tile))
    found.sort(key=lambda entry: entry[0])
    return [tile for _, tile in found[: max(1, round(_FLATTEST_SHARE * len(found)))]]


def _spread(fine_film: FloatImage, tiles: list[tuple[slice, slice]]) -> float:
    """Return the standard deviation over some tiles, each about its own mean."""
    if not tiles:
        return float("nan")
    return float(np.sqrt(np.mean([fine_film[tile].var(dtype=np.float64) for tile in tiles])))
