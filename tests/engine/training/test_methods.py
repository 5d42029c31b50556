"""engine.training.methods"""

import pytest
import torch
from torch import Tensor, nn

from engine.models.mapping.tables import parameters, remapped
from engine.training.methods import METHODS, TITLES, MixedLut, Presented

MAPPERS = ("mapping", "mapping-paper", "window")


def films(rows: int = 96, columns: int = 80) -> tuple[Tensor, Tensor, Tensor]:
    """Return two films at half size, their fields, and the films, on the common range."""
    random = torch.Generator().manual_seed(3)
    coarse = torch.rand((2, 1, 6, 5), generator=random)
    film = nn.functional.interpolate(coarse, (rows, columns), mode="bilinear")
    film = film + 0.05 * torch.rand(film.shape, generator=random)
    film = 0.04 + 0.92 * (film - film.amin()) / (film.amax() - film.amin())
    small = nn.functional.interpolate(film, (rows // 2, columns // 2), mode="area")
    return small, torch.ones_like(small), film


def made(name: str, seed: int = 0) -> nn.Module:
    torch.manual_seed(seed)
    return METHODS[name]().eval()


def stirred(name: str) -> nn.Module:
    """Return a method some way from its beginning, where all but what is zero shows."""
    network = made(name)
    random = torch.Generator().manual_seed(1)
    with torch.no_grad():
        for value in network.parameters():
            value.add_(0.05 * torch.randn(value.shape, generator=random))
    return network


def present(network: nn.Module, *shown: Tensor) -> Presented:
    presented: Presented = network(*shown)
    return presented


def test_every_method_has_a_title() -> None:
    assert set(TITLES) == set(METHODS)


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize("shape", [(96, 80), (70, 90)])
def test_every_method_presents_the_film_at_its_size(name: str, shape: tuple[int, int]) -> None:
    shown = present(stirred(name), *films(*shape))

    assert shown.image.shape == (2, 1, *shape)
    assert torch.isfinite(shown.image).all()
    assert (shown.units is not None) == (name in MAPPERS)


@pytest.mark.parametrize("name", MAPPERS)
def test_what_a_mapper_shows_is_what_its_maps_say(name: str) -> None:
    small, field, film = films()

    shown = present(stirred(name), small, field, film)

    assert shown.units is not None
    by_its_maps = remapped(film, parameters(shown.units))
    torch.testing.assert_close(shown.image, by_its_maps, atol=2e-5, rtol=0)


@pytest.mark.parametrize("name", ["curves", "mixed-lut"])
def test_these_begin_with_the_film_as_it_is(name: str) -> None:
    small, field, film = films()

    shown = present(made(name), small, field, film)

    torch.testing.assert_close(shown.image, film, atol=1e-5, rtol=0)


@pytest.mark.parametrize("name", METHODS)
def test_every_weight_is_told_of_a_mistake(name: str) -> None:
    network = stirred(name).train()

    shown = present(network, *films())
    loss = ((shown.image - 0.3) ** 2).mean()
    if shown.units is not None:
        loss = loss + ((shown.units - 0.4) ** 2).mean()
    loss.backward()  # type: ignore[no-untyped-call]

    silent = [n for n, p in network.named_parameters() if p.grad is None or not p.grad.any()]
    assert silent == []


def test_one_window_is_one_for_the_film() -> None:
    shown = present(stirred("window"), *films())

    assert shown.units is not None
    assert shown.units.flatten(2).std(2).max() == 0
    assert torch.equal(shown.units[:, :2], torch.full_like(shown.units[:, :2], 0.5))


def test_a_mixed_table_is_read_between_its_points() -> None:
    """Points at 0, 1/2 and 1 with values 0, 0.8 and 1: a quarter gives 0.4, 3/4 gives 0.9."""
    lut = MixedLut(tables=1, points=3).eval()
    with torch.no_grad():
        lut.tables.copy_(torch.tensor([[0, 0.8, 1]]))
    film = torch.tensor([0.0, 0.25, 0.75, 1.0]).reshape(1, 1, 2, 2)

    shown = present(lut, torch.rand(1, 1, 32, 32), torch.ones(1, 1, 32, 32), film)

    assert shown.image.flatten().tolist() == pytest.approx([0, 0.4, 0.9, 1])


@pytest.mark.parametrize("name", ["window", "mixed-lut"])
def test_another_film_gets_another_table(name: str) -> None:
    """One film is dark with bright spots, the other its negative."""
    _, _, film = films()
    both = torch.cat([film[:1] ** 4, 1 - film[:1] ** 4])
    wedge = torch.linspace(0, 1, 64).reshape(1, 1, 8, 8).expand(2, -1, -1, -1)
    network = stirred(name)

    shown = present(network, both, torch.ones_like(both), wedge)

    assert (shown.image[0] - shown.image[1]).abs().max() > 0.002


def test_every_mixed_table_is_told_of_the_first_mistake() -> None:
    lut = MixedLut()

    shown = present(lut, *films())
    ((shown.image - 0.3) ** 2).mean().backward()  # type: ignore[no-untyped-call]

    assert lut.tables.grad is not None
    assert lut.tables.grad.abs().amax(1).min() > 1e-4


def test_a_falling_table_pays_for_it() -> None:
    lut = MixedLut(tables=1, points=3).eval()
    small, field, film = films()
    rising = present(lut, small, field, film).penalty
    with torch.no_grad():
        lut.tables.copy_(torch.tensor([[0, 0.8, 0.4]]))

    falling = present(lut, small, field, film).penalty

    assert rising is not None
    assert falling is not None
    assert falling.item() > rising.item() + 1


def test_rough_curves_pay_for_it() -> None:
    network = made("curves")
    penalty = present(network, *films()).penalty
    assert penalty is not None
    assert penalty.item() == 0

    rough = present(stirred("curves"), *films()).penalty

    assert rough is not None
    assert rough.item() > 0


def test_curves_are_predicted_on_a_reduced_film() -> None:
    """Else a step on large films takes minutes: every convolution sees them at their size."""
    small, field, film = films(512, 384)  # the network is shown 256 x 192
    network = stirred("curves")

    shown = present(network, small, field, film).image

    halved = nn.functional.avg_pool2d(small, 2)
    of_halved = present(network, halved, nn.functional.avg_pool2d(field, 2), film).image
    torch.testing.assert_close(shown, of_halved, atol=1e-5, rtol=0)
    assert (shown - film).abs().max() > 0.05


@pytest.mark.parametrize("name", METHODS)
def test_weights_stay_small_enough_to_ship(name: str) -> None:
    """Two bytes each, at most 2 MB."""
    assert sum(p.numel() for p in METHODS[name]().parameters()) < 1_000_000
