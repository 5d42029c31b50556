"""A made chest in Hounsfield units: what is where is known to the millimetre."""

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from pydicom.uid import generate_uid

from engine.training.translation.volumes import CtVolume
from tests.engine.dicom.written import write_film

SPACING_MM = (4.0, 2.0, 2.0)
SHAPE = (62, 110, 170)
LUNGS_MM = {"down": (35.0, 205.0), "back": (50.0, 170.0), "across": (50.0, 290.0)}
"""The right lung, on the left of the picture, is smaller than the left one."""

AIR, LUNG, FAT, MUSCLE, MARROW, CORTEX = -1000, -850, -100, 45, 200, 1000


@cache
def _chest() -> npt.NDArray[np.float32]:
    """Return ``SHAPE`` (from the head down, the front back, right to left) of a whole chest."""
    down, back, across = (
        (np.arange(n) + 0.5).reshape([-1 if a == axis else 1 for a in range(3)]) * mm
        for axis, (n, mm) in enumerate(zip(SHAPE, SPACING_MM, strict=True))
    )
    down, back, across = np.broadcast_arrays(down, back, across)

    def ball(
        centre: tuple[float, float, float], radii: tuple[float, float, float]
    ) -> npt.NDArray[np.bool_]:
        places = zip((down, back, across), centre, radii, strict=True)
        return np.asarray(sum(((p - c) / r) ** 2 for p, c, r in places) <= 1)

    def column(back_mm: float, across_mm: float, radius: float) -> npt.NDArray[np.bool_]:
        return np.asarray(np.hypot(back - back_mm, across - across_mm) <= radius)

    values = np.full(SHAPE, AIR, np.float32)
    values[np.hypot((back - 110) / 95, (across - 170) / 160) <= 1] = FAT
    values[np.hypot((back - 110) / 80, (across - 170) / 140) <= 1] = MUSCLE
    values[ball((125, 110, 98), (80, 55, 48))] = LUNG
    values[ball((120, 110, 236), (85, 60, 54))] = LUNG
    values[column(170, 170, 17)] = CORTEX
    values[column(170, 170, 12)] = MARROW
    values[column(110, 170, 9) & (down < 110)] = AIR  # windpipe, open at the top
    values[ball((225, 80, 215), (15, 18, 18))] = AIR  # stomach
    values[(back > 207) & (back < 212)] = 300  # couch
    return values


def chest() -> npt.NDArray[np.float32]:
    """Return a made chest of its own for every caller."""
    return _chest().copy()


def chest_volume(name: str = "made", patient: str = "nobody") -> CtVolume:
    """Return the made chest as a volume."""
    return CtVolume(name, patient, chest(), SPACING_MM)


def coronal(back_mm: float = 110.0) -> npt.NDArray[np.float32]:
    """Return (rows, columns) of the made chest at a depth; pixels of 4 x 2 mm."""
    return np.ascontiguousarray(chest()[:, int(back_mm / SPACING_MM[1])])


def write_axial_series(folder: Path, count: int = SHAPE[0], **attributes: Any) -> Path:
    """Write the made chest as axial CT slices and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    series = generate_uid()
    for number, values in enumerate(chest()[:count]):
        said: dict[str, Any] = {
            "ImagePositionPatient": ["-170", "-110", f"{-4 * number}"],
            "ImageOrientationPatient": ["1", "0", "0", "0", "1", "0"],
            "PixelSpacing": ["2", "2"],
            "SliceThickness": "4",
            "SeriesInstanceUID": series,
            "PatientID": "made",
            **attributes,
        }
        write_ct(folder / f"slice_{number:03}.dcm", values, **said)
    return folder


def write_ct(path: Path, hounsfield: npt.NDArray[np.float32], **attributes: Any) -> Path:
    """Write one CT slice, stored as unsigned with an intercept of -1024, and return its path."""
    stored = np.rint(hounsfield + 1024).astype(np.uint16)
    said: dict[str, Any] = {
        "Modality": "CT",
        "RescaleSlope": "1",
        "RescaleIntercept": "-1024",
        **attributes,
    }
    return write_film(path, stored, **said)


def write_coronal(path: Path, **attributes: Any) -> Path:
    """Write the made chest's middle as a coronal CT slice and return its path."""
    said: dict[str, Any] = {
        "ImagePositionPatient": ["-170", "0", "0"],
        "ImageOrientationPatient": ["1", "0", "0", "0", "0", "-1"],
        "PixelSpacing": ["4", "2"],
        "SliceThickness": "2",
        "SeriesInstanceUID": generate_uid(),
        "PatientID": "made",
        **attributes,
    }
    return write_ct(path, coronal(), **said)
