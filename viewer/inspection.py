"""From what is shown and a pixel to what the inspector draws and says."""

from dataclasses import dataclass, replace
from enum import Enum

import numpy as np
import numpy.typing as npt

from engine import Histogram, MappingView, Picture, PixelReading, Presentation, Recipe, Voi
from viewer.document import Document, Shown
from viewer.probe import pixel_at
from viewer.translator import QT_TRANSLATE_NOOP
from viewer.widgets.lut_plot import Curves

POINTS = 129
_STORED = QT_TRANSLATE_NOOP("LutPlot", "stored")
_BEFORE = QT_TRANSLATE_NOOP("LutPlot", "before the mapping")
_TOP = 65535.0
_NEAR = 257.0
"""Over so many indices of a result its window's slope is taken: one of 255 grey levels."""

Values = npt.NDArray[np.float64]


class Treatment(Enum):
    """What decides the grey shown for a value."""

    ONE_CURVE = "one curve for the whole film"
    OWN_CURVE = "a curve for each pixel"
    NEIGHBOURS = "neighbours too"


@dataclass(frozen=True, slots=True)
class PixelFacts:
    """What is said of one pixel.

    Attributes:
        stored: Stored value.
        shown: Grey of the result on screen, 0..1; what leaves the mapping where others follow.
        brightened: So much brighter than over the full range, in shares of the grey scale.
        contrast: Slope of the curve there: times the contrast of the full range.
        slopes: Least and greatest map a nearby, where there is a mapping.
    """

    stored: float
    shown: float
    brightened: float
    contrast: float = 1.0
    slopes: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Inspection:
    """What the inspector shows.

    Attributes:
        treatment: What decides the grey shown.
        curves: To draw.
        pixel: The pixel looked at, if any.
        is_spacing_known: Millimetres are those of the file.
        is_last: No step follows the mapping.
        is_first: No step comes before it.
    """

    treatment: Treatment
    curves: Curves
    pixel: PixelFacts | None = None
    is_spacing_known: bool = True
    is_last: bool = True
    is_first: bool = True


class Inspector:
    """Says what is done to the pixels of one film.

    Args:
        document: The film.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._axis = _axis_of(document.histogram)

    def at(self, pixel: tuple[int, int] | None) -> Inspection:
        """Return what there is to say about the film, and about one of its pixels.

        Args:
            pixel: (row, column) on the film as shown, or None.
        """
        document = self._document
        shown, voi = document.shown, document.shown_result_voi()
        if pixel is not None and pixel_at(shown.result.shape, _on_result(shown, pixel)) is None:
            pixel = None  # it was cut off
        scene = _Scene(shown, document.presentation, voi, self._axis)
        if shown.mapping is not None:
            found = _mapped(scene, shown.mapping, pixel)
        elif shown.result is shown.original or shown.curve is not None:
            found = _one_curve(scene, pixel)
        else:
            found = _neighbours(scene, pixel)
        return replace(found, is_spacing_known=document.radiograph.spacing.is_known)


@dataclass(frozen=True, slots=True, eq=False)
class _Axis:
    """Stored values of the exposed field.

    Attributes:
        low, high: Lowest and highest index of the original that occurs.
        ends: Lowest and highest modality value that occurs.
        indices: (n,) whole indices evenly between.
        across: (n,) where they lie, 0..1.
    """

    low: int
    high: int
    ends: tuple[float, float]
    indices: npt.NDArray[np.int64]
    across: Values

    def share(self, index: float) -> float:
        """Return where an index lies, 0..1; what was not exposed, at the end it is beyond."""
        return min(max((index - self.low) / (self.high - self.low), 0.0), 1.0)


def _axis_of(counted: Histogram) -> _Axis:
    used = np.flatnonzero(counted.counts)
    low, high = int(used[0]), int(used[-1])
    if low == high:
        low, high = max(0, low - 1), min(int(_TOP), high + 1)
    indices = np.unique(np.linspace(low, high, POINTS).round().astype(np.int64))
    return _Axis(low, high, counted.extent, indices, (indices - low) / (high - low))


@dataclass(frozen=True, slots=True, eq=False)
class _Scene:
    """What is on screen, and how values become grey there."""

    shown: Shown
    wanted: Presentation
    result_voi: Voi
    axis: _Axis

    def dense(self, indices: npt.NDArray[np.int64]) -> Values:
        """Return the grey 0..1 of original indices over the field's range, dense is bright."""
        original, (low, high) = self.shown.original, self.axis.ends
        share = (original.values[indices] - low) / (high - low if high > low else 1.0)
        upright: Values = np.clip(share, 0, 1)
        return 1 - upright if original.is_inverse else upright

    def negated(self, dense: Values) -> Values:
        """Return grey as the user wants it: the negative where that was asked for."""
        return 1 - dense if self.wanted.is_inverted else dense

    def original_grey(self, indices: npt.NDArray[np.int64]) -> Values:
        """Return the grey on screen for indices of the original, 0..1."""
        return self._grey(self.shown.original, self.wanted.voi, indices)

    def result_grey(self, indices: Values) -> Values:
        """Return the grey on screen for indices of the result, 0..1."""
        whole = np.clip(indices.round(), 0, _TOP).astype(np.int64)
        return self._grey(self.shown.result, self.result_voi, whole)

    def index_at(self, picture: Picture, pixel: tuple[int, int]) -> int:
        """Return a picture's index under a pixel of the original; a preview has fewer."""
        if picture is self.shown.original:
            return int(picture.indices[pixel])
        place = pixel_at(picture.shape, _on_result(self.shown, pixel))
        assert place is not None  # noqa: S101 - Inspector.at has looked
        return int(picture.indices[place])

    def facts(self, pixel: tuple[int, int]) -> PixelFacts:
        """Return what is known of a pixel whatever was done to the film."""
        original, result = self.shown.original, self.shown.result
        index = self.index_at(original, pixel)
        if result is original:
            grey = float(self.original_grey(np.array([index]))[0])
        else:
            grey = float(self.result_grey(np.array([self.index_at(result, pixel)], float))[0])
        plain = float(self.negated(self.dense(np.array([index])))[0])
        return PixelFacts(float(index + original.first_stored), grey, grey - plain)

    def _grey(self, picture: Picture, voi: Voi, indices: npt.NDArray[np.int64]) -> Values:
        grey: Values = voi.grey(picture.values[indices])
        if picture.presentation_lut is not None:  # of a presentation state, after the VOI
            grey = picture.presentation_lut.grey(grey)
        return 1 - grey if picture.is_inverse != self.wanted.is_inverted else grey


def _one_curve(scene: _Scene, pixel: tuple[int, int] | None) -> Inspection:
    axis, curve = scene.axis, scene.shown.curve

    def grey(indices: npt.NDArray[np.int64]) -> Values:
        if curve is None:
            return scene.original_grey(indices)
        return scene.result_grey(curve.at(indices.astype(np.float64)))

    dense = scene.dense(axis.indices)
    curves = Curves(axis.across, scene.negated(dense), in_force=grey(axis.indices))
    if pixel is None:
        return Inspection(Treatment.ONE_CURVE, curves)
    facts = scene.facts(pixel)
    index = scene.index_at(scene.shown.original, pixel)
    reach = max(1, (axis.high - axis.low) // (POINTS - 1))
    around = np.clip(np.array([index - reach, index + reach]), axis.low, axis.high)
    ends, plain = grey(around), scene.dense(around)
    rise = float(abs(plain[1] - plain[0]))
    contrast = float(abs(ends[1] - ends[0])) / rise if rise > 0 else 0.0
    place = axis.share(index), float(grey(np.array([index]))[0])
    return Inspection(
        Treatment.ONE_CURVE, replace(curves, place=place), replace(facts, contrast=contrast)
    )


def _neighbours(scene: _Scene, pixel: tuple[int, int] | None) -> Inspection:
    axis = scene.axis
    curves = Curves(axis.across, scene.negated(scene.dense(axis.indices)))
    if pixel is None:
        return Inspection(Treatment.NEIGHBOURS, curves)
    facts = scene.facts(pixel)
    place = axis.share(scene.index_at(scene.shown.original, pixel)), facts.shown
    return Inspection(Treatment.NEIGHBOURS, replace(curves, place=place), facts)


def _mapped(scene: _Scene, view: MappingView, pixel: tuple[int, int] | None) -> Inspection:
    axis = scene.axis
    is_first = Recipe(scene.shown.recipe.entries[: view.position]).is_identity
    word = _STORED if is_first else _BEFORE
    even = np.linspace(0.0, 1.0, POINTS)
    across = axis.across if is_first else even
    dense = scene.dense(axis.indices) if is_first else even
    curves = Curves(across, scene.negated(dense), axis=word)
    found = Inspection(Treatment.OWN_CURVE, curves, is_last=view.is_last, is_first=is_first)
    if pixel is None:
        return found
    x, y = view.before.placement.inverse().on_film(*_on_film_as_read(scene, pixel))
    reading = view.reading(y, x)

    def shown(after: Values) -> Values:
        """Return grey on screen; where steps follow, grey as it leaves the mapping."""
        return scene.result_grey(after * _TOP) if view.is_last else scene.negated(after)

    index = scene.index_at(scene.shown.original, pixel)
    place = axis.share(index) if is_first else reading.before
    curves = replace(
        curves,
        in_force=shown(np.interp(dense, reading.values, reading.in_force)),
        regional=shown(np.interp(dense, reading.values, reading.regional)),
        windowed=shown(np.interp(dense, reading.values, reading.windowed)),
        place=(place, float(shown(np.array([reading.after]))[0])),
    )
    facts = scene.facts(pixel)
    if not view.is_last:
        grey = float(shown(np.array([reading.after]))[0])
        plain = facts.shown - facts.brightened
        facts = replace(facts, shown=grey, brightened=grey - plain)
    contrast = reading.contrast * (_window_slope(scene, reading) if view.is_last else 1.0)
    facts = replace(facts, contrast=contrast, slopes=reading.slopes)
    return replace(found, curves=curves, pixel=facts)


def _on_film_as_read(scene: _Scene, pixel: tuple[int, int]) -> tuple[float, float]:
    """Return the middle of a shown pixel as (x, y) shares of the film as read."""
    turn = scene.shown.orientation
    rows, columns = scene.shown.original.shape
    shape = (columns, rows) if turn.swaps_axes else (rows, columns)
    row, column = turn.to_stored(pixel[0] + 0.5, pixel[1] + 0.5, shape)
    return column / shape[1], row / shape[0]


def _on_result(shown: Shown, pixel: tuple[int, int]) -> tuple[float, float]:
    """Return where the middle of a shown pixel lies on the result, as (x, y) shares."""
    rows, columns = shown.original.shape
    place = (pixel[1] + 0.5) / columns, (pixel[0] + 0.5) / rows
    return shown.result.placement.inverse().on_film(*place)


def _window_slope(scene: _Scene, reading: PixelReading) -> float:
    """Return by how much the window on the result multiplies contrast at a pixel."""
    middle = reading.after * _TOP
    ends = np.clip(np.array([middle - _NEAR, middle + _NEAR]), 0, _TOP)
    grey = scene.result_grey(ends)
    return float(abs(grey[1] - grey[0]) / ((ends[1] - ends[0]) / _TOP))
