"""viewer.canvas.drawing"""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.viewer.canvas.films import IDENTITY, picture_from, pixels_of
from tests.viewer.canvas.gestures import drag, heard, wheel
from tests.viewer.canvas.panes import compare_of
from viewer.canvas.compare import CompareView
from viewer.canvas.drawing import Lasso, simplified
from viewer.canvas.pane import Pane

LEFT = Qt.MouseButton.LeftButton
AROUND = ((100, 50), (200, 50), (200, 150), (100, 150), (100, 60))


@pytest.fixture
def compare(qtbot: QtBot) -> CompareView:
    """Two panes of 300 x 200 on a film of 400 x 600, at one half."""
    made = compare_of(qtbot, 601, 200)
    film = picture_from(np.full((400, 600), 90))
    made.show_pictures(film, IDENTITY, film, IDENTITY, keep_view=False)
    return made


@pytest.fixture
def lasso(compare: CompareView) -> Iterator[Lasso]:
    made = Lasso(compare)
    made.start("Drag.")
    yield made
    made.stop()


@pytest.mark.parametrize("side", ["original", "enhanced"])
def test_a_drag_around_a_place_is_an_outline_in_shares(
    compare: CompareView, lasso: Lasso, side: str
) -> None:
    drawn = heard(lasso.drawn)
    pane = getattr(compare, side)

    drag(pane, LEFT, *AROUND)

    ((where, outline),) = drawn
    assert where is pane
    x, y = np.array(outline).T
    assert (x.min(), x.max()) == pytest.approx((100 / 300, 200 / 300), abs=0.005)
    assert (y.min(), y.max()) == pytest.approx((50 / 200, 150 / 200), abs=0.008)


def test_the_window_stays_as_it_is_while_drawing(compare: CompareView, lasso: Lasso) -> None:
    started = heard(compare.original.window_drag_started)

    drag(compare.original, LEFT, *AROUND)
    assert not compare.original._hand.is_holding
    lasso.stop()
    drag(compare.original, LEFT, *AROUND)

    assert len(started) == 1


def test_beside_the_film_the_stroke_stays_on_its_edge(compare: CompareView, lasso: Lasso) -> None:
    drawn = heard(lasso.drawn)
    compare.original.zoom_about(0.5, compare.original.rect().center().toPointF())

    drag(compare.original, LEFT, (20, 20), (290, 20), (290, 190), (20, 190))

    x, y = np.array(drawn[0][1]).T
    assert (x.min(), x.max(), y.min(), y.max()) == pytest.approx((0, 1, 0, 1), abs=1e-6)


@pytest.mark.parametrize(
    "path", [((50, 50),), ((50, 50), (52, 51), (51, 52)), ((50, 50), (90, 50))]
)
def test_a_slip_is_no_outline(
    compare: CompareView, lasso: Lasso, path: tuple[tuple[int, int], ...]
) -> None:
    drawn = heard(lasso.drawn)

    drag(compare.original, LEFT, *path)

    assert drawn == []


CORNERS = ((100, 50), (200, 50), (200, 150), (100, 150))


def click(pane: Pane, *points: tuple[int, int]) -> None:
    for x, y in points:
        QTest.mouseClick(pane.viewport(), LEFT, pos=QPoint(x, y))


@pytest.mark.parametrize("last", [(102, 47), (103, 148)], ids=["the first", "the last"])
def test_clicked_corners_are_closed_by_a_click_on_one_of_the_ends(
    compare: CompareView, lasso: Lasso, last: tuple[int, int]
) -> None:
    drawn = heard(lasso.drawn)

    click(compare.original, *CORNERS)
    before = len(drawn)
    click(compare.original, last)
    click(compare.original, (20, 20))  # begins another, and adds nothing to this one

    assert before == 0
    ((_, outline),) = drawn
    assert len(outline) == 4
    wanted = {(round(x / 300, 2), round(y / 200, 2)) for x, y in CORNERS}
    assert {(round(x, 2), round(y, 2)) for x, y in outline} == wanted


def test_a_double_click_closes_corners_once_there_are_three(
    compare: CompareView, lasso: Lasso
) -> None:
    drawn = heard(lasso.drawn)
    viewport = compare.original.viewport()

    for x, y in CORNERS:
        click(compare.original, (x, y))
        if (x, y) == CORNERS[0]:
            QTest.mouseDClick(viewport, LEFT, pos=QPoint(x, y))  # a slip
    assert drawn == []
    QTest.mouseDClick(viewport, LEFT, pos=QPoint(*CORNERS[-1]))

    assert len(drawn) == 1


def test_a_drag_after_a_corner_is_closed_when_it_is_let_go(
    compare: CompareView, lasso: Lasso
) -> None:
    drawn = heard(lasso.drawn)

    click(compare.original, (100, 50), (200, 50))
    drag(compare.original, LEFT, (200, 150), (150, 170), (100, 150))

    x, y = np.array(drawn[0][1]).T
    assert (x.min() * 300, x.max() * 300) == pytest.approx((100, 200), abs=1.5)
    assert (y.min() * 200, y.max() * 200) == pytest.approx((50, 170), abs=1.5)


def test_corners_keep_their_place_on_the_film_when_it_is_moved_between_them(
    compare: CompareView, lasso: Lasso
) -> None:
    drawn = heard(lasso.drawn)

    click(compare.original, *CORNERS[:2])
    drag(compare.original, Qt.MouseButton.MiddleButton, (50, 100), (80, 110))
    click(compare.original, *((x + 30, y + 10) for x, y in (*CORNERS[2:], CORNERS[0])))

    x, y = np.array(drawn[0][1]).T
    assert (x.min() * 300, x.max() * 300) == pytest.approx((100, 200), abs=1.5)
    assert (y.min() * 200, y.max() * 200) == pytest.approx((50, 150), abs=1.5)


def test_the_line_to_the_next_corner_follows_the_pointer(
    compare: CompareView, lasso: Lasso
) -> None:
    assert lasso.is_on
    click(compare.original, (100, 50))
    before = pixels_of(compare.original)

    QTest.mouseMove(compare.original.viewport(), QPoint(200, 50))

    changed = (pixels_of(compare.original) != before).any(axis=2)
    assert changed[50, 120:190].all()


def test_the_hint_says_how_to_close_while_there_are_corners(
    compare: CompareView, lasso: Lasso
) -> None:
    assert lasso.is_on
    place = slice(85, 115), slice(20, 90)  # of words alone: the corners lie right of it
    before = pixels_of(compare.original)[place]

    click(compare.original, *CORNERS[:2])
    meanwhile = pixels_of(compare.original)[place]
    click(compare.original, CORNERS[2], CORNERS[0])
    after = pixels_of(compare.original)[place]

    assert (meanwhile != before).any()
    assert np.array_equal(after, before)


def test_corners_of_one_pane_get_none_from_the_other(compare: CompareView, lasso: Lasso) -> None:
    drawn = heard(lasso.drawn)

    click(compare.original, *CORNERS[:3])
    click(compare.enhanced, (20, 20), (20, 180))
    click(compare.original, CORNERS[3], CORNERS[0])

    ((where, outline),) = drawn
    assert where is compare.original
    assert min(x for x, _ in outline) > 0.3


def test_escape_drops_the_stroke_and_the_next_one_ends(compare: CompareView, lasso: Lasso) -> None:
    drawn, ended = heard(lasso.drawn), heard(lasso.ended)

    drag(compare.original, LEFT, *AROUND, releases=False)
    QTest.keyClick(compare, Qt.Key.Key_Escape)
    QTest.mouseRelease(compare.original.viewport(), LEFT, pos=QPoint(100, 60))
    after_one = len(ended)
    QTest.keyClick(compare, Qt.Key.Key_Escape)

    assert drawn == []
    assert after_one == 0
    assert len(ended) == 1


def test_the_wheel_and_the_other_buttons_do_what_they_always_do(
    compare: CompareView, lasso: Lasso
) -> None:
    assert lasso.is_on
    before = compare.original.look
    wheel(compare.original, 2, modifiers=Qt.KeyboardModifier.ControlModifier)
    zoomed = compare.original.look

    drag(compare.original, Qt.MouseButton.MiddleButton, (100, 100), (130, 100))

    assert zoomed.scale > before.scale
    assert compare.original.look.x < zoomed.x


def test_a_hint_stands_on_both_panes_until_it_is_over(compare: CompareView, lasso: Lasso) -> None:
    with_hint = [pixels_of(pane) for pane in compare.panes]
    lasso.stop()
    without = [pixels_of(pane) for pane in compare.panes]

    for one, other in zip(with_hint, without, strict=True):
        assert (one[80:120] != other[80:120]).any()


def test_the_stroke_is_seen_while_it_is_drawn(compare: CompareView, lasso: Lasso) -> None:
    assert lasso.is_on
    before = pixels_of(compare.original)

    drag(compare.original, LEFT, *AROUND[:3], releases=False)

    changed = (pixels_of(compare.original) != before).any(axis=2)
    assert changed[50, 110:190].all()
    assert changed[60:140, 200].all()


def test_a_long_stroke_keeps_its_shape_in_few_corners() -> None:
    turn = np.linspace(0, 2 * np.pi, 20_000, endpoint=False)
    noise = np.random.default_rng(3).normal(0, 2, 20_000)
    circle = np.stack([np.cos(turn), np.sin(turn)], 1) * (300 + noise)[:, None]

    corners = simplified(circle.astype(np.float32))

    assert 12 <= len(corners) <= 240
    assert np.abs(np.hypot(*corners.T) - 300).max() < 10
