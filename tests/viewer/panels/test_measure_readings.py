"""viewer.panels.measure_readings and viewer.panels.measure_words"""

import numpy as np
import pytest

from engine import Figures, MeasureKind, Measurement, Orientation, Progress, Window
from tests.viewer.canvas.films import picture_from
from viewer.panels.measure_readings import Question, answer, unnamed
from viewer.panels.measure_words import counted, film_words, own_names, region_numbers

LENGTH = Measurement(MeasureKind.LENGTH, ((0, 0), (9, 0)))
BOX = Measurement(MeasureKind.RECTANGLE, ((0, 0), (4, 2)), "Lung")
ROUND = Measurement(MeasureKind.ELLIPSE, ((0, 0), (4, 2)))
COBB = Measurement(MeasureKind.COBB, ((0, 0), (9, 0), (0, 5), (9, 6)))
TEXT = Measurement(MeasureKind.TEXT, ((3, 3),), "Supine")


def test_a_region_is_counted_on_both_pictures_in_their_windows() -> None:
    """Values 0 and 100 half and half; windows of 101 and 201 from 0: means of 0.5 and 0.25."""
    film = picture_from(np.tile([0, 0, 100, 100], (4, 1)))
    question = Question(
        (unnamed(BOX),),
        film,
        picture_from(film.indices),
        Orientation(),
        (4, 4),
        Window(50.5, 101),
        Window(100.5, 201),
        False,
        None,
    )

    original, result = answer(question, Progress())[unnamed(BOX)]

    assert original is not None
    assert result is not None
    assert original.pixels == result.pixels == 8
    assert (original.mean, result.mean) == pytest.approx((0.5, 0.25), abs=1e-4)
    assert original.sd == pytest.approx((8 * 0.25 / 7) ** 0.5, abs=1e-4)


def test_excluded_pixels_do_not_count() -> None:
    film = picture_from(np.tile([0, 0, 100, 100], (4, 1)))
    excluded = np.zeros((4, 4), bool)
    excluded[:, :2] = True
    voi = Window(50.5, 101)
    question = Question((ROUND, BOX), film, film, Orientation(), (4, 4), voi, voi, False, excluded)

    found, same = answer(question, Progress())[BOX]

    assert found is not None
    assert found.pixels == 4
    assert found.mean == pytest.approx(1, abs=1e-4)
    assert same is found


def test_each_kind_is_numbered_and_regions_count_together() -> None:
    there = (LENGTH, BOX, LENGTH, ROUND, COBB)

    assert own_names(there) == ["Length 1", "Region 1", "Length 2", "Region 2", "Cobb angle 1"]
    assert region_numbers(there) == {1: 1, 3: 2}


def test_the_section_says_what_there_is() -> None:
    assert counted((LENGTH, BOX, ROUND)) == "1 length, 2 regions"
    assert counted((COBB, TEXT)) == "1 angle, 1 note"
    assert counted(()) == ""


def test_a_length_stands_on_the_film_with_provenance_and_range() -> None:
    found = Figures("142.3 mm", "at detector", "true size 118.6–142.3 mm")

    assert film_words(LENGTH, found, 0) == ("142.3 mm at detector", "true size 118.6–142.3 mm")
    assert film_words(BOX, found, 2) == ("2  Lung",)
    assert film_words(TEXT, Figures(), 0) == ("Supine",)
