"""viewer.widgets.refusal_box"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.viewer.widgets.conftest import Show
from viewer.widgets.refusal_box import RefusalBox

REASON = "It looks like a hand; this model knows chests."


@pytest.fixture
def box(show: Show) -> RefusalBox:
    made = RefusalBox()
    show(made, 296)
    made.set_refusal(REASON)
    return made


def click(button: object) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)  # type: ignore[call-overload]


def test_one_press_overrides_nothing(box: RefusalBox) -> None:
    heard: list[bool] = []
    box.override_wanted.connect(heard.append)

    click(box.ask)

    assert heard == []
    assert box.confirm.isVisible()
    assert not box.ask.isVisible()


def test_the_second_press_overrides(box: RefusalBox) -> None:
    heard: list[bool] = []
    box.override_wanted.connect(heard.append)

    click(box.ask)
    click(box.sure)

    assert heard == [True]


def test_pressing_enter_twice_keeps_the_refusal(box: RefusalBox) -> None:
    heard: list[bool] = []
    box.override_wanted.connect(heard.append)
    box.ask.setFocus()

    QTest.keyClick(box.ask, Qt.Key.Key_Return)
    QTest.keyClick(box.window().focusWidget(), Qt.Key.Key_Return)

    assert heard == []
    assert box.ask.isVisible()
    assert not box.confirm.isVisible()


def test_the_question_stays_open_while_the_same_refusal_is_said_again(box: RefusalBox) -> None:
    click(box.ask)

    box.set_refusal(REASON)

    assert box.confirm.isVisible()


def test_what_is_overridden_can_be_refused_again(box: RefusalBox) -> None:
    heard: list[bool] = []
    box.override_wanted.connect(heard.append)

    box.set_refusal(REASON, is_overridden=True)
    click(box.again)

    assert heard == [False]
    assert not box.ask.isVisible()


def test_nothing_is_shown_of_a_film_that_is_admitted(box: RefusalBox) -> None:
    box.set_refusal("")

    assert not box.isVisible()
