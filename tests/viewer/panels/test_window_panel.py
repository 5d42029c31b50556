"""viewer.panels.window_panel"""

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine import FullRange, Picture, Window, histogram
from viewer.app import application_
from viewer.panels.window_panel import WindowPanel, axis_text, presets_of

BONE = Window(2000, 800, explanation="Bone")
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


def test_the_files_own_windows_come_first_and_keep_their_names() -> None:
    film = picture()

    names = [preset.name for preset in presets_of(film, histogram(film), (PLAIN, BONE))]

    assert names == ["File", "Bone", "Auto", "Full range"]


def test_auto_spans_the_middle_of_the_field() -> None:
    film = picture()

    auto = presets_of(film, histogram(film), ())[0].voi

    assert auto.centre - auto.width / 2 == pytest.approx(0.02 * 4096, abs=2)
    assert auto.centre + auto.width / 2 == pytest.approx(0.98 * 4096, abs=2)


def test_a_file_window_over_the_full_range_is_offered_once() -> None:
    film = picture()
    whole = Window(2048, 4096, explanation="All")

    names = [preset.name for preset in presets_of(film, histogram(film), (whole,))]

    assert names == ["All", "Auto"]


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
    application_()
    panel = WindowPanel()
    qtbot.addWidget(panel)
    film = picture()
    counted = histogram(film)
    panel.set_picture(film, counted, presets_of(film, counted, (PLAIN,)), axis_text(film))
    panel.set_voi(PLAIN, is_inverted=False, is_inverse=False)

    with qtbot.waitSignal(panel.voi_changed) as told:
        panel.histogram.window_changed.emit(500.0, 1500.0)

    voi, is_dragging = told.args
    assert (voi.centre, voi.width) == (1000, 1000)
    assert not is_dragging
