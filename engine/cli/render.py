"""negatoscope render: one film to one picture, grey level by grey level as the window shows it."""

from dataclasses import dataclass
from pathlib import Path

import typer

from engine.bitmap import write_bitmap
from engine.cli.choices import recipe_choice, voi_choice, window_choice
from engine.errors import EngineError
from engine.export_request import is_same_file
from engine.files import is_folder
from engine.grayscale.voi import Voi, Window
from engine.presentation import Presentation
from engine.radiograph import Radiograph
from engine.reading import find_films, read_radiograph
from engine.recipe import Recipe
from engine.render import Renderer
from engine.shown import result_to_write

_SUFFIXES = (".png", ".tif", ".tiff")


@dataclass(frozen=True, slots=True)
class RenderOrder:
    """What the user asked for.

    Attributes:
        source: The film.
        output: The picture to write.
        recipe: Name or file, "" for none.
        window: Centre and width, or None.
        voi_number: 1-based, or None.
        frame: 0-based.
        levels: 256 or 65536.
    """

    source: Path
    output: Path
    recipe: str
    window: tuple[float, float] | None
    voi_number: int | None
    frame: int
    levels: int


def render_film(order: RenderOrder) -> None:
    """Read, process, window and write one film.

    Raises:
        typer.BadParameter: If the command line contradicts itself.
        EngineError: If the film cannot be read or the picture not be written.
    """
    recipe = recipe_choice(order.recipe) if order.recipe else Recipe()
    window = window_choice(order.window) if order.window else None
    _refuse_contradictions(order, recipe)
    source = _one_film(order.source)
    if is_same_file(order.output, source):
        raise typer.BadParameter(
            "That is the film itself, which is never overwritten.", param_hint="-o"
        )
    radiograph = read_radiograph(source, frame=order.frame)
    picture = Renderer(radiograph).result(recipe)
    voi = _voi(radiograph, recipe, window, order.voi_number)
    presentation = Presentation(radiograph.default_voi).with_recipe(recipe).with_result_voi(voi)
    grey = result_to_write(picture, radiograph, presentation, levels=order.levels)
    write_bitmap(grey, order.output)


def _refuse_contradictions(order: RenderOrder, recipe: Recipe) -> None:
    if order.output.suffix.lower() not in _SUFFIXES:
        raise typer.BadParameter("The name must end in .png, .tif or .tiff.", param_hint="-o")
    if order.voi_number is not None and order.window is not None:
        raise typer.BadParameter(
            "--window and --voi exclude each other: give one.", param_hint="--voi"
        )
    if order.voi_number is not None and recipe.sets_window:
        raise typer.BadParameter(
            "This recipe sets its own window, so the film's own no longer applies.",
            param_hint="--voi",
        )


def _one_film(source: Path) -> Path:
    if not is_folder(source) and source.name.upper() != "DICOMDIR":
        return source
    films = find_films([source])
    if len(films) != 1:
        raise EngineError(
            f"{source.name} holds {len(films)} films, and render writes one.",
            hint="Name one of them, or use 'negatoscope enhance' for all.",
        )
    return films[0]


def _voi(radiograph: Radiograph, recipe: Recipe, window: Window | None, number: int | None) -> Voi:
    if number is not None:
        return voi_choice(radiograph, number)
    shown = Presentation(radiograph.default_voi).with_recipe(recipe)
    return window if window is not None else shown.result_voi
