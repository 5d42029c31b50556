"""engine.ops.geometry"""

from pathlib import Path

import cv2
import numpy as np
import pytest
from scipy import ndimage
from skimage import transform

from engine.errors import Cancelled
from engine.frame import FloatImage
from engine.ops import geometry
from engine.ops.geometry import (
    laid,
    resized,
    touched,
    touched_when_resized,
    turn_matrix,
    warped,
)
from engine.placement import Matrix
from engine.progress import Progress
from tests.properties.films import grey_film, real_film

RIPPLE = 1.5e-3
"""A sinc cut off at 4 px errs by up to 0.4 % of a wave's height, here 0.4."""

STAYS: Matrix = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])


def smooth_film(rows: int, columns: int) -> FloatImage:
    """Waves of 28 px and more: what every interpolation agrees on."""
    down, across = np.mgrid[0:rows, 0:columns].astype(np.float64)
    film = 0.5 + 0.2 * np.sin(across / 6 + 1) + 0.2 * np.cos(down / 5 - across / 9)
    grey: FloatImage = film.astype(np.float32)
    return grey


def at(film_rows: np.ndarray, film_columns: np.ndarray) -> np.ndarray:
    """The same waves anywhere: in px, a pixel's middle is whole."""
    return 0.5 + 0.2 * np.sin(film_columns / 6 + 1) + 0.2 * np.cos(film_rows / 5 - film_columns / 9)


def test_a_turned_film_holds_what_the_matrix_says() -> None:
    """Against the closed form, 4 px and more away from its edges."""
    film = smooth_film(120, 160)
    matrix, shape = turn_matrix(7.0, (120, 160), (0.2, 0.2))

    turned = warped(film, matrix, shape)

    down, across = np.mgrid[0 : shape[0], 0 : shape[1]] + 0.5
    x = matrix[0, 0] * across + matrix[0, 1] * down + matrix[0, 2] - 0.5
    y = matrix[1, 0] * across + matrix[1, 1] * down + matrix[1, 2] - 0.5
    inside = (x > 4) & (x < 155) & (y > 4) & (y < 115)
    assert np.abs(turned - at(y, x))[inside].max() < 2 * RIPPLE  # and places to 1/32 px
    assert np.abs(turned - at(y, x))[inside].mean() < RIPPLE / 2


def test_a_real_film_turned_is_that_of_scipy(shared_data: Path) -> None:
    """Splines and Lanczos differ at the finest detail only: after a blur of 1 px, by nothing."""
    film = cv2.GaussianBlur(real_film(shared_data), (0, 0), 1.5).astype(np.float32)
    rows, columns = film.shape
    matrix, shape = turn_matrix(-11.0, (rows, columns), (1.0, 1.0))
    inverse = matrix[::-1, :2][:, ::-1]
    offset = matrix[::-1, 2] + inverse @ np.array([0.5, 0.5]) - 0.5
    theirs = ndimage.affine_transform(film, inverse, offset, output_shape=shape, order=5)

    ours = warped(film, matrix, shape)

    outside = touched(np.zeros(film.shape, np.bool_), matrix, shape, beyond=True)
    far = cv2.erode((~outside).astype(np.uint8), np.ones((17, 17))) > 0
    assert np.abs(ours - theirs)[far].mean() < 3e-4
    assert np.percentile(np.abs(ours - theirs)[far], 99) < 2e-3


def test_a_film_turns_clockwise() -> None:
    film = np.zeros((101, 101), np.float32)
    film[10:13, 49:52] = 1.0  # at the top
    matrix, shape = turn_matrix(30.0, (101, 101), (1.0, 1.0))

    turned = warped(film, matrix, shape)

    rows, columns = np.nonzero(turned > 0.5)
    middle = (np.array(shape) - 1) / 2
    assert rows.mean() - middle[0] == pytest.approx(-39 * np.cos(np.radians(30)), abs=0.3)
    assert columns.mean() - middle[1] == pytest.approx(39 * np.sin(np.radians(30)), abs=0.3)


def test_a_film_of_oblong_pixels_keeps_its_angles() -> None:
    """A bar drawn along the rows lies at 30 degrees in mm afterwards, not in pixels."""
    film = np.zeros((60, 240), np.float32)
    film[28:32, 40:200] = 1.0
    matrix, shape = turn_matrix(30.0, (60, 240), (0.4, 0.1))

    rows, columns = np.nonzero(warped(film, matrix, shape) > 0.5)

    slope = np.polyfit(columns * 0.1, rows * 0.4, 1)[0]
    assert np.degrees(np.arctan(slope)) == pytest.approx(30, abs=0.5)


@pytest.mark.parametrize("angle", [0.5, -7.0, 45.0])
def test_a_turned_grid_holds_every_corner(angle: float) -> None:
    matrix, shape = turn_matrix(angle, (90, 140), (0.3, 0.2))

    square = np.vstack([matrix, [0, 0, 1]])
    corners = np.array([[0, 0, 1], [140, 0, 1], [0, 90, 1], [140, 90, 1]]).T
    x, y, _ = np.linalg.inv(square) @ corners
    assert x.min() > -1e-3
    assert y.min() > -1e-3
    assert shape[1] - 1 < x.max() - x.min() <= shape[1] + 1e-3
    assert shape[0] - 1 < y.max() - y.min() <= shape[0] + 1e-3


def test_interpolation_never_leaves_black_and_white() -> None:
    film = np.zeros((64, 64), np.float32)
    film[:, 32:] = 1.0
    matrix, shape = turn_matrix(20.0, (64, 64), (1.0, 1.0))

    for made in (warped(film, matrix, shape), resized(film, (150, 130))):
        assert made.min() >= 0
        assert made.max() <= 1


def test_what_left_the_range_before_is_kept() -> None:
    """A step before may have overshot: that is not cut off here."""
    film = np.full((40, 40), 1.3, np.float32)

    assert resized(film, (70, 70)).max() == pytest.approx(1.3, abs=1e-5)


def test_beyond_the_film_there_is_nothing() -> None:
    film = np.full((20, 20), 0.8, np.float32)
    moved = np.array([[1.0, 0.0, -10.0], [0.0, 1.0, 0.0]])

    put = laid(film, moved, (20, 40))

    assert put[:, :9].max() == 0
    assert put[:, 11:29] == pytest.approx(0.8)
    assert put[:, 31:].max() == 0


def test_a_mask_touches_every_pixel_that_it_has_a_part_in() -> None:
    mask = np.zeros((9, 9), np.bool_)
    mask[4, 4] = True
    moved = np.array([[1.0, 0.0, 0.3], [0.0, 1.0, 0.0]])

    found = touched(mask, moved, (9, 9), beyond=False)

    assert np.argwhere(found).tolist() == [[4, 3], [4, 4]]


def test_beyond_the_film_counts_as_it_is_told() -> None:
    nothing = np.zeros((5, 5), np.bool_)
    moved = np.array([[1.0, 0.0, -2.0], [0.0, 1.0, 0.0]])

    assert not touched(nothing, moved, (5, 9), beyond=False).any()
    assert (
        touched(nothing, moved, (5, 9), beyond=True)[2].tolist()
        == [True] * 2 + [False] * 5 + [True] * 2
    )


def test_a_pixel_of_a_reduced_mask_counts_however_little_of_it_is_marked() -> None:
    mask = np.zeros((64, 64), np.bool_)
    mask[0, 33] = True

    found = touched_when_resized(mask, (2, 2))

    assert found.tolist() == [[False, True], [False, False]]


def test_a_mask_touches_its_neighbours_when_it_grows() -> None:
    mask = np.array([[False, True, False]])

    found = touched_when_resized(mask, (1, 6))

    assert found.tolist() == [[False, True, True, True, True, False]]


def test_a_reduced_film_holds_the_means_of_its_cells() -> None:
    film = grey_film(96, 64)

    reduced = resized(film, (24, 16))

    means = film.reshape(24, 4, 16, 4).mean(axis=(1, 3))
    np.testing.assert_allclose(reduced, means, atol=1e-6)


def test_a_reduced_real_film_is_that_of_skimage(shared_data: Path) -> None:
    """``resize_local_mean`` takes exact area means at any ratio."""
    film = real_film(shared_data)
    shape = (300, 411)

    theirs = transform.resize_local_mean(film, shape, preserve_range=True)  # type: ignore[no-untyped-call]

    assert np.abs(resized(film, shape) - theirs).max() < 1e-3


@pytest.mark.parametrize("shape", [(300, 402), (211, 257), (240, 320)])
def test_an_enlarged_film_holds_what_lies_between(shape: tuple[int, int]) -> None:
    film = smooth_film(120, 160)

    large = resized(film, shape)

    down, across = np.mgrid[0 : shape[0], 0 : shape[1]] + 0.5
    truth = at(down * 120 / shape[0] - 0.5, across * 160 / shape[1] - 0.5)
    assert np.abs(large - truth)[15:-15, 15:-15].max() < RIPPLE


@pytest.mark.parametrize("shape", [(1500, 2400), (1401, 2400), (500, 4000)])
def test_stripes_leave_no_seam(shape: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that begin together, rows that never do, and a film that grows along one axis only."""
    monkeypatch.setattr(geometry, "ONE_CALL_PIXELS", 1)
    monkeypatch.setattr(geometry, "STRIPE_PIXELS", 100_000)
    film = grey_film(500, 800, noise=0.1)

    whole = cv2.resize(film, shape[::-1], interpolation=cv2.INTER_LANCZOS4).clip(0, 1)

    np.testing.assert_allclose(resized(film, shape), whole, atol=2e-4)


def test_one_axis_may_shrink_while_the_other_grows() -> None:
    film = smooth_film(200, 100)

    made = resized(film, (50, 300))

    rows, columns = np.arange(50) * 4 + 1.5, (np.arange(300) + 0.5) / 3 - 0.5
    # the mean of four rows of a wave of 31 px is 0.98 of its height
    assert np.abs(made - at(rows[:, None], columns[None]))[:, 15:-15].max() < 0.01


def test_enlarged_and_reduced_again_is_the_film(shared_data: Path) -> None:
    film = cv2.GaussianBlur(real_film(shared_data)[:400, :500], (0, 0), 1.5).astype(np.float32)

    again = resized(resized(film, (1200, 1500)), (400, 500))

    assert np.abs(again - film).mean() < 1e-3


@pytest.mark.parametrize("shape", [(1, 1), (1, 7), (7, 1)])
def test_the_smallest_films_can_be_made_and_enlarged(shape: tuple[int, int]) -> None:
    film = np.full(shape, 0.4, np.float32)

    assert resized(film, (9, 8)) == pytest.approx(0.4, abs=1e-5)
    assert resized(grey_film(9, 8), shape).shape == shape
    assert warped(film, STAYS, shape) == pytest.approx(0.4, abs=1e-5)


def test_cancelled_work_stops() -> None:
    progress = Progress()
    progress.cancel()
    film = grey_film(50, 40)

    with pytest.raises(Cancelled):
        resized(film, (20, 20), progress)
    with pytest.raises(Cancelled):
        resized(film, (90, 90), progress)
    with pytest.raises(Cancelled):
        warped(film, STAYS, (50, 40), progress)
    with pytest.raises(Cancelled):
        laid(film, STAYS, (50, 40), progress)
