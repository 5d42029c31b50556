"""engine.orientation"""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.orientation import Orientation, opposite

FILM = np.arange(6, dtype=np.uint16).reshape(2, 3)

EVERY = [Orientation(turns, mirrored) for turns in range(4) for mirrored in (False, True)]


def test_a_quarter_turn_is_clockwise() -> None:
    turned = Orientation(1).apply(FILM)

    assert turned.tolist() == [[3, 0], [4, 1], [5, 2]]
    assert np.array_equal(turned, cv2.rotate(FILM, cv2.ROTATE_90_CLOCKWISE))


def test_it_is_mirrored_before_it_is_turned() -> None:
    assert Orientation(1, is_mirrored=True).apply(FILM).tolist() == [[5, 2], [4, 1], [3, 0]]


def test_the_identity_copies_nothing() -> None:
    assert Orientation().apply(FILM) is FILM
    assert Orientation().is_identity


@pytest.mark.parametrize("orientation", EVERY, ids=str)
def test_flips_act_on_what_is_shown(orientation: Orientation) -> None:
    shown = orientation.apply(FILM)

    assert np.array_equal(orientation.flipped_horizontally().apply(FILM), shown[:, ::-1])
    assert np.array_equal(orientation.flipped_vertically().apply(FILM), shown[::-1])
    assert np.array_equal(orientation.turned(-1).apply(FILM), np.rot90(shown))


@pytest.mark.parametrize("orientation", EVERY, ids=str)
def test_a_point_of_the_shown_film_is_found_in_the_stored_one(orientation: Orientation) -> None:
    shown = orientation.apply(FILM)

    for row, column in np.ndindex(shown.shape):
        stored = orientation.to_stored(row + 0.5, column + 0.5, (2, 3))
        assert FILM[int(stored[0]), int(stored[1])] == shown[row, column]


def test_spacing_turns_with_the_film() -> None:
    assert Orientation(1).apply_spacing((0.1, 0.2)) == (0.2, 0.1)
    assert Orientation(2).apply_spacing((0.1, 0.2)) == (0.1, 0.2)


@pytest.mark.parametrize(
    ("orientation", "letters"),
    [
        (Orientation(), ("L", "F")),
        (Orientation(0, is_mirrored=True), ("R", "F")),
        (Orientation(1), ("H", "L")),
        (Orientation(2), ("R", "H")),
        (Orientation(3), ("F", "R")),
    ],
)
def test_letters_at_the_right_and_bottom_edge_follow(
    orientation: Orientation, letters: tuple[str, str]
) -> None:
    """A chest film: its rows run to the patient's left, its columns to the feet."""
    assert orientation.apply_directions(("L", "F")) == letters


def test_oblique_directions_have_opposites_letter_by_letter() -> None:
    assert opposite("HA") == "FP"
    assert opposite("") == ""


@given(st.lists(st.sampled_from(["right", "left", "across", "down"]), max_size=12))
def test_any_sequence_of_turns_equals_doing_them_on_the_picture(moves: list[str]) -> None:
    orientation, picture = Orientation(), FILM
    for move in moves:
        if move == "right":
            orientation, picture = orientation.turned(1), np.rot90(picture, -1)
        elif move == "left":
            orientation, picture = orientation.turned(-1), np.rot90(picture)
        elif move == "across":
            orientation, picture = orientation.flipped_horizontally(), picture[:, ::-1]
        else:
            orientation, picture = orientation.flipped_vertically(), picture[::-1]

    assert np.array_equal(orientation.apply(FILM), picture)


@pytest.mark.parametrize("turns", [-1, 4])
def test_it_refuses_other_than_quarter_turns(turns: int) -> None:
    with pytest.raises(ValueError, match="quarter_turns"):
        Orientation(turns)
