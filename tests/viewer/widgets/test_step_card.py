"""viewer.widgets.step_card and viewer.widgets.grip"""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine import Entry, step_type
from tests.viewer.widgets.conftest import Drag, Show
from viewer.app import application_
from viewer.theme import apply_theme
from viewer.widgets import StepCard


def unsharp(radius_mm: float = 0.7, amount: float = 0.7, *, is_enabled: bool = True) -> Entry:
    step = step_type("unsharp_mask").make({"radius_mm": radius_mm, "amount": amount})
    return Entry(step, is_enabled)


@pytest.fixture
def card(show: Show) -> StepCard:
    """An open card of the unsharp mask."""
    made = StepCard(unsharp(), is_open=True)
    show(made, 295)
    return made


def test_a_card_has_the_heights_of_the_mockup(card: StepCard) -> None:
    """Head 32, a row of 28 for each of three parameters, for region and blend, 8 below."""
    opened = card.height()
    card.set_open(False)

    assert opened == 32 + 5 * 28 + 8
    assert card.sizeHint().height() == 32


def test_the_head_follows_the_size_of_type(card: StepCard) -> None:
    app = application_()
    card.set_open(False)

    apply_theme(app, 2.0, "dark")
    large = card.sizeHint().height()
    apply_theme(app, 1.0, "dark")

    assert (large, card.sizeHint().height()) == (64, 32)


def test_a_closed_card_says_its_numbers(card: StepCard) -> None:
    card.set_open(False)

    assert card.name.text() == "Unsharp mask"
    assert card.summary.text() == "0.7 mm, 0.70"


def test_an_open_card_leaves_its_numbers_to_the_rows(card: StepCard) -> None:
    assert card.summary.text() == ""
    assert [row.value_label.text() for row in card.rows.values()][:2] == ["0.7 mm", "0.70"]


def test_a_step_that_is_off_says_so(card: StepCard) -> None:
    card.set_entry(unsharp(is_enabled=False))

    assert card.summary.text() == "Off"
    assert card.eye.icon_name == "eyeoff"
    assert not card.check.isChecked()


def test_the_check_box_switches_the_step(card: StepCard) -> None:
    heard: list[bool] = []
    card.switched.connect(heard.append)

    QTest.mouseClick(card.check, Qt.MouseButton.LeftButton)

    assert heard == [False]


def test_a_slider_names_its_parameter(card: StepCard, drag: Drag) -> None:
    moving: list[tuple[str, float]] = []
    rested: list[tuple[str, float]] = []
    card.value_changing.connect(lambda name, value: moving.append((name, value)))
    card.value_changed.connect(lambda name, value: rested.append((name, value)))
    slider = card.rows["amount"].slider
    start = QPoint(round(slider.x_of(0.7)), 14)

    drag(slider, start, start + QPoint(30, 0))

    assert {name for name, _ in moving} == {"amount"}
    assert rested == moving[-1:]
    assert rested[0][1] > 0.7


def test_new_numbers_keep_the_rows_and_say_nothing(card: StepCard) -> None:
    heard: list[object] = []
    card.value_changed.connect(lambda *what: heard.append(what))
    card.value_changing.connect(lambda *what: heard.append(what))
    before = dict(card.rows)

    card.set_entry(unsharp(amount=2))

    assert card.rows == before
    assert card.rows["amount"].value == 2
    assert heard == []


def test_another_kind_of_step_brings_its_own_rows(card: StepCard) -> None:
    card.set_entry(Entry(step_type("gaussian").make()))

    assert list(card.rows) == ["radius_mm"]
    assert card.name.text() == "Gaussian blur"


def test_the_arrow_closes_and_opens(card: StepCard) -> None:
    heard: list[bool] = []
    card.toggled.connect(heard.append)

    QTest.mouseClick(card.arrow, Qt.MouseButton.LeftButton)

    assert heard == [False]
    assert not card.rows["amount"].isVisible()
    assert card.arrow.accessibleName() == "Show the settings"


def test_the_eye_works_while_it_is_held(card: StepCard) -> None:
    heard: list[bool] = []
    card.peeked.connect(heard.append)

    QTest.mousePress(card.eye, Qt.MouseButton.LeftButton)
    held = list(heard)
    QTest.mouseRelease(card.eye, Qt.MouseButton.LeftButton)

    assert held == [True]
    assert heard == [True, False]


@pytest.mark.parametrize(("key", "way"), [(Qt.Key.Key_Up, -1), (Qt.Key.Key_Down, 1)])
def test_alt_and_an_arrow_move_the_card_from_anywhere_in_it(
    qtbot: QtBot, card: StepCard, key: Qt.Key, way: int
) -> None:
    heard: list[int] = []
    card.move_requested.connect(heard.append)

    for widget in (card.check, card.rows["amount"].slider, card.arrow):
        widget.setFocus()
        qtbot.waitUntil(widget.hasFocus)
        QTest.keyClick(widget, key, Qt.KeyboardModifier.AltModifier)

    assert heard == [way, way, way]


def test_a_click_on_the_head_gives_the_card_the_keys(qtbot: QtBot, card: StepCard) -> None:
    heard: list[int] = []
    card.move_requested.connect(heard.append)

    QTest.mouseClick(card.name, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(card.grip.hasFocus)
    QTest.keyClick(card.grip, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)

    assert heard == [1]


def test_delete_removes_the_step_but_not_from_a_slider(card: StepCard) -> None:
    """On a slider, Delete returns to the default."""
    heard: list[int] = []
    card.removed.connect(lambda: heard.append(1))

    QTest.keyClick(card.rows["amount"].slider, Qt.Key.Key_Delete)
    from_slider = list(heard)
    QTest.keyClick(card.check, Qt.Key.Key_Delete)

    assert (from_slider, heard) == ([], [1])


def test_the_menu_says_what_can_be_done(card: StepCard) -> None:
    heard: list[object] = []
    card.move_requested.connect(heard.append)
    card.removed.connect(lambda: heard.append("removed"))
    card.reset_requested.connect(lambda: heard.append("reset"))

    for action in card.menu().actions():
        action.trigger()

    assert heard == [-1, 1, "reset", "removed"]


def test_a_problem_stands_below_and_goes(card: StepCard) -> None:
    before = card.sizeHint().height()

    card.set_problem("Denoise after Unsharp mask removes the detail that was just raised.")
    with_problem = card.sizeHint().height()
    card.set_problem("")

    assert with_problem > before
    assert card.sizeHint().height() == before
    assert card.problem == ""


def test_a_short_move_of_the_grip_is_no_drag(card: StepCard) -> None:
    heard: list[object] = []
    card.grip.dragged.connect(heard.append)
    card.grip.dropped.connect(lambda: heard.append("dropped"))

    QTest.mousePress(card.grip, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    QTest.mouseMove(card.grip, QPoint(9, 9))
    QTest.mouseRelease(card.grip, Qt.MouseButton.LeftButton, pos=QPoint(9, 9))

    assert heard == []


def test_a_blend_is_set_as_a_share_and_said_in_the_head(card: StepCard, drag: Drag) -> None:
    moving: list[float] = []
    rested: list[float] = []
    card.blend_changing.connect(moving.append)
    card.blend_changed.connect(rested.append)
    slider = card.blend.slider
    start = QPoint(round(slider.x_of(100)), 14)

    drag(slider, start, QPoint(round(slider.x_of(50)), 14))
    card.set_entry(replace(unsharp(), blend=rested[-1]))
    card.set_open(False)

    assert rested == moving[-1:] == [pytest.approx(0.5, abs=0.03)]
    assert card.summary.text().startswith(f"at {round(100 * rested[0])} %, ")


def test_a_double_click_on_the_blend_returns_to_all_of_the_step(card: StepCard) -> None:
    rested: list[float] = []
    card.set_entry(replace(unsharp(), blend=0.4))
    card.blend_changed.connect(rested.append)
    slider = card.blend.slider

    QTest.mouseDClick(
        slider, Qt.MouseButton.LeftButton, pos=QPoint(round(slider.x_of(40)), slider.height() // 2)
    )

    assert rested[-1:] == [1.0]


@pytest.mark.parametrize(("name", "is_there"), [("median", True), ("clahe", False)])
def test_what_cannot_be_blended_has_no_row_for_it(
    card: StepCard, name: str, is_there: bool
) -> None:
    card.set_entry(Entry(step_type(name).make()))

    assert card.blend.isVisible() is is_there
    assert (card.blend.slider in card.tab_stops) is is_there


def test_a_problem_that_a_move_mends_has_a_button_for_it(card: StepCard) -> None:
    heard: list[int] = []
    card.mend_wanted.connect(lambda: heard.append(1))
    card.set_problem("It comes too late.", before="CT-like appearance (synthetic)")
    said = (card.mend.isVisible(), card.mend.text(), card.mend.accessibleName())

    QTest.mouseClick(card.mend, Qt.MouseButton.LeftButton)
    card.set_problem("No move helps.", is_refusal=True)

    assert said == (
        True,
        "Move it before CT-like appearance (syn…",
        "Move it before CT-like appearance (synthetic)",
    )
    assert heard == [1]
    assert not card.mend.isVisible()
