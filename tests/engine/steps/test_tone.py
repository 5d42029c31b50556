"""engine.steps.tone"""

import numpy as np
import pytest

from engine.progress import Progress
from engine.steps.tone import ContrastStretch, Gamma
from tests.properties.films import frame_of


def test_gamma_below_one_brightens() -> None:
    frame = frame_of(np.array([[0.0, 0.25, 1.0]], np.float32))

    result = Gamma(exponent=0.5).apply(frame, Progress())

    np.testing.assert_allclose(result.pixels, [[0.0, 0.5, 1.0]], atol=1e-6)


def test_stretch_spreads_what_lies_between_two_shares_of_the_exposed_field() -> None:
    """101 greys 0.2, 0.205 ... 0.7: 10 and 90 per cent of them lie at 0.25 and 0.65."""
    greys = np.linspace(0.2, 0.7, 101, dtype=np.float32)
    film = np.vstack([greys, np.zeros_like(greys), np.ones_like(greys)])
    field = np.zeros(film.shape, np.bool_)
    field[0] = True

    result = ContrastStretch(low_percent=10.0, high_percent=90.0).apply(
        frame_of(film, field=field), Progress()
    )

    expected = np.clip((greys - 0.25) / 0.4, 0, 1)
    np.testing.assert_allclose(result.pixels[0], expected, atol=1e-4)
    assert result.pixels[1:].min() == 0
    assert result.pixels[1:].max() == pytest.approx(1)
