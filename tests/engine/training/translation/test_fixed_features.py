"""engine.training.translation.fixed_features"""

import numpy as np
import pytest
import torch
from torch import Tensor

from engine.training.translation.fixed_features import FixedFeatures, kernel_distance
from tests.engine.training.translation.made_up import film_image, slab_image


def films(first: int, count: int = 6) -> list[Tensor]:
    return [torch.from_numpy(film_image(n).image)[None, None] for n in range(first, first + count)]


def slabs(first: int, count: int = 6) -> list[Tensor]:
    return [torch.from_numpy(slab_image(n).image)[None, None] for n in range(first, first + count)]


def test_the_distance_is_that_of_two_sums_over_all_pairs() -> None:
    """Binkowski 2018, equation 4, written out."""
    random = np.random.default_rng(0)
    one, two = random.standard_normal((5, 7)), random.standard_normal((6, 7)) + 0.5

    def kernel(a: np.ndarray, b: np.ndarray) -> float:
        return float((a @ b / 7 + 1) ** 3)

    within = sum(kernel(one[i], one[j]) for i in range(5) for j in range(5) if i != j) / 20
    among = sum(kernel(two[i], two[j]) for i in range(6) for j in range(6) if i != j) / 30
    across = sum(kernel(a, b) for a in one for b in two) / 30

    found = kernel_distance(torch.from_numpy(one), torch.from_numpy(two))

    assert found == pytest.approx(within + among - 2 * across, rel=1e-9)


def test_films_are_nearer_to_other_films_than_to_slabs() -> None:
    features = FixedFeatures([*films(0), *slabs(0)])
    given = features.of(films(0))

    assert kernel_distance(given, features.of(films(50))) < 0.2 * kernel_distance(
        given, features.of(slabs(50))
    )


def test_features_are_the_same_whatever_was_drawn_before() -> None:
    torch.manual_seed(1)
    one = FixedFeatures(films(0)).of(films(9, 2))
    torch.manual_seed(2)
    two = FixedFeatures(films(0)).of(films(9, 2))

    assert torch.equal(one, two)
    assert one.shape[0] == 8


def test_nothing_is_drawn_from_torchs_own_chance() -> None:
    torch.manual_seed(1)
    FixedFeatures(films(0, 2))
    after = torch.rand(1)
    torch.manual_seed(1)

    assert torch.equal(after, torch.rand(1))
