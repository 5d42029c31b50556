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
        return recipe_in(radiograph.recipe_json, where="the film")
    except RecipeError:
        log.warning("a film made by Negatoscope holds a recipe this version cannot read")
        return None


def recipe_in(text: str, *, where: str) -> Recipe:
    """Read the recipe from what Negatoscope writes into a film's private block.

    Args:
        text: JSON object whose "recipe" is the recipe, see ``engine.dicom.recipe_block``.
        where: What to call it in a message, as the file's name.

    Raises:
        RecipeError: If there is none, or this version cannot read it.
    """
    try:
        written = json.loads(text)["recipe"]
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        raise RecipeError(
            f"The recipe in {where} cannot be read.",
            hint="Only DICOM files exported by Negatoscope hold the recipe they were made by.",
        ) from error
    recipe = Recipe.from_json(written, where=f"the recipe in {where}")
    return recipe if recipe.title else replace(recipe, title="Recipe of the film")
