"""``negatoscope train mapping``: from its options to a finished run."""

import hashlib
import os
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import torch
from torch import Tensor

from engine.errors import ModelError
from engine.models.devices import device_for, device_words, use_threads
from engine.models.weights import read_method_file
from engine.training.loop import Listener, Standing, run
from engine.training.mapping_batches import Batch, exact_example, stacked
from engine.training.mapping_learner import MappingLearner
from engine.training.methods import METHODS, TITLES
from engine.training.pair import Pair
from engine.training.pairs_file import PairBatches, RealPair
from engine.training.preflight import Stock, gather, refuse_full_disk
from engine.training.presets import MappingPreset, preset
from engine.training.ranks import Ranks, joined
from engine.training.run_config import (
    Settings,
    refuse_folder_among_films,
    refuse_other_settings,
    refuse_taken_folder,
)
from engine.training.run_shared import Watched, make_run_folder, worker_count, write_beginning


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingOrder:
    """What the user asked for.

    Attributes:
        films: Folder of good films.
        out: Folder of the run.
        preset: "ours", "longer", "further", "finish", "paper" or "small".
        method: Which network; not "mapping-paper", which the preset makes of "mapping".
        steps: Other than the preset's; 0 keeps those.
        seed: Of everything drawn, but for the split by patients, which is always the same.
        device: "auto", "cpu" or "cuda".
        workers: Processes that make batches, or None for as many as suit the device.
        threads: Of the CPU, or None for as many as torch takes.
        resume: Go on with the run in the folder.
        pairs: CSV of real pairs.
        start: Weights to begin with.
        check_films: Folder of films to check with.
    """

    films: Path
    out: Path
    preset: str = "ours"
    method: str = "mapping"
    steps: int = 0
    seed: int = 0
    device: str = "auto"
    workers: int | None = None
    threads: int | None = None
    resume: bool = False
    pairs: Path | None = None
    start: Path | None = None
    check_films: Path | None = None

    @property
    def command(self) -> str:
        """The command that does the same, with the names of files and folders and no path."""
        words = ["negatoscope", "train", "mapping", "--films", self.films.resolve().name]
        words += ["--out", self.out.resolve().name]
        words += ["--preset", self.preset, "--method", self.method, "--seed", str(self.seed)]
        if self.steps:
            words += ["--steps", str(self.steps)]
        if self.threads is not None:
            words += ["--threads", str(self.threads)]
        named = {"--pairs": self.pairs, "--start": self.start, "--check-films": self.check_films}
        for option, path in named.items():
            words += [] if path is None else [option, path.resolve().name]
        return shlex.join(words)


class Report(Listener, Protocol):
    """Who is told how a training goes, in the first of its processes."""

    def reading(self, done: int, of: int) -> None:
        """So many films are read."""

    def planned(self, lines: Sequence[str], chosen: MappingPreset) -> None:
        """All is known that can be before the first step."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended.

    Attributes:
        standing: Where it stands.
        steps: It might have taken.
        has_ended_early: Nothing got better any more.
    """

    standing: Standing
    steps: int
    has_ended_early: bool

    @property
    def is_stopped(self) -> bool:
        """Whether somebody stopped it, so that it can go on."""
        return self.standing.done < self.steps and not self.has_ended_early


def is_first_process() -> bool:
    """Return whether this process may talk: under torchrun only the first."""
    return os.environ.get("RANK", "0") == "0"


def train_mapping(order: MappingOrder, report: Report) -> Ended:
    """Train a method that presents films, to its end or until Ctrl-C or SIGTERM.

    Args:
        order: What is asked for.
        report: Told of everything.

    Raises:
        EngineError: If the training cannot begin, go on, or write.
    """
    chosen = preset(order.preset, method=order.method, seed=order.seed, steps=order.steps)
    refuse_taken_folder(order.out, resume=order.resume)
    refuse_folder_among_films(order.out, [f for f in (order.films, order.check_films) if f])
    start = None if order.start is None else _start_weights(order.start, chosen.method)
    if order.threads is not None:
        use_threads(order.threads)
    device = device_for(order.device)
    stock = gather(
        order.films,
        chosen,
        check_folder=order.check_films,
        pairs_file=order.pairs,
        told=report.reading,
    )
    settings = _settings(order, chosen, stock)
    if order.resume:
        refuse_other_settings(order.out, settings)
    room = refuse_full_disk(order.out, chosen)
    report.planned([*stock.lines(), room, _plan_in_words(chosen, device)], chosen)
    with joined(device) as ranks:
        if ranks.is_first and not order.resume:
            _begin(order, settings, stock, device)
        learner = MappingLearner(
            chosen,
            stock.films,
            stock.kept_back,
            ranks,
            facts={"command": order.command, "settings": {"films": settings.films}},
            workers=worker_count(order.workers, device, beside_cpu=1),
            start=start,
            batches=_pair_batches(stock, chosen, ranks),
            checks=_real_checks(stock.kept_pairs, chosen),
        )
        watched = Watched(report)
        standing = run(learner, chosen.loop, order.out, ranks, watched, resume=order.resume)
    is_early = standing.done < chosen.loop.steps and standing.stale >= chosen.loop.patience
    return Ended(standing, chosen.loop.steps, is_early)


def _start_weights(path: Path, method: str) -> dict[str, Tensor]:
    """Return weights to begin with, after a look at whether they fit."""
    weights, _ = read_method_file(path)
    wanted = {name: t.shape for name, t in METHODS[method]().state_dict().items()}
    if {name: t.shape for name, t in weights.items()} != wanted:
        raise ModelError(
            f"{path.name} holds the weights of another network than {TITLES[method]}.",
            hint="Name the --method they were trained with.",
        )
    return weights


def _settings(order: MappingOrder, chosen: MappingPreset, stock: Stock) -> Settings:
    return Settings(
        preset_name=order.preset,
        preset=chosen.to_json(),
        films=stock.digest,
        pairs=_file_digest(order.pairs),
        start=_file_digest(order.start),
        processes=int(os.environ.get("WORLD_SIZE", "1")),
    )


def _file_digest(path: Path | None) -> str:
    return "" if path is None else hashlib.sha256(path.read_bytes()).hexdigest()


def _begin(order: MappingOrder, settings: Settings, stock: Stock, device: torch.device) -> None:
    """Make the folder of a run, and write there what decides its result."""
    make_run_folder(order.out)
    facts = {
        "films": stock.counts(),
        "check_films": None if order.check_films is None else order.check_films.resolve().name,
    }
    write_beginning(order.out, settings, order.command, device, facts)


def _pair_batches(stock: Stock, chosen: MappingPreset, ranks: Ranks) -> PairBatches | None:
    if not stock.pairs:
        return None
    return PairBatches(stock.films, stock.pairs, chosen.batches, ranks.rank)


def _real_checks(pairs: Sequence[RealPair], chosen: MappingPreset) -> list[tuple[str, Batch]]:
    """Return a batch of one for each real pair to check with."""
    side = chosen.batches.sizes[-1].network
    return [
        ("real", stacked([exact_example(Pair(p.raw, p.film.wanted, p.film.field), side)]))
        for p in pairs[: chosen.checks]
    ]


def _plan_in_words(chosen: MappingPreset, device: torch.device) -> str:
    return (
        f"Trains {TITLES[chosen.method]} for up to {chosen.loop.steps} steps on the "
        f"{device_words(device)}, seed {chosen.loop.seed}."
    )
