"""engine.training.translation.tissue"""

import numpy as np
import pytest
from scipy import ndimage

from engine.training.translation.tissue import T1_FAT, ct_grey, t1_grey
from tests.engine.training.translation.chest_phantom import (
    CORTEX,
    FAT,
    LUNG,
    MARROW,
    MUSCLE,
    SPACING_MM,
    chest,
)


def middle(hounsfield: float) -> float:
    """Return the T1-like grey in the middle of a block of one tissue."""
    block = np.full((9, 31, 31), hounsfield, np.float32)
    return float(t1_grey(block, (4.0, 2.0, 2.0))[4, 15, 15])


def test_t1_orders_the_tissues() -> None:
    lung, cortex, muscle, liver, fat = map(middle, (LUNG, CORTEX, MUSCLE, 60, FAT))

    assert lung < cortex - 0.05
    assert cortex < muscle - 0.2
    assert cortex < liver - 0.2
    assert max(muscle, liver) < fat - 0.3
    assert fat == pytest.approx(T1_FAT, abs=0.01)


def test_spongy_bone_is_no_fat() -> None:
    assert middle(MARROW) == pytest.approx(middle(MUSCLE), abs=0.06)


def test_t1_order_holds_in_a_made_chest() -> None:
    values = chest()
    grey = t1_grey(values, SPACING_MM)

    def inside(hounsfield: float) -> float:
        core = ndimage.binary_erosion(values == hounsfield, np.ones((1, 5, 5)))
        return float(grey[core].mean())

    lung, muscle, fat = inside(LUNG), inside(MUSCLE), inside(FAT)
    cortex = float(grey[values == CORTEX].mean())
    assert lung < cortex < muscle < fat


@pytest.mark.parametrize("slices", [21, 1])
def test_no_bright_rim_where_lung_meets_muscle(slices: int) -> None:
    """The mean of both passes through the Hounsfield units of fat, in all three directions."""
    down, back, across = np.ogrid[:slices, :41, :41]
    far = np.sqrt((2 * (down - slices // 2)) ** 2 + (back - 20) ** 2 + (across - 20) ** 2)
    sharp = np.where(far < 12, LUNG, MUSCLE).astype(np.float32)
    blurred = ndimage.gaussian_filter(sharp, (1.0 if slices > 1 else 0, 2.0, 2.0))
    is_like_fat = (blurred > -130) & (blurred < -50)
    assert is_like_fat.sum() > 20  # there is something to be taken in by

    grey = t1_grey(blurred.astype(np.float32), (2.0, 1.0, 1.0))

    assert grey.max() < middle(MUSCLE) + 0.1


def test_no_bright_rim_on_a_dome_between_thick_slices() -> None:
    """A diaphragm halfway through a slice gives that whole slice the values of fat."""
    values = np.full((9, 41, 41), LUNG, np.float32)
    values[4], values[5:] = -100, MUSCLE

    grey = t1_grey(values, (8.0, 1.0, 1.0))

    assert grey[4].max() < middle(MUSCLE)


def test_fat_stays_bright_under_the_grain_of_thin_slices() -> None:
    random = np.random.default_rng(3)
    values = (FAT + random.normal(0, 40, (5, 61, 61))).astype(np.float32)

    grey = t1_grey(values, (1.0, 0.8, 0.8))[:, 5:-5, 5:-5]

    assert np.percentile(grey, 5) > 0.75


def test_ct_grey_keeps_the_ranges_of_its_tissues() -> None:
    greys = ct_grey(np.array([-1024, LUNG, -600, FAT, 40, 250, 1200, 3000], np.float32))

    assert greys[0] == pytest.approx(0.04)
    assert 0.04 < greys[1] < greys[2] <= 0.16 + 1e-6
    assert greys[3] == pytest.approx(0.42)
    assert greys[4] == pytest.approx(0.60)
    assert greys[5:].tolist() == pytest.approx([0.8, 1, 1])
