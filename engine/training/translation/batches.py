"""Batches for a translation: the same for the same seed and step, whoever asks and when."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import Dataset

from engine.frame import FloatImage
from engine.training.translation.crops import crop_of, filled, placement, varied
from engine.training.translation.images import DomainImage, ProjectedPair
from engine.training.translation.planted import with_consolidation
from engine.training.translation.recipe import DomainRecipe


@dataclass(frozen=True, slots=True)
class TranslationBatch:
    """Pictures of both domains, which have nothing to do with each other, and pairs.

    Attributes:
        source: (B, 1, h, w) to be translated.
        target: (B, 1, h, w) of the appearance wanted.
        opaque: (B, 1, h, w) ``source`` with a consolidation each.
        rise: (B, 1, h, w) how much brighter these made the low-pass.
        paired_source: (B, 1, h, w) simulated films, or None.
        paired_target: (B, 1, h, w) what those are to become, or None.
    """

    source: Tensor
    target: Tensor
    opaque: Tensor
    rise: Tensor
    paired_source: Tensor | None = None
    paired_target: Tensor | None = None

    def to(self, device: torch.device) -> "TranslationBatch":
        """Return it on a device."""
        values: dict[str, Tensor] = {
            name: value.to(device)
            for name in self.__slots__
            if (value := getattr(self, name)) is not None
        }
        return TranslationBatch(**values)


@dataclass(frozen=True, slots=True, eq=False)
class Pictures:
    """The pictures of one domain, each patient's drawn as often as their number's root.

    Attributes:
        images: At least one.
    """

    images: Sequence[DomainImage]
    _shares: FloatImage = field(init=False)

    def __post_init__(self) -> None:
        counts: dict[str, int] = {}
        for image in self.images:
            counts[image.patient] = counts.get(image.patient, 0) + 1
        shares = np.array([counts[image.patient] ** -0.5 for image in self.images])
        object.__setattr__(self, "_shares", np.cumsum(shares / shares.sum()))

    def drawn(self, random: np.random.Generator) -> DomainImage:
        """Return one, by chance: a patient with many would else be most of what is learnt."""
        place = int(np.searchsorted(self._shares, random.uniform(), side="right"))
        return self.images[min(place, len(self.images) - 1)]


class TranslationBatches(Dataset[TranslationBatch]):
    """Batch number ``step`` of a training.

    Args:
        source: Pictures to be translated.
        target: Pictures of the appearance wanted.
        source_recipe: How the first are prepared.
        target_recipe: How the second are.
        seed: Of everything drawn.
        size: Pictures of each domain in a batch.
        pairs: Simulated films and what they are to become; may be none.
        rank: Of this process among those that train together: each draws its own.
    """

    def __init__(
        self,
        source: Sequence[DomainImage],
        target: Sequence[DomainImage],
        source_recipe: DomainRecipe,
        target_recipe: DomainRecipe,
        *,
        seed: int,
        size: int = 1,
        pairs: Sequence[ProjectedPair] = (),
        rank: int = 0,
    ) -> None:
        self._source, self._target = Pictures(source), Pictures(target)
        self._recipes = source_recipe, target_recipe
        self._pairs = pairs
        self._seed, self._size, self._rank = seed, size, rank

    def __getitem__(self, step: int) -> TranslationBatch:
        recipe, target_recipe = self._recipes
        source = self._crops(
            step, 0, lambda random: crop_of(self._source.drawn(random), recipe, random)
        )
        target = self._crops(
            step, 1, lambda random: crop_of(self._target.drawn(random), target_recipe, random)
        )
        planted = [
            with_consolidation(film, self._random(step, 2, index))
            for index, film in enumerate(source)
        ]
        paired = (
            [self._pair(self._random(step, 3, index)) for index in range(self._size)]
            if self._pairs
            else []
        )
        return TranslationBatch(
            source=_stacked(source),
            target=_stacked(target),
            opaque=_stacked([film for film, _ in planted]),
            rise=_stacked([rise for _, rise in planted]),
            paired_source=_stacked([film for film, _ in paired]) if paired else None,
            paired_target=_stacked([wanted for _, wanted in paired]) if paired else None,
        )

    def _crops(
        self, step: int, kind: int, made: Callable[[np.random.Generator], FloatImage]
    ) -> list[FloatImage]:
        return [made(self._random(step, kind, index)) for index in range(self._size)]

    def _pair(self, random: np.random.Generator) -> tuple[FloatImage, FloatImage]:
        """Return the same crop of a simulated film, varied in tone, and of what it becomes."""
        recipe = self._recipes[0]
        pair = self._pairs[int(random.integers(len(self._pairs)))]
        where = placement(pair.film.shape, recipe, random)
        film = where.of(filled(pair.film, pair.field))
        return varied(film, recipe, random), where.of(filled(pair.wanted, pair.field))

    def _random(self, step: int, kind: int, index: int) -> np.random.Generator:
        return np.random.default_rng([self._seed, step, self._rank, kind, index])


def _stacked(images: Sequence[FloatImage]) -> Tensor:
    return torch.from_numpy(np.stack(images))[:, None]
