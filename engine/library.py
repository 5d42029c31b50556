"""The recipes there are: those that come with the program, and the user's own."""

import logging
import os
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import BinaryIO

from engine.atomic import write_atomically
from engine.errors import EngineError, RecipeError
from engine.files import is_file
from engine.made_by import recipe_in
from engine.recipe import Recipe
from engine.resources import resource_path

log = logging.getLogger(__name__)

BUILT_IN = (
    "chest_balanced", "bedside", "tubes_and_lines", "bone_detail", "extremity", "abdomen",
    "mammography", "paediatric", "soft_contrast", "denoise", "mapping",
)  # fmt: skip
"""Names of the recipes that come with the program, the default first."""

_LARGEST_FILE = 1_000_000
_SUFFIX = ".json"
_HINT = "A recipe is a JSON file written by Negatoscope."


def recipes() -> tuple[Recipe, ...]:
    """Return every recipe: the built-in ones, the default first, then the user's own by title.

    A file of the user's that holds no recipe is left out; so is one whose name is taken. Both
    are logged.
    """
    found = {recipe.name: recipe for recipe in _built_in()}
    own: list[Recipe] = []
    for path in sorted(_own_files()):
        try:
            recipe = _read_own(path)
        except RecipeError as error:
            log.warning("a recipe of the user's own is left out: %s", type(error).__name__)
            continue
        if recipe.name in found:
            log.warning("a recipe of the user's own is left out: its name is taken")
            continue
        found[recipe.name] = recipe
        own.append(recipe)
    return _built_in() + tuple(sorted(own, key=lambda recipe: recipe.title.casefold()))


def default_recipe() -> Recipe:
    """Return the recipe to start with."""
    return _built_in()[0]


def load_recipe(text: str) -> Recipe:
    """Return the recipe a user means.

    Args:
        text: A recipe's name or title, in any case; or the path of a recipe file (JSON), or of
            a DICOM file that Negatoscope exported.

    Raises:
        RecipeError: Naming what is wrong, and which recipes there are.
    """
    given = Path(text)
    if given.is_absolute() and is_file(given):
        return _from_file(given)
    known = recipes()
    wanted = text.strip().casefold()
    for recipe in known:
        if wanted in (recipe.name.casefold(), recipe.title.casefold()):
            return recipe
    path = Path(os.path.expanduser(text))  # noqa: PTH111 - Path raises where there is no such home
    if is_file(path):
        return _from_file(path)
    raise RecipeError(
        f"There is no recipe and no file called {path.name or text!r}.",
        hint=f"There are: {', '.join(recipe.name for recipe in known)}; or give a recipe file.",
    )


def save_recipe(recipe: Recipe, path: Path) -> None:
    """Write a recipe file, whole or not at all.

    Raises:
        ExportError: If it could not be written.
    """
    content = recipe.to_text().encode()

    def write(file: BinaryIO) -> None:
        file.write(content)

    write_atomically(path, write)


def own_recipes_folder() -> Path:
    """Return where the user's own recipes lie; it may not exist yet."""
    from platformdirs import user_config_dir

    return Path(user_config_dir("negatoscope", appauthor=False)) / "recipes"


@cache
def _built_in() -> tuple[Recipe, ...]:
    return tuple(
        Recipe.from_text(
            resource_path("recipes", name + _SUFFIX).read_text(encoding="utf-8"), where=name
        )
        for name in BUILT_IN
    )


def _own_files() -> list[Path]:
    try:
        return [path for path in own_recipes_folder().iterdir() if path.suffix == _SUFFIX]
    except OSError:
        return []  # no folder, or one that may not be read: no recipes of one's own


def _read_own(path: Path) -> Recipe:
    """Return a recipe of the user's own; one without name or title takes them from its file."""
    recipe = Recipe.from_text(_text_of(path), where=path.name)
    name = recipe.name or re.sub(r"\W+", "_", path.stem.casefold()).strip("_") or "own"
    return replace(recipe, name=name, title=recipe.title or path.stem)


def _from_file(path: Path) -> Recipe:
    try:
        with path.open("rb") as file:
            start = file.read(132)
    except OSError as error:
        raise RecipeError(f"{path.name} cannot be read: {error.strerror}.", hint=_HINT) from error
    if start[128:] == b"DICM":
        return _from_dicom(path)
    return Recipe.from_text(_text_of(path), where=path.name)


def _text_of(path: Path) -> str:
    """Return the text of a recipe file.

    Raises:
        RecipeError: If it cannot be read, is far too large, or is no text.
    """
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise RecipeError(f"{path.name} is not a recipe: it is far too large.", hint=_HINT)
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise RecipeError(f"{path.name} cannot be read: {error.strerror}.", hint=_HINT) from error
    except UnicodeDecodeError as error:
        raise RecipeError(f"{path.name} is not a recipe: it is no text.", hint=_HINT) from error


def _from_dicom(path: Path) -> Recipe:
    from engine.reading import read_radiograph

    try:
        written = read_radiograph(path).recipe_json
    except EngineError as error:
        raise RecipeError(
            f"No recipe could be taken from {path.name}: {error}", hint=error.hint
        ) from error
    if written is None:
        raise RecipeError(
            f"{path.name} holds no recipe.",
            hint="Only DICOM files exported by Negatoscope hold the recipe they were made by.",
        )
    return recipe_in(written, where=path.name)
