"""engine.facts"""

import json
from pathlib import Path

import numpy as np

from engine.facts import facts_of
from engine.reading import read_radiograph
from tests.engine.dicom.written import lut, write_film

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
