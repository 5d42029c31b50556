"""viewer.panels.status_line"""

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from viewer.app import application_
from viewer.panels.status_line import StatusLine
from viewer.probe import Probe
from viewer.theme import apply_theme

PROBE = Probe(row=1819, column=1940, stored=65514, modality=65514.0, shown=0.53, enhanced=0.42)


@pytest.fixture
def line(qtbot: QtBot) -> StatusLine:
    """A status line that shows all it can."""
    application_()
    made = StatusLine()
    qtbot.addWidget(made)
    made.set_probe(PROBE)
    made.set_film("100 %", "0.150 mm", "at detector")
    made.set_device("CPU")
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


def test_nothing_overlaps_or_is_cut_in_letters_twice_as_large(
    qtbot: QtBot, qapp: QApplication
) -> None:
    apply_theme(qapp, 2.0)
    try:
        large = StatusLine()
        qtbot.addWidget(large)
        large.set_probe(PROBE, "mapped")
        large.set_film("100 %", "0.150 mm", "at detector")
        large.set_device("CPU")
        large.show()
        seen = set()
        for width in range(1280, 2600, 60):
            large.resize(width, large.height())
            qtbot.wait(1)
            shown = parts(large)
            ends = [part.x() + part.width() for part in shown]
            assert all(part.x() >= end for part, end in zip(shown[1:], ends, strict=False)), width
            assert ends[-1] <= width
            seen |= {part.accessibleName() for part in shown}
        assert "Device CPU" in seen
    finally:
        apply_theme(qapp)


def test_a_wide_line_shows_everything_again(qtbot: QtBot, line: StatusLine) -> None:
    line.resize(960, line.height())

    line.resize(1600, line.height())
    qtbot.wait(1)

    words = " ".join(part.accessibleName() for part in parts(line))
    assert "Zoom" in words
    assert "at detector" in words
    assert "Device CPU" in words


def test_all_of_it_has_room_at_1280(qtbot: QtBot, line: StatusLine) -> None:
    line.set_probe(PROBE, "mapped")
    line.resize(1280, line.height())
    qtbot.wait(1)

    words = " ".join(part.accessibleName() for part in parts(line))
    assert "mapped 42" in words
    assert "at detector" in words
    assert "Device CPU" in words


def test_a_long_device_gives_way_first(qtbot: QtBot, line: StatusLine) -> None:
    line.set_device("NVIDIA H200 with a name that goes on and on and leaves no room at all")
    line.resize(1280, line.height())
    qtbot.wait(1)

    words = " ".join(part.accessibleName() for part in parts(line))
    assert "Device" not in words
    assert "at detector" in words


def test_a_narrow_line_leaves_the_spacing_out_first(qtbot: QtBot, line: StatusLine) -> None:
    line.resize(960, line.height())
    qtbot.wait(1)

    words = " ".join(part.accessibleName() for part in parts(line))
    assert "enhanced 42" in words
    assert "at detector" not in words
