"""engine.models.mapping.tables"""

import numpy as np
import pytest
import torch

from engine.models.mapping.tables import (
    centre_of,
    enlarged,
    led,
    parameters,
    pivot_of,
    quantiles,
    regional,
    remapped,
    slope_of,
    width_of,
    windowed,
)
from engine.ops import pixel_lut
from engine.ops.pixel_lut import CENTRE_RANGE, PIVOT_RANGE, SLOPE_RANGE, WIDTH_RANGE, Lead

ONE_LEVEL = 1 / 65535
RANGES = (SLOPE_RANGE, PIVOT_RANGE, CENTRE_RANGE, WIDTH_RANGE)


@pytest.fixture
def film() -> torch.Tensor:
    """(2, 1, 40, 50) grey values at random."""
    return torch.rand((2, 1, 40, 50), generator=torch.Generator().manual_seed(1))


@pytest.fixture
def everywhere(film: torch.Tensor) -> torch.Tensor:
    """A field that is the whole film."""
    return torch.ones_like(film)


def test_single_precision_is_as_good_as_double_to_the_grey_level() -> None:
    """Every pixel has a table of its own: 100 000 of them."""
    random = np.random.default_rng(2)
    shape = (250, 400)
    values = random.random(shape).astype(np.float32)
    drawn = [random.uniform(low, high, shape) for low, high in RANGES]
    chosen = np.stack(drawn).astype(np.float32)

    shown = remapped(torch.from_numpy(values)[None, None], torch.from_numpy(chosen)[None])

    slope, pivot, centre, width = chosen.astype(np.float64)
    exact = pixel_lut.windowed(
        pixel_lut.regional(values.astype(np.float64), slope, pivot), centre, width
    )
    assert np.abs(shown[0, 0].double().numpy() - exact).max() < ONE_LEVEL


def test_the_lead_is_as_good_as_double_to_the_grey_level(film: torch.Tensor) -> None:
    lead = Lead(0.2, 0.6)

    found = led(film, lead)

    assert np.abs(found.double().numpy() - lead.apply(film.double().numpy())).max() < ONE_LEVEL


def test_units_span_the_ranges_in_equal_steps_or_ratios() -> None:
    units = torch.tensor([0.0, 0.5, 1.0])

    assert slope_of(units).tolist() == pytest.approx([0.25, 1, 4])
    assert pivot_of(units).tolist() == pytest.approx([PIVOT_RANGE[0], 0.5, PIVOT_RANGE[1]])
    assert centre_of(units).tolist() == pytest.approx([0.1, 0.5, 0.9])
    assert width_of(units).tolist() == pytest.approx([0.4, 1.6**0.5, 4])


def test_unit_maps_become_parameters_in_their_order() -> None:
    units = torch.tensor([0.0, 0.5, 1.0, 0.0]).reshape(1, 4, 1, 1)

    assert parameters(units).flatten().tolist() == pytest.approx([0.25, 0.5, 0.9, 0.4])


def test_parameters_on_a_smaller_grid_are_spread_before_they_are_used(film: torch.Tensor) -> None:
    """Half way between two tables the slope is half way, (0.5 + 3.5) / 2."""
    chosen = torch.zeros((2, 4, 1, 2)) + torch.tensor([1.0, 0.5, 0.5, 4.0]).reshape(1, 4, 1, 1)
    chosen[:, 0, :, 0] = 0.5
    chosen[:, 0, :, 1] = 3.5

    shown = remapped(film, chosen)

    slopes = enlarged(chosen[:, :1], (40, 50))
    assert slopes[..., 24:26].mean().item() == pytest.approx(2)
    by_hand = windowed(regional(film, slopes, torch.tensor(0.5)), *torch.tensor([0.5, 4.0]))
    torch.testing.assert_close(shown, by_hand)


def test_maps_of_the_films_size_stay_as_they_are() -> None:
    maps = torch.rand((1, 4, 6, 7))

    assert enlarged(maps, (6, 7)) is maps


def test_every_parameter_is_told_of_a_mistake(film: torch.Tensor) -> None:
    units = torch.full((2, 4, 40, 50), 0.4, requires_grad=True)

    remapped(film, parameters(units)).sum().backward()  # type: ignore[no-untyped-call]

    assert units.grad is not None
    assert (units.grad.abs().sum((0, 2, 3)) > 0).all()
    assert torch.isfinite(units.grad).all()


def test_quantiles_are_those_of_numpy(film: torch.Tensor, everywhere: torch.Tensor) -> None:
    found = quantiles(film, everywhere, 5)

    wanted = np.quantile(film.flatten(1).double(), np.linspace(0.005, 0.995, 5), axis=1).T
    np.testing.assert_allclose(found, wanted, atol=1e-6)


def test_quantiles_look_inside_the_field_only(film: torch.Tensor) -> None:
    field = torch.zeros_like(film)
    field[..., 10:30, 10:30] = 1
    spoilt = torch.where(field > 0, film, torch.tensor(7.0))

    assert torch.equal(quantiles(spoilt, field, 9), quantiles(film, field, 9))
    assert quantiles(spoilt, field, 9).max() < 1


def test_quantiles_without_a_field_are_those_of_the_film(
    film: torch.Tensor, everywhere: torch.Tensor
) -> None:
    nowhere = torch.zeros_like(film)

    assert torch.equal(quantiles(film, nowhere, 9), quantiles(film, everywhere, 9))
