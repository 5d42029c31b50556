"""viewer.kept_tables: one table for one question, and another for another"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, Qt
from pytestqt.qtbot import QtBot

from engine import Picture, Recipe, Window, read_radiograph, step_type
from engine.picture import picture_of
from tests.engine.dicom.written import write_film
from tests.viewer.canvas.gestures import drag
from tests.viewer.mapped_window import document_of, settled, window_of
from viewer.canvas.picture_item import rgb_table
from viewer.kept_tables import MOST, KeptTables
from viewer.main_window import MainWindow

RAMP = np.tile(np.linspace(0, 4095, 60).round().astype(np.uint16), (40, 1))
VOI = Window(2000, 1500)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    yield from window_of(qtbot, tmp_path)


@pytest.fixture
def picture(tmp_path: Path) -> Picture:
    return picture_of(read_radiograph(write_film(tmp_path / "film.dcm", RAMP, 12)))


def test_a_table_is_that_of_the_picture_and_is_given_again(picture: Picture) -> None:
    kept = KeptTables()

    once = kept.table(picture, VOI, is_inverted=False)
    again = kept.table(picture, Window(2000, 1500), is_inverted=False)

    assert once is again
    assert not once.flags.writeable
    np.testing.assert_array_equal(once, picture.table(VOI))


def test_each_part_of_the_question_counts(picture: Picture) -> None:
    kept = KeptTables()
    other_values = replace(picture, values=picture.values * 2)
    questions = [
        (picture, VOI, False, 256),
        (picture, Window(2000, 1501), False, 256),
        (picture, VOI, True, 256),
        (picture, VOI, False, 65536),
        (other_values, VOI, False, 256),
        (replace(picture, is_inverse=True), Window(2100, 1500), False, 256),
    ]

    for _ in range(2):
        for film, voi, is_inverted, levels in questions:
            found = kept.table(film, voi, is_inverted=is_inverted, levels=levels)
            wanted = film.table(voi, is_inverted=is_inverted, levels=levels)
            np.testing.assert_array_equal(found, wanted)


def test_a_negative_of_a_negative_is_the_film(picture: Picture) -> None:
    kept = KeptTables()
    upright = kept.table(picture, VOI, is_inverted=False)

    turned = kept.table(replace(picture, is_inverse=True), VOI, is_inverted=True)

    assert turned is upright


def test_a_screen_gets_the_same_greys(picture: Picture) -> None:
    kept = KeptTables()

    coloured = kept.rgb(picture, VOI, is_inverted=False)

    grey = picture.table(VOI).astype(np.uint32)
    np.testing.assert_array_equal(coloured, 0xFF000000 | grey << 16 | grey << 8 | grey)
    assert kept.rgb(picture, VOI, is_inverted=False) is coloured


def test_only_the_last_few_are_kept(picture: Picture) -> None:
    kept = KeptTables()
    first = kept.table(picture, VOI, is_inverted=False)
    for step in range(MOST - 1):
        kept.table(picture, Window(100 + step, 50), is_inverted=False)
    assert kept.table(picture, VOI, is_inverted=False) is first

    for step in range(MOST):
        kept.table(picture, Window(200 + step, 50), is_inverted=False)

    assert kept.table(picture, VOI, is_inverted=False) is not first


def test_another_film_leaves_none(picture: Picture) -> None:
    kept = KeptTables()
    first = kept.table(picture, VOI, is_inverted=False)

    kept.clear()

    assert kept.table(picture, VOI, is_inverted=False) is not first


def test_a_drag_on_the_original_leaves_a_result_with_its_own_window_unpainted(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open([write_film(tmp_path / "film.dcm", RAMP, 12)])
    qtbot.waitUntil(lambda: window.document is not None)
    document = document_of(window)
    document.edit(document.presentation.with_recipe(Recipe().added(step_type("clahe").make())))
    settled(qtbot, window)
    assert document.shown.result.is_display_ready
    panes = window.compare.original, window.compare.enhanced
    QCoreApplication.processEvents()  # whatever else has to be laid out or painted
    for each in panes:
        each.viewport().repaint()
    before = document.presentation.voi
    looked_up: list[np.ndarray] = []
    look_up = cv2.LUT

    def noted(source: np.ndarray, table: np.ndarray, *rest: np.ndarray) -> np.ndarray:
        looked_up.append(table)
        return look_up(source, table, *rest)

    monkeypatch.setattr("viewer.canvas.picture_item.cv2.LUT", noted)
    drag(panes[0], Qt.MouseButton.LeftButton, (20, 20), (60, 20))
    for each in panes:
        each.viewport().repaint()

    shown = document.shown
    own = rgb_table(shown.result.table(document.shown_result_voi()))
    moved = rgb_table(shown.original.table(document.presentation.voi))
    assert document.presentation.voi != before
    assert any(np.array_equal(table, moved) for table in looked_up)
    assert not any(np.array_equal(table, own) for table in looked_up)
