"""engine.dicom.derive"""

import copy
import json
from dataclasses import dataclass, replace

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from engine import step as steps
from engine.dicom.derive import derived_dataset
from engine.dicom.export_facts import header_of
from engine.frame import Frame
from engine.grayscale.luminance import COLOUR_NOTICE
from engine.grayscale.voi import VoiFunction, VoiLut, Window
from engine.orientation import Orientation
from engine.picture import picture_of
from engine.presentation import Presentation
from engine.progress import Progress
from engine.recipe import Recipe
from engine.step import StepKind, register, step_type
from tests.engine.dicom.films_to_derive import (
    CAPTURE,
    CR,
    CT,
    DX,
    DX_FOR_PROCESSING,
    MG,
    MG_FOR_PROCESSING,
    NOON,
    XA,
    derive,
    film,
    header,
)


@dataclass(frozen=True)
class Invent:
    """Stands for a generator."""

    def apply(self, frame: Frame, progress: Progress) -> Frame:  # noqa: ARG002 - as all steps
        """Return the film as it is."""
        return frame


@dataclass(frozen=True)
class Halve:
    """Keeps every other row."""

    def apply(self, frame: Frame, progress: Progress) -> Frame:  # noqa: ARG002 - as all steps
        """Return the film at half its height."""
        row_mm, column_mm = frame.spacing_mm
        return replace(
            frame,
            pixels=np.ascontiguousarray(frame.pixels[::2]),
            field=np.ascontiguousarray(frame.field[::2]),
            spacing_mm=(row_mm * 2, column_mm),
        )


@pytest.fixture
def own_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two steps that exist in this test only."""
    steps.step_types()
    monkeypatch.setattr(steps, "_TYPES", dict(steps._TYPES))
    monkeypatch.setattr(steps, "_TYPE_OF", dict(steps._TYPE_OF))
    register("invent", version=1, title="Invent", kind=StepKind.SYNTHETIC)(Invent)
    register("halve", version=1, title="Halve", kind=StepKind.TONE)(Halve)


def generated(ds: Dataset) -> Dataset:
    """Return what is derived from a film by a generator."""
    radiograph = film(ds)
    recipe = Recipe().added(Invent())
    return derive(radiograph, Presentation(radiograph.default_voi, recipe=recipe))


@pytest.mark.parametrize(
    ("given", "written"),
    [
        (DX, DX),
        (CR, CR),
        (MG, MG),
        (XA, XA),
        (CAPTURE, CAPTURE),
        (CT, CAPTURE),
        (DX_FOR_PROCESSING, DX),
        (MG_FOR_PROCESSING, MG),
    ],
)
def test_x_ray_classes_are_kept_and_all_others_become_captures(given: str, written: str) -> None:
    assert derive(film(header(given))).SOPClassUID == written


def test_film_for_processing_is_named_as_predecessor_of_one_for_presentation() -> None:
    made = derive(film(header(DX_FOR_PROCESSING, PresentationIntentType="FOR PROCESSING")))

    (item,) = made.SourceImageSequence
    assert made.PresentationIntentType == "FOR PRESENTATION"
    assert item.PurposeOfReferenceCodeSequence[0].CodeValue == "121358"


def test_header_of_the_film_is_not_changed() -> None:
    equipment = Dataset()
    equipment.Manufacturer = "Somebody"
    given = header(ContributingEquipmentSequence=Sequence([equipment]))
    before = copy.deepcopy(given)

    made = derive(film(given))
    made.ContributingEquipmentSequence[0].Manufacturer = "Somebody else"

    assert given == before


def test_film_s_own_contributing_equipment_stays_first() -> None:
    equipment = Dataset()
    equipment.Manufacturer = "Somebody"

    made = derive(film(header(ContributingEquipmentSequence=Sequence([equipment]))))

    names = [item.Manufacturer for item in made.ContributingEquipmentSequence]
    assert names == ["Somebody", "NEGATOSCOPE"]


def test_window_is_said_in_the_new_values() -> None:
    """0..2300 becomes 0..65535, so a value is 28.493 new ones; the half and the one stay."""
    made = derive(film(header()))

    factor = 65535 / 2300
    assert made.WindowCenter == pytest.approx((1000 - 0.5) * factor + 0.5, abs=1e-8)
    assert made.WindowWidth == pytest.approx((500 - 1) * factor + 1, abs=1e-8)


def test_film_of_small_bright_values_comes_out_dense_is_bright_with_its_window_mirrored() -> None:
    made = derive(film(header(), photometric="MONOCHROME1"))

    stored = np.frombuffer(made.PixelData, dtype="<u2")
    factor = 65535 / 2300
    assert made.PhotometricInterpretation == "MONOCHROME2"
    assert stored[0] == 65535
    assert stored[-1] == 0
    assert made.WindowCenter == pytest.approx((2300 - (1000 - 0.5)) * factor + 0.5, abs=1e-8)


@pytest.mark.parametrize(
    ("photometric", "slope", "sign"),
    [
        ("MONOCHROME2", 1, 1),
        ("MONOCHROME1", 1, -1),
        ("MONOCHROME2", -1, -1),
        ("MONOCHROME1", -1, 1),
    ],
)
def test_intensity_sign_turns_with_the_pixels(photometric: str, slope: float, sign: int) -> None:
    made = derive(film(header(), photometric=photometric, slope=slope))

    assert made.PixelIntensityRelationshipSign == sign


def test_sigmoid_stays_a_sigmoid() -> None:
    radiograph = film(header())

    made = derive(radiograph, Presentation(Window(1150, 460, VoiFunction.SIGMOID)))

    assert made.VOILUTFunction == "SIGMOID"
    assert made.WindowCenter == pytest.approx(32767.5)
    assert made.WindowWidth == pytest.approx(65535 / 5)


def test_table_of_the_film_becomes_a_table_over_the_new_values() -> None:
    """Two entries, black and white: the new table jumps in the middle of the axis."""
    radiograph = film(header())
    lut = VoiLut(0, np.array([0.0, 1.0])).with_window(1150, 2300)

    made = derive(radiograph, Presentation(lut))

    entries = np.frombuffer(made.VOILUTSequence[0].LUTData, dtype="<u2")
    assert made.VOILUTSequence[0].LUTDescriptor == [0, 0, 16]
    assert entries[[0, 32768, 65535]].tolist() == pytest.approx([0, 32768, 65535], abs=1)
    assert "WindowCenter" not in made


def test_negative_has_the_same_pixels_and_says_so() -> None:
    radiograph = film(header())
    shown = Presentation(radiograph.default_voi)

    made = derive(radiograph, replace(shown, is_inverted=True))

    assert made.PixelData == derive(radiograph, shown).PixelData
    assert made.PhotometricInterpretation == "MONOCHROME1"
    assert made.PresentationLUTShape == "INVERSE"
    assert "negative" in made.DerivationDescription


def test_negative_angiogram_is_a_capture_because_its_class_knows_no_monochrome1() -> None:
    radiograph = film(header(XA))

    made = derive(radiograph, Presentation(radiograph.default_voi, is_inverted=True))

    assert made.SOPClassUID == CAPTURE


def test_turned_film_brings_its_directions_and_spacing_along() -> None:
    radiograph = film(header())
    turned = Presentation(radiograph.default_voi, orientation=Orientation(quarter_turns=1))

    made = derive(radiograph, turned)

    assert (made.Rows, made.Columns) == (6, 4)
    assert made.PatientOrientation == ["H", "L"]
    assert made.ImagerPixelSpacing == [0.1, 0.2]
    assert made.SourceImageSequence[0].SpatialLocationsPreserved == "NO"
    assert "turned 90 degrees clockwise" in made.DerivationDescription.lower()


def test_film_without_spacing_gets_none() -> None:
    made = derive(film(None))

    assert not {"PixelSpacing", "ImagerPixelSpacing"} & set(made.dir())


def test_resampled_film_has_the_new_spacing_and_no_shutter(own_steps: None) -> None:  # noqa: ARG001
    radiograph = film(header(ShutterShape="RECTANGULAR", ShutterLeftVerticalEdge=1))
    recipe = Recipe().added(Halve())

    made = derive(radiograph, Presentation(radiograph.default_voi, recipe=recipe))

    assert (made.Rows, made.Columns) == (2, 6)
    assert made.ImagerPixelSpacing == [0.4, 0.1]
    assert "ShutterShape" not in made
    assert made.SourceImageSequence[0].SpatialLocationsPreserved == "NO"
    assert [code.CodeValue for code in made.DerivationCodeSequence] == ["113085"]


def test_bitmap_becomes_a_capture_from_a_digital_interface() -> None:
    made = derive(film(None))

    assert made.SOPClassUID == CAPTURE
    assert made.ConversionType == "DI"
    assert made.ImageType == ["DERIVED", "SECONDARY"]
    assert "Laterality" in made
    assert not made.Laterality
    assert made.BurnedInAnnotation == "YES"
    assert "PatientName" in made
    assert not made.PatientName
    assert "SourceImageSequence" not in made


def test_generated_picture_carries_every_mark(own_steps: None) -> None:  # noqa: ARG001
    made = generated(header())

    assert made.SOPClassUID == CAPTURE
    assert made.ConversionType == "SYN"
    assert made.ImageType == ["DERIVED", "SECONDARY"]
    assert made.SyntheticData == "YES"
    assert made.ContentQualification == "RESEARCH"
    assert made.BurnedInAnnotation == "YES"
    assert made.SeriesDescription.startswith("AI SYNTHETIC")
    purpose = made.ContributingEquipmentSequence[-1].PurposeOfReferenceCodeSequence[0]
    assert purpose.CodeValue == "109100"


def test_what_was_synthetic_stays_synthetic() -> None:
    made = derive(film(header(SyntheticData="YES")))

    assert made.SOPClassUID == DX
    assert made.SyntheticData == "YES"
    assert made.ContentQualification == "RESEARCH"


def test_lossy_compression_is_told_even_where_the_film_is_silent() -> None:
    radiograph = film(header(LossyImageCompression=""))
    baseline = replace(radiograph.source, transfer_syntax_uid="1.2.840.10008.1.2.4.50", size=12)

    made = derive(replace(radiograph, source=baseline))

    assert made.LossyImageCompression == "01"
    assert made.LossyImageCompressionMethod == "ISO_10918_1"
    assert float(made.LossyImageCompressionRatio) == 4.0  # 24 pixels of 2 bytes in 12


def test_compression_of_many_frames_is_that_of_the_whole_file() -> None:
    radiograph = film(header(XA, NumberOfFrames=3, LossyImageCompression=""), frame=1)
    baseline = replace(radiograph.source, transfer_syntax_uid="1.2.840.10008.1.2.4.50", size=12)

    made = derive(replace(radiograph, source=baseline))

    assert float(made.LossyImageCompressionRatio) == 12.0  # 3 times 24 pixels of 2 bytes in 12


@pytest.mark.parametrize("given", [None, header()])
def test_a_film_that_was_in_colour_says_so(given: Dataset | None) -> None:
    made = derive(replace(film(given), notices=(COLOUR_NOTICE,)))

    assert "Colour converted to grey first." in made.DerivationDescription


def test_what_is_changed_in_the_header_handed_out_does_not_reach_the_film() -> None:
    radiograph = film(header(SeriesNumber=2))

    handed = header_of(radiograph)
    handed.SeriesNumber = 77
    del handed.Modality

    assert header_of(radiograph).Modality == "DX"
    assert header_of(radiograph).SeriesNumber == 2


def test_times_are_written_in_the_film_s_own_time_zone() -> None:
    made = derive(film(header(TimezoneOffsetFromUTC="-0530")))

    assert made.ContentTime.startswith("0630")


def test_codes_name_only_what_the_standard_has_a_code_for() -> None:
    radiograph = film(header())
    recipe = Recipe()
    for name in ("gaussian", "clahe", "unsharp_mask", "gamma"):
        recipe = recipe.added(step_type(name).make())

    made = derive(radiograph, Presentation(radiograph.default_voi, recipe=recipe))

    assert [code.CodeValue for code in made.DerivationCodeSequence] == ["113088", "113089"]


def test_frame_of_many_is_named_where_the_class_has_frames() -> None:
    angiogram = film(header(XA, NumberOfFrames=3), frame=1)
    odd_capture = film(header(CAPTURE, NumberOfFrames=3), frame=1)

    assert derive(angiogram).SourceImageSequence[0].ReferencedFrameNumber == 2
    assert "ReferencedFrameNumber" not in derive(odd_capture).SourceImageSequence[0]


def test_private_block_holds_the_recipe_and_the_source() -> None:
    radiograph = film(header())
    recipe = Recipe(title="Röntgen").added(step_type("gamma").make())
    shown = Presentation(radiograph.default_voi, recipe=recipe, orientation=Orientation(3, True))

    made = derive(radiograph, shown)

    text = made.private_block(0x0099, "NEGATOSCOPE 1")[0x01].value
    assert text.isascii()
    assert json.loads(text)["recipe"] == recipe.to_json()
    assert json.loads(text)["orientation"] == {"quarter_turns": 3, "is_mirrored": True}
    assert json.loads(text)["source"] == {"sop_instance_uid": "1.2.3.1", "sha256": "ab12"}


def test_two_exports_share_no_uid() -> None:
    radiograph = film(header())

    one, other = derive(radiograph), derive(radiograph)

    assert one.SOPInstanceUID != other.SOPInstanceUID
    assert one.SeriesInstanceUID != other.SeriesInstanceUID
    assert one.StudyInstanceUID == other.StudyInstanceUID == "1.2.3.2"


def test_film_as_read_is_no_processed_picture() -> None:
    radiograph = film(header())

    with pytest.raises(ValueError, match="processed"):
        derived_dataset(
            radiograph,
            picture_of(radiograph),
            Presentation(radiograph.default_voi),
            source_sha256="",
            now=NOON,
        )
