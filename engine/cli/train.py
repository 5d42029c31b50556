"""negatoscope train: networks learn from a folder of films."""

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from engine.cli.choices import choose_device, output_folder
from engine.cli.messages import FAILED, INTERRUPTED, complain, say
from engine.cli.train_report import SilentReport, TrainReport
from engine.errors import EngineError
from engine.models.devices import VARIABLE, DeviceChoice, require_torch

if TYPE_CHECKING:
    from engine.training.run_mapping import Ended, MappingOrder

train_app = typer.Typer(no_args_is_help=True)


class Preset(StrEnum):
    """Settings of a training by name."""

    OURS = "ours"
    LONGER = "longer"
    PAPER = "paper"
    SMALL = "small"


class MethodName(StrEnum):
    """Networks that can be trained."""

    MAPPING = "mapping"
    IMAGE_TO_IMAGE = "image-to-image"
    WINDOW = "window"
    MIXED_LUT = "mixed-lut"
    CURVES = "curves"


@train_app.callback()
def _train() -> None:
    """Train networks on your own films."""


FilmsOption = Annotated[
    Path,
    typer.Option("--films", metavar="DIR", help="Good films, as they should be presented."),
]
RunOption = Annotated[
    Path, typer.Option("--out", metavar="RUN", help="Folder of the run; made if absent.")
]
PresetOption = Annotated[
    Preset,
    typer.Option(
        "--preset",
        help="Ours; longer, to go on from weights of ours; as the paper writes it; or small.",
    ),
]
MethodOption = Annotated[
    MethodName, typer.Option("--method", help="The mapping, or one of its rivals.")
]
StepsOption = Annotated[
    int, typer.Option("--steps", metavar="N", min=0, help="At most; 0 is the preset's.")
]
SeedOption = Annotated[
    int, typer.Option("--seed", metavar="N", min=0, help="Of everything drawn by chance.")
]
DeviceOption = Annotated[
    DeviceChoice, typer.Option("--device", envvar=VARIABLE, help="Where it is trained.")
]
WorkersOption = Annotated[
    int | None,
    typer.Option(
        "--workers", metavar="N", min=0, max=64, help="Processes that make batches; 0: none."
    ),
]
ThreadsOption = Annotated[
    int | None,
    typer.Option(
        "--threads",
        metavar="N",
        min=1,
        max=256,
        help="Of the CPU; bit-equal weights need the same number.",
    ),
]
ResumeOption = Annotated[
    bool, typer.Option("--resume", help="Go on with the run in RUN, bit by bit.")
]
PairsOption = Annotated[
    Path | None,
    typer.Option(
        "--pairs",
        metavar="CSV",
        help="Real pairs to learn from as well; its columns are raw, wanted and, if you "
        "like, patient.",
    ),
]
StartOption = Annotated[
    Path | None,
    typer.Option(
        "--start",
        metavar="WEIGHTS.safetensors",
        help="Weights of an earlier run to begin with.",
    ),
]
CheckFilmsOption = Annotated[
    Path | None,
    typer.Option(
        "--check-films",
        metavar="DIR",
        help="Films to check with; by default those of a tenth of the patients.",
    ),
]


@train_app.command()
def mapping(
    films: FilmsOption,
    out: RunOption,
    preset: PresetOption = Preset.OURS,
    method: MethodOption = MethodName.MAPPING,
    steps: StepsOption = 0,
    seed: SeedOption = 0,
    device: DeviceOption = DeviceChoice.AUTO,
    workers: WorkersOption = None,
    threads: ThreadsOption = None,
    resume: ResumeOption = False,
    pairs: PairsOption = None,
    start: StartOption = None,
    check_films: CheckFilmsOption = None,
) -> None:
    """Train the interpretable mapping, or a rival, on pairs made from good films.

    The run's folder gets the best weights, a checkpoint, the settings, a log and pictures. Under
    'torchrun' or 'python -m torch.distributed.run' several GPUs or machines train together.
    """
    require_torch()
    from engine.training.run_mapping import MappingOrder

    order = MappingOrder(
        films=films,
        out=out,
        preset=preset.value,
        method=method.value,
        steps=steps,
        seed=seed,
        device=device.value,
        workers=workers,
        threads=threads,
        resume=resume,
        pairs=pairs,
        start=start,
        check_films=check_films,
    )
    choose_device(device)
    raise typer.Exit(_train_mapping(order))


@train_app.command(hidden=True)
def package(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="Folder of a finished run.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the model goes.")],
    card: Annotated[
        Path, typer.Option("--card", metavar="FACTS.json", help="What only a person can know.")
    ],
) -> None:
    """Make of a run what is shipped: weights.safetensors and card.json."""
    require_torch()
    from engine.training.package_run import package_run

    written = package_run(run, output_folder(out), _facts(card))
    say(f"{written.name} is written, {written.parameters} parameters, SHA-256 {written.sha256}.")


def _train_mapping(order: "MappingOrder") -> int:
    """Train, say how it ended, and return the exit status."""
    from engine.training.run_mapping import is_first_process, train_mapping

    is_first = is_first_process()
    report = TrainReport() if is_first else SilentReport()
    try:
        with report:
            ended = train_mapping(order, report)
    except KeyboardInterrupt:
        if is_first:
            say("Stopped. What is written in the run's folder is whole.")
        return INTERRUPTED
    except EngineError as error:
        if is_first:
            complain(error)
        return FAILED
    if is_first:
        say(_ended_in_words(ended, order))
    return INTERRUPTED if ended.is_stopped else 0


def _ended_in_words(ended: "Ended", order: "MappingOrder") -> str:
    from engine.training.preflight import duration_in_words

    standing = ended.standing
    took = duration_in_words(standing.seconds)
    if ended.is_stopped:
        return (
            f"Stopped at step {standing.done} of {ended.steps}. "
            "The same command with --resume goes on from there."
        )
    why = "nothing got better any more" if ended.has_ended_early else "all steps are done"
    return (
        f"Finished after {standing.done} steps and {took}: {why}. Best score "
        f"{standing.best:.2f} dB; its weights are {order.out.name}/best.safetensors."
    )


def _facts(path: Path) -> dict[str, object]:
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        said = (error.strerror or type(error).__name__).lower()
        raise EngineError(f"{path.name} cannot be read: {said}.") from error
    except (ValueError, RecursionError) as error:
        raise EngineError(f"{path.name} is no JSON.") from error
    if not isinstance(facts, dict):
        raise EngineError(f"{path.name} must be a JSON object.")
    return facts
