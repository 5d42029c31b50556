"""viewer.widgets.step_list"""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine import Entry, step_type
from tests.viewer.widgets.conftest import Show
from viewer.focus_order import tab_stops
from viewer.widgets import StepList

KINDS = ("median", "gamma", "unsharp_mask")


def entries(*names: str) -> list[Entry]:
    return [Entry(step_type(name).make()) for name in names]


@pytest.fixture
def steps(show: Show) -> StepList:
    """Three closed cards."""
    made = StepList()
    made.set_entries(entries(*KINDS))
    show(made, 295)
    return made


def names(steps: StepList) -> list[str]:
    return [card.entry.type.name for card in steps.cards]


def test_cards_lie_4_px_apart(steps: StepList) -> None:
    assert [card.y() for card in steps.cards] == [0, 36, 72]


def test_what_a_card_says_comes_with_its_position(steps: StepList) -> None:
    heard: list[tuple[object, ...]] = []
    steps.switched.connect(lambda *what: heard.append(("switched", *what)))
    steps.removed.connect(lambda *what: heard.append(("removed", *what)))
    steps.peeked.connect(lambda *what: heard.append(("peeked", *what)))
    steps.value_changed.connect(lambda *what: heard.append(("changed", *what)))
    card = steps.cards[1]

    QTest.mouseClick(card.check, Qt.MouseButton.LeftButton)
    QTest.keyClick(card.check, Qt.Key.Key_Delete)
    QTest.mousePress(card.eye, Qt.MouseButton.LeftButton)
    card.value_changed.emit("exponent", 2.0)

    assert heard == [
        ("switched", 1, False),
        ("removed", 1),
        ("peeked", 1, True),
        ("changed", 1, "exponent", 2.0),
    ]


def test_an_open_card_stays_open_and_itself_when_the_order_changes(
    qtbot: QtBot, steps: StepList
) -> None:
    kept = steps.cards[0]
    kept.set_open(True)

    steps.set_entries(entries("gamma", "unsharp_mask", "median"))

    assert steps.cards[2] is kept
    assert kept.is_open
    assert names(steps) == ["gamma", "unsharp_mask", "median"]
    qtbot.waitUntil(lambda: kept.y() == 72)


def test_of_two_alike_the_one_with_the_same_numbers_stays(steps: StepList) -> None:
    """Removing the first of two blurs must not give its open card to the second."""
    weak, strong = (
        Entry(step_type("gaussian").make({"radius_mm": radius})) for radius in (0.2, 2.0)
    )
    steps.set_entries([weak, strong])
    first, second = steps.cards
    second.set_open(True)

    steps.set_entries([strong])

    assert steps.cards == (second,)
    assert not first.isVisible()


def test_new_numbers_keep_the_card(steps: StepList) -> None:
    before = steps.cards
    changed = [*entries("median"), Entry(step_type("gamma").make({"exponent": 3}))]

    steps.set_entries([*changed, *entries("unsharp_mask")])

    assert steps.cards == before
    assert steps.cards[1].rows["exponent"].value == 3


def test_alt_and_an_arrow_ask_for_another_place(steps: StepList) -> None:
    heard: list[tuple[int, int]] = []
    steps.moved.connect(lambda start, end: heard.append((start, end)))

    QTest.keyClick(steps.cards[1].check, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(steps.cards[1].check, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(steps.cards[0].check, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(steps.cards[2].check, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)

    assert heard == [(1, 0), (1, 2)]


def drag_card(steps: StepList, start: int, y: int) -> None:
    """Drag a card by its grip to a height of the list, without letting go."""
    grip = steps.cards[start].grip
    QTest.mousePress(grip, Qt.MouseButton.LeftButton, pos=QPoint(8, 12))
    QTest.mouseMove(grip, grip.mapFrom(steps, QPoint(12, (y + grip.y()) // 2)))
    QTest.mouseMove(grip, grip.mapFrom(steps, QPoint(12, y)))


def drop(steps: StepList, start: int) -> None:
    QTest.mouseRelease(steps.cards[start].grip, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("start", "y", "heard_wanted"),
    [
        (0, 60, [(0, 1)]),
        (0, 104, [(0, 2)]),
        (2, 2, [(2, 0)]),
        (2, 40, [(2, 1)]),
        (1, 50, []),
        (1, 70, []),
    ],
)
def test_a_dragged_card_asks_for_the_place_it_shall_have(
    steps: StepList, start: int, y: int, heard_wanted: list[tuple[int, int]]
) -> None:
    """Middles at 16, 52 and 88; the second number is the position afterwards."""
    heard: list[tuple[int, int]] = []
    steps.moved.connect(lambda first, last: heard.append((first, last)))

    drag_card(steps, start, y)
    drop(steps, start)

    assert heard == heard_wanted


def test_a_line_shows_where_the_card_would_go(steps: StepList) -> None:
    drag_card(steps, 0, 60)

    line = steps.insertion_line
    assert line.isVisible()
    assert line.geometry().center().y() in range(68, 72)
    drop(steps, 0)
    assert not line.isVisible()


def test_escape_leaves_the_card_where_it_is(steps: StepList) -> None:
    heard: list[tuple[int, int]] = []
    steps.moved.connect(lambda first, last: heard.append((first, last)))
    drag_card(steps, 0, 104)

    QTest.keyClick(steps.cards[0].grip, Qt.Key.Key_Escape)
    drop(steps, 0)

    assert heard == []
    assert not steps.insertion_line.isVisible()


def test_problems_go_to_their_cards(steps: StepList) -> None:
    steps.set_problems({2: ("May not follow.", True, None)})

    assert [card.problem for card in steps.cards] == ["", "", "May not follow."]


def test_tab_goes_through_the_cards_from_top_to_bottom(steps: StepList) -> None:
    steps.set_entries(entries("gamma", "median", "unsharp_mask"))

    order = list(tab_stops(steps))

    checks = [order.index(card.check) for card in steps.cards]
    assert checks == sorted(checks)


def test_a_step_out_of_place_is_moved_to_where_it_belongs(steps: StepList) -> None:
    heard: list[tuple[int, int]] = []
    steps.moved.connect(lambda at, to: heard.append((at, to)))
    steps.set_problems({2: ("Comes too late.", False, 0)})
    said = steps.cards[2].mend.text()

    QTest.mouseClick(steps.cards[2].mend, Qt.MouseButton.LeftButton)

    assert said == "Move it before Median"
    assert heard == [(2, 0)]
