"""engine.steps.geometry and engine.steps.regrid"""

from dataclasses import replace

import numpy as np
import pytest

from engine.errors import RecipeError
from engine.frame import Frame
from engine.ops.geometry import warped
from engine.placement import AS_READ
from engine.progress import Progress
from engine.recipe import Recipe
from engine.step import Step
from engine.steps import regrid
from engine.steps.geometry import Crop, Flip, Resample, Resize, Rotate, SuperResolution
from tests.properties.films import frame_of, grey_film


def after(step: Step, frame: Frame) -> Frame:
    return step.apply(frame, Progress())


def film(rows: int = 120, columns: int = 90) -> Frame:
    """A film whose top 20 rows and left 10 columns are not exposed, and with a patch filled in."""
    field = np.ones((rows, columns), np.bool_)
    field[:20] = False
    field[:, :10] = False
    altered = np.zeros((rows, columns), np.bool_)
    altered[40:44, 50:53] = True
    return replace(
        frame_of(grey_film(rows, columns), spacing_mm=(0.3, 0.2), field=field), altered=altered
    )


def spot_of(frame: Frame) -> tuple[float, float]:
    """Return the (x, y) shares of the film as read at which its brightest spot lies."""
    rows, columns = np.nonzero(frame.pixels > 0.8)
    u = (columns.mean() + 0.5) / frame.pixels.shape[1]
    v = (rows.mean() + 0.5) / frame.pixels.shape[0]
    return frame.placement.on_film(float(u), float(v))


SPOT = (0.3, 0.25)
"""Where the spot of ``spotted`` lies, as (x, y) shares."""


def spotted() -> Frame:
    pixels = np.full((200, 240), 0.3, np.float32)
    pixels[45:55, 68:76] = 1.0
    return frame_of(pixels, spacing_mm=(0.3, 0.2))


@pytest.mark.parametrize(
    "step",
    [
        Rotate(33.0),
        Rotate(-120.0),
        Rotate(90.0),
        Flip(0),
        Flip(1),
        Flip(2),
        Crop(10.0, 5.0, 20.0, 0.0),
        Resize(150),
        Resize(512),
        Resample(0.25),
        SuperResolution(3),
    ],
    ids=lambda step: repr(step),
)
def test_every_step_says_where_a_spot_went(step: Step) -> None:
    assert spot_of(after(step, spotted())) == pytest.approx(SPOT, abs=0.003)


def test_steps_after_one_another_still_say_where_a_spot_went() -> None:
    frame = spotted()

    for step in (Rotate(20.0), Crop(5.0, 10.0, 5.0, 0.0), Flip(0), Resample(0.15), Rotate(-90.0)):
        frame = after(step, frame)

    assert spot_of(frame) == pytest.approx(SPOT, abs=0.003)


@pytest.mark.parametrize(
    "step", [Rotate(0.0), Crop(), Resize(200), Resample(0.2)], ids=lambda step: repr(step)
)
def test_what_changes_nothing_returns_the_film_itself(step: Step) -> None:
    frame = frame_of(grey_film(200, 150))

    assert after(step, frame) is frame


@pytest.mark.parametrize(
    ("angle", "turns"), [(90.0, -1), (-90.0, 1), (180.0, 2), (-180.0, 2)], ids=str
)
def test_quarter_turns_only_exchange_pixels(angle: float, turns: int) -> None:
    frame = film()

    turned = after(Rotate(angle), frame)

    np.testing.assert_array_equal(turned.pixels, np.rot90(frame.pixels, turns))
    np.testing.assert_array_equal(turned.field, np.rot90(frame.field, turns))
    assert turned.altered is not None
    assert frame.altered is not None
    np.testing.assert_array_equal(turned.altered, np.rot90(frame.altered, turns))
    assert turned.spacing_mm == ((0.2, 0.3) if abs(angle) == 90 else (0.3, 0.2))


@pytest.mark.parametrize(("direction", "axes"), [(0, (1,)), (1, (0,)), (2, (0, 1))])
def test_flips_only_exchange_pixels(direction: int, axes: tuple[int, ...]) -> None:
    frame = film()

    mirrored = after(Flip(direction), frame)

    np.testing.assert_array_equal(mirrored.pixels, np.flip(frame.pixels, axes))
    np.testing.assert_array_equal(mirrored.field, np.flip(frame.field, axes))
    assert mirrored.spacing_mm == frame.spacing_mm


def test_there_and_back_is_the_film_again() -> None:
    frame = frame_of(grey_film(200, 160, noise=0.0))

    again = after(Rotate(-9.0), after(Rotate(9.0), frame))

    matrix = again.placement.inverse().pixels((200, 160), again.pixels.shape)
    back = warped(again.pixels, matrix, (200, 160))
    assert np.abs(back - frame.pixels)[10:-10, 10:-10].mean() < 1e-3


def test_a_turned_film_is_exposed_where_all_of_its_sources_are() -> None:
    """An exposed rectangle turned has the area of the rectangle less half a pixel around."""
    frame = film()

    turned = after(Rotate(25.0), frame)

    area = turned.field.sum()
    assert area < frame.field.sum()
    assert area > frame.field.sum() - 1.5 * 2 * (100 + 80)
    assert not turned.field[0].any()  # the canvas has grown there


def test_what_was_filled_in_stays_marked_wherever_it_shows() -> None:
    for step in (Rotate(10.0), Resize(128), Resize(400), Crop(1.0), Flip(1)):
        frame = film()
        result = after(step, frame)

        assert result.altered is not None
        share = result.altered.sum() * np.prod(result.spacing_mm)
        assert share >= 12 * 0.3 * 0.2


def test_a_film_of_nothing_filled_in_stays_without_a_mark() -> None:
    frame = frame_of(grey_film(60, 50))

    for step in (Rotate(10.0), Resize(128), SuperResolution(2), Crop(10.0), Flip(0)):
        assert after(step, frame).altered is None


def test_unexposed_parts_keep_what_they_show() -> None:
    """A collimator's shadow is turned and enlarged as well, though it counts for nothing."""
    frame = film()
    frame = frame.with_pixels(np.where(frame.field, frame.pixels, np.float32(0.9)))

    large = after(Resize(240), frame)

    assert large.pixels[:36, 24:].mean() == pytest.approx(0.9, abs=1e-4)


def test_a_crop_takes_shares_of_the_film_it_is_given() -> None:
    frame = frame_of(grey_film(200, 100))

    left = after(Crop(10.0, 5.0, 20.0, 25.0), frame)

    np.testing.assert_array_equal(left.pixels, frame.pixels[10:150, 10:80])
    assert left.spacing_mm == frame.spacing_mm


def test_a_crop_leaves_a_pixel() -> None:
    assert after(Crop(45.0, 45.0, 45.0, 45.0), frame_of(grey_film(1, 2))).pixels.shape == (1, 1)


def test_a_resized_film_has_that_side_and_its_extent() -> None:
    frame = frame_of(grey_film(1000, 800), spacing_mm=(0.14, 0.14))

    small = after(Resize(512), frame)

    assert small.pixels.shape == (512, 410)
    assert small.spacing_mm == pytest.approx((140 / 512, 112 / 410))
    assert small.placement == AS_READ


def test_a_resampled_film_has_square_pixels() -> None:
    frame = frame_of(grey_film(300, 400), spacing_mm=(0.4, 0.2))

    square = after(Resample(0.1), frame)

    assert square.pixels.shape == (1200, 800)
    assert square.spacing_mm == pytest.approx((0.1, 0.1))


def test_super_resolution_divides_the_spacing() -> None:
    frame = frame_of(grey_film(30, 40), spacing_mm=(0.3, 0.2))

    large = after(SuperResolution(4), frame)

    assert large.pixels.shape == (120, 160)
    assert large.spacing_mm == pytest.approx((0.075, 0.05))


def test_super_resolution_raises_edges_only_as_much_as_it_is_told() -> None:
    edge = np.full((40, 40), 0.4, np.float32)
    edge[:, 20:] = 0.6

    plain, sharp = (
        after(SuperResolution(2, sharpness), frame_of(edge)).pixels for sharpness in (0.0, 1.0)
    )

    steepest = [np.abs(np.diff(one[40])).max() for one in (plain, sharp)]
    assert steepest[1] > 1.2 * steepest[0]
    np.testing.assert_allclose(plain[:, :20], sharp[:, :20], atol=1e-3)


def test_a_film_too_large_to_be_made_is_refused_by_its_size() -> None:
    large = frame_of(np.zeros((3000, 3000), np.float32))

    with pytest.raises(RecipeError, match="12000 × 12000 pixels, 144 million"):
        after(SuperResolution(4), large)


def test_the_largest_film_that_may_be_made_is_not_refused() -> None:
    regrid.check_size((8192, 8192))

    with pytest.raises(RecipeError, match="at most 67 million"):
        regrid.check_size((8192, 8193))


def test_a_synthetic_film_is_not_sharpened_by_super_resolution() -> None:
    recipe = Recipe().added(SuperResolution())

    (problem,) = recipe.problems("a synthetic film")

    assert problem.is_refusal
    assert "amplify" in problem.message
