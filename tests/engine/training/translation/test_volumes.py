"""engine.training.translation.volumes"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import nibabel
import numpy as np
import numpy.typing as npt
import pytest

from engine.dicom.slices import Slice
from engine.training.translation.volumes import NoVolumeError, read_nifti, volume_of_slices
from tests.engine.training.translation.chest_phantom import SPACING_MM, chest

X, Y, Z = np.eye(3)


def axial(
    number: int,
    values: npt.NDArray[np.float32],
    *,
    gap_mm: float = 4.0,
    along_row: npt.NDArray[np.float64] = X,
    along_column: npt.NDArray[np.float64] = Y,
) -> Slice:
    return Slice(
        values=values,
        is_hounsfield=True,
        series="1.2",
        corner_mm=np.array([-170, -110, -gap_mm * number]),
        along_row=along_row,
        along_column=along_column,
        spacing_mm=(2.0, 2.0),
        thickness_mm=4.0,
    )


def series() -> list[Slice]:
    return [axial(number, values) for number, values in enumerate(chest())]


def test_slices_in_any_order_make_the_volume_from_the_head_down() -> None:
    slices = series()
    np.random.default_rng(1).shuffle(slices)

    volume = volume_of_slices(slices, "made", "nobody")

    assert np.array_equal(volume.values, chest())
    assert volume.spacing_mm == SPACING_MM
    assert volume.height_mm == 248


@pytest.mark.parametrize(
    ("along_row", "along_column", "turned"),
    [
        (-X, Y, lambda v: v[:, ::-1]),
        (X, -Y, lambda v: v[::-1]),
        (-X, -Y, lambda v: v[::-1, ::-1]),
        (Y, X, lambda v: v.T),
    ],
)
def test_slices_stored_another_way_round_are_turned(
    along_row: npt.NDArray[np.float64],
    along_column: npt.NDArray[np.float64],
    turned: Callable[[npt.NDArray[np.float32]], npt.NDArray[np.float32]],
) -> None:
    slices = [
        axial(n, turned(values), along_row=along_row, along_column=along_column)
        for n, values in enumerate(chest())
    ]

    assert np.array_equal(volume_of_slices(slices, "made", "nobody").values, chest())


def test_the_spacing_of_transposed_slices_is_transposed_too() -> None:
    slices = [
        replace(axial(n, v.T, along_row=Y, along_column=X), spacing_mm=(1.0, 3.0))
        for n, v in enumerate(chest())
    ]

    assert volume_of_slices(slices, "made", "nobody").spacing_mm == (4.0, 3.0, 1.0)


def test_a_slice_that_comes_twice_counts_once() -> None:
    volume = volume_of_slices([*series(), series()[3]], "made", "nobody")

    assert len(volume.values) == len(chest())


def with_a_hole() -> list[Slice]:
    slices = series()
    del slices[30]
    return slices


@pytest.mark.parametrize(
    ("slices", "reason"),
    [
        (series()[:1], "single axial slice"),
        (series()[:14], "14 axial slices"),
        ([series()[0]] * 20, "single axial slice"),
        (series()[:40], "160 mm high"),
        (with_a_hole(), "4.0 to 8.0 mm apart"),
        ([axial(n, v, gap_mm=12) for n, v in enumerate(chest())], "12.0 mm apart"),
        ([*series()[:-1], axial(61, chest()[0], along_row=Y, along_column=Z)], "straight"),
    ],
)
def test_refuses_slices_that_make_no_chest(slices: list[Slice], reason: str) -> None:
    with pytest.raises(NoVolumeError, match=reason):
        volume_of_slices(slices, "made", "nobody")


@pytest.mark.parametrize("ending", [".nii", ".nii.gz"])
@pytest.mark.parametrize("axes", ["LPS", "RAS", "LAI", "SPL"])
def test_nifti_comes_the_right_way_round_however_it_is_stored(
    tmp_path: Path, axes: str, ending: str
) -> None:
    """Nibabel writes the file and says by its affine which way round it is."""
    ours = nibabel.nifti1.Nifti1Image(chest(), affine())
    stored = ours.as_reoriented(
        nibabel.orientations.ornt_transform(
            nibabel.orientations.axcodes2ornt("IPL"), nibabel.orientations.axcodes2ornt(axes)
        )
    )
    path = tmp_path / f"made{ending}"
    nibabel.nifti1.save(stored, path)

    volume = read_nifti(path, "made", "nobody")

    assert np.array_equal(volume.values, chest())
    assert volume.spacing_mm == pytest.approx(SPACING_MM)


def affine() -> npt.NDArray[np.float64]:
    """Return the affine of voxels that run to the feet, to the back and to the left."""
    matrix = np.zeros((4, 4))
    matrix[2, 0], matrix[1, 1], matrix[0, 2], matrix[3, 3] = -4, -2, -2, 1
    return matrix


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        (chest()[:14], "14 axial slices"),
        (chest()[:30], "120 mm high"),
        (np.abs(chest()), "no Hounsfield units"),
        (np.stack([chest()] * 2, axis=-1), "no single volume"),
    ],
)
def test_refuses_nifti_that_holds_no_chest(
    tmp_path: Path, values: npt.NDArray[np.float32], reason: str
) -> None:
    path = tmp_path / "made.nii"
    nibabel.nifti1.save(nibabel.nifti1.Nifti1Image(values, affine()), path)

    with pytest.raises(NoVolumeError, match=reason):
        read_nifti(path, "made", "nobody")


@pytest.mark.parametrize("content", [b"", b"no volume at all", b"\x1f\x8b broken"])
def test_refuses_a_file_that_is_no_nifti(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "made.nii.gz"
    path.write_bytes(content)

    with pytest.raises(NoVolumeError, match="damaged"):
        read_nifti(path, "made", "nobody")
