"""engine.render"""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
import pytest

from engine import render
from engine.errors import Cancelled, RecipeError
from engine.frame import Frame, ValueScale
from engine.grayscale.modality import LinearModality, TableModality
from engine.parameter import param
from engine.picture import FULL_DISPLAY_WINDOW, Picture, picture_of
from engine.progress import Progress
from engine.radiograph import Photometric, Radiograph
from engine.recipe import Entry, Recipe
from engine.render import Renderer, quantised
from engine.step import Step, StepKind, WindowEffect, register
from engine.steps.contrast import Clahe
from engine.steps.sharpen import UnsharpMask
from engine.steps.tone import ContrastStretch, Gamma
from tests.engine.dicom.films_to_derive import film, header
from tests.engine.registered import registered_only_here
from tests.properties.films import frame_of, radiograph_of, stored_film


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    with registered_only_here():
        yield


class Counter:
    """Makes steps that add a little and remember that they ran."""

    def __init__(self) -> None:
        self.ran: list[float] = []
        ran = self.ran

        @register("test_counted", version=1, title="Counted", kind=StepKind.TONE)
        @dataclass(frozen=True)
        class Counted:
            """Adds a little."""

            by: float = param(0.0, low=-1, high=1, unit="", label="By")

            def apply(self, frame: Frame, progress: Progress) -> Frame:  # noqa: ARG002
                ran.append(self.by)
                return frame.with_pixels(frame.pixels + np.float32(self.by))

        self.step = Counted

    def recipe(self, *numbers: float) -> Recipe:
        """Return a recipe of one counted step for each number."""
        return Recipe(tuple(Entry(self.step(by=number)) for number in numbers))


@pytest.fixture
def counter() -> Counter:
    return Counter()


def recipe_of(*steps: Step) -> Recipe:
    return Recipe(tuple(Entry(step) for step in steps))


def test_the_first_frame_spans_the_exposed_fields_range() -> None:
    frame = Renderer(radiograph_of(np.array([[100, 200, 300]], np.uint16))).first_frame()

    np.testing.assert_allclose(frame.pixels, [[0.0, 0.5, 1.0]], atol=1e-7)
    assert frame.scale == ValueScale(100.0, 300.0)


def test_dense_is_bright_where_small_values_are_dense() -> None:
    stored = np.array([[100, 200, 300]], np.uint16)

    frame = Renderer(radiograph_of(stored, photometric="MONOCHROME1")).first_frame()

    np.testing.assert_allclose(frame.pixels, [[1.0, 0.5, 0.0]], atol=1e-7)
    assert frame.scale == ValueScale(300.0, 100.0)


def test_frames_of_twins_are_equal_bit_for_bit() -> None:
    stored = stored_film(50, 60).pixels.astype(np.uint16)

    one = Renderer(radiograph_of(stored)).first_frame()
    two = Renderer(radiograph_of(4095 - stored, photometric="MONOCHROME1")).first_frame()

    np.testing.assert_array_equal(one.pixels, two.pixels)


def test_signed_values_keep_their_order() -> None:
    stored = np.array([[-1000, 0, 1000]], np.int16)
    film = replace(radiograph_of(np.zeros((1, 3), np.uint16)), pixels=stored, bits_stored=12)

    frame = Renderer(film).first_frame()

    np.testing.assert_allclose(frame.pixels, [[0.0, 0.5, 1.0]], atol=1e-7)
    assert frame.scale == ValueScale(-1000.0, 1000.0)


def test_a_falling_modality_lut_turns_the_scale() -> None:
    stored = np.array([[100, 200, 300]], np.uint16)

    frame = Renderer(radiograph_of(stored, modality=LinearModality(-2.0, 1000.0))).first_frame()

    np.testing.assert_allclose(frame.pixels, [[1.0, 0.5, 0.0]], atol=1e-7)
    assert frame.scale == ValueScale(400.0, 800.0)


def test_padding_counts_for_nothing_and_is_clipped() -> None:
    stored = np.array([[0, 100, 200, 300, 4095]], np.uint16)
    padding = np.array([[True, False, False, False, True]])

    frame = Renderer(radiograph_of(stored, excluded=padding)).first_frame()

    np.testing.assert_allclose(frame.pixels, [[0.0, 0.0, 0.5, 1.0, 1.0]], atol=1e-7)
    assert frame.field.tolist() == [[False, True, True, True, False]]


def test_a_film_of_padding_only_is_still_a_film() -> None:
    stored = np.array([[7, 7]], np.uint16)

    frame = Renderer(radiograph_of(stored, excluded=np.ones((1, 2), np.bool_))).first_frame()

    assert np.isfinite(frame.pixels).all()


def test_an_empty_recipe_gives_the_original_itself() -> None:
    renderer = Renderer(stored_film(20, 20))

    assert renderer.result(Recipe()) is renderer.original


@pytest.mark.parametrize("photometric", ["MONOCHROME1", "MONOCHROME2"])
def test_a_step_that_changes_nothing_gives_back_every_modality_value(
    counter: Counter, photometric: Photometric
) -> None:
    stored = stored_film(40, 50).pixels.astype(np.uint16)
    film = radiograph_of(stored, photometric=photometric, modality=LinearModality(0.5, -1024.0))

    result = Renderer(film).result(counter.recipe(0.0))

    values = result.values[result.indices]
    step = 0.5 * 4095 / 65535
    np.testing.assert_allclose(values, stored * 0.5 - 1024.0, atol=step / 2 + 1e-4)
    assert result.is_inverse == (photometric == "MONOCHROME1")
    assert result.default_voi == Renderer(film).original.default_voi


def test_what_overshoots_is_clipped_once_at_the_end(counter: Counter) -> None:
    film = radiograph_of(np.array([[0, 4095]], np.uint16))

    result = Renderer(film).result(counter.recipe(0.5, -0.5))

    assert result.indices.tolist() == [[0, 65535]], "clipped in between, white would be grey"


def test_quantising_rounds_to_the_nearest_of_65536() -> None:
    greys = np.array([[-1.0, 0.0, 0.4 / 65535, 0.6 / 65535, 1.0, 2.0]], np.float32)

    picture = quantised(frame_of(greys), Renderer(stored_film(4, 4)).original)

    assert picture.indices.tolist() == [[0, 0, 0, 1, 65535, 65535]]


def test_a_step_that_sets_the_window_gives_a_display_ready_picture() -> None:
    result = Renderer(stored_film(40, 40)).result(recipe_of(Clahe(), Gamma()))

    assert result.is_display_ready
    assert result.default_voi == FULL_DISPLAY_WINDOW
    assert not result.is_inverse
    assert (result.values[0], result.values[-1]) == (0.0, 65535.0)


def test_moving_the_last_slider_runs_only_the_last_step(counter: Counter) -> None:
    renderer = Renderer(stored_film(20, 20))
    renderer.process(counter.recipe(0.1, 0.2, 0.3))

    renderer.process(counter.recipe(0.1, 0.2, 0.4))

    assert counter.ran == [0.1, 0.2, 0.3, 0.4]


def test_a_recipe_run_before_runs_nothing(counter: Counter) -> None:
    renderer = Renderer(stored_film(20, 20))
    first = renderer.process(counter.recipe(0.1, 0.2))

    again = renderer.process(counter.recipe(0.1, 0.2))

    assert counter.ran == [0.1, 0.2]
    assert again is first


def test_moving_the_first_slider_runs_everything_after_it(counter: Counter) -> None:
    renderer = Renderer(stored_film(20, 20))
    renderer.process(counter.recipe(0.1, 0.2))

    renderer.process(counter.recipe(0.3, 0.2))

    assert counter.ran == [0.1, 0.2, 0.3, 0.2]


def test_from_the_cache_or_not_the_result_is_the_same() -> None:
    recipe = recipe_of(Clahe(), UnsharpMask())
    warm = Renderer(stored_film(60, 60))
    warm.process(recipe_of(Clahe()))

    np.testing.assert_array_equal(
        warm.process(recipe).pixels, Renderer(stored_film(60, 60)).process(recipe).pixels
    )


def test_the_cache_forgets_the_oldest_when_it_is_full(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.render.CACHED_BYTES", 2 * 20 * 20 * 4)
    renderer = Renderer(stored_film(20, 20))
    renderer.process(counter.recipe(0.1, 0.2, 0.3))

    renderer.process(counter.recipe(0.1))

    assert counter.ran == [0.1, 0.2, 0.3, 0.1]


def test_a_switched_off_step_does_not_run(counter: Counter) -> None:
    Renderer(stored_film(20, 20)).process(counter.recipe(0.1, 0.2).switched(0, False))

    assert counter.ran == [0.2]


def test_a_preview_shares_the_scale_of_the_whole_film() -> None:
    """One hot pixel vanishes in the reduced film; its range must not."""
    stored = np.full((2000, 1500), 1000, np.uint16)
    stored[5, 5] = 4095
    stored[6, 6] = 0
    renderer = Renderer(radiograph_of(stored))

    preview = renderer.preview()

    assert preview.scale == renderer.scale
    assert max(preview.original.shape) == 1024
    assert preview.first_frame().pixels[500, 500] == pytest.approx(1000 / 4095, abs=1e-4)


def test_progress_goes_up_to_one_and_names_the_steps(counter: Counter) -> None:
    heard: list[tuple[float, str]] = []
    recipe = counter.recipe(0.1).added(Gamma())

    Renderer(stored_film(20, 20)).process(recipe, Progress(lambda f, d: heard.append((f, d))))

    fractions = [fraction for fraction, _ in heard]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert {"Counted", "Gamma"} <= {doing for _, doing in heard}


def test_a_cancelled_render_remembers_the_steps_it_finished(counter: Counter) -> None:
    renderer = Renderer(stored_film(20, 20))
    progress = Progress(lambda fraction, _: progress.cancel() if fraction >= 0.5 else None)

    with pytest.raises(Cancelled):
        renderer.process(counter.recipe(0.1).added(Gamma()), progress)
    renderer.process(counter.recipe(0.1).added(Gamma()))

    assert counter.ran == [0.1]


def test_a_refused_order_never_runs(counter: Counter) -> None:
    @register("test_invents", version=1, title="Invents", kind=StepKind.SYNTHETIC)
    @dataclass(frozen=True)
    class Invents:
        """Invents."""

        def apply(self, frame: Frame, progress: Progress) -> Frame:  # noqa: ARG002
            return frame

    recipe = counter.recipe(0.1).added(Invents()).added(UnsharpMask())

    with pytest.raises(RecipeError, match="may not follow Invents"):
        Renderer(stored_film(20, 20)).process(recipe)
    assert counter.ran == []


def test_what_a_network_invented_stays_marked_whatever_a_step_returns() -> None:
    @register(
        "test_forgets",
        version=1,
        title="Forgets",
        kind=StepKind.SYNTHETIC,
        effect=WindowEffect.SETS,
    )
    @dataclass(frozen=True)
    class Forgets:
        """Returns a fresh, unmarked frame."""

        def apply(self, frame: Frame, progress: Progress) -> Frame:  # noqa: ARG002
            return frame_of(np.zeros_like(frame.pixels))

    @register("test_forgets_too", version=1, title="Forgets too", kind=StepKind.TONE)
    @dataclass(frozen=True)
    class ForgetsToo(Forgets):
        """So does this one, which comes later."""

    renderer = Renderer(stored_film(20, 20))

    assert renderer.result(recipe_of(Forgets())).is_synthetic
    assert renderer.result(recipe_of(Forgets(), ForgetsToo())).is_synthetic
    assert not renderer.result(recipe_of(ForgetsToo())).is_synthetic


def test_a_film_that_is_synthetic_already_is_so_from_the_start() -> None:
    renderer = Renderer(film(header(SyntheticData="YES")))

    assert renderer.original.is_synthetic
    assert renderer.first_frame().is_synthetic
    assert renderer.preview().original.is_synthetic
    assert renderer.result(Recipe()).is_synthetic
    assert renderer.result(recipe_of(Gamma())).is_synthetic
    assert not Renderer(film(header(SyntheticData="NO"))).original.is_synthetic


@pytest.mark.parametrize("step", [UnsharpMask(), ContrastStretch()], ids=["sharpens", "stretches"])
def test_nothing_amplifies_a_film_that_is_synthetic_already(step: Step) -> None:
    renderer = Renderer(film(header(SyntheticData="YES")))

    with pytest.raises(RecipeError, match="may not follow the network that made this film"):
        renderer.process(recipe_of(step))
    with pytest.raises(RecipeError, match="may not follow the network that made this film"):
        renderer.preview().result(recipe_of(step))


def test_no_value_is_clipped_where_the_modality_lut_rises_and_falls() -> None:
    stored = np.array([[0, 1, 2, 3]], dtype=np.uint16)
    table = TableModality(0, np.array([10.0, 40.0, 20.0, 0.0]))

    frame = Renderer(radiograph_of(stored, modality=table)).first_frame()

    assert frame.pixels.tolist() == [[0.25, 1.0, 0.5, 0.0]]


def test_threads_get_the_same_original(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ask before either has made it: making it takes a while."""
    renderer = Renderer(radiograph_of(np.array([[0, 1]], dtype=np.uint16)))
    made = []

    def slow(film: Radiograph) -> Picture:
        threading.Event().wait(0.2)
        made.append(film)
        return picture_of(film)

    monkeypatch.setattr(render, "picture_of", slow)

    def ask() -> Picture:
        return renderer.original

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.submit(ask), pool.submit(ask)
        assert first.result() is second.result()

    assert len(made) == 1
