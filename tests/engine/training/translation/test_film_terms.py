"""engine.training.translation.film_terms"""

from dataclasses import replace

import pytest
import torch

from engine.models.translation.generator import Generator, generator_of
from engine.training.translation.batches import TranslationBatch, TranslationBatches
from engine.training.translation.film_terms import (
    FOLLOWED,
    film_terms,
    is_identity_due,
    opacity_loss,
)
from tests.engine.training.translation.made_up import made_up_stock, tiny_preset

SIDE = 52


@pytest.fixture
def batch() -> TranslationBatch:
    """Crops of made-up films, with a pair."""
    stock, chosen = made_up_stock(), tiny_preset()
    recipe = replace(chosen.source, planted=0.0)
    return TranslationBatches(
        stock.source, stock.target, recipe, recipe, seed=1, size=2, pairs=stock.pairs
    )[0]


@pytest.fixture
def generator() -> Generator:
    """One that starts from the film itself."""
    torch.manual_seed(0)
    return generator_of(tiny_preset().generator)


def opacity(batch: TranslationBatch, generator: Generator, followed: float) -> float:
    """Return the loss of a picture that follows the consolidation by a share."""
    opaque = batch.source + followed * (batch.opaque - batch.source)
    return float(opacity_loss(opaque, batch.source, batch, generator, SIDE))


def test_a_consolidation_that_is_followed_costs_nothing(
    batch: TranslationBatch, generator: Generator
) -> None:
    assert opacity(batch, generator, 1.0) < 0.02


def test_what_is_not_followed_costs_its_share(
    batch: TranslationBatch, generator: Generator
) -> None:
    assert opacity(batch, generator, 0.0) == pytest.approx(FOLLOWED, abs=0.1)
    assert opacity(batch, generator, 0.45) == pytest.approx(FOLLOWED / 2, abs=0.07)


def test_a_consolidation_shown_darker_costs_more(
    batch: TranslationBatch, generator: Generator
) -> None:
    assert opacity(batch, generator, -0.5) > FOLLOWED + 0.2


def test_a_brighter_picture_as_a_whole_gains_nothing(
    batch: TranslationBatch, generator: Generator
) -> None:
    """Else every step would make the whole picture brighter."""
    offset = torch.zeros((), requires_grad=True)

    loss = opacity_loss(batch.source + offset, batch.source + offset, batch, generator, SIDE)
    loss.backward()  # type: ignore[no-untyped-call]

    assert offset.grad is not None
    assert float(offset.grad) == pytest.approx(0, abs=1e-6)


def test_terms_that_may_wait_take_turns(batch: TranslationBatch, generator: Generator) -> None:
    chosen = replace(tiny_preset(), every=3)

    def due(step: int) -> set[str]:
        shown = generator(batch.source)
        return set(film_terms(generator, generator, batch, shown, chosen, step))

    always = {"gradient", "order"}
    assert [is_identity_due(step, chosen) for step in range(4)] == [True, False, False, True]
    assert due(3) == always
    assert due(4) == always | {"opacity"}
    assert due(5) == always | {"paired", "paired_gradient"}


def test_a_term_that_waits_counts_as_much_as_one_that_does_not(
    batch: TranslationBatch, generator: Generator
) -> None:
    shown = generator(batch.source)

    def paired(every: int) -> float:
        chosen = replace(tiny_preset(), every=every)
        return film_terms(generator, generator, batch, shown, chosen, 2)["paired"].item()

    assert paired(3) == pytest.approx(3 * paired(1))


def test_without_pairs_or_weights_there_are_no_such_terms(
    batch: TranslationBatch, generator: Generator
) -> None:
    chosen = tiny_preset()
    bare = replace(chosen.weights, order=0.0, gradient=0.0, opacity=0.0)
    alone = replace(batch, paired_source=None, paired_target=None)

    for step in range(3):
        shown = generator(batch.source)
        assert not film_terms(
            generator, generator, alone, shown, replace(chosen, weights=bare), step
        )
