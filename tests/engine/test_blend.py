"""engine.blend"""

from dataclasses import replace

import numpy as np
import pytest

from engine.blend import blended, why_not_blended
from engine.errors import Cancelled
from engine.frame import Frame
from engine.progress import Progress
from engine.step import step_type
from tests.properties.films import frame_of


def even(grey: float) -> Frame:
    """A film of 2 x 2 pixels."""
    return frame_of(np.full((2, 2), grey, np.float32))


HALVES = np.array([[0.0, 0.0], [0.5, 1.0]], np.float32)


@pytest.mark.parametrize(("blend", "grey"), [(0.0, 0.2), (0.25, 0.35), (1.0, 0.8)])
def test_a_share_of_the_step_is_a_share_of_the_way(blend: float, grey: float) -> None:
    """From 0.2 to 0.8 are 0.6: a quarter of that is 0.15."""
    mixed = blended(even(0.2), even(0.8), blend, None, Progress())

    np.testing.assert_allclose(mixed.pixels, grey, atol=1e-6)


def test_a_region_comes_on_top() -> None:
    """Half of the step, and of that half where the region is half: 0.2 + 0.6 / 4."""
    mixed = blended(even(0.2), even(0.8), 0.5, HALVES, Progress())

    np.testing.assert_allclose(mixed.pixels, [[0.2, 0.2], [0.35, 0.5]], atol=1e-6)


def test_field_and_what_was_filled_in_change_only_where_the_step_counts() -> None:
    masked = replace(even(0.0), field=np.zeros((2, 2), np.bool_), altered=np.ones((2, 2), np.bool_))

    part = blended(even(0.2), masked, 0.5, HALVES, Progress())
    none = blended(even(0.2), masked, 0.0, HALVES, Progress())

    assert part.field.tolist() == [[True, True], [False, False]]
    assert part.altered is not None
    assert part.altered.tolist() == [[False, False], [True, True]]
    assert none.field.all()
    assert none.altered is None


def test_it_stops_when_nobody_wants_it() -> None:
    progress = Progress()
    progress.cancel()

    with pytest.raises(Cancelled):
        blended(even(0.2), even(0.8), 0.5, None, progress)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("unsharp_mask", ""),
        ("rotate", "it moves the whole film, so that nothing lies on what it was"),
        ("clahe", "it sets the window, which is either the film's or its own"),
        ("ct_like_appearance", "half of what a network invented would pass for film"),
    ],
)
def test_it_says_what_cannot_be_blended(name: str, reason: str) -> None:
    assert why_not_blended(step_type(name)) == reason
