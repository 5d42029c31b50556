"""engine.training.mapping_batches"""

from dataclasses import replace

import cv2
import numpy as np
import pytest
import torch

from engine.models.mapping.tables import parameters, remapped
from engine.training.films import TrainingFilm
from engine.training.inverse_pair import inverse_pair
from engine.training.mapping_batches import (
    FITTED_WEIGHT,
    Batch,
    BatchPlan,
    MappingBatches,
    Sizes,
    exact_example,
    stacked,
    turned,
)
from tests.engine.training.phantoms import film_of, films_of, phantom

PLAN = BatchPlan(films=2, steps=10, seed=3, sizes=(Sizes(0.5, 48, 96), Sizes(1.0, 64, 128)))


@pytest.fixture
def films() -> list[TrainingFilm]:
    """Three films to learn from."""
    return films_of(3)


def same(one: Batch, two: Batch) -> bool:
    return all(torch.equal(getattr(one, n), getattr(two, n)) for n in Batch.__slots__)


def test_a_batch_depends_on_seed_step_and_rank_and_nothing_else(films: list[TrainingFilm]) -> None:
    batches = MappingBatches(films, PLAN)
    first = batches[4]
    _ = batches[5]

    assert same(batches[4], first)
    assert same(MappingBatches(films, PLAN)[4], first)
    assert not same(batches[5], first)
    assert not same(MappingBatches(films, PLAN, rank=1)[4], first)
    assert not same(MappingBatches(films, replace(PLAN, seed=4))[4], first)


def test_a_batch_holds_two_raw_films_of_each_film(films: list[TrainingFilm]) -> None:
    batch = MappingBatches(films, PLAN)[0]

    count, _, rows, columns = batch.film.shape
    assert count == 4
    assert batch.wanted.shape == batch.field.shape == batch.film.shape
    assert batch.maps.shape == (4, 4, *batch.small.shape[-2:])
    assert max(batch.small.shape[-2:]) < max(rows, columns)
    assert torch.equal(batch.wanted[0::2], batch.wanted[1::2])
    assert (batch.film[0::2] - batch.film[1::2]).abs().mean() > 1e-3


def test_films_grow_as_the_training_goes_on(films: list[TrainingFilm]) -> None:
    batches = MappingBatches(films, PLAN)

    early = [max(batches[step].film.shape[-2:]) for step in range(5)]
    late = [max(batches[step].film.shape[-2:]) for step in range(5, 10)]

    assert np.mean(early) == pytest.approx(96, rel=0.16)
    assert np.mean(late) == pytest.approx(128, rel=0.16)


def test_sizes_change_at_their_share_of_the_training() -> None:
    assert [PLAN.sizes_at(step).network for step in (0, 4, 5, 9, 10)] == [48, 48, 64, 64, 64]


def test_exact_maps_count_in_full_and_fitted_ones_less(films: list[TrainingFilm]) -> None:
    exact = MappingBatches(films, replace(PLAN, simulated=0.0))[0]
    simulated = MappingBatches(films, replace(PLAN, simulated=1.0))[0]

    assert exact.map_weight.tolist() == [1, 1, 1, 1]
    assert simulated.map_weight.tolist() == pytest.approx([FITTED_WEIGHT] * 4)


def test_the_maps_of_a_batch_present_its_film(films: list[TrainingFilm]) -> None:
    """On the network's grid and the common range, which both were carried over to."""
    film = films[0]
    pair = inverse_pair(film.wanted, film.field, np.random.default_rng(1))

    batch = stacked([exact_example(pair, 160)])

    shown = remapped(batch.film, parameters(batch.maps))
    assert (shown - batch.wanted).abs().median() < 5e-3


@pytest.mark.parametrize("is_free", [True, False])
def test_film_and_field_are_turned_together(is_free: bool) -> None:
    """The film is bright exactly where its field is, wherever it is turned to."""
    archive = np.zeros((160, 144), np.float32)
    archive[30:120, 20:110] = 1
    film = replace(film_of(archive), field=archive > 0.5)

    shown, field = turned(film, (128, 112), np.random.default_rng(8), is_free=is_free)

    assert shown.shape == field.shape == (128, 112)
    assert shown[field].min() > 0.99
    assert (shown > 0.5).sum() == pytest.approx(field.sum(), rel=0.1)


def test_films_are_turned_by_chance_and_otherwise_fitted() -> None:
    film = film_of(phantom(1))

    free = [turned(film, (128, 112), np.random.default_rng(n), is_free=True)[0] for n in (1, 2)]
    fitted = [turned(film, (128, 112), np.random.default_rng(n), is_free=False)[0] for n in (1, 2)]

    assert np.abs(free[0] - free[1]).mean() > 0.02
    assert np.array_equal(fitted[0], fitted[1])


def test_whole_films_are_among_those_shown() -> None:
    """Films are judged whole; where all were cut, whole ones came out 2 dB worse."""
    marks = np.zeros((120, 120), np.float32)
    for row, column in ((0, 57), (114, 57), (57, 0), (57, 114)):
        marks[row : row + 6, column : column + 6] = 1

    def is_whole(seed: int) -> bool:
        shown, _ = turned(film_of(marks), (120, 120), np.random.default_rng(seed), is_free=True)
        _, _, found, _ = cv2.connectedComponentsWithStats((shown > 0.5).astype(np.uint8))
        areas = found[1:, cv2.CC_STAT_AREA]
        return len(areas) == 4 and bool(areas.min() > 0.7 * areas.max())

    assert 0.05 < np.mean([is_whole(seed) for seed in range(200)]) < 0.5


def test_the_network_is_not_always_told_the_field() -> None:
    """Three times out of four; else it has to see by itself where the film ends."""
    films = films_of(3)
    for film in films:
        film.field[:60] = False
    batches = MappingBatches(films, replace(PLAN, simulated=0.0, turns=False))

    fields = torch.cat([batches[step].small_field.flatten(1).amin(1) for step in range(10)])

    assert 0.55 < (fields == 0).float().mean() < 0.95


def test_the_network_is_told_where_blades_cut_a_raw_film() -> None:
    """Black and white are read inside the field: nothing it says would mend a film without one."""
    batches = MappingBatches(films_of(3), replace(PLAN, simulated=1.0, turns=False))

    found = [batches[step] for step in range(10)]

    told = torch.cat([batch.small_field.flatten(1).mean(1) for batch in found])
    true = torch.cat([batch.field.flatten(1).mean(1) for batch in found])
    assert (true < 1).sum() > 10
    assert (told <= true + 1e-6).all()


def test_a_small_film_is_the_reduction_of_a_simulated_one() -> None:
    plans = [replace(PLAN, simulated=1.0, turns=False, simulated_at=at) for at in (0, 1024)]

    own, reduced = (MappingBatches(films_of(3), plan)[0].film for plan in plans)

    rough = [float((film[..., 1:] - film[..., :-1]).abs().median()) for film in (own, reduced)]
    assert rough[1] < 0.9 * rough[0]


def test_a_batch_can_be_moved() -> None:
    batch = MappingBatches(films_of(1), PLAN)[0]

    moved = batch.to(torch.device("meta"))

    assert all(getattr(moved, name).device.type == "meta" for name in Batch.__slots__)
