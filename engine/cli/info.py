"""negatoscope info: what a file says, what contradicts itself, and how good its picture is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from engine.cli.messages import FAILED, OK, complain, printable, stdout_console, write_json
from engine.errors import EngineError
from engine.facts import Facts, Transform, facts_of
from engine.film_search import films_at
from engine.presentation import Presentation
from engine.quality import Quality, quality_of
from engine.radiograph import Radiograph
from engine.reading import read_radiograph
from engine.recipe import Recipe
from engine.render import Renderer

FILM, RESULT = "film", "result"


def show_info(source: Path, *, recipe: Recipe, as_json: bool) -> int:
    """Print the facts of a film, or of every film where there are several; return the status.

    One film gives one JSON object; several give one object whose "films" lists theirs. A film
    that cannot be read or processed is named on stderr, and the others are shown.

    Args:
        source: What to look at.
        recipe: Whose result is measured beside the film; none where it changes nothing.
        as_json: For programs, not people.

    Raises:
        EngineError: If there is no film.
    """
    here = films_at(source)
    for path, error in here.failures:
        complain(error, path)
    films = here.films
    is_single = films == (source,)
    found: list[dict[str, Any]] = []
    console = stdout_console()
    for path in films:
        try:
            radiograph = read_radiograph(path)
            qualities = _qualities(radiograph, recipe)
        except EngineError as error:
            complain(error, path)
            continue
        facts = facts_of(radiograph)
        figures = {name: one.to_json() for name, one in qualities.items()}
        found.append({**facts.to_json(), "quality": figures})
        if not as_json:
            _print(facts, qualities, console, has_own_vois=bool(radiograph.vois))
    if as_json and is_single and found:
        write_json(found[0])
    elif as_json and not is_single:
        write_json({"films": found})
    return OK if len(found) == len(films) and not here.failures else FAILED


def _qualities(radiograph: Radiograph, recipe: Recipe) -> dict[str, Quality]:
    """Return the figures of the film, and of the recipe's result if there is a recipe."""
    renderer = Renderer(radiograph)
    shown = Presentation(radiograph.default_voi).with_recipe(recipe)
    found = {FILM: quality_of(renderer, renderer.original, shown.voi)}
    if not recipe.is_identity:
        found[RESULT] = quality_of(renderer, renderer.result(recipe), shown.result_voi)
    return found


def _print(
    facts: Facts, qualities: dict[str, Quality], console: Console, *, has_own_vois: bool
) -> None:
    table = Table.grid(padding=(0, 2))
    table.title = printable(facts.file)
    table.title_justify = "left"
    table.add_row("spacing", printable(facts.spacing.text), "")
    for name, transform in _named(facts.transforms, has_own_vois):
        state = "in force" if transform.is_in_force else ""
        table.add_row(name, printable(transform.text), state)
    for detail in facts.details:
        state = "in force" if detail.is_in_force else ""
        table.add_row(detail.name.lower(), printable(detail.text), state)
    for sentence in facts.conflicts:
        table.add_row("conflict", printable(sentence), "", style="yellow")  # amber, as the window
    for sentence in facts.notices:
        table.add_row("notice", printable(sentence), "")
    for name, quality in qualities.items():
        for label, text in quality.rows():
            table.add_row(label.lower(), text, "after the recipe" if name == RESULT else "")
    console.print(table)


def _named(
    transforms: tuple[Transform, ...], has_own_vois: bool
) -> Iterator[tuple[str, Transform]]:
    """Yield each transform with its name; the film's own VOIs with the number --voi takes."""
    number = 0
    for transform in transforms:
        if transform.kind == "voi" and has_own_vois:
            number += 1
            yield f"voi {number}", transform
        else:
            yield transform.kind, transform
