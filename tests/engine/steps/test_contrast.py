"""engine.steps.contrast"""

from pathlib import Path

import numpy as np
import pytest
from skimage import exposure

from engine.curve import point_curve
from engine.ops.clahe import BINS, clahe
from engine.ops.equalise import equalised
from engine.ops.homomorphic import homomorphic
from engine.ops.smooth import gaussian
from engine.progress import Progress
from engine.recipe import Recipe
from engine.render import Renderer
from engine.steps.contrast import (
    AdaptiveEqualisation,
    Clahe,
    HistogramEqualisation,
    Homomorphic,
)
from engine.steps.lengths import tiles_of
from tests.properties.films import frame_of, grey_film, real_film, similarity, stored_film


@pytest.mark.parametrize(
    ("spacing_mm", "tile_mm", "tiles"),
    [
        ((1.0, 1.0), 40.0, (2, 4)),  # 80 x 160 mm
        ((0.5, 1.0), 40.0, (1, 4)),  # 40 x 160 mm
        ((1.0, 1.0), 400.0, (1, 1)),  # never none
        ((1.0, 1.0), 30.0, (3, 5)),  # to the nearest
    ],
)
def test_tiles_are_counted_in_mm_on_each_axis(
    spacing_mm: tuple[float, float], tile_mm: float, tiles: tuple[int, int]
) -> None:
    assert tiles_of(tile_mm, frame_of(grey_film(80, 160), spacing_mm=spacing_mm)) == tiles


def test_it_hands_its_numbers_to_the_op() -> None:
    frame = frame_of(grey_film(80, 160), spacing_mm=(1.0, 1.0))

    result = Clahe(tile_mm=40.0, clip_limit=3.0, strength=0.5).apply(frame, Progress())

    expected = clahe(frame.pixels, frame.field, (2, 4), 3.0, 0.5)
    np.testing.assert_array_equal(result.pixels, expected)


def test_adaptive_equalisation_is_clahe_without_a_limit() -> None:
    frame = frame_of(grey_film(80, 160, noise=0.02), spacing_mm=(1.0, 1.0))

    result = AdaptiveEqualisation(tile_mm=40.0, strength=1.0).apply(frame, Progress())

    unlimited = clahe(frame.pixels, frame.field, (2, 4), float(BINS))
    np.testing.assert_array_equal(result.pixels, unlimited)
    beyond = clahe(frame.pixels, frame.field, (2, 4), 100.0 * BINS)
    np.testing.assert_array_equal(unlimited, beyond)
    assert np.abs(clahe(frame.pixels, frame.field, (2, 4), 3.0) - unlimited).max() > 0.01


def test_adaptive_equalisation_agrees_with_skimage_on_a_real_film(shared_data: Path) -> None:
    """Skimage never cuts at a limit of 1; it sees the 8-bit comb, ours smooths it."""
    film = gaussian(real_film(shared_data), (0.8, 0.8))[:512, :640]
    film = (film - film.min()) / (film.max() - film.min())
    frame = frame_of(film, spacing_mm=(1.0, 1.0))

    result = AdaptiveEqualisation(tile_mm=128.0, strength=1.0).apply(frame, Progress())

    theirs = exposure.equalize_adapthist(film, kernel_size=(128, 128), clip_limit=1.0, nbins=BINS)
    assert similarity(result.pixels, theirs) > 0.98
    assert np.abs(result.pixels - theirs).mean() < 0.03


def test_histogram_equalisation_hands_its_numbers_to_the_op() -> None:
    film = grey_film(80, 60)
    field = np.ones(film.shape, np.bool_)
    field[:30] = False

    result = HistogramEqualisation(strength=0.4).apply(frame_of(film, field=field), Progress())

    np.testing.assert_array_equal(result.pixels, equalised(film, field, 0.4))


def test_the_curve_of_histogram_equalisation_can_be_read_off() -> None:
    """What the window draws of a recipe that one curve says all about."""
    renderer = Renderer(stored_film(120, 100))
    recipe = Recipe().added(HistogramEqualisation(strength=1.0))

    curve = point_curve(renderer.original, renderer.result(recipe))

    assert recipe.is_point_mapping
    indices = renderer.original.indices
    shares = np.searchsorted(np.sort(indices, axis=None), curve.before, side="right")
    darkest = np.count_nonzero(indices == indices.min())
    expected = (shares - darkest) / (indices.size - darkest) * 65535
    np.testing.assert_allclose(curve.after, expected, atol=0.51)


def test_the_cut_off_is_a_wavelength_in_mm_on_each_axis() -> None:
    frame = frame_of(grey_film(80, 60), spacing_mm=(0.5, 0.25))

    result = Homomorphic(cutoff_mm=20.0, coarse_gain=0.7, fine_gain=1.4).apply(frame, Progress())

    sigma_px = 20 / (2 * np.pi) / 0.5, 20 / (2 * np.pi) / 0.25
    expected = homomorphic(frame.pixels, frame.field, sigma_px, 0.7, 1.4)
    np.testing.assert_allclose(result.pixels, expected, atol=1e-6)
