"""viewer.canvas.measure_labels"""

import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

from engine import MeasureKind
from viewer.canvas.measure_labels import GAP_PX, place_label
from viewer.canvas.measure_shapes import Shape, shape_of

PANE = QRectF(0, 0, 400, 300)
SIZE = QSizeF(100, 32)


def line(*points: tuple[float, float]) -> Shape:
    return shape_of(MeasureKind.LENGTH, points, QTransform())


def test_words_stand_to_the_right_in_the_middle_of_the_end() -> None:
    label = place_label(line((50, 150), (200, 150)), QPointF(), SIZE, PANE, ())

    assert label.left() == pytest.approx(200.5 + GAP_PX)
    assert label.center().y() == pytest.approx(150)


@pytest.mark.parametrize(
    "points",
    [
        ((250, 150), (395, 150)),
        ((5, 5), (395, 5)),
        ((5, 295), (395, 295)),
        ((5, 5), (395, 295)),
        ((390, 10), (395, 290)),
        ((5, 150), (395, 150)),
    ],
)
def test_words_stay_in_the_pane_and_off_their_line(
    points: tuple[tuple[float, float], tuple[float, float]],
) -> None:
    shape = line(*points)

    label = place_label(shape, QPointF(), SIZE, PANE, ())

    assert PANE.contains(label)
    assert not shape.crosses(label)


def test_words_avoid_other_words() -> None:
    shape = line((50, 150), (200, 150))
    other = QRectF(210, 140, 100, 20)

    label = place_label(shape, QPointF(), SIZE, PANE, [other])

    assert not label.intersects(other)
    assert not shape.crosses(label)


def test_words_at_the_foot_go_above_all_the_lines_of_a_corner() -> None:
    """Two lines of a corner lie where all of the places are; the words clear both."""
    shape = line((150, 290), (390, 290))
    corners = [QRectF(0, 260, 400, 16), QRectF(0, 276, 400, 16)]

    label = place_label(shape, QPointF(), SIZE, PANE, corners)

    assert not any(label.intersects(other) for other in corners)
    assert label.bottom() <= 260


def test_words_larger_than_the_pane_begin_at_its_edge() -> None:
    label = place_label(line((50, 20), (60, 20)), QPointF(), QSizeF(900, 32), PANE, ())

    assert label.left() == pytest.approx(4)


def test_words_stand_within_a_region_that_leaves_no_room_beside_it() -> None:
    """Below the ellipse they would be pushed back onto its line."""
    shape = shape_of(MeasureKind.ELLIPSE, ((5, 5), (155, 295)), QTransform())

    label = place_label(shape, QPointF(), SIZE, QRectF(0, 0, 160, 300), ())

    assert not shape.crosses(label)
    assert shape.body.contains(label)


def test_words_avoid_what_else_is_drawn() -> None:
    other = line((230, 100), (230, 200))

    label = place_label(line((50, 150), (200, 150)), QPointF(), SIZE, PANE, (), (other,))

    assert not other.crosses(label)
