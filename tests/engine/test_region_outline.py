"""engine.region_outline"""

from dataclasses import replace

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from engine import Entry, Recipe, Region, RegionKind, Renderer, region_outlines, step_type
from engine.radiograph import Radiograph, Spacing, SpacingSource
from engine.source import Source, SourceKind

FIELD = Region(RegionKind.FIELD, 8.0)
TRIANGLE = ((0.2, 0.2), (0.7, 0.3), (0.4, 0.8))


def disc() -> npt.NDArray[np.bool_]:
    """Return (300, 400) True in a disc of radius 100 about row 150, column 180."""
    row, column = np.mgrid[:300, :400]
    return np.asarray((row - 150) ** 2 + (column - 180) ** 2 <= 100**2)


@pytest.fixture
def renderer() -> Renderer:
    """Of a film exposed in that disc alone."""
    pixels = np.tile(np.arange(400, dtype=np.uint16), (300, 1))
    film = Radiograph(
        pixels=pixels,
        bits_stored=12,
        source=Source(SourceKind.MEMORY, "disc"),
        spacing=Spacing(0.5, 0.5, SpacingSource.DETECTOR),
        photometric="MONOCHROME2",
        excluded=~disc(),
    )
    return Renderer(film)


def recipe(region: Region, *before: Entry) -> Recipe:
    return Recipe((*before, Entry(step_type("gamma").make(), region=region)))


def filled(outlines: object, shape: tuple[int, int]) -> npt.NDArray[np.bool_]:
    """Return what lies within outlines, drawn by OpenCV."""
    mask = np.zeros(shape, np.uint8)
    for outline in np.array(outlines):
        corners = np.round(outline * (shape[1], shape[0]) - 0.5).astype(np.int32)
        cv2.fillPoly(mask, [corners], 1)
    return mask.astype(np.bool_)


def overlap(a: npt.NDArray[np.bool_], b: npt.NDArray[np.bool_]) -> float:
    return float((a & b).sum() / (a | b).sum())


def test_the_field_is_outlined_where_it_is(renderer: Renderer) -> None:
    outlines = region_outlines(renderer, recipe(FIELD), 0)

    assert len(outlines) == 1
    assert overlap(filled(outlines, (300, 400)), disc()) > 0.98


def test_the_outline_is_that_of_the_region_and_not_of_what_lies_outside(
    renderer: Renderer,
) -> None:
    outlines = region_outlines(renderer, recipe(replace(FIELD, is_outside=True)), 0)

    assert overlap(filled(outlines, (300, 400)), disc()) > 0.98


def test_after_a_crop_it_lies_on_the_film_as_read(renderer: Renderer) -> None:
    crop = Entry(step_type("crop").make({"left_percent": 30.0}))

    outlines = region_outlines(renderer, recipe(FIELD, crop), 1)

    cut = disc()
    cut[:, :120] = False
    assert overlap(filled(outlines, (300, 400)), cut) > 0.97


def test_a_drawn_region_is_what_was_drawn(renderer: Renderer) -> None:
    drawn = Region(RegionKind.DRAWN, outlines=(TRIANGLE,))

    assert region_outlines(renderer, recipe(drawn), 0) == (TRIANGLE,)


def test_the_whole_film_has_no_outline(renderer: Renderer) -> None:
    assert region_outlines(renderer, recipe(Region()), 0) == ()
