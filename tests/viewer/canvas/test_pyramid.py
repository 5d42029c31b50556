"""viewer.canvas.pyramid"""

import cv2
import numpy as np
import pytest

from viewer.canvas.pyramid import Indices, Part, Placing, Pyramid, reduced


def ramp(columns: int = 3001, rows: int = 203, step: int = 20) -> Indices:
    """Return a film whose index grows by ``step`` per column."""
    return np.tile((np.arange(columns) * step).astype(np.uint16), (rows, 1))


def test_a_cell_becomes_its_mean() -> None:
    image = np.array([[0, 10, 100, 100], [20, 30, 300, 300]], dtype=np.uint16)

    assert reduced(image, 2).tolist() == [[15, 200]]


def test_partial_cells_at_the_far_edges_are_means_of_what_there_is() -> None:
    image = np.array([[0, 10, 7], [20, 30, 9], [40, 60, 11]], dtype=np.uint16)

    assert reduced(image, 2).tolist() == [[15, 8], [50, 11]]


def test_a_film_smaller_than_a_cell_becomes_one_mean() -> None:
    assert reduced(np.array([[7, 9, 11]], dtype=np.uint16), 8).tolist() == [[9]]


def test_one_to_one_shows_every_stored_pixel() -> None:
    image = np.random.default_rng(4).integers(0, 65536, (50, 70), dtype=np.uint16)
    placing = Placing(-10, -20, 1.0, 1.0)

    seen = Pyramid(image).sample(placing, Part(0, 0, 30, 20), is_smooth=True)

    assert np.array_equal(seen, image[20:40, 10:40])


@pytest.mark.parametrize("zoom", [2, 3, 7])
def test_a_whole_zoom_repeats_every_stored_pixel(zoom: int) -> None:
    image = np.random.default_rng(4).integers(0, 65536, (9, 8), dtype=np.uint16)
    pyramid = Pyramid(image)
    placing = Placing(0, 0, float(zoom), float(zoom))

    seen = pyramid.sample(placing, pyramid.cover(placing), is_smooth=False)

    assert np.array_equal(seen, image.repeat(zoom, 0).repeat(zoom, 1))


@pytest.mark.parametrize("power", [1, 2, 3])
def test_a_half_quarter_or_eighth_is_the_mean_of_its_cells(power: int) -> None:
    cell = 2**power
    image = np.random.default_rng(4).integers(0, 60000, (256, 320), dtype=np.uint16)
    pyramid = Pyramid(image)
    placing = Placing(0, 0, 1 / cell, 1 / cell)

    seen = pyramid.sample(placing, pyramid.cover(placing), is_smooth=True)

    means = image.reshape(256 // cell, cell, 320 // cell, cell).mean(axis=(1, 3))
    assert np.abs(seen - means).max() <= 0.5 + 1e-9  # rounded once


@pytest.mark.parametrize("left", [0, 1, 37, 100])
@pytest.mark.parametrize("scale", [0.06, 0.11, 0.183, 0.25, 0.37, 0.51, 0.77, 0.99, 1.3, 2.0, 7.3])
def test_nothing_is_shifted_at_any_zoom_or_pan(scale: float, left: int) -> None:
    """On a ramp the index at a screen pixel's centre says which place of the film is shown."""
    placing = Placing(-left, 0, scale, scale)
    pyramid = Pyramid(ramp())
    part = Part(0, 0, 300, 10).within(pyramid.cover(placing))

    seen = pyramid.sample(placing, part, is_smooth=True)

    centres = (np.arange(part.left, part.right) + left + 0.5) / scale - 0.5
    error_px = np.abs(seen[5] / 20 - centres) * scale
    assert error_px[3:-3].max() < 0.2


@pytest.mark.parametrize("scale", [0.21, 0.5, 0.83])
def test_a_reduced_view_is_as_good_as_an_exact_area_mean(scale: float) -> None:
    """OpenCV's INTER_AREA is the judge: the same means, to a hundredth of the range."""
    noise = np.random.default_rng(4).integers(0, 65536, (400, 400)).astype(np.float32)
    image = cv2.GaussianBlur(noise, (0, 0), 4.0).astype(np.uint16)
    pyramid = Pyramid(image)
    placing = Placing(0, 0, scale, scale)

    seen = pyramid.sample(placing, pyramid.cover(placing), is_smooth=True)

    exact = cv2.resize(image, seen.shape[::-1], interpolation=cv2.INTER_AREA)
    difference = np.abs(seen.astype(float) - exact)[5:-5, 5:-5]
    assert difference.mean() < 0.01 * (int(image.max()) - int(image.min()))


@pytest.mark.parametrize("scale", [0.17, 0.4, 0.49, 0.6, 0.7, 0.9])
def test_a_grid_of_lines_makes_no_moire(scale: float) -> None:
    """An exact area mean (OpenCV's INTER_AREA) leaves as much of lines one pixel wide.

    Interpolation alone leaves about twice as much.
    """
    image = np.zeros((600, 600), dtype=np.uint16)
    image[:, ::2] = 60000
    placing = Placing(0, 0, scale, scale)
    pyramid = Pyramid(image)

    seen = pyramid.sample(placing, pyramid.cover(placing), is_smooth=True).astype(float)

    exact = cv2.resize(image, seen.shape[::-1], interpolation=cv2.INTER_AREA).astype(float)
    assert seen[:, 3:-3].std() < 1.05 * exact[:, 3:-3].std() + 60


def test_brightness_is_kept_when_reduced() -> None:
    image = np.random.default_rng(4).integers(0, 65536, (512, 512), dtype=np.uint16)
    pyramid = Pyramid(image)
    placing = Placing(0, 0, 0.3, 0.3)

    seen = pyramid.sample(placing, pyramid.cover(placing), is_smooth=True)

    assert seen.mean() == pytest.approx(image.mean(), rel=0.005)


def test_oblong_pixels_are_averaged_along_each_axis() -> None:
    """Rows twice as far apart as columns: twice the screen pixels per row."""
    image = np.random.default_rng(4).integers(0, 60000, (64, 128), dtype=np.uint16)
    pyramid = Pyramid(image)
    placing = Placing(0, 0, 0.5, 1.0)

    seen = pyramid.sample(placing, pyramid.cover(placing), is_smooth=True)

    means = image.reshape(64, 64, 2).mean(axis=2)
    assert seen.shape == (64, 64)
    assert np.abs(seen - means).max() <= 1


@pytest.mark.parametrize("scale", [0.02, 0.3, 0.77, 1.0, 1.7, 32.0])
def test_the_last_row_and_column_can_be_reached(scale: float) -> None:
    image = ramp(columns=131, rows=77, step=500)
    pyramid = Pyramid(image)
    placing = Placing(0, 0, scale, scale)
    cover = pyramid.cover(placing)
    corner = Part(cover.right - 1, cover.bottom - 1, cover.right, cover.bottom)

    seen = pyramid.sample(placing, corner, is_smooth=True)

    whole = 130 * 500
    assert seen.shape == (1, 1)
    assert abs(int(seen[0, 0]) - whole) <= 500 / min(scale, 1) + 1


def test_a_film_longer_than_opencv_warps_is_shown() -> None:
    """``warpAffine`` refuses sides of 32 768; a stitched film may be as long."""
    image = ramp(columns=40000, rows=4, step=1)
    placing = Placing(-60000, 0, 1.7, 1.7)

    seen = Pyramid(image).sample(placing, Part(0, 0, 100, 4), is_smooth=True)

    assert seen[2, 50] == pytest.approx(60050.5 / 1.7 - 0.5, abs=1)
