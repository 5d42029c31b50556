"""The large and soft parts of pictures, and what a translation may do to them.

A translation of unpaired domains turns opaque lungs into sharply cut dark islands that look like
cavities: its discriminator has seen no such lungs. No reader of a radiograph would accept that,
and no loss on edges or on cycles forbids it. So the low-pass of the output is held to that of the
film: of two places near each other the denser one stays the denser, by some of the difference at
least, and by a few times of it at most. A hole in an evenly opaque lung breaks the second bound,
an opaque lung that turns as black as a clear one the first.
"""

from functools import lru_cache
from math import ceil

import torch
from torch import Tensor

LEAST_SLOPE, MOST_SLOPE = 0.3, 2.5
"""Between which multiples of the film's difference the output's must lie."""

FREE = 0.04
"""What the output's difference may be beyond these, of the range 0..1."""

LEAST_CAP = 0.12
"""Difference of two places that is enough whatever the film's."""

SCALES = (0.06, 0.03)
"""Standard deviations of the low-passes, as shares of the film's long side."""

NEAR = 4
"""Distance up to which places are compared, in standard deviations of the low-pass."""


def order_loss(output: Tensor, source: Tensor, side: float) -> Tensor:
    """Return how far the output's low-pass leaves what the source's allows: 0 or above.

    The root of the mean square over pairs of places, so that a small but deep hole counts.

    Args:
        output: (B, 1, H, W) the translation.
        source: (B, 1, H, W) what was translated; gets no gradient.
        side: Long side, in pixels, of the films the pictures are cut from.
    """
    found = [_broken_order(output, source.detach(), scale * side) for scale in SCALES]
    return torch.stack(found).sum()


def low_pass(images: Tensor, sigma_px: float, stride: int = 1) -> Tensor:
    """Return the Gaussian average at every ``stride``-th place: (B, C, h, w).

    At the edges the Gaussian is cut off and its weights are made to sum to 1 again.
    """
    down = _band(images.shape[-2], sigma_px, stride).to(images)
    across = _band(images.shape[-1], sigma_px, stride).to(images)
    return down @ images @ across.T


def _broken_order(output: Tensor, source: Tensor, sigma_px: float) -> Tensor:
    stride = max(1, round(sigma_px))
    given = low_pass(source, sigma_px, stride)
    shape = given.shape[-2:]
    given, shown = given.flatten(1), low_pass(output, sigma_px, stride).flatten(1)  # (B, n)
    one, other = _pairs(shape[0], shape[1], NEAR)
    one, other = one.to(output.device), other.to(output.device)
    difference = given[:, one] - given[:, other]
    result = (shown[:, one] - shown[:, other]) * torch.where(difference < 0, -1.0, 1.0)
    difference = difference.abs()
    too_little = (LEAST_SLOPE * difference).clamp_max(LEAST_CAP) - FREE - result
    too_much = result - MOST_SLOPE * difference - FREE
    broken = torch.relu(too_little) + torch.relu(too_much)
    return (broken.square().mean() + 1e-10).sqrt() - 1e-5


@lru_cache(maxsize=64)
def _band(size: int, sigma_px: float, stride: int) -> Tensor:
    """Return the (ceil(size / stride), size) matrix that averages a column."""
    count = ceil(size / stride)
    first = (size - 1 - (count - 1) * stride) / 2
    centres = first + stride * torch.arange(count, dtype=torch.float64)
    away = centres[:, None] - torch.arange(size, dtype=torch.float64)
    weights = torch.exp(-(away**2) / (2 * sigma_px**2))
    return (weights / weights.sum(1, keepdim=True)).float()


@lru_cache(maxsize=64)
def _pairs(rows: int, columns: int, near: float) -> tuple[Tensor, Tensor]:
    """Return the numbers of places up to ``near`` apart, each pair once."""
    places = torch.cartesian_prod(torch.arange(rows), torch.arange(columns)).double()
    away = torch.cdist(places, places)
    one, other = torch.nonzero(torch.triu(away <= near, 1), as_tuple=True)
    return one, other
