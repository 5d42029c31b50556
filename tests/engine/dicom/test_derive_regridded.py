"""engine.dicom.derive, for films that a recipe has turned, cut or scaled"""

import numpy as np
import pytest
from pydicom.dataset import Dataset

from engine.orientation import Orientation
from engine.presentation import Presentation
from engine.recipe import Recipe
from engine.step import Step
from engine.steps.geometry import Crop, Flip, Resample, Resize, Rotate, SuperResolution
from tests.engine.dicom.films_to_derive import derive, film, header


def made_by(*steps: Step, ds: Dataset | None = None, turn: Orientation | None = None) -> Dataset:
    """Return what is derived from the 4 x 6 film, spacing 0.2 x 0.1 mm, letters L and F."""
    radiograph = film(ds or header())
    recipe = Recipe()
    for step in steps:
        recipe = recipe.added(step)
    shown = Presentation(radiograph.default_voi, recipe, orientation=turn or Orientation())
    return derive(radiograph, shown)


@pytest.mark.parametrize(
    ("step", "letters"),
    [
        (Flip(0), ["R", "F"]),
        (Flip(1), ["L", "H"]),
        (Flip(2), ["R", "H"]),
        (Rotate(90.0), ["H", "L"]),
        (Rotate(180.0), ["R", "H"]),
        (Rotate(-90.0), ["F", "R"]),
        (Rotate(7.0), ["L", "F"]),
        (Rotate(-80.0), ["F", "R"]),
        (Crop(20.0), ["L", "F"]),
        (SuperResolution(2), ["L", "F"]),
    ],
    ids=repr,
)
def test_patient_orientation_follows_the_pixels(step: Step, letters: list[str]) -> None:
    """Of an odd angle, it names the nearest direction."""
    assert list(made_by(step).PatientOrientation) == letters


def test_a_turn_for_display_comes_after_those_of_the_recipe() -> None:
    made = made_by(Flip(0), turn=Orientation(1))

    assert list(made.PatientOrientation) == ["H", "R"]


def test_unknown_directions_stay_unknown() -> None:
    made = made_by(Flip(0), ds=header(PatientOrientation=None))

    assert made.PatientOrientation is None


@pytest.mark.parametrize(
    ("step", "size", "spacing_mm"),
    [
        (Rotate(90.0), (6, 4), [0.1, 0.2]),
        (Flip(0), (4, 6), [0.2, 0.1]),
        (Crop(20.0, 0.0, 20.0, 0.0), (4, 4), [0.2, 0.1]),
        (SuperResolution(2), (8, 12), [0.1, 0.05]),
        (Resample(0.1), (8, 6), [0.1, 0.1]),
    ],
    ids=repr,
)
def test_spacing_is_that_of_the_new_pixels(
    step: Step, size: tuple[int, int], spacing_mm: list[float]
) -> None:
    made = made_by(step)

    assert (made.Rows, made.Columns) == size
    assert [float(one) for one in made.ImagerPixelSpacing] == pytest.approx(spacing_mm)


def test_an_aspect_ratio_follows_pixels_that_become_square() -> None:
    made = made_by(Resample(0.1), ds=header(PixelAspectRatio=[2, 1]))

    assert list(made.PixelAspectRatio) == [1, 1]


@pytest.mark.parametrize("step", [Flip(0), Rotate(180.0), Crop(20.0), Rotate(7.0)], ids=repr)
def test_what_described_the_old_grid_is_left_out(step: Step) -> None:
    """A film that is flipped has as many rows and columns, and yet another grid."""
    framed = header(
        ShutterShape="RECTANGULAR",
        ShutterLeftVerticalEdge=2,
        ShutterRightVerticalEdge=5,
        ShutterUpperHorizontalEdge=1,
        ShutterLowerHorizontalEdge=4,
        FieldOfViewOrigin=[0.0, 0.0],
        FieldOfViewHorizontalFlip="NO",
        FieldOfViewDimensions=[1, 1],
    )
    overlay = Dataset()
    overlay.update(framed)
    overlay.add_new(0x60000010, "US", 4)
    overlay.add_new(0x60000011, "US", 6)
    overlay.add_new(0x60000040, "CS", "G")
    overlay.add_new(0x60000050, "SS", [1, 1])
    overlay.add_new(0x60000100, "US", 1)
    overlay.add_new(0x60000102, "US", 0)
    overlay.add_new(0x60003000, "OW", b"\xff\xff\xff\x00")

    made = made_by(step, ds=overlay)

    assert "ShutterShape" not in made
    assert "FieldOfViewOrigin" not in made
    assert "FieldOfViewDimensions" not in made
    assert (0x6000, 0x3000) not in made
    assert made.SourceImageSequence[0].SpatialLocationsPreserved == "NO"


@pytest.mark.parametrize(
    ("step", "is_resampled"),
    [
        (Flip(0), False),
        (Rotate(90.0), False),
        (Crop(20.0), False),
        (Rotate(7.0), True),
        (Resize(128), True),
        (Resample(0.1), True),
        (SuperResolution(2), True),
    ],
    ids=repr,
)
def test_only_what_is_interpolated_is_called_resampled(step: Step, is_resampled: bool) -> None:
    made = made_by(step)

    codes = [item.CodeValue for item in made.get("DerivationCodeSequence", [])]
    assert ("113085" in codes) is is_resampled


def test_the_pixels_written_are_the_turned_ones() -> None:
    plain, mirrored = made_by(Crop()), made_by(Flip(0))

    one, two = (
        np.frombuffer(ds.PixelData, "<u2").reshape(ds.Rows, ds.Columns) for ds in (plain, mirrored)
    )
    np.testing.assert_array_equal(two, one[:, ::-1])


def test_the_derivation_says_what_was_done_to_the_grid() -> None:
    made = made_by(Flip(0), Rotate(7.0))

    assert made.DerivationDescription.startswith(
        "Flip (direction Left-right); Rotate (angle 7 degrees)"
    )
