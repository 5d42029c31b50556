"""viewer.canvas.clipped_stripes"""

import numpy as np
import pytest

from tests.viewer.canvas.films import IDENTITY, grey_of, picture_from
from viewer.canvas.clipped_stripes import PERIOD_PX, Clipped, Stripes
from viewer.canvas.geometry import Look
from viewer.canvas.pane import Pane
from viewer.canvas.picture_item import Layer

GREYS = np.repeat(np.array([0, 100, 255], np.uint16), 200)[None].repeat(400, 0)
"""A film of 400 x 600: black, grey and white."""

ENDS = np.zeros(65536, np.uint8)
ENDS[0], ENDS[255] = 1, 2


@pytest.fixture
def striped(pane: Pane) -> Stripes:
    """Stripes, switched on, over a film shown 1:1 with its black edge in the middle."""
    pane.is_smooth = False
    pane.show_picture(picture_from(GREYS), IDENTITY, keep_view=False)
    pane.set_look(Look(200, 200, 1.0))
    made = Stripes(pane, pane.item, lambda *_: Clipped(ENDS, "half of it"))
    made.switch(is_on=True)
    return made


def below(pane: Pane) -> np.ndarray:
    """Return the greys of a pane of 200 x 120 where no words are."""
    return grey_of(pane)[90:118]


@pytest.mark.usefixtures("striped")
def test_stripes_lie_on_black_and_leave_the_rest_alone(pane: Pane) -> None:
    seen = below(pane)

    assert set(np.unique(seen[:, :100]).tolist()) == {0, 0xB4}
    assert 0.3 < (seen[:, :100] > 0).mean() < 0.45
    assert (seen[:, 100:] == 100).all()


@pytest.mark.usefixtures("striped")
def test_black_stripes_rise_and_white_ones_fall(pane: Pane) -> None:
    black = below(pane)[:, 8:72]
    pane.set_look(Look(500, 200, 1.0))
    white = below(pane)[:, 8:72]

    assert (black[1:, :-1] == black[:-1, 1:]).all()
    assert (white[1:, 1:] == white[:-1, :-1]).all()
    assert (black[1:, 1:] != black[:-1, :-1]).any()


@pytest.mark.usefixtures("striped")
def test_stripes_stay_where_they_are_when_the_film_is_moved(pane: Pane) -> None:
    """Its corner is on the pane, first at (10, 40) and then at (7, 39)."""
    pane.set_look(Look(90, 20, 1.0))
    before = below(pane)[:, 12:80]

    pane.set_look(Look(93, 21, 1.0))

    assert (below(pane)[:, 12:80] == before).all()


@pytest.mark.usefixtures("striped")
def test_stripes_repeat_every_eight_pixels(pane: Pane) -> None:
    seen = below(pane)

    assert (seen[:, : 90 - PERIOD_PX] == seen[:, PERIOD_PX:90]).all()


def test_of_a_wipe_each_side_has_its_own(pane: Pane) -> None:
    """Left of the bar lies a film that is black all over."""
    pane.show_picture(picture_from(GREYS), IDENTITY, keep_view=False)
    pane.set_look(Look(300, 200, 1.0))
    pane.set_wiped(Layer(picture_from(np.zeros((400, 600)))), IDENTITY)
    made = Stripes(pane, pane.under, lambda *_: Clipped(ENDS, ""))

    made.switch(is_on=True)

    seen = below(pane)
    assert (seen[:, :80] == 0xB4).any()
    assert (seen[:, 120:] == 100).all()


def test_of_a_level_wipe_the_upper_side_has_its_own(pane: Pane) -> None:
    pane.show_picture(picture_from(GREYS), IDENTITY, keep_view=False)
    pane.set_look(Look(300, 200, 1.0))
    pane.set_wiped(Layer(picture_from(np.zeros((400, 600)))), IDENTITY)
    assert pane.wipe is not None
    pane.wipe.is_level = True
    pane.wipe.share = 0.9
    made = Stripes(pane, pane.under, lambda *_: Clipped(ENDS, ""))

    made.switch(is_on=True)

    seen = grey_of(pane)
    assert (seen[90:106, :] == 0xB4).any()
    assert not (seen[110:, :90] == 0xB4).any()


def test_another_table_is_asked_about_once(striped: Stripes, pane: Pane) -> None:
    asked: list[int] = []

    def find(*_: object) -> Clipped:
        asked.append(1)
        return Clipped(ENDS, "")

    striped._find = find
    pane.set_table(IDENTITY // 2)
    grey_of(pane)
    grey_of(pane)

    assert len(asked) == 1


def test_switched_off_there_is_nothing(striped: Stripes, pane: Pane) -> None:
    striped.switch(is_on=False)

    assert (below(pane)[:, :100] == 0).all()
    assert striped.words == ""
