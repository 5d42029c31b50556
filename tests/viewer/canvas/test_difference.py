"""viewer.canvas.difference_item, difference_scale, difference_switch and difference_view"""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine import DifferenceUnit, FullRange, Orientation, Picture, Window
from tests.viewer.canvas.films import pixels_of
from tests.viewer.canvas.gestures import heard
from tests.viewer.canvas.panes import compare_of
from viewer.canvas.choices import Layout
from viewer.canvas.compare import CompareView
from viewer.canvas.difference_scale import DifferenceWish, difference_colours

WHOLE = FullRange(0, 65535)
DISPLAY, MODALITY = DifferenceUnit


def picture(level: int, shape: tuple[int, int] = (200, 300), spacing: float = 0.1) -> Picture:
    """A film of one grey, of 0..65535."""
    return Picture(
        indices=np.full(shape, level, np.uint16),
        values=np.arange(65536, dtype=np.float64),
        first_stored=0,
        is_inverse=False,
        default_voi=WHOLE,
        full_range=WHOLE,
        spacing_mm=(spacing, spacing),
    )


@pytest.fixture
def compare(qtbot: QtBot) -> CompareView:
    """A view of 300 x 200 for differences."""
    made = compare_of(qtbot, 300, 200)
    made.set_view_layout(Layout.DIFFERENCE)
    return made


def show(
    compare: CompareView,
    original: Picture,
    enhanced: Picture,
    unit: DifferenceUnit = DISPLAY,
    voi: FullRange | Window = WHOLE,
) -> npt.NDArray[np.int_]:
    """Return what the middle of the pane shows: red, green, blue."""
    compare.set_difference(DifferenceWish(voi, voi, unit, is_inverted=False))
    tables = (one.table(voi) for one in (original, enhanced))
    first, second = (table.astype(np.uint8) for table in tables)
    compare.show_pictures(original, first, enhanced, second, keep_view=True)
    seen: npt.NDArray[np.int_] = pixels_of(compare.enhanced)[100, 150].astype(int)
    return seen


def test_where_nothing_changed_there_is_no_colour(compare: CompareView) -> None:
    """Half as bright as the film: 32896 / 257 / 2 = 64."""
    seen = show(compare, picture(32896), picture(32896))

    assert seen.tolist() == [64, 64, 64]


def test_brighter_is_orange_and_darker_is_blue(compare: CompareView) -> None:
    brighter = show(compare, picture(30000), picture(45000))
    darker = show(compare, picture(45000), picture(30000))

    assert brighter[0] > brighter[1] > brighter[2]
    assert darker[2] > darker[1] > darker[0]


def test_the_scale_is_fixed_at_half_the_display_range(compare: CompareView) -> None:
    """A quarter of the range over a black film is orange (E2 8A 3A) at 45 %."""
    seen = show(compare, picture(0), picture(16384))

    ground = 16384 / 257 / 2
    assert seen == pytest.approx(
        [0.45 * part + 0.55 * ground for part in (0xE2, 0x8A, 0x3A)], abs=2
    )
    legend = compare.enhanced.legend
    assert legend is not None
    assert (legend.low, legend.middle, legend.high) == ("−50\u2009%", "0", "+50\u2009%")


@pytest.mark.parametrize("unit", list(DifferenceUnit))
def test_both_ends_of_the_scale_are_equally_opaque(unit: DifferenceUnit) -> None:
    alpha = difference_colours(unit) >> 24

    assert alpha[0] == 0
    assert alpha[np.uint16(32767)] == alpha[np.uint16(65536 - 32767)] == round(0.9 * 255)


def test_a_narrow_window_shows_a_small_difference_as_large_as_it_looks(
    compare: CompareView,
) -> None:
    wide = show(compare, picture(30000), picture(31000))
    narrow = show(compare, picture(30000), picture(31000), voi=Window(30500, 2000))

    assert abs(wide[0] - wide[2]) < 8
    assert narrow[0] - narrow[2] > 80


def test_modality_values_ignore_the_window(compare: CompareView) -> None:
    """An eighth of 65535 is 8192: 4096 are half the scale, whatever the window."""
    before, after = picture(30000), picture(34096)
    seen = [
        show(compare, before, after, MODALITY, voi)
        for voi in (Window(32000, 20000), Window(32000, 60000))
    ]

    legend = compare.enhanced.legend
    assert legend is not None
    assert (legend.low, legend.high) == ("−8\u2009191.9", "+8\u2009191.9")
    orange = [one[0] - one[2] for one in seen]
    assert orange[0] == pytest.approx(orange[1], abs=25)  # the ground under it differs


def test_a_step_that_sets_the_window_is_compared_as_displayed_and_the_legend_says_why(
    compare: CompareView,
) -> None:
    show(compare, picture(30000), replace(picture(34096), is_display_ready=True), MODALITY)

    legend = compare.enhanced.legend
    assert legend is not None
    assert legend.warning == "No modality values: a step sets the window"
    assert legend.high == "+50\u2009%"


def test_a_reduced_preview_lies_upon_the_whole_film(compare: CompareView) -> None:
    """50 x 75 of 200 x 300: nothing changed, so nowhere is any colour."""
    show(compare, picture(32896), picture(32896, (50, 75), 0.4))

    seen = pixels_of(compare.enhanced)[60:100, 20:280].astype(int)
    assert (seen == 64).all()


def test_a_turned_result_is_compared_with_the_film_turned_alike(compare: CompareView) -> None:
    original = picture(20000)
    indices = original.indices.copy()
    indices[:, :30] = 50000
    original = replace(original, indices=indices)
    mirrored = replace(
        original,
        indices=np.ascontiguousarray(indices[:, ::-1]),
        placement=Orientation(is_mirrored=True).placement(),
    )

    show(compare, original, mirrored)

    seen = pixels_of(compare.enhanced)[60:100, 20:280].astype(int)
    assert (seen[:, :, 0] == seen[:, :, 2]).all()


def test_what_a_network_made_is_marked_in_its_difference_too(compare: CompareView) -> None:
    show(compare, picture(20000), replace(picture(30000), is_synthetic=True))

    assert compare.enhanced.is_synthetic


def test_holding_shows_the_original_without_colours_and_without_dimming(
    compare: CompareView,
) -> None:
    show(compare, picture(32896), picture(60000))

    compare.hold_original(True)

    assert pixels_of(compare.enhanced)[100, 150].tolist() == [128, 128, 128]
    assert compare.enhanced.legend is None


def test_another_layout_has_no_colours(compare: CompareView) -> None:
    show(compare, picture(32896), picture(60000))

    compare.set_view_layout(Layout.SINGLE)

    assert compare.enhanced.legend is None
    assert compare.switch.isHidden()


def test_another_window_resamples_nothing(
    compare: CompareView, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, after = picture(30000), picture(31000)
    show(compare, before, after)
    layer = compare.enhanced.difference.layer
    assert layer is not None
    asked: list[object] = []
    for one in (layer.original, layer.result):
        monkeypatch.setattr(one.pyramid, "sample", lambda *args, **_: asked.append(args))

    narrow = Window(30500, 2000)
    compare.set_difference(DifferenceWish(narrow, narrow, DISPLAY, is_inverted=False))
    compare.set_tables(before.table(narrow), after.table(narrow))
    seen = pixels_of(compare.enhanced)[100, 150].astype(int)

    assert asked == []
    assert seen[0] - seen[2] > 80


def test_the_button_on_the_film_asks_for_the_other_unit(compare: CompareView) -> None:
    wanted = heard(compare.unit_wanted)
    show(compare, picture(30000), picture(31000))

    QTest.mouseClick(compare.switch.button, Qt.MouseButton.LeftButton)

    assert wanted == [()]
    assert compare.switch.button.text() == "In modality values"
    assert compare.switch.button.toolTip() == "Unit of the difference (Shift+D)"
