"""viewer.canvas.measure_shapes"""

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

from engine import MeasureKind
from viewer.canvas.measure_shapes import END_PX, shape_of

TWICE = QTransform.fromScale(2, 2)


def test_a_length_has_strokes_of_16_pixels_across_its_ends() -> None:
    """Whatever the zoom: here two pixels a film pixel."""
    shape = shape_of(MeasureKind.LENGTH, ((10, 20), (60, 20)), TWICE)

    line, left, right = (polygon.boundingRect() for polygon in shape.lines)
    assert (line.left(), line.right(), line.top()) == (20, 120, 40)
    assert (left.height(), left.left(), left.width()) == (END_PX, 20, 0)
    assert (right.top(), right.bottom(), right.left()) == (32, 48, 120)


def test_an_ellipse_touches_its_box_and_leaves_its_corners() -> None:
    shape = shape_of(MeasureKind.ELLIPSE, ((0, 0), (40, 20)), TWICE)

    assert shape.body.width() == pytest.approx(81, abs=0.1)
    assert shape.body.height() == pytest.approx(41, abs=0.1)
    assert shape.distance(QPointF(40, 0)) == pytest.approx(0, abs=0.1)
    assert shape.distance(QPointF(0, 0)) > 8


def test_the_arc_of_an_angle_lies_within_it() -> None:
    """Legs to the right and up; the arc is a quarter around the vertex, 28 away."""
    shape = shape_of(MeasureKind.ANGLE, ((100, 100), (0, 100), (0, 0)), QTransform())

    arc = shape.lines[1].boundingRect()
    assert (arc.left(), arc.right()) == pytest.approx((0, 28))
    assert (arc.top(), arc.bottom()) == pytest.approx((72, 100))


def test_the_arc_of_a_small_angle_is_no_longer_than_half_a_leg() -> None:
    shape = shape_of(MeasureKind.ANGLE, ((100, 20), (0, 20), (0, 0)), QTransform())

    assert shape.lines[1].boundingRect().width() == pytest.approx(10)


def test_a_cobb_angle_joins_the_middles_of_its_lines_by_dashes() -> None:
    shape = shape_of(MeasureKind.COBB, ((0, 0), (20, 0), (0, 60), (40, 60)), QTransform())

    assert len(shape.lines) == 2
    assert (shape.dashes[0].first(), shape.dashes[0].last()) == (QPointF(10, 0), QPointF(20, 60))


def test_an_arrow_has_its_head_at_the_tip() -> None:
    shape = shape_of(MeasureKind.ARROW, ((0, 0), (100, 0)), QTransform())

    head = shape.lines[1].boundingRect()
    assert head.right() == 100
    assert 85 < head.left() < 95


def test_what_has_not_all_its_points_is_drawn_as_far_as_it_goes() -> None:
    assert shape_of(MeasureKind.COBB, ((0, 0), (9, 9)), QTransform()).dashes == ()
    assert shape_of(MeasureKind.LENGTH, ((0, 0),), QTransform()).lines == ()


def test_the_distance_is_to_the_line_and_not_to_its_box() -> None:
    shape = shape_of(MeasureKind.ARROW, ((0, 0), (100, 100)), QTransform())

    assert shape.distance(QPointF(60, 40)) == pytest.approx(200**0.5)
    assert shape.crosses(QRectF(40, 40, 5, 5))
    assert not shape.crosses(QRectF(70, 10, 20, 20))
