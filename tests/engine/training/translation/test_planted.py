"""engine.training.translation.planted"""

import numpy as np
import pytest

from engine.training.translation.planted import with_consolidation
from tests.engine.training.translation.made_up import film_image


@pytest.mark.parametrize("seed", range(6))
def test_a_consolidation_is_soft_lies_in_the_dark_and_is_no_brighter_than_the_heart(
    seed: int,
) -> None:
    film = film_image(seed).image

    opaque, rise = with_consolidation(film, np.random.default_rng(seed))

    peak = np.unravel_index(rise.argmax(), rise.shape)
    assert rise.min() >= 0
    assert rise.max() > 0.1
    assert film[peak] < np.quantile(film, 0.7)
    assert opaque[rise > 0.1].mean() > film[rise > 0.1].mean() + 0.1
    assert np.abs(np.diff(rise, axis=0)).max() < 0.15
    assert opaque.min() >= 0
    assert opaque.max() <= 1


def test_far_from_a_consolidation_the_film_is_as_it_was() -> None:
    film = film_image(1).image

    opaque, rise = with_consolidation(film, np.random.default_rng(4))

    assert np.abs(opaque - film)[rise < 1e-6].max() < 1e-3


def test_what_is_fine_shines_through_weakened() -> None:
    """A stripe pattern keeps its phase below the consolidation, and half of its swing at least."""
    stripes = 0.02 * np.sign(np.sin(np.arange(96) * 2))
    film = (0.3 + stripes[None] + np.linspace(0, 0.4, 96)[:, None]).astype(np.float32)

    opaque, rise = with_consolidation(film, np.random.default_rng(0))

    inside = rise > 0.5 * rise.max()
    swing, before = (
        np.abs(np.diff(image, axis=1))[inside[:, 1:]].mean() for image in (opaque - rise, film)
    )
    assert 0.45 < swing / before < 0.9
