"""negatoscope train: networks learn from a folder of films."""

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from engine.cli.choices import choose_device, output_folder
from engine.cli.messages import say
from engine.cli.train_outcome import outcome
from engine.cli.train_report import TrainReport
from engine.cli.train_translation import translation
from engine.cli.training_options import (
    DeviceOption,
    ResumeOption,
    RunOption,
    SeedOption,
    StepsOption,
    ThreadsOption,
    WorkersOption,
)
from engine.errors import EngineError
from engine.models.devices import DeviceChoice, require_torch

if TYPE_CHECKING:
    from engine.training.run_mapping import MappingOrder

train_app = typer.Typer(no_args_is_help=True)
train_app.command()(translation)


class Preset(StrEnum):
    """Settings of a training by name."""

    OURS = "ours"
    LONGER = "longer"
    FURTHER = "further"
    FINISH = "finish"
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
PresetOption = Annotated[
    Preset,
    typer.Option(
        "--preset",
        help="Ours; longer or further, to go on from its weights; as the paper writes it; small.",
    ),
]
MethodOption = Annotated[
    MethodName, typer.Option("--method", help="The mapping, or one of its rivals.")
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
    average: Annotated[
        Path | None,
        typer.Option(metavar="WEIGHTS", help="Ship the mean of the run's and these weights."),
    ] = None,
) -> None:
    """Make of a run what is shipped: weights.safetensors and card.json."""
    require_torch()
    from engine.training.package_run import package_run

    written = package_run(run, output_folder(out), _facts(card), average)
    say(f"{written.name} is written, {written.parameters} parameters, SHA-256 {written.sha256}.")


def _train_mapping(order: "MappingOrder") -> int:
    """Train, say how it ended, and return the exit status."""
    from engine.training.run_mapping import train_mapping

    return outcome(TrainReport(), lambda report: train_mapping(order, report), order.out, "dB")


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
