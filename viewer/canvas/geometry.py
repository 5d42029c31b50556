"""Where a film lies in a pane: view units, zoom and pan as plain arithmetic, no Qt."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf, isclose
from typing import Self

from engine import Picture

LOWEST_ZOOM = 0.02
HIGHEST_ZOOM = 32.0
"""Screen pixels per film pixel."""

SAME_EXTENT = 0.005
"""Share of a side by which a preview may miss its film: its sides were rounded to whole pixels."""


@dataclass(frozen=True, slots=True)
class Film:
    """The grid all pictures of one film are placed on.

    One view unit is the distance between two columns; rows are stretched to the same scale, so
    that a film with non-square pixels is shown in its true shape.

    Attributes:
        rows: Stored rows; of a film that was cut or turned, in rows of the film as read.
        columns: Likewise.
        unit_mm: Distance between columns, above 0.
        row_units: Distance between rows in view units, above 0.
    """

    rows: float
    columns: float
    unit_mm: float
    row_units: float

    @property
    def width(self) -> float:
        """View units across."""
        return float(self.columns)

    @property
    def height(self) -> float:
        """View units down."""
        return self.rows * self.row_units

    def extent_of(self, picture: Picture) -> tuple[float, float]:
        """Return the (width, height) of a picture in view units of this film.

        A reduced copy covers exactly what the film covers; a cropped one, only its part.
        """
        rows, columns = picture.shape
        row_mm, column_mm = picture.spacing_mm
        width, height = columns * column_mm / self.unit_mm, rows * row_mm / self.unit_mm
        if isclose(width, self.width, rel_tol=SAME_EXTENT) and isclose(
            height, self.height, rel_tol=SAME_EXTENT
        ):
            return self.width, self.height
        return width, height


def film_of(picture: Picture) -> Film:
    """Return the grid of a picture that stands for itself."""
    rows, columns = picture.shape
    row_mm, column_mm = picture.spacing_mm
    return Film(rows, columns, column_mm, row_mm / column_mm)


def film_of_result(picture: Picture, original: Film) -> Film:
    """Return the grid of a picture that a recipe has made of a film.

    The film's own, unless pixels have changed their places; then one of the same view units, so
    that both are equally large on screen at one scale.
    """
    if picture.placement.is_identity:
        return original
    rows, columns = picture.shape
    row_mm, column_mm = picture.spacing_mm
    width = columns * column_mm / original.unit_mm
    height = rows * row_mm / original.unit_mm
    return Film(height / original.row_units, width, original.unit_mm, original.row_units)


@dataclass(frozen=True, slots=True)
class Look:
    """Which part of a film is looked at, and how large.

    Attributes:
        x, y: View units in the middle of the pane.
        scale: Logical screen pixels per view unit, above 0.
        is_fitted: The whole film is to stay in view when the pane changes its size.
    """

    x: float
    y: float
    scale: float
    is_fitted: bool = False

    def to_view(self, point: tuple[float, float], size: tuple[float, float]) -> tuple[float, float]:
        """Return the view units under a (x, y) point of a pane of (width, height) pixels."""
        return (
            self.x + (point[0] - size[0] / 2) / self.scale,
            self.y + (point[1] - size[1] / 2) / self.scale,
        )

    def to_pane(self, view: tuple[float, float], size: tuple[float, float]) -> tuple[float, float]:
        """Return the pane's (x, y) pixel at which view units lie."""
        return (
            (view[0] - self.x) * self.scale + size[0] / 2,
            (view[1] - self.y) * self.scale + size[1] / 2,
        )

    def moved(self, dx: float, dy: float) -> Self:
        """Return the look after dragging the film by screen pixels."""
        return replace(
            self, x=self.x - dx / self.scale, y=self.y - dy / self.scale, is_fitted=False
        )

    def scaled(
        self,
        scale: float,
        point: tuple[float, float],
        size: tuple[float, float],
    ) -> Self:
        """Return the look at another scale, with what lies under ``point`` left in place."""
        held = self.to_view(point, size)
        return replace(
            self,
            x=held[0] - (point[0] - size[0] / 2) / scale,
            y=held[1] - (point[1] - size[1] / 2) / scale,
            scale=scale,
            is_fitted=False,
        )

    def kept_on(self, film: Film) -> Self:
        """Return the nearest look whose middle is on the film, so that it cannot be lost."""
        return replace(
            self, x=min(film.width, max(0.0, self.x)), y=min(film.height, max(0.0, self.y))
        )


def clamped_scale(scale: float, device_ratio: float) -> float:
    """Return a scale within the zoom limits, which are counted in device pixels."""
    return min(HIGHEST_ZOOM, max(LOWEST_ZOOM, scale * device_ratio)) / device_ratio


def fitting_scale(films: Sequence[Film], size: tuple[float, float]) -> float:
    """Return the scale at which each whole film is in a pane of (width, height) pixels."""
    scale = min(min(size[0] / film.width, size[1] / film.height) for film in films)
    return scale if 0 < scale < inf else LOWEST_ZOOM


def fitted(film: Film, scale: float) -> Look:
    """Return the look at the middle of the film."""
    return Look(film.width / 2, film.height / 2, scale, is_fitted=True)
