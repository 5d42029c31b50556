"""engine.steps.mapping"""

import sys
from importlib.util import find_spec

import numpy as np
import pytest

from engine.errors import Cancelled, ModelError, RecipeError
from engine.models import cards, devices
from engine.models.mapping.maps import Overrides
from engine.models.mapping.whole_film import predict, through
from engine.progress import Progress
from engine.recipe import Entry, Recipe
from engine.render import Renderer
from engine.step import type_of
from engine.steps.mapping import InterpretableMapping
from tests.engine.models.installed import card
from tests.engine.models.mapping.tiny import use_tiny_network
from tests.properties.films import frame_of, grey_film, stored_film

FRAME = frame_of(grey_film(97, 64))
Runs = list[tuple[int, int]]


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Runs:
    """The shapes that the tiny network in use has seen."""
    return use_tiny_network(monkeypatch)


def test_per_cents_are_shares_of_what_is_done_to_the_maps() -> None:
    step = InterpretableMapping(
        strength=80, contrast=6, brightness=-10, centre=5, width=-75, lock_centre=1
    )

    assert step.overrides() == Overrides(
        strength=0.8,
        contrast=0.06,
        brightness=-0.1,
        centre=0.05,
        width=-0.75,
        locks=(False, False, True, False),
    )


@pytest.mark.parametrize(
    ("name", "number"), [("contrast", 0), ("brightness", 1), ("centre", 2), ("width", 3)]
)
def test_each_lock_is_that_of_its_map(name: str, number: int) -> None:
    locks = InterpretableMapping(**{f"lock_{name}": 1}).overrides().locks

    assert [n for n, is_locked in enumerate(locks) if is_locked] == [number]


@pytest.mark.usefixtures("runs")
def test_it_is_the_remap_of_the_maps_in_force() -> None:
    step = InterpretableMapping(strength=60, contrast=30, brightness=5)

    result = step.apply(FRAME, Progress())

    maps = predict(FRAME.pixels, FRAME.field, 8, Progress())
    expected = through(FRAME.pixels, maps.overridden(step.overrides()), Progress())
    np.testing.assert_array_equal(result.pixels, expected)
    assert np.abs(result.pixels - FRAME.pixels).max() > 0.05


@pytest.mark.usefixtures("runs")
def test_without_strength_one_curve_is_left_for_the_whole_film() -> None:
    """The lead and the widest window: equal greys stay equal."""
    result = InterpretableMapping(strength=0).apply(FRAME, Progress()).pixels

    order = np.argsort(FRAME.pixels, axis=None)
    assert (np.diff(result.ravel()[order]) >= 0).all()


def test_moving_a_slider_runs_the_remap_only(runs: Runs) -> None:
    InterpretableMapping().apply(FRAME, Progress())

    InterpretableMapping(strength=50, contrast=20, lock_width=1).apply(FRAME, Progress())

    assert len(runs) == 1


@pytest.mark.parametrize(("factor", "long_side"), [(4, 768), (8, 384), (16, 192)])
def test_the_factor_says_how_small_the_network_sees_the_film(
    runs: Runs, factor: int, long_side: int
) -> None:
    frame = frame_of(grey_film(800, 100))

    InterpretableMapping(factor=factor).apply(frame, Progress())

    assert [max(shape) for shape in runs] == [long_side]


@pytest.mark.parametrize("values", [{"factor": 5}, {"strength": 101}, {"width": -80}])
def test_what_no_slider_gives_is_refused(values: dict[str, float]) -> None:
    with pytest.raises(RecipeError, match="Interpretable mapping"):
        InterpretableMapping(**values)  # type: ignore[arg-type]


@pytest.mark.usefixtures("runs")
def test_it_stops_between_prediction_and_remap() -> None:
    def stop(fraction: float, _doing: str) -> None:
        if fraction >= 0.6:
            progress.cancel()

    progress = Progress(stop)

    with pytest.raises(Cancelled):
        InterpretableMapping().apply(FRAME, progress)


@pytest.mark.usefixtures("runs")
def test_its_result_needs_no_window_but_the_full_range() -> None:
    picture = Renderer(stored_film(97, 64)).result(Recipe((Entry(InterpretableMapping()),)))

    assert picture.is_display_ready


def test_the_derivation_names_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    named = card(name="mapping", version=2, sha256="0123456789abcdef" * 4)
    monkeypatch.setattr(cards, "card_of", lambda _name: named)
    step = InterpretableMapping(strength=80, width=20)

    sentence = type_of(step).sentence(step)

    assert sentence == (
        "Interpretable mapping (strength 80 %, width 20 %, maps by mapping 2, 0123456789ab)"
    )


def test_without_a_model_the_derivation_names_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_name: str) -> None:
        raise ModelError("There is no model mapping.")

    monkeypatch.setattr(cards, "card_of", none)

    step = InterpretableMapping()
    assert type_of(step).sentence(step) == "Interpretable mapping (strength 100 %)"


def test_without_torch_one_sentence_says_how_to_add_it(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        devices, "find_spec", lambda name: None if name == "torch" else find_spec(name)
    )
    monkeypatch.setitem(sys.modules, "engine.models.mapping.whole_film", None)  # it needs torch

    with pytest.raises(ModelError, match="needs PyTorch, which is not installed") as caught:
        InterpretableMapping().apply(FRAME, Progress())

    assert "pip install" in caught.value.hint
    assert runs == []
