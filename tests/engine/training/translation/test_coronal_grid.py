"""engine.training.translation.coronal_grid"""

import numpy as np
import pytest

from engine.training.translation.coronal_grid import CoronalGrid, Gaze, View
from engine.training.translation.lung_box import Box

SPACING_MM = (2.0, 2.5, 2.0)
WHOLE = Box(0, 120, 0, 160)
MIDDLE_MM = 50.0


def grid_with_a_ball(back_mm: float) -> CoronalGrid:
    """Return a grid of 120 x 100 x 160 mm with one ball of 1 in its middle, at a depth."""
    down, back, across = np.ogrid[:60, :40, :80]
    far = np.sqrt(
        (2 * (down + 0.5) - 60) ** 2
        + (2.5 * (back + 0.5) - back_mm) ** 2
        + (2 * (across + 0.5) - 80) ** 2
    )
    return CoronalGrid.of((far < 10).astype(np.float32), SPACING_MM)


def seen(back_mm: float, gaze: Gaze) -> tuple[float, float]:
    """Return where (rows, columns, in mm) the ball is seen."""
    view = View(gaze, WHOLE, MIDDLE_MM, (120, 160))
    picture = grid_with_a_ball(back_mm).projection(view)
    rows, columns = np.mgrid[:120, :160] + 0.5
    total = float(picture.sum())
    return float((picture * rows).sum()) / total, float((picture * columns).sum()) / total


def test_a_straight_look_sums_over_the_depth() -> None:
    values = np.random.default_rng(2).random((60, 40, 80)).astype(np.float32)
    grid = CoronalGrid.of(values, SPACING_MM)
    view = View(Gaze(), WHOLE, MIDDLE_MM, (60, 80))

    assert grid.projection(view) == pytest.approx(values.sum(axis=1) * 2.5, rel=1e-4)


def test_a_slab_is_the_mean_of_its_depths_only() -> None:
    values = np.broadcast_to(np.arange(40, dtype=np.float32)[:, np.newaxis], (60, 40, 80)).copy()
    grid = CoronalGrid.of(values, SPACING_MM)
    view = View(Gaze(), WHOLE, MIDDLE_MM, (60, 80))

    slab = grid.slab(view, 25.0, 50.0)  # rows 10 to 19

    assert slab == pytest.approx(14.5)


@pytest.mark.parametrize("back_mm", [20.0, 50.0, 80.0])
def test_oblique_rays_move_what_lies_before_and_behind_the_middle(back_mm: float) -> None:
    """A ray falls by depth times tan(tilt): 30 mm and 10 degrees are 5.29 mm."""
    rows, columns = seen(back_mm, Gaze(tilt_deg=10, turn_deg=-10))

    moved = (back_mm - MIDDLE_MM) / 30 * 5.29
    assert rows == pytest.approx(60 - moved, abs=0.3)
    assert columns == pytest.approx(80 + moved, abs=0.3)


def test_a_near_source_shows_the_back_larger() -> None:
    def area(back_mm: float, source_mm: float) -> float:
        view = View(Gaze(source_mm=source_mm), WHOLE, MIDDLE_MM, (120, 160))
        return float((grid_with_a_ball(back_mm).projection(view) > 5).sum())

    assert area(80, 1e9) == pytest.approx(area(20, 1e9), rel=0.02)
    assert area(80, 300) / area(20, 300) == pytest.approx((1.1 / 0.9) ** 2, rel=0.08)


def test_a_rolled_picture_turns_about_its_middle() -> None:
    values = np.zeros((60, 40, 80), np.float32)
    values[29:31] = 1  # a level bar
    view = View(Gaze(roll_deg=45), WHOLE, MIDDLE_MM, (120, 160))

    picture = CoronalGrid.of(values, SPACING_MM).projection(view)

    rows, columns = (a - a.mean() for a in np.nonzero(picture > picture.max() / 2))
    assert abs(np.polyfit(columns, rows, 1)[0]) == pytest.approx(1, abs=0.05)


def test_thick_slices_are_joined_smoothly() -> None:
    values = np.repeat(np.arange(8, dtype=np.float32), 4 * 10).reshape(8, 4, 10)

    planes = CoronalGrid.of(values, (8.0, 2.5, 2.0)).planes

    assert planes.shape[1] == 32
    assert np.diff(planes[0, 4:-4, 5]).max() < 0.4  # steps of 1 over 4 rows
