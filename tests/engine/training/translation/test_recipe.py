"""engine.training.translation.recipe"""

import json

import pytest

from engine.training.translation.recipe import DomainRecipe


def test_a_recipe_survives_json() -> None:
    recipe = DomainRecipe(
        (192, 240), 112, "nearest", True, 0.4, 3.0, 0.1, 0.2, 0.3, 0.02, planted=0.25
    )

    assert DomainRecipe.from_json(json.loads(json.dumps(recipe.to_json()))) == recipe


def test_a_recipe_of_another_version_is_refused() -> None:
    with pytest.raises(TypeError):
        DomainRecipe.from_json({"long_side": [64, 64], "crop": 64, "colour": 1})


@pytest.mark.parametrize(("sides", "crop"), [((64, 80), 72), ((80, 64), 48), ((64, 64), 8)])
def test_a_crop_that_does_not_fit_is_refused(sides: tuple[int, int], crop: int) -> None:
    with pytest.raises(ValueError, match=f"a crop of {crop} pixels"):
        DomainRecipe(sides, crop)


def test_the_middle_side_lies_half_way() -> None:
    assert DomainRecipe((192, 240), 112).middle_side == 216
