"""engine.facts_details and engine.dicom.read_facts"""

from pathlib import Path

import numpy as np
import pytest
from pydicom.dataset import Dataset

from engine.facts import facts_of
from engine.reading import read_radiograph
from tests.engine.command import write_png
from tests.engine.dicom.written import write_film

GREY = np.arange(64, dtype=np.uint16).reshape(8, 8)


def details(path: Path) -> dict[str, tuple[str, bool | None]]:
    found = facts_of(read_radiograph(path)).details
    return {one.name: (one.text, one.is_in_force) for one in found}


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


def test_of_spacings_that_say_the_same_one_is_in_force(tmp_path: Path) -> None:
    path = write_film(
        tmp_path / "film.dcm", GREY, PixelSpacing=["0.15", "0.15"],
        ImagerPixelSpacing=["0.15", "0.15"], NominalScannedPixelSpacing=["0.15", "0.15"],
        EstimatedRadiographicMagnificationFactor="1",
    )  # fmt: skip

    found = details(path)

    assert found["Pixel Spacing"][1] is False
    assert found["Imager Pixel Spacing"][1] is True
    assert found["Nominal Scanned Pixel Spacing"][1] is False
    assert found["Magnification Factor"] == ("1", False)


@pytest.mark.parametrize(
    ("said", "text"), [("00", "none, says the file"), ("01", "yes"), ("", None)]
)
def test_loss_is_told_as_far_as_the_file_tells_it(
    said: str, text: str | None, tmp_path: Path
) -> None:
    path = write_film(tmp_path / "film.dcm", GREY, LossyImageCompression=said)

    assert details(path).get("lossy compression", (None,))[0] == text


def test_signed_values_and_an_odd_high_bit_are_told(tmp_path: Path) -> None:
    path = write_film(tmp_path / "film.dcm", GREY.astype(np.int16) << 4, 12, HighBit=15)

    assert details(path)["stored values"][0] == "12 of 16 bits, signed, high bit 15"
