"""engine.dicom.modules"""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from engine.dicom import modules
from engine.synthetic import Generator
from engine.version import VERSION

NOW = datetime(2026, 11, 21, 9, 14, 5, 120_000, tzinfo=UTC)

SERIES_DATES = {"SeriesDate", "SeriesTime"}


@pytest.mark.parametrize(
    ("add", "attributes"),
    [
        (
            modules.add_patient_module,
            {"PatientName", "PatientID", "PatientBirthDate", "PatientSex"},
        ),
        (
            lambda ds: modules.add_general_study_module(ds, "1.2"),
            {
                "StudyInstanceUID",
                "StudyDate",
                "StudyTime",
                "ReferringPhysicianName",
                "StudyID",
                "AccessionNumber",
            },
        ),
        (
            lambda ds: modules.add_general_series_module(
                ds, uid="1.2", number=1, description="x", now=NOW
            ),
            {
                "SeriesInstanceUID",
                "SeriesNumber",
                "SeriesDescription",
                "Modality",
                "SeriesDate",
                "SeriesTime",
            },
        ),
        (modules.add_cr_series_module, {"BodyPartExamined", "ViewPosition"}),
        (modules.add_dx_series_module, {"PresentationIntentType"}),
        (modules.add_general_equipment_module, {"Manufacturer"}),
        (
            lambda ds: modules.add_sop_common_module(ds, "1.2", "1.3", NOW),
            {"SOPClassUID", "SOPInstanceUID", "InstanceCreationDate", "InstanceCreationTime"},
        ),
        (modules.add_synthetic_marks, {"SyntheticData", "ContentQualification"}),
    ],
)
def test_module_adds_its_attributes_and_no_others(
    add: Callable[[Dataset], None], attributes: set[str]
) -> None:
    ds = Dataset()

    add(ds)

    assert set(ds.dir()) == attributes


def test_filling_never_replaces_what_the_film_says() -> None:
    ds = Dataset()
    ds.PatientName, ds.StudyInstanceUID = "Sample^Film", "1.2.3"

    modules.add_patient_module(ds)
    modules.add_general_study_module(ds, "9.9")

    assert (ds.PatientName, ds.StudyInstanceUID) == ("Sample^Film", "1.2.3")


def test_dates_and_times_are_written_as_the_standard_has_them() -> None:
    ds = Dataset()

    modules.add_sop_common_module(ds, "1.2", "1.3", NOW)

    assert ds.InstanceCreationDate == "20261121"
    assert ds.InstanceCreationTime == "091405.120000"


def test_series_description_is_no_longer_than_its_vr_allows() -> None:
    ds = Dataset()

    modules.add_general_series_module(ds, uid="1.2", number=1, description="x" * 80, now=NOW)

    assert len(ds.SeriesDescription) == 64


@pytest.mark.parametrize(
    ("body_part", "image_laterality", "is_filled"),
    [("", None, True), (None, None, True), ("CHEST", None, False), (None, "L", False)],
)
def test_laterality_is_left_open_only_where_nobody_can_know(
    body_part: str | None, image_laterality: str | None, is_filled: bool
) -> None:
    ds = Dataset()
    if body_part is not None:
        ds.BodyPartExamined = body_part
    if image_laterality is not None:
        ds.ImageLaterality = image_laterality

    modules.fill_laterality(ds)

    assert ("Laterality" in ds) is is_filled


@pytest.mark.parametrize(("regions", "is_kept"), [(None, False), (0, False), (1, True), (2, False)])
def test_a_capture_names_one_region_or_none(regions: int | None, is_kept: bool) -> None:
    ds = Dataset()
    if regions is not None:
        ds.AnatomicRegionSequence = Sequence([Dataset() for _ in range(regions)])

    modules.keep_one_anatomic_region(ds)

    assert ("AnatomicRegionSequence" in ds) is is_kept


def test_the_networks_of_a_picture_stand_behind_the_program() -> None:
    ds = Dataset()
    made = Generator("CT-like appearance (synthetic)", "chest-ct-like 1", "0" * 64)

    modules.add_contributing_equipment(ds, "what", NOW)
    modules.add_contributing_equipment(ds, "what", NOW, (made,))

    plain, named = ds.ContributingEquipmentSequence
    assert plain.SoftwareVersions == VERSION
    assert list(named.SoftwareVersions) == [VERSION, "chest-ct-like 1", "0" * 64]
    codes = [item.PurposeOfReferenceCodeSequence[0].CodeValue for item in (plain, named)]
    assert codes == ["109103", "109100"]
