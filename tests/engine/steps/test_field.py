"""engine.steps.field"""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from engine.frame import BoolImage, FloatImage, Frame
from engine.progress import Progress
from engine.steps.field import Collimation, CropToField, Deskew
from tests.engine.ops.collimated import overlap
from tests.properties.faults import film_behind_collimator
from tests.properties.films import frame_of, grey_film

FILM = film_behind_collimator(400, 320)
INSIDE = FILM > 0.1


def upright(top: int, bottom: int, left: int, right: int) -> BoolImage:
    field = np.zeros((400, 320), np.bool_)
    field[top:bottom, left:right] = True
    return field


def framed(field: BoolImage, *, bright: bool = False) -> Frame:
    """A film collimated there, of which no tag says so."""
    film = 0.1 + 0.7 * grey_film(400, 320)
    return frame_of(np.where(field, film, np.float32(0.95 if bright else 0.0)))


def test_collimation_blackens_the_outside_and_leaves_the_inside_alone() -> None:
    frame = frame_of(FILM)

    after = Collimation(margin_mm=0).apply(frame, Progress())

    assert overlap(after.field, INSIDE) > 0.98
    assert (after.pixels[~after.field] == 0).all()
    np.testing.assert_array_equal(after.pixels[after.field], frame.pixels[after.field])


def test_collimation_blackens_a_bright_border_too() -> None:
    field = upright(50, 350, 40, 300)

    after = Collimation(margin_mm=0).apply(framed(field, bright=True), Progress())

    assert overlap(after.field, field) > 0.98


def test_collimation_leaves_a_film_alone_that_fills_its_frame() -> None:
    frame = frame_of(grey_film(400, 320))

    assert Collimation(margin_mm=0).apply(frame, Progress()) is frame


def test_collimation_takes_a_given_field_as_it_is() -> None:
    field = upright(10, 200, 20, 250)
    frame = replace(frame_of(FILM, field=field), is_field_given=True)

    after = Collimation(margin_mm=0).apply(frame, Progress())

    np.testing.assert_array_equal(after.field, field)
    assert (after.pixels[~field] == 0).all()


def test_the_margin_of_a_collimation_is_cut_inwards_in_millimetres() -> None:
    field = upright(50, 350, 40, 300)
    frame = replace(frame_of(FILM, field=field, spacing_mm=(0.5, 0.5)), is_field_given=True)

    after = Collimation(margin_mm=5.0).apply(frame, Progress())

    np.testing.assert_array_equal(after.field, upright(60, 340, 50, 290))


def test_the_blurred_edge_of_a_field_is_cut_off_by_itself() -> None:
    field = upright(50, 350, 40, 300)
    sharp = framed(field, bright=True)
    blurred = sharp.with_pixels(cv2.GaussianBlur(sharp.pixels, (0, 0), 1.5).astype(np.float32))

    after = Collimation().apply(blurred, Progress())

    assert not (after.field & ~field).any()
    assert after.field.sum() > 0.9 * field.sum()


def test_a_circle_is_asked_for_and_none_is_there() -> None:
    frame = frame_of(FILM)

    assert Collimation(margin_mm=0, shape=3).apply(frame, Progress()) is frame


def test_crop_to_field_keeps_the_rectangle_around_it() -> None:
    after = CropToField().apply(framed(upright(50, 350, 40, 300)), Progress())

    rows, columns = after.pixels.shape
    assert rows == pytest.approx(300, abs=2)
    assert columns == pytest.approx(260, abs=2)
    x, y = after.placement.on_film(0.0, 0.0)
    assert x * 320 == pytest.approx(40, abs=1)
    assert y * 400 == pytest.approx(50, abs=1)


def test_crop_to_field_leaves_a_margin_in_millimetres_and_ends_at_the_film() -> None:
    field = upright(50, 350, 4, 300)
    frame = replace(frame_of(FILM, field=field, spacing_mm=(0.5, 1.0)), is_field_given=True)

    after = CropToField(margin_mm=10.0).apply(frame, Progress())

    assert after.pixels.shape == (300 + 2 * 20, 4 + 296 + 10)
    np.testing.assert_array_equal(after.pixels, frame.pixels[30:370, 0:310])


def test_crop_follows_a_collimation_before_it() -> None:
    masked = Collimation(margin_mm=6.0).apply(framed(upright(50, 350, 40, 300)), Progress())

    after = CropToField().apply(masked, Progress())

    assert after.field.mean() > 0.98
    assert after.field.shape[0] == pytest.approx(300 - 2 * 30, abs=3)


def test_deskew_turns_the_edges_of_the_field_upright() -> None:
    after = Deskew().apply(frame_of(FILM), Progress())

    again = Deskew().apply(after, Progress())
    rows = np.flatnonzero((after.pixels > 0.1).mean(axis=1) > 0.4)
    assert again is after
    assert rows.size == pytest.approx(0.8 * 400, abs=3)  # turned by 5 degrees it was 340


def test_deskew_turns_by_the_outline_in_the_file() -> None:
    frame = replace(frame_of(grey_film(400, 320), field=INSIDE), is_field_given=True)

    after = Deskew().apply(frame, Progress())

    sides = np.flatnonzero(after.field.any(axis=0))
    assert sides.size == pytest.approx(0.8 * 320, abs=4)


@pytest.mark.parametrize("most", [1.0, 4.0])
def test_deskew_turns_no_more_than_allowed(most: float) -> None:
    frame = frame_of(FILM)

    assert Deskew(most_degrees=most).apply(frame, Progress()) is frame


def test_deskew_leaves_an_upright_field_alone() -> None:
    frame = framed(upright(50, 350, 40, 300))

    assert Deskew().apply(frame, Progress()) is frame


def test_deskew_means_the_angle_on_the_detector_where_pixels_are_not_square() -> None:
    """A film of every second row has edges turned by 10 and 2.5 degrees, counted in pixels."""
    squashed = np.ascontiguousarray(film_behind_collimator(800, 640)[::2])

    after = Deskew().apply(frame_of(squashed, spacing_mm=(0.2, 0.1)), Progress())

    lit = (after.pixels > 0.1).mean(axis=0) > 0.4
    assert np.flatnonzero(lit).size == pytest.approx(0.8 * 640, abs=4)
    assert after.pixels.shape != squashed.shape
    assert steepness(after.pixels) > 2 * steepness(squashed)


def steepness(film: FloatImage) -> float:
    """How suddenly columns become lit from left to right: highest where an edge is upright."""
    return float(np.diff((film > 0.1).mean(axis=0)).max())
