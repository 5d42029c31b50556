"""The mapping of a film for eyes: its maps, and the table of any pixel with its reading."""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import cv2
import numpy as np
import numpy.typing as npt

from engine.errors import ExportError
from engine.frame import FloatImage, Frame
from engine.grayscale.voi import VoiFunction, Window
from engine.models.mapping.maps import ParameterMaps
from engine.ops.pixel_lut import LEAD_LOW, PixelLut
from engine.progress import Progress
from engine.recipe import Entry, Recipe
from engine.render import Renderer
from engine.steps.mapping import InterpretableMapping

NEIGHBOURHOOD_MM = 2.0
"""How far around a pixel its neighbours' tables are compared with its own."""

_POINTS = 129
_STEP = 1e-4


@dataclass(frozen=True, slots=True, eq=False)
class PixelReading:
    """The mapping at one pixel.

    Attributes:
        lut: The pixel's table.
        before: Grey value of the pixel that goes in, 0..1 over the exposed field's range.
        after: Grey value that comes out, 0..1.
        contrast: Slope of the table there: times the contrast of the full range.
        brightened: How much brighter than over the full range: 0.12 is 12 % of the grey scale.
        slopes: Least and greatest regional contrast a within ``NEIGHBOURHOOD_MM``.
        values: (129,) grey values from 0 to 1, for drawing.
        regional: (129,) what the regional part makes of them.
        windowed: (129,) what the global part alone makes of them.
        in_force: (129,) what both make of them.
    """

    lut: PixelLut
    before: float
    after: float
    contrast: float
    brightened: float
    slopes: tuple[float, float]
    values: npt.NDArray[np.float64]
    regional: npt.NDArray[np.float64]
    windowed: npt.NDArray[np.float64]
    in_force: npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class MappingView:
    """The mapping of one film.

    Attributes:
        predicted: Maps as the network gives them.
        in_force: The same after the user's overrides.
        before: The film as it reaches the mapping.
        is_last: No step follows, so that the tables are what is seen.
        position: Of the mapping among the recipe's entries.
    """

    predicted: ParameterMaps
    in_force: ParameterMaps
    before: Frame
    is_last: bool
    position: int

    def reading(self, row: float, column: float) -> PixelReading:
        """Return the mapping at a pixel.

        Args:
            row: Of the pixel's middle, as share of the film's height, 0..1.
            column: The same across.
        """
        pixels = self.before.pixels
        at = (_index(row, pixels.shape[0]), _index(column, pixels.shape[1]))
        before = float(np.clip(pixels[at], 0, 1))
        lut = self.in_force.lut_at(row, column)
        values = np.linspace(0, 1, _POINTS)
        low, high = max(0.0, before - _STEP), min(1.0, before + _STEP)
        ends = lut.apply(np.array([low, before, high]))
        return PixelReading(
            lut=lut,
            before=before,
            after=float(ends[1]),
            contrast=float((ends[2] - ends[0]) / (high - low)),
            brightened=float(ends[1]) - before,
            slopes=self._slopes_around(row, column),
            values=values,
            regional=lut.regional(values),
            windowed=lut.windowed(values),
            in_force=lut.apply(values),
        )

    @property
    def window(self) -> Window | None:
        """The SIGMOID window in modality values that says it all, where one does; else None.

        DICOM's sigmoid does not reach black and white (PS3.3 C.11.2.1.3.1), ours does: the two
        differ a little at the ends. None where the regional part changes something, or another
        step has come before.
        """
        if not self.in_force.is_global or not self.is_last or self.before.is_display_ready:
            return None
        lead, scale = self.in_force.lead, self.before.scale
        middle = lead.slopes[1]
        centre = lead.low + (float(self.in_force.centre.flat[0]) - LEAD_LOW) / middle
        width = float(self.in_force.width.flat[0]) / middle
        span = scale.high - scale.low
        return Window(scale.low + centre * span, abs(width * span), VoiFunction.SIGMOID)

    def write_maps(self, path: Path) -> None:
        """Write the maps in force as a float32 TIFF of five pages: a, b, m, centre, width.

        Raises:
            ExportError: If it could not be written.
        """
        from engine.atomic import write_atomically

        maps = self.in_force
        pages = [maps.slope, maps.bias, maps.pivot, maps.centre, maps.width]
        done, content = cv2.imencodemulti(".tiff", [np.ascontiguousarray(page) for page in pages])
        if not done:
            raise ExportError(f"{path.name} could not be written: the maps cannot be encoded.")

        def write(file: BinaryIO) -> None:
            file.write(content.tobytes())

        write_atomically(path, write)

    def _slopes_around(self, row: float, column: float) -> tuple[float, float]:
        rows, columns = self.before.pixels.shape
        row_mm, column_mm = self.before.spacing_mm
        down = NEIGHBOURHOOD_MM / (rows * row_mm)
        across = NEIGHBOURHOOD_MM / (columns * column_mm)
        found = [
            self.in_force.lut_at(row + i * down, column + j * across).slope
            for i in (-1, 0, 1)
            for j in (-1, 0, 1)
        ]
        slope = self.in_force.slope
        inside = slope[
            _nodes(row - down, row + down, slope.shape[0]),
            _nodes(column - across, column + across, slope.shape[1]),
        ]
        if inside.size:
            found += [float(inside.min()), float(inside.max())]
        return min(found), max(found)


def view_mapping(
    renderer: Renderer, recipe: Recipe, progress: Progress | None = None
) -> MappingView | None:
    """Return the last mapping of a recipe, or None if it has none that is switched on.

    What the renderer and the network have done already is not done again.

    Args:
        renderer: Of the film.
        recipe: In force.
        progress: Looked at on the way.

    Raises:
        ModelError: If the model cannot be used.
        RecipeError: If the order of the steps is refused.
        Cancelled: If nobody wants it any more.
    """
    progress = progress or Progress()
    position = _last_mapping(recipe)
    if position is None:
        return None
    step = recipe.entries[position].step
    assert isinstance(step, InterpretableMapping)  # noqa: S101 - _last_mapping saw to it
    before = renderer.process(Recipe(recipe.entries[:position]), progress.part(0.0, 0.5))
    predicted = step.predicted(before, progress.part(0.5, 1.0))
    return MappingView(
        predicted=predicted,
        in_force=predicted.overridden(step.overrides()),
        before=before,
        is_last=recipe.enabled[-1] is recipe.entries[position],
        position=position,
    )


def _last_mapping(recipe: Recipe) -> int | None:
    """Return where the last mapping stands that is switched on."""
    found = [n for n, entry in enumerate(recipe.entries) if _is_mapping(entry)]
    return found[-1] if found else None


def _is_mapping(entry: Entry) -> bool:
    """Whether its maps say all it does: not where a region fades it into the film."""
    is_whole = entry.is_enabled and entry.region.is_whole
    return is_whole and isinstance(entry.step, InterpretableMapping)


def _nodes(low: float, high: float, count: int) -> slice:
    """Return the cells of a map whose middles lie between two shares of the film."""
    first, last = math.ceil(low * count - 0.5), math.floor(high * count - 0.5)
    return slice(max(first, 0), max(last + 1, 0))


def _index(share: float, count: int) -> int:
    return min(max(int(share * count), 0), count - 1)


def map_picture(values: FloatImage, unchanged: float, ends: tuple[float, float]) -> FloatImage:
    """Return a map as -1..1, for colour: 0 is unchanged, the ends are the farthest of the map.

    Args:
        values: (rows, columns) float32.
        unchanged: The value that changes nothing.
        ends: Lowest and highest value of the colour scale.
    """
    low, high = ends
    below = (values - unchanged) / max(unchanged - low, 1e-6)
    above = (values - unchanged) / max(high - unchanged, 1e-6)
    signed: FloatImage = np.where(values < unchanged, below, above).astype(np.float32)
    return np.clip(signed, -1, 1)
