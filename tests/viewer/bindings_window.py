"""A window on three films of two series, and how to press keys on it as a keyboard does."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.engine.dicom.written import film, write
from tests.viewer.mapped_window import window_of
from viewer.main_window import MainWindow

ROWS, COLUMNS = 120, 160
CHANGED = object()
"""Expected of what shall only be another than before."""


@dataclass(frozen=True)
class Binding:
    """One line of the table of viewer.md 2.3.

    Attributes:
        key: As the table writes it.
        sees: What a user would look at.
        expected: What is there afterwards, and not before.
        first: Keys pressed before, to come from elsewhere.
        after: Keys pressed after, to leave what opened.
    """

    key: str
    sees: Callable[[MainWindow], object]
    expected: object = CHANGED
    first: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def three_films(folder: Path) -> list[Path]:
    """Write films of 120 x 160 in 12 bits, 0.1 mm; the first two are of one series."""
    pixels = np.tile(np.linspace(100, 3900, COLUMNS).astype(np.uint16), (ROWS, 1))
    written = []
    for number, series in enumerate(("1.2.3.1", "1.2.3.1", "1.2.3.2"), 1):
        ds = film(
            pixels,
            12,
            StudyInstanceUID="1.2.3",
            SeriesInstanceUID=series,
            InstanceNumber=number,
            ImagerPixelSpacing=[0.1, 0.1],
            WindowCenter=["2000", "1000"],
            WindowWidth=["3000", "800"],
        )
        written.append(write(ds, folder / f"{number}.dcm"))
    return written


def bindings_window(qtbot: QtBot, folder: Path) -> Iterator[MainWindow]:
    """Open a window on the three films, with the focus on the canvas."""
    made = window_of(qtbot, folder)
    window = next(made)
    window.open(three_films(folder))
    qtbot.waitUntil(lambda: window.document is not None and len(window.workspace.films) == 3)
    qtbot.waitUntil(lambda: not window.workspace.is_searching)
    window.compare.setFocus()
    yield window
    next(made, None)


def press(window: MainWindow, key: str) -> None:
    """Press and release a key; the window system finds the widget it is for."""
    QTest.keySequence(window.windowHandle(), QKeySequence(key))


def failures(qtbot: QtBot, window: MainWindow, table: tuple[Binding, ...]) -> list[str]:
    """Press each key of a table in turn; return what did not do what the table says."""
    found = []
    for line in table:
        for key in line.first:
            press(window, key)
            qtbot.waitUntil(lambda: not window.workspace.is_loading)
        before = line.sees(window)
        press(window, line.key)
        qtbot.waitUntil(lambda: not window.workspace.is_loading)
        seen = line.sees(window)
        is_so = seen != before and (line.expected is CHANGED or seen == line.expected)
        if not is_so:
            found.append(f"{line.key}: {before} became {seen}, expected {line.expected}")
        for key in line.after:
            press(window, key)
    return found
