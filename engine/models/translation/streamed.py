"""A residual generator run on a film of any size, layer by layer, a few rows at a time.

The result is that of one plain pass: an InstanceNorm divides by the statistics of the whole film,
never by those of a part, from which neighbouring parts would differ in tone. The layers on small
grids are kept whole; those at the film's own size, which would take gigabytes, are made again
wherever they are needed.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from engine.frame import FloatImage
from engine.models.translation.layer import EPSILON, Statistics
from engine.models.translation.resnet import SIDE_MULTIPLE, ResnetGenerator, network_input
from engine.models.translation.rows import Made, Rows, Stored
from engine.models.translation.start import Generator, mirrored
from engine.progress import Progress

ROWS = 256
"""Rows of the film that are worked on at once, at most."""

LARGEST_WORK = 1_000_000_000
"""Multiplications between two looks at the progress: about 0.1 s on one core that is free."""

SMALL_NUMBERS = 2**24
"""A layer with fewer numbers than these is kept whole on any grid: 64 MB."""


def streamed(
    generator: Generator, film: FloatImage, progress: Progress | None = None, *, rows: int = ROWS
) -> FloatImage:
    """Return what one plain pass of a generator would give, within 1e-4.

    Args:
        generator: Of residual blocks, on the device where it is to run.
        film: (rows, columns) float32 in 0..1, of any size, in the standard presentation.
        progress: Told of every layer, and looked at within it.
        rows: Of the film that are worked on at once, at most.

    Returns:
        (rows, columns) float32, new, about 0..1 and not clamped.

    Raises:
        ValueError: If the generator is of another kind.
        Cancelled: If nobody wants the result any more.
    """
    if not isinstance(generator, ResnetGenerator):
        raise ValueError(f"a generator of kind {generator.config.kind} cannot be run by rows")
    with torch.inference_mode():
        given = torch.from_numpy(film.copy()).to(generator.start_curve.device)[None, None]
        return _Run(generator, given, progress or Progress(), rows).picture()


class _Run:
    """One film on its way through the layers."""

    def __init__(
        self, generator: ResnetGenerator, film: Tensor, progress: Progress, rows: int
    ) -> None:
        self._generator = generator
        self._film = film
        self._whole = Stored(network_input(mirrored(film, SIDE_MULTIPLE)))
        self._progress = progress
        self._rows = rows

    def picture(self) -> FloatImage:
        """Return the picture of the film, (rows, columns) float32 on the CPU."""
        rows, columns = self._film.shape[2:]
        said = self._said()
        out = np.empty((rows, columns), np.float32)
        for part in self._parts(said):
            self._progress.check()
            inside = slice(part.start, min(part.stop, rows))
            made = said.rows(inside.start, inside.stop)[..., :columns]
            out[inside] = self._generator.shown(self._film[:, :, inside], made)[0, 0].cpu().numpy()
        return out

    def _said(self) -> Rows:
        """Return what the last layer gives."""
        values: Rows = self._whole
        kept = values
        layers, opens = self._generator.steps, self._generator.opens_block
        for number, layer in enumerate(layers):
            if opens[number]:
                kept = values
            added = kept if number and opens[number - 1] else None
            values = self._settled(Made(values, layer), added, number)
        self._progress.report(1.0, f"Layer {len(layers)} of {len(layers)}")
        return values

    def _settled(self, made: Made, added: Rows | None, number: int) -> Rows:
        """Return a layer's result: kept whole where that takes little room."""
        store = self._room_for(made)
        if store is None and not made.layer.is_normalised:
            return made
        statistics = self._measured(made, store, number)
        if store is None:
            return replace(made, statistics=statistics)
        stored = Stored(store)
        for part in self._parts(stored):
            self._progress.check()
            values = made.layer.finished(stored.rows(part.start, part.stop), statistics)
            if added is not None:
                values = values + added.rows(part.start, part.stop)
            store[:, :, part] = values
        return stored

    def _measured(self, made: Made, store: Tensor | None, number: int) -> Statistics | None:
        """Return a convolution's mean and deviation over the film; fill the store on the way."""
        moments, count = _Moments(), len(self._generator.steps)
        for part in self._parts(made):
            done = (number + part.start / made.height) / count
            self._progress.report(done, f"Layer {number + 1} of {count}")
            values = made.convolved(part.start, part.stop)
            if store is not None:
                store[:, :, part] = values
            if made.layer.is_normalised:
                moments.add(values[0])
        return moments.statistics(made.layer.convolution.weight)

    def _parts(self, of: Rows) -> Iterator[slice]:
        """Yield slices of rows, few enough for what they cost."""
        allowed = self._rows * of.height // self._whole.height
        if of.work:
            allowed = min(allowed, int(LARGEST_WORK / of.work))
        step = max(2, allowed // 2 * 2)  # even, as doubled rows come in pairs
        for low in range(0, of.height, step):
            yield slice(low, min(low + step, of.height))

    def _room_for(self, made: Made) -> Tensor | None:
        """Return an empty (1, C, H, W) for a layer, or None where it would be too large."""
        channels = made.layer.convolution.out_channels
        numbers = channels * made.height * made.width
        pixels = self._whole.height * self._whole.width
        if numbers > max(SMALL_NUMBERS, self._generator.config.features / 2 * pixels):
            return None
        return self._film.new_empty((1, channels, made.height, made.width))


class _Moments:
    """Mean and variance of each channel over a film, collected part by part in double precision.

    Source: Chan, Golub and LeVeque, Updating formulae and a pairwise algorithm for computing
    sample variances, COMPSTAT 1982.
    """

    def __init__(self) -> None:
        self._count = 0
        self._mean = torch.zeros(1, dtype=torch.float64)
        self._squares = torch.zeros(1, dtype=torch.float64)

    def add(self, values: Tensor) -> None:
        """Count in a part, (C, h, W)."""
        count = values.shape[1] * values.shape[2]
        mean = values.sum(2).double().sum(1).cpu() / count
        apart = values - mean.to(values)[:, None, None]
        squares = apart.square_().sum(2).double().sum(1).cpu()
        total = self._count + count
        change = mean - self._mean
        self._squares = self._squares + squares + change**2 * (self._count * count / total)
        self._mean = self._mean + change * (count / total)
        self._count = total

    def statistics(self, like: Tensor) -> Statistics | None:
        """Return what to normalise by, of the kind of ``like``; None if nothing was counted."""
        if not self._count:
            return None
        deviation = (self._squares / self._count + EPSILON).sqrt()
        return Statistics(self._mean.to(like), deviation.to(like))
