"""viewer.panels.status_line"""

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from viewer.app import application_
from viewer.panels.status_line import StatusLine
from viewer.probe import Probe

PROBE = Probe(row=1819, column=1940, stored=65514, modality=65514.0, shown=0.53, enhanced=0.42)


@pytest.fixture
def line(qtbot: QtBot) -> StatusLine:
    """A status line that shows all it can."""
    application_()
    made = StatusLine()
    qtbot.addWidget(made)
    made.set_probe(PROBE)
    made.set_film("100 %", "0.150 mm", "at detector")
    made.show()
    return made


def parts(line: StatusLine) -> list[QWidget]:
    """What is shown, from left to right."""
    children = line.findChildren(QWidget)
    shown = [child for child in children if child.isVisible() and child.parent() is line]
    return sorted(shown, key=lambda child: child.x())


def test_nothing_overlaps_or_is_cut_at_any_width(qtbot: QtBot, line: StatusLine) -> None:
    wrong = []

    for width in range(960, 1500, 20):
        for task in ("", "Local contrast (CLAHE)"):
            line.set_task(task, 0.3)
            line.resize(width, line.height())
            qtbot.wait(1)
            shown = parts(line)
            ends = [part.x() + part.width() for part in shown]
            overlaps = any(part.x() < end for part, end in zip(shown[1:], ends, strict=False))
            notice = line.findChild(QLabel, "notMedical")
            assert notice is not None
            if overlaps or ends[-1] > width or notice.width() < notice.sizeHint().width():
                wrong.append((width, task))

    assert wrong == []


def test_a_wide_line_shows_everything_again(qtbot: QtBot, line: StatusLine) -> None:
    line.resize(960, line.height())

    line.resize(1600, line.height())
    qtbot.wait(1)

    words = " ".join(part.accessibleName() for part in parts(line))
    assert "Zoom" in words
    assert "at detector" in words


def test_a_narrow_line_leaves_the_spacing_out_first(qtbot: QtBot, line: StatusLine) -> None:
    line.resize(960, line.height())
    qtbot.wait(1)

    words = " ".join(part.accessibleName() for part in parts(line))
    assert "enhanced 42" in words
    assert "at detector" not in words
