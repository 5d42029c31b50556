"""The pixel tables of ``engine.ops.pixel_lut`` on tensors, for whole films and for training.

Always float32: a half float cannot hold 65 536 grey levels.
"""

import math

import torch
from torch import Tensor
from torch.nn import functional

from engine.ops.pixel_lut import (
    CENTRE_RANGE,
    KNEE,
    LEAD_LOW,
    PIVOT_RANGE,
    SLOPE_RANGE,
    WIDTH_RANGE,
    Lead,
)


def slope_of(unit: Tensor) -> Tensor:
    """Return slope a for its unit map: 0.5 is 1, equal steps are equal ratios."""
    return _ratio(unit, SLOPE_RANGE)


def pivot_of(unit: Tensor) -> Tensor:
    """Return pivot m for its unit map."""
    return _between(unit, PIVOT_RANGE)


def unit_of_slope(slope: Tensor) -> Tensor:
    """Return the unit map for a slope above 0."""
    low, high = math.log(SLOPE_RANGE[0]), math.log(SLOPE_RANGE[1])
    return (torch.log(slope) - low) / (high - low)


def unit_of_pivot(pivot: Tensor) -> Tensor:
    """Return the unit map for a pivot."""
    return (pivot - PIVOT_RANGE[0]) / (PIVOT_RANGE[1] - PIVOT_RANGE[0])


def centre_of(unit: Tensor) -> Tensor:
    """Return the window centre for its unit map."""
    return _between(unit, CENTRE_RANGE)


def width_of(unit: Tensor) -> Tensor:
    """Return the window width for its unit map: equal steps are equal ratios."""
    return _ratio(unit, WIDTH_RANGE)


def _ratio(unit: Tensor, ends: tuple[float, float]) -> Tensor:
    low, high = math.log(ends[0]), math.log(ends[1])
    return torch.exp(low + (high - low) * unit)


def _between(unit: Tensor, ends: tuple[float, float]) -> Tensor:
    return ends[0] + (ends[1] - ends[0]) * unit


def led(values: Tensor, lead: Lead) -> Tensor:
    """Return grey values 0..1 on the common range."""
    below, middle, above = lead.slopes
    toe = values * below
    between = (values - lead.low) * middle + LEAD_LOW
    shoulder = 1 - (1 - values) * above
    return torch.where(values < lead.low, toe, torch.where(values > lead.high, shoulder, between))


def regional(values: Tensor, slope: Tensor, pivot: Tensor) -> Tensor:
    """Return the regional part; shapes broadcast."""
    bias = pivot - slope / 2
    x_low = ((KNEE - bias) / slope).clamp_min(KNEE)
    x_high = ((1 - KNEE - bias) / slope).clamp_max(1 - KNEE)
    toe = values * ((slope * x_low + bias) / x_low)
    shoulder = 1 - (1 - values) * ((1 - slope * x_high - bias) / (1 - x_high))
    middle = slope * values + bias
    return torch.where(values < x_low, toe, torch.where(values > x_high, shoulder, middle))


def windowed(values: Tensor, centre: Tensor, width: Tensor) -> Tensor:
    """Return the global part; shapes broadcast."""
    black = torch.sigmoid(-4 * centre / width)
    white = torch.sigmoid(4 * (1 - centre) / width)
    return (torch.sigmoid(4 * (values - centre) / width) - black) / (white - black)


def windowed_undone(grey: float, centre: Tensor, width: Tensor) -> Tensor:
    """Return what the global part makes this grey of; 0 < grey < 1."""
    black = torch.sigmoid(-4 * centre / width)
    white = torch.sigmoid(4 * (1 - centre) / width)
    share = black + grey * (white - black)
    return centre + width / 4 * torch.log(share / (1 - share))


def parameters(units: Tensor) -> Tensor:
    """Return slope, pivot, centre and width for unit maps, (B, 4, H, W) both."""
    slope, pivot, centre, width = torch.split(units, 1, 1)
    return torch.cat([slope_of(slope), pivot_of(pivot), centre_of(centre), width_of(width)], 1)


def enlarged(maps: Tensor, size: tuple[int, int]) -> Tensor:
    """Return maps spread bilinearly over (rows, columns): (B, C, rows, columns)."""
    if tuple(maps.shape[-2:]) == size:
        return maps
    return functional.interpolate(maps, size=size, mode="bilinear", align_corners=False)


def remapped(values: Tensor, chosen: Tensor) -> Tensor:
    """Return a film on the common range through its pixels' tables.

    Args:
        values: (B, 1, H, W) float32 in 0..1.
        chosen: (B, 4, h, w) parameters on any smaller grid.
    """
    size = (values.shape[-2], values.shape[-1])
    slope, pivot = torch.split(enlarged(chosen[:, :2], size), 1, 1)
    centre, width = torch.split(enlarged(chosen[:, 2:], size), 1, 1)
    return windowed(regional(values, slope, pivot), centre, width)


def quantiles(film: Tensor, field: Tensor, count: int) -> Tensor:
    """Return evenly spaced quantiles of each film inside its field, differentiable.

    Args:
        film: (B, 1, H, W) float32.
        field: (B, 1, H, W) 1 where to look; the whole film where it is nowhere 1.
        count: How many, from the 0.5 % to the 99.5 % quantile.

    Returns:
        (B, count) float32, rising.
    """
    found = []
    for values, inside in zip(film.flatten(1), field.flatten(1), strict=True):
        chosen = values[inside > 0.5]
        ranked = (chosen if chosen.numel() else values).sort().values
        places = torch.linspace(0.005, 0.995, count, device=film.device) * (ranked.numel() - 1)
        low = places.floor().long()
        high = (low + 1).clamp_max(ranked.numel() - 1)
        share = places - low
        found.append(ranked[low] * (1 - share) + ranked[high] * share)
    return torch.stack(found)
