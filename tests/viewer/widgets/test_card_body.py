"""viewer.widgets.card_body and viewer.widgets.card_bodies"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine import Entry, Parameter, step_type
from tests.viewer.widgets.conftest import Show
from viewer.widgets.card_bodies import body_of
from viewer.widgets.card_body import CardBody
from viewer.widgets.choice_rows import SegmentsRow
from viewer.widgets.mapping_card_rows import MappingRows

AMOUNT = Parameter("amount", "Amount", "", 0, 1, 0.5)
SIZE = Parameter("size_px", "Size", "px", 4, 16, 8, is_whole=True, choices=(4, 8, 16))
GAIN = Parameter("gain", "Gain", "", 0, 2, 1)


@pytest.fixture
def body(show: Show) -> CardBody:
    """Rows for a number, a choice and a number."""
    made = CardBody((AMOUNT, SIZE, GAIN))
    show(made, 295)
    return made


def test_a_choice_is_one_segment_for_each_value(body: CardBody) -> None:
    heard: list[tuple[str, float]] = []
    body.value_changed.connect(lambda name, value: heard.append((name, value)))
    body.set_values({"amount": 0.5, "size_px": 8, "gain": 1})
    row = body.choices["size_px"]
    assert isinstance(row, SegmentsRow)
    segments = row.segments

    QTest.keyClick(segments, Qt.Key.Key_Right)

    assert heard == [("size_px", 16.0)]
    assert segments.accessibleName() == "Size"
    assert segments.accessibleDescription() == "16 px"


def test_a_choice_shows_the_value_it_is_given_without_a_signal(body: CardBody) -> None:
    heard: list[object] = []
    body.value_changed.connect(lambda *what: heard.append(what))

    body.set_values({"amount": 0.1, "size_px": 4, "gain": 2})

    assert body.choices["size_px"].value == 4
    assert [row.value for row in body.rows.values()] == [0.1, 2]
    assert heard == []


def test_rows_and_tab_stops_keep_the_order_of_the_parameters(body: CardBody) -> None:
    tops = [stop.mapTo(body, stop.rect().topLeft()).y() for stop in body.tab_stops]

    assert len(tops) == 3
    assert tops == sorted(tops)
    assert body.sizeHint().height() == 3 * 28


def test_the_mapping_alone_has_a_body_of_its_own() -> None:
    mapping = body_of(Entry(step_type("interpretable_mapping").make()))
    other = body_of(Entry(step_type("gaussian").make()))

    assert isinstance(mapping, MappingRows)
    assert type(other) is CardBody
