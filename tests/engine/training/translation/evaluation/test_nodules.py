"""engine.training.translation.evaluation.nodules"""

import numpy as np
import pytest
from scipy import ndimage

from engine.training.translation.evaluation.lungs import lung_places
from engine.training.translation.evaluation.nodules import (
    CONTRASTS,
    Place,
    contrast,
    filled_from_rim,
    nodule_trial,
    with_nodule,
)
from tests.engine.training.translation.evaluation.made_up import everywhere, film

DISC = Place(row=40, column=60, radius=12.0, grade=0.1)


def test_a_nodule_is_a_disc_with_a_gaussian_edge() -> None:
    rows, columns = np.mgrid[0:100, 0:120]
    disc = (np.hypot(rows - 40, columns - 60) <= 12).astype(float)

    found = with_nodule(np.zeros((100, 120), np.float32), DISC, 0.2)

    assert found == pytest.approx(0.2 * ndimage.gaussian_filter(disc, 3, truncate=6), abs=2e-3)


def test_contrast_is_core_less_ring_and_blind_to_a_ramp() -> None:
    ramp = np.tile(np.linspace(0, 1, 120, dtype=np.float32), (100, 1))

    assert contrast(ramp, DISC) == pytest.approx(0, abs=1e-6)
    assert contrast(with_nodule(ramp, DISC, 0.1), DISC) == pytest.approx(0.1, rel=0.1)


def test_an_erased_place_shows_nothing_and_stays_within_its_rim() -> None:
    """OpenCV's inpainting of a float32 film left its range by far: this must not."""
    random = np.random.default_rng(0)
    image = np.tile(np.linspace(0.2, 0.8, 120, dtype=np.float32), (100, 1))
    image += 0.02 * random.standard_normal(image.shape).astype(np.float32)
    before = with_nodule(image, DISC, 0.2)

    found = filled_from_rim(before, [DISC])

    assert abs(contrast(found, DISC)) < 0.02
    assert image.min() <= found.min()
    assert found.max() <= before.max()
    assert np.array_equal(found[:, :40], before[:, :40])


def test_a_trial_plants_all_contrasts_apart_from_each_other() -> None:
    given = film()
    lungs = lung_places(given.wanted, given.field)

    trial = nodule_trial(given.archive, given.field, lungs, seed=0)

    assert trial is not None
    assert {place.grade for place in trial.nodules} == set(CONTRASTS)
    places = [*trial.nodules, *trial.erased]
    assert all(lungs[place.row, place.column] for place in places)
    gaps = [
        np.hypot(one.row - two.row, one.column - two.column) - one.radius - two.radius
        for number, one in enumerate(places)
        for two in places[:number]
    ]
    assert min(gaps) > 0
    for place in trial.nodules:
        planted = contrast(trial.planted, place) - contrast(trial.empty, place)
        assert planted == pytest.approx(place.grade * trial.span, rel=0.15)


def test_the_same_seed_gives_the_same_trial() -> None:
    given = film()
    lungs = lung_places(given.wanted, given.field)

    one, same, other = (nodule_trial(given.archive, given.field, lungs, seed) for seed in (1, 1, 2))

    assert one is not None
    assert same is not None
    assert other is not None
    assert np.array_equal(one.planted, same.planted)
    assert one.nodules != other.nodules


def test_without_lungs_there_is_no_trial() -> None:
    given = film()

    assert nodule_trial(given.archive, given.field, ~everywhere(given.archive), 0) is None
