"""CT and MR slices: where in the patient a picture lies, PS3.3 C.7.6.2, and its values."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from pydicom.dataset import Dataset

from engine.dicom.read_values import numbers, text
from engine.frame import FloatImage
from engine.radiograph import Radiograph

Plane = Literal["axial", "coronal", "sagittal", "oblique"]
Vector = npt.NDArray[np.float64]

MOST_TILT_DEG = 12.0
"""How far a slice may lean from a body plane and still be called by its name."""

_SECTIONS = frozenset({"CT", "MR", "PT", "NM"})


@dataclass(frozen=True, slots=True, eq=False)
class Slice:
    """One slice of a patient, in the patient's own directions: x to the left, y back, z up.

    Attributes:
        values: (rows, columns) float32 modality values: Hounsfield units where it is CT.
        is_hounsfield: Whether the file says CT, and its values can be Hounsfield units.
        series: Series Instance UID, "" where there is none.
        corner_mm: (3,) centre of the first pixel: Image Position (Patient).
        along_row: (3,) unit vector in which the column number grows.
        along_column: (3,) unit vector in which the row number grows.
        spacing_mm: (row, column) distance of pixel centres.
        thickness_mm: Slice Thickness, 0 where there is none.
    """

    values: FloatImage
    is_hounsfield: bool
    series: str
    corner_mm: Vector
    along_row: Vector
    along_column: Vector
    spacing_mm: tuple[float, float]
    thickness_mm: float

    @property
    def normal(self) -> Vector:
        """(3,) unit vector across the slice: along_row x along_column."""
        return np.cross(self.along_row, self.along_column)

    @property
    def plane(self) -> Plane:
        """The body plane it lies in, within ``MOST_TILT_DEG``."""
        share = np.abs(self.normal)
        axis = int(np.argmax(share))
        if share[axis] < np.cos(np.deg2rad(MOST_TILT_DEG)):
            return "oblique"
        planes: tuple[Plane, ...] = ("sagittal", "coronal", "axial")
        return planes[axis]


def is_section(radiograph: Radiograph) -> bool:
    """Whether a file is a slice through a patient rather than a projection."""
    return text(_header(radiograph), "Modality") in _SECTIONS


def modality_name(radiograph: Radiograph) -> str:
    """Return (0008,0060) Modality, "" where there is none or where it is no DICOM."""
    return text(_header(radiograph), "Modality")


def slice_of(radiograph: Radiograph) -> Slice | None:
    """Return the slice in a DICOM file; None where it does not say where it lies.

    Args:
        radiograph: As ``read_dicom`` gives it: one frame.
    """
    ds = _header(radiograph)
    position, orientation = numbers(ds, "ImagePositionPatient"), _orientation(ds)
    spacing = numbers(ds, "PixelSpacing")
    known = np.array([*position, *spacing])
    if len(position) != 3 or len(spacing) != 2 or orientation is None:
        return None
    if not (np.isfinite(known).all() and min(spacing) > 0 and max(spacing) < 100):
        return None
    thickness = next(iter(numbers(ds, "SliceThickness")), 0.0)
    values = radiograph.modality.apply(radiograph.pixels.astype(np.float64)).astype(np.float32)
    return Slice(
        values=values,
        is_hounsfield=text(ds, "Modality") == "CT" and _can_be_hounsfield(values),
        series=text(ds, "SeriesInstanceUID"),
        corner_mm=np.array(position),
        along_row=orientation[0],
        along_column=orientation[1],
        spacing_mm=(spacing[0], spacing[1]),
        thickness_mm=thickness if np.isfinite(thickness) and thickness > 0 else 0.0,
    )


def _header(radiograph: Radiograph) -> Dataset:
    header = radiograph.header
    return header if isinstance(header, Dataset) else Dataset()


def _can_be_hounsfield(values: FloatImage) -> bool:
    """Whether there is air and there is tissue: a localiser or a mask has neither."""
    low, high = float(values.min()), float(values.max())
    return low <= -700 and high >= -150


def _orientation(ds: Dataset) -> tuple[Vector, Vector] | None:
    """Return the directions of rows and columns: two unit vectors at right angles, or None."""
    cosines = np.array(numbers(ds, "ImageOrientationPatient"))
    if cosines.shape != (6,) or not np.isfinite(cosines).all():
        return None
    row, column = cosines[:3], cosines[3:]
    lengths = np.linalg.norm(row), np.linalg.norm(column)
    if min(lengths) < 0.9 or max(lengths) > 1.1 or abs(float(row @ column)) > 0.02:
        return None
    return row / lengths[0], column / lengths[1]
