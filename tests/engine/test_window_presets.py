"""engine.window_presets"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from engine.grayscale.voi import VoiFunction, Window
from engine.picture import Picture, picture_of
from engine.statistics import auto_window, histogram
from engine.window_presets import Interest, relative_windows
from tests.properties.films import radiograph_of, real_film

BODY = np.arange(1000, 2000)
"""A thousand values, each as frequent as any other: its per cents can be counted by hand."""

AIR = np.arange(1000) % 10
"""As many pixels that the ray met directly."""

ENDS = {
    Interest.BONE: (1279, 1998),
    Interest.LUNG: (1004, 1649),
    Interest.SOFT_TISSUE: (1119, 1919),
    Interest.LINES: (1379, 1969),
}


def picture(stored: npt.NDArray[np.integer]) -> Picture:
    return picture_of(radiograph_of(np.atleast_2d(stored).astype(np.uint16)))


def windows(film: Picture, excluded: npt.NDArray[np.bool_] | None = None) -> dict[Interest, Window]:
    found = relative_windows(histogram(film, excluded))
    return {each.interest: each.window for each in found}


def ends(window: Window) -> tuple[float, float]:
    """Return what is shown black and white: LINEAR leaves out half a value at either end."""
    return window.centre - window.width / 2, window.centre + window.width / 2 - 1


@pytest.mark.parametrize("interest", ENDS)
def test_a_window_spans_its_per_cents_of_the_body(interest: Interest) -> None:
    found = windows(picture(BODY))[interest]

    assert ends(found) == pytest.approx(ENDS[interest], abs=1)


@pytest.mark.parametrize("interest", ENDS)
def test_what_the_ray_met_directly_is_no_part_of_the_body(interest: Interest) -> None:
    found = windows(picture(np.concatenate([AIR, BODY])))[interest]

    assert ends(found) == pytest.approx(ENDS[interest], abs=1)


@pytest.mark.parametrize("interest", ENDS)
def test_where_small_values_are_bright_the_dense_end_is_the_lower_one(interest: Interest) -> None:
    film = replace(picture(4095 - np.concatenate([AIR, BODY])), is_inverse=True)

    found = windows(film)[interest]

    dense, lucent = (4095 - end for end in ENDS[interest][::-1])
    assert ends(found) == pytest.approx((dense, lucent), abs=1)


def test_a_peak_that_does_not_fall_to_a_valley_is_body() -> None:
    """Half as many again of the lowest tenth, as lungs may have, and no gap behind them."""
    film = picture(np.concatenate([np.arange(1000, 1100, 2), BODY]))

    assert ends(windows(film)[Interest.LUNG])[0] < 1010


def test_the_full_field_shows_every_value_of_it() -> None:
    found = windows(picture(np.concatenate([AIR, BODY])))[Interest.FULL_FIELD]

    assert ends(found) == (0, 1999)


def test_auto_is_what_the_key_0_gives() -> None:
    film = picture(BODY)

    assert windows(film)[Interest.AUTO] == auto_window(histogram(film))


def test_what_is_excluded_moves_no_window() -> None:
    stored = np.concatenate([BODY, np.full(5000, 4095)])

    found = windows(picture(stored), np.atleast_2d(stored == 4095))

    assert found == windows(picture(BODY))


def test_a_window_that_would_be_empty_spans_the_field() -> None:
    found = windows(picture(np.array([5, 5, 5, 5, 5, 5, 5, 9])))

    assert ends(found[Interest.LUNG]) == (5, 9)


def test_a_film_of_one_value_still_has_windows() -> None:
    found = windows(picture(np.full(4, 7)))

    assert {window.width for window in found.values()} == {1.0}


def test_fractions_get_a_window_that_can_show_them() -> None:
    """A film whose modality values run from 0 to 1."""
    film = replace(picture(np.arange(1001)), values=np.arange(65536) / 1000)

    found = windows(film)[Interest.LUNG]

    assert found.function is VoiFunction.LINEAR_EXACT
    assert found.centre - found.width / 2 == pytest.approx(0.005, abs=0.002)
    assert found.centre + found.width / 2 == pytest.approx(0.65, abs=0.002)


def test_no_window_leaves_a_real_film_black_or_white(shared_data: Path) -> None:
    film = picture(np.round(real_film(shared_data) * 255))

    for interest, window in windows(film).items():
        grey = film.grey_levels(window)
        assert ((grey > 0) & (grey < 255)).mean() > 0.3, interest
