"""engine.difference"""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest

from engine import (
    WHOLE_SHARE,
    FullRange,
    Picture,
    Window,
    display_shares,
    has_modality_values,
    modality_shares,
    signed_difference,
)


def picture_of(indices: object, *, low: float = 0.0, high: float = 65535.0) -> Picture:
    """A picture whose indices mean values from low to high."""
    return Picture(
        indices=np.array(indices, dtype=np.uint16),
        values=np.linspace(low, high, 65536),
        first_stored=0,
        is_inverse=False,
        default_voi=FullRange(0, 65535),
        full_range=FullRange(0, 65535),
        spacing_mm=(0.1, 0.1),
    )


def test_shares_of_the_display_run_from_black_to_white_inside_the_window() -> None:
    """Window 1000..3000: its middle is half, and what is outside is at an end."""
    picture = picture_of([[0]])

    shares = display_shares(picture, Window(2000.5, 2001)) / WHOLE_SHARE

    assert shares[[0, 1000, 2000, 3000, 65535]] == pytest.approx([0, 0, 0.5, 1, 1], abs=1e-3)


def test_a_negative_turns_the_shares_round() -> None:
    picture = picture_of([[0]])

    shares = display_shares(picture, FullRange(0, 65535), is_inverted=True)

    assert (shares[0], shares[65535]) == (WHOLE_SHARE, 0)


def test_modality_shares_are_of_what_the_film_can_hold() -> None:
    """Index 65535 of the result means 1024 of 0..4096: a quarter."""
    result = picture_of([[0]], low=0.0, high=1024.0)

    shares = modality_shares(result, FullRange(0, 4096)) / WHOLE_SHARE

    assert shares[[0, 65535]] == pytest.approx([0, 0.25], abs=1e-4)


def test_a_result_on_a_scale_that_falls_has_the_same_modality_shares() -> None:
    """Of a film on which small values are dense, index 0 is the highest value."""
    result = picture_of([[0]], low=1024.0, high=0.0)

    shares = modality_shares(result, FullRange(0, 4096)) / WHOLE_SHARE

    assert shares[[0, 65535]] == pytest.approx([0.25, 0], abs=1e-4)


def test_what_is_brighter_in_the_result_is_positive() -> None:
    shares = np.arange(65536).clip(0, WHOLE_SHARE).astype(np.int16)

    found = signed_difference(
        np.array([[100, 900, 5]], np.uint16), np.array([[300, 400, 5]], np.uint16), shares, shares
    )

    assert found.tolist() == [[200, -500, 0]]


def test_black_to_white_and_back_are_the_ends() -> None:
    shares = np.array([0, *[WHOLE_SHARE] * 65535], np.int16)

    found = signed_difference(
        np.array([[0, 1]], np.uint16), np.array([[1, 0]], np.uint16), shares, shares
    )

    assert found.tolist() == [[WHOLE_SHARE, -WHOLE_SHARE]]


def test_each_picture_goes_through_its_own_shares() -> None:
    random = np.random.default_rng(3)
    original, result = random.integers(0, 65536, (2, 150, 40)).astype(np.uint16)
    first, second = random.integers(0, WHOLE_SHARE, (2, 65536)).astype(np.int16)

    found = signed_difference(original, result, first, second)

    naive = second[result].astype(int) - first[original]
    assert np.array_equal(found, naive)


def test_it_is_written_where_one_likes() -> None:
    random = np.random.default_rng(4)
    original, result = random.integers(0, 65536, (2, 30, 40)).astype(np.uint16)
    first, second = random.integers(0, WHOLE_SHARE, (2, 65536)).astype(np.int16)
    room = np.full((30, 40), 77, np.int16)

    found = signed_difference(original, result, first, second, out=room)

    assert found is room
    assert np.array_equal(room, second[result].astype(int) - first[original])


@pytest.mark.parametrize("room", [np.zeros((40, 30), np.int16), np.zeros((30, 40), np.int32)])
def test_room_of_another_shape_or_kind_is_refused(room: npt.NDArray[np.int16]) -> None:
    picture, shares = np.zeros((30, 40), np.uint16), np.zeros(65536, np.int16)

    with pytest.raises(ValueError, match="cannot be written into"):
        signed_difference(picture, picture, shares, shares, out=room)


def test_pictures_of_other_shapes_are_refused() -> None:
    shares = np.zeros(65536, np.int16)

    with pytest.raises(ValueError, match=r"\(2, 3\) and \(3, 2\)"):
        signed_difference(np.zeros((2, 3), np.uint16), np.zeros((3, 2), np.uint16), shares, shares)


def test_a_step_that_set_the_window_left_no_modality_values() -> None:
    original = picture_of([[0]])

    ready = replace(original, is_display_ready=True)

    assert has_modality_values(original, original)
    assert not has_modality_values(ready, original)


def test_what_a_network_made_has_no_modality_values_unless_the_film_is_its_work() -> None:
    original = picture_of([[0]])
    synthetic = replace(original, is_synthetic=True)

    assert not has_modality_values(synthetic, original)
    assert has_modality_values(synthetic, synthetic)
