"""engine.facts"""

import json
from pathlib import Path

import numpy as np
from pydicom.dataset import Dataset

from engine.facts import facts_of
from engine.reading import read_radiograph
from tests.engine.command import write_png
from tests.engine.dicom.overlaid import with_overlay
from tests.engine.dicom.written import film, lut, write, write_film

GREY = np.arange(64, dtype=np.uint16).reshape(8, 8)


def test_what_is_in_force_is_told_from_what_is_merely_offered(tmp_path: Path) -> None:
    path = write_film(
        tmp_path / "film.dcm",
        GREY,
        12,
        RescaleSlope="2",
        RescaleIntercept="-5",
        VOILUTSequence=lut(3, [0, 200, 255], 8, LUTExplanation="CHEST"),
        WindowCenter="100",
        WindowWidth="50",
    )

    facts = facts_of(read_radiograph(path))

    assert [(one.kind, one.text, one.is_in_force) for one in facts.transforms] == [
        ("modality", "modality value = stored value × 2 - 5, unit US", True),
        ("voi", 'VOI LUT "CHEST" of 8 bits from 3 to 5', True),
        ("voi", "window: centre 100, width 50, LINEAR", False),
        ("polarity", "MONOCHROME2: large values are bright", True),
    ]
    assert facts.in_force == (
        "Modality value = stored value × 2 - 5, unit US.",
        'VOI LUT "CHEST" of 8 bits from 3 to 5.',
        "MONOCHROME2: large values are bright.",
    )


def test_the_presentation_lut_shape_decides_alone_and_the_conflict_is_listed(
    tmp_path: Path,
) -> None:
    path = write_film(
        tmp_path / "film.dcm", GREY, PhotometricInterpretation="MONOCHROME1",
        PresentationLUTShape="IDENTITY",
    )  # fmt: skip

    facts = facts_of(read_radiograph(path))

    polarity = [(one.text, one.is_in_force) for one in facts.transforms if one.kind == "polarity"]
    assert polarity == [
        ("MONOCHROME1: small values are bright", False),
        ("Presentation LUT Shape IDENTITY: grey values are not inverted", True),
    ]
    assert len(facts.conflicts) == 1
    assert facts.conflicts[0].startswith("Polarity conflict: ")
    assert facts.notices == ()


def test_a_film_without_window_says_that_it_shows_the_full_range(tmp_path: Path) -> None:
    facts = facts_of(read_radiograph(write_film(tmp_path / "film.dcm", GREY, 12)))

    assert "Full range: 0 to 4095, as the file gives no window." in facts.in_force


def test_padding_is_told_in_per_cent(tmp_path: Path) -> None:
    path = write_film(tmp_path / "film.dcm", GREY, PixelPaddingValue=0)

    texts = [one.text for one in facts_of(read_radiograph(path)).transforms]

    assert (
        texts[-1] == "1.6% of the film is padding or outside its shutters, and left out of figures"
    )


def test_spacing_has_figures_only_where_the_file_gives_them(tmp_path: Path) -> None:
    known = write_film(tmp_path / "a.dcm", GREY, ImagerPixelSpacing=["0.13", "0.13"])
    unknown = write_film(tmp_path / "b.dcm", GREY)

    assert facts_of(read_radiograph(known)).to_json()["spacing"] == {
        "text": "0.130 mm at detector",
        "source": "at detector",
        "mm": [0.13, 0.13],
    }
    assert facts_of(read_radiograph(unknown)).to_json()["spacing"]["mm"] is None


def test_json_holds_the_agreed_names_and_no_patient(tmp_path: Path) -> None:
    path = write_film(
        tmp_path / "CANARY.dcm", GREY, PatientName="CANARY^A", PatientID="CANARY",
        StudyDescription="CANARY", SeriesDescription="CANARY", AccessionNumber="CANARY",
        PatientComments="CANARY", StationName="CANARY", DeviceSerialNumber="CANARY",
        InstitutionName="CANARY", OperatorsName="CANARY", PatientBirthDate="19010203",
        StudyDate="19020304", StudyTime="112233", ImageComments="CANARY",
        PixelSpacing=["0.1", "0.1"], PixelSpacingCalibrationType="FIDUCIAL",
        PixelSpacingCalibrationDescription="CANARY",
    )  # fmt: skip

    facts = facts_of(read_radiograph(path))

    written = json.dumps({**facts.to_json(), "file": ""})
    for secret in ("CANARY", "1901", "1902", "1122"):
        assert secret not in written
        assert secret not in facts.text()
    assert list(json.loads(written)) == [
        "file", "transforms", "in_force", "conflicts", "spacing", "notices",
        "details",
    ]  # fmt: skip


def transforms(path: Path, kind: str) -> list[tuple[str, bool]]:
    found = facts_of(read_radiograph(path)).transforms
    return [(one.text, one.is_in_force) for one in found if one.kind == kind]


def details(path: Path) -> dict[str, tuple[str, bool | None]]:
    found = facts_of(read_radiograph(path)).details
    return {one.name: (one.text, one.is_in_force) for one in found}


def test_a_rescale_beside_a_modality_table_is_told_as_not_used(tmp_path: Path) -> None:
    path = write_film(
        tmp_path / "film.dcm", GREY, 12, ModalityLUTSequence=lut(0, [1, 4095], 12),
        RescaleSlope="2", RescaleIntercept="-5",
    )  # fmt: skip

    assert transforms(path, "modality") == [
        ("modality LUT of 2 entries from stored value 0, unit US", True),
        ("modality value = stored value × 2 - 5, not used", False),
    ]


def test_a_modality_table_that_cannot_be_read_is_told_as_not_used(tmp_path: Path) -> None:
    table = lut(0, [1, 4095], 12)
    table[0].LUTDescriptor = [9, 0, 12]
    path = write_film(tmp_path / "film.dcm", GREY, 12, ModalityLUTSequence=table)

    assert transforms(path, "modality") == [
        ("stored values are the modality values", True),
        ("modality LUT of 9 entries, not used", False),
    ]


def test_the_modality_lut_of_an_angiogram_is_told_as_not_used(tmp_path: Path) -> None:
    path = write_film(
        tmp_path / "film.dcm", GREY, 12, SOPClassUID="1.2.840.10008.5.1.4.1.1.12.1",
        RescaleSlope="2", RescaleIntercept="0",
    )  # fmt: skip

    assert transforms(path, "modality")[1] == (
        "modality value = stored value × 2 + 0, not used",
        False,
    )


def test_shapes_of_shutter_and_collimator_are_told_one_by_one(tmp_path: Path) -> None:
    """The collimator leaves 1 % of the film and is not obeyed."""
    path = write_film(
        tmp_path / "film.dcm", np.ones((20, 20), np.uint16),
        ShutterShape=["RECTANGULAR", "CIRCULAR", "POLYGONAL"],
        ShutterLeftVerticalEdge="3", ShutterRightVerticalEdge="15",
        ShutterUpperHorizontalEdge="2", ShutterLowerHorizontalEdge="18",
        CenterOfCircularShutter=["9", "8"], RadiusOfCircularShutter="7",
        VerticesOfThePolygonalShutter=["1", "1", "1", "20", "20", "20", "20", "1"],
        ShutterPresentationValue=6554,
        CollimatorShape="RECTANGULAR",
        CollimatorLeftVerticalEdge="3", CollimatorRightVerticalEdge="4",
        CollimatorUpperHorizontalEdge="2", CollimatorLowerHorizontalEdge="3",
    )  # fmt: skip

    assert transforms(path, "shutter") == [
        ("rectangle of rows 2 to 18, columns 3 to 15; the rest is covered with 10% white", True),
        ("circle about row 9, column 8, radius 7; the rest is covered with 10% white", True),
        ("polygon of 4 corners; the rest is covered with 10% white", True),
    ]
    assert transforms(path, "collimator") == [("rectangle of rows 2 to 3, columns 3 to 4", False)]


def test_a_shutter_that_hides_all_and_padding_that_is_all_are_told_as_not_obeyed(
    tmp_path: Path,
) -> None:
    path = write_film(
        tmp_path / "film.dcm", np.full((9, 9), 7, np.uint16), ShutterShape="CIRCULAR",
        CenterOfCircularShutter=["900", "900"], RadiusOfCircularShutter="2",
        PixelPaddingValue=5, PixelPaddingRangeLimit=8,
    )  # fmt: skip

    assert transforms(path, "shutter") == [("a shutter that cannot be obeyed", False)]
    assert transforms(path, "padding") == [("stored values 5 to 8 are no picture", False)]


def test_padding_and_overlays_are_told(tmp_path: Path) -> None:
    path = write(
        with_overlay(film(GREY, PixelPaddingValue=0), origin=[3, 2]), tmp_path / "film.dcm"
    )

    assert transforms(path, "padding") == [("stored value 0 is no picture", True)]
    assert transforms(path, "overlay") == [
        ("overlay 1: graphics of 3 × 5 pixels from row 3, column 2", True)
    ]


def test_a_presentation_lut_in_the_film_is_told_as_not_applied(tmp_path: Path) -> None:
    path = write_film(tmp_path / "film.dcm", GREY, PresentationLUTSequence=lut(0, [0, 1, 4095], 12))

    assert transforms(path, "polarity") == [
        ("MONOCHROME2: large values are bright", True),
        ("Presentation LUT of 3 entries in the film itself, not applied", False),
    ]


def test_every_spacing_is_told_and_the_one_in_force(tmp_path: Path) -> None:
    path = write_film(
        tmp_path / "film.dcm", GREY, PixelSpacing=["0.12", "0.12"],
        ImagerPixelSpacing=["0.15", "0.15"], EstimatedRadiographicMagnificationFactor="1.25",
        DistanceSourceToDetector="-1", PixelAspectRatio=["1", "1"],
    )  # fmt: skip

    found = details(path)

    assert {name: found[name] for name in list(found)[:5]} == {
        "Pixel Spacing": ("0.12 × 0.12 mm", False),
        "Imager Pixel Spacing": ("0.15 × 0.15 mm", True),
        "Magnification Factor": ("1.25", True),
        "Distances from the source": ("-1 mm to the detector, ? to the patient", False),
        "Pixel Aspect Ratio": ("1 : 1", False),
    }


def test_a_calibration_is_in_force_with_its_type(tmp_path: Path) -> None:
    path = write_film(
        tmp_path / "film.dcm", GREY, PixelSpacing=["0.12", "0.12"],
        ImagerPixelSpacing=["0.15", "0.15"], PixelSpacingCalibrationType="GEOMETRY",
    )  # fmt: skip

    found = details(path)

    assert found["Pixel Spacing"][1] is True
    assert found["Imager Pixel Spacing"][1] is False
    assert found["Calibration Type"] == ("GEOMETRY", True)


def test_the_picture_and_what_took_it_are_told(tmp_path: Path) -> None:
    icon = Dataset()
    icon.Rows, icon.Columns = 64, 48
    path = write_film(
        tmp_path / "film.dcm", GREY, 12, Manufacturer="Agfa", ManufacturerModelName="CR 85",
        BodyPartExamined="CHEST", ViewPosition="PA", ImageLaterality="L",
        PatientOrientation=["L", "F"], LossyImageCompression="01",
        LossyImageCompressionRatio=["10", "3"], LossyImageCompressionMethod="ISO_10918_1",
        IconImageSequence=[icon],
    )  # fmt: skip

    found = {name: text for name, (text, _) in details(path).items()}

    assert found == {
        "picture": "8 rows of 8 pixels",
        "stored values": "12 of 16 bits, unsigned",
        "frames": "1",
        "transfer syntax": "Explicit VR Little Endian",
        "lossy compression": "yes: ISO_10918_1 10 : 1, 3 : 1",
        "icon": "64 × 48 pixels, not used",
        "device": "Agfa CR 85",
        "view": "DX left chest PA",
        "laterality": "left",
        "orientation": "rows run towards L, columns towards F",
    }


def test_a_bitmap_has_few_facts_and_they_are_its_own(tmp_path: Path) -> None:
    path = write_png(tmp_path / "film.png")

    found = details(path)

    assert {"picture", "stored values", "frames"} == set(found)


def test_the_text_for_the_clipboard_has_all_and_no_file_name(tmp_path: Path) -> None:
    path = write_film(
        tmp_path / "ROE_JANE.dcm", GREY, 12, PhotometricInterpretation="MONOCHROME1",
        PresentationLUTShape="IDENTITY", WindowCenter="100", WindowWidth="0",
        ImagerPixelSpacing=["0.13", "0.13"],
    )  # fmt: skip

    lines = facts_of(read_radiograph(path)).text().splitlines()

    assert lines[0] == "spacing: 0.130 mm at detector"
    assert "modality: stored values are the modality values (in force)" in lines
    assert "polarity: MONOCHROME1: small values are bright" in lines
    assert "Imager Pixel Spacing: 0.13 × 0.13 mm (in force)" in lines
    assert lines[-2].startswith("conflict: Polarity conflict")
    assert lines[-1].startswith("notice: Window 1 of the file")
    assert not any("ROE" in line for line in lines)
