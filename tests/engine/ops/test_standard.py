"""engine.ops.standard"""

import numpy as np
import pytest

from engine.frame import BoolImage, FloatImage
from engine.ops.standard import spread, standardised
from tests.engine.training.phantoms import phantom


@pytest.fixture
def film() -> FloatImage:
    """A film whose middle grey lies a little off."""
    return 0.2 + 0.5 * phantom(1)


@pytest.fixture
def field(film: FloatImage) -> BoolImage:
    """All but a black border at the top."""
    field = np.ones(film.shape, np.bool_)
    field[:20] = False
    return field


def test_black_middle_and_white_of_the_field_come_to_their_places(
    film: FloatImage, field: BoolImage
) -> None:
    film[~field] = 0

    shown = standardised(film, field)

    found = np.percentile(shown[field], (1, 50, 99))
    assert found.tolist() == pytest.approx([0.06, 0.5, 0.94], abs=2e-3)


def test_a_far_middle_is_brought_nearer_but_not_to_the_half() -> None:
    """Its bend would be 9; only 2 is allowed: x / (x + 2 (1 - x)) of 0.9 is 0.818."""
    film = np.full((100, 100), 0.9, np.float32)
    film[:2], film[-2:] = 0, 1
    everywhere = np.ones(film.shape, np.bool_)

    shown = standardised(film, everywhere)

    assert shown[50, 50] == pytest.approx(0.06 + 0.88 * 0.9 / 1.1, abs=1e-3)


def test_denser_stays_brighter_at_every_level(field: BoolImage) -> None:
    """Beyond the percentiles too, where the ends are soft."""
    film = np.linspace(0, 1, field.size, dtype=np.float32).reshape(field.shape)
    levels = np.linspace(0, 1, 4096, dtype=np.float32)
    film.flat[: levels.size] = levels

    shown = standardised(0.3 + 0.4 * film, field).flat[: levels.size]

    assert (np.diff(shown) > 0).all()
    assert shown[0] > 0
    assert shown[-1] < 1


def test_exposure_does_not_matter(film: FloatImage, field: BoolImage) -> None:
    """The same film darker and flatter becomes the same presentation."""
    shown = standardised(film, field)

    np.testing.assert_allclose(standardised(0.1 + 0.5 * film, field), shown, atol=1e-4)


def test_a_blank_film_stays_finite(field: BoolImage) -> None:
    blank = np.full(field.shape, 0.4, np.float32)

    shown = standardised(blank, field)

    assert np.isfinite(shown).all()
    assert ((shown > 0) & (shown < 1)).all()


def test_where_there_is_no_field_the_whole_film_counts(film: FloatImage) -> None:
    nowhere = np.zeros(film.shape, np.bool_)

    assert np.array_equal(standardised(film, nowhere), standardised(film, ~nowhere))
    assert spread(film, nowhere) == spread(film, ~nowhere)


def test_spread_is_the_distance_of_the_percentiles() -> None:
    film = np.linspace(0.2, 0.7, 10_000, dtype=np.float32).reshape(100, 100)

    assert spread(film, np.ones(film.shape, np.bool_)) == pytest.approx(0.49, abs=1e-3)
