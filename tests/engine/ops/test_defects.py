"""engine.ops.defects"""

from pathlib import Path

import cv2
import numpy as np
import pytest
from scipy import ndimage

from engine.frame import BoolImage, FloatImage
from engine.ops.defects import defects, without_defects
from tests.properties.films import grey_film, real_film

DEVIATION = 8.0


def everywhere(film: FloatImage) -> BoolImage:
    return np.ones(film.shape, np.bool_)


@pytest.fixture
def film() -> FloatImage:
    return grey_film(300, 260, noise=0.01)


def test_dead_and_hot_pixels_are_found_and_nothing_else(film: FloatImage) -> None:
    wanted = np.zeros(film.shape, np.bool_)
    wanted[10::40, 15::35] = True
    faulty = film.copy()
    faulty[wanted] = np.where(film[wanted] > 0.5, 0.0, 1.0)

    found = defects(faulty, everywhere(film), DEVIATION)

    np.testing.assert_array_equal(found, wanted)


@pytest.mark.parametrize("shape", [[(0, 0), (0, 1)], [(0, 0), (1, 1)], [(0, 0), (0, 1), (1, 0)]])
def test_pairs_and_triples_are_found(film: FloatImage, shape: list[tuple[int, int]]) -> None:
    for down, across in shape:
        film[100 + down, 60 + across] = 1.0

    found = defects(film, everywhere(film), DEVIATION)

    assert sorted(zip(*np.nonzero(found), strict=True)) == sorted(
        (100 + down, 60 + across) for down, across in shape
    )


def test_a_speck_that_light_has_spread_is_no_defect(film: FloatImage) -> None:
    """A calcification or a bead: bright, small, but with a rim."""
    speck = np.zeros(film.shape, np.float32)
    speck[150, 130] = 1.0
    spread = cv2.GaussianBlur(speck, (0, 0), 1.0)
    bead = (film * 0.5 + spread / spread.max() * 0.5).astype(np.float32)

    assert not defects(bead, everywhere(film), DEVIATION)[140:160, 120:140].any()


@pytest.mark.parametrize("axis", [0, 1])
@pytest.mark.parametrize("offset", [0.02, -0.3])
def test_a_line_that_is_off_is_found_over_its_whole_length(
    film: FloatImage, axis: int, offset: float
) -> None:
    line = np.s_[77] if axis == 0 else np.s_[:, 77]
    film[line] = np.clip(film[line] + offset, 0, 1)

    found = defects(film, everywhere(film), DEVIATION)

    assert found[line].all()
    assert found.sum() == found[line].size


def test_the_sharp_edge_of_a_collimator_is_no_defect_line(film: FloatImage) -> None:
    film[:60] = 0.98
    edge = cv2.GaussianBlur(film, (0, 0), 0.8)
    ringing = (edge + 1.5 * (edge - cv2.GaussianBlur(edge, (0, 0), 1.5))).clip(0, 1)

    assert not defects(ringing.astype(np.float32), everywhere(film), DEVIATION).all(axis=1).any()


def test_a_defect_becomes_the_median_that_scipy_finds(film: FloatImage) -> None:
    faulty = film.copy()
    faulty[20::50, 25::45] = 0.0

    cleaned = without_defects(faulty, everywhere(film), DEVIATION)

    judged = ndimage.median_filter(faulty, 5, mode="nearest")
    found = cleaned != faulty
    np.testing.assert_array_equal(cleaned[found], judged[found])
    assert np.abs(cleaned - film).max() < 0.06  # six times the noise


def test_hardly_anything_of_a_real_film_is_taken_for_a_defect(shared_data: Path) -> None:
    """The letter that is burnt in has corners of a pixel; nothing else has."""
    shares = []
    for number in range(12):
        film = real_film(shared_data, number)
        shares.append(defects(film, everywhere(film), DEVIATION).mean())

    assert max(shares) < 5e-4
    assert np.median(shares) < 1e-4


def test_dead_pixels_of_a_real_film_are_found(shared_data: Path) -> None:
    film = real_film(shared_data, 2)
    wanted = np.zeros(film.shape, np.bool_)
    wanted[25:-25:30, 25:-25:30] = True
    wanted &= film > 0.15

    found = defects(np.where(wanted, np.float32(0), film), everywhere(film), DEVIATION)

    assert (found & wanted).sum() >= 0.98 * wanted.sum()


def test_what_lies_outside_the_field_is_neither_found_nor_changed(film: FloatImage) -> None:
    field = everywhere(film)
    field[:, :50] = False
    film[100:200:7, 10:40:5] = 1.0
    film[33] = 0.0

    found = defects(film, field, DEVIATION)
    cleaned = without_defects(film, field, DEVIATION)

    assert found[33, 50:].all()
    assert not found[:, :50].any()
    np.testing.assert_array_equal(cleaned[:, :50], film[:, :50])


def test_eight_bit_steps_are_no_defects() -> None:
    smooth = np.linspace(0.2, 0.3, 300, dtype=np.float32)[None].repeat(200, axis=0)
    film = (np.round(smooth * 255) / 255).astype(np.float32)
    film[100, 150] += np.float32(1 / 255)

    assert not defects(film, everywhere(film), 5.0).any()
