"""viewer.measure_desk"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine import KnownObject, MeasureKind, Measurement
from tests.viewer.canvas.films import IDENTITY
from tests.viewer.canvas.gestures import drag, move
from tests.viewer.mapped_window import document_of, film_file, settled, window_of
from viewer.canvas.guest import Guest, Place
from viewer.canvas.pane import Pane
from viewer.canvas.pane_words import CornerTexts, Letters
from viewer.main_window import MainWindow

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NO = Qt.KeyboardModifier.NoModifier
Point = tuple[float, float]


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A film of 240 x 300 without spacing, at its full size in both panes."""
    for made in window_of(qtbot, tmp_path):
        made.open([film_file(tmp_path)])
        qtbot.waitUntil(lambda: made.document is not None)  # noqa: B023 - there is one
        settled(qtbot, made)
        made.compare.one_to_one()
        yield made


def spot(pane: Pane, x: float, y: float) -> tuple[int, int]:
    """Return where a pixel of the film lies on a pane that shows it upright."""
    found = pane.look.to_pane((x, y), (pane.width(), pane.height()))
    return round(found[0]), round(found[1])


def draw(
    window: MainWindow, tool: str, *points: Point, modifiers: Qt.KeyboardModifier = SHIFT
) -> None:
    """Choose a tool and drag along points of the film on the enhanced pane."""
    pane = window.compare.enhanced
    window.actions_[tool].trigger()
    drag(pane, LEFT, *(spot(pane, *point) for point in points), modifiers=modifiers)


def click(pane: Pane, point: Point) -> None:
    QTest.mouseClick(pane.viewport(), LEFT, pos=QPoint(*spot(pane, *point)))


def key(window: MainWindow, which: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(window.compare.enhanced, which, modifier or Qt.KeyboardModifier.NoModifier)


def drawn(window: MainWindow) -> tuple[Measurement, ...]:
    return document_of(window).presentation.measurements


def near(*points: Point) -> object:
    """Return what equals these points to one pixel: a click falls on whole pixels."""
    flat = [value for point in points for value in point]

    class Near:
        def __eq__(self, other: object) -> bool:
            assert isinstance(other, tuple)
            return [v for point in other for v in point] == pytest.approx(flat, abs=1)

    return Near()


def test_a_drag_with_the_length_tool_is_a_length_and_one_undo_entry(window: MainWindow) -> None:
    draw(window, "tool.length", (50, 60), (90, 100), (150, 60), modifiers=NO)

    (made,) = drawn(window)
    assert made.kind is MeasureKind.LENGTH
    assert made.points == near((50, 60), (150, 60))
    document_of(window).undo()
    assert drawn(window) == ()


def test_clicks_draw_as_well_as_drags_and_the_tool_stays(window: MainWindow) -> None:
    """An angle by three clicks, then a second one; the pointer may cross the other pane."""
    pane = window.compare.enhanced
    window.actions_["tool.angle"].trigger()

    for point in ((40, 40), (80, 120), (160, 60), (200, 40), (220, 120), (260, 60)):
        click(pane, point)

    first, second = drawn(window)
    assert first.points == near((40, 40), (80, 120), (160, 60))
    assert second.kind is MeasureKind.ANGLE
    assert window.actions_["tool.angle"].isChecked()


def test_a_cobb_angle_is_two_strokes(window: MainWindow) -> None:
    draw(window, "tool.cobb", (40, 40), (140, 50), modifiers=NO)
    assert drawn(window) == ()

    draw_on(window, (40, 180), (140, 150))

    assert drawn(window)[0].points == near((40, 40), (140, 50), (40, 180), (140, 150))


def draw_on(window: MainWindow, *points: Point) -> None:
    """Drag on with the tool that is chosen."""
    pane = window.compare.enhanced
    drag(pane, LEFT, *(spot(pane, *point) for point in points))


@pytest.mark.parametrize(
    ("tool", "end", "expected"),
    [("tool.length", (150, 70), (150, 60)), ("tool.ellipse", (150, 100), (150, 160))],
)
def test_shift_keeps_lines_level_and_boxes_square(
    window: MainWindow, tool: str, end: Point, expected: Point
) -> None:
    draw(window, tool, (50, 60), end)

    assert drawn(window)[0].points == near((50, 60), expected)


def test_escape_drops_what_is_drawn_and_then_the_tool(window: MainWindow) -> None:
    window.actions_["tool.length"].trigger()
    click(window.compare.enhanced, (50, 60))

    key(window, Qt.Key.Key_Escape)
    assert window.actions_["tool.length"].isChecked()
    click(window.compare.enhanced, (90, 60))
    key(window, Qt.Key.Key_Escape)
    key(window, Qt.Key.Key_Escape)

    assert drawn(window) == ()
    assert window.actions_["tool.window"].isChecked()


def test_what_is_drawn_on_the_turned_film_lies_on_the_film_as_read(
    qtbot: QtBot, window: MainWindow
) -> None:
    """Turned clockwise, a row of the film is a column: 240 rows wide; the left is on top."""
    window.actions_["arrange.right"].trigger()
    settled(qtbot, window)

    draw(window, "tool.length", (200, 30), (100, 30), modifiers=NO)

    assert drawn(window)[0].points == near((30, 40), (30, 140))


def test_a_measurement_is_chosen_moved_and_put_back_by_undo(window: MainWindow) -> None:
    draw(window, "tool.length", (50, 60), (150, 60), modifiers=NO)
    window.actions_["tool.window"].trigger()
    before = document_of(window).presentation.voi

    draw_on(window, (100, 62), (110, 80), (120, 92))

    assert drawn(window)[0].points == near((70, 90), (170, 90))
    assert document_of(window).presentation.voi == before
    document_of(window).undo()
    assert drawn(window)[0].points == near((50, 60), (150, 60))


def test_a_handle_pulls_one_end_even_while_the_tool_stays(window: MainWindow) -> None:
    draw(window, "tool.length", (50, 60), (150, 60), modifiers=NO)

    draw_on(window, (149, 62), (149, 122))

    (made,) = drawn(window)
    assert made.points == near((50, 60), (150, 120))


def test_arrows_nudge_what_is_chosen_as_one_entry_and_films_stay(window: MainWindow) -> None:
    draw(window, "tool.length", (50, 60), (150, 60), modifiers=NO)
    before = drawn(window)[0].points[0]

    for modifier in (NO, NO, SHIFT, CTRL):
        key(window, Qt.Key.Key_Right, modifier)

    assert drawn(window)[0].points[0] == pytest.approx((before[0] + 12.1, before[1]))
    document_of(window).undo()
    assert drawn(window)[0].points[0] == before


@pytest.mark.parametrize("how", ["Del", "Backspace", "trash"])
def test_what_is_chosen_can_be_deleted(window: MainWindow, how: str) -> None:
    draw(window, "tool.length", (50, 60), (150, 60), modifiers=NO)
    draw(window, "tool.arrow", (50, 160), (150, 160), modifiers=NO)
    voi = document_of(window).presentation.voi
    assert window.actions_["measure.delete"].isEnabled()

    if how == "trash":
        window.right.measure_panel.entries[1].row.trash.click()
    else:
        key(window, Qt.Key.Key_Delete if how == "Del" else Qt.Key.Key_Backspace)

    assert [one.kind for one in drawn(window)] == [MeasureKind.LENGTH]
    assert document_of(window).presentation.voi == voi
    assert not window.actions_["measure.delete"].isEnabled()


def test_delete_all_is_one_entry_and_only_where_there_is_something(window: MainWindow) -> None:
    assert not window.actions_["measure.delete_all"].isEnabled()
    draw(window, "tool.length", (50, 60), (150, 60), modifiers=NO)
    draw(window, "tool.rectangle", (50, 160), (150, 200), modifiers=NO)

    window.actions_["measure.delete_all"].trigger()

    assert drawn(window) == ()
    document_of(window).undo()
    assert len(drawn(window)) == 2


def test_a_click_beside_everything_lets_go_and_a_drag_there_windows(window: MainWindow) -> None:
    draw(window, "tool.length", (50, 60), (150, 60), modifiers=NO)
    window.actions_["tool.window"].trigger()
    voi = document_of(window).presentation.voi

    click(window.compare.enhanced, (200, 200))
    assert not window.actions_["measure.delete"].isEnabled()
    draw_on(window, (200, 180), (240, 200), (260, 210))

    assert document_of(window).presentation.voi != voi


@pytest.mark.parametrize(("button", "modifiers"), [(MIDDLE, NO), (LEFT, CTRL)])
def test_other_drags_do_what_they_always_do(
    window: MainWindow, button: Qt.MouseButton, modifiers: Qt.KeyboardModifier
) -> None:
    """The middle button pans; Ctrl and the left one draw a box for the window."""
    pane = window.compare.enhanced
    window.actions_["tool.length"].trigger()
    before = document_of(window).presentation.voi, pane.look

    path = (spot(pane, 60, 60), spot(pane, 90, 90), spot(pane, 140, 130))
    drag(pane, button, *path, modifiers=modifiers)

    assert (document_of(window).presentation.voi, pane.look) != before
    assert drawn(window) == ()


def test_a_text_is_typed_where_it_stands(window: MainWindow) -> None:
    window.actions_["tool.text"].trigger()
    click(window.compare.enhanced, (100, 100))
    field = window.desks.measure.typing.field
    assert field is not None

    assert field.height() >= field.line.sizeHint().height()
    QTest.keyClicks(field.line, "Tube tip")
    QTest.keyClick(field.line, Qt.Key.Key_Return)

    assert drawn(window) == (Measurement(MeasureKind.TEXT, drawn(window)[0].points, "Tube tip"),)
    assert drawn(window)[0].points == near((100, 100))


def test_escape_in_the_field_drops_the_text(window: MainWindow) -> None:
    window.actions_["tool.text"].trigger()
    click(window.compare.enhanced, (100, 100))
    field = window.desks.measure.typing.field
    assert field is not None

    QTest.keyClicks(field.line, "No")
    QTest.keyClick(field.line, Qt.Key.Key_Escape)

    assert drawn(window) == ()
    assert window.actions_["tool.text"].isChecked()


def calibrate(window: MainWindow, typed: str) -> None:
    """Draw 100 pixels and type how long they are."""
    draw(window, "tool.calibrate", (50, 200), (150, 200), modifiers=NO)
    field = window.desks.measure.typing.field
    assert field is not None
    QTest.keyClicks(field.line, typed)
    QTest.keyClick(field.line, Qt.Key.Key_Return)


def test_a_known_object_calibrates_every_length_and_can_be_removed(window: MainWindow) -> None:
    """100 pixels are 25 mm, so 40 pixels are 10 mm; before, lengths are in pixels."""
    draw(window, "tool.length", (50, 60), (90, 60), modifiers=NO)
    panel = window.right.measure_panel
    assert panel.entries[0].row.value.text() == "40 px"

    calibrate(window, "25,0 mm")

    known = document_of(window).presentation.known_object
    assert isinstance(known, KnownObject)
    assert known.mm == 25
    assert panel.entries[0].row.value.text() == "10.0 mm"
    words = window.desks.measure.layer.marks.drawn[0].words
    assert words == ("10.0 mm calibrated by a known object",)
    panel.uncalibrate.click()
    assert panel.entries[0].row.value.text() == "40 px"
    document_of(window).undo()
    assert document_of(window).presentation.known_object == known


@pytest.mark.parametrize("typed", ["", "0", "-3", "long", "nan"])
def test_no_length_is_refused_in_the_field(window: MainWindow, typed: str) -> None:
    calibrate(window, typed)

    field = window.desks.measure.typing.field
    assert field is not None
    assert "above 0 mm" in field.problem.text()
    assert document_of(window).presentation.known_object is None


def test_a_name_typed_in_the_panel_stands_on_the_film(window: MainWindow) -> None:
    draw(window, "tool.ellipse", (50, 60), (90, 100), modifiers=NO)
    name = window.right.measure_panel.entries[0].row.name
    assert name.text() == "Region 1"

    name.selectAll()
    QTest.keyClicks(name, "Lung")
    QTest.keyClick(name, Qt.Key.Key_Return)

    assert drawn(window)[0].text == "Lung"
    assert window.desks.measure.layer.marks.drawn[0].words == ("1  Lung",)


def test_a_double_click_lets_the_name_be_typed_on_the_film(window: MainWindow) -> None:
    draw(window, "tool.length", (50, 60), (150, 60), modifiers=NO)
    window.actions_["tool.window"].trigger()
    pane = window.compare.enhanced

    QTest.mouseDClick(pane.viewport(), LEFT, pos=QPoint(*spot(pane, 100, 60)))
    field = window.desks.measure.typing.field
    assert field is not None
    QTest.keyClicks(field.line, "Heart")
    QTest.keyClick(field.line, Qt.Key.Key_Return)

    assert drawn(window)[0].text == "Heart"
    assert window.desks.measure.layer.marks.drawn[0].words[0].startswith("Heart  100 px")


def test_the_drawing_ends_with_the_film(window: MainWindow) -> None:
    window.actions_["tool.length"].trigger()
    click(window.compare.enhanced, (50, 60))
    move(window.compare.enhanced, spot(window.compare.enhanced, 80, 80))
    assert window.desks.measure.hand.is_drawing

    window.actions_["file.close"].trigger()

    assert not window.desks.measure.hand.is_drawing
    assert not window.actions_["measure.delete_all"].isEnabled()


def test_regions_are_counted_while_the_section_is_open(qtbot: QtBot, window: MainWindow) -> None:
    """The first region opens it; the square is of one value, so nothing spreads."""
    draw(window, "tool.rectangle", (125, 105), (175, 135), modifiers=NO)

    table = window.right.measure_panel.entries[0].table
    qtbot.waitUntil(lambda: table.rows[1][1] == "0.0\u2009%")

    assert window.right.measure_section.is_open
    assert window.right.measure_section.state == "1 region"
    assert table.head == ("", "Original", "Enhanced")


def test_over_another_film_beside_nothing_is_drawn(window: MainWindow) -> None:
    draw(window, "tool.length", (50, 60), (150, 60), modifiers=NO)
    compare, items = window.compare, window.desks.measure.layer.items
    here = QPointF(*spot(compare.original, 100, 60))
    assert items[compare.original].hit(here) is not None
    other = Guest(
        document_of(window).shown.original, IDENTITY, CornerTexts(), Letters(), is_other_film=True
    )

    compare.set_guest(Place.LEFT, other)

    assert items[compare.original].hit(here) is None
    assert items[compare.enhanced].hit(here) is not None


def test_the_switch_hides_them_and_a_tool_shows_them_again(window: MainWindow) -> None:
    draw(window, "tool.length", (50, 60), (150, 60), modifiers=NO)
    item = window.desks.measure.layer.items[window.compare.enhanced]
    here = QPointF(*spot(window.compare.enhanced, 100, 60))

    window.right.measure_panel.is_shown.click()
    assert item.hit(here) is None
    window.actions_["tool.angle"].trigger()

    assert item.hit(here) is not None
