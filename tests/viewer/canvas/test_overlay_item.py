"""viewer.canvas.overlay_item"""

import numpy as np
import numpy.typing as npt
import pytest

from engine import Orientation, OverlayPlane
from tests.viewer.canvas.films import IDENTITY, picture_from, pixels_of
from viewer.canvas.film_decor_item import FilmPlace
from viewer.canvas.geometry import Look
from viewer.canvas.overlay_item import OverlayItem, PlaneSheet, level_at
from viewer.canvas.pane import Pane

ROWS, COLUMNS, GREY = 40, 60, 90
UPRIGHT = Orientation()


def shown(
    pane: Pane, plane: OverlayPlane, zoom: float, *, turn: Orientation = UPRIGHT
) -> OverlayItem:
    """Show a plane over a film of 40 x 60 whose middle is in the middle of the pane."""
    picture = picture_from(np.full((ROWS, COLUMNS), GREY)).oriented(turn)
    pane.show_picture(picture, IDENTITY, keep_view=False)
    pane.set_look(Look(picture.shape[1] / 2, picture.shape[0] / 2, zoom))
    item = OverlayItem(pane)
    item.lie_on(FilmPlace(ROWS, COLUMNS, turn))
    item.show_planes([PlaneSheet(plane)])
    return item


def dots(*places: tuple[int, int]) -> npt.NDArray[np.bool_]:
    bits = np.zeros((ROWS, COLUMNS), np.bool_)
    for row, column in places:
        bits[row, column] = True
    return bits


def drawn(pane: Pane) -> npt.NDArray[np.bool_]:
    """Return where the pane is of the colour of lines on a film, #8CC4E6."""
    return np.asarray(np.all(pixels_of(pane) == (0x8C, 0xC4, 0xE6), axis=2))


def box_of(marked: npt.NDArray[np.bool_]) -> tuple[int, int, int, int]:
    rows, columns = np.nonzero(marked)
    return int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1


def test_a_dot_covers_its_pixel_with_sharp_edges(pane: Pane) -> None:
    """Pixel (10, 20) at 2 to 1, the film beginning at x 40, y 20."""
    kept = shown(pane, OverlayPlane(0x6000, dots((10, 20))), 2.0)

    assert not kept.is_empty
    assert box_of(drawn(pane)) == (80, 40, 82, 42)
    assert drawn(pane).sum() == 4


def test_a_plane_lies_at_its_origin_and_only_on_the_film(pane: Pane) -> None:
    """Its first pixel lies one row above the film, and five columns into it."""
    bits = np.ones((3, 2), np.bool_)

    kept = shown(pane, OverlayPlane(0x6000, bits, row=-1, column=5), 2.0)

    assert not kept.is_empty
    assert box_of(drawn(pane)) == (50, 20, 54, 24)


def test_a_plane_turns_with_the_film(pane: Pane) -> None:
    """Clockwise, pixel (10, 20) goes to row 20, column 29 of a film of 60 x 40."""
    kept = shown(pane, OverlayPlane(0x6000, dots((10, 20))), 2.0, turn=Orientation(1))

    assert not kept.is_empty
    assert box_of(drawn(pane)) == (60 + 58, 40, 60 + 60, 42)


@pytest.mark.parametrize("zoom", [0.9, 0.5, 0.31, 0.11])
@pytest.mark.parametrize("column", [1000, 1001, 1002, 1003])
def test_a_line_of_one_pixel_is_never_lost_when_the_film_is_small(
    pane: Pane, zoom: float, column: int
) -> None:
    bits = np.zeros((1000, 2000), np.bool_)
    bits[:, column] = True
    pane.show_picture(picture_from(np.full((1000, 2000), GREY)), IDENTITY, keep_view=False)
    pane.set_look(Look(1000, 500, zoom))
    item = OverlayItem(pane)
    item.lie_on(FilmPlace(1000, 2000, Orientation()))

    item.show_planes([PlaneSheet(OverlayPlane(0x6000, bits))])

    middle = pixels_of(pane)[60].astype(int)
    assert (middle[:, 2] - middle[:, 0]).max() >= 45  # 90 where it is opaque


def test_a_region_of_interest_leaves_the_film_to_be_seen_through_it(pane: Pane) -> None:
    """30 % of #8CC4E6 over grey 90: 0.3 x 140 + 0.7 x 90 = 105 of red."""
    kept = shown(pane, OverlayPlane(0x6000, dots((10, 20)), is_roi=True), 2.0)

    assert not kept.is_empty
    assert pixels_of(pane)[41, 81, 0] == pytest.approx(105, abs=1)


@pytest.mark.parametrize(
    ("zoom", "level"), [(4.0, 0), (0.51, 0), (0.5, 1), (0.26, 1), (0.25, 2), (0.13, 2)]
)
def test_a_plane_is_halved_while_a_dot_stays_below_a_screen_pixel(zoom: float, level: int) -> None:
    assert level_at(zoom) == level
