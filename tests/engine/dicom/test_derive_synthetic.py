"""engine.dicom.derive, of what a network invented"""

import io
from dataclasses import replace

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.pixels.processing import apply_voi_lut
from pydicom.sequence import Sequence

from engine.dicom.write import write_dicom
from engine.grayscale.voi import Voi, VoiFunction, VoiLut, Window
from engine.orientation import Orientation
from engine.picture import FULL_DISPLAY_WINDOW
from engine.presentation import Presentation
from engine.version import VERSION
from tests.engine.dicom.films_to_derive import CAPTURE, derive, film, header
from tests.engine.translated import SHA256, ct_like, use_fake_translation
from tests.engine.words_in_pixels import finds
from tests.properties.films import stored_film


def test_the_network_is_named_with_version_and_hash_in_equipment_and_derivation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    use_fake_translation(monkeypatch)
    radiograph = film(header())

    made = derive(radiograph, Presentation(radiograph.default_voi, recipe=ct_like(admit_any=1)))

    item = made.ContributingEquipmentSequence[-1]
    assert list(item.SoftwareVersions) == [VERSION, "chest-ct-like 1", SHA256]
    for said in (made.DerivationDescription, item.ContributionDescription):
        assert f"network: chest-ct-like 1, SHA-256 {SHA256}." in said
        assert "gate overridden" in said
    assert made.SeriesDescription == "AI SYNTHETIC NEGATOSCOPE CT-like appearance (synthetic)"


@pytest.mark.parametrize("orientation", [Orientation(), Orientation(1, is_mirrored=True)])
@pytest.mark.parametrize("is_inverted", [False, True])
@pytest.mark.parametrize(
    "voi",
    [
        FULL_DISPLAY_WINDOW,
        Window(20_000, 1),
        Window(40_000, 8_000, VoiFunction.SIGMOID),
        VoiLut(0, np.linspace(1, 0, 65536)),
    ],
    ids=["full", "threshold", "sigmoid", "falling"],
)
def test_words_in_the_pixels_are_shown_white_on_black(
    monkeypatch: pytest.MonkeyPatch, voi: Voi, is_inverted: bool, orientation: Orientation
) -> None:
    """The object shows its stored values through its own VOI, and MONOCHROME1 inverts."""
    use_fake_translation(monkeypatch)
    radiograph = replace(stored_film(200, 300), vois=(Window(1000, 500),))
    shown = Presentation(
        radiograph.default_voi, ct_like(), voi, is_inverted=is_inverted, orientation=orientation
    )

    made = derive(radiograph, shown)

    pixels = np.frombuffer(made.PixelData, "<u2").reshape(made.Rows, made.Columns)
    write_dicom(made, io.BytesIO())  # pydicom wants to know the order of the table's bytes
    levels = apply_voi_lut(pixels, made).astype(np.float64)
    displayed = levels if made.PhotometricInterpretation == "MONOCHROME2" else -levels
    assert finds("DIAGNOSIS", displayed)
    assert displayed[0, 0] == displayed.min()


def test_a_window_that_shows_nothing_leaves_the_words_in_the_pixels(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    use_fake_translation(monkeypatch)
    radiograph = stored_film(200, 300)
    shown = Presentation(radiograph.default_voi, ct_like(), Window(1e6, 2))

    made = derive(radiograph, shown)

    pixels = np.frombuffer(made.PixelData, "<u2").reshape(made.Rows, made.Columns)
    assert finds("DIAGNOSIS", pixels)


def test_a_synthetic_capture_opened_again_keeps_every_mark() -> None:
    given = header(
        CAPTURE,
        SyntheticData="YES",
        ConversionType="SYN",
        ImageType=["DERIVED", "SECONDARY"],
        ContentQualification="RESEARCH",
    )
    equipment = Dataset()
    equipment.SoftwareVersions = ["0.1.0", "chest-ct-like 1", SHA256]
    given.ContributingEquipmentSequence = Sequence([equipment])

    made = derive(replace(stored_film(200, 300), header=given, source=film(given).source))

    assert made.SOPClassUID == CAPTURE
    assert made.ConversionType == "SYN"
    assert made.ImageType == ["DERIVED", "SECONDARY"]
    assert (made.SyntheticData, made.ContentQualification) == ("YES", "RESEARCH")
    assert made.BurnedInAnnotation == "YES"
    assert made.SeriesDescription.startswith("AI SYNTHETIC")
    assert "SYNTHETIC: partly made by a network." in made.DerivationDescription
    assert list(made.ContributingEquipmentSequence[0].SoftwareVersions)[1] == "chest-ct-like 1"
    pixels = np.frombuffer(made.PixelData, "<u2").reshape(made.Rows, made.Columns)
    assert finds("DIAGNOSIS", pixels)
