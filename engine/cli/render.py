"""negatoscope render: one film to one picture, grey level by grey level as the window shows it."""

from dataclasses import dataclass
from pathlib import Path

import typer

from engine.bitmap import write_bitmap
from engine.cli.choices import recipe_choice, voi_choice, window_choice
from engine.cli.messages import say
from engine.drawn_measurements import result_with_drawings
from engine.errors import EngineError
from engine.export_request import is_same_file
from engine.grayscale.voi import Voi, Window
from engine.presentation import Presentation, presentation_under
from engine.presentation_file import load_presentation
from engine.presentation_state import StatePart, film_under
from engine.radiograph import Radiograph
from engine.reading import find_films, read_radiograph
from engine.recipe import Recipe
from engine.render import Renderer
from engine.shown import result_to_write
from engine.state_reading import read_state

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
        state: A presentation state to show it under, or None.
        presentation: A presentation file that says all of how to show it, or None.
        has_drawings: Its measurements are drawn.
    """

    source: Path
    output: Path
    recipe: str
    window: tuple[float, float] | None
    voi_number: int | None
    frame: int
    levels: int
    state: Path | None = None
    presentation: Path | None = None
    has_drawings: bool = False


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
    if order.state is not None and is_same_file(order.output, order.state):
        raise typer.BadParameter("That is the presentation state itself.", param_hint="-o")
    if order.presentation is not None and is_same_file(order.output, order.presentation):
        raise typer.BadParameter("That is the presentation file itself.", param_hint="-o")
    radiograph = read_radiograph(source, frame=order.frame)
    if order.presentation is not None:
        _write(order, radiograph, _saved(order.presentation, radiograph))
        return
    presentation = Presentation(radiograph.default_voi)
    if order.state is not None:
        radiograph, presentation = _under_state(radiograph, order.state)
    presentation = presentation.with_recipe(recipe)
    voi = _voi(radiograph, presentation, window, order.voi_number)
    _write(order, radiograph, presentation.with_result_voi(voi))


def _write(order: RenderOrder, radiograph: Radiograph, presentation: Presentation) -> None:
    picture = Renderer(radiograph).result(presentation.recipe)
    draw = result_with_drawings if order.has_drawings else result_to_write
    grey = draw(picture, radiograph, presentation, levels=order.levels)
    write_bitmap(grey, order.output)


def _saved(path: Path, film: Radiograph) -> Presentation:
    """Return what a presentation file says of the film.

    Raises:
        EngineError: If it cannot be read, or is of another film.
    """
    presentation = load_presentation(path, film)
    if presentation.state is not None:
        say(
            f"{path.name}: it was under a presentation state, whose LUTs and shutter are not in it."
        )
    return presentation


def _refuse_contradictions(order: RenderOrder, recipe: Recipe) -> None:
    if order.output.suffix.lower() not in _SUFFIXES:
        raise typer.BadParameter("The name must end in .png, .tif or .tiff.", param_hint="-o")
    if order.presentation is None and order.has_drawings:
        raise typer.BadParameter(
            "What is to be drawn stands in a presentation file: give one by --presentation.",
            param_hint="--drawings",
        )
    others = (order.recipe or None, order.window, order.voi_number, order.state)
    if order.presentation is not None and any(other is not None for other in others):
        raise typer.BadParameter(
            "It says recipe and window itself: leave --recipe, --window, --voi and --state out.",
            param_hint="--presentation",
        )
    if order.voi_number is not None and order.window is not None:
        raise typer.BadParameter(
            "--window and --voi exclude each other: give one.", param_hint="--voi"
        )
    if order.voi_number is not None and order.state is not None:
        raise typer.BadParameter(
            "A presentation state stands instead of the film's own windows: leave one out.",
            param_hint="--voi",
        )
    if order.voi_number is not None and recipe.sets_window:
        raise typer.BadParameter(
            "This recipe sets its own window, so the film's own no longer applies.",
            param_hint="--voi",
        )


def _one_film(source: Path) -> Path:
    films = find_films([source])
    if len(films) != 1:
        raise EngineError(
            f"{source.name} holds {len(films)} films, and render writes one.",
            hint="Name one of them, or use 'negatoscope enhance' for all.",
        )
    return films[0]


def _under_state(film: Radiograph, path: Path) -> tuple[Radiograph, Presentation]:
    """Return the film and its presentation under all that a state says of it.

    Raises:
        EngineError: If the state cannot be read or is for other images.
    """
    state = read_state(path)
    said = state.for_image(film.source.sop_instance_uid, film.source.frame)
    if said is None:
        raise EngineError(
            f"{path.name} is a presentation state of other images, not of {film.name}.",
            hint="A state names the images it is for; look for the film it was made with.",
        )
    for notice in said.notices:
        say(f"{path.name}: {notice}")
    presentation = Presentation(film.default_voi)
    parts = frozenset(StatePart)
    return (
        film_under(film, said, parts),
        presentation_under(presentation, film, state.uid, said, parts),
    )


def _voi(
    radiograph: Radiograph, shown: Presentation, window: Window | None, number: int | None
) -> Voi:
    if number is not None:
        return voi_choice(radiograph, number)
    return window if window is not None else shown.result_voi
