"""engine.samples.test_pattern"""

import numpy as np
import pytest

from engine.errors import Cancelled
from engine.progress import Progress
from engine.samples.test_pattern import TestPattern, make_test_pattern


@pytest.fixture(scope="module")
def pattern() -> TestPattern:
    """The display test pattern."""
    return make_test_pattern()


def test_sixteen_equal_steps_lead_from_black_to_white(pattern: TestPattern) -> None:
    levels = [patch.level for patch in pattern.patches if patch.name.startswith("step")]

    assert levels == [4369 * k for k in range(16)]  # 65535 / 15


def test_patches_have_their_level_where_they_are_said_to_lie(pattern: TestPattern) -> None:
    for patch in pattern.patches:
        top, left, bottom, right = patch.box
        middle = pattern.film.pixels[top + 40 : bottom - 40 or None, left + 40 : right - 40 or None]
        if patch.name in ("5 %", "95 %"):
            middle = pattern.film.pixels[top:bottom, left:right]
        assert (middle == patch.level).all(), patch.name


@pytest.mark.parametrize(("name", "level", "ground"), [("5 %", 3277, 0), ("95 %", 62258, 65535)])
def test_the_two_squares_every_display_must_show(
    pattern: TestPattern, name: str, level: int, ground: int
) -> None:
    patch = next(patch for patch in pattern.patches if patch.name == name)
    top, left, bottom, right = patch.box

    assert patch.level == level
    assert pattern.film.pixels[top - 1, left] == ground
    assert pattern.film.pixels[bottom, right - 1] == ground


def test_the_ramps_rise_evenly_over_the_full_range(pattern: TestPattern) -> None:
    ramp = pattern.film.pixels[13 * 128 + 60, 3 * 128 : 13 * 128].astype(int)

    assert (ramp[0], ramp[-1]) == (0, 65535)
    assert set(np.diff(ramp)) <= {51, 52}  # 65535 / 1279 = 51.24


@pytest.mark.parametrize("width", [1, 2, 3])
@pytest.mark.parametrize("corner", [(128, 128), (13 * 128, 13 * 128), (7 * 128, 7 * 128)])
def test_line_pairs_are_as_fine_as_they_say(
    pattern: TestPattern, corner: tuple[int, int], width: int
) -> None:
    """Down the first column of the patch: ``width`` white lines, then as many black ones."""
    top, left = corner
    column = pattern.film.pixels[top : top + 12, left + (width - 1) * 64 + 5]

    expected = [65535 if k // width % 2 == 0 else 0 for k in range(12)]

    assert column.tolist() == expected


def test_the_words_fade_but_the_first_letter_can_be_told(pattern: TestPattern) -> None:
    word = pattern.film.pixels[45 : 45 + 96, 384 : 384 + 384]

    levels = [word[:, 10 + 33 * k : 43 + 33 * k].max() for k in range(11)]

    assert word.min() == 0
    assert levels == sorted(levels, reverse=True)
    assert levels[0] > 0.13 * 65535
    assert levels[-1] < 0.02 * 65535


def test_stops_when_it_is_cancelled() -> None:
    progress = Progress()
    progress.cancel()

    with pytest.raises(Cancelled):
        make_test_pattern(progress)
