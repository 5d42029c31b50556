"""engine.measuring and engine.measuring_regions on the contrast-detail phantom.

Its cells are 16 mm apart on a detector of 0.1 mm, and its first hole lies 12 mm from both edges,
so that lengths, areas and angles are known without measuring.
"""

from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pydicom
import pytest

from engine.dicom.sample import write_sample
from engine.grayscale.voi import Window
from engine.measurement import MeasureKind, Measurement
from engine.measuring import figures
from engine.measuring_regions import RegionFigures, contrast_to_noise, region_figures
from engine.orientation import Orientation
from engine.picture import picture_of
from engine.radiograph import Radiograph
from engine.reading import read_radiograph
from engine.samples.contrast_detail import make_contrast_detail

TOP_LEFT, TOP_RIGHT, HALF_DOWN = (120.0, 120.0), (2360.0, 120.0), (2360.0, 1240.0)
"""Centres of the holes in the corners above, and in the eighth row on the right."""

LENGTH = Measurement(MeasureKind.LENGTH, (TOP_LEFT, TOP_RIGHT))
ANGLE = Measurement(MeasureKind.ANGLE, (TOP_RIGHT, TOP_LEFT, HALF_DOWN))
CELL = Measurement(MeasureKind.RECTANGLE, ((40.0, 40.0), (200.0, 200.0)))
IN_HOLE = Measurement(MeasureKind.ELLIPSE, ((2330.0, 90.0), (2390.0, 150.0)))
IN_PLATE = Measurement(MeasureKind.RECTANGLE, ((2290.0, 50.0), (2310.0, 190.0)))


class Situation(NamedTuple):
    """What a file says of its spacing, and what is to be read off it."""

    attributes: dict[str, Any]
    length: str
    word: str
    range_text: str
    area: str


def calibrated(how: str, mm: str) -> dict[str, Any]:
    return {"PixelSpacing": [mm, mm], "PixelSpacingCalibrationType": how}


DETECTOR = ("224.0 mm", "at detector", "true size 186.7–224.0 mm", "2.56 cm²")
SITUATIONS = {
    "geometry": Situation(
        calibrated("GEOMETRY", "0.08"), "179.2 mm", "calibrated by geometry", "", "1.64 cm²"
    ),
    "fiducial": Situation(
        calibrated("FIDUCIAL", "0.09"), "201.6 mm", "calibrated by fiducial", "", "2.07 cm²"
    ),
    "detector": Situation({}, *DETECTOR),
    "magnification": Situation(
        {"EstimatedRadiographicMagnificationFactor": "1.25"},
        "179.2 mm",
        "at object, from the magnification in the file",
        "",
        "1.64 cm²",
    ),
    "distances": Situation(
        {"DistanceSourceToDetector": "1800", "DistanceSourceToPatient": "1500"},
        "186.7 mm",
        "at object, from the distances in the file",
        "",
        "1.78 cm²",
    ),
    "no distance to the detector": Situation(
        {"DistanceSourceToDetector": "-1", "DistanceSourceToPatient": "1500"}, *DETECTOR
    ),
    "no distance to the patient": Situation(
        {"DistanceSourceToDetector": "1800", "DistanceSourceToPatient": "-1"}, *DETECTOR
    ),
    "plain": Situation(
        {"ImagerPixelSpacing": None, "PixelSpacing": ["0.1", "0.1"]},
        "224.0 mm",
        "Pixel Spacing, not calibrated",
        "true size 186.7–224.0 mm",
        "2.56 cm²",
    ),
    "none": Situation(
        {"ImagerPixelSpacing": None},
        "2\u2009240 px",
        "no spacing in the file",
        "",
        "25\u2009600 px²",
    ),
}


@pytest.fixture(scope="module")
def phantom() -> pydicom.Dataset:
    """The phantom as it lies in its file."""
    written = BytesIO()
    write_sample(make_contrast_detail((2480, 2480)).film, "phantom-v1", written)
    return pydicom.dcmread(BytesIO(written.getvalue()))


@pytest.fixture(scope="module")
def film(phantom: pydicom.Dataset, tmp_path_factory: pytest.TempPathFactory) -> Radiograph:
    """The phantom as read, pixels and all."""
    path = tmp_path_factory.mktemp("film") / "phantom.dcm"
    phantom.save_as(path)
    return read_radiograph(path)


def saying(phantom: pydicom.Dataset, attributes: dict[str, Any], path: Path) -> Radiograph:
    """Return the corner of the phantom as read from a file that says something else."""
    said = deepcopy(phantom)
    said.Rows, said.Columns = 16, 2480  # all that is read of it here is its header
    said.PixelData = phantom.PixelData[: 16 * 2480 * 2]
    for keyword, value in attributes.items():
        if value is None:
            del said[keyword]
        else:
            setattr(said, keyword, value)
    said.save_as(path, enforce_file_format=True)
    return read_radiograph(path)


@pytest.mark.parametrize("name", SITUATIONS)
def test_lengths_areas_and_angles_are_right_and_say_where_they_come_from(
    phantom: pydicom.Dataset, tmp_path: Path, name: str
) -> None:
    """14 cells of 16 mm are 224.0 mm, a cell is 2.56 cm²; 7 cells down from there is atan 1/2."""
    situation = SITUATIONS[name]

    spacing = saying(phantom, situation.attributes, tmp_path / "film.dcm").spacing
    length, area, angle = (figures(one, spacing) for one in (LENGTH, CELL, ANGLE))

    assert (length.value, length.provenance) == (situation.length, situation.word)
    assert length.range_text == situation.range_text
    assert (area.value, area.provenance) == (situation.area, situation.word)
    assert (angle.value, angle.provenance) == ("26.6°", "")


def held(measurement: Measurement, film: Radiograph) -> RegionFigures:
    """Return what a region holds in a window that shows 6600 black and 8600 white."""
    found = region_figures(
        measurement, picture_of(film), Orientation(), (2480, 2480), Window(7600.5, 2001.0)
    )
    assert found is not None
    return found


def test_a_hole_holds_what_was_drilled(film: Radiograph) -> None:
    """8 mm of acrylic less are 6000 x 0.0212 x 8 = 1017.6 below 8000; 2828 centres in 30 px."""
    found = held(IN_HOLE, film)

    assert found.pixels == 2828
    assert found.modality is not None
    assert found.modality.mean == pytest.approx(6982.4, abs=12)
    assert found.mean == pytest.approx((6982.4 - 6600) / 2000, abs=0.006)


def test_contrast_to_noise_of_a_hole_is_what_its_values_say(film: Radiograph) -> None:
    """Counted once more without our code: rows and columns of the box, the circle by hand."""
    hole, plate = held(IN_HOLE, film), held(IN_PLATE, film)
    stored = film.pixels[50:190, 2290:2310].astype(float)

    assert plate.pixels == stored.size == 2800
    assert plate.modality is not None
    assert plate.modality.mean == pytest.approx(stored.mean())
    assert plate.modality.sd == pytest.approx(stored.std(ddof=1))
    pooled = ((2827 * hole.sd**2 + 2799 * plate.sd**2) / 5626) ** 0.5
    assert contrast_to_noise(hole, plate) == pytest.approx((plate.mean - hole.mean) / pooled)
