"""viewer.canvas.letter_rows: letters at the edges stand level, clear of the corner texts"""

import pytest
from PySide6.QtCore import QEvent, QObject, QRectF
from pytestqt.qtbot import QtBot

from tests.viewer.canvas.films import IDENTITY, picture_from
from tests.viewer.canvas.panes import compare_of
from viewer.canvas.compare import CompareView
from viewer.canvas.letter_rows import first_free, taken_rows
from viewer.canvas.pane import Pane
from viewer.canvas.pane_words import CornerTexts, Letters
from viewer.theme import TextRole, theme

LETTERS = Letters("R", "L", "H", "F")
LONG = "a line that reaches far beyond the middle"


@pytest.fixture
def compare(qtbot: QtBot) -> CompareView:
    """Two panes of 300 x 200 that say the same: two lines in each corner."""
    made = compare_of(qtbot, 601, 200)
    film = picture_from([[90] * 600] * 400)
    made.show_pictures(film, IDENTITY, film, IDENTITY, keep_view=False)
    for pane in made.panes:
        pane.set_letters("R", "L", "H", "F")
        pane.set_corner_texts(["Film", "ID"], ["CR", "now"], ["W 1", "Zoom"], ["1 × 1", "mm"])
    return made


def middles(pane: Pane) -> tuple[float, float]:
    """Return the heights of what stands in the middle, above and below."""
    boxes = [box.center() for box in pane.written() if _is_middle(box, pane)]
    found = sorted(point.y() for point in boxes)
    assert len(found) == 2
    return found[0], found[1]


def _is_middle(box: QRectF, pane: Pane) -> bool:
    return bool(abs(box.center().x() - pane.width() / 2) < 2)


@pytest.mark.usefixtures("compare")
@pytest.mark.parametrize(
    ("texts", "top", "foot"),
    [
        (CornerTexts(("Film", "ID"), ("CR",), ("W",), ("mm",)), set(), set()),
        (CornerTexts(("Film", LONG), (), (LONG, "Zoom"), ()), {1}, {1}),
        (CornerTexts((), ("CR", LONG), (), ("1 × 1", LONG)), {1}, {0}),
        (CornerTexts((LONG, LONG), (), (), (LONG,)), {0, 1}, {0}),
    ],
)
def test_lines_that_reach_the_middle_are_taken(
    texts: CornerTexts, top: set[int], foot: set[int]
) -> None:
    """At the foot the lowest line is the first."""
    taken = taken_rows(texts, LETTERS, 300, 200)

    assert (set(taken.top), set(taken.foot)) == (top, foot)


@pytest.mark.usefixtures("compare")
def test_only_the_first_line_is_as_wide_as_a_title() -> None:
    """The narrower type of the others ends where a letter may still stand."""
    fits = "no steps: this is the original"

    below_the_title = taken_rows(CornerTexts(("Film", fits)), LETTERS, 372, 200)
    as_title = taken_rows(CornerTexts((fits,)), LETTERS, 372, 200)

    assert (set(below_the_title.top), set(as_title.top)) == (set(), {0})


@pytest.mark.parametrize(("taken", "free"), [((), 0), ((0,), 1), ((1,), 0), ((0, 1, 3), 2)])
def test_a_letter_stands_in_the_first_line_that_is_free(taken: tuple[int, ...], free: int) -> None:
    assert first_free(frozenset(taken)) == free


def test_letters_of_both_panes_stand_level(compare: CompareView) -> None:
    line = theme().line(TextRole.SECONDARY)
    before = middles(compare.original)

    compare.enhanced.set_corner_texts(["Film"], [LONG], [], ["1 × 1", LONG])

    top, foot = middles(compare.original)
    assert (top, foot) == middles(compare.enhanced)
    assert (top - before[0], foot - before[1]) == (line, -line)


def test_letters_stand_level_though_the_panes_are_not_linked(compare: CompareView) -> None:
    """As beside another film, which is zoomed for itself."""
    compare.set_linked(False)

    compare.enhanced.set_corner_texts(["Film"], [LONG], [], ["1 × 1", LONG])

    assert middles(compare.original) == middles(compare.enhanced)


def test_a_pane_is_painted_again_when_the_words_beside_need_its_letters_to_move(
    qtbot: QtBot, compare: CompareView
) -> None:
    painted = _Painted()
    viewport = compare.original.viewport()
    qtbot.wait(50)
    viewport.installEventFilter(painted)

    compare.enhanced.set_corner_texts(["Other"], ["CR", "now"], ["W 1", "Zoom"], ["2 × 2", "mm"])
    qtbot.wait(50)
    without_need = painted.times
    compare.enhanced.set_corner_texts(["Other"], [LONG], [], [])
    qtbot.wait(50)

    assert (without_need, painted.times) == (0, 1)


def test_a_pane_is_painted_again_when_the_letters_beside_run_into_their_words(
    qtbot: QtBot, compare: CompareView
) -> None:
    compare.enhanced.set_corner_texts(["Film"], ["x" * 18], [], [])
    painted = _Painted()
    qtbot.wait(50)
    compare.original.viewport().installEventFilter(painted)

    compare.enhanced.set_letters("R", "L", "H", "P")
    qtbot.wait(50)
    as_wide = painted.times
    compare.enhanced.set_letters("RAH", "LPF", "HPRHPRHPRHPR", "F")
    qtbot.wait(50)

    assert (as_wide, painted.times) == (0, 1)


class _Painted(QObject):
    """Counts paints."""

    times = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.times += event.type() == QEvent.Type.Paint
        return False
