"""viewer.canvas.guest, guest_links, guest_sides and quad: further pictures beside a film"""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine import Placement
from tests.viewer.canvas.films import IDENTITY, grey_of, picture_from, pixels_of
from tests.viewer.canvas.gestures import drag, heard
from tests.viewer.canvas.panes import compare_of
from viewer.canvas.choices import Layout
from viewer.canvas.compare import CompareView
from viewer.canvas.geometry import Look
from viewer.canvas.guest import Guest, Place
from viewer.canvas.pane_words import CornerTexts, Letters

VIOLET = [0xB7, 0x9A, 0xE6]
ORIGINAL = picture_from(np.full((400, 600), 60))
ENHANCED = picture_from(np.full((400, 600), 180))
OTHER_RECIPE = picture_from(np.full((400, 600), 120))
OTHER_FILM = picture_from(np.full((1000, 500), 90))
CROPPED = replace(
    picture_from(np.full((200, 300), 120)),
    placement=Placement(0.5, 0.0, 0.25, 0.0, 0.5, 0.25),
)


def guest(picture: object = OTHER_RECIPE, *, is_other_film: bool = False) -> Guest:
    words = CornerTexts(top_left=("Bone detail",))
    return Guest(picture, IDENTITY, words, Letters(left="R"), is_other_film)  # type: ignore[arg-type]


@pytest.fixture
def compare(qtbot: QtBot) -> CompareView:
    """Both pictures of a film of 400 x 600 in a view of 945 x 601, two by two."""
    made = compare_of(qtbot, 945, 601)
    made.show_pictures(ORIGINAL, IDENTITY, ENHANCED, IDENTITY, keep_view=False)
    made.set_view_layout(Layout.QUAD)
    return made


def test_two_by_two_are_four_equal_panes_with_a_line_between(compare: CompareView) -> None:
    sizes = {(pane.width(), pane.height()) for pane in compare.all_panes}
    seen = pixels_of(compare)

    assert sizes == {(472, 300)}
    assert [seen[100, 472].tolist(), seen[300, 100].tolist()] == [[0x2C, 0x33, 0x3B]] * 2


def test_two_by_two_shows_original_and_enhanced_above_and_the_guests_below(
    compare: CompareView,
) -> None:
    compare.set_guest(Place.THIRD, guest())
    compare.set_guest(Place.FOURTH, guest(picture_from(np.full((400, 600), 220))))

    seen = grey_of(compare)
    middles = [seen[y, x] for y, x in ((100, 236), (100, 708), (400, 236), (400, 708))]
    assert middles == [60, 180, 120, 220]


def test_an_empty_place_asks_for_a_guest_on_a_click_and_on_enter(compare: CompareView) -> None:
    wanted = heard(compare.guest_wanted)

    QTest.mouseClick(compare.third.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    QTest.keyClick(compare.fourth, Qt.Key.Key_Return)

    assert wanted == [(Place.THIRD,), (Place.FOURTH,)]
    assert compare.third.accessibleName() == "No recipe chosen"


def test_a_guest_is_named_by_its_own_words(compare: CompareView) -> None:
    compare.set_guest(Place.THIRD, guest())

    assert compare.third.texts.top_left == ("Bone detail",)
    assert compare.third.letters.left == "R"
    assert compare.third.accessibleName() == "Bone detail"


def test_a_guest_that_leaves_takes_its_words_along(compare: CompareView) -> None:
    compare.set_guest(Place.THIRD, guest())

    compare.set_guest(Place.THIRD, None)

    assert not compare.third.has_picture
    assert compare.third.texts == CornerTexts()
    assert compare.guest(Place.THIRD) is None


def test_a_guest_on_the_left_stands_instead_of_the_original_side_by_side_only(
    compare: CompareView,
) -> None:
    compare.set_guest(Place.LEFT, guest())

    quad = compare.original.picture
    compare.set_view_layout(Layout.SIDE_BY_SIDE)

    assert (quad, compare.original.picture) == (ORIGINAL, OTHER_RECIPE)
    assert compare.original.texts.top_left == ("Bone detail",)


def test_a_guest_of_the_film_looks_at_the_same_place(compare: CompareView) -> None:
    compare.set_guest(Place.THIRD, guest())

    compare.enhanced.set_look(Look(120, 130, 4.0))

    assert compare.third.look == compare.original.look == Look(120, 130, 4.0)


def test_a_guest_that_was_cut_shows_the_same_place_at_the_same_scale(compare: CompareView) -> None:
    """Half as wide and high, it begins at a quarter: column 150, row 100."""
    compare.set_guest(Place.FOURTH, guest(CROPPED))

    compare.original.set_look(Look(310, 190, 3.0))

    look = compare.fourth.look
    assert (look.x, look.y, look.scale) == pytest.approx((160, 90, 3.0))


def test_another_film_is_zoomed_as_far_beyond_fitting_at_the_same_share(
    compare: CompareView,
) -> None:
    """Ours fits at 0.75 (300 / 400), the other at 0.3 (300 / 1000): twice that is 0.6."""
    compare.set_guest(Place.THIRD, guest(OTHER_FILM, is_other_film=True))
    fitted = compare.third.look.scale

    compare.original.set_look(Look(150, 300, 1.5))

    look = compare.third.look
    assert fitted == pytest.approx(0.3)
    assert (look.x, look.y, look.scale) == pytest.approx((125, 750, 0.6))


def test_parted_panes_leave_guests_alone(compare: CompareView) -> None:
    compare.set_guest(Place.THIRD, guest())
    compare.set_linked(False)
    before = compare.third.look

    compare.enhanced.set_look(Look(120, 130, 4.0))

    assert compare.third.look == before


def test_holding_shows_the_original_in_place_of_another_recipe(compare: CompareView) -> None:
    compare.original.set_corner_texts(["Original"])
    compare.set_guest(Place.THIRD, guest())

    compare.hold_original(True)
    held = compare.third.picture, compare.third.texts.top_left
    compare.hold_original(False)

    assert held == (ORIGINAL, ("Original",))
    assert compare.third.picture is OTHER_RECIPE


def test_holding_shows_of_another_film_its_own_original(compare: CompareView) -> None:
    raw = guest(picture_from(np.full((1000, 500), 10)), is_other_film=True)
    compare.set_guest(Place.LEFT, replace(guest(OTHER_FILM, is_other_film=True), original=raw))
    compare.set_view_layout(Layout.SIDE_BY_SIDE)

    compare.hold_original(True)
    held = compare.original.picture
    compare.hold_original(False)

    assert held is raw.picture
    assert compare.original.picture is OTHER_FILM


def test_a_drag_on_another_film_is_told_apart(compare: CompareView) -> None:
    compare.set_guest(Place.THIRD, guest(OTHER_FILM, is_other_film=True))
    compare.set_guest(Place.FOURTH, guest())
    dragged = heard(compare.guest_window_dragged)

    for pane in (compare.third, compare.fourth):
        drag(pane, Qt.MouseButton.LeftButton, (100, 100), (130, 90))

    assert dragged == [(Place.THIRD, 30.0, -10.0)]


def test_a_place_on_another_film_is_on_no_picture_of_ours(compare: CompareView) -> None:
    compare.set_guest(Place.THIRD, guest(OTHER_FILM, is_other_film=True))

    assert compare.shares(compare.third, 500, 250) == ((-1.0, -1.0), (-1.0, -1.0))


def test_a_place_on_a_cut_guest_is_found_on_the_film(compare: CompareView) -> None:
    compare.set_guest(Place.THIRD, guest(CROPPED))
    compare.third.pointed.emit(0, 0)

    original, enhanced = compare.shares(compare.third, 100, 150)  # the middle of both

    assert original == enhanced == pytest.approx((0.5, 0.5))


def test_another_table_of_a_guest_changes_only_its_pane(compare: CompareView) -> None:
    compare.set_guest(Place.THIRD, guest())

    compare.set_guest_table(Place.THIRD, 255 - IDENTITY)

    assert (grey_of(compare.third) == 135).any()
    assert (grey_of(compare.enhanced) == 180).any()


def test_a_synthetic_guest_is_marked_in_its_own_pane(compare: CompareView) -> None:
    synthetic = picture_from(np.full((400, 600), 120), is_synthetic=True)

    compare.set_guest(Place.FOURTH, guest(synthetic))

    marked = [(pixels_of(pane)[0] == VIOLET).all() for pane in compare.all_panes]
    assert marked == [False, False, False, True]
    assert compare.fourth.look == compare.enhanced.look


def test_guests_go_when_another_film_comes(compare: CompareView) -> None:
    compare.set_guest(Place.THIRD, guest())

    compare.dismiss_guests()

    assert (compare.guest(Place.THIRD), compare.third.has_picture) == (None, False)


def test_another_result_keeps_the_guests(compare: CompareView) -> None:
    compare.set_guest(Place.THIRD, guest())

    compare.show_pictures(ORIGINAL, IDENTITY, ORIGINAL, IDENTITY, keep_view=True)

    assert compare.third.picture is OTHER_RECIPE
