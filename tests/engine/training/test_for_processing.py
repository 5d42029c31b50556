"""engine.training.for_processing"""

import cv2
import numpy as np
import pytest

from engine.frame import BoolImage, FloatImage
from engine.training.for_processing import for_processing_pair
from engine.training.pair import Pair
from tests.engine.training.phantoms import film_of, phantom

SEEDS = range(12)


@pytest.fixture
def wanted() -> FloatImage:
    """A standard presentation."""
    return film_of(phantom(7)).wanted


@pytest.fixture
def pairs(wanted: FloatImage) -> list[Pair]:
    """One film from a dozen detectors."""
    everywhere = np.ones(wanted.shape, np.bool_)
    return [for_processing_pair(wanted, everywhere, np.random.default_rng(n)) for n in SEEDS]


def test_the_same_chance_makes_the_same_raw_film(wanted: FloatImage, pairs: list[Pair]) -> None:
    everywhere = np.ones(wanted.shape, np.bool_)

    again = for_processing_pair(wanted, everywhere, np.random.default_rng(3))

    assert np.array_equal(again.raw, pairs[3].raw)
    assert not np.array_equal(pairs[3].raw, pairs[4].raw)


def test_dense_is_bright_inside_the_field(pairs: list[Pair]) -> None:
    """Through noise, scatter and latitude the raw film rises with what is wanted of it."""
    alike = [np.corrcoef(p.raw[p.field], p.wanted[p.field])[0, 1] for p in pairs]

    assert min(alike) > 0.6


def test_raw_values_are_logarithmic_of_twelve_bits(pairs: list[Pair]) -> None:
    for pair in pairs:
        steps = pair.raw * 4095
        np.testing.assert_allclose(steps, np.round(steps), atol=1e-3)
        assert 0 <= pair.raw.min() < pair.raw.max() <= 1
        assert pair.raw.dtype == np.float32


def test_blades_cover_some_films_and_what_they_cover_looks_dense(pairs: list[Pair]) -> None:
    covered = [pair for pair in pairs if not pair.field.all()]

    assert 3 <= len(covered) <= 10  # six in ten
    for pair in covered:
        rows = np.flatnonzero(pair.field.any(axis=1))
        columns = np.flatnonzero(pair.field.any(axis=0))
        box = np.zeros_like(pair.field)
        box[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] = True
        assert np.array_equal(box, pair.field)  # a rectangle
        assert pair.raw[~pair.field].mean() > pair.raw[pair.field].mean()


def test_a_covered_film_is_wanted_in_the_standard_of_what_is_left() -> None:
    """Else a method would be asked to guess grey values that no detector has seen."""
    film = film_of(phantom(7))

    pairs = [
        for_processing_pair(film.wanted, film.field, np.random.default_rng(n), film.archive)
        for n in SEEDS
    ]

    covered = [pair for pair in pairs if not pair.field.all()]
    for pair in covered:
        ends = np.percentile(pair.wanted[pair.field], (1, 50, 99))
        assert ends.tolist() == pytest.approx([0.06, 0.5, 0.94], abs=0.01)
    whole = [pair for pair in pairs if pair.field.all()]
    assert covered
    assert all(np.array_equal(pair.wanted, film.wanted) for pair in whole)
    moved = [float(np.abs(pair.wanted - film.wanted)[pair.field].mean()) for pair in covered]
    assert max(moved) > 0.02


def test_a_presentation_that_somebody_chose_is_kept(wanted: FloatImage, pairs: list[Pair]) -> None:
    assert all(np.array_equal(pair.wanted, wanted) for pair in pairs)


def test_what_was_no_field_before_is_none_after(wanted: FloatImage) -> None:
    field: BoolImage = np.ones(wanted.shape, np.bool_)
    field[:50] = False

    pair = for_processing_pair(wanted, field, np.random.default_rng(1))

    assert not pair.field[:50].any()
    assert pair.field[60:120, 40:100].all()


def test_detectors_differ_in_latitude_and_noise(pairs: list[Pair]) -> None:
    ranges = [float(np.ptp(np.percentile(p.raw[p.field], (2, 98)))) for p in pairs]

    assert max(ranges) > 1.3 * min(ranges)


def test_its_maps_are_not_known(pairs: list[Pair], wanted: FloatImage) -> None:
    assert all(pair.maps is None and not pair.is_exact for pair in pairs)
    assert all(pair.wanted is wanted for pair in pairs)


def test_a_small_film_is_as_noisy_as_the_film_it_is_a_reduction_of() -> None:
    """Quanta fall on an area, and not on a pixel."""
    full, counted, uncounted = (
        np.array([_grain(_smooth(side), counted_at=at, seed=n) for n in SEEDS])
        for side, at in ((384, None), (128, 384), (128, None))
    )

    assert 0.9 < np.median(counted / full) < 1.4  # it is not blurred as a larger one is
    assert np.median(uncounted / full) > 1.6


def _smooth(side: int) -> FloatImage:
    """Return a film without detail."""
    down, across = np.mgrid[:side, :side] / side
    return np.asarray(0.5 + 0.35 * np.sin(3 * across) * np.cos(3 * down), np.float32)


def _grain(wanted: FloatImage, *, counted_at: int | None, seed: int) -> float:
    """Return the noise of a raw film reduced to 128 pixels, away from its blades."""
    everywhere = np.ones(wanted.shape, np.bool_)
    random = np.random.default_rng(seed)
    pair = for_processing_pair(wanted, everywhere, random, counted_at=counted_at)
    small = cv2.resize(pair.raw, (128, 128), interpolation=cv2.INTER_AREA)[24:104, 24:104]
    apart = small[1:-1, 1:-1] - (small[:-2, 1:-1] + small[2:, 1:-1]) / 2  # no slope, no level
    return float(apart.std())
