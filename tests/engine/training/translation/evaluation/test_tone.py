"""engine.training.translation.evaluation.tone"""

import numpy as np
import pytest
from skimage.exposure import match_histograms

from engine.training.translation.evaluation.tone import Tones, matched, through
from tests.engine.training.phantoms import phantom
from tests.engine.training.translation.evaluation.made_up import everywhere


def test_a_film_matched_to_one_picture_is_skimages() -> None:
    film, picture = phantom(0), phantom(1) ** 2

    found = matched(film, everywhere(film), Tones.of(picture, everywhere(picture)))

    assert np.abs(found - match_histograms(film, picture)).max() < 0.01


def test_the_histogram_inside_the_field_is_the_one_wanted() -> None:
    film, picture = phantom(0), phantom(1) ** 2
    field = everywhere(film)
    field[:, :50] = False

    found = matched(film, field, Tones.of(picture, everywhere(picture)))

    percents = (5, 25, 50, 75, 95)
    assert np.percentile(found[field], percents) == pytest.approx(
        np.percentile(picture, percents), abs=0.01
    )


def test_the_mean_curve_is_the_same_for_every_film() -> None:
    before, after = (
        Tones.of(phantom(0), everywhere(phantom(0))),
        Tones(np.linspace(0, 1, 1025) ** 2),
    )
    one = np.full((4, 4), 0.5, np.float32)
    two = np.array([[0.1, 0.5, 0.9]], np.float32)

    assert through(two, before, after)[0, 1] == through(one, before, after)[0, 0]


def test_a_curve_never_falls() -> None:
    flat = np.repeat(np.array([0.2, 0.2, 0.7], np.float32), 50).reshape(10, 15)
    ramp = np.linspace(0, 1, 200, dtype=np.float32)[None]

    curved = through(ramp, Tones.of(flat, everywhere(flat)), Tones(np.linspace(0, 1, 1025)))

    assert (np.diff(curved[0]) >= 0).all()


def test_one_grey_value_alone_becomes_the_median() -> None:
    flat = np.full((10, 10), 0.2, np.float32)

    found = matched(flat, everywhere(flat), Tones(np.linspace(0, 1, 1025) ** 2))

    assert found == pytest.approx(0.25, abs=0.01)


def test_the_mean_histogram_lies_between_two() -> None:
    dark, light = Tones(np.linspace(0, 0.4, 1025)), Tones(np.linspace(0.2, 1, 1025))

    assert Tones.mean([dark, light]).values == pytest.approx(np.linspace(0.1, 0.7, 1025))
