"""Real pairs to learn from: raw films and the presentation each was given, listed in a CSV file.

They join the pairs that are made up from good films. Their maps are not known, only fitted.
"""

import copy
import csv
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from engine.errors import EngineError
from engine.frame import BoolImage, FloatImage
from engine.models.mapping.reduced import small_shape
from engine.reading import read_radiograph
from engine.render import Renderer
from engine.training.films import Refused, TrainingFilm, fault_of, presented
from engine.training.mapping_batches import (
    BatchPlan,
    Example,
    MappingBatches,
    example,
    made_up_pair,
    turned,
)
from engine.training.pair import Pair

PAIR_SHARE = 0.5
"""Of the films of a batch, how many are drawn from the real pairs."""

LEAST_ALIKE = 0.3
"""Correlation of raw film and presentation below which they hardly show the same film."""

_COLUMNS = ("raw", "wanted")
_FORM = "Its first line names the columns: raw,wanted or raw,wanted,patient."


@dataclass(frozen=True, slots=True, eq=False)
class RealPair:
    """A raw film and its presentation.

    Attributes:
        film: The presentation, as it is: ``wanted`` and ``archive`` are the same.
        raw: (rows, columns) float32 in 0..1, dense is bright.
    """

    film: TrainingFilm
    raw: FloatImage


def read_pairs(path: Path, long_side: int) -> tuple[list[RealPair], list[Refused]]:
    """Return the pairs listed in a file that can be learnt from, and those that cannot.

    Args:
        path: CSV with the columns raw and wanted, whose paths count from the file's own folder,
            and, if one likes, patient.
        long_side: Films are reduced to this.

    Raises:
        EngineError: If the file cannot be read, or no pair in it can be learnt from.
    """
    pairs: list[RealPair] = []
    refused: list[Refused] = []
    for number, row in enumerate(_rows(path), 1):
        try:
            pairs.append(_pair(path.parent, row, long_side))
        except EngineError as error:
            refused.append(Refused(f"{path.name}, pair {number}", str(error)))
    if not pairs:
        why = f": {refused[0].reason}" if refused else ": it lists none."
        raise EngineError(f"{path.name} has no pair to learn from{why}", hint=_FORM)
    return pairs, refused


class PairBatches(MappingBatches):
    """Batches of which a share is drawn from real pairs.

    Beside the real raw film lies one made up from the same presentation: both should come out
    the same.

    Args:
        films: Good films, from which pairs are made up.
        pairs: Real ones, at least one.
        plan: What decides the batches.
        rank: Of this process among those that train together.
    """

    def __init__(
        self,
        films: Sequence[TrainingFilm],
        pairs: Sequence[RealPair],
        plan: BatchPlan,
        rank: int = 0,
    ) -> None:
        super().__init__(films, plan, rank)
        self.pairs = pairs

    def presentations(
        self, shape: tuple[int, int], side: int, random: np.random.Generator
    ) -> list[Example]:
        """Return raw films of one film, of a real pair as often as not."""
        if random.uniform() >= PAIR_SHARE:
            return super().presentations(shape, side, random)
        pair = self.pairs[int(random.integers(len(self.pairs)))]
        same = copy.deepcopy(random)  # turns the raw film as its presentation is turned
        is_free = self.plan.turns
        raw, _ = turned(replace(pair.film, archive=pair.raw), shape, same, is_free=is_free)
        wanted, field = turned(pair.film, shape, random, is_free=is_free)
        made_up = made_up_pair(wanted, field, random, self.plan)
        return [
            example(Pair(raw, wanted, field), side, random),
            example(made_up, side, random),
        ]


def _rows(path: Path) -> list[dict[str, str | None]]:
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            table = csv.DictReader(file)
            rows = list(table)
            names = table.fieldnames or ()
    except OSError as error:
        said = (error.strerror or type(error).__name__).lower()
        raise EngineError(f"{path.name} cannot be read: {said}.", hint="Check its name.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise EngineError(f"{path.name} is no CSV file in UTF-8.", hint=_FORM) from error
    missing = [name for name in _COLUMNS if name not in names]
    if missing:
        raise EngineError(f"{path.name} lacks the column {missing[0]}.", hint=_FORM)
    return rows


def _pair(folder: Path, row: Mapping[str, str | None], long_side: int) -> RealPair:
    for name in _COLUMNS:
        if not row[name]:
            raise EngineError(f"it names no {name} film.")
    wanted_path = folder / (row["wanted"] or "")
    raw_file = read_radiograph(folder / (row["raw"] or ""))
    wanted_file = read_radiograph(wanted_path)
    if raw_file.pixels.shape != wanted_file.pixels.shape:
        raise EngineError(
            f"the raw film has {_size(raw_file.pixels.shape)} pixels and the wanted one "
            f"{_size(wanted_file.pixels.shape)}."
        )
    frame = Renderer(raw_file).first_frame()
    raw = _reduced(frame.pixels, long_side)
    wanted, inside = presented(wanted_file, long_side)
    field = inside & (_reduced(frame.field.astype(np.float32), long_side) > 0.999)
    who = row.get("patient") or wanted_file.description.patient_id or wanted_path.name
    film = TrainingFilm(
        name=wanted_path.name,
        patient=hashlib.sha256(who.encode()).hexdigest()[:12],
        site=wanted_path.parent.name,
        wanted=wanted,
        archive=wanted,
        field=field,
    )
    if not field.any():
        raise EngineError("no part of it is exposed in both films.")
    if reason := fault_of(film) or _strangeness(raw, wanted, field):
        raise EngineError(reason)
    return RealPair(film, raw)


def _reduced(image: FloatImage, long_side: int) -> FloatImage:
    size = small_shape(image.shape, long_side)[::-1]
    return cv2.resize(image, size, interpolation=cv2.INTER_AREA).astype(np.float32)


def _strangeness(raw: FloatImage, wanted: FloatImage, field: BoolImage) -> str:
    """Return why two films cannot be before and after, or ""."""
    one, two = raw[field], wanted[field]
    if one.std() < 1e-4:
        return "the raw film is blank."
    alike = float(np.corrcoef(one, two)[0, 1])
    if alike < LEAST_ALIKE:
        return f"the two films hardly show the same (correlation {alike:.2f})."
    return ""


def _size(shape: tuple[int, ...]) -> str:
    return f"{shape[1]} x {shape[0]}"
