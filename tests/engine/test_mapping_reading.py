"""engine.mapping_reading"""

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.errors import ExportError
from engine.frame import Frame, ValueScale
from engine.grayscale.voi import VoiFunction
from engine.mapping_reading import MappingView, map_picture, view_mapping
from engine.models.mapping.maps import ParameterMaps
from engine.ops.pixel_lut import LEAD_HIGH, LEAD_LOW, Lead
from engine.recipe import Recipe
from engine.render import Renderer
from engine.step import step_type
from tests.engine.models.mapping.tiny import even_maps, random_maps, use_tiny_network
from tests.properties.films import stored_film

LEAD = Lead(0.2, 0.8)
SCALE = ValueScale(-100.0, 1900.0)
MAPPING = step_type("interpretable_mapping")
GAMMA = step_type("gamma").make()
Runs = list[tuple[int, int]]


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Runs:
    """The shapes that the tiny network in use has seen."""
    return use_tiny_network(monkeypatch)


@pytest.fixture
def renderer() -> Renderer:
    return Renderer(stored_film(97, 64))


def view_of(
    maps: ParameterMaps,
    *,
    spacing_mm: tuple[float, float] = (0.5, 0.5),
    scale: ValueScale = SCALE,
    is_last: bool = True,
) -> MappingView:
    """The maps on a film of 20 x 41 whose grey values go from 0 to 1, from left to right."""
    pixels = np.tile(np.linspace(0, 1, 41, dtype=np.float32), (20, 1))
    frame = Frame(pixels, spacing_mm, np.ones(pixels.shape, np.bool_), scale)
    return MappingView(maps, maps, frame, is_last=is_last, position=0)


def test_a_reading_is_the_closed_form() -> None:
    """Half stays half on the lead, becomes 0.45, and that is 0.2 steps left of the centre.

    The logistic of -0.2 is 0.450166; those of -2 and 2, 0.119203 and 0.880797, become 0 and 1.
    """
    reading = view_of(even_maps(2.0, 0.45, 0.5, 1.0, lead=LEAD)).reading(0.5, 20.5 / 41)

    assert reading.before == pytest.approx(0.5)
    assert reading.after == pytest.approx(0.434566, abs=1e-6)
    assert reading.brightened == pytest.approx(-0.065434, abs=1e-6)
    lut = reading.lut
    assert (lut.slope, lut.pivot, lut.centre, lut.width) == pytest.approx((2.0, 0.45, 0.5, 1.0))


def test_the_contrast_is_the_product_of_all_three_slopes() -> None:
    """Lead 0.92 / 0.6, regional 2, and a sigmoid's middle: 1 / width over the span of its ends."""
    reading = view_of(even_maps(2.0, 0.5, 0.5, 1.0, lead=LEAD)).reading(0.5, 20.5 / 41)

    span = np.tanh(1.0)  # of a logistic over half its width either side
    assert reading.contrast == pytest.approx((LEAD_HIGH - LEAD_LOW) / 0.6 * 2 / span, rel=1e-4)
    assert reading.brightened == pytest.approx(0.0, abs=1e-6)


def test_black_and_white_have_a_contrast_too() -> None:
    view = view_of(even_maps(1.0, lead=LEAD))

    black, white = view.reading(0.5, 0.0), view.reading(0.5, 1.0)

    assert (black.before, white.before) == (0.0, 1.0)
    assert (black.after, white.after) == pytest.approx((0.0, 1.0))
    assert black.contrast == pytest.approx(LEAD_LOW / 0.2, rel=0.1)
    assert white.contrast == pytest.approx((1 - LEAD_HIGH) / 0.2, rel=0.1)


def test_its_curves_are_those_of_the_pixels_table() -> None:
    reading = view_of(random_maps(6, 7, lead=LEAD)).reading(0.3, 0.6)

    lut, values = reading.lut, np.linspace(0, 1, 129)
    assert reading.values == pytest.approx(values)
    assert reading.regional == pytest.approx(lut.regional(values))
    assert reading.windowed == pytest.approx(lut.windowed(values))
    assert reading.in_force == pytest.approx(lut.apply(values))
    assert (np.diff(reading.in_force) > 0).all()


def test_it_reads_the_pixel_whose_share_is_given() -> None:
    maps = random_maps(20, 41, lead=LEAD)

    reading = view_of(maps).reading(7.5 / 20, 30.5 / 41)

    assert reading.before == pytest.approx(30 / 40)
    assert reading.lut.slope == pytest.approx(float(maps.slope[7, 30]))


@pytest.mark.parametrize("place", [(-0.5, -0.5), (1.0, 1.0), (3.0, 0.2)])
def test_beyond_the_film_the_nearest_pixel_is_read(place: tuple[float, float]) -> None:
    reading = view_of(random_maps(6, 7)).reading(*place)

    assert 0 <= reading.after <= 1
    assert np.isfinite(reading.contrast)


def test_values_outside_are_read_as_black_or_white() -> None:
    view = view_of(even_maps())
    beyond = replace(view, before=view.before.with_pixels(view.before.pixels * 3 - 1))

    assert beyond.reading(0.5, 0.0).before == 0.0
    assert beyond.reading(0.5, 1.0).before == 1.0


@pytest.mark.parametrize(
    ("row", "column", "ends"),
    [
        (10, 20, (1.0, 1.0)),  # the steep column is 3.5 mm away
        (10, 24, (1.0, 2.0)),
        (10, 27, (1.0, 3.0)),
        (4, 27, (1.0, 2.0)),
        (10, 14, (0.5, 1.0)),
    ],
)
def test_slopes_are_looked_for_within_two_millimetres(
    row: int, column: int, ends: tuple[float, float]
) -> None:
    """One cell for each pixel of 0.5 mm: four pixels to every side, and those between too."""
    values = even_maps(shape=(20, 41), lead=LEAD).values.copy()
    values[0, :, 27] = 2.0
    values[0, 9, 29] = 3.0
    values[0, 12, 13] = 0.5

    found = view_of(ParameterMaps(values, LEAD)).reading((row + 0.5) / 20, (column + 0.5) / 41)

    assert found.slopes == pytest.approx(ends, abs=1e-4)


def test_millimetres_are_counted_on_each_axis() -> None:
    """Rows 4 mm apart: what lies one row above is too far away, what lies four columns on not."""
    values = even_maps(shape=(20, 41), lead=LEAD).values.copy()
    values[0, 9, 20] = 3.0
    values[0, 10, 24] = 2.0

    found = view_of(ParameterMaps(values, LEAD), spacing_mm=(4.0, 0.5)).reading(10.5 / 20, 0.5)

    assert found.slopes[1] == pytest.approx(2.0, abs=0.01)


def test_maps_coarser_than_that_are_read_between_their_cells() -> None:
    """20 rows of 0.5 mm and two cells: half a cell is 2.5 mm, so 2 mm are two fifths of a cell."""
    values = even_maps(shape=(2, 1), lead=LEAD).values.copy()
    values[0, 1] = 2.0

    found = view_of(ParameterMaps(values, LEAD)).reading(0.5, 0.5)

    assert found.slopes == pytest.approx((1.1, 1.9), abs=1e-5)


@pytest.mark.parametrize("scale", [SCALE, ValueScale(1900.0, -100.0)])
@pytest.mark.parametrize(("centre", "width"), [(0.5, 1.0), (0.62, 0.8), (0.4, 2.0)])
def test_a_global_mapping_is_a_sigmoid_window(
    scale: ValueScale, centre: float, width: float
) -> None:
    """Ours reaches black and white and the standard's does not; its shape is the same."""
    view = view_of(even_maps(1.0, 0.5, centre, width, lead=LEAD), scale=scale)
    window = view.window
    assert window is not None
    assert window.function is VoiFunction.SIGMOID
    reading = view.reading(0.5, 0.5)
    middle = slice(40, 89)  # between the lead's knees

    modality = scale.low + reading.values * (scale.high - scale.low)
    grey = window.grey(modality)
    grey = 1 - grey if scale.is_inverse else grey

    black, white = (1 / (1 + np.exp(-4 * (end - centre) / width)) for end in (0.0, 1.0))
    expected = black + reading.in_force * (white - black)
    assert grey[middle] == pytest.approx(expected[middle], abs=0.01)


def test_a_narrow_sigmoid_window_matches_the_curve_as_it_is() -> None:
    """Its ends are all but black and white, so there is next to nothing to rescale."""
    view = view_of(even_maps(1.0, 0.5, 0.5, 0.4, lead=LEAD))
    window = view.window
    assert window is not None

    reading = view.reading(0.5, 0.5)

    grey = window.grey(SCALE.low + reading.values * (SCALE.high - SCALE.low))
    assert grey[30:99] == pytest.approx(reading.in_force[30:99], abs=0.01)


def test_no_window_says_what_is_not_global_or_not_last() -> None:
    even = even_maps(1.0, 0.5, 0.4, 1.0)
    later = view_of(even, is_last=False)
    earlier = view_of(even)
    earlier = replace(earlier, before=earlier.before.display_ready())

    assert view_of(even).window is not None
    assert later.window is None
    assert earlier.window is None
    assert view_of(even_maps(1.2)).window is None
    assert view_of(random_maps(4, 4)).window is None


def test_maps_are_written_as_five_float_pages(tmp_path: Path) -> None:
    maps = random_maps(12, 9)
    path = tmp_path / "maps.tiff"

    view_of(maps).write_maps(path)

    done, pages = cv2.imreadmulti(str(path), flags=cv2.IMREAD_UNCHANGED)
    assert done
    assert [page.dtype for page in pages] == [np.float32] * 5
    for page, map_ in zip(
        pages, (maps.slope, maps.bias, maps.pivot, maps.centre, maps.width), strict=True
    ):
        np.testing.assert_array_equal(page, map_)


def test_maps_that_cannot_be_written_are_an_export_error(tmp_path: Path) -> None:
    with pytest.raises(ExportError):
        view_of(random_maps(3, 3)).write_maps(tmp_path / "absent" / "maps.tiff")


def test_a_recipe_without_a_mapping_has_no_view(runs: Runs, renderer: Renderer) -> None:
    off = Recipe().added(MAPPING.make()).switched(0, False)

    assert view_mapping(renderer, Recipe()) is None
    assert view_mapping(renderer, Recipe().added(GAMMA)) is None
    assert view_mapping(renderer, off) is None
    assert runs == []


def test_the_last_mapping_that_is_on_is_viewed(runs: Runs, renderer: Renderer) -> None:
    recipe = Recipe().added(MAPPING.make()).added(GAMMA).added(MAPPING.make()).added(MAPPING.make())

    found = view_mapping(renderer, recipe.switched(3, False))

    assert found is not None
    assert found.position == 2
    assert found.is_last
    assert len(runs) == 2  # the first one is on the way
    np.testing.assert_array_equal(
        found.before.pixels, renderer.process(Recipe(recipe.entries[:2])).pixels
    )


@pytest.mark.usefixtures("runs")
def test_a_step_that_follows_has_the_last_word(renderer: Renderer) -> None:
    recipe = Recipe().added(MAPPING.make()).added(GAMMA)

    followed, alone = view_mapping(renderer, recipe), view_mapping(renderer, recipe.removed(1))
    switched_off = view_mapping(renderer, recipe.switched(1, False))

    assert followed is not None
    assert alone is not None
    assert switched_off is not None
    assert (followed.is_last, alone.is_last, switched_off.is_last) == (False, True, True)


def test_what_the_renderer_and_the_network_did_is_not_done_again(
    runs: Runs, renderer: Renderer
) -> None:
    recipe = Recipe().added(GAMMA).added(MAPPING.make())
    renderer.result(recipe)
    after_rendering = len(runs)

    first = view_mapping(renderer, recipe)
    moved = view_mapping(renderer, recipe.with_value(1, "contrast", 50))

    assert after_rendering == 1
    assert len(runs) == 1
    assert first is not None
    assert moved is not None
    assert moved.predicted is first.predicted
    assert moved.before.pixels is first.before.pixels


@pytest.mark.usefixtures("runs")
def test_overrides_are_in_force_beside_what_was_predicted(renderer: Renderer) -> None:
    found = view_mapping(renderer, Recipe().added(MAPPING.make({"contrast": 10, "lock_width": 1})))

    assert found is not None
    expected = np.clip(found.predicted.slope * 1.1, 0.25, 4)
    assert found.in_force.slope == pytest.approx(expected, rel=1e-5)
    assert np.ptp(found.predicted.width) > 0.1
    assert np.ptp(found.in_force.width) == 0


@pytest.mark.usefixtures("runs")
def test_a_reading_is_what_the_rendered_film_shows(renderer: Renderer) -> None:
    recipe = Recipe().added(MAPPING.make())
    picture = renderer.result(recipe)

    view = view_mapping(renderer, recipe)

    assert view is not None
    for row, column in [(0, 0), (50, 30), (96, 63), (13, 60)]:
        reading = view.reading((row + 0.5) / 97, (column + 0.5) / 64)
        assert reading.after * 65535 == pytest.approx(picture.indices[row, column], abs=1.0)


def test_a_map_for_colour_is_nothing_at_unchanged_and_one_at_the_ends() -> None:
    values = np.array([[0.1, 0.25, 0.625, 1.0, 1.5, 2.0, 3.0]], np.float32)

    found = map_picture(values, 1.0, (0.25, 2.0))

    assert found.dtype == np.float32
    assert found[0] == pytest.approx([-1, -1, -0.5, 0, 0.5, 1, 1])
