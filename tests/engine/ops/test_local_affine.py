"""engine.ops.local_affine"""

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from engine.errors import Cancelled
from engine.frame import FloatImage
from engine.ops.local_affine import LEAST_GAIN, LocalAffine, fit_local_affine
from engine.progress import Progress
from tests.properties.films import grey_film, reduced_to

NO_BOUND = -np.inf


@pytest.fixture
def film() -> FloatImage:
    return grey_film(48, 36, noise=0.05)


@pytest.fixture
def other() -> FloatImage:
    """A film that has nothing to do with the first."""
    return grey_film(48, 36, noise=0.3, seed=4)[::-1].copy()


def fitted_by_hand(
    small: FloatImage, wanted: FloatImage, radius: int, epsilon: float
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Solve every window's ridge regression by itself, and average as eq. 8 says."""
    lines = np.empty((*small.shape, 2))
    for row, column in np.ndindex(small.shape):
        window = np.s_[
            max(0, row - radius) : row + radius + 1, max(0, column - radius) : column + radius + 1
        ]
        x, y = small[window].ravel().astype(float), wanted[window].ravel().astype(float)
        design = np.vstack([np.column_stack([x, np.ones_like(x)]), [np.sqrt(epsilon * x.size), 0]])
        lines[row, column] = np.linalg.lstsq(design, np.append(y, 0), rcond=None)[0]
    means = np.empty_like(lines)
    for row, column in np.ndindex(small.shape):
        window = np.s_[
            max(0, row - radius) : row + radius + 1, max(0, column - radius) : column + radius + 1
        ]
        means[row, column] = lines[window].mean((0, 1))
    return means[..., 0], means[..., 1]


@pytest.mark.parametrize(("radius", "epsilon"), [(2, 1e-5), (1, 1e-2), (4, 1e-3)])
def test_it_is_the_ridge_regression_of_every_window(
    film: FloatImage, other: FloatImage, radius: int, epsilon: float
) -> None:
    found = fit_local_affine(film, other, radius, epsilon, least_gain=NO_BOUND)

    gain, offset = fitted_by_hand(film, other, radius, epsilon)
    np.testing.assert_allclose(found.gain, gain, atol=1e-4)
    np.testing.assert_allclose(found.offset, offset, atol=1e-4)


def test_a_straight_curve_is_carried_over_to_any_size(film: FloatImage) -> None:
    found = fit_local_affine(film, 0.7 * film + 0.1, epsilon=1e-9)

    large = grey_film(201, 155)

    np.testing.assert_allclose(found.apply(large), 0.7 * large + 0.1, atol=1e-4)


def test_gains_and_offsets_are_interpolated_as_opencv_does() -> None:
    random = np.random.default_rng(0)
    gain, offset = random.random((2, 13, 17), dtype=np.float32)
    large = grey_film(400, 701)

    shown = LocalAffine(gain, offset).apply(large)

    wide = [cv2.resize(grid, (701, 400), interpolation=cv2.INTER_LINEAR) for grid in (gain, offset)]
    np.testing.assert_allclose(shown, wide[0] * large + wide[1], atol=2e-5)


def test_a_film_of_its_own_size_meets_its_own_gains(film: FloatImage, other: FloatImage) -> None:
    found = fit_local_affine(film, other)

    np.testing.assert_allclose(found.apply(film), found.gain * film + found.offset, atol=1e-6)


@pytest.mark.parametrize("wanted", [lambda film: 1 - film, np.zeros_like, lambda film: 0.1 * film])
def test_detail_is_neither_inverted_nor_erased(film: FloatImage, wanted: object) -> None:
    assert callable(wanted)

    found = fit_local_affine(film, wanted(film))

    assert found.gain.min() == pytest.approx(LEAST_GAIN, abs=1e-6)


def test_the_bound_keeps_the_local_brightness(film: FloatImage) -> None:
    """Smooth enough that mean of means and mean are nearly one."""
    smooth = cv2.GaussianBlur(film, (0, 0), 4).astype(np.float32)
    wanted = (1 - smooth).astype(np.float32)

    bound = fit_local_affine(smooth, wanted).apply(smooth)
    raised = np.maximum(fit_local_affine(smooth, wanted, least_gain=NO_BOUND).gain, LEAST_GAIN)

    assert raised.min() == LEAST_GAIN
    means = [cv2.blur(picture, (9, 9)) for picture in (bound, wanted)]
    np.testing.assert_allclose(means[0], means[1], atol=0.02)


def test_what_lies_outside_the_field_does_not_matter(film: FloatImage, other: FloatImage) -> None:
    field = np.zeros(film.shape, np.bool_)
    field[8:40, 5:30] = True
    changed, otherwise = np.where(field, film, 0), np.where(field, other, 1)

    found = fit_local_affine(film, other, field=field)
    again = fit_local_affine(changed.astype(np.float32), otherwise.astype(np.float32), field=field)

    np.testing.assert_array_equal(again.gain, found.gain)
    np.testing.assert_array_equal(again.offset, found.offset)
    assert (found.gain[0, 0], found.offset[0, 0]) == (1, 0)


def test_detail_of_the_large_film_comes_through() -> None:
    """A line one pixel wide, long averaged away on the small grid, has its contrast kept."""
    large = grey_film(512, 512, noise=0.0)
    with_line = large.copy()
    with_line[:, 200] += 0.2
    small = reduced_to(large, (64, 64))
    found = fit_local_affine(small, 1.5 * small, epsilon=1e-9)

    line = found.apply(with_line) - found.apply(large)

    np.testing.assert_allclose(line[:, 200], 0.2 * 1.5, atol=1e-3)
    assert (np.delete(line, 200, axis=1) == 0).all()


def test_stripes_do_not_show(monkeypatch: pytest.MonkeyPatch, film: FloatImage) -> None:
    found = fit_local_affine(film, film**2)
    large = grey_film(300, 200)
    whole = found.apply(large)

    monkeypatch.setattr("engine.ops.local_affine.CACHED_PIXELS", 200 * 7)

    np.testing.assert_allclose(found.apply(large), whole, atol=1e-6)


def test_it_stops_between_two_stripes() -> None:
    said = list[float]()

    def listen(fraction: float, _doing: str) -> None:
        said.append(fraction)
        if len(said) == 2:
            progress.cancel()

    progress = Progress(listen)
    grid = np.ones((4, 4), np.float32)

    with pytest.raises(Cancelled):
        LocalAffine(grid, grid).apply(np.ones((1000, 1000), np.float32), progress)

    assert len(said) == 2


def test_its_arguments_are_left_alone(film: FloatImage, other: FloatImage) -> None:
    for array in (film, other):
        array.setflags(write=False)
    before = film.copy(), other.copy()

    fit_local_affine(film, other).apply(film)

    assert np.array_equal(before, (film, other))


@pytest.mark.parametrize(("radius", "epsilon"), [(0, 1e-5), (2, 0.0)])
def test_a_window_of_one_pixel_and_no_epsilon_are_refused(
    film: FloatImage, radius: int, epsilon: float
) -> None:
    with pytest.raises(ValueError, match="too small"):
        fit_local_affine(film, film, radius, epsilon)


def test_films_of_two_shapes_are_refused(film: FloatImage) -> None:
    with pytest.raises(ValueError, match="one shape"):
        fit_local_affine(film, film[1:])
