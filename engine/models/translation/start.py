"""What every generator has in common: from where it starts, and what it adds to that.

Cycle and identity losses have a strict minimum where nothing is changed, and a generator that
starts there stays there (own; measured on real films). So it starts from a curve of the film's
grey values that already leads towards the target.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence

import torch
from torch import Tensor, nn

from engine.models.translation.config import GeneratorConfig

CURVE_POINTS = 33
CURVE_SHARE = 0.6
"""Of the curve in the start; the rest is the film, so that no tissue's contrast is lost."""

LEAST_SIDE = 16
"""Rows and columns that every generator's layers can be run on."""

WEIGHT_SPREAD = 0.02
"""Standard deviation of the weights before training, as in the CycleGAN paper."""


class Generator(nn.Module, ABC):
    """Film in, picture out, both (B, 1, H, W) and about 0..1, of any size.

    Args:
        config: Its shape.
    """

    start_curve: Tensor

    def __init__(self, config: GeneratorConfig) -> None:
        super().__init__()
        self.config = config
        self.register_buffer("start_curve", torch.linspace(0, 1, CURVE_POINTS))

    @abstractmethod
    def said(self, film: Tensor) -> Tensor:
        """Return what the network says of a film, (B, 1, H, W), any range."""

    def forward(self, film: Tensor) -> Tensor:
        """Return the picture of a film.

        Args:
            film: (B, 1, H, W) float32 in 0..1, in the standard presentation.

        Returns:
            (B, 1, H, W) float32, about 0..1 and not clamped.
        """
        return self.shown(film, self.said(film))

    def shown(self, film: Tensor, said: Tensor) -> Tensor:
        """Return the picture of a film for what the network says of it; pixel by pixel."""
        added = torch.tanh(said.float())
        if not self.config.is_residual:
            return (added + 1) / 2
        return self.start(film.float()) + added

    def start(self, film: Tensor) -> Tensor:
        """Return what the generator adds to: 0.4 x + 0.6 curve(x), or x."""
        if not self.config.start:
            return film
        place = film.clamp(0, 1) * (CURVE_POINTS - 1)
        low = place.detach().floor().clamp_max(CURVE_POINTS - 2)
        at = low.long()
        curve = torch.lerp(self.start_curve[at], self.start_curve[at + 1], place - low)
        return (1 - CURVE_SHARE) * film + CURVE_SHARE * curve

    def set_start_curve(self, table: Sequence[float]) -> None:
        """Let it start from another curve; at first the curve is a straight line.

        Args:
            table: ``CURVE_POINTS`` grey values in 0..1, never falling, at even steps of 0..1.

        Raises:
            ValueError: If it is none.
        """
        curve = torch.as_tensor(list(table), dtype=torch.float32)
        if curve.shape != (CURVE_POINTS,):
            raise ValueError(f"a start curve has {CURVE_POINTS} points, not {tuple(curve.shape)}")
        if not bool(((curve >= 0) & (curve <= 1)).all()) or bool((curve.diff() < 0).any()):
            raise ValueError("a start curve never falls, and stays within 0..1")
        self.start_curve.copy_(curve)


def mirrored(values: Tensor, multiple: int) -> Tensor:
    """Return a picture mirrored at its right and lower edge to multiples of a size.

    Args:
        values: (B, C, H, W).
        multiple: Of rows and of columns, of which there are at least ``LEAST_SIDE``.

    Returns:
        (B, C, H', W'): ``values`` itself where it fits.
    """
    for axis in (2, 3):
        size = values.shape[axis]
        wanted = max(size + -size % multiple, LEAST_SIDE)
        if wanted != size:
            period = max(1, 2 * size - 2)
            place = torch.arange(wanted, device=values.device) % period
            values = values.index_select(axis, torch.minimum(place, (period - place) % period))
    return values


def initialise(network: nn.Module) -> None:
    """Draw the weights of every convolution anew, and set their biases to 0."""
    for part in network.modules():
        if isinstance(part, nn.Conv2d | nn.ConvTranspose2d):
            nn.init.normal_(part.weight, std=WEIGHT_SPREAD)
            if part.bias is not None:
                nn.init.zeros_(part.bias)
