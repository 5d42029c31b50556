"""viewer.canvas.reliability_overlay"""

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.viewer.canvas.films import IDENTITY, picture_from, pixels_of
from tests.viewer.canvas.panes import compare_of
from viewer.canvas import style
from viewer.canvas.compare import CompareView
from viewer.canvas.legend import BAR_HEIGHT, Legend
from viewer.canvas.map_overlay import MapLayer
from viewer.canvas.pane import Pane
from viewer.canvas.pane_words import CornerTexts
from viewer.canvas.reliability_overlay import legend, reliability_layer
from viewer.map_colours import indices_of

AMBER = np.array([0xE0, 0xA9, 0x4A])


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw no legend: the map alone."""
    monkeypatch.setattr(Legend, "paint", lambda *_: None)


@pytest.mark.usefixtures("bare")
def test_amber_rises_evenly_with_disagreement(pane: Pane) -> None:
    """Full disagreement is as opaque as wanted, half of it half so; agreement has no colour."""
    pane.show_picture(picture_from(np.full((120, 200), 100)), IDENTITY, keep_view=False)
    steps = np.repeat([[0.0, 0.0, 0.5, 0.5, 1.0, 1.0]], 4, axis=0).astype(np.float32)

    pane.show_map(reliability_layer(steps, 0.6))

    seen = pixels_of(pane).astype(float)[60]
    for column, opacity in ((15, 0.0), (100, 0.3), (185, 0.6)):
        wanted = 100 * (1 - opacity) + AMBER * opacity
        assert seen[column] == pytest.approx(wanted, abs=2)


@pytest.mark.usefixtures("bare")
def test_what_lies_outside_0_to_1_is_taken_as_the_nearest(pane: Pane) -> None:
    pane.show_picture(picture_from(np.full((120, 200), 100)), IDENTITY, keep_view=False)

    layer = reliability_layer(np.array([[-0.5, 1.5]], np.float32), 0.5)

    assert layer.indices.tolist() == [[0, 65535]]


def test_the_warning_always_comes_with_the_overlay(pane: Pane) -> None:
    """In the lowest of its lines; amber words with the icon before them."""
    pane.resize(400, 300)
    pane.show_picture(picture_from(np.zeros((20, 30))), IDENTITY, keep_view=False)

    pane.show_map(reliability_layer(np.zeros((4, 6), np.float32), 0.5))

    seen = pixels_of(pane).astype(int)
    line = seen[300 - style.EDGE_PX - 16 : 300 - style.EDGE_PX, 400 - style.SIDE_PX - 240 :]
    is_amber = (line[..., 0] > 150) & (line[..., 0] - line[..., 2] > 60)
    across = np.flatnonzero(is_amber.any(axis=0))
    assert legend().warning == "Absence of colour is not assurance"
    assert across[0] < 16
    assert across[-1] > 180


def test_the_bar_goes_from_dark_to_amber_over_its_words(pane: Pane) -> None:
    pane.resize(400, 300)
    pane.show_picture(picture_from(np.zeros((20, 30))), IDENTITY, keep_view=False)

    pane.show_map(reliability_layer(np.zeros((4, 6), np.float32), 0.5))

    seen = pixels_of(pane).astype(int)
    foot = 300 - style.EDGE_PX - 16 - 4 - 16 - 4
    bar = seen[foot - BAR_HEIGHT // 2, 400 - style.SIDE_PX - 240 : 400 - style.SIDE_PX]
    assert bar[-4] == pytest.approx(AMBER, abs=6)
    assert bar[3].max() < 80
    assert np.diff(bar[4:-4, 0]).min() >= -1
    above = seen[foot - BAR_HEIGHT - 20 : foot - BAR_HEIGHT - 4, 400 - style.SIDE_PX - 240 :]
    below = seen[foot + 4 : foot + 20, 400 - style.SIDE_PX - 240 : 400 - style.SIDE_PX]
    assert above.max() > 150
    assert below[:, :40].max() > 150
    assert below[:, -40:].max() > 150


def test_the_warning_is_whole_in_a_narrow_pane(pane: Pane) -> None:
    """Smaller, its last letter near the right edge and not beyond."""
    pane.resize(150, 300)
    pane.show_picture(picture_from(np.zeros((20, 30))), IDENTITY, keep_view=False)

    pane.show_map(reliability_layer(np.zeros((4, 6), np.float32), 0.5))

    seen = pixels_of(pane).astype(int)[300 - style.EDGE_PX - 16 : 300 - style.EDGE_PX]
    is_amber = (seen[..., 0] > 110) & (seen[..., 0] - seen[..., 2] > 40)
    last = np.flatnonzero(is_amber.any(axis=0))[-1]
    assert 105 < last < 150 - style.SIDE_PX


def test_corner_texts_beside_the_legend_do_not_push_it_up(pane: Pane) -> None:
    pane.resize(500, 300)
    pane.show_picture(picture_from(np.zeros((20, 30))), IDENTITY, keep_view=False)
    pane.show_map(reliability_layer(np.zeros((4, 6), np.float32), 0.5))
    alone = pixels_of(pane)[:, 248:]

    pane.set_texts(CornerTexts(bottom_left=("Model chest-ct-like 1", "Input: the original")))

    assert (pixels_of(pane)[:, 248:] == alone).all()


@pytest.fixture
def compare(qtbot: QtBot) -> CompareView:
    """Two panes on a grey film, with a map of the mapping."""
    made = compare_of(qtbot, 601, 200)
    picture = picture_from(np.full((20, 30), 60))
    made.show_pictures(picture, IDENTITY, picture, IDENTITY, keep_view=False)
    made.show_map(MapLayer(indices_of(np.ones((4, 6), np.float32)), Legend("Map", "", "", "")))
    return made


def test_the_reliability_stands_before_any_other_map_and_leaves_it(compare: CompareView) -> None:
    before = compare.map_layer
    layer = reliability_layer(np.ones((4, 6), np.float32), 0.5)

    compare.show_reliability(layer)
    during = compare.map_layer, compare.enhanced.map.layer
    compare.show_reliability(None)

    assert during == (layer, layer)
    assert compare.map_layer is before
    assert compare.enhanced.map.layer is before


def test_the_reliability_goes_while_the_original_is_held_and_with_the_film(
    compare: CompareView,
) -> None:
    compare.show_reliability(reliability_layer(np.ones((4, 6), np.float32), 0.5))

    compare.hold_original(True)
    held = compare.enhanced.map.layer
    compare.hold_original(False)
    back = compare.enhanced.map.layer
    compare.clear()

    assert held is None
    assert back is not None
    assert compare.map_layer is None
