"""The recipe by which Negatoscope once made a film."""

import json
import logging
from dataclasses import replace

from engine.errors import RecipeError
from engine.radiograph import Radiograph
from engine.recipe import Recipe

log = logging.getLogger(__name__)


def recipe_of_film(radiograph: Radiograph) -> Recipe | None:
    """Return the recipe that stands in a film exported by Negatoscope, or None.

    A recipe that this version cannot read is left out with a warning in the log: the film itself
    is sound.

    Args:
        radiograph: Any film; ``recipe_json`` is set for those that Negatoscope made.
    """
    if radiograph.recipe_json is None:
        return None
    try:
        data = json.loads(radiograph.recipe_json)
        recipe = Recipe.from_json(data["recipe"], where="the recipe in the film")
    except (json.JSONDecodeError, KeyError, TypeError, RecipeError):
        log.warning("a film made by Negatoscope holds a recipe this version cannot read")
        return None
    return recipe if recipe.title else replace(recipe, title="Recipe of the film")
