"""What holds for every registered step that counts only in part."""

import numpy as np
import pytest

from engine.errors import RecipeError
from engine.recipe import Entry, Recipe
from engine.region import WHOLE_FILM, Region, RegionKind
from engine.render import Renderer
from engine.step import StepType, step_types
from tests.properties.examples import made
from tests.properties.films import stored_film

BLENDED = [kind for kind in step_types() if not Entry(kind.make()).why_not_blended]
REFUSED = [kind for kind in step_types() if kind not in BLENDED]
SQUARE = ((0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75))
DRAWN = Region(RegionKind.DRAWN, soft_edge_mm=2.0, outlines=(SQUARE,))

WHERE = pytest.mark.parametrize("region", [WHOLE_FILM, DRAWN], ids=["whole", "region"])
EACH = pytest.mark.parametrize("kind", BLENDED, ids=lambda kind: kind.name)


def recipe(kind: StepType, region: Region, blend: float) -> Recipe:
    return Recipe((Entry(made(kind), region=region, blend=blend),))


def test_most_steps_can_be_blended_and_none_that_moves_sets_or_invents() -> None:
    assert {kind.name for kind in BLENDED} >= {"median", "gamma", "unsharp_mask", "wire_removal"}
    assert {kind.name for kind in REFUSED} >= {"crop", "rotate", "clahe", "ct_like_appearance"}


@EACH
@WHERE
def test_it_lies_between_the_film_and_the_step_and_never_turns_back(
    kind: StepType, region: Region
) -> None:
    """0 is the film and 1 the step, to the bit; 0.3 and 0.7 lie between, in order."""
    renderer = Renderer(stored_film(64, 48, noise=0.03))
    before = renderer.first_frame()

    none, some, more, all_ = (
        renderer.process(recipe(kind, region, blend)) for blend in (0.0, 0.3, 0.7, 1.0)
    )

    np.testing.assert_array_equal(none.pixels, before.pixels)
    np.testing.assert_array_equal(none.field, before.field)
    assert none.altered is None
    full = all_.pixels - before.pixels
    for part, share in ((some, 0.3), (more, 0.7)):
        np.testing.assert_allclose(part.pixels, before.pixels + share * full, atol=1e-5)
    way = np.sign(full)
    assert (way * (more.pixels - some.pixels) >= 0).all()
    assert (way * (some.pixels - before.pixels) >= 0).all()


@pytest.mark.parametrize("kind", REFUSED, ids=lambda kind: kind.name)
def test_what_cannot_be_blended_says_why(kind: StepType) -> None:
    renderer = Renderer(stored_film(32, 32))

    with pytest.raises(RecipeError, match="cannot be blended: "):
        renderer.process(recipe(kind, WHOLE_FILM, 0.5))
