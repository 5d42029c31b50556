"""What an option may say, turned into what the engine understands; a wrong one is a usage error."""

from pathlib import Path

import typer

from engine.cli.messages import printable
from engine.errors import EngineError, ModelError, RecipeError
from engine.grayscale.voi import Voi, Window
from engine.library import load_recipe
from engine.models.devices import DeviceChoice, device_for, set_default_device
from engine.radiograph import Radiograph
from engine.recipe import Recipe


def recipe_choice(text: str) -> Recipe:
    """Return the recipe called ``text``, or that in the file ``text``.

    Raises:
        typer.BadParameter: If there is neither, or the file holds no usable recipe.
    """
    try:
        recipe = load_recipe(text)
        _refuse_bad_order(recipe)
    except RecipeError as error:
        raise _refused(error, "--recipe") from error
    return recipe


def _refuse_bad_order(recipe: Recipe) -> None:
    for problem in recipe.problems():
        if problem.is_refusal:
            raise RecipeError(problem.message, hint="Move or switch off that step.")


def choose_device(choice: DeviceChoice) -> None:
    """Let networks and heavy filters of this process run where the user wants, in every thread.

    Only where "cuda" is asked for is torch loaded, to see at once whether there is a GPU; "auto"
    finds out when the first of them runs.

    Raises:
        typer.BadParameter: If "cuda" is asked for and cannot be used.
    """
    set_default_device(choice)
    if choice is DeviceChoice.CUDA:
        try:
            device_for(choice)
        except ModelError as error:
            raise _refused(error, "--device") from error


def _refused(error: EngineError, option: str) -> typer.BadParameter:
    return typer.BadParameter(printable(f"{error} {error.hint}".strip()), param_hint=option)


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
