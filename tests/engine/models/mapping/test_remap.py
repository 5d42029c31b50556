"""engine.models.mapping.remap"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
import torch
from torch.nn import functional

from engine.errors import Cancelled
from engine.frame import FloatImage
from engine.models.mapping.maps import ParameterMaps
from engine.models.mapping.remap import remap
from engine.ops import pixel_lut
from engine.ops.pixel_lut import Lead
from engine.progress import Progress
from tests.engine.models.mapping.tiny import LEAD, even_maps, random_maps

ONE_LEVEL = 1 / 65535
CPU = torch.device("cpu")
LEADS = [LEAD, Lead(0.001, 0.006), Lead(0.4, 0.999), Lead(0.5, 0.97), Lead(0.02, 0.99)]
"""Toe and shoulder steeper and flatter than what lies between."""


def film(rows: int, columns: int) -> FloatImage:
    return np.random.default_rng(3).random((rows, columns), dtype=np.float32)


def exactly(pixels: FloatImage, maps: ParameterMaps) -> npt.NDArray[np.float64]:
    """The same in numpy and double precision, the maps spread by torch."""
    small = torch.from_numpy(maps.values.copy()).double()[None]
    spread = functional.interpolate(small, size=pixels.shape, mode="bilinear", align_corners=False)[
        0
    ].numpy()
    led = maps.lead.apply(np.clip(pixels.astype(np.float64), 0, 1))
    regional = pixel_lut.regional(led, spread[0], spread[1])
    exact: npt.NDArray[np.float64] = pixel_lut.windowed(regional, spread[2], spread[3])
    return exact


def under_one_window(
    rows: int,
    columns: int,
    *,
    seed: int = 0,
    lead: Lead = LEAD,
    window: tuple[float, float] = (0.6, 0.7),
) -> ParameterMaps:
    """Maps of slope and pivot that are different in every cell, one centre and width for all."""
    values = random_maps(rows, columns, seed=seed).values.copy()
    values[2:] = np.array(window, np.float32)[:, None, None]
    return ParameterMaps(values, lead)


@pytest.mark.parametrize("shape", [(300, 260), (1, 1), (1, 40), (40, 1), (97, 64), (3, 2)])
@pytest.mark.parametrize("lead", LEADS)
def test_it_is_the_closed_form_to_the_grey_level(shape: tuple[int, int], lead: Lead) -> None:
    pixels, maps = film(*shape), random_maps(11, 13, lead=lead)

    found = remap(pixels, maps, CPU)

    assert found.dtype == np.float32
    assert np.abs(found - exactly(pixels, maps)).max() < ONE_LEVEL


@pytest.mark.parametrize("lead", LEADS)
@pytest.mark.parametrize("window", [(0.6, 0.7), (0.1, 0.4), (0.9, 0.4), (0.5, 4.0)])
def test_one_window_for_the_film_is_the_closed_form_too(
    lead: Lead, window: tuple[float, float]
) -> None:
    """Then centre and width are single numbers, not maps."""
    pixels, maps = film(200, 150), under_one_window(11, 13, lead=lead, window=window)
    assert maps.has_one_window

    assert np.abs(remap(pixels, maps, CPU) - exactly(pixels, maps)).max() < ONE_LEVEL


@pytest.mark.parametrize(
    "maps", [random_maps(11, 13), under_one_window(11, 13), even_maps(2.0, 0.4, 0.6, 0.8)]
)
@pytest.mark.parametrize("rows_of_a_stripe", [1, 2, 7, 64, 199])
def test_stripes_are_bit_for_bit_as_one_piece(maps: ParameterMaps, rows_of_a_stripe: int) -> None:
    pixels = film(200, 151)

    whole = remap(pixels, maps, CPU, stripe_pixels=pixels.size)
    cut = remap(pixels, maps, CPU, stripe_pixels=rows_of_a_stripe * 151)

    np.testing.assert_array_equal(cut, whole)


def test_what_lies_outside_is_clipped() -> None:
    pixels = np.array([[-0.5, 0.0, 1.0, 1.7]], np.float32)

    found = remap(pixels, random_maps(3, 1), CPU)

    assert found[0, 0] == found[0, 1] == pytest.approx(0.0, abs=1e-6)
    assert found[0, 2] == found[0, 3] == pytest.approx(1.0, abs=1e-6)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("maps_of", [random_maps, under_one_window])
def test_brighter_never_gets_darker_at_any_place(
    seed: int, maps_of: Callable[..., ParameterMaps]
) -> None:
    """One table per column, any the network may give; 12 bits of grey values run down it.

    In single precision two neighbours of the flattest tables may meet.
    """
    tables = maps_of(1, 50, seed=seed)
    ramp = np.repeat(np.linspace(0, 1, 4096, dtype=np.float32)[:, None], 50, axis=1)

    found = remap(ramp, tables, CPU)

    rises = np.diff(found, axis=0)
    assert rises.min() >= 0
    assert (rises > 0).mean() > 0.98
    assert found[0] == pytest.approx(np.zeros(50), abs=2e-6)
    assert found[-1] == pytest.approx(np.ones(50), abs=2e-6)


def test_the_film_is_left_alone() -> None:
    pixels = film(50, 40)
    before = pixels.copy()

    remap(pixels, random_maps(4, 4), CPU)

    np.testing.assert_array_equal(pixels, before)


def test_it_stops_between_two_stripes() -> None:
    said: list[float] = []

    def stop_half_way(fraction: float, _doing: str) -> None:
        said.append(fraction)
        if fraction >= 0.5:
            progress.cancel()

    progress = Progress(stop_half_way)
    with pytest.raises(Cancelled):
        remap(film(100, 40), random_maps(4, 4), CPU, progress, stripe_pixels=10 * 40)

    assert said == pytest.approx([0, 0.1, 0.2, 0.3, 0.4, 0.5])


def test_another_lead_is_another_film() -> None:
    pixels, maps = film(20, 20), random_maps(4, 4)
    other = replace(maps, lead=Lead(0.3, 0.6))

    assert np.abs(remap(pixels, maps, CPU) - remap(pixels, other, CPU)).max() > 0.05
