"""viewer.probe_clipped"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine import Window, histogram
from tests.viewer.mapped_window import document_of, window_of
from viewer.main_window import MainWindow
from viewer.probe_clipped import share_text


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A film with each of the values 0 to 99 in as many pixels, its stripes switched on."""
    windows = window_of(qtbot, tmp_path)
    made = next(windows)
    film = tmp_path / "steps.png"
    cv2.imwrite(str(film), np.arange(100, dtype=np.uint16)[None].repeat(64, 0))
    made.open([film])
    qtbot.waitUntil(lambda: made.document is not None)
    made.actions_["view.clipped"].trigger()
    yield made
    next(windows, None)


def show(window: MainWindow, voi: Window, *, is_inverted: bool = False) -> None:
    document = document_of(window)
    document.edit(replace(document.presentation, voi=voi, is_inverted=is_inverted))


def test_the_words_say_how_much_is_clipped_and_follow_the_window(window: MainWindow) -> None:
    """Black up to 9, white from 94 on: ten and six of a hundred values."""
    show(window, Window(52, 86))

    said = window.desks.probe.clipped.words_on(window.compare.original)
    assert said == "10.0\u2009% black, 6.0\u2009% white of the exposed field"


def test_the_negative_exchanges_them(window: MainWindow) -> None:
    show(window, Window(52, 86), is_inverted=True)

    said = window.desks.probe.clipped.words_on(window.compare.enhanced)
    assert said == "6.0\u2009% black, 10.0\u2009% white of the exposed field"


def test_of_a_result_its_own_values_are_counted(window: MainWindow) -> None:
    """The result is 0 all over; its negative is white."""
    document = document_of(window)
    film = document.shown.original
    black = replace(film, indices=np.zeros_like(film.indices))
    document.shown = replace(document.shown, result=black, result_histogram=histogram(black))
    document.shown_changed.emit()

    show(window, Window(52, 86), is_inverted=True)

    said = window.desks.probe.clipped.words_on(window.compare.enhanced)
    assert said == "0.0\u2009% black, 100.0\u2009% white of the exposed field"


def test_the_key_switches_them_off_again(window: MainWindow) -> None:
    window.actions_["view.clipped"].trigger()

    assert window.desks.probe.clipped.words_on(window.compare.original) == ""


@pytest.mark.parametrize(
    ("share", "text"), [(0, "0.0\u2009%"), (0.0001, "< 0.1\u2009%"), (0.021, "2.1\u2009%")]
)
def test_a_little_is_not_called_nothing(share: float, text: str) -> None:
    assert share_text(share) == text
