"""Rows of what a layer gives, on demand: kept from before, or made anew from those it needs."""

from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

from engine.models.translation.layer import Layer, Statistics

_LEAST_CHANNELS = 16
"""A convolution to fewer channels takes as long as one to these."""


class Rows(Protocol):
    """What a layer gives, or the film itself."""

    @property
    def height(self) -> int:
        """Rows in all."""

    @property
    def width(self) -> int:
        """Columns."""

    @property
    def work(self) -> float:
        """Multiplications that a row costs, or as many as would take as long."""

    def rows(self, low: int, high: int) -> Tensor:
        """Return the rows ``low``..``high``, (1, C, high - low, width)."""


@dataclass(frozen=True, slots=True, eq=False)
class Stored:
    """Rows that are kept.

    Attributes:
        values: (1, C, H, W).
    """

    values: Tensor

    @property
    def height(self) -> int:
        """Rows in all."""
        return self.values.shape[2]

    @property
    def width(self) -> int:
        """Columns."""
        return self.values.shape[3]

    @property
    def work(self) -> float:
        """Nothing: they are there."""
        return 0.0

    def rows(self, low: int, high: int) -> Tensor:
        """Return the rows ``low``..``high``, (1, C, high - low, width)."""
        return self.values[:, :, low:high]


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """Rows that a layer makes of others, each time anew.

    Attributes:
        before: Its input.
        layer: The layer.
        statistics: Of its convolution over the whole film, if it normalises.
    """

    before: Rows
    layer: Layer
    statistics: Statistics | None = None

    @property
    def height(self) -> int:
        """Rows in all."""
        return int(self.before.height * self.layer.scale)

    @property
    def width(self) -> int:
        """Columns."""
        return int(self.before.width * self.layer.scale)

    @property
    def work(self) -> float:
        """Multiplications that a row costs, or as many as take as long; its input's too."""
        weight = self.layer.convolution.weight
        slowness = max(1.0, _LEAST_CHANNELS / weight.shape[0])
        return weight.numel() * slowness * self.width + self.before.work / self.layer.scale

    def rows(self, low: int, high: int) -> Tensor:
        """Return the rows ``low``..``high``, (1, C, high - low, width)."""
        return self.layer.finished(self.convolved(low, high), self.statistics)

    def convolved(self, low: int, high: int) -> Tensor:
        """Return the rows before they are normalised."""
        needed = self.layer.rows_needed(low, high)
        rows = _reaching_beyond(self.before, needed.low, needed.high, self.layer.edge)
        return self.layer.convolved(rows)[:, :, needed.skipped : needed.skipped + high - low]


def _reaching_beyond(of: Rows, low: int, high: int, edge: str) -> Tensor:
    """Return rows of which some lie above or below the film, made as ``edge`` says."""
    if low >= 0 and high <= of.height:
        return of.rows(low, high)
    place = torch.arange(low, high)
    if edge == "reflect":
        place = place.abs()
        place = torch.minimum(place, 2 * (of.height - 1) - place)
    place = place.clamp(0, of.height - 1)
    first, last = int(place.min()), int(place.max())
    found = of.rows(first, last + 1)
    return found.index_select(2, (place - first).to(found.device))
