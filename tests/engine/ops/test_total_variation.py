"""engine.ops.total_variation"""

from pathlib import Path

import numpy as np
import pytest
from skimage.restoration import denoise_tv_chambolle

from engine.frame import FloatImage
from engine.ops import total_variation as house
from engine.ops.total_variation import total_variation
from tests.properties.films import grey_film, real_film


def judged(film: FloatImage, weight: float, iterations: int) -> FloatImage:
    """By scikit-image, whose first iteration returns the film."""
    found: FloatImage = denoise_tv_chambolle(  # type: ignore[no-untyped-call]
        film, weight=weight, max_num_iter=iterations + 1, eps=0
    )
    return found


@pytest.mark.parametrize("iterations", [1, 5, 10, 60])
@pytest.mark.parametrize("weight", [0.003, 0.05, 0.4])
def test_it_agrees_with_skimage_after_every_number_of_iterations(
    iterations: int, weight: float
) -> None:
    film = grey_film(120, 170, noise=0.05)

    found = total_variation(film, weight, iterations)

    np.testing.assert_allclose(found, judged(film, weight, iterations), atol=1e-5)


def test_it_agrees_with_skimage_on_a_real_film(shared_data: Path) -> None:
    film = real_film(shared_data)

    found = total_variation(film, 0.03, 10)

    np.testing.assert_allclose(found, judged(film, 0.03, 10), atol=1e-5)


def test_stripes_leave_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    film = grey_film(300, 90, noise=0.05)
    whole = total_variation(film, 0.05, 10)

    monkeypatch.setattr(house, "_STRIPE_PIXELS", 100)

    np.testing.assert_allclose(total_variation(film, 0.05, 10), whole, atol=1e-6)


def test_a_disc_loses_twice_the_weight_over_its_radius() -> None:
    """The closed form of Strong and Chan, Inverse Problems 19, 2003, theorem 1."""
    down, across = np.mgrid[-64:64, -64:64] + 0.5
    disc = (np.hypot(down, across) < 10).astype(np.float32) * np.float32(0.5)

    found = total_variation(disc, 0.1, 1000)

    assert 0.5 - float(found[60:68, 60:68].mean()) == pytest.approx(2 * 0.1 / 10, rel=0.10)


def test_a_weight_of_0_changes_nothing() -> None:
    film = grey_film(20, 30)

    np.testing.assert_array_equal(total_variation(film, 0.0, 10), film)


@pytest.mark.parametrize(("weight", "iterations"), [(-0.1, 10), (float("nan"), 10), (0.1, 0)])
def test_impossible_numbers_are_refused(weight: float, iterations: int) -> None:
    with pytest.raises(ValueError, match="not a weight"):
        total_variation(grey_film(9, 9), weight, iterations)
