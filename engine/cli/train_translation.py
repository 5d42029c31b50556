"""negatoscope train translation: a network learns one appearance from another, without pairs."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from engine.cli.choices import choose_device
from engine.cli.train_outcome import outcome
from engine.cli.train_report import TranslationReport
from engine.cli.training_options import (
    DeviceOption,
    ResumeOption,
    RunOption,
    SeedOption,
    StepsOption,
    ThreadsOption,
    WorkersOption,
)
from engine.models.devices import DeviceChoice, require_torch


class TranslationPresetName(StrEnum):
    """Settings of a training by name."""

    OURS = "ours"
    SMALL = "small"
    PAPER = "paper"
    SEED = "seed"
    FAST = "fast"


class MethodChoice(StrEnum):
    """Ways to learn without pairs."""

    CYCLEGAN = "cyclegan"
    CUT = "cut"


class AppearanceChoice(StrEnum):
    """How CT of the target is shown."""

    CT = "ct"
    T1 = "t1"


SourceOption = Annotated[
    Path, typer.Option("--source", metavar="DIR", help="Radiographs to be translated.")
]
TargetOption = Annotated[
    Path,
    typer.Option(
        "--target", metavar="DIR", help="The appearance wanted: CT of the chest, or pictures."
    ),
]
PresetOption = Annotated[
    TranslationPresetName,
    typer.Option(
        "--preset",
        help="Ours; small; as the paper of the method has it; seed, a U-Net; or fast, of CUT.",
    ),
]
MethodOption = Annotated[
    MethodChoice, typer.Option("--method", help="There and back, or there only.")
]
PairsFromOption = Annotated[
    Path | None,
    typer.Option(
        "--pairs-from", metavar="DIR", help="CT volumes to simulate films and slabs from as well."
    ),
]
AppearanceOption = Annotated[
    AppearanceChoice,
    typer.Option("--appearance", help="How CT is shown: as CT, or in a simulated T1 contrast."),
]


def translation(
    source: SourceOption,
    target: TargetOption,
    out: RunOption,
    method: MethodOption = MethodChoice.CYCLEGAN,
    preset: PresetOption = TranslationPresetName.OURS,
    steps: StepsOption = 0,
    seed: SeedOption = 0,
    device: DeviceOption = DeviceChoice.AUTO,
    workers: WorkersOption = None,
    threads: ThreadsOption = None,
    resume: ResumeOption = False,
    pairs_from: PairsFromOption = None,
    appearance: AppearanceOption = AppearanceChoice.CT,
) -> None:
    """Train a translation of radiographs into another appearance, from pictures without pairs.

    The run's folder gets the best weights, a checkpoint, the settings, a log, pictures, and what
    the films look like, by which others are refused later. Under 'torchrun' several GPUs or
    machines train together.
    """
    require_torch()
    from engine.training.translation.run_translation import TranslationOrder, train_translation

    order = TranslationOrder(
        source=source,
        target=target,
        out=out,
        preset=preset.value,
        method=method.value,
        steps=steps,
        seed=seed,
        device=device.value,
        workers=workers,
        threads=threads,
        resume=resume,
        pairs_from=pairs_from,
        appearance=appearance.value,
    )
    choose_device(device)
    status = outcome(TranslationReport(), lambda report: train_translation(order, report), out)
    raise typer.Exit(status)
