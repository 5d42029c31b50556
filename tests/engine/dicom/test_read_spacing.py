"""engine.dicom.read_spacing"""

from typing import Any

import numpy as np
import pytest

from engine.dicom.read_spacing import spacing_of
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
            SpacingSource.CALIBRATED,
        ),
        (
            {"PixelSpacing": ONE, "PixelSpacingCalibrationType": "GEOMETRY"},
            (0.1, 0.2),
            SpacingSource.CALIBRATED,
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
