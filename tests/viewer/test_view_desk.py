"""viewer.view_desk, viewer.screen_size and viewer.canvas.zoom_box"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine import KnownObject
from tests.engine.dicom.written import film, write
from tests.viewer.canvas.gestures import drag, move
from tests.viewer.mapped_window import document_of, film_file, window_of
from viewer.canvas.choices import Tool
from viewer.dialogs.screen_sheet import ScreenSheet
from viewer.main_window import MainWindow
from viewer.screen_size import ScreenSizes

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    yield from window_of(qtbot, tmp_path)


def open_film(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    window.open([path])
    qtbot.waitUntil(lambda: window.document is not None)


@pytest.fixture
def at_detector(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> MainWindow:
    """A film of 400 x 600 pixels, 0.1 mm each at the detector, on a measured screen."""
    pixels = np.tile(np.arange(600, dtype=np.uint16), (400, 1))
    write(film(pixels, 12, ImagerPixelSpacing=[0.1, 0.1]), tmp_path / "film.dcm")
    open_film(qtbot, window, tmp_path / "film.dcm")
    ScreenSizes(window.settings.store).keep(window.screen(), 0.25)
    return window


def sheets(window: MainWindow) -> list[ScreenSheet]:
    return [sheet for sheet in window.findChildren(ScreenSheet) if sheet.isVisible()]


def test_life_size_shows_a_millimetre_of_film_on_a_millimetre_of_screen(
    at_detector: MainWindow,
) -> None:
    """0.1 mm of film on screen pixels of 0.25 mm: 0.4 of one, whatever the density."""
    at_detector.actions_["view.life"].trigger()

    zooms = [pane.zoom for pane in at_detector.compare.panes]
    assert zooms == [pytest.approx(40), pytest.approx(40)]


def test_what_is_said_of_life_size_goes_with_it(qtbot: QtBot, at_detector: MainWindow) -> None:
    at_detector.actions_["view.life"].trigger()
    qtbot.wait(20)  # the bar has taken room from the panes
    was_said = at_detector.notice.sentence

    at_detector.actions_["view.one"].trigger()

    assert was_said
    assert at_detector.notice.sentence == ""


def test_life_size_says_that_it_is_that_of_the_shadow(at_detector: MainWindow) -> None:
    at_detector.actions_["view.life"].trigger()

    assert at_detector.notice.sentence == "Life size of the shadow at the detector."


def test_a_known_object_counts_more_than_the_file(at_detector: MainWindow) -> None:
    """100 pixels are 20 mm, not 10: the film is shown twice as large."""
    document = document_of(at_detector)
    known = KnownObject(((100.0, 50.0), (200.0, 50.0)), 20.0)
    document.edit(replace(document.presentation, known_object=known))

    at_detector.actions_["view.life"].trigger()

    assert at_detector.compare.enhanced.zoom == pytest.approx(80)
    assert at_detector.notice.sentence == "Life size of the object."


def test_a_film_without_a_size_is_refused_in_a_sentence(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    open_film(qtbot, window, film_file(tmp_path))
    before = window.compare.enhanced.zoom

    window.actions_["view.life"].trigger()

    assert window.notice.sentence.startswith("This film cannot be shown in life size")
    assert (window.compare.enhanced.zoom, sheets(window)) == (before, [])


def test_a_screen_nobody_measured_is_measured_first(at_detector: MainWindow) -> None:
    at_detector.settings.store.remove("screens")
    at_detector.actions_["view.life"].trigger()
    (sheet,) = sheets(at_detector)
    sheet.card_view.set_width(428)  # 85.60 mm: 0.2 mm each

    sheet.go.click()

    assert at_detector.compare.enhanced.zoom == pytest.approx(50)
    kept = ScreenSizes(at_detector.settings.store).mm_per_px(at_detector.screen())
    assert kept == pytest.approx(0.2)


@pytest.mark.parametrize("kept", ["", "wide", "nan", "0", "7"])
def test_a_size_no_pixel_has_is_taken_for_none(
    window: MainWindow, tmp_path: Path, kept: str
) -> None:
    store = QSettings(str(tmp_path / "screens.ini"), QSettings.Format.IniFormat)
    sizes = ScreenSizes(store)
    sizes.keep(window.screen(), 0.25)
    (key,) = store.allKeys()
    store.setValue(key, kept)

    assert sizes.mm_per_px(window.screen()) is None


def test_a_box_is_zoomed_to_and_the_tool_before_is_back(at_detector: MainWindow) -> None:
    at_detector.actions_["tool.pan"].trigger()
    at_detector.actions_["tool.zoom_box"].trigger()
    pane = at_detector.compare.enhanced
    pane.fit()
    middle = pane.width() // 2, pane.height() // 2
    wanted = pane.film_point(pane.rect().center().toPointF())
    scale = pane.look.scale

    drag(
        pane,
        LEFT,
        (middle[0] - 50, middle[1] - 20),
        (middle[0], middle[1]),
        (middle[0] + 50, middle[1] + 20),
    )

    assert pane.look.scale == pytest.approx(scale * pane.width() / 100, rel=0.02)
    assert pane.film_point(pane.rect().center().toPointF()) == pytest.approx(wanted, abs=1.5)
    assert [each.tool for each in at_detector.compare.panes] == [Tool.PAN, Tool.PAN]


def test_escape_drops_the_box_and_a_second_one_leaves_the_tool(at_detector: MainWindow) -> None:
    at_detector.actions_["tool.zoom_box"].trigger()
    pane = at_detector.compare.enhanced
    look = pane.look
    drag(pane, LEFT, (100, 100), (200, 200), releases=False)

    QTest.keyClick(at_detector.windowHandle(), Qt.Key.Key_Escape)
    tool_after_one = pane.tool
    move(pane, (250, 250), LEFT)
    QTest.mouseRelease(pane.viewport(), LEFT)
    QTest.keyClick(at_detector.windowHandle(), Qt.Key.Key_Escape)

    assert (tool_after_one, pane.tool) == (Tool.ZOOM_BOX, Tool.WINDOW)
    assert pane.look == look


def test_a_slip_zooms_nowhere_and_keeps_the_tool(at_detector: MainWindow) -> None:
    at_detector.actions_["tool.zoom_box"].trigger()
    pane = at_detector.compare.enhanced
    look = pane.look

    drag(pane, LEFT, (100, 100), (103, 150))

    assert (pane.look, pane.tool) == (look, Tool.ZOOM_BOX)


def test_ctrl_drag_windows_from_a_box_with_this_tool_too(at_detector: MainWindow) -> None:
    at_detector.actions_["tool.zoom_box"].trigger()
    pane, document = at_detector.compare.enhanced, document_of(at_detector)
    look, voi = pane.look, document.presentation.voi
    centre = pane.width() // 2, pane.height() // 2

    drag(
        pane,
        LEFT,
        (centre[0] - 60, centre[1] - 60),
        (centre[0] + 60, centre[1] + 60),
        modifiers=Qt.KeyboardModifier.ControlModifier,
    )

    assert pane.look == look
    assert document.presentation.voi != voi
