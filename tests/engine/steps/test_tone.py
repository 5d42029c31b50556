"""engine.steps.tone"""

from dataclasses import replace

import numpy as np
import pytest

from engine.grayscale.modality import LinearModality
from engine.ops.curves import sigmoid
from engine.progress import Progress
from engine.radiograph import Photometric
from engine.recipe import Recipe
from engine.render import Renderer
from engine.steps.tone import ContrastStretch, Gamma, LogCurve, Normalise, Sigmoid
from tests.properties.films import frame_of, grey_film, radiograph_of, stored_film


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


@pytest.mark.parametrize(
    ("curve", "expected"),
    [
        (0, np.log(1 + 3 * 0.5) / np.log(4)),
        (1, (4**0.5 - 1) / 3),
        (2, 1 - np.log(1 + 3 * 0.5) / np.log(4)),
    ],
)
def test_each_word_of_the_log_curve_is_its_curve(curve: int, expected: float) -> None:
    frame = frame_of(np.full((2, 2), 0.5, np.float32))

    result = LogCurve(curve=curve, gain=3.0).apply(frame, Progress())

    np.testing.assert_allclose(result.pixels, expected, atol=1e-6)


def test_the_sigmoid_takes_per_cent() -> None:
    frame = frame_of(grey_film(40, 30))

    result = Sigmoid(centre_percent=30.0, width_percent=50.0).apply(frame, Progress())

    np.testing.assert_array_equal(result.pixels, sigmoid(frame.pixels, 0.3, 0.5))


@pytest.mark.parametrize("photometric", ["MONOCHROME1", "MONOCHROME2"])
def test_normalising_keeps_every_modality_value_that_it_does_not_clip(
    photometric: Photometric,
) -> None:
    """So does the window of the file hold: the picture looks as before."""
    stored = stored_film(200, 160, noise=0.05).pixels.astype(np.uint16)
    modality = LinearModality(slope=0.5, intercept=-100.0)
    renderer = Renderer(radiograph_of(stored, photometric=photometric, modality=modality))
    recipe = Recipe().added(Normalise(low_percent=5.0, high_percent=90.0))

    result = renderer.result(recipe)

    before = renderer.original.values[renderer.original.indices]
    after = result.values[result.indices]
    low, high = np.percentile(before, (5, 90) if photometric == "MONOCHROME2" else (10, 95))
    inside = (before > low + 1) & (before < high - 1)
    assert 0.8 < inside.mean() < 0.86
    np.testing.assert_allclose(after[inside], before[inside], atol=0.02)
    np.testing.assert_allclose(after, np.clip(before, low, high), atol=1.0)
    assert result.default_voi == renderer.original.default_voi


def test_normalising_gives_its_range_to_the_steps_that_follow() -> None:
    film = np.linspace(0.2, 0.7, 1001, dtype=np.float32)[np.newaxis]

    result = Normalise(low_percent=10.0, high_percent=90.0).apply(frame_of(film), Progress())

    np.testing.assert_allclose(result.pixels, np.clip((film - 0.25) / 0.4, 0, 1), atol=1e-3)
    assert (result.scale.low, result.scale.high) == pytest.approx(
        (0.25 * 4095, 0.65 * 4095), rel=1e-3
    )


def test_normalising_within_a_region_only_clips() -> None:
    """A film cannot have two ranges."""
    film = np.linspace(0.2, 0.7, 1001, dtype=np.float32)[np.newaxis]
    frame = replace(frame_of(film), region=np.ones(film.shape, np.float32))

    result = Normalise(low_percent=10.0, high_percent=90.0).apply(frame, Progress())

    assert result.scale == frame.scale
    np.testing.assert_allclose(result.pixels, np.clip(film, 0.25, 0.65), atol=1e-3)


def test_normalising_a_blank_film_leaves_it() -> None:
    frame = frame_of(np.full((9, 9), 0.4, np.float32))

    assert Normalise().apply(frame, Progress()) is frame
