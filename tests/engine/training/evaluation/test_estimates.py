"""engine.training.evaluation.estimates"""

import math

import numpy as np
import pytest

from engine.training.evaluation.estimates import estimate, mean_of


def test_seeds_are_averaged_film_by_film_before_anything_else() -> None:
    """Two films at 20 and 30 whatever the seed: the seeds' spread must not widen the interval."""
    values = np.array([[10.0, 20.0], [30.0, 40.0]])

    found = estimate(values)

    assert found.mean == 25
    assert (found.low, found.high) == (20, 30)
    assert found.p10 == pytest.approx(21)
    assert found.between_seeds == 20


def test_one_seed_has_no_spread_between_seeds() -> None:
    assert estimate(np.array([[1.0, 2.0, 3.0]])).between_seeds == 0


def test_the_interval_is_that_of_a_mean() -> None:
    """Of n normal values it reaches 1.96 standard errors to either side, roughly."""
    films = np.random.default_rng(3).normal(25.0, 2.0, (1, 400))

    found = estimate(films)

    error = films.std() / math.sqrt(400)
    assert found.high - found.mean == pytest.approx(1.96 * error, rel=0.15)
    assert found.mean - found.low == pytest.approx(1.96 * error, rel=0.15)


def test_the_same_films_give_the_same_interval() -> None:
    films = np.random.default_rng(4).normal(25.0, 2.0, (2, 30))

    assert estimate(films) == estimate(films.copy())


def test_what_is_no_number_is_left_out_of_a_mean() -> None:
    assert mean_of([1.0, float("nan"), 3.0]) == 2
    assert math.isnan(mean_of([float("nan")]))
