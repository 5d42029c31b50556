"""viewer.widgets.slider and viewer.widgets.slider_row"""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine import Parameter
from tests.viewer.widgets.conftest import Drag, Show
from viewer.theme import Colours
from viewer.widgets import Scale, Slider, SliderRow
from viewer.widgets.slider_row import parsed

DETAIL = Parameter("detail", "Detail", "", 0, 1, 0.5)


@pytest.fixture
def slider(show: Show) -> Slider:
    """0 to 1, default 0.5, on a track of 200 px."""
    made = Slider(Scale(0, 1, 0.5), "Detail")
    show(made, 200 + 2 * Slider.MARGIN)
    return made


def at(slider: Slider, value: float) -> QPoint:
    return QPoint(round(slider.x_of(value)), slider.height() // 2)


def heard(slider: Slider | SliderRow) -> tuple[list[float], list[float]]:
    moved: list[float] = []
    rested: list[float] = []
    signals = (
        (slider.changing, slider.changed)
        if isinstance(slider, SliderRow)
        else (slider.moved, slider.released)
    )
    signals[0].connect(moved.append)
    signals[1].connect(rested.append)
    return moved, rested


def test_a_drag_moves_all_the_way_and_rests_once(slider: Slider, drag: Drag) -> None:
    moved, rested = heard(slider)

    drag(slider, at(slider, 0.5), at(slider, 0.8))

    assert moved == [0.65, 0.8]
    assert rested == [0.8]


def test_the_knob_is_taken_where_it_is_touched(slider: Slider, drag: Drag) -> None:
    """5 px beside its middle is still the knob: it does not jump there first."""
    moved, _ = heard(slider)
    start = at(slider, 0.5) + QPoint(5, 0)

    drag(slider, start, start + QPoint(20, 0))

    assert moved[-1] == 0.6


def test_a_press_beside_the_knob_brings_it_there(slider: Slider) -> None:
    moved, rested = heard(slider)

    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=at(slider, 0.1))

    assert (moved, rested) == ([0.1], [0.1])


def test_a_touch_that_changes_nothing_says_nothing(slider: Slider) -> None:
    moved, rested = heard(slider)

    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=at(slider, 0.5))

    assert (moved, rested) == ([], [])


def test_the_knob_stays_on_the_track(slider: Slider, drag: Drag) -> None:
    drag(slider, at(slider, 0.5), QPoint(900, 10))

    assert slider.value == 1


def test_double_click_returns_to_the_default(slider: Slider) -> None:
    slider.set_value(0.9)
    _, rested = heard(slider)

    QTest.mouseDClick(slider, Qt.MouseButton.LeftButton, pos=at(slider, 0.9))

    assert slider.value == 0.5
    assert rested == [0.5]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (Qt.Key.Key_Right, 0.51),
        (Qt.Key.Key_Left, 0.49),
        (Qt.Key.Key_Up, 0.51),
        (Qt.Key.Key_PageUp, 0.6),
        (Qt.Key.Key_PageDown, 0.4),
        (Qt.Key.Key_Home, 0.0),
        (Qt.Key.Key_End, 1.0),
    ],
)
def test_keys_step_and_rest_when_they_are_up(slider: Slider, key: Qt.Key, value: float) -> None:
    moved, rested = heard(slider)
    slider.setFocus()

    QTest.keyPress(slider, key)
    before = list(rested)
    QTest.keyRelease(slider, key)

    assert moved == [pytest.approx(value)]
    assert before == []
    assert rested == moved


def wheel(slider: Slider, notches: int) -> QWheelEvent:
    event = QWheelEvent(
        QPointF(at(slider, 0.5)),
        slider.mapToGlobal(QPointF(at(slider, 0.5))),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(slider, event)
    return event


def test_the_wheel_scrolls_the_panel_unless_the_slider_has_the_focus(slider: Slider) -> None:
    slider.clearFocus()

    event = wheel(slider, 1)

    assert slider.value == 0.5
    assert not event.isAccepted()


def test_the_wheel_steps_a_slider_with_the_focus_and_rests(qtbot: QtBot, slider: Slider) -> None:
    slider.setFocus()
    _, rested = heard(slider)

    wheel(slider, 3)

    assert slider.value == pytest.approx(0.53)
    qtbot.waitUntil(lambda: rested == [pytest.approx(0.53)])


def test_showing_a_value_says_nothing(slider: Slider) -> None:
    moved, rested = heard(slider)

    slider.set_value(0.3)

    assert slider.value == 0.3
    assert (moved, rested) == ([], [])


def test_a_value_from_outside_does_not_tear_the_knob_away(slider: Slider) -> None:
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=at(slider, 0.5))

    slider.set_value(0.1)

    assert slider.value == 0.5
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=at(slider, 0.5))


def test_what_is_left_of_the_knob_is_filled(slider: Slider) -> None:
    slider.set_value(0.75)

    picture = slider.grab().toImage()

    middle = slider.height() // 2
    assert picture.pixelColor(at(slider, 0.4).x(), middle).name() == Colours().accent.lower()
    assert picture.pixelColor(at(slider, 0.9).x(), middle).name() == Colours().track.lower()
    assert picture.pixelColor(at(slider, 0.75).x(), middle).name() == Colours().knob.lower()


def test_the_default_is_marked(slider: Slider) -> None:
    slider.set_value(0.1)

    picture = slider.grab().toImage()

    above = slider.height() // 2 - 5
    column = [picture.pixelColor(at(slider, 0.5).x() + dx, above).name() for dx in (-1, 0, 1)]
    assert Colours().tick.lower() in column
    assert picture.pixelColor(at(slider, 0.7).x(), above).name() != Colours().tick.lower()


@pytest.fixture
def row(show: Show) -> SliderRow:
    """The row of one parameter."""
    made = SliderRow(DETAIL)
    show(made, 271)
    return made


def test_a_row_is_laid_out_as_the_mockup(row: SliderRow) -> None:
    """Label 84, 8, slider, 8, value 40, in a row of 28."""
    track = row.slider.geometry().adjusted(Slider.MARGIN, 0, -Slider.MARGIN, 0)

    assert row.height() == 28
    assert row.label.width() == 84
    assert track.left() == 92
    assert row.value_label.width() == 40
    assert row.value_label.x() - track.right() - 1 == 8


def test_a_row_reads_its_value(row: SliderRow) -> None:
    row.set_value(0.4)

    assert row.value_label.text() == "0.40"
    assert row.slider.accessibleDescription() == "0.40"


def test_a_row_passes_the_slider_on(row: SliderRow, drag: Drag) -> None:
    moved, rested = heard(row)
    end = at(row.slider, 0.8)

    drag(row.slider, at(row.slider, 0.5), end)

    assert moved[-1] == pytest.approx(0.8, abs=0.015)
    assert rested == moved[-1:]
    assert row.value_label.text() == f"{moved[-1]:.2f}"


def test_the_value_is_lit_only_while_the_knob_is_held(row: SliderRow) -> None:
    knob = at(row.slider, 0.5)

    QTest.mousePress(row.slider, Qt.MouseButton.LeftButton, pos=knob)
    held = row.value_label.ink
    QTest.mouseRelease(row.slider, Qt.MouseButton.LeftButton, pos=knob)

    assert (held, row.value_label.ink) == ("accent", "text")


def test_enter_opens_the_value_to_be_typed(row: SliderRow) -> None:
    moved, rested = heard(row)
    row.slider.setFocus()

    QTest.keyClick(row.slider, Qt.Key.Key_Return)
    assert row.editor is not None
    QTest.keyClicks(row.editor, "0,625")
    QTest.keyClick(row.editor, Qt.Key.Key_Return)

    assert rested == [0.625]
    assert moved == []
    assert row.editor is None
    assert row.slider.hasFocus()


def test_double_click_on_the_value_opens_it_too(row: SliderRow) -> None:
    QTest.mouseDClick(row.value_label, Qt.MouseButton.LeftButton)

    assert row.editor is not None
    assert row.editor.selectedText() == "0.50"


def test_escape_leaves_what_was_typed(row: SliderRow) -> None:
    _, rested = heard(row)
    row.open_editor()
    assert row.editor is not None

    QTest.keyClicks(row.editor, "0.9")
    QTest.keyClick(row.editor, Qt.Key.Key_Escape)

    assert rested == []
    assert row.value == 0.5


@pytest.mark.parametrize(("typed", "value"), [("7", 1.0), ("-2", 0.0)])
def test_what_is_out_of_range_becomes_the_nearest_value(
    row: SliderRow, typed: str, value: float
) -> None:
    row.open_editor()
    assert row.editor is not None

    QTest.keyClicks(row.editor, typed)
    QTest.keyClick(row.editor, Qt.Key.Key_Return)

    assert row.value == value


def test_what_is_no_number_changes_nothing(row: SliderRow) -> None:
    _, rested = heard(row)
    row.open_editor()
    assert row.editor is not None

    QTest.keyClicks(row.editor, "much")
    QTest.keyClick(row.editor, Qt.Key.Key_Return)

    assert rested == []


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("24 mm", "mm", 24),
        ("24", "mm", 24),
        ("1\u2009750", "", 1750),
        ("\u22120,5", "", -0.5),
        ("nan", "", None),
        ("inf", "", None),
        ("", "", None),
        ("mm", "mm", None),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, unit: str, value: float | None) -> None:
    assert parsed(text, unit) == value
