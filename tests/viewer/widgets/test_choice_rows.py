"""viewer.widgets.choice_rows"""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine import Parameter
from tests.viewer.widgets.conftest import Show
from viewer.widgets.card_body import CardBody
from viewer.widgets.choice_rows import ListRow, SegmentsRow, SwitchRow, choice_row, room_px
from viewer.widgets.scale import value_text


def choice(*words: str, numbers: tuple[float, ...] | None = None) -> Parameter:
    values = numbers or tuple(range(len(words)))
    low, high = min(values), max(values)
    return Parameter(
        "way", "Way", "", low, high, values[0], is_whole=True, choices=values, words=words
    )


SHORT = choice("Sobel", "Scharr")
LONG = choice("Left to right", "Up and down", "Both of these ways")
ON = Parameter("is_on", "Keep edges", "", 0, 1, 0, is_whole=True, choices=(0, 1))


@pytest.mark.parametrize(
    ("parameter", "kind"),
    [
        (SHORT, SegmentsRow),
        (LONG, ListRow),
        (ON, SwitchRow),
        (choice("Off", "On"), SwitchRow),
        (choice("Linear", "Log"), SegmentsRow),
        (choice("off", "on", numbers=(0, 2)), SegmentsRow),
    ],
)
def test_the_row_suits_the_words(show: Show, parameter: Parameter, kind: type) -> None:
    made = choice_row(parameter)
    show(made, 271)

    assert type(made) is kind


def test_no_word_of_a_choice_is_cut(show: Show) -> None:
    body = CardBody((SHORT, LONG, ON))
    body.setContentsMargins(12, 0, 12, 8)
    show(body, 295)

    for row in body.choices.values():
        assert row.control.width() <= room_px()
        assert row.control.width() >= row.control.sizeHint().width() or row.control.width() > 170
        assert row.control.geometry().right() < row.width()


@pytest.mark.parametrize("parameter", [SHORT, LONG, ON])
def test_a_value_is_shown_without_a_signal(show: Show, parameter: Parameter) -> None:
    made = choice_row(parameter)
    show(made, 271)
    heard: list[float] = []
    made.changed.connect(heard.append)

    made.set_value(1)

    assert made.value == 1
    assert heard == []


def test_the_list_reads_the_words_and_tells_the_value(show: Show) -> None:
    made = choice_row(choice("Left to right", "Up and down", "Both ways", numbers=(1, 2, 4)))
    assert isinstance(made, ListRow)
    show(made, 271)
    heard: list[float] = []
    made.changed.connect(heard.append)

    made.combo.setFocus()
    QTest.keyClick(made.combo, Qt.Key.Key_End)

    assert heard == [4]
    assert made.combo.currentText() == "Both ways"


def test_the_same_word_chosen_again_is_no_edit(show: Show) -> None:
    made = choice_row(LONG)
    assert isinstance(made, ListRow)
    show(made, 271)
    heard: list[Any] = []
    made.changed.connect(heard.append)

    made.combo.activated.emit(0)

    assert heard == []


def test_a_switch_tells_0_or_1(show: Show) -> None:
    made = choice_row(ON)
    assert isinstance(made, SwitchRow)
    show(made, 271)
    heard: list[float] = []
    made.changed.connect(heard.append)

    QTest.mouseClick(made.switch, Qt.MouseButton.LeftButton)
    QTest.mouseClick(made.switch, Qt.MouseButton.LeftButton)

    assert heard == [1, 0]
    assert made.switch.accessibleName() == "Keep edges"


def test_a_closed_card_reads_the_word_and_not_the_number() -> None:
    assert value_text(SHORT, 1) == "Scharr"
