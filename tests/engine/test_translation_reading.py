"""engine.translation_reading"""

import numpy as np
import pytest

from engine.errors import Cancelled, ModelError, RecipeError
from engine.progress import Progress
from engine.recipe import Recipe
from engine.render import Renderer
from engine.step import step_type
from engine.translation_reading import translation_reliability, view_translation
from tests.engine.translated import (
    SHA256,
    UNKNOWN,
    FakeModel,
    ct_like,
    remove_translation,
    use_fake_translation,
)
from tests.properties.films import stored_film

GAMMA = step_type("gamma").make({"exponent": 2})
PLAIN = Recipe().added(GAMMA)


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> FakeModel:
    """A model that admits every film, unless told otherwise."""
    return use_fake_translation(monkeypatch)


@pytest.fixture
def renderer() -> Renderer:
    return Renderer(stored_film(97, 64))


@pytest.mark.parametrize("recipe", [PLAIN, ct_like().switched(0, False)], ids=["none", "off"])
def test_without_a_translation_there_is_nothing_to_view(
    model: FakeModel, renderer: Renderer, recipe: Recipe
) -> None:
    assert view_translation(renderer, recipe) is None
    assert translation_reliability(renderer, recipe) is None
    assert model.modes == []


def test_the_view_is_what_the_gate_says_and_runs_no_network(
    model: FakeModel, renderer: Renderer
) -> None:
    view = view_translation(renderer, PLAIN.added(ct_like().entries[0].step))

    assert view is not None
    assert (view.verdict.distance, view.verdict.is_admitted) == (0.62, True)
    assert (view.position, view.card.sha256, view.is_overridden) == (1, SHA256, False)
    assert model.modes == []


@pytest.mark.parametrize("admit_any", [0, 1])
def test_a_refused_film_is_viewed_all_the_same(
    model: FakeModel, renderer: Renderer, admit_any: int
) -> None:
    model.distance = 1.8

    view = view_translation(renderer, ct_like(admit_any=admit_any))

    assert view is not None
    assert view.verdict.reason == UNKNOWN
    assert view.is_overridden is bool(admit_any)


@pytest.mark.usefixtures("model")
def test_an_override_that_was_not_needed_is_none(renderer: Renderer) -> None:
    view = view_translation(renderer, ct_like(admit_any=1))

    assert view is not None
    assert not view.is_overridden


@pytest.mark.usefixtures("model")
def test_the_reliability_is_that_of_the_film_as_it_reaches_the_translation(
    renderer: Renderer,
) -> None:
    before = renderer.process(PLAIN).pixels

    view = translation_reliability(renderer, PLAIN.added(ct_like().entries[0].step))

    assert view is not None
    np.testing.assert_allclose(view.combined, before.mean(), rtol=1e-6)
    np.testing.assert_allclose(view.disagreement, before.mean(), rtol=1e-6)
    assert not view.unsourced.any()
    assert (view.low_agreement_share, view.unsourced_share, view.runs) == (0.14, 0.021, 8)
    assert view.position == 1


@pytest.mark.usefixtures("model")
def test_each_run_is_heard_of(renderer: Renderer) -> None:
    heard: list[str] = []

    translation_reliability(renderer, ct_like(), Progress(lambda _, doing: heard.append(doing)))

    assert "Run 4 of 8" in heard


@pytest.mark.usefixtures("model")
def test_both_can_be_cancelled(renderer: Renderer) -> None:
    progress = Progress()
    progress.cancel()

    with pytest.raises(Cancelled):
        view_translation(renderer, ct_like(), progress)
    with pytest.raises(Cancelled):
        translation_reliability(renderer, ct_like(), progress)


def test_without_the_model_both_say_so(renderer: Renderer, monkeypatch: pytest.MonkeyPatch) -> None:
    remove_translation(monkeypatch)

    with pytest.raises(ModelError, match="No model called chest-ct-like"):
        view_translation(renderer, ct_like())
    with pytest.raises(ModelError, match="No model called chest-ct-like"):
        translation_reliability(renderer, ct_like())


@pytest.mark.usefixtures("model")
def test_a_refused_order_is_refused_here_too(renderer: Renderer) -> None:
    sharpened = ct_like().added(step_type("unsharp_mask").make())

    with pytest.raises(RecipeError, match="may not follow"):
        view_translation(renderer, sharpened)
