"""engine.training.translation.low_pass"""

import numpy as np
import pytest
import torch
from scipy import ndimage

from engine.training.translation.low_pass import low_pass, order_loss
from tests.engine.training.translation.made_up import film_image

SIDE = 96


@pytest.fixture
def film() -> torch.Tensor:
    """A chest film, (1, 1, 96, 88)."""
    return torch.from_numpy(film_image(3).image)[None, None]


def disc(radius: float, at: tuple[int, int] = (40, 60)) -> torch.Tensor:
    """1 within a disc of a film, 0 without."""
    down, across = np.mgrid[0:96, 0:88]
    away = np.hypot(down - at[0], across - at[1])
    return torch.from_numpy((away < radius).astype(np.float32))[None, None]


def test_the_low_pass_is_a_gaussian_average() -> None:
    image = np.random.default_rng(0).random((60, 50))

    found = low_pass(torch.from_numpy(image)[None, None], 3.0)[0, 0].numpy()

    wanted = ndimage.gaussian_filter(image, 3.0, truncate=8)
    assert np.abs(found - wanted)[14:-14, 14:-14].max() < 1e-5


def test_a_low_pass_of_few_places_is_one_of_all_at_those() -> None:
    image = torch.rand(1, 1, 49, 33)

    few = low_pass(image, 4.0, 4)

    assert torch.allclose(few, low_pass(image, 4.0)[..., ::4, ::4], atol=1e-6)


def test_a_film_and_a_moderate_curve_of_it_break_no_order(film: torch.Tensor) -> None:
    assert float(order_loss(film, film, SIDE)) == pytest.approx(0, abs=1e-4)
    assert float(order_loss(0.2 + 0.6 * film**1.3, film, SIDE)) == pytest.approx(0, abs=2e-3)


def test_a_hole_in_an_opaque_lung_costs_and_a_deeper_one_more(film: torch.Tensor) -> None:
    """The known fault: a dark island in a lung that is opaque."""
    opaque = torch.maximum(film, 0.6 * disc(18))

    losses = [float(order_loss(opaque - deep * disc(7), opaque, SIDE)) for deep in (0, 0.2, 0.4)]

    assert losses[0] < 1e-3
    assert losses[1] > 0.01
    assert losses[2] > 2 * losses[1]


def test_an_opaque_lung_that_turns_as_black_as_a_clear_one_costs(film: torch.Tensor) -> None:
    opaque = film + (0.7 - film).clamp_min(0) * disc(16)

    assert float(order_loss(film, opaque, SIDE)) > 0.02


def test_an_island_learns_to_fill_up(film: torch.Tensor) -> None:
    """Down the loss, the hole gets brighter and its surroundings do not."""
    hole = disc(8)
    output = (0.6 - 0.4 * hole).requires_grad_()

    loss = order_loss(output, torch.full_like(film, 0.6), SIDE)
    loss.backward()  # type: ignore[no-untyped-call]

    assert output.grad is not None
    assert float(output.grad[hole > 0].mean()) < 0
    assert float(output.grad[(disc(20) - hole) > 0].mean()) > 0


def test_the_film_learns_nothing(film: torch.Tensor) -> None:
    film.requires_grad_()

    loss = order_loss((0.5 * film.detach()).requires_grad_(), film, SIDE)
    loss.backward()  # type: ignore[no-untyped-call]

    assert film.grad is None
