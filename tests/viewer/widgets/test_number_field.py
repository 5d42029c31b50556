"""viewer.widgets.number_field"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.viewer.widgets.conftest import Show
from viewer.widgets import NumberField


@pytest.fixture
def field(qtbot: QtBot, show: Show) -> NumberField:
    """The width of a window, 1 to 65 535, with the focus."""
    made = NumberField("Width", low=1, high=65535)
    made.set_value(1750)
    show(made)
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def heard(field: NumberField) -> list[float]:
    found: list[float] = []
    field.changed.connect(lambda value: found.append(value))
    return found


def test_it_has_the_size_of_the_mockup(field: NumberField) -> None:
    assert (field.width(), field.height()) == (104, 28)


def test_thousands_have_a_thin_space(field: NumberField) -> None:
    assert field.text() == "1\u2009750"
    assert field.accessibleName() == "Width"


def test_what_is_typed_is_taken_at_enter(field: NumberField) -> None:
    found = heard(field)

    field.selectAll()
    QTest.keyClicks(field, "2 000")
    before = list(found)
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert before == []
    assert found == [2000]
    assert field.text() == "2\u2009000"


def test_what_is_typed_is_taken_when_the_focus_leaves(field: NumberField) -> None:
    found = heard(field)

    field.selectAll()
    QTest.keyClicks(field, "900")
    field.clearFocus()

    assert found == [900]


def test_escape_leaves_it(field: NumberField) -> None:
    found = heard(field)

    QTest.keyClicks(field, "5")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    field.clearFocus()

    assert (found, field.text()) == ([], "1\u2009750")


@pytest.mark.parametrize(("typed", "value"), [("0", 1), ("70000", 65535), ("12.6", 13)])
def test_what_is_out_of_range_becomes_the_nearest(
    field: NumberField, typed: str, value: float
) -> None:
    field.selectAll()
    QTest.keyClicks(field, typed)
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert field.value == value


def test_what_is_no_number_leaves_the_old_one(field: NumberField) -> None:
    found = heard(field)

    field.selectAll()
    QTest.keyClicks(field, "wide")
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert (found, field.text()) == ([], "1\u2009750")


def test_up_and_down_step(field: NumberField) -> None:
    found = heard(field)

    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    assert found == [1751, 1741]


def test_a_number_from_outside_does_not_disturb_typing(field: NumberField) -> None:
    field.selectAll()
    QTest.keyClicks(field, "12")

    field.set_value(1800)

    assert field.text() == "12"


def test_leaving_it_as_it_was_says_nothing(field: NumberField) -> None:
    """The shown number may be rounded: leaving the field must not round the value too."""
    field.set_value(1750.4)
    found = heard(field)

    QTest.keyClick(field, Qt.Key.Key_Return)
    field.clearFocus()

    assert found == []
    assert field.value == 1750.4


def test_decimals_without_room_are_left_out(qtbot: QtBot) -> None:
    field = NumberField("Centre", decimals=2)
    qtbot.addWidget(field)
    field.resize(400, 28)
    field.show()
    field.set_value(1550.25)
    wide = field.text()

    field.resize(96, 28)

    assert (wide, field.text(), field.value) == ("1\u2009550.25", "1\u2009550", 1550.25)
