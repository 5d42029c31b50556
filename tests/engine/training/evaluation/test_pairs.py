"""engine.training.evaluation.pairs"""

import numpy as np
import pytest

from engine.models.mapping.reduced import reduced
from engine.training.evaluation.pairs import (
    COMMON_SIDE,
    PairKind,
    Scene,
    pair_of,
    presentations_of,
    spread_over,
)
from engine.training.films import TrainingFilm


@pytest.mark.parametrize("kind", list(PairKind))
def test_whoever_asks_again_gets_the_same_pair(film: TrainingFilm, kind: PairKind) -> None:
    one, two = (pair_of(film, kind, seed=3, number=5) for _ in range(2))

    assert np.array_equal(one.raw, two.raw)
    assert np.array_equal(one.field, two.field)


@pytest.mark.parametrize("kind", list(PairKind))
@pytest.mark.parametrize(("seed", "number"), [(4, 5), (3, 6)])
def test_another_seed_or_place_gives_another_pair(
    film: TrainingFilm, kind: PairKind, seed: int, number: int
) -> None:
    one = pair_of(film, kind, seed=3, number=5)

    other = pair_of(film, kind, seed=seed, number=number)

    assert np.abs(one.raw - other.raw).mean() > 0.005


def test_exact_pairs_are_plain_and_known(film: TrainingFilm) -> None:
    pair = pair_of(film, PairKind.EXACT, seed=0, number=0)

    steps = pair.raw.astype(np.float64) * 4095
    assert np.abs(steps - np.round(steps)).max() < 1e-3
    assert pair.is_exact
    assert pair.maps is not None
    assert pair.wanted is film.wanted


def test_presentations_of_one_film_differ_and_aim_at_the_same(film: TrainingFilm) -> None:
    pairs = presentations_of(film, seed=0, number=0, count=3)

    assert [pair.wanted is film.wanted for pair in pairs] == [True] * 3
    for one, two in ((0, 1), (0, 2), (1, 2)):
        assert np.abs(pairs[one].raw - pairs[two].raw).mean() > 0.005


def test_untrained_methods_see_an_exact_raw_film_as_it_is(film: TrainingFilm) -> None:
    pair = pair_of(film, PairKind.EXACT, seed=0, number=0)

    assert Scene(pair).film is pair.raw


def test_untrained_methods_see_a_simulated_film_on_the_common_range(film: TrainingFilm) -> None:
    """Five decades of log values would leave them a narrow band to work in."""
    pair = pair_of(film, PairKind.SIMULATED, seed=0, number=0)

    shown = Scene(pair).film

    lead = reduced(pair.raw, pair.field, COMMON_SIDE).lead
    assert np.allclose(shown, lead.apply(pair.raw), atol=1e-6)
    assert np.percentile(shown[pair.field], (0.1, 99.9)) == pytest.approx([0.04, 0.96], abs=0.02)


def test_reductions_are_made_once(film: TrainingFilm) -> None:
    scene = Scene(pair_of(film, PairKind.EXACT, seed=0, number=0))

    assert scene.example(96) is scene.example(96)
    assert scene.example(96).seen.film.shape == (96, 86)


@pytest.mark.parametrize(
    ("limit", "expected"), [(None, [4, 5, 6, 7, 8]), (9, [4, 5, 6, 7, 8]), (3, [4, 6, 8]), (0, [])]
)
def test_films_are_spread_over_the_folder(limit: int | None, expected: list[int]) -> None:
    assert spread_over([4, 5, 6, 7, 8], limit) == expected
