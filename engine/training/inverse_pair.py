"""Exact pairs: a good presentation spoilt by undoing tables that are then known.

The tables follow the film's own low-pass, as those of a vendor's tissue equalisation do: purely
random ones could not be foreseen from the picture (own).
"""

from dataclasses import dataclass

import numpy as np

from engine.frame import BoolImage, FloatImage
from engine.ops.pixel_lut import (
    CENTRE_RANGE,
    PIVOT_RANGE,
    SLOPE_RANGE,
    WIDTH_RANGE,
    Parameter,
    regional_undone,
    windowed_undone,
)
from engine.training.fields import blurred, wavy
from engine.training.pair import Pair, UnitMaps

_LOW_PASS = 0.02
"""Share of the long side below which structure counts as tissue, not detail."""


@dataclass(frozen=True)
class Spoiling:
    """How the exact pairs are made.

    Attributes:
        moves_ends: Black and white of the raw film leave 0 and 1, as a detector's do; else
            black borders and letters stay where they are and flatter every method.
        noise: Standard deviation of the noise added to the raw film, at most.
        bits: Depths of the raw film to draw from.
    """

    moves_ends: bool = False
    noise: float = 0.0
    bits: tuple[int, ...] = (12,)


PLAIN = Spoiling()
ROUGH = Spoiling(moves_ends=True, noise=0.006, bits=(10, 11, 12, 13, 14))


def inverse_pair(
    wanted: FloatImage,
    field: BoolImage,
    random: np.random.Generator,
    spoiling: Spoiling = PLAIN,
) -> Pair:
    """Return a raw film whose exact way to ``wanted`` is known.

    Args:
        wanted: (rows, columns) float32 in 0..1, a good presentation.
        field: (rows, columns) True where exposed.
        random: Where chance comes from.
        spoiling: What else is done to the raw film.
    """
    centre = random.uniform(0.4, 0.6)
    width = _log_uniform(random, 0.6, 2.0)
    levelled = windowed_undone(
        np.clip(wanted, 1e-5, 1 - 1e-5).astype(np.float64), np.float64(centre), np.float64(width)
    ).astype(np.float32)
    tissue = blurred(levelled, _LOW_PASS)
    gain = _log_uniform(random, 0.74, 1.65)
    low = random.uniform(0.35, 0.65) + gain * (tissue - 0.5)
    low = np.clip(low + 0.06 * wavy(wanted.shape, random), 0.06, 0.94)
    slope = np.exp(random.uniform(-0.3, 0.9) + 0.2 * wavy(wanted.shape, random))
    slope = np.clip(slope, 0.3, 3.5).astype(np.float32)
    pivot = np.clip(tissue - slope * (low - 0.5), 0.16, 0.84).astype(np.float32)
    raw = regional_undone(levelled.astype(np.float64), slope, pivot).astype(np.float32)
    maps = unit_maps(slope, pivot, centre, width)
    return _roughened(Pair(raw, wanted, field, maps, is_exact=True), random, spoiling)


def _roughened(pair: Pair, random: np.random.Generator, spoiling: Spoiling) -> Pair:
    raw, maps = pair.raw, pair.maps
    if spoiling.noise:
        grain = random.standard_normal(raw.shape, dtype=np.float32)
        raw = raw + np.float32(random.uniform(0, spoiling.noise)) * grain * np.sqrt(1.2 - raw)
    if spoiling.moves_ends and maps is not None:
        low, high = random.uniform(0, 0.3), random.uniform(0.7, 1.0)
        raw = low + (high - low) * raw
        maps = maps_on(maps, 1 / (high - low), -low / (high - low))
    depth = 2 ** int(random.choice(spoiling.bits)) - 1
    raw = (np.round(np.clip(raw, 0, 1) * depth) / depth).astype(np.float32)
    return Pair(raw, pair.wanted, pair.field, maps, pair.is_exact and not spoiling.moves_ends)


def unit_maps(slope: FloatImage, pivot: FloatImage, centre: float, width: float) -> UnitMaps:
    """Return parameters as unit maps, what lies outside their ranges at the ends."""
    maps = np.empty((4, *slope.shape), np.float32)
    maps[0] = _unit_of_ratio(slope, SLOPE_RANGE)
    maps[1] = _unit_between(pivot, PIVOT_RANGE)
    maps[2] = _unit_between(np.float64(centre), CENTRE_RANGE)
    maps[3] = _unit_of_ratio(np.float64(width), WIDTH_RANGE)
    return np.clip(maps, 0, 1)


def maps_on(maps: UnitMaps, scale: float, shift: float) -> UnitMaps:
    """Return the maps for a film x' where the old one was ``scale * x' + shift``.

    Slope and bias of the straight piece carry over exactly: a (s x + t) + b.
    """
    low, high = np.log(SLOPE_RANGE)
    slope = np.exp(low + (high - low) * maps[0])
    pivot = PIVOT_RANGE[0] + (PIVOT_RANGE[1] - PIVOT_RANGE[0]) * maps[1]
    bias = pivot - slope / 2 + slope * shift
    slope = slope * scale
    moved = maps.copy()
    moved[0] = np.clip(_unit_of_ratio(slope, SLOPE_RANGE), 0, 1)
    moved[1] = np.clip(_unit_between(slope / 2 + bias, PIVOT_RANGE), 0, 1)
    return moved


def _unit_of_ratio(values: Parameter, ends: tuple[float, float]) -> Parameter:
    low, high = np.log(ends)
    unit: Parameter = (np.log(values) - low) / (high - low)
    return unit


def _unit_between(values: Parameter, ends: tuple[float, float]) -> Parameter:
    unit: Parameter = (values - ends[0]) / (ends[1] - ends[0])
    return unit


def _log_uniform(random: np.random.Generator, low: float, high: float) -> float:
    return float(np.exp(random.uniform(np.log(low), np.log(high))))
