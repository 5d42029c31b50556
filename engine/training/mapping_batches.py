"""Batches for the mapping: the same for the same seed and step, whoever asks and when."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import torch
from torch import Tensor
from torch.utils.data import Dataset

from engine.frame import BoolImage, FloatImage
from engine.models.mapping.reduced import Reduced, reduced
from engine.ops.standard import standardised
from engine.training.films import TrainingFilm
from engine.training.fitted_maps import fitted_maps
from engine.training.for_processing import for_processing_pair, reduced_pair
from engine.training.inverse_pair import PLAIN, ROUGH, inverse_pair, maps_on
from engine.training.pair import Pair, UnitMaps

PRESENTATIONS = 2
"""Raw films made of each film of a batch: both should come out the same."""

FITTED_WEIGHT = 0.1
"""How much a fitted map counts beside an exact one."""

_SIDE_STEP = 16


@dataclass(frozen=True)
class Sizes:
    """How large films are while one part of a training lasts.

    Attributes:
        until: Share of the training at which this part ends, 0..1.
        network: Long side of the network's input.
        image: Long side of the film the loss is measured on.
    """

    until: float
    network: int
    image: int


@dataclass(frozen=True)
class BatchPlan:
    """What decides the batches.

    Attributes:
        films: Of a batch; twice as many raw films are made of them.
        steps: Of the whole training.
        seed: Of everything drawn.
        sizes: Parts of the training in order; the last ends at 1.
        simulated: Share of simulated for-processing films.
        rough: Share of exact pairs with moved ends, noise and other depths.
        turns: Augment by turning, mirroring, shearing and scaling.
        simulated_at: Long side of the films that detectors are simulated for; smaller ones are
            reductions of those. 0 for each film's own, which makes small films too noisy.
    """

    films: int
    steps: int
    seed: int
    sizes: tuple[Sizes, ...]
    simulated: float = 0.5
    rough: float = 0.25
    turns: bool = True
    simulated_at: int = 0

    def sizes_at(self, step: int) -> Sizes:
        """Return the part of the training that ``step`` lies in."""
        done = step / max(1, self.steps)
        return next((part for part in self.sizes if done < part.until), self.sizes[-1])


@dataclass(frozen=True, slots=True)
class Batch:
    """Films before and after; the raw films of one film lie beside each other.

    Attributes:
        small: (B, 1, h, w) what the network is shown, on the common range.
        small_field: (B, 1, h, w) 1 where the network is told the field is.
        film: (B, 1, H, W) the raw film on the common range.
        wanted: (B, 1, H, W) what it should become.
        field: (B, 1, H, W) 1 where that is known.
        maps: (B, 4, h, w) unit maps that lead there.
        map_weight: (B,) how far those are to be trusted, 0..1.
    """

    small: Tensor
    small_field: Tensor
    film: Tensor
    wanted: Tensor
    field: Tensor
    maps: Tensor
    map_weight: Tensor

    def to(self, device: torch.device) -> "Batch":
        """Return it on a device."""
        moved = {name: getattr(self, name).to(device) for name in self.__slots__}
        return Batch(**moved)


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One raw film as arrays, before it is stacked into a batch."""

    seen: Reduced
    film: FloatImage
    pair: Pair
    maps: UnitMaps
    map_weight: float


class MappingBatches(Dataset[Batch]):
    """Batch number ``step`` of a training.

    Args:
        films: To learn from.
        plan: What decides the batches.
        rank: Of this process among those that train together: each draws its own.
    """

    def __init__(self, films: Sequence[TrainingFilm], plan: BatchPlan, rank: int = 0) -> None:
        self.films = films
        self.plan = plan
        self.rank = rank

    def __len__(self) -> int:
        return self.plan.steps

    def __getitem__(self, step: int) -> Batch:
        plan = self.plan
        random = np.random.default_rng([plan.seed, step, self.rank])
        sizes = plan.sizes_at(step)
        stretch = random.uniform(0.85, 1.15)
        shape = _canvas(sizes.image * stretch, random)
        side = _multiple(sizes.network * stretch)
        examples: list[Example] = []
        for _ in range(plan.films):
            examples += self.presentations(shape, side, random)
        return stacked(examples)

    def presentations(
        self, shape: tuple[int, int], side: int, random: np.random.Generator
    ) -> list[Example]:
        """Return raw films of one film, which is drawn by chance.

        Args:
            shape: (rows, columns) of the canvas that the film is put on.
            side: Long side of what the network is shown.
            random: Where chance comes from.
        """
        film = self.films[int(random.integers(len(self.films)))]
        archive, field = turned(film, shape, random, is_free=self.plan.turns)
        wanted = standardised(archive, field)
        return [
            example(made_up_pair(wanted, field, random, self.plan, archive), side, random)
            for _ in range(PRESENTATIONS)
        ]


def exact_example(pair: Pair, side: int) -> Example:
    """Return one pair as the network is shown it at a long side, its field told."""
    return _as_example(pair, reduced(pair.raw, pair.field, side))


def stacked(examples: Sequence[Example]) -> Batch:
    """Return examples of one size as a batch."""
    return Batch(
        small=_planes([e.seen.film for e in examples]),
        small_field=_planes([e.seen.field for e in examples]),
        film=_planes([e.film for e in examples]),
        wanted=_planes([e.pair.wanted for e in examples]),
        field=_planes([e.pair.field for e in examples]),
        maps=torch.from_numpy(np.stack([e.maps for e in examples])),
        map_weight=torch.tensor([e.map_weight for e in examples], dtype=torch.float32),
    )


def _planes(images: Sequence[FloatImage | BoolImage]) -> Tensor:
    return torch.from_numpy(np.stack(images).astype(np.float32))[:, None]


def made_up_pair(
    wanted: FloatImage,
    field: BoolImage,
    random: np.random.Generator,
    plan: BatchPlan,
    archive: FloatImage | None = None,
) -> Pair:
    """Return a simulated, a rough or a plain pair, as the plan's shares have it.

    See ``for_processing_pair`` for ``archive``.
    """
    drawn = random.uniform()
    if drawn < plan.simulated:
        if archive is None or not plan.simulated_at:
            return for_processing_pair(wanted, field, random, archive)
        return reduced_pair(wanted, field, random, archive, plan.simulated_at)
    is_rough = drawn < plan.simulated + plan.rough
    return inverse_pair(wanted, field, random, ROUGH if is_rough else PLAIN)


def example(pair: Pair, side: int, random: np.random.Generator) -> Example:
    """Return a pair whose field the network is told: always where it is a detector's raw film.

    Those may be cut by blades. Exact pairs, which are not, are told it three times out of four.
    Black, white and exposure are read inside the field, so nothing the network could say would
    mend a film whose covered part counts as film: such pairs came out at 10 dB (own).
    """
    is_told = random.uniform() < 0.75 or pair.maps is None
    told = pair.field if is_told else np.ones_like(pair.field)
    return _as_example(pair, reduced(pair.raw, told, side))


def _as_example(pair: Pair, seen: Reduced) -> Example:
    film = seen.lead.apply(pair.raw).astype(np.float32)
    size = seen.film.shape[::-1]
    if pair.maps is not None:
        _, middle, _ = seen.lead.slopes
        maps = maps_on(pair.maps, 1 / middle, seen.lead.low - 0.04 / middle)
        maps = np.stack([cv2.resize(m, size, interpolation=cv2.INTER_AREA) for m in maps])
        return Example(seen, film, pair, maps.astype(np.float32), 1.0)
    wanted = cv2.resize(pair.wanted, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    weight = cv2.resize(pair.field.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    maps = fitted_maps(seen.film, wanted, weight.astype(np.float32))
    return Example(seen, film, pair, maps, FITTED_WEIGHT)


def turned(
    film: TrainingFilm, shape: tuple[int, int], random: np.random.Generator, *, is_free: bool
) -> tuple[FloatImage, BoolImage]:
    """Return a film and its field on a canvas: turned, mirrored, sheared, scaled, or fitted."""
    rows, columns = film.archive.shape
    fit = min(shape[0] / rows, shape[1] / columns)
    turn = np.eye(3)
    if is_free:
        fit *= random.uniform(0.9, 1.3)
        angle = np.deg2rad(random.uniform(-8, 8) + 90 * (random.uniform() < 0.1))
        cosine, sine = np.cos(angle), np.sin(angle)
        shear = random.uniform(-0.06, 0.06)
        mirror = -1.0 if random.uniform() < 0.5 else 1.0
        turn[:2, :2] = np.array([[cosine, -sine], [sine, cosine]]) @ [[mirror, shear], [0, 1]]
    turn[:2, :2] *= fit
    centre = np.array([(columns - 1) / 2, (rows - 1) / 2])
    drift = random.uniform(-0.06, 0.06, 2) * shape[::-1] if is_free else 0
    turn[:2, 2] = np.array([(shape[1] - 1) / 2, (shape[0] - 1) / 2]) + drift
    turn[:2, 2] -= turn[:2, :2] @ centre
    size = shape[1], shape[0]
    archive = cv2.warpAffine(film.archive, turn[:2], size, flags=cv2.INTER_LINEAR)
    field = cv2.warpAffine(film.field.astype(np.float32), turn[:2], size) > 0.999
    return archive.astype(np.float32), field


def _canvas(side: float, random: np.random.Generator) -> tuple[int, int]:
    """Return (rows, columns) of the films of a batch: broad, like most chest films, or high."""
    long, short = _multiple(side), _multiple(side * random.uniform(0.78, 0.95))
    return (short, long) if random.uniform() < 0.75 else (long, short)


def _multiple(side: float) -> int:
    return max(2, round(side / _SIDE_STEP)) * _SIDE_STEP
