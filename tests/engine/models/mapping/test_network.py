"""engine.models.mapping.network"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import Tensor
from torch.nn import functional

from engine.models.mapping.glances import local_mean
from engine.models.mapping.network import (
    OURS,
    PAPER,
    STATISTICS,
    MappingConfig,
    MappingNetwork,
    statistics,
)
from engine.models.mapping.tables import parameters, pivot_of, remapped


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Small networks wait for each other's threads longer than they compute."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


CONFIGS = pytest.mark.parametrize("config", [OURS, PAPER], ids=["ours", "paper"])


def film_of(rows: int = 64, columns: int = 48, seed: int = 0, count: int = 1) -> Tensor:
    """Return (count, 1, rows, columns) smooth films with grain, in 0.04..0.96."""
    random = torch.Generator().manual_seed(seed)
    coarse = torch.rand((count, 1, 4, 4), generator=random)
    film = functional.interpolate(coarse, (rows, columns), mode="bicubic")
    film = film + 0.05 * torch.rand(film.shape, generator=random)
    low, high = film.amin((2, 3), keepdim=True), film.amax((2, 3), keepdim=True)
    return 0.04 + 0.92 * (film - low) / (high - low).clamp_min(1e-6)


def network_of(config: MappingConfig, *, stir: float = 0.0) -> MappingNetwork:
    """Return a fresh network, or one whose weights were moved by chance."""
    torch.manual_seed(0)
    network = MappingNetwork(config).eval()
    random = torch.Generator().manual_seed(1)
    with torch.no_grad():
        for value in network.parameters():
            value.add_(stir * torch.randn(value.shape, generator=random))
    return network


def units_of(network: MappingNetwork, film: Tensor, field: Tensor | None = None) -> Tensor:
    with torch.no_grad():
        units: Tensor = network(film, torch.ones_like(film) if field is None else field)
    return units


def test_the_papers_network_begins_by_changing_nothing() -> None:
    units = units_of(network_of(PAPER), film_of())

    assert torch.equal(units, torch.full_like(units, 0.5))


def test_ours_begins_with_black_and_white_in_their_places() -> None:
    """One slope for the whole film, by which its half per cents become 0.05 and 0.95."""
    film = film_of() * 0.5 + 0.2

    units = units_of(network_of(OURS), film)

    shown = remapped(film, parameters(units))
    slopes = parameters(units)[:, 0]
    assert np.quantile(shown, (0.005, 0.995)).tolist() == pytest.approx([0.05, 0.95], abs=0.01)
    assert (slopes.max() - slopes.min()).item() < 1e-4
    ranked = film.flatten().argsort()
    assert shown.flatten()[ranked].diff().min() > -1e-4  # no grey value overtakes another


@CONFIGS
@pytest.mark.parametrize("shape", [(37, 53), (64, 48), (17, 16), (16, 90), (5, 7)])
def test_any_size_is_looked_at(config: MappingConfig, shape: tuple[int, int]) -> None:
    """A side of 16 leaves a lowest level of one pixel, which cannot be normalised."""
    units = units_of(network_of(config, stir=0.05), film_of(*shape))

    assert units.shape == (1, 4, *shape)
    assert torch.isfinite(units).all()


@CONFIGS
@pytest.mark.parametrize("stir", [0.05, 1.0, 30.0])
def test_whatever_the_weights_are_the_units_stay_in_range(
    config: MappingConfig, stir: float
) -> None:
    units = units_of(network_of(config, stir=stir), film_of())

    assert torch.isfinite(units).all()
    assert units.min() > -1e-5
    assert units.max() < 1 + 1e-5


@CONFIGS
def test_every_weight_is_told_of_a_mistake(config: MappingConfig) -> None:
    network, film = network_of(config, stir=0.05).train(), film_of()
    units = network(film, torch.ones_like(film))

    ((units - 0.3) ** 2).mean().backward()

    silent = [n for n, p in network.named_parameters() if p.grad is None or not p.grad.any()]
    assert silent == []


def test_ours_knows_exposure_and_the_papers_hardly() -> None:
    """A norm at every level takes away how bright and how flat the film is."""
    film = film_of()
    dimmed = 0.3 * film + 0.1
    moved = {}
    for name, config in (("ours", OURS), ("paper", PAPER)):
        network = network_of(config, stir=0.05)
        inside = (..., slice(16, 48), slice(12, 36))
        before, after = units_of(network, film)[inside], units_of(network, dimmed)[inside]
        moved[name] = (after - before).abs().mean().item()

    assert moved["ours"] > 0.05
    assert moved["ours"] > 5 * moved["paper"]


def test_ours_presents_a_dimmed_film_much_like_the_other() -> None:
    film = film_of()
    dimmed = 0.4 * film + 0.2
    network = network_of(OURS, stir=0.02)

    one = remapped(film, parameters(units_of(network, film)))
    two = remapped(dimmed, parameters(units_of(network, dimmed)))

    assert (one - two).abs().mean() < 0.2 * (film - dimmed).abs().mean()


@CONFIGS
def test_what_lies_outside_the_field_hardly_matters(config: MappingConfig) -> None:
    """It is told as nothing; only the mean that fills in for it carries a trace."""
    network, film = network_of(config, stir=0.05), film_of()
    field = torch.ones_like(film)
    field[..., :16, :] = 0
    black, white = film * field, film * field + (1 - field)

    one, two = units_of(network, black, field), units_of(network, white, field)

    away = (one - two)[..., 20:, :].abs()
    assert away.mean() < 0.01
    assert config is OURS or away.max() < 1e-5


@CONFIGS
def test_films_of_a_batch_know_nothing_of_each_other(config: MappingConfig) -> None:
    network, films = network_of(config, stir=0.05), film_of(count=2)

    together = units_of(network, films)

    alone = torch.cat([units_of(network, film[None]) for film in films])
    torch.testing.assert_close(together, alone, atol=1e-5, rtol=0)


def test_one_window_for_the_film_is_ours_and_maps_are_the_papers() -> None:
    ours = units_of(network_of(OURS, stir=0.05), film_of())
    paper = units_of(network_of(PAPER, stir=0.05), film_of())

    assert ours[0, 2:].flatten(1).std(1).max() < 1e-6
    assert paper[0, 2:].flatten(1).std(1).min() > 1e-4


def test_the_networks_are_as_small_as_the_papers() -> None:
    """Five levels of three convolutions with 32 features, down and up again."""
    count = {
        name: sum(p.numel() for p in network_of(config).parameters())
        for name, config in (("ours", OURS), ("paper", PAPER))
    }

    assert 287_000 <= count["paper"] <= 320_000
    assert count["ours"] < 400_000


def test_statistics_are_those_of_the_field() -> None:
    """Quantiles less a half, mean less a half and deviation less 0.2, all doubled."""
    film = film_of()
    field = torch.ones_like(film)
    field[..., :20, :] = 0
    inside = film[field > 0].double().numpy()

    told = statistics(torch.where(field > 0, film, torch.tensor(5.0)), field)[0]

    assert told.shape == (STATISTICS,)
    wanted = np.quantile(inside, np.linspace(0.005, 0.995, 33))
    np.testing.assert_allclose(told[:33] / 2 + 0.5, wanted, atol=1e-5)
    assert told[33].item() == pytest.approx(2 * (inside.mean() - 0.5), abs=1e-4)
    assert told[34].item() == pytest.approx(2 * (inside.std() - 0.2), abs=1e-4)


def test_a_configuration_comes_back_from_its_json() -> None:
    other = MappingConfig(features=8, levels=4, knows_exposure=False)

    assert MappingConfig.from_json(other.to_json()) == other
    with pytest.raises(TypeError, match="depth"):
        MappingConfig.from_json({"depth": 3})


def test_weights_of_an_older_version_are_used_as_they_were_measured() -> None:
    """Their cards know of no second look, no smoothing, no restraint, and of narrower pivots."""
    older = MappingConfig.from_json({"features": 32, "levels": 5})

    assert (older.looks_again, older.smoothness, older.least_pivot) == (False, 0.0, 0.15)
    assert older.restraint == 1


def test_a_trained_network_is_restrained_where_it_says_contrast() -> None:
    """Ratios between the slopes of a film come out at the power of 0.9."""
    said, restrained = (
        parameters(units_of(network_of(replace(OURS, restraint=power), stir=0.05), film_of()))
        for power in (1.0, 0.9)
    )
    free, held = (slopes[:, 0].log().flatten() for slopes in (said, restrained))
    free, held = free - free.mean(), held - held.mean()

    assert free.std() > 0.02
    torch.testing.assert_close(held, 0.9 * free, atol=1e-4, rtol=0)


def test_a_network_that_learns_is_not_restrained() -> None:
    """Else it would learn to say the more, and nothing were gained."""
    film = film_of()
    free, held = (
        network_of(replace(OURS, restraint=power), stir=0.03).train() for power in (1.0, 0.5)
    )

    torch.manual_seed(3)
    wanted = free(film, torch.ones_like(film))
    torch.manual_seed(3)

    assert torch.equal(held(film, torch.ones_like(film)), wanted)


@CONFIGS
def test_pivots_stay_within_those_that_the_weights_were_trained_for(config: MappingConfig) -> None:
    wide, narrow = (
        parameters(units_of(network_of(replace(config, least_pivot=least), stir=0.3), film_of()))
        for least in (-0.05, 0.15)
    )
    wide, narrow = wide[:, 1], narrow[:, 1]

    assert 0.15 - 1e-6 < narrow.min() < narrow.max() < 0.85 + 1e-6
    assert wide.min() < 0.14 or wide.max() > 0.86


def test_a_mirrored_film_gets_mirrored_maps() -> None:
    network = network_of(OURS, stir=0.05)
    film = film_of()

    units, mirrored = units_of(network, film), units_of(network, film.flip(-1))

    assert torch.allclose(mirrored, units.flip(-1), atol=1e-5)
    assert units[:, :2].std((2, 3)).min() > 1e-3  # they do say something


def test_grids_a_little_coarser_and_finer_count_as_much() -> None:
    """No answer of the body hangs on where its 64 cells happen to lie."""
    network = network_of(OURS, stir=0.05)
    film = film_of(128, 96)
    field = torch.ones_like(film)
    sides: list[int] = []

    def seen(_: object, given: tuple[Tensor, ...]) -> None:
        sides.append(given[0].shape[-2])

    network.body.register_forward_pre_hook(seen)
    units_of(network, film)

    assert sides == [64, 64, 80]  # 56, 64 and 72, padded to halve four times
    assert network.looks == 3
    sides.clear()
    network.train()
    for _ in range(12):
        network(film, field)

    assert len(sides) == 12  # one grid at a time while it learns, drawn by chance
    assert set(sides) == {64, 80}
    assert network.looks == 3


def test_no_second_look_while_learning_nor_in_the_papers_network() -> None:
    """A mean would hide from a training which of the two answers was wrong."""
    film = film_of()
    learning = network_of(OURS, stir=0.05).train()
    learnt = learning(film, torch.ones_like(film))
    papers = network_of(PAPER, stir=0.05)

    assert not torch.allclose(learnt, units_of(learning.eval(), film), atol=1e-3)
    assert not torch.allclose(
        units_of(papers, film.flip(-1)), units_of(papers, film).flip(-1), atol=1e-3
    )


def test_maps_of_ours_are_coarser_than_what_the_body_says() -> None:
    """The body of a spoilt network says something else in every cell."""
    film = film_of(128, 128)
    ours, sharp = (network_of(replace(OURS, smoothness=share), stir=0.15) for share in (0.015, 0.0))

    coarse, fine = (units_of(one, film)[:, :1] for one in (ours, sharp))

    def steps(units: Tensor) -> float:
        """Return how much neighbouring cells differ from what lies between their neighbours."""
        cells = functional.avg_pool2d(units, 2)
        return float((cells[..., 2:] - 2 * cells[..., 1:-1] + cells[..., :-2]).abs().mean())

    assert OURS.smoothness == 0.015
    assert steps(coarse) < 0.6 * steps(fine)


def test_learning_is_told_the_slope_of_the_mistake_itself_where_maps_are_clipped() -> None:
    """A gradient let through a clipped map leads uphill: films it clips came out ever worse."""
    config = replace(OURS, least_pivot=0.15, restraint=1.0)
    network = network_of(config, stir=0.02).double()
    film, field = film_of(seed=3).double(), torch.ones(1, 1, 64, 48, dtype=torch.float64)
    random = torch.Generator().manual_seed(4)
    said = torch.rand((1, 2, 64, 48), generator=random, dtype=torch.float64).requires_grad_()
    told, around = statistics(film, field), local_mean(film, field)
    assert network.standardise is not None
    standardise = network.standardise

    def brightness(said: Tensor) -> Tensor:
        units = standardise(said, told, film, field, around)
        return remapped(film, parameters(units)).mean()

    pivots = pivot_of(standardise(said, told, film, field, around)[:, 1:2])
    clipped = ((pivots - 0.5).abs() > 0.349999).double().mean()
    (slope,) = torch.autograd.grad(brightness(said), said)
    step = 1e-7 * torch.ones_like(said)
    risen = brightness(said.detach() + step) - brightness(said.detach() - step)

    assert 0.05 < clipped < 0.95
    assert (risen / 2e-7).item() == pytest.approx(slope.sum().item(), rel=0.02)
