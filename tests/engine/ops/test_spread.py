"""engine.ops.spread"""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from engine.ops.spread import ends, spread


def test_shares_of_the_field_become_black_and_white() -> None:
    film = np.linspace(-3, 5, 10_001, dtype=np.float32).reshape(73, 137)
    field = film > 1

    after = spread(film, field, (10.0, 90.0))

    low, high = np.percentile(film[field], (10, 90))
    assert_allclose(after, np.clip((film - low) / (high - low), 0, 1), atol=1e-3)


@pytest.mark.parametrize("percents", [(0.2, 99.8), (5.0, 50.0, 95.0)])
def test_ends_of_a_large_film_are_those_of_numpy(percents: tuple[float, ...]) -> None:
    film = np.random.default_rng(0).normal(2.0, 0.5, (1300, 1300)).astype(np.float32)

    found = ends(film, np.ones(film.shape, np.bool_), percents)

    assert_allclose(found, np.percentile(film, percents), atol=0.02)


def test_a_film_of_one_grey_stays() -> None:
    film = np.full((9, 9), 0.4, np.float32)

    assert_array_equal(spread(film, np.ones(film.shape, np.bool_), (1.0, 99.0)), film)


def test_an_empty_field_is_the_whole_film() -> None:
    film = np.linspace(0, 2, 100, dtype=np.float32).reshape(10, 10)

    after = spread(film, np.zeros(film.shape, np.bool_), (0.0, 100.0))

    assert_allclose(after, film / 2, atol=1e-4)


def test_values_far_outside_the_field_do_not_coarsen_the_ends() -> None:
    film = np.linspace(0, 1, 10_000, dtype=np.float32).reshape(100, 100)
    field = np.ones(film.shape, np.bool_)
    field[0] = False
    film[0] = 1e4

    assert_allclose(
        ends(film, field, (10.0, 90.0)), np.percentile(film[field], (10, 90)), atol=1e-4
    )
