"""viewer.widgets.segments: a choice that cannot be made just now"""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest

from tests.viewer.widgets.conftest import Show
from viewer.theme import TextRole, theme
from viewer.widgets import Segment, Segments

CHOICES = (
    Segment("One"),
    Segment("Two", tip="Two is not installed.", is_enabled=False),
    Segment("Three"),
)


@pytest.fixture
def segments(show: Show) -> Segments:
    made = Segments(CHOICES, "Number", is_stretched=True)
    show(made, 300)
    return made


def test_a_closed_segment_is_not_chosen_by_the_mouse(segments: Segments) -> None:
    QTest.mouseClick(segments, Qt.MouseButton.LeftButton, pos=QPoint(150, 14))

    assert segments.index == 0


def test_keys_step_over_a_closed_segment(segments: Segments) -> None:
    heard: list[int] = []
    segments.chosen.connect(heard.append)

    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_Home):
        QTest.keyClick(segments, key)

    assert heard == [2, 0, 2, 0]


def test_a_screen_reader_hears_why(segments: Segments) -> None:
    said = segments.accessibleDescription()

    assert said == "One. Two cannot be chosen: Two is not installed."


def test_a_segment_can_be_opened_later(segments: Segments) -> None:
    segments.set_choices([Segment("One"), Segment("Two"), Segment("Three")])

    QTest.mouseClick(segments, Qt.MouseButton.LeftButton, pos=QPoint(150, 14))

    assert segments.index == 1


@pytest.fixture
def pictured(show: Show) -> Segments:
    made = Segments([Segment("One", "single"), Segment("Two, longer", "side")], "Number")
    made.set_compact(True)
    show(made, 300)
    return made


def test_compact_segments_are_as_wide_whichever_is_chosen(pictured: Segments) -> None:
    before = pictured.sizeHint().width()

    pictured.set_index(1)

    assert pictured.sizeHint().width() == before


def test_compact_segments_are_narrower(pictured: Segments) -> None:
    """16 for the icon and 8 on either side, where a word stood beside the icon."""
    compact = pictured.sizeHint().width()

    pictured.set_compact(False)

    words = QFontMetrics(theme().font(TextRole.SECONDARY)).horizontalAdvance("One")
    assert pictured.sizeHint().width() - compact == words + 4


def test_compact_segments_are_chosen_where_they_are_drawn(pictured: Segments) -> None:
    """The last 32 px are the second segment."""
    where = QPoint(pictured.sizeHint().width() - 10, 14)

    QTest.mouseClick(pictured, Qt.MouseButton.LeftButton, pos=where)

    assert pictured.index == 1
