"""viewer.map_colours"""

import numpy as np
import pytest

from viewer.map_colours import (
    BLUE,
    DARK,
    GREY,
    NEUTRAL,
    ORANGE,
    indices_of,
    oklab,
    opaque_table,
    overlay_table,
    srgb,
)


def channels(table: np.ndarray) -> np.ndarray:
    """Return (entries, 4) alpha, red, green, blue."""
    return np.stack([(table >> shift) & 0xFF for shift in (24, 16, 8, 0)], axis=1).astype(float)


def steps(rgb: np.ndarray) -> np.ndarray:
    """Return how far each colour looks from the next."""
    return np.asarray(np.linalg.norm(np.diff(oklab(rgb), axis=0), axis=1))


@pytest.mark.parametrize(
    ("rgb", "lab"),
    [
        ((255, 255, 255), (1.0, 0.0, 0.0)),
        ((255, 0, 0), (0.628, 0.225, 0.126)),
        ((0, 0, 255), (0.452, -0.032, -0.312)),
    ],
)
def test_oklab_is_that_of_its_author(
    rgb: tuple[int, int, int], lab: tuple[float, float, float]
) -> None:
    """The figures of red and blue are those of CSS Color 4's tables, rounded to three places."""
    assert oklab(rgb) == pytest.approx(lab, abs=1.5e-3)
    assert srgb(oklab(rgb)) == pytest.approx(rgb, abs=0.01)


@pytest.mark.parametrize("neutral", [GREY, DARK])
def test_the_ends_and_the_middle_are_the_colours_of_the_design(
    neutral: tuple[int, int, int],
) -> None:
    seen = channels(opaque_table(neutral))

    assert seen[0].tolist() == [255, *BLUE]
    assert seen[NEUTRAL].tolist() == [255, *neutral]
    assert seen[2 * NEUTRAL].tolist() == [255, *ORANGE]


@pytest.mark.parametrize("arm", [slice(0, NEUTRAL + 1), slice(NEUTRAL, 2 * NEUTRAL + 1)])
def test_equal_steps_of_a_map_look_equal(arm: slice) -> None:
    """Four steps of each arm; straight through sRGB those to orange would differ by 7 %."""
    colours = channels(opaque_table())[arm, 1:]
    taken = colours[np.linspace(0, len(colours) - 1, 5).round().astype(int)]

    found = steps(taken)

    assert found.max() / found.min() < 1.05


def test_over_a_picture_it_is_clear_where_nothing_changes_and_30_percent_at_the_ends() -> None:
    seen = channels(overlay_table())

    assert seen[NEUTRAL].tolist() == [0, 0, 0, 0]
    assert seen[[0, 2 * NEUTRAL], 0] == pytest.approx([76.5, 76.5], abs=0.5)
    assert seen[2 * NEUTRAL, 1:] / 76 * 255 == pytest.approx(ORANGE, abs=2)


@pytest.mark.parametrize("grey", [64, 128, 192])
def test_over_any_grey_equal_steps_look_alike(grey: int) -> None:
    seen = channels(overlay_table())
    for arm in (slice(0, NEUTRAL + 1), slice(NEUTRAL, 2 * NEUTRAL + 1)):
        over = seen[arm, 1:] + grey * (1 - seen[arm, :1] / 255)
        taken = over[np.linspace(0, len(over) - 1, 4).round().astype(int)]

        found = steps(taken)

        assert found.max() / found.min() < 1.12


def test_a_signed_share_finds_its_colour() -> None:
    signed = np.array([[-1.0, -0.5, 0.0, 0.5, 1.0]], dtype=np.float32)

    found = indices_of(signed)

    assert found.tolist() == [[0, 16384, NEUTRAL, 49150, 65534]]
