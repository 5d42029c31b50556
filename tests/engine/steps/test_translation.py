"""engine.steps.translation"""

from pathlib import Path

import numpy as np
import pytest

from engine.errors import Cancelled, ModelError, RecipeError
from engine.models import devices
from engine.models.translation.names import MR_LIKE
from engine.progress import Progress
from engine.recipe import Recipe
from engine.render import Renderer
from engine.step import Step, step_types, type_of
from engine.steps import translation
from engine.steps.translation import CtLikeAppearance, MrLikeAppearance, register_installed
from tests.engine.registered import registered_only_here
from tests.engine.translated import (
    UNKNOWN,
    FakeModel,
    ct_like,
    made_of,
    remove_translation,
    use_fake_translation,
)
from tests.properties.films import frame_of, grey_film, stored_film

FILM = grey_film(97, 64)
FRAME = frame_of(FILM)


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> FakeModel:
    """A model that admits every film, unless told otherwise."""
    return use_fake_translation(monkeypatch)


@pytest.mark.parametrize(("strength", "share"), [(0, 0.0), (25, 0.25), (100, 1.0)])
@pytest.mark.usefixtures("model")
def test_strength_blends_the_translation_with_the_film(strength: float, share: float) -> None:
    result = CtLikeAppearance(strength=strength).apply(FRAME, Progress())

    blend = (1 - share) * FILM.astype(np.float64) + share * made_of(FILM)
    np.testing.assert_allclose(result.pixels, blend, atol=1e-6)


@pytest.mark.parametrize("strength", [0, 100])
@pytest.mark.usefixtures("model")
def test_it_is_marked_at_any_strength(strength: float) -> None:
    picture = Renderer(stored_film(97, 64)).result(ct_like(strength=strength))

    assert picture.is_synthetic
    assert picture.is_display_ready


@pytest.mark.usefixtures("model")
def test_overshoot_of_an_earlier_step_is_clipped_before_it_is_blended() -> None:
    beyond = frame_of((FILM * 3 - 1).astype(np.float32))

    pixels = CtLikeAppearance(strength=0).apply(beyond, Progress()).pixels

    np.testing.assert_array_equal(pixels, np.clip(beyond.pixels, 0, 1))


@pytest.mark.parametrize("mode", [0, 1])
def test_the_mode_reaches_the_network(model: FakeModel, mode: int) -> None:
    CtLikeAppearance(mode=mode).apply(FRAME, Progress())

    assert model.modes == [mode]


def test_a_film_the_gate_refuses_is_refused_with_its_reason_and_a_way_out(model: FakeModel) -> None:
    model.distance = 1.8

    with pytest.raises(ModelError) as caught:
        CtLikeAppearance().apply(FRAME, Progress())

    assert str(caught.value) == f"CT-like appearance (synthetic) is refused. {UNKNOWN}"
    assert "admit_any to 1" in caught.value.hint
    assert model.modes == []


def test_a_refused_film_can_be_translated_deliberately(model: FakeModel) -> None:
    model.distance = 1.8

    result = CtLikeAppearance(admit_any=1).apply(FRAME, Progress())

    np.testing.assert_allclose(result.pixels, made_of(FILM), atol=1e-6)


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize(
    ("step", "said"),
    [
        (CtLikeAppearance(), "strength 100 %, by chest-ct-like 1, 0123456789ab"),
        (
            CtLikeAppearance(strength=60, mode=1),
            "strength 60 %, mode 1, at full resolution, by chest-ct-like 1, 0123456789ab",
        ),
        (
            CtLikeAppearance(admit_any=1),
            "strength 100 %, admit any 1, gate overridden, by chest-ct-like 1, 0123456789ab",
        ),
    ],
)
def test_the_derivation_names_the_model_and_an_override(step: Step, said: str) -> None:
    assert type_of(step).sentence(step) == f"CT-like appearance (synthetic) ({said})"


def test_without_the_model_the_step_is_there_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    remove_translation(monkeypatch)
    step = CtLikeAppearance(admit_any=1)

    assert type_of(step) in step_types()
    assert type_of(step).sentence(step).endswith("(strength 100 %, admit any 1, gate overridden)")
    with pytest.raises(ModelError, match="No model called chest-ct-like is installed"):
        step.apply(FRAME, Progress())


@pytest.mark.usefixtures("model")
def test_without_torch_it_says_how_to_add_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def require() -> None:
        raise ModelError("This needs PyTorch, which is not installed.", hint="pip install")

    monkeypatch.setattr(devices, "require_torch", require)

    with pytest.raises(ModelError, match="needs PyTorch"):
        CtLikeAppearance().apply(FRAME, Progress())


@pytest.mark.usefixtures("model")
def test_it_stops_before_it_blends() -> None:
    progress = Progress()
    progress.cancel()

    with pytest.raises(Cancelled):
        CtLikeAppearance().apply(FRAME, progress)


@pytest.mark.parametrize("values", [{"mode": 2}, {"admit_any": 0.5}, {"strength": 101}])
def test_what_no_control_gives_is_refused(values: dict[str, float]) -> None:
    with pytest.raises(RecipeError, match="CT-like appearance"):
        CtLikeAppearance(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize("is_installed", [False, True])
def test_the_mr_like_step_is_there_if_its_model_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_installed: bool
) -> None:
    monkeypatch.setattr(translation, "resource_path", lambda *parts: tmp_path.joinpath(*parts))
    if is_installed:
        (tmp_path / "models" / MR_LIKE).mkdir(parents=True)
        (tmp_path / "models" / MR_LIKE / "card.json").write_text("{}")

    with registered_only_here():
        before = {kind.name for kind in step_types()} - {"mr_like_appearance"}
        register_installed()
        after = {kind.name for kind in step_types()}

    assert ("mr_like_appearance" in after - before) is is_installed


def test_each_appearance_runs_a_model_of_its_own() -> None:
    assert (CtLikeAppearance.model, MrLikeAppearance.model) == ("chest-ct-like", "chest-mr-like")


def test_a_recipe_file_brings_back_an_override() -> None:
    recipe = ct_like(admit_any=1, strength=40, mode=1)

    assert Recipe.from_text(recipe.to_text()) == recipe
