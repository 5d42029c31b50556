"""negatoscope evaluate filters: what filters and recipes do to noise and to what is to be seen."""

from pathlib import Path
from typing import Annotated

import typer

from engine.cli.choices import output_folder
from engine.cli.evaluation_options import show_tables, side_of
from engine.cli.evaluation_progress import EvaluationProgress
from engine.cli.messages import INTERRUPTED, printable, say, write_json

FilmsOption = Annotated[
    Path, typer.Option("--films", metavar="DIR", help="Good films, which are made worse.")
]
NamesOption = Annotated[
    str,
    typer.Option("--filters", metavar="all|NAME,...", help="Steps, and recipes as recipe:NAME."),
]
ReportOption = Annotated[
    Path | None,
    typer.Option("--report", metavar="DIR", help="Where to write tables, CSV and pictures."),
]
SeedOption = Annotated[int, typer.Option("--seed", min=0, help="Of quanta and phantom.")]
LongSideOption = Annotated[
    int, typer.Option("--long-side", metavar="PX", min=0, help="Of the films; 0 keeps them.")
]
LimitOption = Annotated[
    int | None, typer.Option("--limit", metavar="N", min=1, help="Films used at most.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object on stdout, no more.")]


def filters(
    films: FilmsOption,
    names: NamesOption = "all",
    report: ReportOption = None,
    seed: SeedOption = 0,
    long_side: LongSideOption = 0,
    limit: LimitOption = None,
    as_json: JsonOption = False,
) -> None:
    """Judge every filter and recipe: nearness to the clean film, contrast to noise, time.

    Films are made worse by scatter and quantum noise and given back; on a contrast-detail phantom
    it is measured how well holes stand out and how many are found. No network takes part.
    """
    from engine.training.filters.run import FiltersOrder, evaluated
    from engine.training.filters.tables import tables_of

    order = FiltersOrder(
        films=films,
        long_side=side_of(long_side),
        limit=limit,
        names=_names(names),
        seed=seed,
        report=None if report is None else output_folder(report),
    )
    try:
        with EvaluationProgress() as progress:
            found = evaluated(order, progress.work, progress.say)
    except KeyboardInterrupt as stopped:
        say("Stopped. Files already written are whole and stay.")
        raise typer.Exit(INTERRUPTED) from stopped
    if as_json:
        write_json(found.to_json())
    else:
        show_tables(tables_of(found))


def _names(words: str) -> tuple[str, ...]:
    """Return the names asked for; none for "all"."""
    from engine.training.filters.subjects import all_subjects

    names = tuple(word.strip() for word in words.split(",") if word.strip())
    if names == ("all",):
        return ()
    known = [subject.name for subject in all_subjects()]
    for name in names or (words,):
        if name not in known:
            raise typer.BadParameter(
                f"there is no {printable(name)!r}; there are all, {', '.join(known)}.",
                param_hint="--filters",
            )
    return names
