"""Whole CT volumes: a series of axial slices or a NIfTI file, turned one way round."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine.dicom.slices import Slice
from engine.frame import FloatImage

FEWEST_SLICES, LEAST_HEIGHT_MM = 15, 180.0
LARGEST_GAP_MM = 10.0
"""Between slices; further apart than that nobody knows what lies between them."""

_MOST_VOXELS = 1_000_000_000
_NO_NIBABEL = (
    "NIfTI volumes need the library nibabel, which is not installed: "
    "install the extra 'training' (pip install 'negatoscope[training]')."
)


class NoVolumeError(Exception):
    """These files make no volume of a chest; ``str(error)`` is the reason."""


@dataclass(frozen=True, slots=True, eq=False)
class CtVolume:
    """A CT volume as one looks at a patient: from the front, head up.

    Attributes:
        name: File or series name without folders.
        patient: Digest that tells patients apart, never their ID.
        values: (slices, rows, columns) float32 Hounsfield units: from the head down, from the
            front backwards, from the patient's right to the left.
        spacing_mm: (slice, row, column).
    """

    name: str
    patient: str
    values: FloatImage
    spacing_mm: tuple[float, float, float]

    @property
    def height_mm(self) -> float:
        """Head to feet, as scanned."""
        return float(len(self.values) * self.spacing_mm[0])


def volume_of_slices(slices: Sequence[Slice], name: str, patient: str) -> CtVolume:
    """Return the volume that axial slices of one series make.

    Args:
        slices: In any order, all of one series.
        name: For the volume.
        patient: Digest of whose it is.

    Raises:
        NoVolumeError: If they are too few, too low, uneven, or do not lie on each other.
    """
    if len(slices) < FEWEST_SLICES:
        raise NoVolumeError(_too_few(len(slices)))
    first = slices[0]
    if any(one.plane != "axial" or not _lies_on(one, first) for one in slices):
        raise NoVolumeError("its slices do not lie straight on each other.")
    by_height = {round(float(one.corner_mm[2]), 2): one for one in slices}
    heights = sorted(by_height, reverse=True)
    gaps = -np.diff(heights)
    if len(heights) < FEWEST_SLICES:
        raise NoVolumeError(_too_few(len(heights)))
    gap = float(np.median(gaps))
    if gap > LARGEST_GAP_MM or gaps.max() > 1.5 * gap or gaps.min() < 0.5 * gap:
        raise NoVolumeError(f"its slices lie {gaps.min():.1f} to {gaps.max():.1f} mm apart.")
    turned = [_from_the_front(by_height[height]) for height in heights]
    row, column = first.spacing_mm[::-1] if _runs_to_the_back(first) else first.spacing_mm
    volume = CtVolume(name, patient, np.stack(turned), (gap, row, column))
    return _high_enough(volume)


def read_nifti(path: Path, name: str, patient: str) -> CtVolume:
    """Return the CT volume in a NIfTI file.

    Args:
        path: ``.nii`` or ``.nii.gz``.
        name: For the volume.
        patient: Digest of whose it is.

    Raises:
        NoVolumeError: If it is no CT volume of enough slices, or nibabel is not installed.
    """
    try:
        import nibabel
        from nibabel.filebasedimages import ImageFileError
        from nibabel.spatialimages import HeaderDataError, SpatialImage
        from nibabel.wrapstruct import WrapStructError
    except ImportError as error:
        raise NoVolumeError(_NO_NIBABEL) from error
    try:
        image = nibabel.loadsave.load(path)
        shape = image.shape if isinstance(image, SpatialImage) else ()
        if len(shape) != 3 or int(np.prod(shape, dtype=np.int64)) > _MOST_VOXELS:
            raise NoVolumeError(f"it is no single volume: {shape}.")
        # to the right, the front, the head
        upright = nibabel.funcs.as_closest_canonical(image)
        spacing = [float(mm) for mm in upright.header.get_zooms()]
        voxels = np.asarray(upright.dataobj, dtype=np.float32)
    except (
        ImageFileError,
        HeaderDataError,
        WrapStructError,
        zlib.error,
        OSError,
        EOFError,
        ValueError,
        OverflowError,
        MemoryError,
    ) as error:
        raise NoVolumeError("it is damaged, or no NIfTI file.") from error
    if not (np.isfinite(spacing).all() and min(spacing) > 0):
        raise NoVolumeError("it does not say how far apart its voxels are.")
    values = np.ascontiguousarray(np.nan_to_num(voxels)[::-1, ::-1, ::-1].transpose(2, 1, 0))
    if values.min() > -500 or values.max() < 100:
        raise NoVolumeError("its values are no Hounsfield units: there is no air or no bone.")
    if values.shape[0] < FEWEST_SLICES:
        raise NoVolumeError(_too_few(values.shape[0]))
    if spacing[2] > LARGEST_GAP_MM:
        raise NoVolumeError(f"its slices lie {spacing[2]:.1f} mm apart.")
    return _high_enough(CtVolume(name, patient, values, (spacing[2], spacing[1], spacing[0])))


def _too_few(count: int) -> str:
    if count == 1:
        return "it is a single axial slice, which is no frontal view."
    return f"{count} axial slices are no frontal view; a volume needs {FEWEST_SLICES}."


def _high_enough(volume: CtVolume) -> CtVolume:
    if volume.height_mm < LEAST_HEIGHT_MM:
        raise NoVolumeError(
            f"it is {volume.height_mm:.0f} mm high; a chest is {LEAST_HEIGHT_MM:.0f} mm."
        )
    return volume


def _lies_on(one: Slice, other: Slice) -> bool:
    """Whether two slices cover the same columns of the body in the same pixels."""
    return (
        one.values.shape == other.values.shape
        and np.allclose(one.spacing_mm, other.spacing_mm, rtol=1e-3)
        and np.allclose(one.along_row, other.along_row, atol=0.01)
        and np.allclose(one.along_column, other.along_column, atol=0.01)
        and np.allclose(one.corner_mm[:2], other.corner_mm[:2], atol=2)
    )


def _runs_to_the_back(one: Slice) -> bool:
    """Whether the rows of an axial slice run from front to back instead of across."""
    return abs(float(one.along_row[0])) < abs(float(one.along_row[1]))


def _from_the_front(one: Slice) -> FloatImage:
    """Return an axial slice with the front in the first row and the right in the first column."""
    values, right, back = one.values, one.along_row[0], one.along_column[1]
    if _runs_to_the_back(one):
        values, right, back = values.T, one.along_column[0], one.along_row[1]
    step = (1 if back > 0 else -1), (1 if right > 0 else -1)
    return np.ascontiguousarray(values[:: step[0], :: step[1]])
