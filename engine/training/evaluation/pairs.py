"""Held-out pairs: the same for every method, and for whoever asks again with the same seed."""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from engine.frame import FloatImage
from engine.training.films import TrainingFilm
from engine.training.for_processing import for_processing_pair
from engine.training.inverse_pair import PLAIN, inverse_pair
from engine.training.mapping_batches import Example, exact_example
from engine.training.pair import Pair

COMMON_SIDE = 384
"""Long side of the reduction whose percentiles bring a simulated film to the common range."""


class PairKind(StrEnum):
    """How the raw film of a pair was made."""

    EXACT = "exact"
    SIMULATED = "for-processing"


_STREAMS = {PairKind.EXACT: 101, PairKind.SIMULATED: 102}
_PRESENTATIONS_STREAM = 103


def pair_of(film: TrainingFilm, kind: PairKind, seed: int, number: int) -> Pair:
    """Return the held-out pair of a film.

    Args:
        film: Standardised.
        kind: How its raw film is made.
        seed: Of the evaluation.
        number: Of the film in its folder.
    """
    random = np.random.default_rng([seed, _STREAMS[kind], number])
    if kind is PairKind.SIMULATED:
        return for_processing_pair(film.wanted, film.field, random, film.archive)
    return inverse_pair(film.wanted, film.field, random, PLAIN)


def presentations_of(film: TrainingFilm, seed: int, number: int, count: int) -> list[Pair]:
    """Return exact pairs of one film, each with another raw film."""
    return [
        inverse_pair(
            film.wanted,
            film.field,
            np.random.default_rng([seed, _PRESENTATIONS_STREAM, number, presentation]),
            PLAIN,
        )
        for presentation in range(count)
    ]


class Scene:
    """One pair, and what methods are shown of it; reductions are made once for all of them.

    Attributes:
        pair: Raw film and wanted presentation.
        film: (rows, columns) float32 in 0..1, what untrained methods work on: the raw film, where
            that fills its range as in exact pairs; a simulated one on the common range, for no
            viewer shows five decades at once.
    """

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self._examples: dict[int, Example] = {}
        self.film: FloatImage = pair.raw if pair.is_exact else self.example(COMMON_SIDE).film

    def example(self, side: int) -> Example:
        """Return the pair as a network is shown it at a long side."""
        if side not in self._examples:
            self._examples[side] = exact_example(self.pair, side)
        return self._examples[side]


def spread_over(numbers: Sequence[int], limit: int | None) -> list[int]:
    """Return at most ``limit`` of some numbers, evenly spread over them; None returns them all."""
    if limit is None or limit >= len(numbers):
        return list(numbers)
    return [numbers[int(place)] for place in np.linspace(0, len(numbers) - 1, limit).round()]
