"""viewer.widgets.histogram"""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.viewer.widgets.conftest import Drag, Show
from viewer.theme import Colours
from viewer.widgets import HistogramView

MIDDLE = 48


@pytest.fixture
def view(show: Show) -> HistogramView:
    """Values 0 to 300 over 300 px, so that a value is a pixel; the window is 100 to 200."""
    made = HistogramView()
    made.set_bars(np.full(300, 100), 0, 300)
    made.set_window(100, 200)
    show(made, 300)
    return made


Heard = tuple[list[tuple[float, float]], list[tuple[float, float]]]


def heard(view: HistogramView) -> Heard:
    moving: list[tuple[float, float]] = []
    rested: list[tuple[float, float]] = []
    view.window_changing.connect(lambda low, high: moving.append((low, high)))
    view.window_changed.connect(lambda low, high: rested.append((low, high)))
    return moving, rested


def test_it_is_96_high_and_20_for_the_limits(view: HistogramView) -> None:
    assert view.height() == 116


@pytest.mark.parametrize(
    ("start", "end", "window"),
    [
        (100, 60, (60, 200)),
        (109, 69, (60, 200)),
        (200, 260, (100, 260)),
        (150, 170, (120, 220)),
        (150, 20, (-30, 70)),
        (100, 290, (199, 200)),
        (200, 20, (100, 101)),
    ],
)
def test_a_drag_moves_an_end_or_the_whole_window(
    view: HistogramView, drag: Drag, start: int, end: int, window: tuple[float, float]
) -> None:
    """A handle is 20 px wide to the hand; the window never becomes narrower than 1."""
    moving, rested = heard(view)

    drag(view, QPoint(start, MIDDLE), QPoint(end, MIDDLE))

    assert moving[-1] == pytest.approx(window)
    assert rested == [moving[-1]]


def test_below_the_bars_there_is_nothing_to_drag(view: HistogramView, drag: Drag) -> None:
    moving, _ = heard(view)

    drag(view, QPoint(150, 105), QPoint(170, 105))

    assert moving == []


@pytest.mark.parametrize(
    ("start", "end", "window"), [(20, 80, (20, 80)), (80, 20, (20, 80)), (260, 400, (260, 300))]
)
def test_a_box_beside_the_window_becomes_the_window(
    view: HistogramView, drag: Drag, start: int, end: int, window: tuple[float, float]
) -> None:
    moving, rested = heard(view)

    drag(view, QPoint(start, MIDDLE), QPoint(end, MIDDLE))

    assert moving[-1] == pytest.approx(window)
    assert rested == [moving[-1]]


def test_with_ctrl_a_box_is_drawn_within_the_window_too(view: HistogramView) -> None:
    moving, _ = heard(view)

    QTest.mousePress(
        view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, QPoint(120, MIDDLE)
    )
    QTest.mouseMove(view, QPoint(160, MIDDLE))

    assert moving[-1] == pytest.approx((120, 160))


def test_a_click_beside_the_window_leaves_it(view: HistogramView, drag: Drag) -> None:
    moving, rested = heard(view)

    drag(view, QPoint(40, MIDDLE), QPoint(42, MIDDLE))

    assert (moving, rested) == ([], [])


@pytest.mark.parametrize(
    ("key", "window"),
    [
        (Qt.Key.Key_Right, (101, 201)),
        (Qt.Key.Key_Left, (99, 199)),
        (Qt.Key.Key_Up, (99, 201)),
        (Qt.Key.Key_Down, (101, 199)),
    ],
)
def test_keys_move_widen_and_narrow(
    view: HistogramView, key: Qt.Key, window: tuple[float, float]
) -> None:
    moving, rested = heard(view)

    QTest.keyPress(view, key)
    before = list(rested)
    QTest.keyRelease(view, key)

    assert (moving, before, rested) == ([window], [], [window])


def test_a_window_from_outside_says_nothing(view: HistogramView) -> None:
    moving, rested = heard(view)

    view.set_window(10, 20)

    assert view.window_ends == (10, 20)
    assert view.accessibleDescription() == "10 to 20"
    assert (moving, rested) == ([], [])


def test_a_window_from_outside_does_not_tear_the_handle_away(view: HistogramView) -> None:
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(100, MIDDLE))

    view.set_window(10, 20)

    assert view.window_ends == (100, 200)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(100, MIDDLE))


def test_bars_are_lighter_inside_the_window(view: HistogramView) -> None:
    picture = view.grab().toImage()

    assert picture.pixelColor(150, 90).name() == Colours().histogram_in.lower()
    assert picture.pixelColor(50, 90).name() == Colours().histogram_out.lower()
    assert picture.pixelColor(100, 5).name() == Colours().accent.lower()


def test_the_root_of_the_count_is_drawn(show: Show) -> None:
    """A quarter of the count is half as high, not a quarter."""
    view = HistogramView()
    view.set_bars(np.array([100] * 150 + [25] * 150), 0, 300)
    view.set_window(0, 300)
    view.set_curve([])
    show(view, 300)

    picture = view.grab().toImage()

    inside = Colours().histogram_in.lower()
    tall, low = (
        sum(picture.pixelColor(x, y).name() == inside for y in range(96)) for x in (60, 240)
    )
    assert low / tall == pytest.approx(0.5, abs=0.03)


def test_the_curve_in_force_is_drawn_over_the_window(view: HistogramView) -> None:
    """A level curve at half height, over the window only; the bars are neutral grey."""
    view.set_curve([(0, 0.5), (1, 0.5)])

    picture = view.grab().toImage()

    on_curve, beside, above = (picture.pixelColor(*xy) for xy in ((150, 48), (60, 48), (150, 30)))
    assert on_curve.blue() - on_curve.red() > 60
    assert beside.blue() - beside.red() < 30
    assert above.blue() - above.red() < 30


def test_no_bars_is_no_error(show: Show) -> None:
    view = HistogramView()
    view.set_bars(np.zeros(16), 0, 1)
    show(view)

    assert not view.grab().isNull()


@pytest.mark.parametrize(("counts", "high"), [(np.zeros((2, 2)), 1), (np.zeros(4), 0)])
def test_refuses_what_is_no_histogram(counts: np.ndarray, high: float) -> None:
    with pytest.raises(ValueError, match="no histogram"):
        HistogramView().set_bars(counts, 0, high)
