"""engine.training.turned"""

import numpy as np
import pytest
import torch
from torch import Tensor

from engine.training.evaluation.look import Inspector
from engine.training.turned import turned_gradients
from tests.engine.training.phantoms import phantom


@pytest.fixture
def film() -> Tensor:
    """(1, 1, 160, 144) float32, a phantom's grey values."""
    return torch.from_numpy(phantom(1))[None, None].float()


def _field(film: Tensor) -> Tensor:
    return torch.ones_like(film)


def _bright_spot(film: Tensor, height: float, width: float) -> Tensor:
    """Return brightness added in the middle of a film, as a regional map might."""
    rows, columns = film.shape[-2:]
    down, across = torch.meshgrid(torch.arange(rows), torch.arange(columns), indexing="ij")
    away = (down - rows / 2) ** 2 + (across - columns / 2) ** 2
    return film + height * torch.exp(-away / (2 * width**2))


@pytest.mark.parametrize("power", [0.4, 1.0, 2.5])
def test_one_rising_table_for_the_whole_film_turns_nothing(film: Tensor, power: float) -> None:
    film = 0.2 + 0.7 * film

    assert turned_gradients(film**power, film, _field(film)).item() < 1e-4


def test_a_negative_turns_every_gradient_that_points_anywhere(film: Tensor) -> None:
    """Its gain is -1 along a gradient well above the flattest fifth, and -1/2 just above it."""
    found = turned_gradients(-film, film, _field(film)).item()

    assert 0.8 * (0.5 + 0.05) < found < 0.8 * (1 + 0.05)


def test_painted_brightness_costs_the_more_the_more_it_turns(film: Tensor) -> None:
    """The evaluation's count of such pixels, which goes another way, grows with it."""
    inside = np.ones(film.shape[-2:], bool)
    inspector = Inspector(film[0, 0].numpy(), film[0, 0].numpy(), inside)
    costs, counts = [], []

    for height in (0.0, 0.4, 0.8, 1.6):
        painted = _bright_spot(film, height, 12)
        costs.append(turned_gradients(painted, film, _field(film)).item())
        counts.append(inspector.look(painted[0, 0].numpy()).reversal_percent)

    assert costs[0] == counts[0] == 0
    assert costs == sorted(set(costs))
    assert counts == sorted(set(counts))


def test_what_it_teaches_turns_gradients_back(film: Tensor) -> None:
    """Descending takes out nine in ten of the pixels that the evaluation counts."""
    inside = np.ones(film.shape[-2:], bool)
    inspector = Inspector(film[0, 0].numpy(), film[0, 0].numpy(), inside)
    height = torch.tensor(1.6, requires_grad=True)
    before = inspector.look(_bright_spot(film, 1.6, 12)[0, 0].numpy()).reversal_percent
    spot = _bright_spot(torch.zeros_like(film), 1.0, 12)

    for _ in range(100):
        cost = turned_gradients(film + spot * height, film, _field(film)).sum()
        (slope,) = torch.autograd.grad(cost, height)
        height = (height - 5 * slope).detach().requires_grad_()

    after = (film + spot * height).detach()[0, 0].numpy()
    assert before > 1
    assert inspector.look(after).reversal_percent < 0.1 * before


def test_nothing_outside_the_field_counts(film: Tensor) -> None:
    field = _field(film)
    field[..., 60:, :] = 0
    image = film.clone()
    image[..., 70:, :] *= -1

    assert turned_gradients(image, film, field).item() == 0
    assert turned_gradients(image, film, torch.zeros_like(film)).item() == 0


def test_a_film_without_any_gradient_costs_nothing() -> None:
    plain = torch.full((2, 1, 32, 32), 0.5, requires_grad=True)

    found = turned_gradients(plain, plain.detach(), torch.ones_like(plain))
    found.sum().backward()  # type: ignore[no-untyped-call]

    assert found.tolist() == [0, 0]
    assert plain.grad is not None
    assert torch.isfinite(plain.grad).all()


def test_a_film_too_small_for_gradients_is_refused() -> None:
    small = torch.rand(1, 1, 8, 20)

    with pytest.raises(ValueError, match="too small"):
        turned_gradients(small, small, small)
