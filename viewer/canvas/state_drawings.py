"""What a presentation state draws over its film, as lines and words at places of the film."""

from dataclasses import dataclass, field
from math import cos, hypot, sin, tau

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPolygonF, QTransform

from engine import (
    DisplayedArea,
    Graphic,
    GraphicKind,
    ImageState,
    Orientation,
    StateChoice,
    StatePart,
    Text,
    Units,
)
from viewer.canvas import style

_CORNERS_OF_ELLIPSE = 128
_POINTS_OF_CURVE = 12
_FAINTEST_GREY = 0.45
"""Of a layer: what is darker would not show over its own dark halo."""


@dataclass(frozen=True, slots=True)
class Line:
    """One graphic.

    Attributes:
        points: (x, y) pixels of the film as read, from the outer edge of the first one.
        colour: Of the line.
        is_filled: Its inside is drawn too.
        is_point: Each of the points is a mark of its own.
    """

    points: QPolygonF
    colour: QColor
    is_filled: bool = False
    is_point: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """One text.

    Attributes:
        lines: As they are written; may name the patient.
        colour: Of the words.
        box: Corners of its box on the film, or None.
        anchor: The point of the film it belongs to, or None.
        has_line: A line leads to the anchor.
        justification: "LEFT", "RIGHT" or "CENTER", within the box.
    """

    lines: tuple[str, ...] = field(repr=False)
    colour: QColor
    box: QPolygonF | None = None
    anchor: QPointF | None = None
    has_line: bool = False
    justification: str = "LEFT"


@dataclass(frozen=True, slots=True)
class Drawings:
    """All of it, the lowest layer first."""

    lines: tuple[Line, ...] = ()
    words: tuple[Words, ...] = ()


NO_DRAWINGS = Drawings()


def drawings_of(said: ImageState, choice: StateChoice, shape: tuple[int, int]) -> Drawings:
    """Return what a state draws on a film.

    Args:
        said: What it says of the film.
        choice: Which of its parts are wanted.
        shape: (rows, columns) of the film as read.
    """
    ways = {
        Units.PIXEL: QTransform(),
        Units.DISPLAY: way_of_display(said.area, said.orientation, shape),
    }
    orders = {layer.name: layer.order for layer in said.layers}
    colours = {layer.name: _colour(layer.grey) for layer in said.layers}
    usual = _colour(None)

    def line(graphic: Graphic) -> Line:
        points = [ways[graphic.units].map(QPointF(x, y)) for x, y in graphic.points]
        return Line(
            QPolygonF(_corners(graphic.kind, points)),
            colours.get(graphic.layer, usual),
            graphic.is_filled,
            graphic.kind is GraphicKind.POINT,
        )

    def text(one: Text) -> Words:
        anchor = one.anchor
        return Words(
            tuple(one.text.split("\n")),
            colours.get(one.layer, usual),
            None if one.box is None else _box(one.box, ways[one.box_units]),
            None if anchor is None else ways[one.anchor_units].map(QPointF(*anchor)),
            one.is_anchor_visible,
            one.justification,
        )

    graphics = said.graphics if StatePart.GRAPHICS in choice.parts else ()
    texts = said.texts if StatePart.TEXTS in choice.parts else ()
    return Drawings(
        tuple(line(one) for one in sorted(graphics, key=lambda one: orders.get(one.layer, 0))),
        tuple(text(one) for one in sorted(texts, key=lambda one: orders.get(one.layer, 0))),
    )


def way_of_display(
    area: DisplayedArea | None, orientation: Orientation, shape: tuple[int, int]
) -> QTransform:
    """Return the way from shares of what a state displays to pixels of the film as read.

    Args:
        area: The part it displays, or None for the whole film.
        orientation: How the state turns the film.
        shape: (rows, columns) of the film as read.

    Source: PS3.3 C.10.5.1.1: DISPLAY is counted on the displayed area, after turning.
    """
    left, top, right, bottom = area_box(area, shape)

    def on_film(u: float, v: float) -> tuple[float, float]:
        down, across = orientation.to_stored(v, u, (1, 1))
        return left + across * (right - left), top + down * (bottom - top)

    x, y = on_film(0, 0)
    (right_x, right_y), (down_x, down_y) = on_film(1, 0), on_film(0, 1)
    return QTransform(right_x - x, right_y - y, down_x - x, down_y - y, x, y)


def area_box(
    area: DisplayedArea | None, shape: tuple[int, int]
) -> tuple[float, float, float, float]:
    """Return (left, top, right, bottom) of a displayed area in pixels of the film as read.

    A state names the corners as they are after turning: either may be the smaller one.

    Source: PS3.3 C.10.4: columns and rows from 1, both corners are shown.
    """
    if area is None:
        return 0.0, 0.0, float(shape[1]), float(shape[0])
    (x, y), (other_x, other_y) = area.top_left, area.bottom_right
    return min(x, other_x) - 1.0, min(y, other_y) - 1.0, float(max(x, other_x)), max(y, other_y)


def _colour(grey: float | None) -> QColor:
    if grey is None:
        return QColor(style.FILM_LINE)
    return QColor.fromRgbF(*(3 * [min(1.0, max(_FAINTEST_GREY, grey))]))


def _box(corners: tuple[tuple[float, float], tuple[float, float]], way: QTransform) -> QPolygonF:
    (x, y), (other_x, other_y) = corners
    around = ((x, y), (other_x, y), (other_x, other_y), (x, other_y))
    return QPolygonF([way.map(QPointF(*point)) for point in around])


def _corners(kind: GraphicKind, points: list[QPointF]) -> list[QPointF]:
    """Return the corners of the line to draw; an odd number of points draws what it can."""
    if kind is GraphicKind.CIRCLE and len(points) >= 2:
        centre, rim = points[:2]
        radius = hypot(rim.x() - centre.x(), rim.y() - centre.y())
        return _ellipse(centre, QPointF(radius, 0), QPointF(0, radius))
    if kind is GraphicKind.ELLIPSE and len(points) >= 4:
        first, last, near, far = points[:4]
        return _ellipse((first + last) / 2, (last - first) / 2, (far - near) / 2)
    if kind is GraphicKind.INTERPOLATED and len(points) > 2:
        return _curve(points)
    return points


def _ellipse(centre: QPointF, long: QPointF, short: QPointF) -> list[QPointF]:
    turns = (tau * corner / _CORNERS_OF_ELLIPSE for corner in range(_CORNERS_OF_ELLIPSE + 1))
    return [centre + long * cos(turn) + short * sin(turn) for turn in turns]


def _curve(points: list[QPointF]) -> list[QPointF]:
    """Return a Catmull-Rom spline through the points, closed where they end as they begin."""
    is_closed = points[0] == points[-1]
    before = points[-2] if is_closed else points[0]
    after = points[1] if is_closed else points[-1]
    held = [before, *points, after]
    curve = [points[0]]
    for at in range(len(points) - 1):
        p0, p1, p2, p3 = held[at : at + 4]
        for step in range(1, _POINTS_OF_CURVE + 1):
            t = step / _POINTS_OF_CURVE
            curve.append(
                (
                    p1 * 2
                    + (p2 - p0) * t
                    + (p0 * 2 - p1 * 5 + p2 * 4 - p3) * t**2
                    + (p1 * 3 - p0 - p2 * 3 + p3) * t**3
                )
                / 2
            )
    return curve
