"""``negatoscope train translation``: from its options to a finished run."""

import os
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import torch
from torch import nn

from engine.errors import EngineError
from engine.models.devices import device_for, device_words, use_threads
from engine.models.translation.generator import generator_of
from engine.training.loop import Listener, run
from engine.training.preflight import refuse_full_disk
from engine.training.ranks import joined
from engine.training.run_config import (
    Settings,
    refuse_folder_among_films,
    refuse_other_settings,
    refuse_taken_folder,
)
from engine.training.run_mapping import Ended
from engine.training.run_shared import Watched, make_run_folder, worker_count, write_beginning
from engine.training.translation.cut_learner import CutLearner
from engine.training.translation.cyclegan_learner import CycleGanLearner
from engine.training.translation.discriminator import PatchDiscriminator
from engine.training.translation.gather import gather_domains
from engine.training.translation.run_gate import write_gate
from engine.training.translation.stock import TranslationStock, patients_of
from engine.training.translation.tissue import Appearance
from engine.training.translation.translation_presets import (
    Method,
    TranslationPreset,
    translation_preset,
)

TITLES: Mapping[Method, str] = {"cyclegan": "a CycleGAN", "cut": "CUT"}
LEARNERS: Mapping[Method, type[CycleGanLearner | CutLearner]] = {
    "cyclegan": CycleGanLearner,
    "cut": CutLearner,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationOrder:
    """What the user asked for.

    Attributes:
        source: Folder of what is to be translated.
        target: Folder of the appearance wanted.
        out: Folder of the run.
        preset: "ours", "small", "paper", "seed" of a CycleGAN or "fast" of CUT.
        method: "cyclegan" or "cut".
        steps: Other than the preset's; 0 keeps those.
        seed: Of everything drawn, but for the split by patients, which is always the same.
        device: "auto", "cpu" or "cuda".
        workers: Processes that make batches, or None for as many as suit the device.
        threads: Of the CPU, or None for as many as torch takes.
        resume: Go on with the run in the folder.
        pairs_from: Folder of CT volumes to simulate pairs from.
        appearance: How CT is shown: as CT, or as a simulated T1-like contrast.
    """

    source: Path
    target: Path
    out: Path
    preset: str = "ours"
    method: Method = "cyclegan"
    steps: int = 0
    seed: int = 0
    device: str = "auto"
    workers: int | None = None
    threads: int | None = None
    resume: bool = False
    pairs_from: Path | None = None
    appearance: Appearance = "ct"

    @property
    def command(self) -> str:
        """The command that does the same, with the names of folders and no path."""
        words = ["negatoscope", "train", "translation", "--source", self.source.resolve().name]
        words += ["--target", self.target.resolve().name, "--out", self.out.resolve().name]
        words += ["--method", self.method, "--preset", self.preset, "--seed", str(self.seed)]
        words += ["--appearance", self.appearance] if self.appearance != "ct" else []
        words += ["--steps", str(self.steps)] if self.steps else []
        words += [] if self.threads is None else ["--threads", str(self.threads)]
        if self.pairs_from is not None:
            words += ["--pairs-from", self.pairs_from.resolve().name]
        return shlex.join(words)


class Report(Listener, Protocol):
    """Who is told how a training goes, in the first of its processes."""

    def reading(self, done: int, of: int) -> None:
        """So many files of a folder are read."""

    def planned(self, lines: Sequence[str], chosen: TranslationPreset) -> None:
        """All is known that can be before the first step."""


def train_translation(order: TranslationOrder, report: Report) -> Ended:
    """Train a translation, to its end or until Ctrl-C or SIGTERM.

    Args:
        order: What is asked for.
        report: Told of everything.

    Raises:
        EngineError: If the training cannot begin, go on, or write.
    """
    chosen = _chosen(order)
    refuse_taken_folder(order.out, resume=order.resume)
    folders = [f for f in (order.source, order.target, order.pairs_from) if f is not None]
    refuse_folder_among_films(order.out, folders)
    if order.threads is not None:
        use_threads(order.threads)
    device = device_for(order.device)
    stock = gather_domains(
        order.source, order.target, chosen, pairs_from=order.pairs_from, told=report.reading
    )
    settings = Settings(
        preset_name=order.preset,
        preset=chosen.to_json(),
        films=stock.digest,
        pairs="",
        start="",
        processes=int(os.environ.get("WORLD_SIZE", "1")),
    )
    if order.resume:
        refuse_other_settings(order.out, settings)
    room = refuse_full_disk(order.out, chosen, fixed_bytes=_checkpoint_bytes(chosen))
    report.planned([*stock.lines(), room, _plan_in_words(chosen, device)], chosen)
    with joined(device) as ranks:
        if ranks.is_first and not order.resume:
            _begin(order, settings, stock, device)
        facts = _facts(order, settings, stock)
        learner = LEARNERS[chosen.method](
            chosen,
            stock,
            ranks,
            facts=facts,
            workers=worker_count(order.workers, device, beside_cpu=0),
        )
        standing = run(learner, chosen.loop, order.out, ranks, Watched(report), resume=order.resume)
    is_early = standing.done < chosen.loop.steps and standing.stale >= chosen.loop.patience
    return Ended(standing, chosen.loop.steps, is_early)


def _chosen(order: TranslationOrder) -> TranslationPreset:
    try:
        chosen = translation_preset(
            order.preset, method=order.method, seed=order.seed, steps=order.steps
        )
    except KeyError as error:
        raise EngineError(
            f"The preset {order.preset} is none of the method {order.method}.",
            hint="See 'negatoscope train translation --help'.",
        ) from error
    return replace(chosen, appearance=order.appearance)


def _begin(
    order: TranslationOrder, settings: Settings, stock: TranslationStock, device: torch.device
) -> None:
    """Make the folder of a run; write there what decides its result, and the gate."""
    make_run_folder(order.out)
    write_gate(order.out, order.source, stock)
    facts = {"films": stock.counts(), "task": "translation"}
    write_beginning(order.out, settings, order.command, device, facts)


def _facts(order: TranslationOrder, settings: Settings, stock: TranslationStock) -> dict[str, Any]:
    """Return what stands beside the weights: whom they have learnt from, too."""
    return {
        "command": order.command,
        "settings": {"films": settings.films},
        "source_patients": sorted(patients_of(stock.source)),
        "target_patients": sorted(
            patients_of(stock.target) | {pair.patient for pair in stock.pairs}
        ),
    }


def _checkpoint_bytes(chosen: TranslationPreset) -> int:
    """Return what a run's checkpoint takes, twice over as it is replaced by a whole one.

    Weights, their average and two moments of each generator; weights and moments of each
    discriminator; float32.
    """
    with torch.device("meta"):
        generator = _count(generator_of(chosen.generator))
        critic = _count(PatchDiscriminator(chosen.discriminator))
    return 2 * 4 * 2 * (4 * generator + 3 * critic) + 10_000_000


def _count(network: nn.Module) -> int:
    return sum(value.numel() for value in network.parameters())


def _plan_in_words(chosen: TranslationPreset, device: torch.device) -> str:
    return (
        f"Trains {TITLES[chosen.method]} for up to {chosen.loop.steps} steps on the "
        f"{device_words(device)}, seed {chosen.loop.seed}."
    )
