"""viewer.panels.enhance_panel"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine import Recipe, step_type
from viewer.app import application_
from viewer.panels.enhance_panel import EnhancePanel

Edits = list[tuple[Recipe, str]]


def recipe(*names: str) -> Recipe:
    made = Recipe()
    for name in names:
        made = made.added(step_type(name).make())
    return made


@pytest.fixture
def panel(qtbot: QtBot) -> EnhancePanel:
    application_()
    made = EnhancePanel()
    qtbot.addWidget(made)
    made.resize(296, 500)
    made.show()
    return made


@pytest.fixture
def edits(panel: EnhancePanel) -> Edits:
    found: Edits = []
    panel.recipe_changed.connect(lambda made, merge: found.append((made, merge)))
    return found


def test_a_step_out_of_place_is_mended_by_one_edit(panel: EnhancePanel, edits: Edits) -> None:
    panel.set_recipe(recipe("gamma", "unsharp_mask", "median"))
    card = panel.steps.cards[2]
    said = card.problem

    QTest.mouseClick(card.mend, Qt.MouseButton.LeftButton)

    assert said.startswith("Median after Unsharp mask removes the detail")
    assert edits == [(recipe("gamma", "median", "unsharp_mask"), "")]
    panel.set_recipe(edits[0][0])
    assert [card.problem for card in panel.steps.cards] == ["", "", ""]


def test_moving_a_blend_is_one_edit_with_its_end(panel: EnhancePanel, edits: Edits) -> None:
    settled: list[int] = []
    panel.settled.connect(lambda: settled.append(len(edits)))
    panel.set_recipe(recipe("gamma"))

    panel.steps.blend_changing.emit(0, 0.7)
    panel.steps.blend_changed.emit(0, 0.6)

    wanted = [(recipe("gamma").with_blend(0, share), "step 0 blend") for share in (0.7, 0.6)]
    assert edits == wanted
    assert settled == [2]


def test_back_to_the_defaults_is_all_of_the_step(panel: EnhancePanel, edits: Edits) -> None:
    panel.set_recipe(recipe("gamma").with_value(0, "exponent", 3.0).with_blend(0, 0.5))

    panel.steps.reset_requested.emit(0)

    assert edits == [(recipe("gamma"), "")]


def test_a_refusal_is_said_rather_than_advice(panel: EnhancePanel) -> None:
    """Fill in without a region is advised against; on a synthetic film it is refused."""
    panel.set_recipe(recipe("inpaint"))
    advice = panel.steps.cards[0].problem

    panel.set_film("the network that made this film")

    refusal = panel.steps.cards[0].problem
    assert advice.startswith("Fill in needs a drawn region")
    assert refusal.startswith("Fill in may not follow the network that made this film")
    assert not panel.steps.cards[0].mend.isVisible()
