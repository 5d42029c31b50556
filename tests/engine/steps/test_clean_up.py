"""engine.steps.clean_up"""

from dataclasses import replace

import numpy as np
import pytest

from engine.frame import BoolImage, Frame
from engine.progress import Progress
from engine.recipe import Entry, Recipe
from engine.region import Region, RegionKind
from engine.render import Renderer
from engine.step import Step, step_type
from engine.steps.clean_up import (
    DefectPixels,
    GridSuppression,
    Inpaint,
    MarkerRemoval,
    WireRemoval,
)
from tests.properties.faults import (
    film_with_grid,
    film_with_letters,
    film_with_specks,
    film_with_wire,
)
from tests.properties.films import frame_of, grey_film, radiograph_of

SQUARE = ((0.25, 0.25), (0.5, 0.25), (0.5, 0.5), (0.25, 0.5))


def run(step: Step, frame: Frame) -> Frame:
    return step.apply(frame, Progress())


@pytest.fixture
def square() -> BoolImage:
    mask = np.zeros((160, 128), np.bool_)
    mask[40:80, 32:64] = True
    return mask


def test_a_drawn_region_is_filled_and_marked(square: BoolImage) -> None:
    film = np.where(square, np.float32(1), np.float32(0.3))
    frame = replace(frame_of(film), region=square.astype(np.float32))

    filled = run(Inpaint(), frame)

    np.testing.assert_allclose(filled.pixels, 0.3, atol=1e-4)
    np.testing.assert_array_equal(filled.altered, square)


def test_a_soft_edge_is_filled_too_and_blended_from_outside_in() -> None:
    """Nothing of what was drawn around is left inside the edge; beyond it nothing changes."""
    film = np.full((160, 128), 1000, np.uint16)
    film[44:76, 36:60] = 4000
    film[0, 0], film[0, 1] = 0, 4095  # the range of the frame
    region = Region(RegionKind.DRAWN, soft_edge_mm=1.6, outlines=(SQUARE,))
    recipe = Recipe((Entry(Inpaint(), region=region),))

    frame = Renderer(radiograph_of(film)).process(recipe)

    assert frame.altered is not None
    np.testing.assert_allclose(frame.pixels[1:], 1000 / 4095, atol=1e-3)
    assert frame.altered[36:84, 28:68].mean() > 0.95
    assert not frame.altered[:34].any()


def test_half_the_strength_fills_half(square: BoolImage) -> None:
    film = np.where(square, np.float32(0.9), np.float32(0.3))
    frame = replace(frame_of(film), region=square.astype(np.float32))

    filled = run(Inpaint(strength_percent=50), frame)

    np.testing.assert_allclose(filled.pixels[square], 0.6, atol=1e-4)


def test_without_a_region_nothing_is_filled_and_the_recipe_says_why() -> None:
    frame = frame_of(grey_film(160, 128))
    recipe = Recipe((Entry(Inpaint()),))

    (problem,) = recipe.problems()

    assert run(Inpaint(), frame) is frame
    assert problem.message == "Fill in needs a drawn region; without one it does nothing."
    assert not problem.is_refusal
    drawn = Region(RegionKind.DRAWN, outlines=(SQUARE,))
    assert recipe.with_region(0, drawn).problems() == ()


def test_a_region_that_is_the_whole_film_is_left() -> None:
    film = grey_film(160, 128)
    frame = replace(frame_of(film), region=np.ones(film.shape, np.float32))

    assert run(Inpaint(), frame).altered is None


@pytest.mark.parametrize(
    ("step", "film"),
    [
        (MarkerRemoval(), film_with_letters(160, 128)),
        (WireRemoval(length_mm=20), film_with_wire(160, 128)),
    ],
    ids=["markers", "wires"],
)
def test_what_was_taken_off_is_marked_and_nothing_else_changes(step: Step, film: object) -> None:
    frame = frame_of(film)  # type: ignore[arg-type]

    cleaned = run(step, frame)

    assert cleaned.altered is not None
    assert cleaned.altered.any()
    changed = cleaned.pixels != frame.pixels
    assert not (changed & ~cleaned.altered).any()


@pytest.mark.parametrize(
    "step", [GridSuppression(), DefectPixels(), MarkerRemoval(), WireRemoval()], ids=repr
)
def test_a_film_without_the_fault_stays_bit_for_bit(step: Step) -> None:
    frame = frame_of(grey_film(400, 300), spacing_mm=(0.5, 0.5))

    cleaned = run(step, frame)

    np.testing.assert_array_equal(cleaned.pixels, frame.pixels)
    assert cleaned.altered is None


@pytest.mark.parametrize(
    ("step", "film"),
    [
        (GridSuppression(), film_with_grid(160, 128)),
        (DefectPixels(), film_with_specks(160, 128)),
    ],
    ids=["grid", "defects"],
)
def test_what_every_device_corrects_is_not_marked_as_filled_in(step: Step, film: object) -> None:
    frame = frame_of(film)  # type: ignore[arg-type]

    cleaned = run(step, frame)

    assert (cleaned.pixels != frame.pixels).any()
    assert cleaned.altered is None


@pytest.mark.parametrize("name", ["inpaint", "marker_removal", "wire_removal"])
def test_sentences_say_that_the_film_was_filled_in(name: str) -> None:
    kind = step_type(name)

    assert "filled in from the surroundings" in kind.sentence(kind.make())


def test_earlier_marks_stay() -> None:
    film = film_with_letters(160, 128)
    before = np.zeros(film.shape, np.bool_)
    before[150:, 120:] = True

    cleaned = run(MarkerRemoval(), frame_of(film).with_altered(before))

    assert cleaned.altered is not None
    assert cleaned.altered[before].all()
    assert cleaned.altered.sum() > before.sum()


def test_only_letters_within_the_region_are_taken_off() -> None:
    film = film_with_letters(160, 128)
    away = np.zeros(film.shape, np.float32)
    away[:, 64:] = 1.0

    frame = replace(frame_of(film), region=away)

    assert run(MarkerRemoval(), frame) is frame
