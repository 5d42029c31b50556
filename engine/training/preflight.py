"""What can be known before the first step: which films there are, who checks, disk and time."""

import hashlib
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from engine.errors import EngineError
from engine.training.films import Refused, TrainingFilm, read_films, split_by_patient
from engine.training.loop import LoopPlan
from engine.training.mapping_batches import BatchPlan
from engine.training.pairs_file import RealPair, read_pairs
from engine.training.presets import MappingPreset

SPLIT_SEED = 0
"""Of the draw of the patients to check with: the same for all seeds, so that these compare."""

_LISTED = 40
"""Films left out that are named one by one."""

_FIXED_BYTES = 30_000_000
_STRIP_BYTES = 1_500_000
_LOG_BYTES = 400
"""What a run writes: checkpoint and weights twice over; a picture each check; a line of the log."""


@dataclass(frozen=True, slots=True)
class Stock:
    """What there is to learn from and to check with; no patient is in both.

    Attributes:
        films: To learn from.
        kept_back: To check with.
        pairs: Real pairs to learn from.
        kept_pairs: Real pairs to check with.
        refused: What was left out.
    """

    films: Sequence[TrainingFilm]
    kept_back: Sequence[TrainingFilm]
    pairs: Sequence[RealPair] = ()
    kept_pairs: Sequence[RealPair] = ()
    refused: Sequence[Refused] = ()

    @property
    def digest(self) -> str:
        """The names of the films, and on which side each is, as 64 hexadecimal digits."""
        sides = (
            self.films,
            self.kept_back,
            [pair.film for pair in self.pairs],
            [pair.film for pair in self.kept_pairs],
        )
        named = "\n\n".join("\n".join(sorted(f.name for f in side)) for side in sides)
        return hashlib.sha256(named.encode()).hexdigest()

    def counts(self) -> dict[str, int]:
        """Return how many there are of each, by name."""
        return {
            "learnt": len(self.films),
            "learnt_patients": len(_patients(self.films)),
            "checked": len(self.kept_back),
            "checked_patients": len(_patients(self.kept_back)),
            "pairs": len(self.pairs),
            "left_out": len(self.refused),
        }

    def lines(self) -> list[str]:
        """Return what to tell of it, a sentence a line."""
        learnt, kept = _patients(self.films), _patients(self.kept_back)
        films, patients = _count(len(self.films), "film"), _count(len(learnt), "patient")
        checked = f"{len(self.kept_back)} of {len(kept)}"
        said = [f"Learns from {films} of {patients}, checks with {checked}, of other patients."]
        if self.pairs or self.kept_pairs:
            said.append(
                f"Learns from {_count(len(self.pairs), 'real pair')} too, checks with "
                f"{len(self.kept_pairs)}."
            )
        if self.refused:
            twice = sum("the same film as" in entry.reason for entry in self.refused)
            duplicates = f", {twice} of them for being there twice" if twice else ""
            said.append(f"{_count(len(self.refused), 'film')} left out{duplicates}:")
            said += [f"  {entry.name}: {entry.reason}" for entry in self.refused[:_LISTED]]
            if len(self.refused) > _LISTED:
                said.append(f"  and {len(self.refused) - _LISTED} more.")
        return said


def gather(
    folder: Path,
    preset: MappingPreset,
    *,
    check_folder: Path | None = None,
    pairs_file: Path | None = None,
    told: Callable[[int, int], None] = lambda _done, _of: None,
) -> Stock:
    """Read what there is to learn from, and keep some of it back to check with.

    Args:
        folder: Of good films.
        preset: Says how large films are read and which share of patients is kept back.
        check_folder: Of films to check with; by default a share of the patients of ``folder``.
        pairs_file: CSV of real pairs, see ``engine.training.pairs_file``.
        told: Called with how many of how many films are read.

    Raises:
        EngineError: If there are too few films, or of one patient only, or a file is wrong.
    """
    films, refused = read_films(folder, preset.film_side, told)
    _refuse_none(films, refused, folder)
    pairs: list[RealPair] = []
    if pairs_file is not None:
        pairs, bad_pairs = read_pairs(pairs_file, preset.film_side)
        refused += bad_pairs
    if check_folder is None:
        _refuse_one_patient(films, folder)
        _, kept = split_by_patient(films, preset.check_share, SPLIT_SEED)
    else:
        kept, bad_checks = read_films(check_folder, preset.film_side, told)
        _refuse_none(kept, bad_checks, check_folder)
        refused += bad_checks
    chosen = _patients(kept)
    learnt = [film for film in films if film.patient not in chosen]
    if not learnt:
        raise EngineError(
            f"Nothing of {folder.name} is left to learn from: the films to check with are of the "
            "same patients, and no patient may be on both sides.",
            hint="Add films of other patients.",
        )
    chosen |= _strangers_kept(films, pairs, preset.check_share)
    return Stock(
        films=learnt,
        kept_back=kept,
        pairs=[pair for pair in pairs if pair.film.patient not in chosen],
        kept_pairs=[pair for pair in pairs if pair.film.patient in chosen],
        refused=refused,
    )


def _strangers_kept(
    films: Sequence[TrainingFilm], pairs: Sequence[RealPair], share: float
) -> set[str]:
    """Return patients to check with among those of whom there are real pairs only."""
    known = _patients(films)
    strangers = [pair.film for pair in pairs if pair.film.patient not in known]
    if len(_patients(strangers)) < 2:
        return set()
    return _patients(split_by_patient(strangers, share, SPLIT_SEED)[1])


class Planned(Protocol):
    """Settings of a training that say how long it lasts."""

    @property
    def loop(self) -> LoopPlan:
        """How long."""


def refuse_full_disk(folder: Path, preset: Planned, *, fixed_bytes: int = _FIXED_BYTES) -> str:
    """Return a sentence on the room on a run's disk.

    Args:
        folder: Of the run; need not exist.
        preset: Says how long it lasts.
        fixed_bytes: What checkpoint and weights take, twice over.

    Raises:
        EngineError: If there is too little of it.
    """
    plan = preset.loop
    checks = plan.steps // plan.check_every + 1
    needed = fixed_bytes + checks * _STRIP_BYTES + plan.steps // plan.log_every * _LOG_BYTES
    place = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    free = shutil.disk_usage(place).free
    if free < needed:
        raise EngineError(
            f"The disk of {folder.name} has {_megabytes(free)} free, and the training may write "
            f"{_megabytes(needed)}.",
            hint="Free some space, or choose another disk.",
        )
    return f"It writes up to {_megabytes(needed)}; {_megabytes(free)} are free."


class Forecast:
    """How long a training will still take, judged by the steps it took.

    Films grow from part to part of a training, and steps with them: as the pixels of what the
    network is shown and of what the loss is measured on.

    Args:
        plan: Of the batches.
        begun_at: Steps done before the first that is timed.
    """

    def __init__(self, plan: BatchPlan, begun_at: int = 0) -> None:
        sizes = [plan.sizes_at(step) for step in range(plan.steps)]
        costs = [part.network**2 + part.image**2 for part in sizes]
        self._until = np.concatenate([[0.0], np.cumsum(costs, dtype=np.float64)])
        self._begun_at = begun_at

    def seconds_left(self, done: int, seconds: float) -> float:
        """Return how many seconds are left.

        Args:
            done: Steps done; more than at the beginning.
            seconds: They took.
        """
        timed = self._until[done] - self._until[self._begun_at]
        return float((self._until[-1] - self._until[done]) * seconds / timed)


class SteadyForecast:
    """The same for a training whose steps are all alike.

    Args:
        steps: Of the whole training.
        begun_at: Steps done before the first that is timed.
    """

    def __init__(self, steps: int, begun_at: int = 0) -> None:
        self._steps = steps
        self._begun_at = begun_at

    def seconds_left(self, done: int, seconds: float) -> float:
        """Return how many seconds are left.

        Args:
            done: Steps done; more than at the beginning.
            seconds: They took.
        """
        return (self._steps - done) * seconds / (done - self._begun_at)


def duration_in_words(seconds: float) -> str:
    """Return "40 seconds", "12 minutes", "3.5 hours"."""
    if seconds < 90:
        return _count(max(1, round(seconds)), "second")
    if seconds < 5400:
        return _count(round(seconds / 60), "minute")
    return f"{seconds / 3600:.1f} hours"


def _patients(films: Sequence[TrainingFilm]) -> set[str]:
    return {film.patient for film in films}


def _refuse_none(films: Sequence[TrainingFilm], refused: Sequence[Refused], folder: Path) -> None:
    if films:
        return
    first = refused[0]
    raise EngineError(
        f"No film of {folder.name} can be used, the first because {first.reason}",
        hint="A training needs good, presented films of at least 128 pixels.",
    )


def _refuse_one_patient(films: Sequence[TrainingFilm], folder: Path) -> None:
    if len(_patients(films)) > 1:
        return
    what = "one usable film" if len(films) == 1 else f"{len(films)} usable films of one patient"
    raise EngineError(
        f"{folder.name} has {what}; a training needs two patients, one of them to check with.",
        hint="Add films, or say whose each is in a patients.csv (image_id,patient_id) beside them.",
    )


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _megabytes(count: int) -> str:
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.0f} MB"
