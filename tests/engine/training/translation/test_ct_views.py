"""engine.training.translation.ct_views"""

import numpy as np
import numpy.typing as npt
import pytest

from engine.dicom.slices import Slice
from engine.training.translation.ct_views import ShownVolume, coronal_picture, slabs
from engine.training.translation.lung_box import NoLungsError
from tests.engine.training.translation.chest_phantom import FAT, LUNG, MUSCLE, chest_volume, coronal

X, Y, Z = np.eye(3)


def one(
    values: npt.NDArray[np.float32],
    along_row: npt.NDArray[np.float64] = X,
    along_column: npt.NDArray[np.float64] = -Z,
    spacing_mm: tuple[float, float] = (4.0, 2.0),
) -> Slice:
    return Slice(values, True, "1.2", np.zeros(3), along_row, along_column, spacing_mm, 3.0)


@pytest.fixture(scope="module")
def shown() -> ShownVolume:
    return ShownVolume.of(chest_volume(), "ct")


def test_a_coronal_slice_becomes_a_picture_of_square_pixels() -> None:
    """The lungs are 240 x 170 mm; times 1.12 that is 269 mm wide and, at least, 0.8 of it high."""
    picture = coronal_picture(one(coronal()), "a", "p", long_side=256, appearance="ct")

    rows, columns = picture.image.shape
    assert columns == 256
    assert rows == pytest.approx(0.8 * 256, abs=4)
    dark = picture.image < 0.2
    lungs = np.flatnonzero(dark.any(axis=0))
    assert (lungs[-1] - lungs[0]) / columns == pytest.approx(1 / 1.12, abs=0.03)
    assert picture.field.all()
    assert picture.kind == "slice"


@pytest.mark.parametrize(
    "turned",
    [
        one(coronal()[::-1], X, Z),
        one(coronal()[:, ::-1], -X, -Z),
        one(coronal().T, -Z, X, (2.0, 4.0)),
    ],
)
def test_a_slice_stored_another_way_round_gives_the_same_picture(turned: Slice) -> None:
    wanted = coronal_picture(one(coronal()), "a", "p", long_side=128, appearance="ct")

    found = coronal_picture(turned, "a", "p", long_side=128, appearance="ct")

    assert np.array_equal(found.image, wanted.image)


def test_padding_within_the_picture_lies_outside_its_field() -> None:
    values = coronal()
    values[50:, 75:95] = -2000  # a corner the scanner did not see
    picture = coronal_picture(one(values), "a", "p", long_side=128, appearance="ct")

    assert 0.8 < picture.field.mean() < 1
    assert picture.image[~picture.field].min() >= 0


def test_t1_slices_have_bright_fat_and_ct_slices_have_not() -> None:
    values = coronal()
    values[20:40, 80:90] = FAT
    ct, t1 = (
        coronal_picture(one(values), "a", "p", long_side=256, appearance=appearance).image
        for appearance in ("ct", "t1")
    )

    assert np.median(t1[ct < 0.12]) < 0.1
    assert t1.max() > 0.8
    assert np.median(t1[np.isclose(ct, 0.605, atol=0.01)]) == pytest.approx(0.5, abs=0.04)


def test_a_slice_without_lungs_is_refused() -> None:
    values = coronal()
    values[values == LUNG] = MUSCLE

    with pytest.raises(NoLungsError):
        coronal_picture(one(values), "a", "p", long_side=128, appearance="ct")


def test_slabs_are_the_same_for_the_same_seed_and_differ_from_each_other(
    shown: ShownVolume,
) -> None:
    first, again = (
        slabs(shown, count=3, long_side=96, random=np.random.default_rng(4)) for _ in range(2)
    )

    assert all(np.array_equal(a.image, b.image) for a, b in zip(first, again, strict=True))
    assert len({a.image.tobytes() for a in first}) == 3
    assert len({a.name for a in first}) == 3


def test_slabs_show_dark_lungs_beside_a_bright_middle(shown: ShownVolume) -> None:
    for slab in slabs(shown, count=4, long_side=96, random=np.random.default_rng(4)):
        rows, columns = slab.image.shape
        level = slab.image[rows // 2]
        assert max(slab.image.shape) == 96
        assert level[columns // 4] < 0.25
        assert level[3 * columns // 4] < 0.25
        assert level[columns // 2] > 0.45
        assert slab.image.min() >= 0
        assert slab.image.max() <= 1
