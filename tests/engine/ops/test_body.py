"""engine.ops.body"""

from pathlib import Path

import cv2
import numpy as np
import pytest
from skimage import filters

from engine.errors import Cancelled
from engine.frame import BoolImage, FloatImage
from engine.ops.body import body_mask, otsu
from engine.progress import Progress
from tests.properties.films import real_film


def ellipse(rows: int, columns: int, *, share: float = 0.35) -> BoolImage:
    """Return True within an ellipse about the middle whose radii are this share of the sides."""
    down, along = np.mgrid[0:rows, 0:columns]
    y, x = (down / rows - 0.5) / share, (along / columns - 0.5) / share
    return np.asarray(x * x + y * y <= 1)


def film_of(body: BoolImage, *, noise: float = 0.01, air: float = 0.05) -> FloatImage:
    """Return a body of uneven grey in even air, blurred by a pixel, with noise."""
    across = np.linspace(0, 6, body.shape[1])
    grey = np.where(body, 0.55 + 0.15 * np.sin(across)[None, :], air).astype(np.float32)
    grey = np.asarray(cv2.GaussianBlur(grey, (0, 0), 1.0), np.float32)
    grain = np.random.default_rng(0).standard_normal(body.shape).astype(np.float32)
    return np.clip(grey + np.float32(noise) * grain, 0, 1).astype(np.float32)


def everywhere(image: FloatImage) -> BoolImage:
    return np.ones(image.shape, np.bool_)


def overlap(one: BoolImage, other: BoolImage) -> float:
    """Return intersection over union."""
    return float((one & other).sum() / (one | other).sum())


@pytest.mark.parametrize("shape", [(400, 300), (1500, 1800)])
@pytest.mark.parametrize("noise", [0.0, 0.01, 0.03])
def test_a_body_in_air_is_found(shape: tuple[int, int], noise: float) -> None:
    body = ellipse(*shape)
    film = film_of(body, noise=noise)

    assert overlap(body_mask(film, everywhere(film)), body) > 0.97


def test_lungs_within_the_body_are_body() -> None:
    body = ellipse(500, 500, share=0.45)
    film = film_of(body)
    lung = ellipse(500, 500, share=0.12)
    film[lung] = 0.06

    found = body_mask(film, everywhere(film))

    assert found[lung].all()


def test_a_film_filled_by_the_patient_is_all_body() -> None:
    """Uneven, with dark lungs that reach the edge softly: nothing ends as sharply as air."""
    down, along = np.mgrid[0:400, 0:400] / 400
    film = (0.5 + 0.3 * np.sin(5 * down) * np.cos(7 * along)).astype(np.float32)

    assert body_mask(film, everywhere(film)).all()


def test_a_burnt_in_black_border_is_not_body() -> None:
    film = (0.5 + 0.2 * np.sin(np.mgrid[0:300, 0:400][1] / 50)).astype(np.float32)
    border = np.zeros(film.shape, np.bool_)
    border[:, :60] = True
    film[border] = 0

    found = body_mask(film, everywhere(film))

    assert not found[:, :55].any()
    assert found[:, 65:].all()


def test_a_patient_who_fades_into_dark_at_the_rim_is_body() -> None:
    """Flat and dark as air at the left, but nowhere does it end."""
    along = np.linspace(0, 1, 400, dtype=np.float32)
    film = np.tile(0.15 + 0.6 * along**3, (400, 1)).astype(np.float32)

    assert body_mask(film, everywhere(film)).all()


def test_the_brightest_part_of_a_patient_is_body() -> None:
    """A bright abdomen at the lower rim fades, as no collimator's shade does."""
    film = film_of(ellipse(400, 400, share=0.9), noise=0.005)
    film = np.minimum(film + np.linspace(0, 0.5, 400, dtype=np.float32)[:, None] ** 3, 1)

    assert body_mask(film, everywhere(film))[380:].all()


def test_what_a_collimator_shades_beside_air_is_not_body() -> None:
    """A leg, air on both sides, and a shade that is larger than the leg."""
    film = np.full((400, 400), 0.05, np.float32)
    leg = np.zeros(film.shape, np.bool_)
    leg[:, 60:160] = True
    film[leg] = np.tile(0.4 + 0.3 * np.sin(np.linspace(0, 3, 100)), (400, 1)).ravel()
    film[:, 220:] = 1.0
    film = np.asarray(cv2.GaussianBlur(film, (0, 0), 1.0), np.float32)

    found = body_mask(film, everywhere(film))

    assert overlap(found, leg) > 0.95


def test_the_body_lies_within_the_exposed_field() -> None:
    film = film_of(ellipse(900, 1100, share=0.6))
    field = everywhere(film)
    field[:, :91] = False

    assert not body_mask(film, field)[~field].any()


def test_what_lies_outside_the_field_does_not_matter() -> None:
    film = film_of(ellipse(300, 300))
    field = everywhere(film)
    field[:40] = False
    other = film.copy()
    other[:40] = 1 - other[:40]

    np.testing.assert_array_equal(body_mask(film, field), body_mask(other, field))


@pytest.mark.parametrize("shape", [(1, 1), (3, 900), (20, 20)])
def test_the_smallest_films_are_body(shape: tuple[int, int]) -> None:
    film = np.full(shape, 0.5, np.float32)

    assert body_mask(film, everywhere(film)).all()


def test_an_empty_field_has_no_body() -> None:
    film = film_of(ellipse(100, 100))

    assert not body_mask(film, np.zeros(film.shape, np.bool_)).any()


def test_otsus_threshold_is_that_of_an_independent_one(shared_data: Path) -> None:
    """That of skimage is the middle of the bin below ours, of 256 bins."""
    film = real_film(shared_data)

    assert otsu(film.ravel()) == pytest.approx(
        float(filters.threshold_otsu(film)),  # type: ignore[no-untyped-call]
        abs=float(np.ptp(film)) / 256,
    )


def test_the_film_is_not_written_to() -> None:
    film = film_of(ellipse(300, 300))
    before = film.copy()

    body_mask(film, everywhere(film))

    np.testing.assert_array_equal(film, before)


def test_nobody_waits_for_a_body_that_is_no_longer_wanted() -> None:
    film = film_of(ellipse(300, 300))
    progress = Progress()
    progress.cancel()

    with pytest.raises(Cancelled):
        body_mask(film, everywhere(film), progress)
