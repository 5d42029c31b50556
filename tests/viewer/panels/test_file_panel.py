"""viewer.panels.file_panel"""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from engine.grayscale.voi import Window
from engine.radiograph import Description, Radiograph, Spacing, SpacingSource
from engine.source import Source, SourceKind
from tests.viewer.canvas.gestures import heard
from viewer.app import application_
from viewer.panels.file_panel import FilePanel
from viewer.widgets.notice import Notice

FIRST, SECOND = Window(100, 50, explanation="LUNG"), Window(400, 300, explanation="BONE")

FILM = Radiograph(
    pixels=np.zeros((4, 6), dtype=np.uint16),
    bits_stored=12,
    source=Source(SourceKind.MEMORY, "SMITH_JOHN.dcm"),
    spacing=Spacing(0.1, 0.1, SpacingSource.DETECTOR),
    vois=(FIRST, SECOND),
    description=Description(patient_name="Smith, John", patient_id="4711"),
    notices=("Polarity conflict: the file says two things.", "An odd thing was noticed."),
)


@pytest.fixture
def panel(qtbot: QtBot) -> FilePanel:
    application_()
    made = FilePanel()
    qtbot.addWidget(made)
    made.set_film(FILM)
    made.resize(296, 600)
    made.show()
    return made


def voi_rows(panel: FilePanel) -> list[tuple[str, bool]]:
    """Return what the rows of windows read, and whether they have a tick."""
    return [(row.text, row.is_in_force) for row in panel.rows if row.choice is not None]


def test_lists_every_window_and_ticks_the_one_in_force(panel: FilePanel) -> None:
    assert [is_ticked for _, is_ticked in voi_rows(panel)] == [True, False]
    assert "LUNG" in voi_rows(panel)[0][0]
    assert "BONE" in voi_rows(panel)[1][0]


def test_conflicts_come_first_in_amber(panel: FilePanel) -> None:
    notices = panel.findChildren(Notice)

    assert [notice.text for notice in notices] == list(FILM.notices)
    assert notices[0].y() < panel.rows[0].y() < notices[1].y()
    assert (panel.conflicts, panel.notices) == (1, 1)


def test_a_click_on_a_window_asks_for_it(panel: FilePanel) -> None:
    wanted = heard(panel.voi_wanted)
    row = next(row for row in panel.rows if row.choice == 1)

    QTest.mouseClick(row, Qt.MouseButton.LeftButton)

    assert wanted == [(SECOND,)]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_keyboard_asks_for_it_too(panel: FilePanel, key: Qt.Key) -> None:
    wanted = heard(panel.voi_wanted)
    row = next(row for row in panel.rows if row.choice == 1)

    QTest.keyClick(row, key)

    assert row.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert wanted == [(SECOND,)]


def test_other_rows_ask_for_nothing(panel: FilePanel) -> None:
    wanted = heard(panel.voi_wanted)

    for row in panel.rows:
        if row.choice is None:
            QTest.mouseClick(row, Qt.MouseButton.LeftButton)

    assert wanted == []


def test_the_tick_follows_the_window_in_force(panel: FilePanel) -> None:
    panel.set_voi(SECOND)
    assert [is_ticked for _, is_ticked in voi_rows(panel)] == [False, True]

    panel.set_voi(Window(1, 2))

    assert [is_ticked for _, is_ticked in voi_rows(panel)] == [False, False]


def test_what_is_copied_names_neither_patient_nor_file(panel: FilePanel) -> None:
    panel.copy.click()

    copied = QGuiApplication.clipboard().text()
    assert "LUNG" in copied
    assert "at detector" in copied
    assert "An odd thing was noticed." in copied
    assert not any(word in copied.lower() for word in ("smith", "john", "4711"))
    assert panel.copy.text() == "Copied"


def test_frames_of_which_the_same_is_true_change_no_widget(panel: FilePanel) -> None:
    rows = panel.rows

    panel.set_film(replace(FILM, pixels=np.ones((4, 6), dtype=np.uint16)))

    assert panel.rows == rows


def test_no_line_is_cut_in_a_narrow_panel(panel: FilePanel) -> None:
    panel.resize(256, 900)

    for row in panel.rows:
        assert row.width() <= 256
        assert row.height() >= row.heightForWidth(row.width())
    assert all(
        widget.geometry().right() <= 256
        for widget in panel.findChildren(QWidget)
        if widget.parentWidget() is panel
    )
