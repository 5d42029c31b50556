"""viewer.panels.window_panel"""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine import FullRange, Picture, Voi, Window, histogram
from engine.grayscale.presentation_lut import PresentationLut
from tests.viewer.canvas.gestures import heard
from viewer.app import application_
from viewer.panels.window_panel import Preset, WindowPanel, axis_text, presets_of

PLAIN = Window(1000, 2000)


def picture(*, slope: float = 1.0, is_display_ready: bool = False) -> Picture:
    """A ramp of 0..4095 in 12 bits."""
    indices = np.tile(np.arange(4096, dtype=np.uint16), (8, 1))
    return Picture(
        indices=indices,
        values=np.arange(65536, dtype=np.float64) * slope,
        first_stored=0,
        is_inverse=False,
        default_voi=PLAIN,
        full_range=FullRange(0, 4095),
        spacing_mm=(0.1, 0.1),
        is_display_ready=is_display_ready,
    )


def panel_of(qtbot: QtBot, film: Picture, voi: Voi = PLAIN) -> WindowPanel:
    """A panel on a film in a window."""
    application_()
    panel = WindowPanel()
    qtbot.addWidget(panel)
    counted = histogram(film)
    panel.set_picture(film, counted, lambda: presets_of(film, counted, (PLAIN,)), axis_text(film))
    panel.set_voi(voi, is_inverted=False, is_inverse=False)
    return panel


@pytest.mark.parametrize(
    ("film", "said"),
    [
        (picture(), "stored values"),
        (picture(slope=2.0), "modality values"),
        (picture(is_display_ready=True), "enhanced values"),
    ],
)
def test_the_axis_says_what_it_counts(film: Picture, said: str) -> None:
    assert axis_text(film).startswith(said)


def test_handles_give_the_window_between_them(qtbot: QtBot) -> None:
    panel = panel_of(qtbot, picture())

    with qtbot.waitSignal(panel.voi_changed) as told:
        panel.histogram.window_changed.emit(500.0, 1500.0)

    voi, is_dragging = told.args
    assert (voi.centre, voi.width) == (1000, 1000)
    assert not is_dragging


def test_low_and_high_end_are_those_of_the_window(qtbot: QtBot) -> None:
    panel = panel_of(qtbot, picture(), Window(1000, 600))

    assert (panel.low_field.value, panel.high_field.value) == (700, 1300)


@pytest.mark.parametrize(
    ("field", "typed", "centre", "width"),
    [
        ("low_field", 900, 1100, 400),
        ("high_field", 1500, 1100, 800),
        ("low_field", 5000, 1299.5, 1),
        ("high_field", -5, 700.5, 1),
    ],
)
def test_an_end_that_is_typed_leaves_the_other_where_it_was(
    qtbot: QtBot, field: str, typed: float, centre: float, width: float
) -> None:
    """The window runs from 700 to 1300; LINEAR is never narrower than 1."""
    panel = panel_of(qtbot, picture(), Window(1000, 600))

    with qtbot.waitSignal(panel.voi_changed) as told:
        getattr(panel, field).changed.emit(float(typed))

    voi, _ = told.args
    assert (voi.centre, voi.width) == (centre, width)


def test_a_presentation_lut_bends_the_curve_in_force(qtbot: QtBot) -> None:
    """Of two entries, the lower half of the window becomes black and the upper white."""
    film = replace(picture(), presentation_lut=PresentationLut(np.array([0.0, 1.0])))

    panel = panel_of(qtbot, film)

    assert {grey for _, grey in panel.histogram.curve} == {0.0, 1.0}


def test_the_menu_of_the_drag_asks_for_speed_and_direction(qtbot: QtBot) -> None:
    panel = panel_of(qtbot, picture())
    panel.set_up_darkens(False)
    panel.set_speed(2.0)
    speeds = heard(panel.speed_wanted)
    turns = heard(panel.direction_wanted)

    panel.drag_menu.speed.slider.setFocus()
    QTest.keyClick(panel.drag_menu.speed.slider, Qt.Key.Key_End)
    panel.drag_menu.up_darkens.click()

    assert "Drag up brightens, speed 2 ×" in panel.direction.toolTip()
    assert speeds[-1] == (4.0,)
    assert len(turns) == 1


def test_presets_of_a_later_result_wait_until_no_more_follow(qtbot: QtBot) -> None:
    panel = panel_of(qtbot, picture())
    asked = []

    def find() -> tuple[Preset, ...]:
        asked.append(1)
        return (Preset("Other", PLAIN),)

    for _ in range(3):
        panel.set_picture(picture(), histogram(picture()), find, "", is_new=False)

    assert not asked
    qtbot.waitUntil(lambda: len(asked) == 1)
    assert [preset.name for preset in panel.presets] == ["Other"]


def test_presets_that_are_asked_for_are_those_of_the_picture_on_show(qtbot: QtBot) -> None:
    panel = panel_of(qtbot, picture())

    panel.set_picture(
        picture(), histogram(picture()), lambda: (Preset("Other", PLAIN),), "", is_new=False
    )

    assert [preset.name for preset in panel.presets] == ["Other"]
