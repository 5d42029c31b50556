"""viewer.inspection"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine import Entry, Orientation, Recipe, Window, step_type
from engine.grayscale.presentation_lut import PresentationLut
from engine.ops.pixel_lut import PixelLut
from tests.viewer.mapped_films import (
    MAPPING,
    PLAIN,
    document_of,
    even_maps,
    map_film,
    ramp_film,
    with_slopes,
)
from viewer.document import Document
from viewer.inspection import Inspection, Inspector, Treatment
from viewer.jobs import Jobs

GAMMA = Entry(step_type("gamma").make({"exponent": 2.0}))
BLUR = Entry(step_type("gaussian").make({"radius_mm": 0.5}))
Render = Callable[[Document, Recipe], None]


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:  # noqa: ARG001 - needs an application
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def document(jobs: Jobs) -> Document:
    """Stored values 0 to 1000 over the full range."""
    return document_of(ramp_film(), jobs)


@pytest.fixture
def render(qtbot: QtBot) -> Render:
    def run(document: Document, recipe: Recipe) -> None:
        document.edit(document.presentation.with_recipe(recipe))
        qtbot.waitUntil(lambda: document.is_current, timeout=10_000)

    return run


def at(document: Document, column: int, row: int = 1) -> Inspection:
    return Inspector(document).at((row, column))


def test_without_steps_the_curve_is_the_window(document: Document) -> None:
    """A width of 501 has 500 intervals: from 250.5 to 750.5."""
    document.edit(replace(document.presentation, voi=Window(501, 501)))

    found = at(document, 400)

    assert found.treatment is Treatment.ONE_CURVE
    assert found.curves.in_force is not None
    assert found.curves.across[[0, -1]].tolist() == [0, 1]
    assert np.interp([0.25, 0.5, 0.75], found.curves.across, found.curves.in_force) == (
        pytest.approx([0.0, 0.499, 0.999], abs=2e-3)
    )
    assert found.pixel is not None
    assert found.pixel.stored == 400
    assert found.pixel.shown == pytest.approx(0.299)
    assert found.pixel.brightened == pytest.approx(-0.101)
    assert found.pixel.contrast == pytest.approx(2.0)
    assert found.curves.place == pytest.approx((0.4, 0.299))


def test_a_point_mapping_draws_the_curve_of_steps_and_window(
    document: Document, render: Render
) -> None:
    render(document, Recipe((GAMMA,)))

    found = at(document, 500)

    assert found.treatment is Treatment.ONE_CURVE
    assert found.curves.in_force == pytest.approx(found.curves.across**2, abs=2e-3)
    assert found.pixel is not None
    assert found.pixel.shown == pytest.approx(0.25, abs=2e-3)
    assert found.pixel.contrast == pytest.approx(1.0, abs=0.02)


def test_where_neighbours_count_no_curve_is_drawn(document: Document, render: Render) -> None:
    render(document, Recipe((GAMMA, BLUR)))

    found = at(document, 500)

    assert found.treatment is Treatment.NEIGHBOURS
    assert found.curves.in_force is None
    assert found.curves.place == pytest.approx((0.5, 0.25), abs=2e-3)


def test_a_mapped_pixel_has_the_curves_of_its_table(document: Document) -> None:
    map_film(document, even_maps(2.0, 0.45, 0.55, 1.2))

    found = at(document, 400)

    table = PixelLut(PLAIN, 2.0, 0.45, 0.55, 1.2)
    curves, across = found.curves, found.curves.across
    assert found.treatment is Treatment.OWN_CURVE
    assert curves.in_force == pytest.approx(table.apply(across), abs=1e-3)
    assert curves.regional == pytest.approx(table.regional(across), abs=5e-3)
    assert curves.windowed == pytest.approx(table.windowed(across), abs=1e-3)
    grey = float(table.apply(np.array(0.4)))
    assert curves.place == pytest.approx((0.4, grey), abs=1e-4)
    assert found.pixel is not None
    assert found.pixel.shown == pytest.approx(grey, abs=1e-4)
    assert found.pixel.brightened == pytest.approx(grey - 0.4, abs=1e-4)


def test_a_window_on_the_result_bends_the_curves_and_counts_in_the_contrast(
    document: Document,
) -> None:
    map_film(document, even_maps(1.0))
    plain = at(document, 500).pixel
    document.edit(document.presentation.with_result_voi(Window(32768, 32768)))

    found = at(document, 500)

    assert plain is not None
    assert found.pixel is not None
    assert found.pixel.contrast == pytest.approx(2 * plain.contrast, rel=1e-3)
    assert found.curves.in_force is not None
    assert found.curves.in_force.min() == 0
    assert found.curves.in_force.max() == 1


@pytest.mark.parametrize(
    ("turn", "place"),
    [
        (Orientation(), (1, 100)),
        (Orientation(is_mirrored=True), (1, 900)),
        (Orientation(1), (100, 2)),
        (Orientation(2), (2, 900)),
        (Orientation(3), (900, 1)),
    ],
)
def test_a_turned_film_is_read_where_the_pixel_lies_in_the_file(
    document: Document, turn: Orientation, place: tuple[int, int]
) -> None:
    map_film(document, with_slopes(even_maps(1.0), np.linspace(0.5, 1.5, 11)))
    shown = document.shown
    document.shown = replace(
        shown,
        original=shown.original.oriented(turn),
        result=shown.result.oriented(turn),
        orientation=turn,
    )

    found = Inspector(document).at(place)

    assert found.pixel is not None
    assert found.pixel.stored == 100
    low, high = found.pixel.slopes or (0, 0)
    # Column 100.5 of 1001 is cell 0.6045 of 11; 2 mm are 20 columns, 0.22 of a cell.
    assert low == pytest.approx(0.5 + 0.1 * (0.6045 - 0.2198), abs=1e-3)
    assert high == pytest.approx(0.5 + 0.1 * (0.6045 + 0.2198), abs=1e-3)


def test_where_small_values_are_bright_the_curves_fall(jobs: Jobs) -> None:
    document = document_of(ramp_film(photometric="MONOCHROME1"), jobs)
    map_film(document, even_maps(2.0))

    found = at(document, 400)

    table = PixelLut(PLAIN, 2.0, 0.5, 0.5, 4.0)
    assert found.curves.unchanged == pytest.approx(1 - found.curves.across)
    assert found.curves.in_force == pytest.approx(table.apply(1 - found.curves.across), abs=1e-3)
    assert found.curves.place == pytest.approx((0.4, float(table.apply(np.array(0.6)))), abs=1e-3)


def test_a_negative_turns_everything_over(document: Document) -> None:
    map_film(document, even_maps(2.0, 0.45))
    upright = at(document, 400)
    document.edit(replace(document.presentation, is_inverted=True))

    found = at(document, 400)

    assert upright.pixel is not None
    assert found.pixel is not None
    assert found.pixel.brightened == pytest.approx(-upright.pixel.brightened, abs=1e-4)
    assert found.curves.unchanged == pytest.approx(1 - upright.curves.unchanged)
    assert upright.curves.in_force is not None
    assert found.curves.in_force == pytest.approx(1 - upright.curves.in_force, abs=1e-4)


def test_steps_that_follow_are_not_in_the_curve(document: Document) -> None:
    map_film(document, even_maps(2.0), (MAPPING, BLUR))
    document.edit(document.presentation.with_result_voi(Window(10, 20)))

    found = at(document, 400)

    assert not found.is_last
    table = PixelLut(PLAIN, 2.0, 0.5, 0.5, 4.0)
    assert found.pixel is not None
    assert found.pixel.shown == pytest.approx(float(table.apply(np.array(0.4))), abs=1e-3)


def test_after_earlier_steps_the_axis_is_what_reaches_the_mapping(document: Document) -> None:
    map_film(document, even_maps(2.0), (GAMMA, MAPPING))

    found = at(document, 400)

    assert not found.is_first
    assert found.curves.axis == "before the mapping"
    assert found.curves.place is not None
    assert found.curves.place[0] == pytest.approx(0.16, abs=1e-4)


def test_a_switched_off_step_before_the_mapping_does_not_count(document: Document) -> None:
    map_film(document, even_maps(2.0), (replace(GAMMA, is_enabled=False), MAPPING))

    found = at(document, 400)

    assert found.is_first
    assert found.curves.axis == "stored"


def test_what_was_not_exposed_lies_at_the_end_of_the_axis(jobs: Jobs) -> None:
    excluded = np.zeros((4, 1001), np.bool_)
    excluded[:, 900:] = True
    document = document_of(ramp_film(excluded=excluded), jobs)

    found = at(document, 950)

    assert found.curves.place is not None
    assert found.curves.place[0] == 1.0
    assert at(document, 899).curves.place == pytest.approx((1.0, 0.899), abs=1e-6)


def test_without_a_pixel_a_mapped_film_has_no_table_to_draw(document: Document) -> None:
    map_film(document, even_maps(2.0))

    found = Inspector(document).at(None)

    assert found.pixel is None
    assert found.curves.in_force is None
    assert found.curves.place is None


def test_an_assumed_spacing_is_told(jobs: Jobs) -> None:
    assert not at(document_of(ramp_film(is_spacing_known=False), jobs), 5).is_spacing_known
    assert at(document_of(ramp_film(), jobs), 5).is_spacing_known


def test_a_film_of_one_value_has_an_axis(jobs: Jobs) -> None:
    flat = replace(ramp_film(), pixels=np.full((4, 8), 77, np.uint16))

    found = at(document_of(flat, jobs), 5)

    assert found.curves.place is not None
    assert np.isfinite(found.curves.place).all()
    assert found.curves.across[[0, -1]].tolist() == [0, 1]


def test_a_presentation_lut_has_the_last_word_on_the_curve(document: Document) -> None:
    """Of two entries: what the window shows darker than half is black, the rest white."""
    film = document.shown.original
    two = replace(film, presentation_lut=PresentationLut(np.array([0.0, 1.0])))
    document.shown = replace(document.shown, original=two, result=two)

    found = at(document, 400)

    assert found.curves.in_force is not None
    assert set(found.curves.in_force.tolist()) == {0.0, 1.0}
    assert found.pixel is not None
    assert found.pixel.shown == 0.0
