"""negatoscope info: what a file says, which transforms are in force, what contradicts itself."""

from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from engine.cli.messages import FAILED, OK, complain, printable, stdout_console, write_json
from engine.errors import EngineError
from engine.facts import Facts, Transform, facts_of
from engine.reading import find_films, read_radiograph


def show_info(source: Path, *, as_json: bool) -> int:
    """Print the facts of a film, or of every film of a folder or DICOMDIR; return the status.

    One film gives one JSON object; several give one object whose "films" lists theirs. A film
    that cannot be read is named on stderr, and the others are shown.

    Raises:
        EngineError: If there is no film.
    """
    films = find_films([source])
    is_single = films == [source]
    found: list[Facts] = []
    console = stdout_console()
    for path in films:
        try:
            radiograph = read_radiograph(path)
        except EngineError as error:
            complain(error, path)
            continue
        facts = facts_of(radiograph)
        found.append(facts)
        if not as_json:
            _print(facts, console, has_own_vois=bool(radiograph.vois))
    if as_json and is_single and found:
        write_json(found[0].to_json())
    elif as_json and not is_single:
        write_json({"films": [facts.to_json() for facts in found]})
    return OK if len(found) == len(films) else FAILED


def _print(facts: Facts, console: Console, *, has_own_vois: bool) -> None:
    table = Table.grid(padding=(0, 2))
    table.title = printable(facts.file)
    table.title_justify = "left"
    table.add_row("spacing", printable(facts.spacing.text), "")
    for name, transform in _named(facts.transforms, has_own_vois):
        state = "in force" if transform.is_in_force else ""
        table.add_row(name, printable(transform.text), state)
    for kind, sentences in (("conflict", facts.conflicts), ("notice", facts.notices)):
        for sentence in sentences:
            table.add_row(kind, printable(sentence), "")
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
