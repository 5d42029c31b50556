"""engine.training.translation.projected_pairs"""

import numpy as np
import pytest

from engine.training.translation.ct_views import ShownVolume
from engine.training.translation.projected_pairs import projected_pairs
from tests.engine.training.translation.chest_phantom import chest_volume


@pytest.fixture(scope="module")
def shown() -> ShownVolume:
    return ShownVolume.of(chest_volume(), "ct")


def test_film_and_slab_show_the_same_in_the_same_pixels(shown: ShownVolume) -> None:
    """The lungs of both coincide; one lung is larger, so that a mirrored slab would not fit."""
    pairs = projected_pairs(shown, count=6, long_side=96, random=np.random.default_rng(3))

    for pair in pairs:
        assert pair.film.shape == pair.wanted.shape == pair.field.shape
        lungs = (pair.wanted < 0.3).astype(np.float64)
        fits = np.corrcoef(pair.film.ravel(), lungs.ravel())[0, 1]
        mirrored = np.corrcoef(pair.film.ravel(), lungs[:, ::-1].ravel())[0, 1]
        assert fits < -0.5
        assert fits < mirrored


def test_some_pairs_are_mirrored_and_some_are_not(shown: ShownVolume) -> None:
    """The larger lung, the left one, lies right of the middle in a pair that is not mirrored."""
    pairs = projected_pairs(shown, count=8, long_side=64, random=np.random.default_rng(3))

    halves = [np.array_split(one.wanted < 0.3, 2, axis=1) for one in pairs]
    is_plain = [right.sum() > left.sum() for left, right in halves]
    assert any(is_plain)
    assert not all(is_plain)


def test_the_same_seed_gives_the_same_pairs_and_another_one_others(shown: ShownVolume) -> None:
    first, again, other = (
        projected_pairs(shown, count=1, long_side=64, random=np.random.default_rng(seed))[0]
        for seed in (3, 3, 4)
    )

    assert np.array_equal(first.film, again.film)
    assert np.array_equal(first.wanted, again.wanted)
    assert not np.array_equal(first.film, other.film)
