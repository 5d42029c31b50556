"""What an option may say, turned into what the engine understands; a wrong one is a usage error."""

import difflib
from pathlib import Path

import typer

from engine.errors import EngineError, RecipeError
from engine.grayscale.voi import Voi, VoiFunction, VoiLut, Window
from engine.library import load_recipe, recipes
from engine.radiograph import Radiograph
from engine.recipe import Recipe

_RECIPE_SUFFIX = ".json"


def recipe_choice(text: str) -> Recipe:
    """Return the recipe called ``text``, or that of the file ``text``.

    Raises:
        typer.BadParameter: If there is neither, or the file holds no usable recipe.
    """
    known = {recipe.name: recipe for recipe in recipes()}
    if text in known:
        return known[text]
    path = Path(text)
    if not path.is_file():
        raise typer.BadParameter(_unknown_recipe(text, list(known)), param_hint="--recipe")
    try:
        recipe = load_recipe(_text_of(path), where=path.name)
        _refuse_bad_order(recipe)
    except RecipeError as error:
        raise typer.BadParameter(f"{error} {error.hint}".strip(), param_hint="--recipe") from error
    return recipe


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise RecipeError(f"{path.name} is not a recipe: it is no text.") from error
    except OSError as error:
        raise RecipeError(f"{path.name} cannot be read: {error.strerror}.") from error


def _refuse_bad_order(recipe: Recipe) -> None:
    for problem in recipe.problems():
        if problem.is_refusal:
            raise RecipeError(problem.message, hint="Move or switch off that step.")


def _unknown_recipe(text: str, known: list[str]) -> str:
    if text.lower().endswith(_RECIPE_SUFFIX) or len(Path(text).parts) > 1:
        return f"There is no recipe file {Path(text).name}."
    near = difflib.get_close_matches(text, known, n=1)
    advice = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(known)}."
    return f"There is no recipe called {text!r}. {advice}"


def window_choice(centre_and_width: tuple[float, float]) -> Window:
    """Return the LINEAR window the user gave, in modality values.

    Raises:
        typer.BadParameter: If it is none.
    """
    try:
        return Window(*centre_and_width)
    except ValueError as error:
        raise typer.BadParameter(f"{error}.", param_hint="--window") from error


def voi_choice(radiograph: Radiograph, number: int) -> Voi:
    """Return the film's own VOI of that number, counted from 1 as ``info`` shows them.

    Raises:
        EngineError: If the film has fewer.
    """
    vois = radiograph.vois
    if number > len(vois):
        has = "none" if not vois else "only 1" if len(vois) == 1 else f"only {len(vois)}"
        raise EngineError(
            f"{radiograph.name} has {has} of its own VOI choices, so there is no number {number}.",
            hint="'negatoscope info' shows them with their numbers.",
        )
    return vois[number - 1]


def voi_in_words(voi: Voi) -> str:
    """Return a VOI for the list of ``info``: "window, centre 2048, width 4096, LINEAR (Bone)"."""
    name = f" ({voi.explanation})" if voi.explanation else ""
    if isinstance(voi, VoiLut):
        last = voi.first_mapped + voi.values.size - 1
        return f"VOI LUT, {voi.values.size} entries, values {voi.first_mapped} to {last}{name}"
    function = voi.function if isinstance(voi, Window) else VoiFunction.LINEAR
    return f"window, centre {voi.centre:g}, width {voi.width:g}, {function.value}{name}"


def default_voi_in_words(radiograph: Radiograph) -> str:
    """Return which VOI is in force when nobody chooses one."""
    if radiograph.vois:
        return f"1: {voi_in_words(radiograph.vois[0])}"
    full = radiograph.full_range
    return f"full range, values {full.low:g} to {full.high:g}"


def output_folder(folder: Path) -> Path:
    """Return the folder, made if need be.

    Raises:
        EngineError: If it is a file or cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise EngineError(
            f"{folder.name} is a file, so nothing can be written into it.",
            hint="Give a folder after -o.",
        ) from error
    except OSError as error:
        raise EngineError(
            f"The folder {folder.name} cannot be made: {(error.strerror or 'unknown').lower()}.",
            hint="Choose a folder of your own.",
        ) from error
    return folder
