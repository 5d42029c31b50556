"""engine.training.translation.domains"""

import hashlib
from pathlib import Path

import cv2
import nibabel
import numpy as np
import pytest

from engine.errors import EngineError
from engine.training.films import Refused
from engine.training.translation.domains import ct_pairs, read_domain
from engine.training.translation.images import DomainImage
from tests.engine.dicom.written import write_film
from tests.engine.training.translation.chest_phantom import (
    chest,
    write_axial_series,
    write_coronal,
)


def film(seed: int) -> np.ndarray:
    random = np.random.default_rng(seed).random((160, 200), dtype=np.float32)
    smooth = cv2.GaussianBlur(random, (0, 0), 8)
    share = (smooth - smooth.min()) / np.ptp(smooth)
    return np.asarray(share * 60000).astype(np.uint16)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of everything: two films, a coronal slice, a series, a volume, two strangers."""
    folder = tmp_path_factory.mktemp("mixed")
    write_film(folder / "film.dcm", film(1), PatientID="one")
    cv2.imwrite(str(folder / "bitmap.png"), film(2))
    write_coronal(folder / "coronal.dcm", PatientID="two")
    write_axial_series(folder / "series", PatientID="three")
    write_axial_series(folder / "few", count=2, PatientID="four")
    matrix = np.zeros((4, 4))
    matrix[2, 0], matrix[1, 1], matrix[0, 2], matrix[3, 3] = -4, -2, -2, 1
    nibabel.nifti1.save(nibabel.nifti1.Nifti1Image(chest(), matrix), folder / "volume.nii.gz")
    write_coronal(folder / "sagittal.dcm", ImageOrientationPatient=["0", "1", "0", "0", "0", "-1"])
    return folder


@pytest.fixture(scope="module")
def domain(mixed: Path) -> tuple[list[DomainImage], list[Refused]]:
    return read_domain(mixed, long_side=160, slab_count=2)


def test_every_file_becomes_what_it_is_or_is_refused_with_a_reason(
    domain: tuple[list[DomainImage], list[Refused]],
) -> None:
    images, refused = domain

    kinds = {(one.name, one.kind) for one in images}
    assert kinds == {
        ("film.dcm", "film"),
        ("bitmap.png", "film"),
        ("coronal.dcm", "slice"),
        ("slice_000.dcm slab 1", "slab"),
        ("slice_000.dcm slab 2", "slab"),
        ("volume.nii.gz slab 1", "slab"),
        ("volume.nii.gz slab 2", "slab"),
    }
    reasons = {one.name: one.reason for one in refused}
    assert set(reasons) == {"slice_000.dcm", "slice_001.dcm", "sagittal.dcm"}
    assert "2 axial slices" in reasons["slice_001.dcm"]
    assert "sagittal" in reasons["sagittal.dcm"]
    assert all(max(one.image.shape) == 160 and one.image.dtype == np.float32 for one in images)


def test_patients_are_told_apart_and_never_named(
    domain: tuple[list[DomainImage], list[Refused]],
) -> None:
    images, _ = domain

    patients = {one.name.split(" slab")[0]: one.patient for one in images}
    assert len(set(patients.values())) == len(patients)
    assert not {"one", "two", "three"} & set(patients.values())


def test_bitmaps_of_another_appearance_are_left_as_they_are(tmp_path: Path) -> None:
    stored = film(3) // 2
    cv2.imwrite(str(tmp_path / "a.png"), stored)

    images, _ = read_domain(tmp_path, long_side=200, bitmaps="picture")

    assert [one.kind for one in images] == ["picture"]
    low, high = (float(stored.min()), float(stored.max()))
    assert np.ptp(images[0].image) > 0.4
    plain = (stored - low) / (high - low)
    assert np.corrcoef(images[0].image.ravel(), plain.ravel())[0, 1] > 0.999


def test_pairs_of_a_folder_are_as_many_as_asked_for(tmp_path: Path) -> None:
    write_axial_series(tmp_path, PatientID="three")

    pairs = ct_pairs(tmp_path, count=2, seed=3, long_side=64)

    assert [max(one.film.shape) for one in pairs] == [64, 64]
    assert {one.patient for one in pairs} == {hashlib.sha256(b"three").hexdigest()[:12]}


def test_a_folder_without_volumes_gives_no_pairs(tmp_path: Path) -> None:
    write_coronal(tmp_path / "coronal.dcm")

    assert ct_pairs(tmp_path, count=2, seed=3, long_side=64) == []


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="no films"):
        read_domain(tmp_path, long_side=96)


def test_the_real_folder_gives_seven_patients_and_no_abdomen(shared_data: Path) -> None:
    """Looked at by eye: 11 coronals and one series; an opaque one is refused, never misframed."""
    images, refused = read_domain(shared_data / "chest_ct", long_side=128, slab_count=2)

    assert sum(one.kind == "slice" for one in images) == 11
    assert sum(one.kind == "slab" for one in images) == 2
    assert len({one.patient for one in images}) == 7
    assert len(refused) == 31
    assert all(one.image[one.field].std() > 0.1 for one in images)
