"""engine.training.translation.crops"""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from engine.frame import FloatImage
from engine.training.translation.crops import (
    crop_of,
    filled,
    placement,
    varied,
    whole,
    whole_field,
)
from engine.training.translation.images import DomainImage
from engine.training.translation.recipe import DomainRecipe

PLAIN = DomainRecipe(long_side=(64, 64), crop=48, mirror=0.0)


@pytest.fixture
def slope() -> DomainImage:
    """80 x 128, as bright as a column is far right."""
    image = np.tile(np.linspace(0, 1, 128, dtype=np.float32), (80, 1))
    return DomainImage("slope", "one", "film", image, np.ones(image.shape, np.bool_))


def cropped(image: DomainImage, recipe: DomainRecipe, seed: int = 0) -> FloatImage:
    return crop_of(image, recipe, np.random.default_rng(seed))


def test_a_crop_is_a_square_of_the_recipes_side(slope: DomainImage) -> None:
    """80 x 128 reduced to a long side of 64 would be 40 high: it stays larger, for the crop."""
    part = cropped(slope, PLAIN)

    assert part.shape == (48, 48)
    assert part.dtype == np.float32


def test_a_crop_without_variation_is_a_part_of_the_averaged_picture(slope: DomainImage) -> None:
    small = cv2.resize(slope.image, (77, 48), interpolation=cv2.INTER_AREA)

    part = cropped(slope, PLAIN, seed=3)

    assert any(np.allclose(part, small[:, at : at + 48], atol=1e-6) for at in range(30))


def test_the_same_seed_gives_the_same_crop_and_another_another(slope: DomainImage) -> None:
    rich = replace(PLAIN, turn_deg=5, brightness=0.1, contrast=0.1, gamma=0.2, noise=0.05)

    assert np.array_equal(cropped(slope, rich, 1), cropped(slope, rich, 1))
    assert not np.array_equal(cropped(slope, rich, 1), cropped(slope, rich, 2))


def test_a_mirrored_crop_falls_where_the_other_rises(slope: DomainImage) -> None:
    part = cropped(slope, replace(PLAIN, mirror=1.0))

    assert (np.diff(part, axis=1) < 0).all()


def test_nearest_invents_no_grey_values(slope: DomainImage) -> None:
    part = cropped(slope, replace(PLAIN, resampling="nearest"))

    assert np.isin(part, slope.image).all()


def test_a_square_is_stretched(slope: DomainImage) -> None:
    """The whole slope is seen in a crop of the whole square."""
    square = DomainRecipe(long_side=(64, 64), crop=64, is_square=True, mirror=0.0)

    part = cropped(slope, square)

    assert part.shape == (64, 64)
    assert part[0, 0] < 0.02
    assert part[0, -1] > 0.98


def test_a_turned_crop_is_turned_by_the_angle(slope: DomainImage) -> None:
    """Counter-clockwise, as OpenCV counts: what rose to the right rises upwards too."""
    recipe = replace(PLAIN, turn_deg=8)
    random = np.random.default_rng(5)
    where = placement(slope.image.shape, recipe, random)

    part = where.of(slope.image)[16:32, 16:32]

    down, across = (float(np.diff(part, axis=axis).mean()) for axis in (0, 1))
    assert abs(where.angle_deg) > 2
    assert np.rad2deg(np.arctan2(-down, across)) == pytest.approx(where.angle_deg, abs=0.5)


def test_what_is_not_exposed_gets_the_median_of_what_is() -> None:
    image = np.array([[0.1, 0.2, 0.3, 0.9]], np.float32)

    assert filled(image, image < 0.5)[0, 3] == pytest.approx(0.2)
    assert np.array_equal(filled(image, image > 2), image)


def test_tone_varies_within_the_recipes_bounds() -> None:
    """Middle grey moves by brightness alone: gamma bends 0.5 by its own, contrast leaves it."""
    middle = np.full((4, 4), 0.5, np.float32)
    recipe = replace(PLAIN, brightness=0.1, contrast=0.5)

    shown = [varied(middle, recipe, np.random.default_rng(n))[0, 0] for n in range(200)]

    assert min(shown) == pytest.approx(0.4, abs=0.01)
    assert max(shown) == pytest.approx(0.6, abs=0.01)


def test_noise_has_the_spread_that_was_drawn_at_most() -> None:
    grey = np.full((64, 64), 0.5, np.float32)
    recipe = replace(PLAIN, noise=0.1)

    spreads = [varied(grey, recipe, np.random.default_rng(n)).std() for n in range(40)]

    assert 0.08 < max(spreads) < 0.105
    assert min(spreads) < 0.02


def test_a_whole_picture_keeps_its_shape_and_its_field() -> None:
    image = np.linspace(0, 1, 160 * 128, dtype=np.float32).reshape(160, 128)
    field = np.ones(image.shape, np.bool_)
    field[:80] = False
    picture = DomainImage("half", "one", "film", image, field)

    recipe = DomainRecipe(long_side=(64, 96), crop=48)

    assert whole(picture, recipe).shape == (80, 64)
    assert np.array_equal(whole_field(picture, recipe)[:, 0], np.arange(80) >= 40)
