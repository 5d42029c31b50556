"""engine.facts_transforms"""

from dataclasses import replace
from pathlib import Path

import numpy as np

from engine.facts import facts_of
from engine.grayscale.presentation_lut import PresentationLut
from engine.reading import read_radiograph
from tests.engine.dicom.overlaid import with_overlay
from tests.engine.dicom.written import film, lut, write, write_film

GREY = np.arange(64, dtype=np.uint16).reshape(8, 8)


def transforms(path: Path, kind: str) -> list[tuple[str, bool]]:
    found = facts_of(read_radiograph(path)).transforms
    return [(one.text, one.is_in_force) for one in found if one.kind == kind]


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
        ("shutter of rows 2 to 18, columns 3 to 15", True),
        ("round shutter about row 9, column 8, radius 7", True),
        ("shutter of 4 corners", True),
        ("what the shutter hides is 10% white", True),
    ]
    assert transforms(path, "collimator") == [("collimator of rows 2 to 3, columns 3 to 4", False)]


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
    assert transforms(path, "overlay") == [("overlay 1: graphics, 3 × 5, at row 3, column 2", True)]


def test_a_presentation_lut_in_the_film_is_told_as_not_applied(tmp_path: Path) -> None:
    path = write_film(tmp_path / "film.dcm", GREY, PresentationLUTSequence=lut(0, [0, 1, 4095], 12))

    assert transforms(path, "polarity") == [
        ("MONOCHROME2: large values are bright", True),
        ("Presentation LUT of 3 entries in the film itself, not applied", False),
    ]


def test_a_region_of_interest_in_unused_bits_is_told_as_such(tmp_path: Path) -> None:
    ds = with_overlay(film(GREY, 12), None, rows=8, columns=8, kind="R", position=13)

    ((told, _),) = transforms(write(ds, tmp_path / "film.dcm"), "overlay")

    assert told == "overlay 1: region of interest, 8 × 8, in unused bits of the pixels"


def test_the_table_of_a_presentation_state_stands_instead_of_the_films_polarity(
    tmp_path: Path,
) -> None:
    path = write_film(tmp_path / "film.dcm", GREY, PresentationLUTShape="IDENTITY")
    table = PresentationLut(np.linspace(0, 1, 256), 8)
    under = replace(read_radiograph(path), presentation_lut=table)

    found = [one for one in facts_of(under).transforms if one.kind == "polarity"]

    assert [(one.text, one.is_in_force) for one in found] == [
        ("MONOCHROME2: large values are bright", False),
        ("Presentation LUT Shape IDENTITY: grey values are not inverted", False),
        ("Presentation LUT of 256 entries, of a presentation state", True),
    ]
