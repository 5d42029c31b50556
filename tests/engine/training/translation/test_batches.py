"""engine.training.translation.batches"""

from dataclasses import fields, replace

import numpy as np
import pytest
import torch

from engine.training.translation.batches import Pictures, TranslationBatch, TranslationBatches
from engine.training.translation.recipe import DomainRecipe
from tests.engine.training.translation.made_up import film_image, made_up_stock

RECIPE = DomainRecipe(long_side=(56, 64), crop=48, turn_deg=4, gamma=0.1, noise=0.02, planted=0.3)


def batches(*, seed: int = 0, rank: int = 0, pairs: int = 2, size: int = 2) -> TranslationBatches:
    stock = made_up_stock(pairs=pairs)
    return TranslationBatches(
        stock.source,
        stock.target,
        RECIPE,
        RECIPE,
        seed=seed,
        size=size,
        pairs=stock.pairs,
        rank=rank,
    )


def same(one: TranslationBatch, two: TranslationBatch) -> bool:
    return all(
        torch.equal(getattr(one, part.name), getattr(two, part.name)) for part in fields(one)
    )


@pytest.mark.parametrize(("name", "other"), [("seed", 1), ("rank", 1)])
def test_a_batch_follows_from_seed_step_and_process(name: str, other: int) -> None:
    assert same(batches()[3], batches()[3])
    assert not torch.equal(batches()[3].source, batches()[4].source)
    assert not torch.equal(batches()[3].source, batches(**{name: other})[3].source)


def test_every_part_is_a_batch_of_crops_in_range() -> None:
    batch = batches()[0]

    for part in fields(batch):
        values = getattr(batch, part.name)
        assert values.shape == (2, 1, 48, 48)
        assert values.dtype == torch.float32
        assert values.min() >= 0
        assert values.max() <= 1


def test_without_pairs_there_are_none() -> None:
    batch = batches(pairs=0)[0]

    assert batch.paired_source is None
    assert batch.to(torch.device("cpu")).paired_target is None


def test_opaque_films_are_the_same_crops_with_a_consolidation() -> None:
    batch = batches()[1]

    changed = (batch.opaque - batch.source).abs()
    assert changed[batch.rise < 1e-6].mean() < 0.01
    assert (batch.opaque - batch.source)[batch.rise > 0.1].mean() > 0.08


def test_both_halves_of_a_pair_are_cut_at_the_same_place() -> None:
    """The wanted half is a rising curve of the film: unvaried, their order is the same."""
    stock = made_up_stock(pairs=1)
    curve = [replace(pair, wanted=pair.film**2) for pair in stock.pairs]
    plain = replace(RECIPE, gamma=0.0, noise=0.0, planted=0.0, turn_deg=0.0)
    data = TranslationBatches(stock.source, stock.target, plain, plain, seed=0, pairs=curve)

    batch = data[5]

    assert batch.paired_source is not None
    assert batch.paired_target is not None
    assert torch.allclose(batch.paired_source**2, batch.paired_target, atol=0.02)


def test_a_patient_counts_as_the_root_of_his_pictures() -> None:
    """Sixteen pictures of one patient and one of another: four fifths and one fifth."""
    many = [replace(film_image(n), patient="many") for n in range(16)]
    pictures = Pictures([*many, film_image(20)])
    random = np.random.default_rng(0)

    drawn = [pictures.drawn(random).patient for _ in range(2000)]

    assert drawn.count("many") / 2000 == pytest.approx(0.8, abs=0.03)
