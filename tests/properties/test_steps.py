"""What holds for every registered step."""

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import FrozenInstanceError

import cv2
import numpy as np
import pytest

from engine.errors import Cancelled, RecipeError
from engine.frame import FloatImage, Frame
from engine.models import cards
from engine.models.cards import read_card
from engine.models.devices import VARIABLE
from engine.models.translation import predict
from engine.progress import Progress
from engine.radiograph import Radiograph
from engine.recipe import Entry, Recipe
from engine.region import Region, RegionKind
from engine.render import Renderer
from engine.step import Step, StepKind, StepType, WindowEffect, step_types, type_of
from tests.engine.models.translation.tiny import MODEL, install_tiny
from tests.properties.examples import faulty_frame, made
from tests.properties.films import (
    frame_of,
    grey_film,
    radiograph_of,
    reduced_to,
    similarity,
    stored_film,
)

ALL = pytest.mark.parametrize("kind", step_types(), ids=lambda kind: kind.name)

SHAPES = ((1, 1), (1, 40), (40, 1), (2, 3), (97, 64), (61, 130))


@pytest.fixture(autouse=True, scope="module")
def tiny_translation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A translation of random weights beside the models that are installed."""
    models = tmp_path_factory.mktemp("resources") / "models"
    own = install_tiny(models)
    real = cards.card_of
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, "cpu")
        for house in (cards, predict):
            patch.setattr(
                house, "card_of", lambda name: read_card(own) if name == MODEL else real(name)
            )
        yield


def run(kind: StepType, frame: Frame) -> Frame:
    return made(kind).apply(frame, Progress())


def extremes(kind: StepType) -> list[Step]:
    """The step with all of its numbers lowest, and all highest."""
    return [
        made(kind, {p.name: p.low for p in kind.parameters}),
        made(kind, {p.name: p.high for p in kind.parameters}),
    ]


def test_the_seven_first_steps_are_there() -> None:
    assert {kind.name for kind in step_types()} >= {
        "gaussian",
        "median",
        "bilateral",
        "clahe",
        "unsharp_mask",
        "gamma",
        "contrast_stretch",
    }


@ALL
def test_it_leaves_its_input_alone(kind: StepType) -> None:
    frame = frame_of(grey_film(97, 64))
    before = frame.pixels.copy()

    run(kind, frame)

    np.testing.assert_array_equal(frame.pixels, before)


@ALL
def test_it_does_something(kind: StepType) -> None:
    frame = faulty_frame(kind, 160, 128)

    after = run(kind, frame)

    if kind.references:
        assert after is frame  # it refers to nothing yet: tests of its own show what it does
        return

    is_regridded = after.pixels.shape != frame.pixels.shape
    assert is_regridded or np.abs(after.pixels - frame.pixels).max() > 0.01


@ALL
def test_it_treats_equal_values_alike_if_and_only_if_it_says_so(kind: StepType) -> None:
    """In 64 steps of grey there are many equal ones, with other neighbours."""
    if kind.kind in (StepKind.CLEAN_UP, StepKind.GEOMETRY):
        assert not kind.is_point_mapping
        return
    levels = np.round(grey_film(400, 400, noise=0.05) * 63).astype(np.int64)
    frame = frame_of((levels / 63).astype(np.float32))

    after = run(kind, frame).pixels

    spans = [float(np.ptp(after[levels == level])) for level in np.unique(levels)]
    assert (max(spans) < 1e-6) is kind.is_point_mapping


@ALL
@pytest.mark.parametrize("shape", SHAPES)
def test_its_result_is_finite_and_as_large_as_the_film_unless_it_says_so(
    kind: StepType, shape: tuple[int, int]
) -> None:
    frame = frame_of(grey_film(*shape))

    for step in (made(kind), *extremes(kind)):
        result = step.apply(frame, Progress())

        assert kind.changes_grid or result.pixels.shape == shape
        assert result.field.shape == result.pixels.shape
        assert np.isfinite(result.pixels).all()


@ALL
@pytest.mark.parametrize("shape", SHAPES)
def test_its_result_is_finite_when_little_or_nothing_is_exposed(
    kind: StepType, shape: tuple[int, int]
) -> None:
    for exposed in (0, 1):
        field = np.zeros(shape, np.bool_)
        field.flat[:exposed] = True
        frame = frame_of(grey_film(*shape), field=field)

        assert np.isfinite(run(kind, frame).pixels).all()


@ALL
def test_it_stays_between_black_and_white_but_for_edges(kind: StepType) -> None:
    """Only steps that say that they overshoot may leave 0..1."""
    frame = frame_of(grey_film(97, 64))
    overshoots = "may leave 0..1" in (kind.step_class.__doc__ or "")

    for step in (made(kind), *extremes(kind)):
        pixels = step.apply(frame, Progress()).pixels

        assert overshoots or (pixels.min() >= 0 and pixels.max() <= 1)


@ALL
def test_it_does_the_same_twice(kind: StepType) -> None:
    frame = frame_of(grey_film(130, 97))

    np.testing.assert_array_equal(run(kind, frame).pixels, run(kind, frame).pixels)


@ALL
def test_what_lies_outside_the_field_never_shows_inside(kind: StepType) -> None:
    film = grey_film(150, 120)
    field = np.ones(film.shape, np.bool_)
    field[:35] = False
    field[:, 100:] = False
    other = film.copy()
    other[~field] = np.random.default_rng(0).random(int((~field).sum()))

    one = run(kind, frame_of(film, field=field))
    two = run(kind, frame_of(other, field=field))

    if kind.changes_grid:
        field = one.field
    np.testing.assert_array_equal(one.field, two.field)
    np.testing.assert_array_equal(one.pixels[field], two.pixels[field])


@ALL
def test_twins_in_both_photometrics_give_the_same_film(kind: StepType) -> None:
    stored = stored_film(90, 120).pixels.astype(np.uint16)
    recipe = Recipe((Entry(made(kind)),))

    dense_is_high = Renderer(radiograph_of(stored)).process(recipe)
    dense_is_low = Renderer(radiograph_of(4095 - stored, photometric="MONOCHROME1")).process(recipe)

    np.testing.assert_array_equal(dense_is_high.pixels, dense_is_low.pixels)


@ALL
def test_spacing_means_millimetres(kind: StepType) -> None:
    """A film of three times the pixels at a third of the pitch looks the same when reduced.

    A translation sees at most 512 pixels of a film, and one that has fewer as it is.
    """
    is_seen_reduced = kind.kind is StepKind.SYNTHETIC
    small = grey_film(512, 640, noise=0.0) if is_seen_reduced else grey_film(160, 200, noise=0.0)
    cubic = cv2.resize(small, None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC)
    large = cubic.clip(0, 1).astype(np.float32)

    coarse = run(kind, frame_of(small, spacing_mm=(0.6, 0.6)))
    fine = run(kind, frame_of(large, spacing_mm=(0.2, 0.2)))

    reduced = reduced_to(fine.pixels, coarse.pixels.shape)
    assert similarity(coarse.pixels, reduced) > 0.98


@pytest.fixture(scope="module")
def large_film() -> Radiograph:
    """A film about twice as large as its preview."""
    return stored_film(2000, 1600, noise=0.004)


@ALL
def test_the_preview_looks_like_the_full_film(kind: StepType, large_film: Radiograph) -> None:
    renderer = Renderer(large_film)
    recipe = Recipe((Entry(made(kind)),))

    full = renderer.process(recipe).pixels
    preview = renderer.preview().process(recipe).pixels

    reduced = reduced_to(full, preview.shape)
    assert similarity(preview, reduced) >= 0.98


@ALL
def test_a_recipe_file_brings_it_back_with_every_number(kind: StepType) -> None:
    middle = {
        p.name: p.choices[-1] if p.choices else p.check(_between(p.low, p.high, p.is_whole), "")
        for p in kind.parameters
    }
    recipe = Recipe((Entry(kind.make(middle), is_enabled=False), Entry(kind.make())))

    again = Recipe.from_text(json.dumps(json.loads(recipe.to_text())))

    assert again == recipe


@ALL
def test_its_sentence_names_every_parameter(kind: StepType) -> None:
    step = kind.make({p.name: p.high for p in kind.parameters})

    sentence = kind.sentence(step)

    assert sentence.startswith(kind.title)
    for parameter in kind.parameters:
        value = getattr(step, parameter.name)
        assert f"{parameter.label.lower()} {parameter.text(value)}" in sentence


@ALL
def test_its_labels_fit_the_form(kind: StepType) -> None:
    """84 px hold some twelve letters."""
    assert all(1 <= len(parameter.label) <= 12 for parameter in kind.parameters)
    assert len({parameter.label for parameter in kind.parameters}) == len(kind.parameters)
    assert kind.summary.endswith(".")


@ALL
def test_it_says_where_its_pixels_lie(kind: StepType) -> None:
    """A bright spot is found again where the placement says it went."""
    if not kind.changes_grid:
        frame = frame_of(grey_film(97, 64))
        assert run(kind, frame).placement.is_identity
        return
    film = np.full((240, 200), 0.3, np.float32)
    film[105:120, 80:95] = 1.0  # its middle: row 112.5, column 87.5
    after = run(kind, frame_of(film))

    rows, columns = np.nonzero(after.pixels > 0.8)

    u, v = (
        (columns.mean() + 0.5) / after.pixels.shape[1],
        (rows.mean() + 0.5) / after.pixels.shape[0],
    )
    x, y = after.placement.on_film(u, v)
    assert abs(x * 200 - 87.5) < 0.5
    assert abs(y * 240 - 112.5) < 0.5


@ALL
def test_it_can_be_limited_to_a_region_unless_it_moves_the_film(kind: StepType) -> None:
    """Outside the region nothing changes; well inside all is as without a limit."""
    renderer = Renderer(stored_film(160, 128, noise=0.03))
    square = ((0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75))
    region = Region(RegionKind.DRAWN, soft_edge_mm=2.0, outlines=(square,))
    limited = Recipe((Entry(made(kind), region=region),))
    if kind.changes_grid:
        with pytest.raises(RecipeError, match="cannot be limited"):
            renderer.process(limited)
        return

    before = renderer.first_frame().pixels
    after = renderer.process(limited).pixels

    inside = np.zeros(before.shape, np.bool_)
    inside[40:120, 32:96] = True
    far = cv2.dilate(inside.astype(np.uint8), np.ones((17, 17))) == 0
    np.testing.assert_array_equal(after[far], before[far])


@ALL
def test_it_is_frozen(kind: StepType) -> None:
    step = kind.make()

    with pytest.raises((FrozenInstanceError, TypeError)):
        setattr(step, kind.parameters[0].name, kind.parameters[0].high)
    assert type_of(step) is kind


@ALL
def test_it_sets_the_window_only_if_it_says_so(kind: StepType) -> None:
    result = Renderer(stored_film(64, 64)).result(Recipe((Entry(made(kind)),)))

    assert result.is_display_ready == (kind.effect is WindowEffect.SETS)


SECONDS = 0.3
Clocks = tuple[float, float]


def clocks() -> Clocks:
    """Return seconds on the wall, and seconds that all threads of this process computed."""
    return time.perf_counter(), time.process_time()


@pytest.fixture(scope="module")
def big_film() -> FloatImage:
    """4096 x 4096 pixels of many grey levels."""
    return np.tile(grey_film(1024, 1024, noise=0.02), (4, 4))


@ALL
@pytest.mark.parametrize("numbers", ["default", "lowest", "highest"])
def test_it_stops_within_a_third_of_a_second_on_16_megapixels(
    kind: StepType, numbers: str, big_film: FloatImage
) -> None:
    """Cancelled from another thread, as the window does it; two of three, for a busy machine.

    Time that other programs had is none of the step's: the shorter of wall and processor time.
    """
    lowest, highest = extremes(kind)
    step = {"default": made(kind), "lowest": lowest, "highest": highest}[numbers]
    field = np.ones(big_film.shape, np.bool_)
    field[:100] = numbers != "default"
    frame = frame_of(big_film, spacing_mm=(0.1, 0.1), field=field)
    waits: list[float] = []
    refusals: list[str] = []
    for delay in (0.35, 0.05, 0.15):
        if sum(wait < SECONDS for wait in waits) == 2:
            break  # a third would not change it
        progress = Progress()
        cancelled_at: list[Clocks] = []

        def cancel(progress: Progress = progress, at: list[Clocks] = cancelled_at) -> None:
            at.append(clocks())
            progress.cancel()

        timer = threading.Timer(delay, cancel)
        timer.start()
        try:
            step.apply(frame, progress)
        except Cancelled:
            waits.append(min(np.subtract(clocks(), cancelled_at[0]).tolist()))
        except RecipeError as refusal:
            refusals.append(str(refusal))
            waits.append(0.0)
        else:
            waits.append(0.0)  # done before anybody could wait
        finally:
            timer.cancel()
            timer.join()

    assert all("pixels" in refusal for refusal in refusals)  # a film too large to hold
    is_quick = sum(wait < SECONDS for wait in waits) >= 2
    assert is_quick, f"it went on for {waits} s after it was cancelled"


def _between(low: float, high: float, is_whole: bool) -> float:
    middle = (low + high) / 2
    return round(middle) if is_whole else round(middle, 3)
