"""engine.region"""

import hashlib
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from skimage import draw

from engine.errors import Cancelled, RecipeError
from engine.frame import BoolImage, FloatImage, Frame
from engine.placement import Placement
from engine.progress import Progress
from engine.reading import read_radiograph
from engine.recipe import Entry, Recipe
from engine.region import (
    LONG_SIDE,
    WHOLE_FILM,
    Region,
    RegionKind,
    drawn,
    region_advice,
    region_weights,
)
from engine.render import Renderer
from engine.step import step_type
from tests.properties.films import frame_of, grey_film, radiograph_of, real_film

TRIANGLE = ((0.2, 0.15), (0.9, 0.4), (0.35, 0.85))
SQUARE = ((0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75))


def disc(rows: int, columns: int, radius: float) -> BoolImage:
    """Return True within a radius of the middle."""
    down, along = np.mgrid[0:rows, 0:columns]
    middle = (rows - 1) / 2, (columns - 1) / 2
    return np.asarray(np.hypot(down - middle[0], along - middle[1]) <= radius)


def weights(region: Region, film: Frame, frame: Frame | None = None) -> FloatImage:
    return region_weights(region, film, frame or film, Progress())


def drawn_region(
    *outlines: tuple[tuple[float, float], ...], soft_edge_mm: float = 0.0, is_outside: bool = False
) -> Region:
    return Region(RegionKind.DRAWN, soft_edge_mm, is_outside, outlines)


def test_the_soft_edge_of_a_disc_is_a_ramp_over_its_millimetres() -> None:
    """Radius 60 mm, edge 20 mm: 1 at 50 mm, 1/2 at 60 mm, 0 at 70 mm, linear between."""
    film = frame_of(grey_film(700, 700), spacing_mm=(0.25, 0.25), field=disc(700, 700, 240.0))

    found = weights(Region(RegionKind.FIELD, soft_edge_mm=20.0), film)

    down, along = np.mgrid[0:700, 0:700] - 349.5
    distance_mm = np.hypot(down, along) * 0.25
    expected = np.clip(0.5 + (60.0 - distance_mm) / 20.0, 0, 1)
    np.testing.assert_allclose(found, expected, atol=0.06)  # half a pixel is 0.0125, of 5 x 5 0.04


def test_the_soft_edge_is_as_wide_in_millimetres_on_a_reduced_film() -> None:
    film = frame_of(grey_film(2000, 2000), spacing_mm=(0.1, 0.1), field=disc(2000, 2000, 700.0))
    preview = frame_of(grey_film(500, 500), spacing_mm=(0.4, 0.4), field=disc(500, 500, 175.0))
    region = Region(RegionKind.FIELD, soft_edge_mm=15.0)

    large = cv2.resize(weights(region, film), (500, 500), interpolation=cv2.INTER_AREA)

    np.testing.assert_allclose(large, weights(region, preview), atol=0.05)


def test_without_a_soft_edge_the_region_is_cut() -> None:
    film = frame_of(grey_film(200, 300))

    found = weights(drawn_region(SQUARE), film)

    assert set(np.unique(found)) == {0.0, 1.0}
    assert found[100, 150] == 1
    assert found[10, 10] == 0


@pytest.mark.parametrize("outline", [TRIANGLE, SQUARE, ((0.1, 0.9), (0.5, 0.1), (0.9, 0.9))])
def test_a_drawn_outline_agrees_with_an_independent_fill(
    outline: tuple[tuple[float, float], ...],
) -> None:
    """skimage.draw counts middles within; ours may differ by two pixels at the outline only."""
    rows, columns = 240, 320
    corners = np.array(outline) * (columns, rows) - 0.5
    judged = np.zeros((rows, columns), np.bool_)
    rows_in, columns_in = draw.polygon(  # type: ignore[no-untyped-call]
        corners[:, 1], corners[:, 0], judged.shape
    )
    judged[rows_in, columns_in] = True

    found = drawn((outline,), (rows, columns))

    differs = (found != judged).astype(np.uint8)
    edge = cv2.morphologyEx(judged.astype(np.uint8), cv2.MORPH_GRADIENT, np.ones((5, 5), np.uint8))
    assert not (differs & (edge == 0)).any()
    assert differs.sum() <= 0.01 * judged.sum() + 0.2 * edge.sum()


def test_two_outlines_that_overlap_are_one_region_without_a_hole() -> None:
    shifted = tuple((x + 0.1, y) for x, y in SQUARE)

    both = drawn((SQUARE, shifted), (100, 100))

    np.testing.assert_array_equal(
        both, drawn((SQUARE,), (100, 100)) | drawn((shifted,), (100, 100))
    )


@pytest.mark.parametrize("edge_mm", [0.0, 12.0])
def test_outside_is_what_the_region_leaves(edge_mm: float) -> None:
    film = frame_of(grey_film(300, 260))
    inside = weights(drawn_region(TRIANGLE, soft_edge_mm=edge_mm), film)

    outside = weights(drawn_region(TRIANGLE, soft_edge_mm=edge_mm, is_outside=True), film)

    np.testing.assert_allclose(inside + outside, 1, atol=1e-6)


def test_after_a_crop_a_drawn_region_lies_where_it_was_drawn() -> None:
    film = frame_of(grey_film(400, 400))
    part = np.s_[100:300, 40:240]
    placement = Placement(x_by_x=0.5, x=0.1, y_by_y=0.5, y=0.25)
    pixels, field = film.pixels[part].copy(), film.field[part].copy()
    cropped = film.regridded(pixels, field, film.spacing_mm, placement, None)
    region = drawn_region(TRIANGLE, soft_edge_mm=8.0)

    np.testing.assert_allclose(
        weights(region, film, cropped), weights(region, film)[part], atol=0.02
    )


def test_after_a_half_turn_a_drawn_region_turns_along() -> None:
    film = frame_of(grey_film(240, 300))
    placement = Placement(x_by_x=-1.0, x=1.0, y_by_y=-1.0, y=1.0)
    pixels, field = film.pixels[::-1, ::-1].copy(), film.field.copy()
    turned = film.regridded(pixels, field, film.spacing_mm, placement, None)
    region = drawn_region(TRIANGLE, soft_edge_mm=8.0)

    found = weights(region, film, turned)

    np.testing.assert_allclose(found, weights(region, film)[::-1, ::-1], atol=0.02)


def test_a_step_works_inside_the_body_and_leaves_the_air() -> None:
    """A bright disc in black air; gamma changes it, and nothing beyond its soft edge."""
    body = disc(400, 400, 150.0)
    grain = np.random.default_rng(0).normal(0, 0.003, body.shape)
    stored = np.round(np.clip(np.where(body, 0.6, 0.05) + grain, 0, 1) * 4095).astype(np.uint16)
    renderer = Renderer(radiograph_of(stored))
    step = step_type("bilateral").make({"radius_mm": 1.0})
    region = Region(RegionKind.BODY, soft_edge_mm=4.0)

    result = renderer.process(Recipe((Entry(step, region=region),)))

    change = np.abs(result.pixels - renderer.first_frame().pixels)
    assert change[disc(400, 400, 130.0)].mean() > 1e-4
    assert change[~disc(400, 400, 175.0)].max() == 0


@pytest.mark.parametrize("kind", [RegionKind.BODY, RegionKind.LUNGS])
def test_twins_have_the_same_region(kind: RegionKind, shared_data: Path) -> None:
    stored = np.round(real_film(shared_data, 1) * 4095).astype(np.uint16)
    film = Renderer(radiograph_of(stored)).first_frame()
    twin = Renderer(radiograph_of(4095 - stored, photometric="MONOCHROME1")).first_frame()

    np.testing.assert_array_equal(weights(Region(kind), film), weights(Region(kind), twin))


@pytest.mark.parametrize("kind", [RegionKind.BODY, RegionKind.LUNGS])
@pytest.mark.parametrize("number", [0, 4, 11])
def test_a_preview_has_the_region_of_the_whole_film(
    kind: RegionKind, number: int, shared_data: Path
) -> None:
    """The film four times enlarged, against its preview: 1.5 % of its area at most."""
    grey = real_film(shared_data, number)
    stored = np.round(grey * 65535).astype(np.uint16)
    size = grey.shape[1] * 4, grey.shape[0] * 4
    large = cv2.resize(stored, size, interpolation=cv2.INTER_CUBIC)
    renderer = Renderer(radiograph_of(np.asarray(large, np.uint16), bits=16, spacing_mm=(0.1, 0.1)))
    whole, preview = renderer.first_frame(), renderer.preview().first_frame()
    region = Region(kind)

    found = weights(region, preview)

    reduced = cv2.resize(weights(region, whole), found.shape[::-1], interpolation=cv2.INTER_AREA)
    assert np.abs(reduced - found).mean() < 0.015


@pytest.mark.parametrize("kind", [RegionKind.BODY, RegionKind.LUNGS])
def test_the_same_film_always_has_the_same_region(kind: RegionKind, shared_data: Path) -> None:
    film = frame_of(real_film(shared_data))

    np.testing.assert_array_equal(weights(Region(kind), film), weights(Region(kind), film))


def test_a_region_is_found_on_the_film_as_read_not_on_what_steps_made_of_it(
    shared_data: Path,
) -> None:
    film = frame_of(real_film(shared_data))
    changed = film.with_pixels((1 - film.pixels).astype(np.float32))
    region = Region(RegionKind.LUNGS)

    np.testing.assert_array_equal(weights(region, film, changed), weights(region, film))


def test_a_film_without_lungs_has_an_empty_region_and_says_so() -> None:
    film = frame_of(np.random.default_rng(1).random((300, 300), np.float32))

    assert not weights(Region(RegionKind.LUNGS), film).any()
    assert "No lungs" in region_advice(Region(RegionKind.LUNGS), film, Progress())


def test_where_lungs_are_found_there_is_nothing_to_say(shared_data: Path) -> None:
    film = read_radiograph(min((shared_data / "chest_xray" / "val").glob("*.png")))
    frame = Renderer(film).first_frame()

    assert region_advice(Region(RegionKind.LUNGS), frame, Progress()) == ""
    assert region_advice(Region(RegionKind.BODY), frame, Progress()) == ""


def test_the_weights_have_the_grid_of_the_frame_whatever_that_of_the_film() -> None:
    film = frame_of(grey_film(LONG_SIDE * 2, LONG_SIDE))
    small = frame_of(grey_film(100, 50))

    assert weights(drawn_region(SQUARE), film, small).shape == (100, 50)


@pytest.mark.parametrize(
    "region",
    [
        WHOLE_FILM,
        Region(RegionKind.FIELD, 0.0),
        Region(RegionKind.BODY, 12.5, is_outside=True),
        Region(RegionKind.LUNGS, 3.0),
        drawn_region(TRIANGLE, SQUARE, soft_edge_mm=1.0, is_outside=True),
    ],
)
def test_a_region_comes_back_from_json(region: Region) -> None:
    assert Region.from_json(region.to_json()) == region


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (7, "no JSON object"),
        ({}, "There is no region None"),
        ({"kind": "liver"}, "There is no region 'liver'"),
        ({"kind": "field", "soft_edge_mm": "wide"}, "no number"),
        ({"kind": "field", "soft_edge_mm": -1}, "-1 mm"),
        ({"kind": "field", "soft_edge_mm": 101}, "101 mm"),
        ({"kind": "field", "soft_edge_mm": float("nan")}, "nan mm"),
        ({"kind": "drawn"}, "needs an outline"),
        ({"kind": "lungs", "outlines": [TRIANGLE]}, "no other region has one"),
        ({"kind": "drawn", "outlines": [[[0, 0], [1, 1]]]}, "three corners"),
        ({"kind": "drawn", "outlines": [[[0, 0], [1, 1], [0, 3]]]}, "three corners"),
        ({"kind": "drawn", "outlines": [[[0, 0], [1, 1], [0, float("nan")]]]}, "three corners"),
        ({"kind": "drawn", "outlines": [[[0, 0, 0]]]}, "no number"),
        ({"kind": "drawn", "outlines": 5}, "no number"),
        ({"kind": "drawn", "outlines": [[[0.5, 0.5]] * 2001]}, "2000 corners"),
    ],
)
def test_what_is_no_region_is_refused_with_the_reason(data: object, said: str) -> None:
    with pytest.raises(RecipeError, match=said):
        Region.from_json(data)


def test_a_recipe_without_regions_keeps_the_digest_it_always_had() -> None:
    """What is hashed names step, version and numbers; a region only where there is one."""
    step = step_type("gaussian").make({"radius_mm": 1.0})
    entry = Entry(step)
    hashed = b'{"parameters":{"radius_mm":1.0},"step":"gaussian","version":1}'

    assert entry.digest == hashlib.sha256(hashed).hexdigest()[:16]
    assert Entry(step, region=WHOLE_FILM).digest == entry.digest
    assert Entry(step, region=Region(RegionKind.BODY)).digest != entry.digest


@pytest.mark.parametrize(
    ("region", "said"),
    [
        (Region(RegionKind.BODY, 5.0), "within the body, soft edge 5 mm"),
        (Region(RegionKind.LUNGS, 0.0, True), "outside the lung field, soft edge 0 mm"),
        (Region(RegionKind.FIELD, 2.5), "within the exposed field, soft edge 2.5 mm"),
    ],
)
def test_a_derivation_says_where_a_step_worked(region: Region, said: str) -> None:
    assert region.text() == said


def test_every_kind_has_a_title_for_a_list() -> None:
    titles = [kind.title for kind in RegionKind]

    assert titles == ["Whole film", "Exposed field", "Body", "Lung field", "Drawn region"]


@pytest.mark.parametrize("kind", [RegionKind.FIELD, RegionKind.BODY, RegionKind.LUNGS])
def test_nobody_waits_for_a_region_that_is_no_longer_wanted(kind: RegionKind) -> None:
    film = frame_of(grey_film(300, 300))
    progress = Progress()
    progress.cancel()

    with pytest.raises(Cancelled):
        region_weights(Region(kind), film, film, progress)


def test_an_empty_field_leaves_an_empty_region() -> None:
    film = frame_of(grey_film(100, 100))
    empty = replace(film, field=np.zeros((100, 100), np.bool_))

    for kind in (RegionKind.FIELD, RegionKind.BODY, RegionKind.LUNGS):
        assert not weights(Region(kind), empty).any()
