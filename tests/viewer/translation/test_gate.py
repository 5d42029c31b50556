"""viewer.translation_desk: films the gate refuses"""

from pytestqt.qtbot import QtBot

from engine.errors import ModelError
from tests.viewer.mapped_window import document_of
from tests.viewer.translated_window import (
    REASON,
    MadeModel,
    click,
    panel_of,
    press,
    translated,
    values,
)
from viewer.main_window import MainWindow


def test_a_film_like_those_learnt_from_is_said_to_be_so(on: MainWindow) -> None:
    row = panel_of(on).resemblance

    assert (row.outcome, row.ink) == ("0.62 of 1.00", "ok")
    assert not panel_of(on).refusal.isVisible()


def test_a_refused_film_stays_as_it_was_and_the_section_says_why(refused: MainWindow) -> None:
    panel = panel_of(refused)

    assert not document_of(refused).shown.result.is_synthetic
    assert refused.right.translate_section.state == "Refused"
    assert panel.resemblance.outcome == "1.80 of 1.00"
    assert panel.refusal.notice.text == f"Refused. {REASON}"
    assert panel.refusal.isVisible()
    assert not panel.reliability.isVisible()


def test_a_refusal_is_said_once(qtbot: QtBot, refused: MainWindow) -> None:
    qtbot.wait(20)

    assert not refused.notice.isVisible()


def test_another_failure_of_a_translation_is_told_as_any_other(
    qtbot: QtBot, opened: MainWindow, model: MadeModel
) -> None:
    model.fault = ModelError("The weights are altered.")

    press(opened)
    qtbot.waitUntil(opened.notice.isVisible)

    assert opened.right.translate_section.state == "Not translated"


def test_translating_a_refused_film_takes_two_steps(qtbot: QtBot, refused: MainWindow) -> None:
    refusal, document = panel_of(refused).refusal, document_of(refused)

    click(refusal.ask)
    after_one = values(refused)["admit_any"]
    focus = refused.focusWidget()
    click(refusal.sure)
    translated(qtbot, refused)

    assert after_one == 0
    assert focus is refusal.keep
    assert values(refused)["admit_any"] == 1
    assert refusal.notice.text.startswith("The gate is overridden")
    assert panel_of(refused).resemblance.ink == "warn"
    assert panel_of(refused).reliability.isVisible()
    document.undo()
    assert values(refused)["admit_any"] == 0


def test_the_way_back_from_the_question_changes_nothing(refused: MainWindow) -> None:
    refusal = panel_of(refused).refusal

    click(refusal.ask)
    click(refusal.keep)

    assert values(refused)["admit_any"] == 0
    assert refusal.ask.isVisible()
    assert not refusal.confirm.isVisible()


def test_an_override_can_be_taken_back_and_does_not_outlive_the_translation(
    qtbot: QtBot, refused: MainWindow
) -> None:
    refusal = panel_of(refused).refusal
    click(refusal.ask)
    click(refusal.sure)
    translated(qtbot, refused)

    click(refusal.again)
    again = values(refused)["admit_any"]
    click(refusal.ask)
    click(refusal.sure)
    press(refused)
    press(refused)

    assert again == 0
    assert values(refused)["admit_any"] == 0


def test_a_refusal_is_not_said_again_by_another_rendering(
    qtbot: QtBot, refused: MainWindow
) -> None:
    document = document_of(refused)
    failures: list[Exception] = []
    document.failed.connect(failures.append)

    refused.actions_["arrange.right"].trigger()
    qtbot.waitUntil(lambda: len(failures) == 1)

    assert not refused.notice.isVisible()
    assert refused.right.translate_section.state == "Refused"


def test_a_closed_window_asks_the_gate_nothing_more(opened: MainWindow) -> None:
    press(opened)
    is_waiting = opened.translation._rest.isActive()

    opened.close()

    assert is_waiting
    assert not opened.translation._rest.isActive()
