"""engine.training.mapping_loss"""

from dataclasses import replace

import pytest
import torch

from engine.training.mapping_batches import Batch, BatchPlan, MappingBatches, Sizes
from engine.training.mapping_loss import EQUATION_1, OURS, mapping_loss
from engine.training.similarity import similarity
from engine.training.turned import turned_gradients
from tests.engine.training.phantoms import films_of


@pytest.fixture
def batch() -> Batch:
    """Two films, twice each, the maps of which are exact and the fields whole."""
    plan = BatchPlan(2, 5, 0, (Sizes(1.0, 48, 96),), simulated=0.0, rough=0.0)
    batch = MappingBatches(films_of(2), plan)[0]
    ones, all_small = torch.ones_like(batch.field), torch.ones_like(batch.small_field)
    return replace(batch, field=ones, small_field=all_small)


def test_the_truth_costs_nothing(batch: Batch) -> None:
    weights = replace(OURS, smooth=0.0, turned=0.0)
    terms = mapping_loss(batch.wanted, batch.maps, batch, weights)

    assert set(terms) == {"image", "fidelity", "structure", "agree", "alike", "maps", "window"}
    assert {name: term.item() for name, term in terms.items()} == pytest.approx(
        dict.fromkeys(terms, 0), abs=1e-6
    )


def test_equation_1_is_five_mean_squares_of_equal_weight(batch: Batch) -> None:
    """Image off by 0.2; a, m, centre and width off by 0.1, 0.2, 0.3 and 0.4."""
    off = torch.tensor([0.1, 0.2, 0.3, 0.4]).reshape(1, 4, 1, 1)

    terms = mapping_loss(batch.wanted + 0.2, batch.maps + off, batch, EQUATION_1)

    assert {name: term.item() for name, term in terms.items()} == pytest.approx(
        {"image": 0.04, "maps": 0.01 + 0.04, "window": 0.09 + 0.16}, rel=1e-4
    )


def test_each_weight_weighs_its_term(batch: Batch) -> None:
    image, units = batch.wanted * 0.9 + 0.02, batch.maps + 0.1
    image = image + 0.01 * torch.arange(4).reshape(4, 1, 1, 1)
    once = mapping_loss(image, units, batch, OURS)
    weights = {"image": "image", "structure": "structure", "maps": "regional"}
    weights |= {name: name for name in ("window", "smooth", "agree", "fidelity")}

    for term, weight in weights.items():
        twice = mapping_loss(
            image, units, batch, replace(OURS, **{weight: 2 * getattr(OURS, weight)})
        )
        for name, value in once.items():
            factor = 2 if name == term else 1
            assert twice[name].item() == pytest.approx(factor * value.item()), (term, name)


def test_each_films_own_error_counts_by_its_logarithm(batch: Batch) -> None:
    """Mean squares of 0.0001, 0.0009, 0 and 0: (ln 2 + ln 10) / 4, times the weight."""
    image = batch.wanted.clone()
    image[0] += 0.01
    image[1] += 0.03

    terms = mapping_loss(image, None, batch, replace(OURS, fidelity=0.5))

    assert terms["fidelity"].item() == pytest.approx(0.5 * (0.693147 + 2.302585) / 4, rel=1e-3)


def test_maps_that_were_fitted_count_less(batch: Batch) -> None:
    units = batch.maps + 0.1
    fitted = replace(batch, map_weight=torch.full((4,), 0.3))

    exact = mapping_loss(batch.wanted, units, batch, EQUATION_1)
    less = mapping_loss(batch.wanted, units, fitted, EQUATION_1)

    assert less["maps"].item() == pytest.approx(0.3 * exact["maps"].item())
    assert less["window"].item() == pytest.approx(0.3 * exact["window"].item())


def test_nothing_outside_the_field_counts(batch: Batch) -> None:
    field, small_field = torch.ones_like(batch.field), torch.ones_like(batch.small_field)
    field[..., :30, :], small_field[..., :20, :] = 0, 0
    masked = replace(batch, field=field, small_field=small_field)
    image, units = batch.wanted.clone(), batch.maps.clone()
    image[..., :30, :] += 0.5
    units[..., :20, :] += 0.5

    terms = mapping_loss(image, units, masked, replace(OURS, structure=0.0, smooth=0.0, turned=0.0))

    assert {name: term.item() for name, term in terms.items()} == pytest.approx(
        dict.fromkeys(terms, 0), abs=1e-6
    )


def test_map_mistakes_are_averaged_over_the_field(batch: Batch) -> None:
    """A mistake everywhere inside costs the same, however large the field is."""
    small_field = torch.ones_like(batch.small_field)
    small_field[..., : batch.small.shape[-2] // 2, :] = 0
    masked = replace(batch, small_field=small_field)

    half = mapping_loss(batch.wanted, batch.maps + 0.1, masked, EQUATION_1)

    assert half["maps"].item() == pytest.approx(0.02, rel=1e-4)


def test_two_presentations_of_one_film_should_agree(batch: Batch) -> None:
    """The two of the first film differ by 0.1, those of the second do not: 2 * 0.01 / 2."""
    image = batch.wanted.clone()
    image[0] += 0.1

    terms = mapping_loss(image, None, batch, OURS)

    assert terms["agree"].item() == pytest.approx(0.01, rel=1e-4)
    assert "maps" not in terms


def test_two_presentations_of_one_film_should_be_alike(batch: Batch) -> None:
    """SSIM between the two of the first film, and 1 between those of the second."""
    image = batch.wanted.clone()
    image[0] = image[0] ** 1.5
    first = similarity(image[:1], image[1:2], batch.field[:1]).item()

    terms = mapping_loss(image, None, batch, replace(OURS, alike=2.0))

    assert first < 0.99
    assert terms["alike"].item() == pytest.approx(2 * (1 - first) / 2, rel=1e-4)


def test_simulated_films_need_not_be_as_alike(batch: Batch) -> None:
    """Two of which one was simulated count a tenth; both, a hundredth."""
    image = batch.wanted.clone()
    image[::2] = image[::2] ** 1.5
    weights = replace(OURS, alike=1.0)
    each = [
        1 - similarity(image[n : n + 1], image[n + 1 : n + 2], batch.field[:1]).item()
        for n in (0, 2)
    ]

    mixed = replace(batch, map_weight=torch.tensor([1.0, 0.1, 0.1, 0.1]))
    terms = mapping_loss(image, None, mixed, weights)

    assert terms["alike"].item() == pytest.approx((0.1 * each[0] + 0.01 * each[1]) / 2, rel=1e-3)


def test_presentations_that_should_differ_may(batch: Batch) -> None:
    """As where blades cover other parts of two raw films, and so change what is wanted."""
    wanted = batch.wanted.clone()
    wanted[0] = 0.9 * wanted[0]

    weights = replace(OURS, alike=1.0)
    terms = mapping_loss(wanted, None, replace(batch, wanted=wanted), weights)

    assert terms["agree"].item() == pytest.approx(0, abs=1e-8)
    assert terms["alike"].item() == pytest.approx(0, abs=1e-5)


def test_steps_between_neighbours_of_a_and_m_cost(batch: Batch) -> None:
    """A chessboard of 0 and 0.2 steps by 0.2 down and across; centre and width are free."""
    rows, columns = batch.small.shape[-2:]
    board = (torch.arange(rows)[:, None] + torch.arange(columns)) % 2 * 0.2
    units = torch.zeros((4, 4, rows, columns))
    units[:, 2:] = board
    assert mapping_loss(batch.wanted, units, batch, OURS)["smooth"].item() == 0

    units[:, :2] = board

    smooth = mapping_loss(batch.wanted, units, batch, OURS)["smooth"].item()
    assert smooth == pytest.approx(0.05 * 0.4)


def test_turned_gradients_cost_also_where_the_truth_turns_them(batch: Batch) -> None:
    """A negative is wanted here, and costs all the same."""
    wanted = 1 - batch.film
    negative = replace(batch, wanted=wanted)
    one = turned_gradients(wanted, batch.film, batch.field).mean().item()

    terms = mapping_loss(wanted, None, negative, replace(OURS, turned=3.0))

    assert one > 0.1
    assert terms["turned"].item() == pytest.approx(3 * one)


def test_turned_gradients_of_films_with_fitted_maps_count_less(batch: Batch) -> None:
    image = 1 - batch.film
    fitted = replace(batch, map_weight=torch.tensor([1.0, 1.0, 0.1, 0.1]))
    each = turned_gradients(image, batch.film, batch.field)

    terms = mapping_loss(image, None, fitted, replace(OURS, turned=1.0))

    assert terms["turned"].item() == pytest.approx((each * fitted.map_weight).mean().item())
