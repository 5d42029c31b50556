"""engine.dicom.slices"""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.dicom.read import read_dicom
from engine.dicom.slices import Plane, Slice, is_section, modality_name, slice_of
from tests.engine.dicom.written import write_film

STORED = np.array([[0, 1024, 1100], [24, 924, 3000]], dtype=np.uint16)
AXIAL: dict[str, Any] = {
    "Modality": "CT",
    "ImagePositionPatient": ["-10.5", "20", "-300"],
    "ImageOrientationPatient": ["1", "0", "0", "0", "1", "0"],
    "PixelSpacing": ["0.8", "0.7"],
    "SliceThickness": "2.5",
    "SeriesInstanceUID": "1.2.3",
    "RescaleSlope": "1",
    "RescaleIntercept": "-1024",
}


def read(tmp_path: Path, **attributes: Any) -> Slice | None:
    path = write_film(tmp_path / "slice.dcm", STORED, **{**AXIAL, **attributes})
    return slice_of(read_dicom(path))


def test_says_where_the_slice_lies_and_what_its_values_mean(tmp_path: Path) -> None:
    found = read(tmp_path)

    assert found is not None
    assert found.values.tolist() == [[-1024, 0, 76], [-1000, -100, 1976]]
    assert found.corner_mm.tolist() == [-10.5, 20, -300]
    assert found.spacing_mm == (0.8, 0.7)
    assert (found.thickness_mm, found.series) == (2.5, "1.2.3")
    assert found.is_hounsfield
    assert found.normal.tolist() == [0, 0, 1]


@pytest.mark.parametrize(
    ("cosines", "plane"),
    [
        ((1, 0, 0, 0, 1, 0), "axial"),
        ((1, 0, 0, 0, 0, -1), "coronal"),
        ((0, 1, 0, 0, 0, -1), "sagittal"),
        ((-1, 0, 0, 0, 0.9903, 0.1392), "axial"),  # 8 degrees of gantry tilt
        ((1, 0, 0, 0, 0.8660, 0.5), "oblique"),  # 30 degrees
    ],
)
def test_names_the_plane(tmp_path: Path, cosines: tuple[float, ...], plane: Plane) -> None:
    found = read(tmp_path, ImageOrientationPatient=[str(one) for one in cosines])

    assert found is not None
    assert found.plane == plane


@pytest.mark.parametrize(
    "attributes",
    [
        {"ImagePositionPatient": None},
        {"ImageOrientationPatient": None},
        {"PixelSpacing": None},
        {"PixelSpacing": ["0", "0.7"]},
        {"ImageOrientationPatient": ["1", "0", "0", "1", "0", "0"]},  # not at right angles
        {"ImageOrientationPatient": ["0", "0", "0", "0", "0", "0"]},
        {"ImagePositionPatient": ["1", "2"]},
    ],
)
def test_a_file_that_does_not_say_where_it_lies_is_no_slice(
    tmp_path: Path, attributes: dict[str, Any]
) -> None:
    kept = {key: value for key, value in attributes.items() if value is not None}
    path = tmp_path / "slice.dcm"
    said = {
        key: value for key, value in {**AXIAL, **kept}.items() if attributes.get(key, 0) is not None
    }
    write_film(path, STORED, **said)

    assert slice_of(read_dicom(path)) is None


@pytest.mark.parametrize("attributes", [{"RescaleIntercept": "0"}, {"Modality": "MR"}])
def test_values_without_air_and_tissue_are_no_hounsfield_units(
    tmp_path: Path, attributes: dict[str, Any]
) -> None:
    found = read(tmp_path, **attributes)

    assert found is not None
    assert not found.is_hounsfield


@pytest.mark.parametrize(("modality", "expected"), [("CT", True), ("MR", True), ("DX", False)])
def test_tells_slices_from_radiographs(tmp_path: Path, modality: str, expected: bool) -> None:
    path = write_film(tmp_path / "film.dcm", STORED, **{**AXIAL, "Modality": modality})
    radiograph = read_dicom(path)

    assert is_section(radiograph) is expected
    assert modality_name(radiograph) == modality


def test_the_real_series_lies_in_the_patient_as_its_collection_says(shared_data: Path) -> None:
    """Lung-PET-CT-Dx A0002: axial, 0.646 mm pixels, 8 mm between slices."""
    folder = shared_data / "chest_ct" / "lung-pet-ct-dx"
    slices = [slice_of(read_dicom(folder / f"1-{n:02}.dcm")) for n in (1, 2, 30)]

    assert all(one is not None and one.plane == "axial" for one in slices)
    heights = [float(one.corner_mm[2]) for one in slices if one is not None]
    assert np.diff(heights).tolist() == pytest.approx([-8, -224])
