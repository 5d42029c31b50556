"""negatoscope evaluate translation: what a translation keeps of films, loses and invents."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from engine.cli.choices import choose_device, output_folder
from engine.cli.evaluation_options import show_tables, side_of
from engine.cli.evaluation_progress import EvaluationProgress
from engine.cli.messages import INTERRUPTED, say, write_json
from engine.models.devices import VARIABLE, DeviceChoice, require_torch
from engine.models.translation.names import CT_LIKE

if TYPE_CHECKING:
    pass


FilmsOption = Annotated[
    Path, typer.Option("--films", metavar="DIR", help="Films that were not learnt from.")
]
TargetOption = Annotated[
    Path | None,
    typer.Option("--target", metavar="DIR", help="CT, and so on: what films are to look like."),
]
MasksOption = Annotated[
    Path | None, typer.Option("--masks", metavar="DIR", help="Lung masks, named as their films.")
]
OthersOption = Annotated[
    Path | None, typer.Option("--others", metavar="DIR", help="Films that the gate is to refuse.")
]
ModelOption = Annotated[
    str, typer.Option("--model", metavar="NAME", help="The installed model to judge.")
]
RunOption = Annotated[
    Path | None, typer.Option("--run", metavar="DIR", help="A training run to judge instead.")
]
ReportOption = Annotated[
    Path | None,
    typer.Option("--report", metavar="DIR", help="Where to write tables, CSV and pictures."),
]
SeedOption = Annotated[
    int, typer.Option("--seed", min=0, help="Of what is planted and of the encoder.")
]
LongSideOption = Annotated[
    int, typer.Option("--long-side", metavar="PX", min=0, help="Of the films; 0 keeps them.")
]
LimitOption = Annotated[
    int | None, typer.Option("--limit", metavar="N", min=1, help="Films used at most.")
]
MapFilmsOption = Annotated[
    int,
    typer.Option("--map-films", metavar="N", min=0, help="Films the reliability map is judged on."),
]
DeviceOption = Annotated[
    DeviceChoice, typer.Option("--device", envvar=VARIABLE, help="Where networks run.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object on stdout, no more.")]


def translation(
    films: FilmsOption,
    target: TargetOption = None,
    masks: MasksOption = None,
    others: OthersOption = None,
    model: ModelOption = CT_LIKE,
    run: RunOption = None,
    report: ReportOption = None,
    seed: SeedOption = 0,
    long_side: LongSideOption = 0,
    limit: LimitOption = None,
    map_films: MapFilmsOption = 6,
    device: DeviceOption = DeviceChoice.AUTO,
    as_json: JsonOption = False,
) -> None:
    """Judge a translation: distance to its target, structure, dark islands, planted nodules.

    Measured on films it never saw, against mere changes of tone; where CT volumes are given, on
    simulated films whose truth is known.
    """
    require_torch()
    from engine.training.translation.evaluation.run import TranslationOrder, evaluated
    from engine.training.translation.evaluation.subject import installed_subject, run_subject

    order = TranslationOrder(
        films,
        target,
        masks,
        others,
        long_side=side_of(long_side),
        limit=limit,
        map_films=map_films,
        seed=seed,
        report=None if report is None else output_folder(report),
    )
    choose_device(device)
    try:
        with EvaluationProgress() as progress:
            found = evaluated(
                order,
                lambda on: installed_subject(model, on) if run is None else run_subject(run, on),
                progress.work,
                progress.say,
            )
    except KeyboardInterrupt as stopped:
        say("Stopped. Files already written are whole and stay.")
        raise typer.Exit(INTERRUPTED) from stopped
    if as_json:
        write_json(found.to_json())
    else:
        from engine.training.translation.evaluation.tables import tables_of

        show_tables(tables_of(found))
