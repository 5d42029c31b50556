"""engine.dicom.read_spacing"""

from typing import Any

import numpy as np
import pytest

from engine.dicom.read_spacing import spacing_of, spacings_said
from engine.radiograph import Spacing, SpacingSource
from tests.engine.dicom.written import film

PIXELS = np.zeros((200, 100), dtype=np.uint16)
ONE, TWO = ["0.1", "0.2"], ["0.15", "0.25"]


def spacing(**attributes: Any) -> tuple[Spacing, list[str]]:
    notices: list[str] = []
    found = spacing_of(film(PIXELS, **attributes), 0, PIXELS.shape, notices)
    return found, notices


@pytest.mark.parametrize(
    ("attributes", "mm", "source"),
    [
        ({}, (2, 2), SpacingSource.ASSUMED),  # 400 mm over 200 rows
        ({"ImagerPixelSpacing": ONE}, (0.1, 0.2), SpacingSource.DETECTOR),
        ({"ImagerPixelSpacing": ONE, "PixelSpacing": ONE}, (0.1, 0.2), SpacingSource.DETECTOR),
        ({"NominalScannedPixelSpacing": ONE}, (0.1, 0.2), SpacingSource.DETECTOR),
        ({"PixelSpacing": ONE}, (0.1, 0.2), SpacingSource.UNCALIBRATED),
        ({"PixelSpacing": ONE, "Modality": "CT"}, (0.1, 0.2), SpacingSource.CALIBRATED),
        (
            {
                "PixelSpacing": ONE,
                "ImagerPixelSpacing": TWO,
                "PixelSpacingCalibrationType": "FIDUCIAL",
            },
            (0.1, 0.2),
            SpacingSource.FIDUCIAL,
        ),
        (
            {"PixelSpacing": ONE, "PixelSpacingCalibrationType": "GEOMETRY"},
            (0.1, 0.2),
            SpacingSource.GEOMETRY,
        ),
        (
            {"ImagerPixelSpacing": ONE, "EstimatedRadiographicMagnificationFactor": "1"},
            (0.1, 0.2),
            SpacingSource.DETECTOR,
        ),
    ],
)
def test_the_best_source_wins_and_nothing_needs_saying(
    attributes: dict[str, Any], mm: tuple[float, float], source: SpacingSource
) -> None:
    found, notices = spacing(**attributes)

    assert found.mm == mm
    assert found.source is source
    assert notices == []


def test_a_magnification_gives_lengths_at_the_object() -> None:
    found, notices = spacing(
        ImagerPixelSpacing=["0.12", "0.12"], EstimatedRadiographicMagnificationFactor="1.5"
    )

    assert found.mm == pytest.approx((0.08, 0.08))
    assert found.source is SpacingSource.MAGNIFICATION
    assert "magnification of 1.5" in notices[0]


@pytest.mark.parametrize(
    ("attributes", "words"),
    [
        (
            {"PixelSpacing": ONE, "PixelSpacingCalibrationType": "GEOMETRY"},
            "0.100 × 0.200 mm calibrated by geometry",
        ),
        (
            {"PixelSpacing": ONE, "PixelSpacingCalibrationType": "FIDUCIAL"},
            "0.100 × 0.200 mm calibrated by fiducial",
        ),
        ({"ImagerPixelSpacing": ONE}, "0.100 × 0.200 mm at detector"),
        (
            {"ImagerPixelSpacing": ONE, "EstimatedRadiographicMagnificationFactor": "1.25"},
            "0.080 × 0.160 mm at object, from the magnification in the file",
        ),
        (
            {
                "ImagerPixelSpacing": ONE,
                "DistanceSourceToDetector": "1500",
                "DistanceSourceToPatient": "1200",
            },
            "0.080 × 0.160 mm at object, from the distances in the file",
        ),
        ({"PixelSpacing": ONE}, "0.100 × 0.200 mm Pixel Spacing, not calibrated"),
        ({}, "assumed: no spacing in the file"),
    ],
)
def test_the_words_beside_a_length_tell_the_situations_apart(
    attributes: dict[str, Any], words: str
) -> None:
    assert spacing(**attributes)[0].text() == words


def test_distances_give_the_magnification_where_the_file_does_not() -> None:
    """1800 / 1500 = 1.2."""
    found, notices = spacing(
        ImagerPixelSpacing=["0.12", "0.12"],
        DistanceSourceToDetector="1800",
        DistanceSourceToPatient="1500",
    )

    assert found.mm == pytest.approx((0.1, 0.1))
    assert found.magnification == pytest.approx(1.2)
    assert found.source is SpacingSource.DISTANCES
    (said,) = notices
    assert said == (
        "Lengths are at the object: the file gives 1800 mm from the source to the detector and "
        "1500 mm to the patient, a magnification of 1.2."
    )


@pytest.mark.parametrize(
    ("to_detector", "to_patient"),
    [("-1", "1000"), ("1800", "-1"), ("1000", "1000"), ("1000", "1500"), ("1800", "0"), ("0", "0"),
     ("1800", "1"), ("1800", None), (None, "1500")],
)  # fmt: skip
def test_distances_that_make_no_sense_leave_lengths_at_the_detector(
    to_detector: str | None, to_patient: str | None
) -> None:
    said = {"DistanceSourceToDetector": to_detector, "DistanceSourceToPatient": to_patient}

    found, notices = spacing(
        ImagerPixelSpacing=ONE, **{name: one for name, one in said.items() if one}
    )

    assert (found.mm, found.source) == ((0.1, 0.2), SpacingSource.DETECTOR)
    assert notices == []


def test_a_magnification_in_the_file_wins_over_its_distances() -> None:
    far = {"DistanceSourceToDetector": "1800", "DistanceSourceToPatient": "900"}

    said, _ = spacing(
        ImagerPixelSpacing=ONE, EstimatedRadiographicMagnificationFactor="1.25", **far
    )
    denied, _ = spacing(ImagerPixelSpacing=ONE, EstimatedRadiographicMagnificationFactor="1", **far)

    assert said.magnification == 1.25
    assert denied.source is SpacingSource.DETECTOR


def test_pixel_spacing_that_is_the_detectors_by_the_magnification_is_no_conflict() -> None:
    found, notices = spacing(
        ImagerPixelSpacing=["0.15", "0.15"],
        PixelSpacing=["0.12", "0.12"],
        EstimatedRadiographicMagnificationFactor="1.25",
    )

    assert found.mm == pytest.approx((0.12, 0.12))
    assert found.source is SpacingSource.MAGNIFICATION
    assert len(notices) == 1


def test_pixels_that_are_not_square_keep_their_shape_where_nothing_else_is_known() -> None:
    """Twice as high as wide, so 200 rows are as long as 400 columns: 400 mm."""
    found, notices = spacing(PixelAspectRatio=["2", "1"])

    assert found.mm == (2, 1)
    assert found.source is SpacingSource.ASSUMED
    assert notices == []


@pytest.mark.parametrize("ratio", [["0", "0"], ["-1", "1"], ["1000", "1"], ["3"]])
def test_an_aspect_ratio_that_makes_no_sense_is_ignored_and_said(ratio: list[str]) -> None:
    found, notices = spacing(PixelAspectRatio=ratio)

    assert found.mm == (2, 2)
    assert notices == ["The Pixel Aspect Ratio in the file makes no sense and was ignored."]


def test_every_spacing_of_the_file_is_told() -> None:
    ds = film(PIXELS, PixelSpacing=ONE, ImagerPixelSpacing=TWO, NominalScannedPixelSpacing=["0"])

    assert list(spacings_said(ds, 0)) == [
        ("Pixel Spacing", (0.1, 0.2)),
        ("Imager Pixel Spacing", (0.15, 0.25)),
    ]


@pytest.mark.parametrize("factor", ["0", "-1", "0.5", "50"])
def test_an_impossible_magnification_is_ignored_and_said(factor: str) -> None:
    found, notices = spacing(
        ImagerPixelSpacing=ONE, EstimatedRadiographicMagnificationFactor=factor
    )

    assert found.mm == (0.1, 0.2)
    assert "makes no sense" in notices[0]


def test_two_spacings_that_nobody_explains_are_a_conflict() -> None:
    found, notices = spacing(PixelSpacing=ONE, ImagerPixelSpacing=TWO)

    assert found.mm == (0.1, 0.2)
    assert found.source is SpacingSource.UNCALIBRATED
    assert notices[0].startswith("Spacing conflict: ")


@pytest.mark.parametrize("nonsense", [["0", "0"], ["-1", "-1"], ["0.1", "0"], ["1000", "1000"]])
def test_nonsense_is_ignored_and_said(nonsense: list[str]) -> None:
    found, notices = spacing(PixelSpacing=nonsense)

    assert found.source is SpacingSource.ASSUMED
    assert notices[0].startswith("Pixel Spacing ")
    assert notices[0].endswith(" makes no sense and was ignored.")
