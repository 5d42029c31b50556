"""engine.samples.cage, soft_tissue, skeleton and vessels"""

import numpy as np
import pytest

from engine.samples import cage
from engine.samples.projector import Geometry
from engine.samples.skeleton import ribs, vertebra
from engine.samples.soft_tissue import diaphragm, lung_path, lung_share
from engine.samples.vessels import Root, grown, vessel_path

FILM = Geometry(320, 320, 1.2)
ROOT = Root((-34, 150, -2), (-0.3, 1.0, -0.2), 60)


def test_a_curve_passes_its_points_and_never_overshoots() -> None:
    at, values = (0.0, 1.0, 2.0, 10.0), (0.0, 0.0, 5.0, 5.0)
    y = np.linspace(-1, 12, 500, dtype=np.float32)

    curve = cage.smooth(y, at, values)

    assert cage.smooth(np.array(at, np.float32), at, values).tolist() == list(values)
    assert curve.min() == 0
    assert curve.max() == 5
    assert (np.diff(curve) >= -1e-6).all()


def test_lungs_have_the_volume_of_an_adults() -> None:
    """Both lungs of an adult, inspired: 4 to 7 litres."""
    path_mm = lung_path(FILM, np.random.default_rng(0))

    litres = path_mm.sum() * 1.2**2 / 1e6

    assert 4 < litres < 7


def test_the_heart_is_no_wider_than_half_the_chest() -> None:
    """The cardiothoracic ratio of a sound heart is at most 0.5 or so on a PA film."""
    x = np.arange(-150, 150, 0.25, dtype=np.float32)[None, :]
    y = np.arange(150, 262, 2.0, dtype=np.float32)[:, None]
    is_clear = lung_share(x, y) > 0.78  # a millimetre or two inside the border it is less

    right = x[0][np.argmax((is_clear & (x < 0))[:, ::-1], axis=1) * -1 - 1].min()
    left = x[0][np.argmax(is_clear & (x > 0), axis=1)].max()
    chest = 2 * float(cage.wall(np.array([262], np.float32))[0])

    assert 0.40 < (left - right) / chest < 0.52


def test_the_right_dome_is_higher_than_the_left() -> None:
    x = np.arange(-130, 130, dtype=np.float32)

    height = diaphragm(x)

    assert 5 < height[x > 0].min() - height[x < 0].min() < 25


def test_twelve_pairs_of_ribs_go_down_and_forward() -> None:
    pairs = list(ribs(np.random.default_rng(0)))

    assert len(pairs) == 24
    for rib in pairs:
        start, end = rib.line[0], rib.line[-1]
        assert end[1] > start[1] + 15
        assert end[2] > start[2]


def test_ribs_start_beside_successive_vertebrae() -> None:
    heads = [rib.line[0, 1] for rib in list(ribs(np.random.default_rng(0)))[::2]]

    for number, head in enumerate(heads):
        centre, pitch = vertebra(number + 2)
        assert abs(head - centre) < 0.75 * pitch


def test_no_daughter_is_wider_than_its_mother() -> None:
    tree = grown(ROOT, np.random.default_rng(0))

    mothers = tree.radii_mm[tree.parents[1:]]

    assert (tree.radii_mm[1:] <= mothers + 1e-5).all()


def test_branches_share_their_load_by_the_law_of_the_module() -> None:
    """r^2.3 of a branch is the sum of its daughters' r^2.3."""
    tree = grown(ROOT, np.random.default_rng(0))
    load = tree.radii_mm.astype(float) ** 2.3
    daughters = np.bincount(tree.parents[1:], load[1:], minlength=len(load))
    branches = np.flatnonzero(daughters)

    assert daughters[branches] == pytest.approx(load[branches], rel=1e-4)


def test_vessels_stay_on_their_side_and_near_the_lungs() -> None:
    tree = grown(ROOT, np.random.default_rng(0))

    assert (tree.nodes[:, 0] < 0).all()
    assert (np.abs(tree.nodes[:, 0]) < 140).all()


def test_blood_is_found_where_lungs_are() -> None:
    blood = vessel_path(FILM, np.random.default_rng(0))
    lung = lung_path(FILM, np.random.default_rng(0))

    assert blood[lung > 20].sum() > 0.7 * blood.sum()
    assert blood[:30].sum() == pytest.approx(0, abs=1e-3)
