"""viewer.corner_texts: the letters at the edges follow every turn"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.radiograph import Description, Radiograph, Spacing, SpacingSource
from engine.source import Source, SourceKind
from tests.viewer.mapped_films import document_of as opened
from tests.viewer.mapped_window import window_of
from viewer.canvas.pane_words import Letters
from viewer.main_window import MainWindow

FILM = Radiograph(
    pixels=np.tile(np.arange(64, dtype=np.uint16), (48, 1)),
    bits_stored=12,
    source=Source(SourceKind.MEMORY, "turned"),
    spacing=Spacing(0.1, 0.1, SpacingSource.DETECTOR),
)

AS_STORED = {
    ("L", "F"): Letters(left="R", right="L", top="H", bottom="F"),
    ("R", "F"): Letters(left="L", right="R", top="H", bottom="F"),
    ("P", "F"): Letters(left="A", right="P", top="H", bottom="F"),
    ("A", "F"): Letters(left="P", right="A", top="H", bottom="F"),
}
"""Patient Orientation of the row and the column: PS3.3 C.7.6.1.1.1."""


def clockwise(now: Letters) -> Letters:
    """What lay at the left is on top then, what lay on top is at the right."""
    return Letters(left=now.bottom, top=now.left, right=now.top, bottom=now.right)


def mirrored(now: Letters) -> Letters:
    return replace(now, left=now.right, right=now.left)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    yield from window_of(qtbot, tmp_path)


@pytest.mark.parametrize("directions", AS_STORED, ids="\\".join)
def test_letters_follow_all_eight_turns(
    qtbot: QtBot, window: MainWindow, directions: tuple[str, str]
) -> None:
    film = replace(FILM, description=Description(directions=directions))
    document = opened(film, window.jobs)
    window.pages.setCurrentIndex(1)
    window._put_on_stage(document)
    expected = AS_STORED[directions]

    for _ in range(2):
        for _ in range(4):
            qtbot.waitUntil(lambda: document.is_current)
            assert window.compare.original.letters == expected
            assert window.compare.enhanced.letters == expected
            now = document.presentation
            document.edit(replace(now, orientation=now.orientation.turned(1)))
            expected = clockwise(expected)
        now = document.presentation
        document.edit(replace(now, orientation=now.orientation.flipped_horizontally()))
        expected = mirrored(expected)


def test_a_film_without_directions_has_no_letters(window: MainWindow) -> None:
    document = opened(FILM, window.jobs)

    window._put_on_stage(document)

    assert window.compare.original.letters == Letters()
