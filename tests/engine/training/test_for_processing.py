"""engine.training.for_processing"""

import cv2
import numpy as np
import pytest

from engine.frame import BoolImage, FloatImage
from engine.training.for_processing import for_processing_pair, reduced_pair
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


@pytest.mark.parametrize("seed", [1, 3, 5])
def test_a_small_film_is_the_reduction_of_one_that_was_measured(seed: int) -> None:
    film = film_of(phantom(7))
    rows, columns = film.wanted.shape
    everywhere = np.ones(film.wanted.shape, np.bool_)

    random = np.random.default_rng(seed)
    pair = reduced_pair(film.wanted, everywhere, random, film.archive, 3 * max(rows, columns))

    large = np.asarray(cv2.resize(film.wanted, (3 * columns, 3 * rows)), np.float32)
    covered = np.ones(large.shape, np.bool_)
    full = for_processing_pair(large, covered, np.random.default_rng(seed))
    cells = full.raw.reshape(rows, 3, columns, 3).mean((1, 3))
    np.testing.assert_allclose(pair.raw, cells, atol=1e-6)
    assert np.array_equal(pair.field, full.field.reshape(rows, 3, columns, 3).all((1, 3)))
    ends = np.percentile(pair.wanted[pair.field], (1, 99))
    assert ends.tolist() == pytest.approx([0.06, 0.94], abs=0.02)


def test_a_reduction_is_less_noisy_than_a_small_detectors_film() -> None:
    down, across = np.mgrid[:128, :128] / 128
    smooth = np.asarray(0.5 + 0.35 * np.sin(3 * across) * np.cos(3 * down), np.float32)
    everywhere = np.ones(smooth.shape, np.bool_)

    ratios = [
        _grain(reduced_pair(smooth, everywhere, np.random.default_rng(seed), smooth, 512))
        / _grain(for_processing_pair(smooth, everywhere, np.random.default_rng(seed), smooth))
        for seed in SEEDS
    ]

    assert np.median(ratios) < 0.6


def test_a_film_as_large_as_the_detector_is_not_made_larger() -> None:
    film = film_of(phantom(7))
    everywhere = np.ones(film.wanted.shape, np.bool_)

    pair, own = (
        make(film.wanted, everywhere, np.random.default_rng(2), film.archive, *more)
        for make, more in ((reduced_pair, (64,)), (for_processing_pair, ()))
    )

    assert np.array_equal(pair.raw, own.raw)
    assert np.array_equal(pair.wanted, own.wanted)


def _grain(pair: Pair) -> float:
    """Return how much a pixel inside the field differs from what lies between its neighbours."""
    apart = pair.raw[:, 1:-1] - (pair.raw[:, :-2] + pair.raw[:, 2:]) / 2
    inside = pair.field[:, 1:-1] & pair.field[:, :-2] & pair.field[:, 2:]
    return float(np.abs(apart[inside]).mean())
