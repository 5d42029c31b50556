"""engine.samples.projector"""

import numpy as np
import pytest

from engine.samples.projector import (
    Geometry,
    Projector,
    Tube,
    add_tube,
    blurred,
    resampled,
)

FILM = Geometry(rows=200, columns=240, pitch_mm=0.5)


def _straight(cortex_mm: float, filling: float) -> Tube:
    """A round bone of 5 mm radius, 60 mm long, across the middle of the film at z = 0."""
    line = np.array([(-30, 50, 0, 5, 5), (0, 50, 0, 5, 5), (30, 50, 0, 5, 5)], np.float32)
    return Tube(line, np.array([0, 0, 1], np.float32), cortex_mm, filling)


def _projected(tube: Tube) -> np.ndarray:
    shells, fillings = Projector(FILM), Projector(FILM)
    add_tube(shells, fillings, tube, np.random.default_rng(0))
    return shells.path_mm(0.3) + fillings.path_mm(0.3)


def test_a_shell_holds_the_volume_of_its_wall() -> None:
    """2 pi r L t = 2 pi 5 mm x 60 mm x 0.1 mm."""
    path = _projected(_straight(cortex_mm=0.1, filling=0.0))

    assert path.sum() * 0.5**2 == pytest.approx(2 * np.pi * 5 * 60 * 0.1, rel=0.03)


def test_a_filling_holds_its_share_of_the_volume() -> None:
    """Pi r^2 L f = pi 25 mm2 x 60 mm x 0.2."""
    path = _projected(_straight(cortex_mm=0.0, filling=0.2))

    assert path.sum() * 0.5**2 == pytest.approx(np.pi * 25 * 60 * 0.2, rel=0.03)


def test_a_cortex_is_brightest_where_it_is_seen_edge_on() -> None:
    path = _projected(_straight(cortex_mm=0.3, filling=0.0))[:, 80:160].mean(axis=1)

    middle, edge = path[98:102].mean(), path[88:112].max()

    assert middle == pytest.approx(2 * 0.3, rel=0.08)  # front and back wall
    assert edge > 2 * middle


def test_what_lies_nearer_the_source_is_magnified_more() -> None:
    points = np.array([(100, 175, 0), (100, 175, -180)], np.float32)

    x, y = FILM.on_film(points)

    assert x.tolist() == pytest.approx([100.0, 110.0])  # 180 of 1800 mm: a tenth
    assert y.tolist() == pytest.approx([175.0, 175.0])  # on the central ray


def test_points_beside_the_film_are_left_out() -> None:
    projector = Projector(FILM)

    projector.add(np.array([(0, 50, 0), (900, 50, 0)], np.float32), np.ones(2, np.float32))

    assert projector.path_mm(0.0).sum() * 0.5**2 == pytest.approx(1.0)


def test_a_curve_is_resampled_at_equal_distances_and_keeps_its_ends() -> None:
    knots = np.array([(0, 0, 0, 1, 1), (3, 0, 0, 2, 1), (30, 0, 0, 3, 1)], np.float32)

    curve = resampled(knots, step_mm=0.5)

    steps = np.linalg.norm(np.diff(curve[:, :3], axis=0), axis=1)
    assert steps.std() < 0.02 * steps.mean()
    assert curve[0].tolist() == pytest.approx([0, 0, 0, 1, 1], abs=1e-4)
    assert curve[-1].tolist() == pytest.approx([30, 0, 0, 3, 1], abs=1e-4)


@pytest.mark.parametrize("sigma_px", [2.0, 20.0])
def test_a_blur_widens_a_point_by_its_sigma(sigma_px: float) -> None:
    """Wide blurs are made on a reduced copy, which must not show."""
    image = np.zeros((301, 301), np.float32)
    image[148:153, 148:153] = 1.0

    column = blurred(image, sigma_px).sum(axis=0)

    x = np.arange(301.0)
    mean = (column * x).sum() / column.sum()
    sigma = np.sqrt((column * (x - mean) ** 2).sum() / column.sum())
    assert mean == pytest.approx(150.0, abs=0.3)
    assert sigma == pytest.approx(np.hypot(sigma_px, np.sqrt(2)), rel=0.06)
