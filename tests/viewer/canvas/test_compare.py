"""viewer.canvas.compare and viewer.canvas.wipe"""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.viewer.canvas.films import IDENTITY, grey_of, picture_from, pixels_of
from tests.viewer.canvas.gestures import drag, heard, move
from tests.viewer.canvas.panes import compare_of
from viewer.canvas.choices import Layout, Tool
from viewer.canvas.compare import CompareView
from viewer.canvas.geometry import Look

VIOLET = [0xB7, 0x9A, 0xE6]
ORIGINAL = picture_from(np.full((400, 600), 60))
ENHANCED = picture_from(np.full((400, 600), 180))


@pytest.fixture
def compare(qtbot: QtBot) -> CompareView:
    """Both pictures of a film of 400 x 600 in a view of 944 x 300."""
    made = compare_of(qtbot, 944, 300)
    made.show_pictures(ORIGINAL, IDENTITY, ENHANCED, IDENTITY, keep_view=False)
    return made


def test_panes_are_equal_but_for_one_pixel(compare: CompareView) -> None:
    widths = [pane.width() for pane in compare.panes]

    assert sorted(widths) == [471, 472]
    assert pixels_of(compare)[150, compare.original.width()].tolist() == [0x2C, 0x33, 0x3B]


def test_both_panes_show_the_fitted_film_in_the_same_size(compare: CompareView) -> None:
    seen = grey_of(compare)

    original, enhanced = seen == 60, seen == 180
    assert original.sum() == enhanced.sum() > 0
    assert original.any(axis=1).tolist() == enhanced.any(axis=1).tolist()


def test_zooming_one_pane_zooms_the_other(compare: CompareView) -> None:
    compare.original.zoom_about(3.0, QPointF(100, 50))

    assert compare.enhanced.look == compare.original.look


def test_panning_the_enhanced_pane_pans_the_original(compare: CompareView) -> None:
    compare.enhanced.set_look(Look(300, 200, 4.0))

    drag(compare.enhanced, Qt.MouseButton.MiddleButton, (100, 100), (60, 120))

    assert (compare.original.look.x, compare.original.look.y) == (310, 195)


def test_parted_panes_go_their_own_ways_and_meet_when_linked(compare: CompareView) -> None:
    before = compare.enhanced.look
    compare.set_linked(False)
    compare.original.set_look(Look(100, 100, 5.0))
    parted = compare.enhanced.look

    compare.set_linked(True)

    assert parted == before
    assert compare.original.look == compare.enhanced.look == before


def test_the_single_pane_has_the_whole_width(compare: CompareView) -> None:
    compare.set_view_layout(Layout.SINGLE)

    assert compare.enhanced.width() == 944
    seen = grey_of(compare)
    assert (seen == 60).sum() == 0
    assert (seen == 180).sum() == 300 * 450


def test_going_back_to_two_panes_fits_both_again(compare: CompareView) -> None:
    before = grey_of(compare)

    compare.set_view_layout(Layout.SINGLE)
    compare.set_view_layout(Layout.SIDE_BY_SIDE)

    assert np.array_equal(grey_of(compare), before)


def test_a_zoom_made_in_the_single_pane_is_there_in_both(compare: CompareView) -> None:
    compare.set_view_layout(Layout.SINGLE)
    compare.enhanced.set_look(Look(120, 130, 4.0))

    compare.set_view_layout(Layout.SIDE_BY_SIDE)

    assert compare.original.look == compare.enhanced.look == Look(120, 130, 4.0)


@pytest.mark.parametrize("layout", list(Layout))
def test_holding_shows_the_original_everywhere(compare: CompareView, layout: Layout) -> None:
    compare.set_view_layout(layout)
    before = grey_of(compare)

    compare.hold_original(True)
    held = grey_of(compare)
    compare.hold_original(False)

    assert (held == 180).sum() == 0
    film = np.isin(before, (90,) if layout is Layout.DIFFERENCE else (60, 180))
    assert (held == 60).sum() == film.sum() or layout is Layout.WIPE
    assert np.array_equal(grey_of(compare), before)


def test_holding_keeps_zoom_and_pan(compare: CompareView) -> None:
    compare.enhanced.set_look(Look(120, 130, 4.0))

    compare.hold_original(True)

    assert compare.enhanced.look == Look(120, 130, 4.0)


def test_holding_names_the_picture_that_is_shown(compare: CompareView) -> None:
    compare.original.set_corner_texts(["Original"])
    compare.enhanced.set_corner_texts(["Enhanced"])

    compare.hold_original(True)
    compare.enhanced.set_corner_texts(["Enhanced", "1 step"])
    held = compare.enhanced.texts.top_left
    compare.hold_original(False)

    assert held == ("Original",)
    assert compare.enhanced.texts.top_left == ("Enhanced", "1 step")


def test_a_window_set_while_holding_is_that_of_the_original(compare: CompareView) -> None:
    compare.hold_original(True)

    compare.set_tables(255 - IDENTITY, IDENTITY)
    held = grey_of(compare.enhanced)
    compare.hold_original(False)

    assert (held == 195).sum() > 0
    assert (grey_of(compare.enhanced) == 180).sum() > 0


def test_tables_change_each_pane_by_its_own(compare: CompareView) -> None:
    compare.set_tables(255 - IDENTITY, IDENTITY)

    assert (grey_of(compare.original) == 195).any()
    assert (grey_of(compare.enhanced) == 180).any()


def test_a_preview_never_jumps(compare: CompareView) -> None:
    """Reduced to 171 x 256, where 170.67 would be right."""
    compare.enhanced.set_look(Look(311, 187, 2.7))
    before = grey_of(compare)
    preview = picture_from(np.full((171, 256), 180), spacing_mm=(0.1 * 400 / 171, 0.1 * 600 / 256))

    compare.show_pictures(ORIGINAL, IDENTITY, preview, IDENTITY, keep_view=True)

    assert np.array_equal(grey_of(compare), before)


def test_showing_the_same_original_again_keeps_its_reductions(compare: CompareView) -> None:
    layer = compare.original.item.layer

    compare.show_pictures(ORIGINAL, IDENTITY, ORIGINAL, IDENTITY, keep_view=True)

    assert compare.original.item.layer is layer
    assert compare.enhanced.item.layer is layer


def test_a_synthetic_result_marks_its_own_pane_only(compare: CompareView) -> None:
    synthetic = picture_from(np.full((400, 600), 180), is_synthetic=True)

    compare.show_pictures(ORIGINAL, IDENTITY, synthetic, IDENTITY, keep_view=True)

    assert (pixels_of(compare.enhanced)[0] == VIOLET).all()
    assert not (pixels_of(compare.original) == VIOLET).all(axis=2).any()
    assert compare.original.look == compare.enhanced.look


def test_a_synthetic_result_is_marked_in_the_wipe(compare: CompareView) -> None:
    synthetic = picture_from(np.full((400, 600), 180), is_synthetic=True)
    compare.set_view_layout(Layout.WIPE)

    compare.show_pictures(ORIGINAL, IDENTITY, synthetic, IDENTITY, keep_view=True)
    compare.enhanced.move_wipe(940)

    assert (pixels_of(compare.enhanced)[0] == VIOLET).all()


def test_clearing_empties_both(compare: CompareView) -> None:
    compare.hold_original(True)

    compare.clear()

    assert not any(pane.has_picture for pane in compare.panes)
    assert not compare.is_original_held


def test_tools_reach_both_panes(compare: CompareView) -> None:
    compare.set_tool(Tool.PAN)

    assert [pane.tool for pane in compare.panes] == [Tool.PAN, Tool.PAN]


def test_the_wipe_shows_the_original_left_and_the_result_right(compare: CompareView) -> None:
    compare.set_view_layout(Layout.WIPE)

    row = grey_of(compare)[120]
    assert set(row[260:470].tolist()) == {60}
    assert set(row[475:690].tolist()) == {180}
    assert row[472] == row[471] == 0xD6


def test_the_wipe_bar_follows_the_hand_and_windows_nothing(compare: CompareView) -> None:
    compare.set_view_layout(Layout.WIPE)
    started = heard(compare.enhanced.window_drag_started)

    drag(compare.enhanced, Qt.MouseButton.LeftButton, (473, 120), (500, 120), (560, 120))

    row = grey_of(compare)[120]
    assert set(row[260:558].tolist()) == {60}
    assert set(row[563:690].tolist()) == {180}
    assert started == []


def test_beside_the_wipe_bar_a_drag_windows(compare: CompareView) -> None:
    compare.set_view_layout(Layout.WIPE)
    started = heard(compare.enhanced.window_drag_started)

    drag(compare.enhanced, Qt.MouseButton.LeftButton, (400, 60), (430, 60))

    assert started == [()]


def test_the_wipe_bar_stays_on_the_pane(compare: CompareView) -> None:
    compare.set_view_layout(Layout.WIPE)

    drag(compare.enhanced, Qt.MouseButton.LeftButton, (472, 120), (-300, 120))

    assert compare.enhanced.wipe is not None
    assert compare.enhanced.wipe.share == 0.0


def test_both_sides_of_the_wipe_answer_their_windows(compare: CompareView) -> None:
    compare.set_view_layout(Layout.WIPE)

    compare.set_tables(255 - IDENTITY, np.full(65536, 7, dtype=np.uint8))

    row = grey_of(compare)[120]
    assert (row[300], row[600]) == (195, 7)


def test_moving_the_wipe_bar_resamples_nothing(
    compare: CompareView, monkeypatch: pytest.MonkeyPatch
) -> None:
    compare.set_view_layout(Layout.WIPE)
    compare.grab()
    layer = compare.enhanced.item.layer
    assert layer is not None
    asked: list[object] = []
    monkeypatch.setattr(layer.pyramid, "sample", lambda *args, **_: asked.append(args))

    compare.enhanced.move_wipe(600)
    compare.grab()

    assert asked == []


def test_the_pointer_says_that_the_bar_can_be_taken(compare: CompareView) -> None:
    compare.set_view_layout(Layout.WIPE)

    move(compare.enhanced, (472, 120))

    assert compare.enhanced.viewport().cursor().shape() is Qt.CursorShape.SplitHCursor


def test_double_click_on_the_result_is_told_by_that_pane(compare: CompareView) -> None:
    original, enhanced = (heard(pane.double_clicked) for pane in compare.panes)

    QTest.mouseDClick(compare.enhanced.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(50, 50))

    assert (original, enhanced) == ([], [()])
