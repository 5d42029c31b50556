"""engine.dicom.turn"""

import numpy as np
import pytest
from pydicom.dataset import Dataset

from engine.dicom.turn import drop_grid, scale_spacings, turn, turned_point
from engine.orientation import Orientation

ALL = [Orientation(turns, mirrored) for turns in range(4) for mirrored in (False, True)]


def shuttered() -> Dataset:
    """Return the header of a 4 x 6 film whose rows 1-2, columns 4-6 are open."""
    ds = Dataset()
    ds.ShutterShape = ["RECTANGULAR", "CIRCULAR", "POLYGONAL"]
    ds.ShutterUpperHorizontalEdge, ds.ShutterLowerHorizontalEdge = 1, 2
    ds.ShutterLeftVerticalEdge, ds.ShutterRightVerticalEdge = 4, 6
    ds.CenterOfCircularShutter = [2, 5]
    ds.VerticesOfThePolygonalShutter = [1, 4, 1, 6, 2, 6]
    ds.PatientOrientation = ["L", "F"]
    ds.ImagerPixelSpacing = [0.2, 0.1]
    ds.FieldOfViewRotation, ds.FieldOfViewHorizontalFlip = 0, "NO"
    return ds


@pytest.mark.parametrize("orientation", ALL)
def test_point_goes_where_its_pixel_goes(orientation: Orientation) -> None:
    film = np.zeros((4, 6), dtype=np.uint8)
    film[2, 5] = 1

    row, column = turned_point(3, 6, orientation, film.shape)

    assert orientation.apply(film)[row - 1, column - 1] == 1


def test_shutter_follows_a_clockwise_turn() -> None:
    """Rows 1-2 of four become columns 3-4, columns 4-6 become rows."""
    ds = shuttered()

    turn(ds, Orientation(1), (4, 6))

    assert (ds.ShutterUpperHorizontalEdge, ds.ShutterLowerHorizontalEdge) == (4, 6)
    assert (ds.ShutterLeftVerticalEdge, ds.ShutterRightVerticalEdge) == (3, 4)
    assert ds.CenterOfCircularShutter == [5, 3]
    assert ds.VerticesOfThePolygonalShutter == [4, 4, 6, 4, 6, 3]


def test_mirrored_film_points_to_the_other_side() -> None:
    ds = shuttered()

    turn(ds, Orientation(0, is_mirrored=True), (4, 6))

    assert ds.PatientOrientation == ["R", "F"]
    assert ds.ImagerPixelSpacing == [0.2, 0.1]
    assert (ds.ShutterLeftVerticalEdge, ds.ShutterRightVerticalEdge) == (1, 3)


def test_how_the_grid_lay_on_the_detector_is_forgotten_once_turned() -> None:
    ds = shuttered()

    turn(ds, Orientation(2), (4, 6))

    assert "FieldOfViewRotation" not in ds
    assert "FieldOfViewHorizontalFlip" not in ds


def test_nothing_changes_where_nothing_turns() -> None:
    ds = shuttered()

    turn(ds, Orientation(), (4, 6))

    assert ds == shuttered()


def test_half_a_shutter_is_left_as_it_is() -> None:
    ds = shuttered()
    del ds.ShutterLeftVerticalEdge

    turn(ds, Orientation(1), (4, 6))

    assert ds.ShutterRightVerticalEdge == 6


def test_spacing_grows_by_row_and_column() -> None:
    ds = shuttered()

    scale_spacings(ds, (2.0, 3.0))

    assert ds.ImagerPixelSpacing == pytest.approx([0.4, 0.3])
    assert "PixelSpacing" not in ds


def test_resampled_film_has_no_shutter() -> None:
    ds = shuttered()

    drop_grid(ds)

    assert set(ds.dir()) == {"PatientOrientation", "ImagerPixelSpacing"}
