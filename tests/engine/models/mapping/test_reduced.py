"""engine.models.mapping.reduced"""

import cv2
import numpy as np
import pytest

from engine.frame import BoolImage, FloatImage
from engine.models.mapping.reduced import long_side_of, reduced, small_shape
from tests.properties.films import grey_film


@pytest.fixture
def film() -> FloatImage:
    """A film of 400 x 320 pixels with little noise."""
    return grey_film(400, 320, noise=0.002)


@pytest.fixture
def everywhere(film: FloatImage) -> BoolImage:
    """A field that is the whole film."""
    return np.ones(film.shape, np.bool_)


def test_factors_are_those_of_a_film_of_3072_pixels() -> None:
    assert [long_side_of(factor) for factor in (4, 8, 16)] == [768, 384, 192]


def test_another_factor_is_refused() -> None:
    with pytest.raises(ValueError, match="not 5"):
        long_side_of(5)


def test_the_longer_side_decides_and_a_smaller_film_keeps_its_size() -> None:
    assert small_shape((3000, 2400), 384) == (384, 307)
    assert small_shape((2400, 3000), 384) == (307, 384)
    assert small_shape((100, 80), 384) == (100, 80)
    assert small_shape((5000, 2), 100) == (100, 1)


def test_the_percentiles_of_what_is_shown_come_to_the_common_range(
    film: FloatImage, everywhere: BoolImage
) -> None:
    seen = reduced(film, everywhere, 200)

    ends = np.percentile(seen.film, (0.1, 99.9))
    assert ends.tolist() == pytest.approx([0.04, 0.96], abs=1e-3)
    assert seen.film.shape == (200, 160)
    assert seen.film.dtype == np.float32


def test_a_film_and_its_half_lead_to_the_same_range(
    film: FloatImage, everywhere: BoolImage
) -> None:
    half = cv2.resize(film, (160, 200), interpolation=cv2.INTER_AREA).astype(np.float32)

    whole, small = reduced(film, everywhere, 100), reduced(half, everywhere[::2, ::2], 100)

    assert small.lead.low == pytest.approx(whole.lead.low, abs=2e-3)
    assert small.lead.high == pytest.approx(whole.lead.high, abs=2e-3)
    assert np.abs(small.film - whole.film).max() < 0.01


def test_what_lies_outside_the_field_does_not_count(
    film: FloatImage, everywhere: BoolImage
) -> None:
    field = everywhere.copy()
    field[:40], field[:, 300:] = False, False
    spoilt = np.where(field, film, np.float32(1))
    black = np.where(field, film, np.float32(0))

    assert reduced(spoilt, field, 200).lead == reduced(black, field, 200).lead


def test_a_cell_that_is_partly_outside_is_outside(film: FloatImage, everywhere: BoolImage) -> None:
    """Rows 0 to 2 are outside: cells of two rows each, so that the second is half outside."""
    field = everywhere.copy()
    field[:3] = False

    seen = reduced(film, field, 200)

    assert seen.field.sum(axis=1)[:3].tolist() == [0, 0, 160]


def test_a_film_exposed_nowhere_is_taken_whole(film: FloatImage, everywhere: BoolImage) -> None:
    seen = reduced(film, np.zeros_like(everywhere), 200)

    assert seen.lead == reduced(film, everywhere, 200).lead
    assert seen.field.all()


def test_a_blank_film_has_a_lead_too(everywhere: BoolImage) -> None:
    seen = reduced(np.full(everywhere.shape, 0.5, np.float32), everywhere, 200)

    assert np.isfinite(seen.film).all()
