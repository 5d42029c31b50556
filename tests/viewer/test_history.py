"""viewer.history"""

from dataclasses import replace

from engine import Presentation, Window
from viewer.history import LONGEST, History


def window(centre: float) -> Presentation:
    return Presentation(Window(centre, 100))


def test_undo_returns_to_the_value_before() -> None:
    history = History(window(1))
    history.push(window(2))

    back = history.undo()

    assert back == window(1)
    assert history.can_redo
    assert not history.can_undo


def test_redo_returns_to_the_value_undone() -> None:
    history = History(window(1))
    history.push(window(2))
    history.undo()

    assert history.redo() == window(2)


def test_a_new_edit_forgets_what_was_undone() -> None:
    history = History(window(1))
    history.push(window(2))
    history.undo()

    history.push(window(3))

    assert not history.can_redo
    assert history.current == window(3)


def test_a_drag_is_one_entry() -> None:
    history = History(window(1))
    for centre in (2, 3, 4):
        history.push(window(centre), merge="drag")

    assert history.undo() == window(1)
    assert history.redo() == window(4)


def test_two_drags_are_two_entries() -> None:
    history = History(window(1))
    history.push(window(2), merge="drag")
    history.seal()
    history.push(window(3), merge="drag")

    assert history.undo() == window(2)


def test_a_drag_after_undo_is_a_new_entry() -> None:
    history = History(window(1))
    history.push(window(2), merge="drag")
    history.undo()
    history.push(window(3), merge="drag")

    assert history.undo() == window(1)


def test_the_same_value_again_is_no_entry() -> None:
    history = History(window(1))

    history.push(replace(window(1)))

    assert not history.can_undo


def test_the_first_value_survives_however_long_the_session() -> None:
    history = History(window(0))
    for centre in range(1, LONGEST + 50):
        history.push(window(centre))

    while history.can_undo:
        history.undo()

    assert history.current == window(0)
