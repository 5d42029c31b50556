"""viewer.canvas.blink, and the pictures that take turns by it"""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.viewer.canvas.films import IDENTITY, grey_of, picture_from
from tests.viewer.canvas.gestures import drag
from tests.viewer.canvas.panes import compare_of
from viewer.canvas.blink import TURN_MS
from viewer.canvas.choices import Layout
from viewer.canvas.compare import CompareView

ORIGINAL = picture_from(np.full((200, 300), 60))
ENHANCED = picture_from(np.full((200, 300), 180))


@pytest.fixture
def compare(qtbot: QtBot) -> CompareView:
    """A view of 300 x 200 on a film, of which the enhanced picture is shown."""
    made = compare_of(qtbot, 300, 200)
    made.set_view_layout(Layout.SINGLE)
    made.original.set_corner_texts(["Original"])
    made.enhanced.set_corner_texts(["Enhanced"])
    made.show_pictures(ORIGINAL, IDENTITY, ENHANCED, IDENTITY, keep_view=False)
    return made


def turn(compare: CompareView) -> None:
    """Let time pass without waiting for it."""
    compare._blink._timer.timeout.emit()


def seen(compare: CompareView) -> tuple[int, str, str]:
    pane = compare.enhanced
    return int(grey_of(pane)[100, 150]), pane.badge, pane.texts.top_left[0]


def test_no_picture_stands_for_less_than_a_sixth_of_a_second() -> None:
    """Three flashes a second, there and back, are the most that is safe."""
    assert TURN_MS >= 1000 / 6


def test_original_and_enhanced_take_turns_and_each_is_named(compare: CompareView) -> None:
    before = seen(compare)

    compare.blink(is_on=True)
    first = seen(compare)
    turn(compare)
    second = seen(compare)

    assert before == (180, "", "Enhanced")
    assert (first, second) == ((60, "Original", "Original"), (180, "Enhanced", "Enhanced"))


def test_it_ends_with_the_enhanced_picture(compare: CompareView) -> None:
    compare.blink(is_on=True)

    compare.blink(is_on=False)

    assert (seen(compare), compare.is_blinking) == ((180, "", "Enhanced"), False)


def test_another_layout_ends_it(compare: CompareView) -> None:
    compare.blink(is_on=True)

    compare.set_view_layout(Layout.SIDE_BY_SIDE)

    assert (compare.is_blinking, compare.enhanced.badge) == (False, "")


def test_another_film_ends_it(compare: CompareView) -> None:
    compare.blink(is_on=True)

    compare.dismiss_guests()

    assert not compare.is_blinking


def test_a_window_drag_ends_it(compare: CompareView) -> None:
    compare.blink(is_on=True)

    drag(compare.enhanced, Qt.MouseButton.LeftButton, (100, 150), (140, 150))

    assert not compare.is_blinking


def test_panning_goes_on_with_it(compare: CompareView) -> None:
    compare.blink(is_on=True)

    drag(compare.enhanced, Qt.MouseButton.MiddleButton, (100, 150), (140, 150))

    assert compare.is_blinking


def test_holding_the_original_wins(compare: CompareView) -> None:
    compare.blink(is_on=True)
    turn(compare)

    compare.hold_original(True)
    held = seen(compare)
    turn(compare)
    turn(compare)
    later = seen(compare)

    assert held == later == (60, "", "Original")


def test_in_the_wipe_the_bar_steps_aside(compare: CompareView) -> None:
    compare.set_view_layout(Layout.WIPE)

    compare.blink(is_on=True)
    first = grey_of(compare.enhanced)[150, [20, 280]].tolist()
    turn(compare)
    second = grey_of(compare.enhanced)[150, [20, 280]].tolist()

    assert (first, second) == ([60, 60], [180, 180])


def test_without_a_film_it_does_not_begin(compare: CompareView) -> None:
    compare.clear()

    compare.blink(is_on=True)

    assert not compare.is_blinking


def test_taking_turns_resamples_nothing(
    compare: CompareView, monkeypatch: pytest.MonkeyPatch
) -> None:
    compare.blink(is_on=True)
    grey_of(compare)
    turn(compare)
    grey_of(compare)
    asked: list[object] = []
    for item in (compare.enhanced.item, compare.enhanced.under):
        assert item.layer is not None
        monkeypatch.setattr(item.layer.pyramid, "sample", lambda *args, **_: asked.append(args))

    for _ in range(4):
        turn(compare)
        grey_of(compare)

    assert asked == []
