"""viewer.canvas.geometry"""

import numpy as np
import pytest

from tests.viewer.canvas.films import picture_from
from viewer.canvas.geometry import (
    Film,
    Look,
    clamped_scale,
    film_of,
    fitted,
    fitting_scale,
)

SIZE = (200.0, 100.0)


def test_rows_farther_apart_make_the_film_higher() -> None:
    film = film_of(picture_from(np.zeros((30, 40)), spacing_mm=(0.3, 0.1)))

    assert (film.width, film.height) == pytest.approx((40, 90))


def test_a_preview_covers_exactly_what_its_film_covers() -> None:
    """2556 x 2560 reduced to 1022 x 1024: 1022 is rounded, the extent is not."""
    film = Film(2556, 2560, 0.13, 1.0)
    preview = picture_from(
        np.zeros((1022, 1024)), spacing_mm=(0.13 * 2556 / 1022, 0.13 * 2560 / 1024)
    )

    assert film.extent_of(preview) == (2560, 2556)


def test_a_preview_whose_spacing_is_a_round_figure_does_not_shrink() -> None:
    """1022 rows of 0.325 mm are 332.15 mm, the film is 332.28: one pixel more."""
    film = Film(2556, 2560, 0.13, 1.0)
    preview = picture_from(np.zeros((1022, 1024)), spacing_mm=(0.325, 0.325))

    assert film.extent_of(preview) == (2560, 2556)


def test_a_cropped_picture_covers_its_part_only() -> None:
    film = Film(100, 200, 0.1, 1.0)

    assert film.extent_of(picture_from(np.zeros((50, 100)))) == pytest.approx((100, 50))


def test_the_point_under_the_cursor_stays_when_zooming() -> None:
    look = Look(50, 40, 2.0)
    before = look.to_view((30, 20), SIZE)

    after = look.scaled(5.0, (30, 20), SIZE).to_view((30, 20), SIZE)

    assert after == pytest.approx(before)


def test_to_pane_undoes_to_view() -> None:
    look = Look(50, 40, 1.7)

    assert look.to_pane(look.to_view((33, 77), SIZE), SIZE) == pytest.approx((33, 77))


def test_dragging_moves_the_film_with_the_hand() -> None:
    moved = Look(50, 40, 2.0).moved(10, -4)

    assert (moved.x, moved.y) == (45, 42)


def test_the_film_cannot_be_lost() -> None:
    film = Film(80, 100, 0.1, 1.0)

    assert Look(-500, 900, 2.0).kept_on(film) == Look(0, 80, 2.0)


@pytest.mark.parametrize(("ratio", "lowest", "highest"), [(1.0, 0.02, 32.0), (2.0, 0.01, 16.0)])
def test_zoom_ends_at_two_and_3200_per_cent_of_device_pixels(
    ratio: float, lowest: float, highest: float
) -> None:
    assert clamped_scale(1e-9, ratio) == lowest
    assert clamped_scale(1e9, ratio) == highest


def test_the_whole_film_just_fits() -> None:
    film = Film(100, 50, 0.1, 1.0)
    look = fitted(film, fitting_scale([film], SIZE))

    assert look.to_pane((0, 0), SIZE) == (75, 0)
    assert look.to_pane((50, 100), SIZE) == (125, 100)
