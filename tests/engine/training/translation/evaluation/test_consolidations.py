"""engine.training.translation.evaluation.consolidations"""

import numpy as np

from engine.training.translation.evaluation.consolidations import with_consolidations
from engine.training.translation.evaluation.lungs import lung_places
from tests.engine.training.translation.evaluation.made_up import everywhere, film


def test_the_core_becomes_nearly_as_bright_as_dense_tissue() -> None:
    given = film()
    lungs = lung_places(given.wanted, given.field)

    found = with_consolidations(given.archive, given.field, lungs, seed=0)

    assert found is not None
    dense = np.percentile(given.archive, 80)
    before, after = given.archive[found.core].mean(), found.film[found.core].mean()
    assert before < dense - 0.1
    assert after > before + 0.6 * (dense - before)
    assert found.core.mean() > 0.005


def test_nothing_becomes_darker_on_a_large_scale_and_far_places_stay() -> None:
    given = film()
    lungs = lung_places(given.wanted, given.field)

    found = with_consolidations(given.archive, given.field, lungs, seed=0)

    assert found is not None
    assert np.array_equal(found.film[-10:], given.archive[-10:])
    assert (found.film - given.archive)[found.core].mean() > 0


def test_the_same_seed_plants_the_same() -> None:
    given = film()
    lungs = lung_places(given.wanted, given.field)

    films = [with_consolidations(given.archive, given.field, lungs, seed) for seed in (1, 1, 2)]

    one, same, other = (found.film for found in films if found is not None)
    assert np.array_equal(one, same)
    assert not np.array_equal(one, other)


def test_without_lungs_nothing_is_planted() -> None:
    given = film()

    assert with_consolidations(given.archive, given.field, ~everywhere(given.archive), 0) is None
