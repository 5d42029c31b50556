"""Films with a mapping made by hand: no network, tables known in closed form."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from engine import (
    Entry,
    FilmFile,
    MappingView,
    Presentation,
    Recipe,
    Renderer,
    histogram,
    step_type,
)
from engine.frame import BoolImage
from engine.grayscale.voi import FullRange
from engine.models.mapping.maps import ParameterMaps
from engine.ops.pixel_lut import Lead
from engine.radiograph import Photometric, Radiograph, Spacing, SpacingSource
from engine.render import quantised
from engine.source import Source, SourceKind
from viewer.document import Document, Opened
from viewer.history import History
from viewer.jobs import Jobs

TOP = 1000
PLAIN = Lead(0.04, 0.96)
"""Changes nothing: it brings 0.04 to 0.04 and 0.96 to 0.96."""

MAPPING = Entry(step_type("interpretable_mapping").make())


def ramp_film(
    *,
    photometric: Photometric = "MONOCHROME2",
    is_spacing_known: bool = True,
    excluded: BoolImage | None = None,
) -> Radiograph:
    """Return a film of 4 rows and 1001 columns with the stored values 0 to 1000."""
    source = SpacingSource.DETECTOR if is_spacing_known else SpacingSource.ASSUMED
    return Radiograph(
        pixels=np.tile(np.arange(TOP + 1, dtype=np.uint16), (4, 1)),
        bits_stored=12,
        source=Source(SourceKind.MEMORY, "ramp"),
        spacing=Spacing(1.0, 0.1, source),
        photometric=photometric,
        excluded=excluded,
        vois=(FullRange(0, TOP),),
    )


def document_of(film: Radiograph, jobs: Jobs) -> Document:
    """Return the film, opened and shown over its full range."""
    renderer = Renderer(film)
    opened = Opened(renderer, histogram(renderer.original, film.excluded), FilmFile(Path()))
    return Document(opened, History(Presentation(film.default_voi)), jobs)


def even_maps(
    slope: float, pivot: float = 0.5, centre: float = 0.5, width: float = 4.0
) -> ParameterMaps:
    """Return maps that are the same all over the film, on its range as it is."""
    values = np.empty((4, 4, 11), np.float32)
    values[:] = np.array([slope, pivot, centre, width], np.float32)[:, None, None]
    return ParameterMaps(values, PLAIN)


def with_slopes(maps: ParameterMaps, slopes: npt.ArrayLike) -> ParameterMaps:
    """Return the maps with another slope in each of their columns."""
    values = maps.values.copy()
    values[0] = np.asarray(slopes, np.float32)
    return ParameterMaps(values, maps.lead)


def map_film(document: Document, maps: ParameterMaps, entries: tuple[Entry, ...] = ()) -> None:
    """Show the film through these maps, at once and without a network.

    Args:
        document: Of ``ramp_film``.
        maps: In force.
        entries: Of the recipe; the mapping alone where none are given.
    """
    recipe = Recipe(entries or (MAPPING,))
    position = recipe.entries.index(MAPPING)
    renderer = document.renderer
    before = renderer.process(Recipe(recipe.entries[:position]))
    rows, columns = before.pixels.shape
    after = np.empty(before.pixels.shape, np.float32)
    for row, column in np.ndindex(before.pixels.shape):
        lut = maps.lut_at((row + 0.5) / rows, (column + 0.5) / columns)
        after[row, column] = lut.apply(np.array(before.pixels[row, column], np.float64))
    result = quantised(before.with_pixels(after).display_ready(), renderer.original)
    view = MappingView(
        predicted=maps,
        in_force=maps,
        before=before,
        is_last=recipe.enabled[-1] is MAPPING,
        position=position,
    )
    document.history.push(document.presentation.with_recipe(recipe))
    turn = document.shown.orientation
    document.shown = replace(
        document.shown,
        result=result.oriented(turn),
        result_histogram=histogram(result),
        recipe=recipe,
        mapping=view,
    )
