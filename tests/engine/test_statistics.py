"""engine.statistics"""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest

from engine.frame import BoolImage
from engine.grayscale.modality import LinearModality, Modality, TableModality
from engine.grayscale.voi import Window
from engine.orientation import Orientation
from engine.picture import Picture, picture_of
from engine.statistics import auto_window, histogram
from tests.properties.films import grey_film, radiograph_of


def picture(stored: npt.NDArray[np.integer], modality: Modality = LinearModality()) -> Picture:
    return picture_of(radiograph_of(stored.astype(np.uint16), modality=modality))


def test_every_pixel_is_counted_once() -> None:
    counted = histogram(picture(np.array([[3, 3], [7, 4095]])))

    assert counted.counts[[3, 7, 4095]].tolist() == [2, 1, 1]
    assert counted.counts.sum() == 4


def test_what_is_excluded_is_not_counted() -> None:
    stored = np.array([[0, 0, 10, 20]])

    counted = histogram(picture(stored), np.array([[True, True, False, False]]))

    assert counted.extent == (10.0, 20.0)
    assert counted.counts.sum() == 2


@pytest.mark.parametrize("excluded", [np.ones((1, 3), np.bool_), np.ones((9, 9), np.bool_)])
def test_a_mask_that_leaves_nothing_or_fits_nothing_is_ignored(excluded: BoolImage) -> None:
    assert histogram(picture(np.array([[1, 2, 3]])), excluded).counts.sum() == 3


def test_percentiles_are_modality_values_and_agree_with_numpy() -> None:
    stored = np.round(grey_film(97, 83) * 4095).astype(np.uint16)
    counted = histogram(picture(stored, modality=LinearModality(2.0, -100.0)))

    for percent in (2.0, 50.0, 98.0):
        expected = np.percentile(stored, percent, method="inverted_cdf") * 2.0 - 100.0
        assert counted.percentile(percent) == expected


def test_extent_has_its_lower_end_first_also_for_a_falling_modality_lut() -> None:
    counted = histogram(picture(np.array([[10, 30]]), modality=LinearModality(-1.0, 0.0)))

    assert counted.extent == (-30.0, -10.0)


def test_bars_count_modality_values_in_equal_bins() -> None:
    counted = histogram(picture(np.array([[0, 1, 2, 3, 9]]), modality=LinearModality(10.0, 0.0)))

    assert counted.bars(0, 40, 2).tolist() == [2.0, 2.0]


def test_the_automatic_window_spans_the_middle_96_per_cent() -> None:
    """Of 101 values 0..100, 2 and 98 are the first to have 2 and 98 per cent up to them."""
    stored = np.arange(101).reshape(1, 101)

    window = auto_window(histogram(picture(stored)))

    assert window == Window(50.5, 97.0)
    assert window.grey(np.array([2.0, 98.0])).tolist() == [0.0, 1.0]


def test_a_constant_film_has_a_window_of_one() -> None:
    assert auto_window(histogram(picture(np.full((2, 2), 7)))).width == 1


def test_percentiles_and_extent_follow_modality_values_whatever_their_order() -> None:
    """Stored 0, 1, 2, 3 mean 10, 40, 20, 0; most of the film is at 40."""
    table = TableModality(0, np.array([10.0, 40.0, 20.0, 0.0]))
    counted = histogram(picture(np.array([[0, 1, 1, 1, 1, 1, 2, 3]]), modality=table))

    assert counted.extent == (0.0, 40.0)
    assert [counted.percentile(p) for p in (0, 25, 100)] == [0.0, 10.0, 40.0]


def test_a_processed_picture_counts_where_it_and_the_film_are_exposed() -> None:
    field = np.array([[True, True, False, False]])
    processed = replace(picture(np.array([[1, 2, 3, 4]])), field=field)

    counted = histogram(processed, np.array([[True, False, False, False]]))

    assert np.flatnonzero(counted.counts).tolist() == [2]


def test_a_turned_picture_is_not_counted_by_the_film_as_read() -> None:
    """Turned by 180 degrees it still has the shape of what is excluded."""
    half = Orientation(quarter_turns=2).placement()
    turned = replace(picture(np.array([[1, 2, 3]])), placement=half)

    counted = histogram(turned, np.array([[True, False, False]]))

    assert np.flatnonzero(counted.counts).tolist() == [1, 2, 3]
