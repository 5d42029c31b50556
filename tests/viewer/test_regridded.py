"""viewer.stage, viewer.inspection and the corners, for films that a recipe turned or cut"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from engine import Orientation, Recipe, Window, step_type
from tests.viewer.mapped_window import COLUMNS, ROWS, document_of, film_file, settled, window_of
from viewer.inspection import Inspector
from viewer.main_window import MainWindow
from viewer.probe import Probe, pixel_at

SQUARE = (120, 150)
"""A pixel of the film's bright square, which covers rows 100 to 140 and columns 120 to 180."""


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A window of 1280 x 800 on the film."""
    opening = window_of(qtbot, tmp_path)
    made = next(opening)
    made.open([film_file(tmp_path)], recipe=Recipe())
    qtbot.waitUntil(lambda: made.document is not None)
    settled(qtbot, made)
    yield made
    next(opening, None)


def enhance(qtbot: QtBot, window: MainWindow, name: str, **values: float) -> None:
    document = document_of(window)
    recipe = Recipe().added(step_type(name).make(values))
    document.edit(document.presentation.with_recipe(recipe))
    settled(qtbot, window)


def heard(window: MainWindow, row: float, column: float, *, on_result: bool) -> Probe | None:
    """Return what is said of a point of a pane."""
    found: list[Probe | None] = []
    window.stage.probed.connect(found.append)
    pane = window.stage.compare.enhanced if on_result else window.stage.compare.original
    pane.pointed.emit(row, column)
    window.stage.probed.disconnect(found.append)
    return found[-1]


def test_a_point_of_the_result_is_read_on_the_film_where_it_came_from(
    qtbot: QtBot, window: MainWindow
) -> None:
    enhance(qtbot, window, "crop", left_percent=20.0, top_percent=25.0)

    probe = heard(window, SQUARE[0] - 60 + 0.5, SQUARE[1] - 60 + 0.5, on_result=True)

    assert probe is not None
    assert (probe.row, probe.column, probe.stored) == (*SQUARE, 60000)
    assert probe.enhanced == pytest.approx(probe.shown, abs=0.01)


def test_a_point_of_the_film_that_was_cut_off_has_no_enhanced_grey(
    qtbot: QtBot, window: MainWindow
) -> None:
    enhance(qtbot, window, "crop", left_percent=20.0)

    probe = heard(window, 10.5, 5.5, on_result=False)

    assert probe is not None
    assert (probe.row, probe.column) == (10, 5)
    assert probe.enhanced is None


def test_a_corner_that_a_turned_film_has_no_part_in_says_nothing(
    qtbot: QtBot, window: MainWindow
) -> None:
    enhance(qtbot, window, "rotate", angle_degrees=30.0)

    assert heard(window, 1.0, 1.0, on_result=True) is None


@pytest.mark.parametrize("turn", [Orientation(), Orientation(1), Orientation(2, is_mirrored=True)])
def test_the_brightest_place_is_the_same_on_both_panes_however_it_is_turned(
    qtbot: QtBot, window: MainWindow, turn: Orientation
) -> None:
    document = document_of(window)
    recipe = Recipe().added(step_type("rotate").make({"angle_degrees": 20.0}))
    wanted = document.presentation.with_recipe(recipe)
    document.edit(type(wanted)(wanted.voi, recipe, orientation=turn))
    settled(qtbot, window)
    result = document.shown.result
    rows, columns = np.nonzero(result.indices > 0.95 * result.indices.max())
    film = window.stage.compare.enhanced.film
    assert film is not None

    probe = heard(
        window,
        (rows.mean() + 0.5) * film.rows / result.shape[0],
        (columns.mean() + 0.5) * film.columns / result.shape[1],
        on_result=True,
    )

    assert probe is not None
    assert probe.stored == 60000


def test_a_box_on_the_result_takes_its_window_from_what_it_frames(
    qtbot: QtBot, window: MainWindow
) -> None:
    """The film's own window still applies, so that its stored values are framed."""
    enhance(qtbot, window, "crop", left_percent=20.0, top_percent=25.0)

    window.stage.compare.enhanced.box_drawn.emit(QRectF(65, 45, 40, 30))

    voi = document_of(window).presentation.voi
    assert isinstance(voi, Window)
    assert (voi.centre, voi.width) == (60000.5, 1.0)


def test_a_box_counts_what_it_frames_of_a_result_with_a_field_of_its_own(
    qtbot: QtBot, window: MainWindow
) -> None:
    """The corners that turning brought in are no part of the field; the box is within it."""
    document = document_of(window)
    steps = Recipe().added(step_type("rotate").make({"angle_degrees": 10.0}))
    document.edit(document.presentation.with_recipe(steps.added(step_type("clahe").make())))
    settled(qtbot, window)
    result = document.shown.result
    assert result.field is not None
    middle_y, middle_x = (side / 2 for side in result.shape)

    window.stage.compare.enhanced.box_drawn.emit(QRectF(middle_x - 20, middle_y - 10, 40, 20))

    voi = document.presentation.display_voi
    assert isinstance(voi, Window)
    assert 1 <= voi.width < 65536
    assert document.history.can_undo


def test_the_inspector_reads_the_pixel_pointed_at(qtbot: QtBot, window: MainWindow) -> None:
    enhance(qtbot, window, "rotate", angle_degrees=10.0)

    found = Inspector(document_of(window)).at(SQUARE)

    assert found.pixel is not None
    assert found.pixel.stored == 60000
    assert found.pixel.shown == pytest.approx(60000 / 65535, abs=0.02)


def test_the_inspector_says_nothing_of_a_pixel_that_was_cut_off(
    qtbot: QtBot, window: MainWindow
) -> None:
    enhance(qtbot, window, "crop", left_percent=20.0)

    assert Inspector(document_of(window)).at((10, 5)).pixel is None


def test_the_corner_says_how_large_the_result_is(qtbot: QtBot, window: MainWindow) -> None:
    enhance(qtbot, window, "super_resolution")

    corner = window.stage.compare.enhanced.texts.bottom_right

    assert corner[-1] == f"{2 * COLUMNS} × {2 * ROWS}, full resolution"


def test_the_corner_says_that_a_film_is_mirrored(qtbot: QtBot, window: MainWindow) -> None:
    enhance(qtbot, window, "flip")

    assert window.stage.compare.enhanced.texts.top_left[1].endswith("mirrored")


@pytest.mark.parametrize(
    ("share", "pixel"),
    [
        ((0.0, 0.0), (0, 0)),
        ((0.999, 0.999), (1, 3)),
        ((0.5, 0.5), (1, 2)),
        ((1.0, 0.5), None),
        ((0.5, -0.01), None),
    ],
)
def test_a_share_lies_on_a_pixel_or_beside_the_picture(
    share: tuple[float, float], pixel: tuple[int, int] | None
) -> None:
    assert pixel_at((2, 4), share) == pixel
