"""engine.ops.curves"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from skimage import exposure

from engine.errors import Cancelled
from engine.frame import FloatImage
from engine.ops.curves import dose_logarithm, exponential, logarithm, sigmoid
from engine.progress import Progress
from tests.properties.films import grey_film, real_film

Curve = Callable[[FloatImage, float], FloatImage]

BY_GAIN = pytest.mark.parametrize("curve", [logarithm, exponential, dose_logarithm])


def bent(film: FloatImage, gain: float) -> FloatImage:
    return sigmoid(film, 0.4, 1 / gain)


@pytest.mark.parametrize(("curve", "is_back"), [(logarithm, False), (exponential, True)])
def test_a_gain_of_one_agrees_with_skimage(curve: Curve, is_back: bool) -> None:
    """Skimage knows log2(1 + x) and 2^x - 1 only."""
    film = grey_film(60, 80)

    curved = curve(film, 1.0)

    expected = exposure.adjust_log(film, inv=is_back)  # type: ignore[no-untyped-call]
    np.testing.assert_allclose(curved, expected, atol=1e-6)


@pytest.mark.parametrize("gain", [0.1, 3.0, 1000.0])
def test_the_logarithm_follows_its_formula_on_a_real_film(shared_data: Path, gain: float) -> None:
    film = real_film(shared_data)

    curved = logarithm(film, gain)

    expected = np.log1p(gain * film.astype(np.float64)) / np.log1p(gain)
    np.testing.assert_allclose(curved, expected, atol=2e-6)


@pytest.mark.parametrize("gain", [0.1, 3.0, 1000.0])
def test_the_exponential_is_the_way_back(gain: float) -> None:
    film = grey_film(60, 80)

    np.testing.assert_allclose(exponential(logarithm(film, gain), gain), film, atol=1e-5)


def test_the_log_of_dose_turns_equal_layers_into_equal_steps() -> None:
    """Each layer halves the dose, from 1 to 1/1024; the film is bright where it is small."""
    dose = 0.5 ** np.arange(11)
    film = (1 - dose).astype(np.float32)[np.newaxis]

    steps = np.diff(dose_logarithm(film, 1e6)[0])

    assert steps == pytest.approx(np.full(10, np.log(2) / np.log(1e6)), rel=0.01)
    assert np.ptp(np.diff(film)) > 0.4, "else equal steps would be no news"


@pytest.mark.parametrize(("centre", "width"), [(0.5, 0.6), (0.2, 0.1), (0.9, 3.0)])
def test_the_sigmoid_agrees_with_skimage_brought_to_black_and_white(
    centre: float, width: float
) -> None:
    film = grey_film(60, 80).astype(np.float64)

    curved = sigmoid(film.astype(np.float32), centre, width)

    raw, dark, bright = (
        exposure.adjust_sigmoid(image, cutoff=centre, gain=4 / width)  # type: ignore[no-untyped-call]
        for image in (film, np.zeros((1, 1)), np.ones((1, 1)))
    )
    np.testing.assert_allclose(curved, (raw - dark) / (bright - dark), atol=2e-6)


def test_a_narrow_sigmoid_is_a_threshold_and_warns_of_nothing() -> None:
    film = np.array([[0.0, 0.49, 0.51, 1.0]], np.float32)

    np.testing.assert_array_equal(sigmoid(film, 0.5, 1e-4), [[0, 0, 1, 1]])


@pytest.mark.parametrize("curve", [logarithm, exponential, dose_logarithm, bent])
@pytest.mark.parametrize("gain", [0.1, 5.0, 1000.0])
def test_black_and_white_stay_and_greys_keep_their_order(curve: Curve, gain: float) -> None:
    ramp = np.linspace(0, 1, 65536, dtype=np.float32).reshape(256, 256)

    curved = curve(ramp, gain).ravel()

    assert curved[0] == pytest.approx(0, abs=1e-6)
    assert curved[-1] == pytest.approx(1, abs=1e-6)
    assert np.diff(curved).min() > -1e-6
    assert 0 <= curved.min() <= curved.max() <= 1


@pytest.mark.parametrize("curve", [logarithm, exponential, dose_logarithm, bent])
def test_what_lies_outside_is_clipped_before_the_curve(curve: Curve) -> None:
    """The logarithm of a negative number would be none."""
    film = np.array([[-3.0, 0.0, 1.0, 1.4]], np.float32)

    np.testing.assert_allclose(curve(film, 5.0), [[0, 0, 1, 1]], atol=1e-6)


@BY_GAIN
def test_a_gain_of_zero_is_refused(curve: Curve) -> None:
    with pytest.raises(ValueError, match="above 0"):
        curve(grey_film(2, 2), 0.0)


@pytest.mark.parametrize(("centre", "width"), [(-0.1, 1.0), (1.1, 1.0), (0.5, 0.0)])
def test_a_sigmoid_out_of_range_is_refused(centre: float, width: float) -> None:
    with pytest.raises(ValueError, match="centre"):
        sigmoid(grey_film(2, 2), centre, width)


def test_it_stops_when_cancelled() -> None:
    progress = Progress()
    progress.cancel()

    with pytest.raises(Cancelled):
        logarithm(grey_film(9, 9), 1.0, progress)
