"""engine.export, judged by dicom3tools, DCMTK and the thirteen points of a derived object"""

import re
import stat
import subprocess
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pydicom
import pytest

from engine.dicom.read import read_dicom
from engine.dicom.write import IMPLEMENTATION_CLASS_UID
from engine.export import processed
from engine.grayscale.voi import FullRange, VoiFunction, VoiLut
from engine.picture import picture_of
from engine.render import Renderer
from tests.judges.exported import RECIPES, Exported, bitmap_names, exported, film, film_names

pytestmark = pytest.mark.judge

CR, DX = "1.2.840.10008.5.1.4.1.1.1", "1.2.840.10008.5.1.4.1.1.1.1"
CAPTURE = "1.2.840.10008.5.1.4.1.1.7"

Judge = Callable[[str], str]
GreyLevels = npt.NDArray[np.int64]


@pytest.fixture(
    scope="module",
    params=[f"{recipe}:{name}" for name in (*film_names(), *bitmap_names()) for recipe in RECIPES],
)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """One film exported with one recipe."""
    recipe, _, name = request.param.partition(":")
    made = exported(name, recipe, tmp_path_factory.mktemp("export"))
    assert made is not None, f"{name} can no longer be read"
    return made


@cache
def errors(program: str, path: Path) -> set[str]:
    """Return what dciodvfy calls an error, without the number of the value."""
    done = subprocess.run(
        [program, "-new", str(path)], capture_output=True, text=True, errors="replace"
    )
    assert "Error" in done.stderr or done.returncode == 0
    found = {re.sub(r"\[\d+\]", "", line) for line in done.stderr.splitlines()}
    return {line for line in found if line.startswith("Error")}


def test_every_x_ray_film_there_is_was_exported() -> None:
    names = film_names()
    if not names:
        pytest.skip("no real films: ../shared/data is absent")

    classes = [film(name).source.sop_class_uid for name in names if film(name)]  # type: ignore[union-attr]

    assert classes.count(CR) >= 18
    assert classes.count(DX) >= 3


def test_dciodvfy_finds_no_error_the_source_does_not_have(case: Exported, judge: Judge) -> None:
    program = judge("dciodvfy")
    given = errors(program, case.source) if case.header else set()

    new = errors(program, case.path) - given

    assert not new


def test_dcentvfy_finds_patient_and_study_in_agreement(
    case: Exported, judge: Judge, tmp_path: Path
) -> None:
    if not case.header:
        pytest.skip("a bitmap has no patient")
    source = tmp_path / "source.dcm"
    whole = pydicom.dcmread(case.source, force=True)  # some sources have pixels of odd length
    whole.PixelData = b""
    whole["PixelData"].VR = "OW"
    whole.file_meta.TransferSyntaxUID = pydicom.uid.ExplicitVRLittleEndian
    pydicom.dcmwrite(source, whole, implicit_vr=False, little_endian=True)

    done = subprocess.run(
        [judge("dcentvfy"), str(source), str(case.path)],
        capture_output=True,
        text=True,
        errors="replace",
    )

    assert done.returncode == 0, done.stderr
    assert "Error" not in done.stderr


def test_source_is_not_touched(case: Exported) -> None:
    assert case.source.read_bytes() == case.before


@pytest.fixture(scope="module")
def theirs(case: Exported, judge: Judge) -> GreyLevels:
    """What dcm2pnm makes of the export with the window or table in it."""
    chosen = "+Wl" if "VOILUTSequence" in case.ds else "+Wi"
    shown = case.path.with_name("shown.pgm")  # a PNG takes ten times as long
    command = [judge("dcm2pnm"), chosen, "1", "-S", "-O", "+op", str(case.path), str(shown)]
    subprocess.run(command, check=True, capture_output=True)
    levels = cv2.imread(str(shown), cv2.IMREAD_UNCHANGED)
    assert levels is not None
    return levels.astype(np.int64)


def test_dcmtk_shows_what_was_on_screen(case: Exported, theirs: GreyLevels) -> None:
    """Not to the last bit: a value just between two levels may be rounded to either.

    And no window at all is cut into 256 parts, but the window that stands for it into 255.
    """
    voi = case.presentation.result_voi
    picture = processed(Renderer(case.radiograph), case.presentation.recipe)

    ours = picture.grey_levels(voi)

    difference = np.abs(theirs - ours)
    assert difference.max() <= 1
    assert isinstance(voi, FullRange) or (difference > 0).mean() < 1e-3


def test_dcmtk_shows_what_this_program_shows_of_the_export(
    case: Exported, theirs: GreyLevels
) -> None:
    opened = read_dicom(case.path)

    ours = picture_of(opened).grey_levels(opened.default_voi)

    assert np.array_equal(theirs, ours)


# The points of reference/dicom.md, "What a correct derived export holds"


def test_point_1_a_new_instance_in_a_new_series_of_the_same_study(case: Exported) -> None:
    given, made = case.header, case.ds

    assert made.SOPInstanceUID != given.get("SOPInstanceUID")
    assert made.SeriesInstanceUID != given.get("SeriesInstanceUID")
    assert made.SeriesNumber != given.get("SeriesNumber")
    assert made.SeriesDescription.startswith("NEGATOSCOPE ")
    for keyword in ("PatientName", "PatientID", "PatientBirthDate", "StudyDate", "AccessionNumber"):
        assert str(made.get(keyword) or "") == str(given.get(keyword) or "")
    assert made.StudyInstanceUID == given.get("StudyInstanceUID", made.StudyInstanceUID)


def test_point_2_image_type_is_derived(case: Exported) -> None:
    given = case.header.get("ImageType") or []
    kinds = [given] if isinstance(given, str) else list(given)

    assert case.ds.ImageType[0] == "DERIVED"
    assert case.ds.ImageType[1] in ("PRIMARY", "SECONDARY")
    if case.ds.SOPClassUID == case.header.get("SOPClassUID") and len(kinds) > 1:
        assert case.ds.ImageType[1] == kinds[1].strip()


def test_point_3_the_source_image_is_named(case: Exported) -> None:
    if "SOPInstanceUID" not in case.header:
        assert "SourceImageSequence" not in case.ds
        return
    (item,) = case.ds.SourceImageSequence

    assert item.ReferencedSOPClassUID == case.header.SOPClassUID
    assert item.ReferencedSOPInstanceUID == case.header.SOPInstanceUID
    assert item.SpatialLocationsPreserved == "YES"
    assert item.PurposeOfReferenceCodeSequence[0].CodeValue == "121322"
    assert item.PurposeOfReferenceCodeSequence[0].CodingSchemeDesignator == "DCM"


def test_point_4_the_derivation_names_every_step_and_the_program(case: Exported) -> None:
    text = case.ds.DerivationDescription

    for sentence in case.presentation.recipe.sentences():
        assert sentence in text
    assert "Negatoscope" in text
    assert "Not a medical device" in text
    assert len(text) <= 1024


def test_point_5_this_program_is_the_last_contributing_equipment(case: Exported) -> None:
    items = case.ds.ContributingEquipmentSequence

    assert len(items) == len(case.header.get("ContributingEquipmentSequence", [])) + 1
    assert items[-1].PurposeOfReferenceCodeSequence[0].CodeValue == "109103"
    assert items[-1].Manufacturer == "NEGATOSCOPE"
    assert items[-1].SoftwareVersions


def test_point_6_dates_of_the_new_object_are_new_and_the_acquisition_is_kept(
    case: Exported,
) -> None:
    made = case.ds

    for name in ("InstanceCreation", "Content", "Series"):
        moment = datetime.strptime(
            made[f"{name}Date"].value + made[f"{name}Time"].value, "%Y%m%d%H%M%S.%f"
        )
        assert abs((datetime.now() - moment).total_seconds()) < 36 * 3600
    for keyword in ("AcquisitionDate", "AcquisitionTime", "StudyDate", "StudyTime"):
        assert str(made.get(keyword) or "") == str(case.header.get(keyword) or "")


def test_point_7_the_pixels_are_described_anew(case: Exported) -> None:
    made = case.ds
    rows, columns = case.radiograph.pixels.shape

    assert (made.Rows, made.Columns, made.SamplesPerPixel) == (rows, columns, 1)
    assert (made.BitsAllocated, made.BitsStored, made.HighBit) == (16, 16, 15)
    assert made.PixelRepresentation == 0
    assert made.PhotometricInterpretation == "MONOCHROME2"
    assert made.PresentationLUTShape == "IDENTITY"
    assert (made.RescaleIntercept, made.RescaleSlope, made.RescaleType) == (0, 1, "US")
    assert len(made.PixelData) == 2 * rows * columns
    stale = {0x00280106, 0x00280107, 0x00280120, 0x00280121, 0x00283000, 0x00880200, 0x00280008}
    assert not stale & set(made.keys())
    assert {t.group for t in made.keys() if t.is_private} == {0x0099}  # noqa: SIM118


def test_point_8_the_window_fits_the_new_pixels(case: Exported) -> None:
    made = case.ds

    if isinstance(case.presentation.result_voi, VoiLut):
        assert made.VOILUTSequence[0].LUTDescriptor == [0, 0, 16]
        assert len(made.VOILUTSequence[0].LUTData) == 2 * 65536
        assert "WindowCenter" not in made
        return
    assert made.WindowWidth >= 1
    function = getattr(case.presentation.result_voi, "function", VoiFunction.LINEAR)
    assert made.VOILUTFunction == function.value
    assert made.WindowCenterWidthExplanation
    if case.presentation.recipe.sets_window:
        assert (made.WindowCenter, made.WindowWidth) == (32768, 65536)


def test_point_8_digital_radiographs_say_what_bright_means(case: Exported) -> None:
    if case.ds.SOPClassUID != DX:
        assert "PixelIntensityRelationship" not in case.ds
        return
    given, flips = case.header.PixelIntensityRelationshipSign, case.radiograph.is_inverse

    assert case.ds.PixelIntensityRelationship == case.header.PixelIntensityRelationship
    assert case.ds.PixelIntensityRelationshipSign == (-given if flips else given)


def test_point_9_once_lossy_always_lossy(case: Exported) -> None:
    given = case.header

    if given.get("LossyImageCompression") == "01":
        assert case.ds.LossyImageCompression == "01"
        for keyword in ("LossyImageCompressionRatio", "LossyImageCompressionMethod"):
            if given.get(keyword):
                assert case.ds.get(keyword) == given.get(keyword)


def test_point_10_annotation_nobody_knows_of_counts_as_burnt_in(case: Exported) -> None:
    assert case.ds.BurnedInAnnotation == case.header.get("BurnedInAnnotation", "YES")


def test_point_11_spacing_is_kept_and_none_is_invented(case: Exported) -> None:
    for keyword in ("PixelSpacing", "ImagerPixelSpacing"):
        assert case.ds.get(keyword) == case.header.get(keyword)


def test_point_12_nothing_is_called_synthetic_that_is_not(case: Exported) -> None:
    assert case.ds.get("SyntheticData") == case.header.get("SyntheticData")


def test_point_13_the_file_is_one_of_ours_and_private_to_its_owner(case: Exported) -> None:
    head = case.path.read_bytes()[:132]
    meta = case.ds.file_meta

    assert head == bytes(128) + b"DICM"
    assert meta.ImplementationClassUID == IMPLEMENTATION_CLASS_UID
    assert str(meta.ImplementationVersionName).startswith("NEGATOSCOPE")
    assert meta.TransferSyntaxUID == "1.2.840.10008.1.2.1"
    assert meta.MediaStorageSOPInstanceUID == case.ds.SOPInstanceUID
    assert stat.S_IMODE(case.path.stat().st_mode) == 0o600


def test_class_is_the_source_s_where_that_is_x_ray_and_a_capture_otherwise(
    case: Exported,
) -> None:
    given = case.header.get("SOPClassUID")

    assert case.ds.SOPClassUID == (given if given in (CR, DX) else CAPTURE)
    if not case.header:
        assert case.ds.ConversionType == "DI"
        assert case.ds.get("Laterality") == ""
