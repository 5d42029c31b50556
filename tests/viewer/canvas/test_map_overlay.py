"""viewer.canvas.map_overlay"""

import numpy as np
import numpy.typing as npt
import pytest
from pytestqt.qtbot import QtBot

from engine import Orientation
from tests.viewer.canvas.films import IDENTITY, picture_from
from tests.viewer.canvas.films import pixels_of as bytes_of
from tests.viewer.canvas.panes import compare_of
from viewer.canvas import style
from viewer.canvas.choices import Layout
from viewer.canvas.compare import CompareView
from viewer.canvas.geometry import Look
from viewer.canvas.legend import BAR_HEIGHT, BAR_WIDTH, Legend
from viewer.canvas.map_overlay import MapLayer
from viewer.canvas.pane import Pane
from viewer.canvas.pane_words import CornerTexts
from viewer.canvas.pyramid import Pyramid
from viewer.map_colours import BLUE, DARK, NEUTRAL, ORANGE, indices_of

WORDS = Legend("Map a: local contrast", "0.43×", "1× unchanged", "2.3×")
SHARE = 76 / 255
"""Opacity of an end, in the 8 bits there are."""


def layer_of(signed: npt.ArrayLike) -> MapLayer:
    return MapLayer(indices_of(np.asarray(signed, np.float32)), WORDS)


def pixels_of(pane: Pane) -> npt.NDArray[np.int_]:
    """Return what a pane shows, as (rows, columns, 3) numbers one can subtract."""
    return bytes_of(pane).astype(np.int_)


def over(grey: float, colour: tuple[int, int, int]) -> list[float]:
    """Return an end of the map over a grey."""
    return [grey * (1 - SHARE) + channel * SHARE for channel in colour]


def tint(pane: Pane) -> npt.NDArray[np.int_]:
    """Return how much redder than blue each pixel of a pane is."""
    seen = pixels_of(pane)
    return np.asarray(seen[..., 0] - seen[..., 2])


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw no legend: the map alone."""
    monkeypatch.setattr(Legend, "paint", lambda *_: None)


@pytest.mark.usefixtures("bare")
def test_a_map_colours_what_it_changes_and_leaves_the_rest(pane: Pane) -> None:
    pane.show_picture(picture_from(np.full((120, 200), 128)), IDENTITY, keep_view=False)

    pane.show_map(layer_of(np.repeat([[-1.0, 0.0, 1.0]], 6, axis=0)))

    seen = pixels_of(pane)
    assert seen[60, 15] == pytest.approx(over(128, BLUE), abs=1.5)
    assert seen[60, 100] == pytest.approx([128, 128, 128], abs=1)
    assert seen[60, 185] == pytest.approx(over(128, ORANGE), abs=1.5)


@pytest.mark.usefixtures("bare")
def test_between_its_cells_a_map_changes_smoothly(pane: Pane) -> None:
    """Two cells over 200 px: from the middle of the one to that of the other it rises evenly."""
    pane.show_picture(picture_from(np.full((120, 200), 128)), IDENTITY, keep_view=False)

    pane.show_map(layer_of([[0.0, 1.0]]))

    row = tint(pane)[60]
    full = over(0, ORANGE)[0] - over(0, ORANGE)[2]
    assert row[:50].max() == 0
    assert row[100] == pytest.approx(full / 2, abs=3)
    assert np.diff(row).min() >= -1
    assert np.diff(row).max() <= 2


TURNS = [
    Orientation(),
    Orientation(quarter_turns=1),
    Orientation(quarter_turns=3, is_mirrored=True),
    Orientation(is_mirrored=True).flipped_vertically(),
]
LOOKS = [(0.0, 0.0, 4.0), (4.3, -2.7, 9.5), (-20.0, 10.0, 2.2)]
"""How far the middle of the pane is from that of the square, in film pixels, and the scale."""


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("orientation", TURNS)
@pytest.mark.parametrize(("right", "down", "scale"), LOOKS)
def test_a_map_lies_where_its_film_does(
    pane: Pane, orientation: Orientation, right: float, down: float, scale: float
) -> None:
    """A square of 16 x 16 film pixels, and the same as 4 x 4 of the map: shown at one place."""
    film = np.full((40, 60), 90, np.uint16)
    film[8:24, 28:44] = 160
    cells = np.zeros((10, 15), np.float32)
    cells[2:6, 7:11] = 1.0
    turned = orientation.apply(film)
    pane.show_picture(picture_from(turned), IDENTITY, keep_view=False)
    square = np.argwhere(turned == 160).mean(axis=0)
    pane.set_look(Look(float(square[1]) + right, float(square[0]) + down, scale))
    bright = pixels_of(pane)[..., 2] > 125

    pane.show_map(layer_of(orientation.apply(cells)))

    half = (over(0, ORANGE)[0] - over(0, ORANGE)[2]) / 2
    found = tint(pane) > half
    assert bright.any()
    for axis in (0, 1):
        places, squares = np.nonzero(found.any(axis)), np.nonzero(bright.any(axis))
        assert places[0][[0, -1]] == pytest.approx(squares[0][[0, -1]], abs=0.15 * scale + 1)


@pytest.mark.usefixtures("bare")
def test_a_map_covers_its_film_to_the_very_edge_and_no_further(pane: Pane) -> None:
    pane.show_picture(picture_from(np.full((40, 60), 90)), IDENTITY, keep_view=False)
    pane.set_look(Look(30, 20, 2.7))
    film = pixels_of(pane).max(axis=2) > 0

    pane.show_map(layer_of(np.ones((5, 7))))

    assert ((tint(pane) > 10) == film).all()


@pytest.mark.usefixtures("bare")
def test_a_drag_of_the_window_samples_nothing_again(
    pane: Pane, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane.show_picture(picture_from(np.full((40, 60), 90)), IDENTITY, keep_view=False)
    pane.show_map(layer_of(np.ones((5, 7))))
    pixels_of(pane)
    sampled: list[object] = []
    monkeypatch.setattr(Pyramid, "sample", lambda *what, **_: sampled.append(what))

    pane.set_table(IDENTITY[::-1].copy())
    pixels_of(pane)

    assert sampled == []


@pytest.fixture
def compare(qtbot: QtBot) -> CompareView:
    """Two panes of 300 x 200 on a grey film, with a map all orange."""
    made = compare_of(qtbot, 601, 200)
    original, enhanced = (picture_from(np.full((20, 30), grey)) for grey in (60, 90))
    made.show_pictures(original, IDENTITY, enhanced, IDENTITY, keep_view=False)
    made.show_map(layer_of(np.ones((4, 6))))
    return made


def test_the_map_lies_over_the_enhanced_picture_alone(compare: CompareView) -> None:
    assert tint(compare.original).max() == 0
    assert tint(compare.enhanced)[100, 150] > 30


def test_the_map_goes_while_the_original_is_held(compare: CompareView) -> None:
    compare.hold_original(True)
    held = tint(compare.enhanced)
    compare.hold_original(False)

    assert held.max() == 0
    assert tint(compare.enhanced)[100, 150] > 30


def test_the_map_comes_back_with_the_next_result(compare: CompareView) -> None:
    original, enhanced = (picture_from(np.full((20, 30), grey)) for grey in (60, 120))

    compare.show_pictures(original, IDENTITY, enhanced, IDENTITY, keep_view=True)

    assert pixels_of(compare.enhanced)[100, 150] == pytest.approx(over(120, ORANGE), abs=1.5)


def test_left_of_the_wipe_bar_there_is_no_map(compare: CompareView) -> None:
    compare.set_view_layout(Layout.WIPE)

    row = tint(compare.enhanced)[60]
    middle = compare.enhanced.width() // 2
    assert row[150 : middle - 4].max() == 0
    assert row[middle + 4 : -160].min() > 30


def test_without_a_film_there_is_no_map(compare: CompareView) -> None:
    compare.clear()

    assert compare.map_layer is None
    assert pixels_of(compare.enhanced).max() == 0


def test_the_legend_shows_the_ends_of_the_map(pane: Pane) -> None:
    """Bottom right: 8 from the edge, words of 16, 4, and the bar of 212 x 12 above."""
    pane.resize(300, 200)
    pane.show_picture(picture_from(np.zeros((20, 30))), IDENTITY, keep_view=False)
    pane.show_map(layer_of(np.zeros((4, 6))))

    seen = pixels_of(pane)
    foot = 200 - style.EDGE_PX - 4 - 16 - 4
    middle, right = foot - BAR_HEIGHT // 2, 300 - style.SIDE_PX
    bar = seen[middle, right - BAR_WIDTH : right]
    assert bar[3] == pytest.approx(BLUE, abs=8)
    assert bar[-4] == pytest.approx(ORANGE, abs=8)
    assert bar[BAR_WIDTH // 2] == pytest.approx(DARK, abs=4)
    assert seen[foot - BAR_HEIGHT - 2 : foot - BAR_HEIGHT, right - 100].max() == 0
    below = seen[foot + 4 : foot + 20, right - BAR_WIDTH : right].max(axis=2) > 150
    above = seen[foot - BAR_HEIGHT - 20 : foot - BAR_HEIGHT - 4, right - BAR_WIDTH : right]
    assert below[:, :30].any()
    assert below[:, -30:].any()
    assert below[:, 80:130].any()
    assert (above.max(axis=2) > 150).any()


@pytest.mark.parametrize(
    ("left", "right", "raised_by"),
    [
        (("one", "two"), (), 0),
        (("one", "two"), ("three",), 16),
        (("one", "two"), ("three", "four"), 32),
        (("long enough to reach", "two"), (), 32),
    ],
)
def test_the_legend_stands_above_the_corner_texts_it_would_hit(
    pane: Pane, left: tuple[str, ...], right: tuple[str, ...], raised_by: int
) -> None:
    """From top to bottom; in 300 px it begins at 76, so that a short line on the left is clear."""
    pane.resize(300, 200)
    pane.show_picture(picture_from(np.zeros((20, 30))), IDENTITY, keep_view=False)
    pane.show_map(layer_of(np.zeros((4, 6))))
    alone = pixels_of(pane)

    pane.set_texts(CornerTexts(bottom_left=left, bottom_right=right))

    raised = pixels_of(pane)
    top = 100 - raised_by
    assert (raised[top : top + 66, 80:] == alone[100:166, 80:]).all()


@pytest.mark.parametrize(
    ("left", "right", "is_below"),
    [
        ((), (), False),
        (("one", "two"), ("three",), True),
        (("one", "two"), ("three", "four"), True),
        (("one", "long enough to reach the middle"), ("a", "four"), True),
        (("long enough to reach the middle", "two"), (), True),
        (("long enough to reach the middle",), (), False),
    ],
)
def test_the_letter_at_the_foot_stands_below_the_legend_where_there_is_room(
    pane: Pane, left: tuple[str, ...], right: tuple[str, ...], is_below: bool
) -> None:
    """Level with that of the pane beside, then, and never on the legend or a corner text."""
    pane.resize(300, 200)
    pane.show_picture(picture_from(np.zeros((20, 30))), IDENTITY, keep_view=False)
    pane.show_map(layer_of(np.zeros((4, 6))))
    pane.set_letters("", "", "", "F")
    pane.set_texts(CornerTexts(bottom_left=left, bottom_right=right))

    boxes = pane.written()

    (letter,) = (box for box in boxes if abs(box.center().x() - 150) < 2)
    others = [box for box in boxes if box is not letter]
    legend = max(others, key=lambda box: box.height())
    assert (letter.center().y() > legend.bottom()) == is_below
    assert not any(letter.adjusted(0, 1, 0, -1).intersects(other) for other in others)


def test_no_legend_without_a_map(pane: Pane) -> None:
    pane.show_picture(picture_from(np.zeros((20, 30))), IDENTITY, keep_view=False)
    pane.show_map(layer_of(np.ones((4, 6))))

    pane.show_map(None)

    assert pixels_of(pane).max() == 0


def test_unchanged_is_no_colour_at_all() -> None:
    assert layer_of([[0.0]]).indices[0, 0] == NEUTRAL
