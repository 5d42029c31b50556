"""engine.render where a step moves the film, or works on a part of it"""

from dataclasses import replace

import numpy as np
import pytest

from engine import render
from engine.frame import FloatImage
from engine.grayscale.presentation_lut import PresentationLut
from engine.recipe import Entry, Recipe
from engine.region import Region, RegionKind, region_weights
from engine.render import Renderer
from engine.step import step_type
from engine.steps.geometry import Crop
from engine.steps.tone import Gamma
from tests.properties.films import stored_film


def test_what_a_shutter_covered_stays_black_on_another_grid() -> None:
    """Its attributes are dropped there, and with them what hid a name on the film."""
    film = stored_film(60, 80)
    excluded = np.zeros((60, 80), np.bool_)
    excluded[:10] = True
    covered = replace(film, excluded=excluded, has_outline=True)
    cut = Recipe((Entry(Crop(left_percent=10)),))
    same = Recipe((Entry(Gamma()),))

    result = Renderer(covered).result(cut)

    assert (result.indices[:10] == 0).all()
    assert (result.indices[12:] > 0).any()
    assert (Renderer(covered).result(same).indices[:10] > 0).any()


def test_a_region_is_found_once_for_all_numbers_of_its_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Region] = []

    def counted(region: Region, *given: object) -> FloatImage:
        asked.append(region)
        return region_weights(region, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(render, "region_weights", counted)
    renderer = Renderer(stored_film(60, 80))
    square = ((0.2, 0.2), (0.8, 0.2), (0.8, 0.8), (0.2, 0.8))
    one, other = (Region(RegionKind.DRAWN, edge, outlines=(square,)) for edge in (1.0, 2.0))

    for exponent in (0.5, 0.6, 0.7):
        renderer.process(Recipe((Entry(Gamma(exponent), region=one),)))
    renderer.process(Recipe((Entry(Gamma(0.5), region=other),)))

    assert asked == [one, other]


def test_a_presentation_lut_follows_a_result_that_keeps_the_films_window() -> None:
    """A display-ready result has a grey scale of its own, and the state no part in it."""
    lut = PresentationLut(np.linspace(1.0, 0.0, 16))
    renderer = Renderer(replace(stored_film(48, 64), presentation_lut=lut))

    kept = renderer.result(Recipe((Entry(Gamma()),)))
    own = renderer.result(Recipe((Entry(step_type("clahe").make()),)))

    assert kept.presentation_lut is lut
    assert own.is_display_ready
    assert own.presentation_lut is None
