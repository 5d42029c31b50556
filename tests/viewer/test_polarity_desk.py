"""viewer.polarity_desk"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from engine.radiograph import Radiograph, Spacing, SpacingSource
from engine.source import Source, SourceKind
from tests.viewer.mapped_films import document_of as opened
from tests.viewer.mapped_window import window_of
from viewer.document import Document
from viewer.main_window import MainWindow

ODD = Radiograph(
    pixels=np.tile(np.arange(64, dtype=np.uint16), (48, 1)),
    bits_stored=12,
    source=Source(SourceKind.MEMORY, "odd"),
    spacing=Spacing(0.1, 0.1, SpacingSource.DETECTOR),
    photometric="MONOCHROME1",
    shape="IDENTITY",
    device="Acme DR 900",
)
"""Says that small values are bright, and that they are not."""


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    yield from window_of(qtbot, tmp_path)


def put(window: MainWindow, film: Radiograph) -> Document:
    """Put a film on the stage, as one just opened."""
    document = opened(film, window.jobs)
    window.pages.setCurrentIndex(1)
    window._put_on_stage(document)
    return document


def test_a_film_in_harmony_has_no_chip(window: MainWindow) -> None:
    put(window, replace(ODD, shape="INVERSE"))

    assert window.polarity.chip.isHidden()


def test_a_contradiction_is_said_on_the_original(window: MainWindow) -> None:
    put(window, ODD)

    assert window.polarity.chip.text == "Polarity conflict"
    assert window.polarity.chip.parent() is window.compare.original
    assert window.polarity.chip.isVisible()


def test_flip_inverts_as_one_undo_entry(window: MainWindow) -> None:
    document = put(window, ODD)

    window.polarity.chip.button.click()

    assert document.presentation.is_inverted
    assert window.polarity.chip.text == "Flipped for Acme DR 900"
    document.undo()
    assert not document.presentation.is_inverted
    assert window.polarity.chip.text == "Polarity conflict"


def test_the_next_film_of_the_device_opens_flipped_without_an_undo_entry(
    window: MainWindow,
) -> None:
    put(window, ODD)
    window.polarity.chip.button.click()

    second = put(window, replace(ODD))

    assert second.presentation.is_inverted
    assert not second.history.can_undo


@pytest.mark.parametrize(
    "film", [replace(ODD, device="Other"), replace(ODD, shape="INVERSE")], ids=["other", "harmony"]
)
def test_other_films_are_left_alone(window: MainWindow, film: Radiograph) -> None:
    put(window, ODD)
    window.polarity.chip.button.click()

    assert not put(window, film).presentation.is_inverted


def test_undo_on_the_chip_forgets_the_device(window: MainWindow) -> None:
    put(window, ODD)
    window.polarity.chip.button.click()

    window.polarity.chip.button.click()

    assert window.settings.flipped_devices == frozenset()
    assert not put(window, replace(ODD)).presentation.is_inverted


def test_a_film_without_a_device_is_flipped_but_not_remembered(window: MainWindow) -> None:
    document = put(window, replace(ODD, device=""))

    window.polarity.chip.button.click()

    assert document.presentation.is_inverted
    assert window.settings.flipped_devices == frozenset()
    assert "Not remembered" in window.polarity.chip.toolTip()


def test_what_the_user_undid_is_not_flipped_again(window: MainWindow) -> None:
    window.settings.flipped_devices = frozenset({"Acme DR 900"})
    first = put(window, ODD)
    window.polarity.chip.button.click()
    put(window, replace(ODD, shape="INVERSE"))
    window.settings.flipped_devices = frozenset({"Acme DR 900"})

    window._put_on_stage(first)

    assert not first.presentation.is_inverted


def test_the_chip_moves_to_the_pane_that_is_left(window: MainWindow) -> None:
    put(window, ODD)

    window.actions_["view.single"].trigger()

    assert window.polarity.chip.parent() is window.compare.enhanced
    assert window.polarity.chip.isVisible()


def test_long_words_leave_the_button_inside_the_pane(window: MainWindow) -> None:
    put(window, replace(ODD, device="A maker of very long names " * 6))

    window.polarity.chip.button.click()

    chip = window.polarity.chip
    assert chip.geometry().right() < window.compare.original.width()
    assert chip.button.geometry().right() <= chip.width()


def test_the_button_takes_the_keyboard(window: MainWindow) -> None:
    put(window, ODD)
    button = window.polarity.chip.button

    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert button.accessibleName() == "Polarity conflict: Flip"


def test_no_line_of_the_file_section_is_cut(qtbot: QtBot, window: MainWindow) -> None:
    document = put(window, ODD)
    window.right.set_document(document)
    panel = window.right.file_panel

    window.right.reveal(window.right.file_section)

    qtbot.waitUntil(lambda: panel.height() >= panel.heightForWidth(panel.width()))
