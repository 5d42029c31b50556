"""viewer.canvas.outline_overlay"""

from dataclasses import replace

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from pytestqt.qtbot import QtBot

from engine import Orientation, Picture
from tests.viewer.canvas.films import IDENTITY, picture_from, pixels_of
from tests.viewer.canvas.panes import compare_of
from viewer.canvas.choices import Layout
from viewer.canvas.compare import CompareView
from viewer.canvas.geometry import Look
from viewer.canvas.outline_overlay import AlteredOutline, RegionOutline, outlines_of
from viewer.canvas.pane import Pane

BLOCK = ((0.4, 0.4), (0.6, 0.4), (0.6, 0.6), (0.4, 0.6))


def amber(seen: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """Return where a picture of the screen is of the colour of warnings."""
    red, green, blue = (seen[..., channel].astype(int) for channel in range(3))
    return np.asarray((red - blue > 60) & (red - green > 15))


def bluish(seen: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """Return where it is of the colour of lines on a film."""
    return np.asarray(seen[..., 2].astype(int) - seen[..., 0] > 40)


def block(rows: int = 400, columns: int = 600) -> npt.NDArray[np.bool_]:
    mask = np.zeros((rows, columns), np.bool_)
    mask[rows * 2 // 5 : rows * 3 // 5, columns * 2 // 5 : columns * 3 // 5] = True
    return mask


def altered_picture() -> Picture:
    return replace(picture_from(np.full((400, 600), 90)), altered=block())


@pytest.fixture
def compare(qtbot: QtBot) -> CompareView:
    """Two panes of 300 x 200 on a film of 400 x 600 with a block filled in; nothing is wiped."""
    made = compare_of(qtbot, 601, 200)
    original = picture_from(np.full((400, 600), 90))
    made.show_pictures(original, IDENTITY, altered_picture(), IDENTITY, keep_view=False)
    made.altered = AlteredOutline(made.enhanced)  # type: ignore[attr-defined] # kept alive
    return made


def test_an_outline_lies_just_outside_what_is_marked() -> None:
    mask = np.zeros((300, 500), np.bool_)
    mask[100:160, 200:320] = True

    (outline,) = outlines_of(mask)
    drawn = np.zeros(mask.shape, np.uint8)
    corners = np.round(np.array(outline) * (500, 300) - 0.5).astype(np.int32)
    cv2.fillPoly(drawn, [corners], 1)

    assert drawn[mask].all()
    assert not drawn[~cv2.dilate(mask.astype(np.uint8), np.ones((9, 9))).astype(bool)].any()


def test_a_single_pixel_of_a_large_film_is_outlined() -> None:
    mask = np.zeros((4000, 3000), np.bool_)
    mask[17, 2999] = True

    (outline,) = outlines_of(mask)

    assert len(outline) >= 4
    assert np.allclose(np.mean(outline, axis=0), (1.0, 17 / 4000), atol=0.005)


def test_thousands_of_specks_become_some_hundreds_of_outlines() -> None:
    mask = np.random.default_rng(5).random((1000, 1000)) < 0.005

    outlines = outlines_of(mask)

    assert 1 <= len(outlines) <= 300


def test_nothing_marked_is_no_outline() -> None:
    assert outlines_of(np.zeros((10, 10), np.bool_)) == []


def test_what_was_filled_in_is_outlined_on_the_enhanced_pane_alone(compare: CompareView) -> None:
    rows, columns = np.nonzero(amber(pixels_of(compare.enhanced)))

    assert not amber(pixels_of(compare.original)).any()
    # 300 x 200 shows the film at one half: the block covers columns 120..180 and rows 80..120
    assert columns.min() == pytest.approx(120, abs=4)
    assert columns.max() == pytest.approx(180, abs=4)
    assert rows.max() == pytest.approx(120, abs=4)


def test_the_words_stand_above_the_outline(compare: CompareView) -> None:
    above = amber(pixels_of(compare.enhanced))[56:76]

    assert above.sum() > 40


@pytest.mark.parametrize("layout", list(Layout))
def test_no_layout_hides_the_outline(compare: CompareView, layout: Layout) -> None:
    compare.set_view_layout(layout)

    assert amber(pixels_of(compare.enhanced)).sum() > 40


def test_the_original_held_has_no_outline(compare: CompareView) -> None:
    compare.hold_original(True)
    held = amber(pixels_of(compare.enhanced)).any()
    compare.hold_original(False)

    assert not held
    assert amber(pixels_of(compare.enhanced)).any()


def test_left_of_the_wipe_bar_nothing_was_filled_in(compare: CompareView) -> None:
    compare.set_view_layout(Layout.WIPE)
    pane = compare.enhanced
    pane.move_wipe(pane.width() / 2)
    found = amber(pixels_of(pane))

    assert not found[:, : pane.width() // 2 - 2].any()
    assert found[:, pane.width() // 2 :].any()


def test_the_outline_follows_the_zoom(compare: CompareView) -> None:
    compare.enhanced.set_look(Look(300, 200, 1.0))  # the block's middle, at 1:1

    rows, columns = np.nonzero(amber(pixels_of(compare.enhanced)))

    assert columns.min() == pytest.approx(150 - 60, abs=4)
    assert columns.max() == pytest.approx(150 + 60, abs=4)
    assert rows.max() == pytest.approx(100 + 40, abs=4)


def test_the_words_stay_in_the_pane_when_the_outline_leaves_it(compare: CompareView) -> None:
    compare.enhanced.set_look(Look(330, 230, 2.0))  # the left and upper edge lie outside

    below = amber(pixels_of(compare.enhanced))[128:140]  # the lower edge is at 124

    assert below[:, 4:60].sum() > 60


def test_another_result_has_another_outline(compare: CompareView) -> None:
    plain = picture_from(np.full((400, 600), 80))
    original = compare.original.picture
    assert original is not None
    compare.show_pictures(original, IDENTITY, plain, IDENTITY, keep_view=True)

    assert not amber(pixels_of(compare.enhanced)).any()


def test_a_region_is_outlined_where_it_lies_on_the_turned_film(film: Pane) -> None:
    outline = RegionOutline(film)
    corner = ((0.5, 0.5), (0.6, 0.5), (0.6, 0.6), (0.5, 0.6))
    turned = Orientation(is_mirrored=True)

    outline.show_outlines([corner], turned)
    rows, columns = np.nonzero(bluish(pixels_of(film)))

    # the film of 600 x 400 at 50 %, its middle in the middle of 200 x 120; mirrored 0.4..0.5
    assert columns.min() == pytest.approx(100 - 30, abs=2)
    assert columns.max() == pytest.approx(100, abs=2)
    assert rows.min() == pytest.approx(60, abs=2)
    assert rows.max() == pytest.approx(60 + 20, abs=2)


def test_no_region_draws_nothing(film: Pane) -> None:
    outline = RegionOutline(film)
    outline.show_outlines([BLOCK], Orientation())

    outline.show_outlines([], Orientation())

    assert outline.is_empty
    assert not bluish(pixels_of(film)).any()
