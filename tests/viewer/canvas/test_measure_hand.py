"""viewer.canvas.measure_hand, viewer.canvas.measure_typing and viewer.canvas.measure_field"""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine import MeasureKind, Measurement, Orientation
from tests.viewer.canvas.films import IDENTITY, picture_from
from tests.viewer.canvas.gestures import drag, heard, move
from tests.viewer.canvas.panes import compare_of
from viewer.canvas.choices import Layout, Tool
from viewer.canvas.compare import CompareView
from viewer.canvas.film_decor_item import FilmPlace
from viewer.canvas.measure_hand import MeasureHand
from viewer.canvas.measure_layer import MeasureLayer
from viewer.canvas.measure_marks import Hit, Mark, Marks
from viewer.canvas.measure_typing import MeasureTyping, length_mm
from viewer.canvas.pane import Pane

LEFT = Qt.MouseButton.LeftButton
LENGTH = Measurement(MeasureKind.LENGTH, ((100, 100), (300, 100)))
BELOW = (240, 150)


@pytest.fixture
def compare(qtbot: QtBot) -> CompareView:
    """Two panes of 300 x 200 on a film of 400 x 600, at one half."""
    made = compare_of(qtbot, 601, 200)
    film = picture_from(np.full((400, 600), 90))
    made.show_pictures(film, IDENTITY, film, IDENTITY, keep_view=False)
    return made


@pytest.fixture
def layer(compare: CompareView) -> MeasureLayer:
    """A length from (50, 50) to (150, 50) on either pane."""
    made = MeasureLayer(compare, lambda _: False)
    made.lie_on(FilmPlace(400, 600, Orientation()))
    made.show_marks(Marks((Mark(LENGTH.kind, LENGTH.points),)))
    return made


@pytest.fixture
def hand(layer: MeasureLayer, compare: CompareView) -> MeasureHand:
    return MeasureHand(layer, lambda _: LENGTH, lambda *_: (), compare)


@pytest.mark.usefixtures("hand")
def test_the_pointer_says_what_it_would_take_hold_of(
    compare: CompareView, layer: MeasureLayer
) -> None:
    pane = compare.original
    layer.show_marks(Marks(layer.marks.drawn, Hit(0)))

    shapes = []
    for point in ((100, 52), (52, 52), BELOW):
        move(pane, point)
        shapes.append(pane.viewport().cursor().shape())

    assert shapes[:2] == [Qt.CursorShape.SizeAllCursor, Qt.CursorShape.PointingHandCursor]
    assert shapes[2] not in shapes[:2]


def test_the_wipe_bar_can_be_moved_while_a_tool_draws(
    compare: CompareView, hand: MeasureHand
) -> None:
    """The bar stands in the middle of a single pane of 601."""
    compare.set_view_layout(Layout.WIPE)
    hand.tool = Tool.LENGTH
    drawn, moved = heard(hand.drawn), heard(compare.enhanced.wipe_moved)

    drag(compare.enhanced, LEFT, (300, 100), (330, 100), (360, 100))

    assert drawn == []
    assert moved


def test_another_button_pans_while_a_line_is_half_drawn(
    compare: CompareView, hand: MeasureHand
) -> None:
    hand.tool = Tool.LENGTH
    pane, drawn = compare.original, heard(hand.drawn)
    QTest.mouseClick(pane.viewport(), LEFT, pos=QPoint(20, 150))
    before = pane.look

    drag(pane, Qt.MouseButton.MiddleButton, BELOW, (200, 140), (180, 130))

    assert pane.look != before
    assert hand.is_drawing
    QTest.mouseClick(pane.viewport(), LEFT, pos=QPoint(*BELOW))
    assert len(drawn) == 1


def test_a_move_that_is_dropped_by_escape_changes_nothing(
    compare: CompareView, hand: MeasureHand
) -> None:
    pane = compare.original
    moved, back = heard(hand.moved), heard(hand.put_back)

    drag(pane, LEFT, (100, 50), (110, 60), (120, 80), releases=False)
    QTest.keyClick(pane, Qt.Key.Key_Escape)
    QTest.mouseRelease(pane.viewport(), LEFT, pos=QPoint(120, 80))

    assert (moved, back) == ([], [()])


def test_a_click_on_a_measurement_chooses_it_and_moves_nothing(
    compare: CompareView, hand: MeasureHand
) -> None:
    picked, moved = heard(hand.picked), heard(hand.moved)

    QTest.mouseClick(compare.enhanced.viewport(), LEFT, pos=QPoint(100, 52))

    assert picked == [(Hit(0),)]
    assert moved == []


def test_keys_are_the_windows_own_while_nothing_is_chosen(
    compare: CompareView, hand: MeasureHand
) -> None:
    nudged, deleted = heard(hand.nudged), heard(hand.delete_wanted)

    for key in (Qt.Key.Key_Right, Qt.Key.Key_Backspace):
        QTest.keyClick(compare.original, key)

    assert nudged == deleted == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("25", 25), ("25,4 mm", 25.4), (" 1.5MM ", 1.5), ("0", None), ("10001", None), ("inf", None)],
)
def test_a_length_is_read_as_people_type_it(typed: str, expected: float | None) -> None:
    assert length_mm(typed) == expected


@pytest.mark.parametrize("point", [(5, 5), (590, 390)])
def test_the_field_stays_on_the_pane_even_with_a_refusal(
    layer: MeasureLayer, compare: CompareView, point: tuple[float, float]
) -> None:
    typing, pane = MeasureTyping(layer), compare.original
    typing.ask_length(pane, ((100, 100), point), lambda *_: "")
    field = typing.field
    assert field is not None

    QTest.keyClick(field.line, Qt.Key.Key_Return)

    assert field.problem.isVisible()
    assert pane.rect().contains(field.geometry())
    typing.end()


def test_leaving_the_field_keeps_words_but_no_length(
    layer: MeasureLayer, compare: CompareView
) -> None:
    typing, given = MeasureTyping(layer), []
    pane: Pane = compare.original
    typing.ask_text(pane, (100, 100), "", lambda *words: given.append(words))
    assert typing.field is not None
    QTest.keyClicks(typing.field.line, "Tip")

    compare.enhanced.setFocus()

    assert given == [((100, 100), "Tip")]
    assert typing.field is None
