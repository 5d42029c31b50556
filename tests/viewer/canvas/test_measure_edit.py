"""viewer.canvas.measure_edit"""

import pytest
from PySide6.QtCore import QPointF

from engine import MeasureKind, Measurement, Orientation
from viewer.canvas.film_decor_item import FilmPlace
from viewer.canvas.measure_edit import handles_of, pulled, shifted, squared, straightened

PLACE = FilmPlace(rows=100, columns=200, orientation=Orientation())
BOX = Measurement(MeasureKind.ELLIPSE, ((10, 20), (50, 80)), "Lung")


def test_a_box_has_a_handle_at_each_corner() -> None:
    assert handles_of(BOX) == ((10, 20), (50, 20), (50, 80), (10, 80))


def test_pulling_a_corner_that_is_no_point_leaves_the_opposite_one() -> None:
    """The handle at the top right is pulled: the corner at the bottom left stays."""
    made = pulled(BOX, 1, (60, 15))

    assert made.points == ((10, 80), (60, 15))
    assert made.text == "Lung"


def test_pulling_a_point_of_an_angle_leaves_the_others() -> None:
    angle = Measurement(MeasureKind.ANGLE, ((1, 1), (2, 2), (3, 1)))

    assert pulled(angle, 1, (9, 9)).points == ((1, 1), (9, 9), (3, 1))


@pytest.mark.parametrize(
    ("by", "first"), [((5, 5), (15, 25)), ((-50, 0), (0, 20)), ((500, 500), (160, 40))]
)
def test_what_is_moved_stays_whole_on_the_film(
    by: tuple[float, float], first: tuple[float, float]
) -> None:
    made = shifted(BOX, by, PLACE)

    assert made.points[0] == first
    assert made.points[1] == (first[0] + 40, first[1] + 60)


@pytest.mark.parametrize(
    ("end", "expected"), [((100, 9), (100, 0)), ((9, -100), (0, -100)), ((60, 40), (50, 50))]
)
def test_shift_makes_lines_level_upright_or_oblique(
    end: tuple[float, float], expected: tuple[float, float]
) -> None:
    made = straightened(QPointF(0, 0), QPointF(*end))

    assert (made.x(), made.y()) == pytest.approx(expected)


def test_shift_makes_a_box_square_in_millimetres() -> None:
    """Rows twice as far apart as columns: 40 columns are as long as 20 rows."""
    assert squared((100, 50), (60, 45), PLACE, 2.0) == (60, 30)


def test_a_square_box_stays_on_the_film() -> None:
    """Only 10 rows are left below."""
    assert squared((100, 90), (180, 95), PLACE, 1.0) == (110, 100)
