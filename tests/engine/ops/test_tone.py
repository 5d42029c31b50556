"""engine.ops.tone"""

from pathlib import Path

import numpy as np
import pytest
from skimage import exposure

from engine.ops.tone import gamma, percentiles, stretch
from tests.properties.films import grey_film, real_film


@pytest.mark.parametrize("exponent", [0.2, 0.8, 1.0, 2.2, 5.0])
def test_gamma_agrees_with_skimage(exponent: float) -> None:
    film = grey_film(60, 80)

    curved = gamma(film, exponent)

    expected = exposure.adjust_gamma(film, exponent)  # type: ignore[no-untyped-call]
    np.testing.assert_allclose(curved, expected, atol=1e-6)


def test_gamma_clips_what_lies_outside_before_the_power() -> None:
    """A negative grey to the power 0.5 would be no number."""
    film = np.array([[-0.3, 0.0, 0.25, 1.0, 1.4]], np.float32)

    np.testing.assert_allclose(gamma(film, 0.5), [[0, 0, 0.5, 1, 1]], atol=1e-7)


def test_gamma_refuses_an_exponent_of_zero() -> None:
    with pytest.raises(ValueError, match="above 0"):
        gamma(grey_film(2, 2), 0.0)


@pytest.mark.parametrize("percent", [0.0, 0.5, 37.0, 50.0, 99.5, 100.0])
def test_percentiles_agree_with_numpy_to_half_a_16_bit_step(percent: float) -> None:
    film = grey_film(301, 203)
    field = film > 0.3

    (found,) = percentiles(film, field, (percent,))

    assert found == pytest.approx(
        np.percentile(film[field], percent, method="lower"), abs=0.51 / 65535
    )


def test_percentiles_agree_with_numpy_on_a_real_film(shared_data: Path) -> None:
    film = real_film(shared_data, 1)
    everywhere = np.ones(film.shape, np.bool_)

    found = percentiles(film, everywhere, (1.0, 99.0))

    np.testing.assert_allclose(found, np.percentile(film, (1, 99), method="lower"), atol=1e-5)


def test_nothing_exposed_means_everything_counts() -> None:
    film = np.array([[0.0, 0.5, 1.0]], np.float32)

    assert percentiles(film, np.zeros((1, 3), np.bool_), (0.0, 100.0)) == (0.0, 1.0)


def test_stretch_agrees_with_skimage() -> None:
    film = grey_film(40, 60)

    stretched = stretch(film, 0.2, 0.7)

    expected = exposure.rescale_intensity(  # type: ignore[no-untyped-call]
        film, in_range=(0.2, 0.7), out_range=(0.0, 1.0)
    )
    np.testing.assert_allclose(stretched, expected, atol=1e-6)


def test_stretching_an_empty_range_only_clips() -> None:
    film = np.array([[-0.5, 0.4, 1.5]], np.float32)

    np.testing.assert_allclose(stretch(film, 0.4, 0.4), [[0.0, 0.4, 1.0]], atol=1e-7)
