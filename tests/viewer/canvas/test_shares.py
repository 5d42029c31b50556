"""viewer.canvas.shares"""

from dataclasses import replace

import numpy as np
import pytest

from engine import Orientation, Placement
from tests.viewer.canvas.films import IDENTITY, picture_from
from viewer.canvas.geometry import film_of
from viewer.canvas.pane import Pane
from viewer.canvas.shares import film_transform, mapped, picture_rect, view_transform

TURNS = [Orientation(turn, mirror) for turn in range(4) for mirror in (False, True)]


@pytest.mark.parametrize("turn", TURNS)
def test_a_mark_on_the_turned_film_is_found_on_the_film_as_read(turn: Orientation) -> None:
    """The judge is the turned array itself."""
    film = np.zeros((40, 60), np.uint16)
    film[7, 50] = 200
    shown = picture_from(film).oriented(turn)
    row, column = np.argwhere(shown.indices == 200)[0]
    rows, columns = shown.shape

    (found,) = mapped(
        (((column + 0.5) / columns, (row + 0.5) / rows),), film_transform(shown, turn)
    )

    assert found == pytest.approx((50.5 / 60, 7.5 / 40))


def test_a_cropped_picture_lies_at_its_place_on_the_film() -> None:
    cropped = replace(
        picture_from(np.zeros((20, 30))), placement=Placement(0.5, 0.0, 0.25, 0.0, 0.4, 0.1)
    )

    (found,) = mapped(((1.0, 0.5),), film_transform(cropped, Orientation()))

    assert found == pytest.approx((0.75, 0.3))


def test_the_place_on_the_film_comes_before_the_turn() -> None:
    """A placement leads from the picture shown to the original shown, which is then unturned."""
    cropped = replace(
        picture_from(np.zeros((20, 30))), placement=Placement(0.5, 0.0, 0.0, 0.0, 1.0, 0.0)
    )

    (found,) = mapped(((1.0, 0.0),), film_transform(cropped, Orientation(is_mirrored=True)))

    assert found == pytest.approx((0.5, 0.0))


def test_shares_of_a_reduced_picture_cover_the_film(pane: Pane) -> None:
    film = film_of(picture_from(np.zeros((400, 600))))
    preview = picture_from(np.zeros((200, 300)), spacing_mm=(0.2, 0.2))
    pane.show_picture(preview, IDENTITY, keep_view=False, film=film)

    corner = view_transform(pane).map(1.0, 1.0)

    assert corner == (600.0, 400.0)
    assert picture_rect(pane).getRect() == (0.0, 0.0, 600.0, 400.0)
