"""What the mapping's network is shown of a film, and how coarse its answers are."""

import torch
from torch import Tensor
from torch.nn import functional

GLANCES = 5
"""Channels of what our preset's body looks at."""

GLANCE_SIDE = 64
"""Long side of it, in cells, for a body that looks once."""

GLANCE_SIDES = (56, 64, 72)
"""Long sides of what a trained body looks at, one after the other; it learns on each."""

_SURROUNDINGS = 40


def glance(film: Tensor, field: Tensor, around: Tensor, side: int = GLANCE_SIDE) -> Tensor:
    """Return what the body is shown of a film, whatever its size: (B, ``GLANCES``, h, w).

    How bright it is, how it differs from its surroundings, how much detail there is in the field
    and within each cell, and where the field is, on a grid of ``side`` cells at most. The
    tables vary as slowly as that; anatomy is seen whole, and at the same scale in every film.
    """
    rows, columns = film.shape[-2:]
    share = min(1.0, side / max(rows, columns))
    grid = (max(1, round(rows * share)), max(1, round(columns * share)))
    inside = functional.interpolate(field, size=grid, mode="area")
    middle = middle_of(film, field)  # stands where there is nothing else

    def mean(values: Tensor, otherwise: Tensor | float) -> Tensor:
        total = functional.interpolate(values * field, size=grid, mode="area")
        return (total + 1e-3 * otherwise) / (inside + 1e-3)

    grey = mean(film, middle)
    detail = (mean((film - around) ** 2, 0.0) + 1e-6).sqrt()
    texture = ((mean(film**2, middle**2) - grey**2).clamp_min(0.0) + 1e-6).sqrt()
    apart = grey - mean(around, middle)
    told = [(grey - 0.5) * 2, apart * 4, detail * 8, texture * 16]
    return torch.cat([part * inside for part in told] + [inside], 1)


def smoothed(said: Tensor, inside: Tensor, share: float) -> Tensor:
    """Return maps after a Gaussian that looks at the field alone.

    Args:
        said: (B, C, h, w) any maps.
        inside: (B, 1, h, w) share of each cell in the field, 0..1.
        share: Standard deviation as a share of the long side; 0 changes nothing.
    """
    deviation = share * max(said.shape[-2:])
    if deviation <= 0:
        return said
    reach = max(1, round(3 * deviation))
    places = torch.arange(-reach, reach + 1, device=said.device, dtype=said.dtype)
    kernel = torch.exp(-((places / deviation) ** 2) / 2)
    weight = inside + 1e-3  # where there is no field at all, its surroundings are as good
    both = torch.cat([said * weight, weight], 1)
    both = functional.pad(both, (reach,) * 4, mode="replicate")
    channels = both.shape[1]
    for shape in ((1, 1, 1, -1), (1, 1, -1, 1)):
        rows = (kernel / kernel.sum()).view(shape).expand(channels, 1, -1, -1)
        both = functional.conv2d(both, rows, groups=channels)
    return both[:, :-1] / both[:, -1:]


def local_mean(film: Tensor, field: Tensor) -> Tensor:
    """Return the mean of a film around each pixel, inside the field: (B, 1, H, W).

    Around means a fortieth of the long side: detail is smaller, tissue is not.
    """
    rows, columns = film.shape[-2:]
    share = min(1.0, _SURROUNDINGS / max(rows, columns))
    grid = (max(1, round(rows * share)), max(1, round(columns * share)))
    weight = functional.interpolate(field, size=grid, mode="area") + 1e-3
    middle = middle_of(film, field)  # where there is nothing else
    total = functional.interpolate(film * field, size=grid, mode="area") + 1e-3 * middle
    return functional.interpolate(total / weight, size=(rows, columns), mode="bilinear")


def middle_of(film: Tensor, field: Tensor) -> Tensor:
    """Return the mean of each film inside its field: (B, 1, 1, 1)."""
    inside = field.sum((2, 3), keepdim=True).clamp_min(1.0)
    return (film * field).sum((2, 3), keepdim=True) / inside
