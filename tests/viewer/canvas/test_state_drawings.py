"""viewer.canvas.state_drawings and viewer.canvas.state_drawings_item"""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtGui import QPolygonF

from engine import (
    DisplayedArea,
    Graphic,
    GraphicKind,
    ImageState,
    Layer,
    Orientation,
    StateChoice,
    StatePart,
    Text,
    Units,
)
from tests.viewer.canvas.films import IDENTITY, picture_from, pixels_of
from viewer.canvas.film_decor_item import FilmPlace
from viewer.canvas.geometry import Look
from viewer.canvas.pane import Pane
from viewer.canvas.state_drawings import Line, area_box, drawings_of
from viewer.canvas.state_drawings_item import DrawingsItem

ROWS, COLUMNS, GREY = 40, 60, 90
ALL = StateChoice("1.2.3")
LINE = Graphic(GraphicKind.POLYLINE, ((10.0, 20.0), (50.0, 20.0)))


def line_of(graphic: Graphic, said: ImageState | None = None) -> Line:
    """Return what is to be drawn of one graphic on a film of 40 x 60."""
    state = replace(said or ImageState(), graphics=(graphic,))
    return drawings_of(state, ALL, (ROWS, COLUMNS)).lines[0]


def points_of(polygon: QPolygonF) -> list[tuple[float, float]]:
    return [(polygon.at(n).x(), polygon.at(n).y()) for n in range(polygon.size())]


def shown(
    pane: Pane, said: ImageState, choice: StateChoice = ALL, turn: Orientation | None = None
) -> DrawingsItem:
    """Draw on a film of 40 x 60, each pixel as 2 x 2: upright, it begins at x 40, y 20."""
    turn = turn or Orientation()
    picture = picture_from(np.full((ROWS, COLUMNS), GREY)).oriented(turn)
    pane.show_picture(picture, IDENTITY, keep_view=False)
    pane.set_look(Look(picture.shape[1] / 2, picture.shape[0] / 2, 2.0))
    item = DrawingsItem(pane)
    item.lie_on(FilmPlace(ROWS, COLUMNS, turn))
    item.show_drawings(drawings_of(said, choice, (ROWS, COLUMNS)))
    return item


def coloured(pane: Pane) -> npt.NDArray[np.bool_]:
    """Return where the pane is of the colour of lines on a film."""
    seen = pixels_of(pane).astype(int)
    return np.asarray(seen[..., 2] - seen[..., 0] > 40)


def box_of(marked: npt.NDArray[np.bool_]) -> tuple[int, int, int, int]:
    rows, columns = np.nonzero(marked)
    return int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1


def test_a_circle_is_drawn_about_its_first_point_through_its_second() -> None:
    """PS3.3 C.10.5.2: centre (30, 20), a point on it (36, 28): radius 10."""
    line = line_of(Graphic(GraphicKind.CIRCLE, ((30.0, 20.0), (36.0, 28.0))))

    distances = [np.hypot(x - 30, y - 20) for x, y in points_of(line.points)]

    assert distances == pytest.approx([10] * len(distances))
    assert points_of(line.points)[0] == pytest.approx(points_of(line.points)[-1])


def test_an_ellipse_goes_through_the_ends_of_both_its_axes() -> None:
    """A major axis of 20 along (3, 4) / 5 and a minor one of 10 across it, about (30, 20)."""
    ends = ((24.0, 12.0), (36.0, 28.0), (34.0, 17.0), (26.0, 23.0))

    drawn = points_of(line_of(Graphic(GraphicKind.ELLIPSE, ends)).points)

    for end in ends:
        assert min(np.hypot(x - end[0], y - end[1]) for x, y in drawn) < 0.01
    assert max(np.hypot(x - 30, y - 20) for x, y in drawn) == pytest.approx(10)
    assert min(np.hypot(x - 30, y - 20) for x, y in drawn) == pytest.approx(5)


def test_an_interpolated_line_goes_smoothly_through_every_point() -> None:
    """Catmull-Rom: half way between the middle points of 0, 10, 10, 0 lies 11.25."""
    points = ((0.0, 0.0), (10.0, 10.0), (20.0, 10.0), (30.0, 0.0))

    drawn = points_of(line_of(Graphic(GraphicKind.INTERPOLATED, points)).points)

    assert set(points) <= set(drawn)
    assert (15.0, 11.25) in drawn


def test_a_curve_that_ends_where_it_begins_has_no_corner_there() -> None:
    square = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0))

    drawn = points_of(line_of(Graphic(GraphicKind.INTERPOLATED, square)).points)

    first, last = np.subtract(drawn[1], drawn[0]), np.subtract(drawn[-1], drawn[-2])
    cosine = first @ last / np.linalg.norm(first) / np.linalg.norm(last)
    assert cosine > 0.9  # 0 would be the corner of the square


@pytest.mark.parametrize(
    ("turn", "place"),
    [
        (Orientation(), (15.0, 10.0)),
        (Orientation(quarter_turns=1), (15.0, 30.0)),
        (Orientation(quarter_turns=2), (45.0, 30.0)),
        (Orientation(is_mirrored=True), (45.0, 10.0)),
    ],
)
def test_display_units_count_on_the_film_as_the_state_turns_it(
    turn: Orientation, place: tuple[float, float]
) -> None:
    """A quarter right and down of what is shown; turned clockwise, down goes to the right."""
    point = Graphic(GraphicKind.POINT, ((0.25, 0.25),), units=Units.DISPLAY)

    line = line_of(point, ImageState(orientation=turn))

    assert points_of(line.points) == [pytest.approx(place)]


def test_display_units_count_on_the_displayed_area() -> None:
    """Columns 11..30 and rows 21..40: their middle is 20 across and 30 down."""
    area = DisplayedArea((11, 21), (30, 40))
    point = Graphic(GraphicKind.POINT, ((0.5, 0.5),), units=Units.DISPLAY)

    assert points_of(line_of(point, ImageState(area=area)).points) == [(20.0, 30.0)]


def test_the_corners_of_an_area_may_come_turned() -> None:
    assert area_box(DisplayedArea((30, 40), (11, 21)), (ROWS, COLUMNS)) == (10, 20, 30, 40)


def test_higher_layers_come_last_and_have_their_grey() -> None:
    """A white layer is white; a black one is lightened, for it would not show on its halo."""
    layers = (Layer("top", 2, 1.0), Layer("low", 1, 0.0))
    said = ImageState(
        graphics=(replace(LINE, layer="top"), replace(LINE, layer="low")), layers=layers
    )

    lines = drawings_of(said, ALL, (ROWS, COLUMNS)).lines

    assert [line.colour.name() for line in lines] == ["#737373", "#ffffff"]


@pytest.mark.parametrize(
    ("parts", "counts"),
    [((StatePart.GRAPHICS,), (1, 0)), ((StatePart.TEXTS,), (0, 1)), ((), (0, 0))],
)
def test_graphics_and_texts_are_drawn_as_far_as_switched_on(
    parts: tuple[StatePart, ...], counts: tuple[int, int]
) -> None:
    said = ImageState(graphics=(LINE,), texts=(Text("left", anchor=(1.0, 1.0)),))

    drawings = drawings_of(said, StateChoice("1", frozenset(parts)), (ROWS, COLUMNS))

    assert (len(drawings.lines), len(drawings.words)) == counts


def test_a_line_lies_at_its_pixels_of_the_film(pane: Pane) -> None:
    """From column 10 to 50 at row 20, the film beginning at x 40, y 20, twice as large."""
    item = shown(pane, ImageState(graphics=(LINE,)))

    assert not item.is_empty
    assert box_of(coloured(pane)) == pytest.approx((60, 60, 140, 61), abs=1)


def test_a_line_turns_with_the_film(pane: Pane) -> None:
    """Clockwise, row 20 of 40 is column 20 of 40, in the middle of the pane."""
    kept = shown(pane, ImageState(graphics=(LINE,)), turn=Orientation(quarter_turns=1))

    assert not kept.is_empty
    assert box_of(coloured(pane)) == pytest.approx((100, 20, 101, 100), abs=1)


def test_what_is_filled_leaves_the_film_to_be_seen(pane: Pane) -> None:
    """30 % of #8CC4E6 over grey 90: 0.3 x 140 + 0.7 x 90 = 105 of red."""
    square = ((10.0, 10.0), (50.0, 10.0), (50.0, 30.0), (10.0, 30.0), (10.0, 10.0))

    kept = shown(
        pane, ImageState(graphics=(Graphic(GraphicKind.POLYLINE, square, is_filled=True),))
    )

    assert not kept.is_empty
    assert pixels_of(pane)[60, 100, 0] == pytest.approx(105, abs=1)


@pytest.mark.parametrize("justification", ["LEFT", "CENTER", "RIGHT"])
def test_words_stand_in_their_box_as_they_are_justified(pane: Pane, justification: str) -> None:
    """A box over the whole width of the film: x 40 to 160 of the pane."""
    words = Text("i", box=((0.0, 10.0), (60.0, 30.0)), justification=justification)

    kept = shown(pane, ImageState(texts=(words,)))

    left, top, right, bottom = box_of(coloured(pane))
    place = {"LEFT": left - 40, "CENTER": (left + right) / 2 - 100, "RIGHT": 160 - right}
    assert not kept.is_empty
    assert 0 <= abs(place[justification]) <= 4
    assert 40 <= top < bottom <= 40 + 20


def test_words_without_a_box_stand_beside_their_anchor_upright_on_a_turned_film(
    pane: Pane,
) -> None:
    """Clockwise, the anchor (30, 20) is in the middle of the pane again."""
    words = Text("wide words", anchor=(30.0, 20.0))

    kept = shown(pane, ImageState(texts=(words,)), turn=Orientation(quarter_turns=1))

    left, top, right, bottom = box_of(coloured(pane))
    assert not kept.is_empty
    assert left == pytest.approx(108, abs=2)
    assert right - left > 2 * (bottom - top)
    assert (top + bottom) / 2 == pytest.approx(60, abs=3)


def test_a_visible_anchor_has_a_line_from_its_box(pane: Pane) -> None:
    words = Text(" ", box=((0.0, 0.0), (10.0, 10.0)), anchor=(50.0, 5.0), is_anchor_visible=True)

    kept = shown(pane, ImageState(texts=(words,)))

    assert not kept.is_empty
    assert box_of(coloured(pane)) == pytest.approx((60, 30, 140, 31), abs=1)


def test_no_more_words_are_drawn_than_can_be_kept(
    pane: Pane, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(
        "viewer.canvas.state_drawings_item.draw_line", lambda *given: drawn.append(given[3])
    )
    texts = tuple(Text(f"{n}\nsecond", anchor=(30.0, 20.0)) for n in range(300))

    kept = shown(pane, ImageState(texts=texts))
    drawn.clear()
    pane.grab()

    assert not kept.is_empty
    assert len(drawn) == 200


def test_nothing_is_drawn_while_it_is_hidden(pane: Pane) -> None:
    is_hidden = True
    pane.show_picture(picture_from(np.full((ROWS, COLUMNS), GREY)), IDENTITY, keep_view=False)
    item = DrawingsItem(pane, lambda: is_hidden)
    item.lie_on(FilmPlace(ROWS, COLUMNS, Orientation()))

    item.show_drawings(drawings_of(ImageState(graphics=(LINE,)), ALL, (ROWS, COLUMNS)))

    assert not coloured(pane).any()
    is_hidden = False
    assert coloured(pane).any()
