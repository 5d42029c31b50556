"""viewer.canvas.crosshair"""

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.viewer.canvas.films import IDENTITY, picture_from, pixels_of
from tests.viewer.canvas.gestures import drag, move
from tests.viewer.canvas.panes import compare_of
from viewer.canvas.choices import Layout
from viewer.canvas.compare import CompareView
from viewer.canvas.crosshair import ARM_PX, GAP_PX, LinkedCrosshair
from viewer.canvas.geometry import Look
from viewer.canvas.pane import Pane

ACCENT = [0x6F, 0xB1, 0xDA]


@pytest.fixture
def compare(qtbot: QtBot) -> CompareView:
    """A film of 400 x 600 whose rows are twice as far apart as its columns, at 40 %."""
    made = compare_of(qtbot, 944, 400)
    pictures = [picture_from(np.full((400, 600), v), spacing_mm=(0.2, 0.1)) for v in (60, 180)]
    made.show_pictures(pictures[0], IDENTITY, pictures[1], IDENTITY, keep_view=False)
    made.enhanced.set_look(Look(300, 400, 0.4))
    return made


@pytest.fixture
def linked(compare: CompareView) -> LinkedCrosshair:
    made = LinkedCrosshair(compare)
    made.set_on(True)
    return made


def marked(pane: Pane) -> tuple[int, int] | None:
    """The middle of the crosshair drawn on a pane, (x, y), or None."""
    QApplication.processEvents()
    rows, columns = np.nonzero((pixels_of(pane) == ACCENT).all(axis=2))
    if rows.size == 0:
        return None
    return round((columns.min() + columns.max()) / 2), round((rows.min() + rows.max()) / 2)


@pytest.mark.usefixtures("linked")
def test_what_the_pointer_is_on_is_marked_on_the_other_pane(compare: CompareView) -> None:
    move(compare.original, (200, 150))

    point = compare.original.film_point(QPointF(200, 150))
    assert point is not None
    found = marked(compare.enhanced)
    assert found is not None
    assert found == pytest.approx((200, 150), abs=1)
    assert marked(compare.original) is None


@pytest.mark.usefixtures("linked")
def test_it_is_four_lines_with_a_gap(compare: CompareView) -> None:
    move(compare.original, (200, 150))
    found = marked(compare.enhanced)
    assert found is not None

    x, y = found
    seen = (pixels_of(compare.enhanced) == ACCENT).all(axis=2)
    assert not seen[y - GAP_PX + 1 : y + GAP_PX - 1, x - GAP_PX + 1 : x + GAP_PX - 1].any()
    for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        middle = (GAP_PX + ARM_PX) // 2
        assert seen[
            y + dy * middle - 1 : y + dy * middle + 2, x + dx * middle - 1 : x + dx * middle + 2
        ].any()


def test_parted_panes_show_the_same_place_of_the_film(
    compare: CompareView, linked: LinkedCrosshair
) -> None:
    compare.set_linked(False)
    compare.enhanced.set_look(Look(300, 400, 0.8))

    move(compare.original, (235 + 20, 200 + 40))

    mark = linked.marks[compare.enhanced]
    assert (mark.pos().x(), mark.pos().y()) == pytest.approx((348.75, 500), abs=2)
    assert marked(compare.enhanced) == pytest.approx((235 + 40, 200 + 80), abs=3)


def test_it_goes_with_the_pointer(compare: CompareView, linked: LinkedCrosshair) -> None:
    move(compare.original, (200, 150))

    move(compare.enhanced, (200, 100))

    assert not linked.marks[compare.enhanced].isVisible()
    assert linked.marks[compare.original].isVisible()
    move(compare.enhanced, (2, 2))  # beside the film
    assert not any(mark.isVisible() for mark in linked.marks.values())


def test_a_window_drag_is_not_burdened_with_it(
    compare: CompareView, linked: LinkedCrosshair
) -> None:
    move(compare.original, (200, 150))
    mark = linked.marks[compare.enhanced]

    drag(compare.original, Qt.MouseButton.LeftButton, (200, 150), (220, 160), releases=False)
    during = mark.isVisible()
    QTest.mouseRelease(compare.original.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(220, 160))
    move(compare.original, (221, 160))

    assert not during
    assert mark.isVisible()


def test_switched_off_nothing_is_marked(compare: CompareView, linked: LinkedCrosshair) -> None:
    move(compare.original, (200, 150))

    linked.set_on(False)
    was_hidden = not linked.marks[compare.enhanced].isVisible()
    move(compare.original, (210, 150))

    assert was_hidden
    assert not linked.marks[compare.enhanced].isVisible()


@pytest.mark.usefixtures("linked")
def test_a_lone_pane_has_none(compare: CompareView) -> None:
    compare.set_view_layout(Layout.SINGLE)

    move(compare.enhanced, (472, 150))

    assert marked(compare.enhanced) is None


def test_it_may_be_switched_off_after_the_panes_are_gone(qtbot: QtBot) -> None:
    """As happens to the panel on the right when the window is taken down."""
    compare = CompareView()
    linked = LinkedCrosshair(compare)
    compare.setParent(None)
    linked.setParent(None)

    shiboken6.delete(compare)
    qtbot.wait(1)

    linked.set_on(False)
    assert linked.marks == {}
