"""What films made worse, and the phantom, say about a filter."""

import math

import numpy as np
import pytest

from engine.frame import FloatImage
from engine.progress import Progress
from engine.recipe import Entry, Recipe
from engine.samples.contrast_detail import make_contrast_detail
from engine.step import step_type
from engine.training.films import TrainingFilm
from engine.training.filters import plate_trial
from engine.training.filters.films_trial import (
    PITCH_MM,
    as_fine_as_a_detector,
    film_trials,
    fitted,
)
from engine.training.filters.plate_trial import PlateTrial, plate_trials
from engine.training.filters.subjects import IDENTITY, Subject, all_subjects
from engine.training.filters.worse import LATITUDE, Exposure, made_worse
from tests.properties.films import grey_film


def subject(name: str, **values: float) -> Subject:
    kind = step_type(name)
    return Subject(name, kind.title, "filter", Recipe((Entry(kind.make(values)),)))


PLAIN = Subject(IDENTITY, "Unprocessed", "", Recipe())


@pytest.fixture(scope="module")
def film() -> TrainingFilm:
    archive = grey_film(300, 260, noise=0.0)
    field = np.ones(archive.shape, np.bool_)
    return TrainingFilm("film.png", "P", "site", archive, archive, field)


def test_noise_is_that_of_the_quanta() -> None:
    """Of an even film: relative noise 1 / sqrt(n), less what the detector's blur of .5 px takes."""
    even = np.full((400, 400), 0.5, np.float32)
    exposure = Exposure("test", 2000.0, 0.0)

    worse = made_worse(even, exposure, np.random.default_rng(0))

    counts = exposure.quanta * math.exp(-LATITUDE * 0.5)
    kept = 0.583  # sum of squares of the kernel: about (1 / (2 sqrt(pi) .5))^2, sampled
    expected = 1 / math.sqrt(counts) / LATITUDE
    assert 0.3 * expected < worse.std() < expected
    assert worse.std() == pytest.approx(kept * expected, rel=0.12)
    assert worse.mean() == pytest.approx(0.5, abs=0.005)


def test_scatter_takes_contrast_from_a_small_thing() -> None:
    film = np.full((400, 400), 0.5, np.float32)
    film[195:205, 195:205] = 0.4
    bright = Exposure("test", 1e8, 0.8)

    worse = made_worse(film, bright, np.random.default_rng(0))

    contrast = float(worse[100, 100] - worse[198:202, 198:202].mean())
    assert contrast == pytest.approx(0.1 / 1.8, rel=0.08)


def test_a_film_is_made_as_fine_as_a_detector() -> None:
    image, field = as_fine_as_a_detector(grey_film(500, 400), np.ones((500, 400), np.bool_))

    assert image.shape == field.shape == (1500, 1200)
    assert 400.0 / max(image.shape) <= PITCH_MM


def test_fitted_greys_are_those_of_the_best_line() -> None:
    clean = grey_film(80, 60)
    field = np.ones(clean.shape, np.bool_)

    line = fitted((0.3 + 0.5 * clean).astype(np.float32), clean, field)

    np.testing.assert_allclose(line, clean, atol=1e-5)


def test_a_flat_result_is_fitted_by_the_mean() -> None:
    clean = grey_film(80, 60)
    flat = np.full_like(clean, 0.7)

    line = fitted(flat, clean, np.ones(clean.shape, np.bool_))

    np.testing.assert_allclose(line, clean.mean(), atol=1e-5)


def test_smoothing_comes_nearer_to_the_clean_film_at_low_dose(film: TrainingFilm) -> None:
    trials = film_trials(film, [PLAIN, subject("gaussian", radius_mm=0.4)], 0, Progress())

    low = {one.subject: one.fitted.psnr for one in trials if one.exposure == "noisy"}
    assert low["gaussian"] > low[IDENTITY] + 3


def test_every_subject_is_tried_at_every_exposure(film: TrainingFilm) -> None:
    shown: list[set[str]] = []

    trials = film_trials(
        film, [PLAIN, subject("gamma")], 0, Progress(), lambda p: shown.append(set(p))
    )

    assert len({(one.subject, one.exposure) for one in trials}) == len(trials) == 4
    assert shown == [{"clean", "worse", IDENTITY, "gamma"}]


@pytest.fixture(scope="module")
def plates() -> dict[str, PlateTrial]:
    subjects = [PLAIN, subject("gamma", exponent=1.0), subject("gaussian", radius_mm=0.3)]
    subjects.append(subject("gradient_edges", strength=1.0))
    return {one.subject: one for one in plate_trials(subjects, 0, Progress())}


def test_a_curve_leaves_contrast_to_noise_alone(plates: dict[str, PlateTrial]) -> None:
    assert plates["gamma"].ratio == pytest.approx(plates[IDENTITY].ratio, rel=1e-3)


def test_smoothing_raises_contrast_to_noise(plates: dict[str, PlateTrial]) -> None:
    assert plates["gaussian"].ratio > 1.4 * plates[IDENTITY].ratio


def test_edges_alone_lose_holes(plates: dict[str, PlateTrial]) -> None:
    assert plates["gradient_edges"].found < plates[IDENTITY].found


def test_the_ratio_of_a_hole_is_its_contrast_over_the_noise_beside_it() -> None:
    """On a drawn hole of known contrast in noise of known strength."""
    phantom = make_contrast_detail(seed=0)
    cell = next(one for one in phantom.cells if one.diameter_mm > 5)
    random = np.random.default_rng(0)
    image: FloatImage = random.normal(0.5, 0.02, (1300, 1300)).astype(np.float32)
    row, column = (at / 2 for at in cell.centre)
    down, across = np.mgrid[0:1300, 0:1300]
    image[np.hypot(down - row, across - column) * 0.2 <= cell.diameter_mm / 2] -= np.float32(0.06)

    ratio, noise = plate_trial._hole(image, cell)

    assert noise == pytest.approx(0.02, rel=0.1)
    assert ratio == pytest.approx(3.0, rel=0.12)


def test_everything_a_user_can_switch_on_without_a_network_is_judged() -> None:
    names = {one.name for one in all_subjects()}

    assert {IDENTITY, "clahe", "multiscale", "recipe:chest_balanced"} <= names
    assert not names & {"ct_like", "interpretable_mapping", "rotate", "recipe:mapping"}
