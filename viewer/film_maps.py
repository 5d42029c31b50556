"""The four maps of a mapping as the window shows them: names, scales, values at a pixel."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from engine import Entry, MappingView, Orientation, Recipe, map_picture

FloatMap: TypeAlias = npt.NDArray[np.float32]

STEP: Final = "interpretable_mapping"
"""Name of the step in recipes."""

PERCENTILES: Final = (1.0, 99.0)
"""Of a map within the exposed field: the farther of them from neutral is where its scale ends."""

_MOST_COUNTED = 20_000
_LEAST_RATIO, _LEAST_SPAN = 1.25, 0.1  # a map that changes little is to look like it


@dataclass(frozen=True, slots=True)
class MapKind:
    """One of the four maps.

    Attributes:
        name: Of the parameter that overrides it.
        letter: As in the paper and in the sentences.
        word: What a row calls it.
        title: What stands above the scale bar.
        field: Of the maps and of a pixel's table.
        neutral: Where its colours meet.
        middle: What the scale bar says there.
        is_ratio: Its scale is logarithmic.
    """

    name: str
    letter: str
    word: str
    title: str
    field: str
    neutral: float
    middle: str
    is_ratio: bool

    @property
    def lock(self) -> str:
        """Name of the parameter that holds it where it changes nothing."""
        return f"lock_{self.name}"

    def text(self, value: float) -> str:
        """Return a value of the map: "2.00×", "0.64"."""
        return f"{value:.2f}×" if self.name == "contrast" else f"{value:.2f}"

    def end_text(self, value: float) -> str:
        """Return an end of the scale: "0.43×", "2.3×", "0.31"."""
        return f"{value:.2g}×" if self.name == "contrast" else f"{value:.2f}"


WIDEST: Final = 4.0
"""Window width that changes nothing: the greatest there is, so no scale can be even about it."""

MAPS: Final = (
    MapKind(
        "contrast", "a", "contrast", "local contrast", "slope", 1.0, "1× unchanged", is_ratio=True
    ),
    MapKind(
        "brightness",
        "m",
        "brightness",
        "brightness",
        "pivot",
        0.5,
        "0.50 unchanged",
        is_ratio=False,
    ),
    MapKind(
        "centre",
        "c",
        "window centre",
        "window centre",
        "centre",
        0.5,
        "0.50 unchanged",
        is_ratio=False,
    ),
    MapKind(
        "width",
        "w",
        "window width",
        f"width, {WIDEST:.0f} is unchanged",
        "width",
        float(np.sqrt(0.4 * WIDEST)),
        "1.26 mid-range",
        is_ratio=True,
    ),
)


def map_kind(name: str) -> MapKind:
    """Return the map that a parameter overrides.

    Raises:
        KeyError: If there is none.
    """
    return {kind.name: kind for kind in MAPS}[name]


@dataclass(frozen=True, slots=True)
class MapScale:
    """From values of a map to signed shares of its colours.

    Attributes:
        kind: Of the map.
        low, high: Ends, equally far from neutral: in ratio, or in value.
    """

    kind: MapKind
    low: float
    high: float

    def signed(self, values: FloatMap) -> FloatMap:
        """Return -1 at the low end, 0 at neutral, 1 at the high end: the same shape, float32."""
        if not self.kind.is_ratio:
            return map_picture(values, self.kind.neutral, (self.low, self.high))
        low, neutral, high = np.log([self.low, self.kind.neutral, self.high])
        return map_picture(np.log(values), float(neutral), (float(low), float(high)))


@dataclass(frozen=True, eq=False)
class FilmMaps:
    """The maps of one film, turned as it is shown.

    Attributes:
        view: Maps and tables of the film as read.
        orientation: How the film is turned.
    """

    view: MappingView
    orientation: Orientation = field(default_factory=Orientation)

    @cached_property
    def scales(self) -> dict[str, MapScale]:
        """The scale of each map, by name: it holds both what was predicted and what is in force."""
        return {kind.name: self._scale(kind) for kind in MAPS}

    @cached_property
    def medians(self) -> dict[str, float]:
        """The median of each map in force within the exposed field, by name."""
        return {kind.name: float(np.median(self._counted(kind)[1])) for kind in MAPS}

    def signed(self, kind: MapKind) -> FloatMap:
        """Return a map in force as signed shares of its colours, turned: (rows, columns).

        Outside the exposed field, where it means nothing, it is 0.
        """
        return self._signed(kind, 1)

    def small(self, kind: MapKind, least_side: int) -> FloatMap:
        """Return the same with fewer cells, as far as both sides keep so many: for a thumbnail."""
        return self._signed(kind, max(1, min(self._exposed.shape) // least_side))

    def at(self, row: float, column: float) -> dict[str, float]:
        """Return the values in force at a pixel, by name of the map.

        Args:
            row: Of the pixel's middle on the film as shown, as share of its height, 0..1.
            column: The same across.
        """
        row, column = self.orientation.to_stored(row, column, (1, 1))
        x, y = self.view.before.placement.inverse().on_film(column, row)
        lut = self.view.in_force.lut_at(y, x)
        return {kind.name: float(getattr(lut, kind.field)) for kind in MAPS}

    def _signed(self, kind: MapKind, step: int) -> FloatMap:
        values: FloatMap = getattr(self.view.in_force, kind.field)[::step, ::step]
        signed = self.scales[kind.name].signed(values) * self._exposed[::step, ::step]
        return self.orientation.apply(signed)

    def _scale(self, kind: MapKind) -> MapScale:
        found = np.percentile(np.stack(self._counted(kind)), PERCENTILES, axis=1)
        if kind.is_ratio:
            far = float(np.exp(np.abs(np.log(found / kind.neutral)).max()))
            far = max(far, _LEAST_RATIO)
            return MapScale(kind, kind.neutral / far, kind.neutral * far)
        far = max(float(np.abs(found - kind.neutral).max()), _LEAST_SPAN)
        return MapScale(kind, kind.neutral - far, kind.neutral + far)

    def _counted(self, kind: MapKind) -> tuple[FloatMap, FloatMap]:
        """Return some values of the map as predicted and as in force, within the exposed field."""
        view = self.view
        return (
            getattr(view.predicted, kind.field)[self._inside],
            getattr(view.in_force, kind.field)[self._inside],
        )

    @cached_property
    def _inside(self) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        """Some places of the maps, as (row, column) indices; all over the film without a field."""
        rows, columns = self._exposed.shape
        step = max(1, int(np.ceil(np.sqrt(rows * columns / _MOST_COUNTED))))
        found = np.nonzero(self._exposed[::step, ::step])
        return found[0] * step, found[1] * step

    @cached_property
    def _exposed(self) -> npt.NDArray[np.bool_]:
        """Where a cell of the maps is exposed: all over a film without any field."""
        rows, columns = self.view.in_force.slope.shape
        field_ = self.view.before.field
        down = ((np.arange(rows) + 0.5) * field_.shape[0] / rows).astype(np.intp)
        across = ((np.arange(columns) + 0.5) * field_.shape[1] / columns).astype(np.intp)
        found: npt.NDArray[np.bool_] = field_[np.ix_(down, across)]
        return found if found.any() else np.ones_like(found)


def mapping_position(recipe: Recipe) -> int | None:
    """Return where the last mapping stands that is switched on; None without one."""
    entries: Sequence[Entry] = recipe.entries
    found = [n for n, e in enumerate(entries) if e.is_enabled and e.type.name == STEP]
    return found[-1] if found else None
