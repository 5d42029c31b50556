"""negatoscope evaluate: how well networks do on films they never saw, and filters on worse ones."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from engine.cli.choices import choose_device, output_folder
from engine.cli.evaluate_filters import filters
from engine.cli.evaluate_translation import translation
from engine.cli.evaluation_options import show_tables, side_of
from engine.cli.evaluation_progress import EvaluationProgress
from engine.cli.messages import INTERRUPTED, printable, say, write_json
from engine.models.devices import VARIABLE, DeviceChoice, require_torch

if TYPE_CHECKING:
    from engine.training.evaluation.candidates import Trained

evaluate_app = typer.Typer(no_args_is_help=True)
evaluate_app.command()(translation)
evaluate_app.command()(filters)


@evaluate_app.callback()
def _evaluate() -> None:
    """Measure networks on films they never saw, and filters on films made worse."""


FilmsOption = Annotated[
    Path, typer.Option("--films", metavar="DIR", help="Good films, of which pairs are made.")
]
ModelsOption = Annotated[
    str, typer.Option("--models", metavar="all|NAME,...", help="Who takes part, by name.")
]
SeedsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--seed", "--seeds", metavar="N,...", help="Of the pairs; of several the mean counts."
    ),
]
ReportOption = Annotated[
    Path | None,
    typer.Option("--report", metavar="DIR", help="Where to write tables, CSV and pictures."),
]
RunsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--run", metavar="[NAME=]DIR", help="A training run that takes part; may be repeated."
    ),
]
LongSideOption = Annotated[
    int, typer.Option("--long-side", metavar="PX", min=0, help="Of the films; 0 keeps them.")
]
LimitOption = Annotated[
    int | None, typer.Option("--limit", metavar="N", min=1, help="Films used at most.")
]
ConsistencyOption = Annotated[
    int,
    typer.Option(
        "--consistency-films", metavar="N", min=0, help="Films presented eight times, at most."
    ),
]
DeviceOption = Annotated[
    DeviceChoice, typer.Option("--device", envvar=VARIABLE, help="Where networks run.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object on stdout, no more.")]


@evaluate_app.command()
def mapping(
    films: FilmsOption,
    models: ModelsOption = "all",
    seeds: SeedsOption = None,
    report: ReportOption = None,
    runs: RunsOption = None,
    long_side: LongSideOption = 512,
    limit: LimitOption = None,
    consistency_films: ConsistencyOption = 8,
    device: DeviceOption = DeviceChoice.AUTO,
    as_json: JsonOption = False,
) -> None:
    """Compare the interpretable mapping with its rivals on pairs made from a folder of films.

    Every method is given the same raw films, made from good ones by undoing known tables and by
    simulating a detector. Fidelity, consistency, and no invented look are measured.
    """
    require_torch()
    from engine.training.evaluation.evaluate import EvaluationPlan
    from engine.training.evaluation.run import EvaluationOrder, evaluated

    order = EvaluationOrder(
        films=films,
        long_side=side_of(long_side),
        limit=limit,
        plan=EvaluationPlan(_numbers(seeds or ["0"]), consistency_films),
        report=None if report is None else output_folder(report),
    )
    names = _names(models)
    choose_device(device)
    try:
        with EvaluationProgress() as progress:
            found = evaluated(order, _runs(runs or []), names, progress.work, progress.say)
    except KeyboardInterrupt as stopped:
        say("Stopped. Files already written are whole and stay.")
        raise typer.Exit(INTERRUPTED) from stopped
    if as_json:
        write_json(found.to_json())
    else:
        from engine.training.evaluation.tables import tables_of

        show_tables(tables_of(found))


def _numbers(words: list[str]) -> tuple[int, ...]:
    """Return the seeds in words such as "0,1" and "2", each once."""
    seeds: dict[int, None] = {}
    for word in ",".join(words).split(","):
        if not (word.strip().isascii() and word.strip().isdecimal()):
            raise typer.BadParameter(
                f"{printable(word)!r} is no whole number from 0 up.", param_hint="--seed"
            )
        seeds[int(word)] = None
    return tuple(seeds)


def _names(models: str) -> list[str]:
    """Return the names asked for; none for "all"."""
    from engine.training.evaluation.lineup import known_names

    names = [word.strip() for word in models.split(",") if word.strip()]
    if names == ["all"]:
        return []
    known = known_names()
    for name in names or [models]:
        if name not in known:
            raise typer.BadParameter(
                f"there is no {printable(name)!r}; there are all, {', '.join(known)}.",
                param_hint="--models",
            )
    return names


def _runs(words: list[str]) -> "list[Trained]":
    """Return the networks of training runs given as "NAME=DIR" or "DIR"."""
    from engine.training.evaluation.lineup import known_names
    from engine.training.evaluation.trained import trained_by
    from engine.training.methods import METHODS

    taken = set(known_names()) - set(METHODS)
    found: list[Trained] = []
    for word in words:
        label, is_named, folder = word.partition("=")
        run = trained_by(Path(folder if is_named else word), label if is_named else "")
        if run.label in taken:
            raise typer.BadParameter(
                f"the name {printable(run.label)!r} is taken; call the run otherwise: NAME=DIR.",
                param_hint="--run",
            )
        taken.add(run.label)
        found.append(run)
    return found
