"""engine.training.translation.evaluation.islands"""

import cv2
import numpy as np
import pytest

from engine.frame import FloatImage
from engine.training.translation.evaluation.islands import dark_islands
from tests.engine.training.translation.evaluation.made_up import everywhere, painted_disc

SIDE = 400


@pytest.fixture
def film() -> FloatImage:
    """A grey trunk with one dark, aerated lung on the left; the right lung is opaque."""
    trunk = np.full((SIDE, SIDE), 0.6, np.float32)
    cv2.ellipse(trunk, ((110, 200), (110, 220), 0), 0.2, -1)
    return np.asarray(cv2.GaussianBlur(trunk, (0, 0), 4), np.float32)


def test_a_hole_in_an_opaque_lung_is_an_island_of_its_area(film: FloatImage) -> None:
    picture = painted_disc(film, 200, 290, 40, 0.08)

    found = dark_islands(picture, film, everywhere(film))

    assert found.number == 1
    assert found.share == pytest.approx(np.pi * 40**2 / SIDE**2, rel=0.1)
    assert found.where[200, 290]


def test_an_aerated_lung_that_comes_out_black_is_none(film: FloatImage) -> None:
    picture = np.clip(1.6 * film - 0.25, 0, 1)

    found = dark_islands(picture, film, everywhere(film))

    assert picture[200, 110] < 0.1
    assert found.share == 0


def test_a_faint_shade_that_is_blackened_beside_a_dark_lung_is_one(film: FloatImage) -> None:
    """The film's low-pass is a little darker there; that is no reason for a black hole."""
    hazy = film - 0.09 * cv2.GaussianBlur(
        painted_disc(np.zeros_like(film), 200, 290, 40, 1.0), (0, 0), 4
    ).astype(np.float32)
    picture = painted_disc(hazy, 200, 290, 38, 0.1)

    found = dark_islands(picture, hazy, everywhere(film))

    assert found.number == 1


def test_a_hole_where_both_lungs_are_opaque_is_one_however_faint_the_shade_below_it() -> None:
    """Nothing in this film is dark: what comes out dark cannot be measured by itself."""
    film = np.full((SIDE, SIDE), 0.6, np.float32)
    film[:, 180:220], film[300:] = 0.95, 0.9
    faint = cv2.GaussianBlur(painted_disc(film, 160, 290, 45, 0.57), (0, 0), 4)
    picture = painted_disc(np.asarray(faint, np.float32), 160, 290, 40, 0.08)

    found = dark_islands(picture, np.asarray(faint, np.float32), everywhere(film))

    assert found.number == 1


def test_a_soft_shadow_is_not_cut_out(film: FloatImage) -> None:
    hole = np.asarray(
        cv2.GaussianBlur(painted_disc(np.zeros_like(film), 200, 290, 50, 1.0), (0, 0), 40),
        np.float32,
    )
    picture = film - 0.8 * hole

    found = dark_islands(picture, film, everywhere(film))

    assert picture.min() < 0.25
    assert not found.where[:, 220:].any()


def test_grain_is_none(film: FloatImage) -> None:
    picture = film.copy()
    picture[150:250:10, 250:330:10] = 0.0

    assert dark_islands(picture, film, everywhere(film)).share == 0


def test_only_the_region_asked_for_counts(film: FloatImage) -> None:
    picture = painted_disc(film, 200, 290, 40, 0.08)
    left = everywhere(film)
    left[:, 220:] = False

    assert dark_islands(picture, film, everywhere(film), left).share == 0
