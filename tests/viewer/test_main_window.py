"""viewer.main_window"""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine import (
    ExportFormat,
    ExportRequest,
    Window,
    export_film,
    load_recipe,
    read_radiograph,
)
from viewer.app import application_
from viewer.dialogs.export_sheet import ExportSheet
from viewer.main_window import MainWindow
from viewer.settings import Settings
from viewer.widgets import Notice


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    application_()
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    made = MainWindow(Settings(store))
    qtbot.addWidget(made)
    made.furnish()
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A 16-bit film with a ramp and a bright square."""
    image = np.tile(np.linspace(2000, 50000, 300, dtype=np.uint16), (240, 1))
    image[100:140, 120:180] = 60000
    path = tmp_path / "wedge.png"
    cv2.imwrite(str(path), image)
    return path


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow, film: Path) -> MainWindow:
    window.open([film])
    qtbot.waitUntil(lambda: window.document is not None)
    return window


def settled(qtbot: QtBot, window: MainWindow) -> None:
    document = window.document
    assert document is not None
    qtbot.waitUntil(lambda: document.is_current, timeout=10_000)


def test_without_a_film_the_drop_zone_is_shown_and_tools_are_off(window: MainWindow) -> None:
    assert window.pages.currentWidget() is window.empty
    assert not window.actions_["file.export"].isEnabled()
    assert window.actions_["file.open"].isEnabled()


def test_a_dropped_film_is_opened(qtbot: QtBot, window: MainWindow, film: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(film))])
    where, copy = QPointF(400, 400), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where.toPoint(), copy, data, left, none)

    QApplication.sendEvent(window, enter)
    QApplication.sendEvent(window, QDropEvent(where, copy, data, left, none))

    assert enter.isAccepted()
    qtbot.waitUntil(lambda: window.document is not None)
    assert window.windowTitle() == "wedge.png - Negatoscope"


def test_a_file_that_is_no_film_is_one_sentence_in_the_window(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    bad = tmp_path / "notes.dcm"
    bad.write_text("this is a letter\n")

    window.open([bad])

    qtbot.waitUntil(lambda: window.notice.sentence != "")
    assert "notes.dcm" in window.notice.sentence
    assert str(tmp_path) not in window.notice.sentence


def test_dragging_on_the_film_sets_the_window(opened: MainWindow) -> None:
    pane = opened.compare.original.viewport()
    middle = pane.rect().center()
    document = opened.document
    assert document is not None
    before = document.presentation.voi

    QTest.mousePress(pane, Qt.MouseButton.LeftButton, pos=middle)
    for step in range(1, 6):
        QTest.mouseMove(pane, middle + type(middle)(10 * step, -10 * step))
    QTest.mouseRelease(pane, Qt.MouseButton.LeftButton, pos=middle + type(middle)(50, -50))

    after = document.presentation.voi
    assert after.width == pytest.approx(before.width * 1.2, rel=0.01)
    assert after.centre > before.centre
    document.undo()
    assert document.presentation.voi == before


def test_a_recipe_key_enhances_and_undo_takes_it_back(qtbot: QtBot, opened: MainWindow) -> None:
    document = opened.document
    assert document is not None

    QTest.keyClick(opened, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, opened)

    assert document.shown.recipe.title == opened.right.known_recipes[0].title
    assert document.shown.result is not document.shown.original
    QTest.keyClick(opened, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, opened)
    assert document.shown.result is document.shown.original


def test_space_shows_the_original_while_held(qtbot: QtBot, opened: MainWindow) -> None:
    QTest.keyClick(opened, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, opened)
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    document = opened.document
    assert document is not None

    QTest.keyPress(opened.windowHandle(), Qt.Key.Key_Space)
    held = opened.compare.enhanced.picture
    QTest.keyRelease(opened.windowHandle(), Qt.Key.Key_Space)

    assert held is document.shown.original
    assert opened.compare.enhanced.picture is document.shown.result


def test_a_typed_centre_is_taken(opened: MainWindow) -> None:
    field = opened.right.window_panel.centre_field
    field.setFocus()
    field.selectAll()

    QTest.keyClicks(field, "30000")
    QTest.keyClick(field, Qt.Key.Key_Return)

    document = opened.document
    assert document is not None
    assert document.presentation.voi.centre == 30000


def test_digits_typed_into_a_field_choose_no_preset(opened: MainWindow) -> None:
    document = opened.document
    assert document is not None
    before = document.presentation
    field = opened.right.window_panel.width_field
    field.setFocus()
    field.selectAll()

    QTest.keyClicks(field, "1")

    assert document.presentation == before


def test_the_probe_reads_stored_and_shown_values(opened: MainWindow) -> None:
    told: list[object] = []
    opened.stage.probed.connect(told.append)
    opened.stage.set_voi(Window(30000, 60000))

    opened.compare.original.pointed.emit(120.5, 150.5)

    probe = told[-1]
    assert (probe.row, probe.column, probe.stored) == (120, 150, 60000)  # type: ignore[attr-defined]
    assert probe.shown == 1.0  # type: ignore[attr-defined]


def test_exporting_writes_what_the_dialog_said(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path
) -> None:
    QTest.keyClick(opened, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, opened)
    target = tmp_path / "out"
    target.mkdir()
    opened.actions_["file.export"].trigger()
    sheet = opened.findChild(ExportSheet)
    assert sheet is not None
    sheet.folder.setText(str(target))
    name = sheet.name.text()

    QTest.mouseClick(sheet.go, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: "Exported" in opened.notice.sentence, timeout=10_000)
    assert [path.name for path in target.iterdir()] == [name]
    read = read_radiograph(target / name)
    document = opened.document
    assert document is not None
    assert np.array_equal(read.pixels, document.shown.result.indices)
    assert load_recipe(str(target / name)).digest == document.presentation.recipe.digest


def test_an_impossible_folder_is_said_in_the_dialog(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path
) -> None:
    opened.actions_["file.export"].trigger()
    sheet = opened.findChild(ExportSheet)
    assert sheet is not None
    sheet.folder.setText(str(tmp_path / "nowhere"))

    QTest.mouseClick(sheet.go, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: sheet.go.isEnabled() and sheet.state.text() != "")
    assert not (tmp_path / "nowhere").exists()
    assert sheet.isVisible()


def test_escape_closes_a_dialog_and_keys_do_not_reach_the_film(
    qtbot: QtBot, opened: MainWindow
) -> None:
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    document = opened.document
    assert document is not None
    before = document.presentation
    opened.actions_["help.keys"].trigger()
    focused = QApplication.focusWidget()
    assert opened.has_open_dialog
    assert focused is not None

    QTest.keyClick(focused, Qt.Key.Key_I)
    QTest.keyClick(focused, Qt.Key.Key_Escape)

    assert not opened.has_open_dialog
    assert document.presentation == before


def test_a_film_we_made_offers_its_recipe(qtbot: QtBot, opened: MainWindow, tmp_path: Path) -> None:
    document = opened.document
    assert document is not None
    own = load_recipe("denoise")
    presentation = document.presentation.with_recipe(own)
    made = export_film(
        ExportRequest(document.renderer, presentation, ExportFormat.DICOM, tmp_path, "made")
    )

    opened.open([made[0]])

    qtbot.waitUntil(lambda: "Denoise" in opened.notice.sentence, timeout=10_000)
    assert own.digest in [recipe.digest for recipe in opened.right.known_recipes]


def test_a_broken_film_does_not_end_the_way_through_the_list(
    qtbot: QtBot, window: MainWindow, film: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(film.read_bytes()[:100])
    window.open([broken, film])
    qtbot.waitUntil(lambda: "broken.png" in window.notice.sentence)

    window.actions_["film.next"].trigger()

    qtbot.waitUntil(lambda: window.document is not None)
    assert window.notice.sentence == ""


def test_nobody_is_named_when_the_user_wishes_so(opened: MainWindow) -> None:
    opened.settings.shows_patient = False

    said = [
        opened.windowTitle(),
        *(thumb.text() for thumb in opened.films.list.thumbs),
        *opened.compare.original.texts.top_left,
    ]

    assert not [text for text in said if "wedge" in text]


def test_a_colour_picture_says_that_it_was_converted(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    colour = np.zeros((40, 50, 3), dtype=np.uint8)
    colour[:, :25] = (200, 30, 90)
    path = tmp_path / "colour.png"
    cv2.imwrite(str(path), colour)

    window.open([path])

    qtbot.waitUntil(lambda: window.document is not None)
    window.right.reveal(window.right.file_section)
    said = [notice.text for notice in window.right.file_panel.findChildren(Notice)]
    assert window.right.file_section.state == "1 notice"
    assert any("converted to grey" in sentence for sentence in said)


@pytest.fixture
def paired(qtbot: QtBot, window: MainWindow, film: Path) -> MainWindow:
    """A window with two films, of which only the first has been read."""
    other = film.with_name("other.png")
    other.write_bytes(film.read_bytes())
    window.open([other, film])
    qtbot.waitUntil(lambda: window.document is not None)
    return window


def test_a_film_left_and_shown_again_before_the_next_was_read_can_be_windowed(
    paired: MainWindow,
) -> None:
    first = paired.document
    assert first is not None
    paired.workspace.show(1)
    assert paired.document is None

    paired.workspace.show(0)
    paired.stage.set_voi(Window(1000, 500))

    assert first.presentation.voi == Window(1000, 500)


def test_tools_stay_enabled_while_the_next_film_is_read(paired: MainWindow) -> None:
    paired.workspace.show(1)

    assert paired.document is None
    assert paired.actions_["file.export"].isEnabled()


def test_the_values_under_a_resting_pointer_follow_the_film(
    qtbot: QtBot, paired: MainWindow
) -> None:
    rest_on_the_film(paired)
    shown = paired.status._position
    qtbot.waitUntil(lambda: "–" not in shown.text())

    paired.workspace.show(1)
    qtbot.waitUntil(lambda: paired.document is not None)

    qtbot.waitUntil(lambda: "–" not in shown.text())


def test_the_values_under_a_resting_pointer_come_back_with_a_film_that_was_left(
    qtbot: QtBot, paired: MainWindow
) -> None:
    rest_on_the_film(paired)
    shown = paired.status._position
    qtbot.waitUntil(lambda: "–" not in shown.text())
    paired.workspace.show(1)
    assert paired.document is None

    paired.workspace.show(0)

    assert "–" not in shown.text()


def rest_on_the_film(window: MainWindow) -> None:
    """Let the pointer come to rest on it, wherever an earlier test has left it."""
    viewport = window.compare.enhanced.viewport()
    QTest.mouseMove(viewport, viewport.rect().center() + QPoint(40, 30))
    QTest.mouseMove(viewport, viewport.rect().center())
