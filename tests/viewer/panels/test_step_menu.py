"""viewer.panels.step_menu"""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from engine import StepKind, step_types
from viewer.app import application_
from viewer.panels import step_menu
from viewer.panels.step_menu import StepMenu, found_steps

WORDS = {
    "blur": ("Gaussian blur", "Noise blur Smooths the film."),
    "median": ("Median", "Noise median Takes the middle of neighbours."),
    "edges": ("Edges", "Detail edges Finds edges by a Gaussian."),
}


@pytest.fixture
def menu(qtbot: QtBot) -> StepMenu:
    application_()
    made = StepMenu()
    qtbot.addWidget(made)
    made.popup(QPoint(10, 10))
    qtbot.waitUntil(made.field.hasFocus)
    return made


def heard_by(menu: StepMenu) -> list[str]:
    heard: list[str] = []
    menu.chosen.connect(heard.append)
    return heard


def test_every_step_stands_in_the_submenu_of_its_group(menu: StepMenu) -> None:
    shown = [
        (group.title(), [action.text() for action in group.actions()]) for group in menu.groups
    ]

    kinds = [kind for kind in StepKind if any(step.kind is kind for step in step_types())]
    wanted = [
        (kind.value, [step.title for step in step_types() if step.kind is kind]) for kind in kinds
    ]
    assert shown == wanted
    assert all(
        action.toolTip().endswith(".") for action in menu.steps.values() if action.isEnabled()
    )


def test_enter_adds_the_first_that_was_found(menu: StepMenu) -> None:
    heard = heard_by(menu)

    QTest.keyClicks(menu.field, "unsharp")
    QTest.keyClick(menu.field, Qt.Key.Key_Return)

    assert heard == ["unsharp_mask"]
    assert not menu.isVisible()


def test_the_whole_title_finds_that_step_first(menu: StepMenu) -> None:
    for step in step_types():
        menu.field.setText(step.title)

        assert menu.hits[0].text() == step.title


def test_the_arrows_go_through_what_was_found(menu: StepMenu) -> None:
    heard = heard_by(menu)
    QTest.keyClicks(menu.field, "noise")
    second = menu.hits[1]

    QTest.keyClick(menu.field, Qt.Key.Key_Down)
    QTest.keyClick(menu.field, Qt.Key.Key_Return)

    assert heard == [name for name, action in menu.steps.items() if action is second]


def test_a_group_opens_by_the_keyboard(menu: StepMenu) -> None:
    QTest.keyClick(menu.field, Qt.Key.Key_Down)
    QTest.keyClick(menu.field, Qt.Key.Key_Right)

    assert menu.groups[0].isVisible()
    assert menu.groups[0].activeAction() is menu.groups[0].actions()[0]
    menu.groups[0].close()


def test_letters_typed_in_a_group_are_looked_for(menu: StepMenu) -> None:
    QTest.keyClick(menu.field, Qt.Key.Key_Down)
    QTest.keyClick(menu.field, Qt.Key.Key_Right)

    QTest.keyClicks(menu.groups[0], "u")
    QTest.keyClicks(menu, "nsh")

    assert menu.field.text() == "unsh"
    assert menu.hits[0] is menu.steps["unsharp_mask"]
    assert not menu.groups[0].isVisible()


def test_letters_do_nothing_to_the_window_below(qtbot: QtBot) -> None:
    """I inverts the film, unless it is typed in the menu, wherever the arrows have led."""
    application_()
    window = QWidget()
    qtbot.addWidget(window)
    fired: list[str] = []
    action = QAction("Invert", window)
    action.setShortcut("I")
    action.triggered.connect(lambda: fired.append("inverted"))
    window.addAction(action)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    menu = StepMenu(window)
    menu.popup(QPoint(10, 10))
    qtbot.waitUntil(menu.field.hasFocus)
    QTest.keyClick(menu.field, Qt.Key.Key_Down)
    QTest.keyClick(menu.field, Qt.Key.Key_Right)

    QTest.keyClicks(menu.groups[0], "i")
    menu.field.clearFocus()
    QTest.keyClicks(menu, "i")

    assert fired == []
    assert menu.field.text() == "ii"
    menu.close()
    QTest.keyClicks(window, "i")
    assert fired == ["inverted"]


def test_what_is_not_there_is_said_and_enter_does_nothing(menu: StepMenu) -> None:
    heard = heard_by(menu)

    QTest.keyClicks(menu.field, "zebra")
    QTest.keyClick(menu.field, Qt.Key.Key_Return)

    assert [action.text() for action in menu.actions()[1:]] == ["No step of this name"]
    assert heard == []


def test_an_empty_field_shows_the_groups_again(menu: StepMenu) -> None:
    before = [action.text() for action in menu.actions()]
    QTest.keyClicks(menu.field, "med")

    menu.field.clear()

    assert [action.text() for action in menu.actions()] == before


def test_enter_steps_over_what_cannot_run(
    qtbot: QtBot, menu: StepMenu, monkeypatch: pytest.MonkeyPatch
) -> None:
    menu.field.setText("noise")
    first, second = (_name_of(menu, hit) for hit in menu.hits[:2])
    menu.close()
    monkeypatch.setattr(step_menu, "torch_is_installed", lambda: False)
    monkeypatch.setattr(step_menu, "NETWORKS", (first,))
    other = StepMenu()
    qtbot.addWidget(other)
    other.popup(QPoint(10, 10))
    heard = heard_by(other)
    other.field.setText("noise")

    QTest.keyClick(other.field, Qt.Key.Key_Return)

    assert heard == [second]


def _name_of(menu: StepMenu, hit: QAction) -> str:
    return next(name for name, action in menu.steps.items() if action is hit)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("gauss", ["blur", "edges"]),
        ("blur", ["blur"]),
        ("GAUSSIAN B", ["blur"]),
        ("edg", ["edges"]),
        ("noise", ["blur", "median"]),
        ("an", ["median", "blur"]),
        ("zebra", []),
    ],
)
def test_titles_come_before_what_is_said_of_a_step(typed: str, wanted: list[str]) -> None:
    found = found_steps(typed, WORDS)

    assert found[: len(wanted)] == wanted if typed != "an" else set(wanted) <= set(found)
    assert bool(found) == bool(wanted)
