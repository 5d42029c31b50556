"""engine.recipe"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from engine.errors import RecipeError
from engine.frame import Frame
from engine.parameter import param
from engine.progress import Progress
from engine.recipe import FORMAT, Entry, Recipe
from engine.region import Region, RegionKind
from engine.step import Step, StepKind, WindowEffect, register, step_type, step_types
from engine.steps.contrast import Clahe
from engine.steps.sharpen import UnsharpMask
from engine.steps.smooth import Gaussian
from engine.steps.tone import ContrastStretch, Gamma
from tests.engine.registered import registered_only_here

BLUR = Gaussian(radius_mm=0.5)
SHARP = UnsharpMask(radius_mm=1.0, amount=0.5)


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    with registered_only_here():
        yield


def recipe_of(*steps: Step) -> Recipe:
    return Recipe(tuple(Entry(step) for step in steps))


def file_with(**changes: Any) -> str:
    entry = {"step": "gaussian", "version": 1, "parameters": {"radius_mm": 0.5}, **changes}
    return json.dumps({"format": FORMAT, "version": 1, "steps": [entry]})


def test_a_file_brings_back_the_same_recipe() -> None:
    recipe = Recipe(
        (Entry(BLUR), Entry(SHARP, is_enabled=False)),
        name="mine",
        title="Mine, 2nd",
        description="ü",
    )

    assert Recipe.from_text(recipe.to_text()) == recipe


def test_the_file_is_what_other_programs_were_promised() -> None:
    assert Recipe((Entry(BLUR),), name="n", title="t", description="d").to_json() == {
        "format": "negatoscope-recipe",
        "version": 1,
        "name": "n",
        "title": "t",
        "description": "d",
        "steps": [
            {
                "step": "gaussian",
                "version": 1,
                "parameters": {"radius_mm": 0.5},
                "enabled": True,
            }
        ],
    }


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{", "my.json is not a recipe: it is no JSON"),
        ("[" * 100_000, "my.json is not a recipe: it is no JSON"),
        ("[]", "my.json is not a recipe"),
        ('{"format": "other"}', "my.json is not a recipe"),
        (f'{{"format": "{FORMAT}", "version": 2}}', "has recipe format 2; this version reads 1"),
        (f'{{"format": "{FORMAT}", "version": 1}}', 'has no list of "steps"'),
        (file_with(step=7), "holds an entry that names no step"),
        (file_with(step="sharpn"), "There is no step called 'sharpn'"),
        (file_with(parameters=[1]), "Gaussian blur: its parameters are no list"),
        (file_with(parameters={"radius_mm": 99}), "radius_mm is 99, outside 0.02 to 10 mm"),
        (file_with(parameters={"radius_mm": "1"}), "radius_mm is '1', which is no number"),
        (file_with(parameters={"radius": 1}), "Gaussian blur has no parameter 'radius'"),
        (file_with(version=2), "Gaussian blur has version 2; this version knows 1 to 1"),
        (file_with(version=0), "Gaussian blur has version 0"),
        (file_with(version="1"), "Gaussian blur has version '1'"),
        (file_with(enabled="yes"), "enabled is 'yes', not true or false"),
    ],
)
def test_what_is_wrong_with_a_file_is_named(text: str, complaint: str) -> None:
    with pytest.raises(RecipeError) as caught:
        Recipe.from_text(text, where="my.json")

    assert complaint in str(caught.value)
    assert "my.json" in str(caught.value)


def test_numbers_of_an_older_version_are_migrated_one_version_at_a_time() -> None:
    @register(
        "test_old",
        version=3,
        title="Old",
        kind=StepKind.TONE,
        migrations={
            1: lambda old: {"radius_cm": old["radius_m"] * 100},
            2: lambda old: {"radius_mm": old["radius_cm"] * 10},
        },
    )
    @dataclass(frozen=True)
    class Old:
        """Had other units."""

        radius_mm: float = param(1.0, low=0, high=9000, unit="mm", label="Radius")

        def apply(self, frame: Frame, progress: Progress) -> Frame:  # noqa: ARG002
            return frame

    first = Recipe.from_text(file_with(step="test_old", version=1, parameters={"radius_m": 2}))
    second = Recipe.from_text(file_with(step="test_old", version=2, parameters={"radius_cm": 3}))

    assert first.entries[0].step == Old(radius_mm=2000)
    assert second.entries[0].step == Old(radius_mm=30)
    assert '"version": 3' in first.to_text()


def test_a_step_registered_in_a_test_is_gone_afterwards() -> None:
    with registered_only_here():
        register("test_gone", version=1, title="Gone", kind=StepKind.TONE)(
            dataclass(type("Gone", (), {}))
        )
        assert "test_gone" in {kind.name for kind in step_types()}

    assert "test_gone" not in {kind.name for kind in step_types()}


def test_editing_gives_new_recipes_and_leaves_the_old_one() -> None:
    first = recipe_of(BLUR)

    second = first.added(SHARP)
    third = second.moved(1, 0)
    fourth = third.with_value(1, "radius_mm", 2.0)
    fifth = fourth.switched(0, False)
    sixth = fifth.removed(0)

    assert [entry.step for entry in first.entries] == [BLUR]
    assert [entry.step for entry in second.entries] == [BLUR, SHARP]
    assert [entry.step for entry in third.entries] == [SHARP, BLUR]
    assert fourth.entries[1].step == Gaussian(radius_mm=2.0)
    assert [entry.step for entry in fifth.enabled] == [Gaussian(radius_mm=2.0)]
    assert [entry.step for entry in sixth.entries] == [Gaussian(radius_mm=2.0)]


def test_a_value_out_of_range_is_refused() -> None:
    with pytest.raises(RecipeError, match="radius_mm is 99"):
        recipe_of(BLUR).with_value(0, "radius_mm", 99.0)


def test_equal_recipes_are_equal_values_so_undo_needs_no_inverse() -> None:
    before = recipe_of(BLUR, SHARP)

    there_and_back = before.with_value(0, "radius_mm", 3.0).with_value(0, "radius_mm", 0.5)

    assert there_and_back == before
    assert hash(there_and_back) == hash(before)


def test_the_digest_names_what_is_done_and_not_what_it_is_called() -> None:
    recipe = recipe_of(BLUR, SHARP)

    assert Recipe(recipe.entries, name="x", title="y").digest == recipe.digest
    assert recipe.with_value(1, "amount", 0.6).digest != recipe.digest
    assert recipe.moved(0, 1).digest != recipe.digest
    assert recipe.added(Gamma()).switched(2, False).digest == recipe.digest
    assert Recipe().digest == "identity"


def test_a_prefix_keeps_its_name_whatever_follows() -> None:
    long, other = recipe_of(BLUR, SHARP, Gamma()), recipe_of(BLUR, SHARP, Clahe())

    assert long.prefix_digests[:2] == other.prefix_digests[:2]
    assert long.prefix_digests[2] != other.prefix_digests[2]
    assert len(set(long.prefix_digests)) == 3


def test_a_new_version_of_a_step_has_a_new_digest() -> None:
    def digest(version: int) -> str:
        @register(
            "test_version",
            version=version,
            title="V",
            kind=StepKind.TONE,
            migrations={1: dict},
        )
        @dataclass(frozen=True)
        class Versioned:
            """Changes meaning."""

            def apply(self, frame: Frame, progress: Progress) -> Frame:  # noqa: ARG002
                return frame

        return recipe_of(step_type("test_version").make()).digest

    assert digest(1) != digest(2)


def test_only_enabled_steps_set_the_window() -> None:
    recipe = recipe_of(BLUR, Clahe())

    assert recipe.sets_window
    assert not recipe.switched(1, False).sets_window
    assert not recipe_of(BLUR).sets_window


def test_one_curve_says_it_all_of_enabled_tone_steps_only() -> None:
    recipe = recipe_of(Gamma(), BLUR)

    assert not recipe.is_point_mapping
    assert recipe.switched(1, False).is_point_mapping
    assert recipe_of().is_point_mapping


def test_the_sentences_tell_every_enabled_step() -> None:
    recipe = recipe_of(BLUR, SHARP).switched(0, False)

    assert recipe.sentences() == ("Unsharp mask (radius 1 mm, amount 0.5, threshold 0 %)",)


@pytest.fixture
def synthetic() -> Step:
    """A step that stands for a translating network."""

    @register(
        "test_translate",
        version=1,
        title="Translation",
        kind=StepKind.SYNTHETIC,
        effect=WindowEffect.SETS,
    )
    @dataclass(frozen=True)
    class Translate:
        """Invents."""

        def apply(self, frame: Frame, progress: Progress) -> Frame:  # noqa: ARG002
            return frame

    return Translate()


@pytest.mark.parametrize("amplifier", [SHARP, Clahe()], ids=["sharpens", "equalises"])
def test_nothing_sharpens_or_equalises_after_a_translation(
    synthetic: Step, amplifier: Step
) -> None:
    (problem,) = recipe_of(synthetic, Gamma(), amplifier).problems()

    assert problem.is_refusal
    assert problem.position == 2
    assert "may not follow Translation" in problem.message


def test_a_translation_may_follow_anything_and_be_smoothed(synthetic: Step) -> None:
    problems = recipe_of(Clahe(), SHARP, synthetic, Gamma(), BLUR).problems()

    assert not any(problem.is_refusal for problem in problems)


def test_nothing_takes_its_window_from_what_a_network_invented(synthetic: Step) -> None:
    """A contrast stretch finds its ends in the picture; a gamma is the user's own curve."""
    (problem,) = recipe_of(synthetic, Gamma(), ContrastStretch()).problems()

    assert problem.is_refusal
    assert problem.position == 2
    assert "take its window from what the network invented" in problem.message


def test_a_second_translation_may_not_follow_the_first(synthetic: Step) -> None:
    (problem,) = recipe_of(synthetic, BLUR, synthetic).problems()

    assert problem.is_refusal
    assert problem.position == 2
    assert problem.message.startswith("Translation may not follow Translation")


def test_a_film_that_is_synthetic_already_counts_as_translated(synthetic: Step) -> None:
    def positions(*steps: Step) -> list[int]:
        found = recipe_of(*steps).problems("the network that made this film")
        return [problem.position for problem in found if problem.is_refusal]

    assert positions(BLUR, Gamma()) == []
    assert positions(BLUR, SHARP, Clahe(), ContrastStretch(), synthetic) == [1, 2, 3, 4]


def test_only_steps_switched_on_make_the_result_synthetic(synthetic: Step) -> None:
    recipe = recipe_of(BLUR, synthetic)

    assert [entry.step for entry in recipe.generating] == [synthetic]
    assert recipe.switched(1, False).generating == ()


def test_a_switched_off_step_is_no_problem(synthetic: Step) -> None:
    assert recipe_of(synthetic, SHARP).switched(1, False).problems() == ()
    assert recipe_of(synthetic, SHARP).switched(0, False).problems() == ()


def test_smoothing_after_sharpening_is_advised_against_only() -> None:
    (problem,) = recipe_of(SHARP, BLUR).problems()

    assert not problem.is_refusal
    assert "Gaussian blur after Unsharp mask" in problem.message
    assert recipe_of(BLUR, SHARP).problems() == ()


def test_a_number_of_too_many_digits_is_no_json() -> None:
    """Python reads none beyond 4300 digits, and says so with a plain ValueError."""
    with pytest.raises(RecipeError, match="it is no JSON"):
        Recipe.from_text('{"format": ' + "9" * 5000 + "}")


def test_a_blend_stands_in_the_file_only_where_it_is_not_all_of_the_step() -> None:
    """Recipes of older versions keep their text, and the names of what they do."""
    recipe = recipe_of(BLUR, SHARP)

    part = recipe.with_blend(1, 0.6)

    assert "blend" not in recipe.to_text()
    assert [step.get("blend") for step in part.to_json()["steps"]] == [None, 0.6]
    assert Recipe.from_text(part.to_text()) == part
    assert part.digest != recipe.digest
    assert part.with_blend(1, 1.0).digest == recipe.digest


def test_a_blend_is_told_in_words() -> None:
    part = recipe_of(BLUR).with_blend(0, 0.6)

    assert part.sentences() == ("Gaussian blur (radius 0.5 mm), at 60 %",)
    assert part.with_region(0, Region(RegionKind.BODY)).sentences() == (
        "Gaussian blur (radius 0.5 mm), at 60 %, within the body, soft edge 5 mm",
    )


@pytest.mark.parametrize(
    ("blend", "complaint"),
    [
        (1.2, "Gaussian blur: blend is 1.2, outside 0 to 1"),
        (-0.1, "Gaussian blur: blend is -0.1, outside 0 to 1"),
        (True, "Gaussian blur: blend is True, which is no number"),
        ("all", "Gaussian blur: blend is 'all', which is no number"),
    ],
)
def test_a_blend_out_of_range_is_refused(blend: Any, complaint: str) -> None:
    with pytest.raises(RecipeError, match=complaint):
        Recipe.from_text(file_with(blend=blend))
    with pytest.raises(RecipeError, match=complaint):
        recipe_of(BLUR).with_blend(0, blend)


def test_a_step_that_cannot_be_blended_is_refused_where_it_stands() -> None:
    (problem,) = recipe_of(BLUR, Clahe()).with_blend(1, 0.5).problems()

    assert (problem.position, problem.is_refusal) == (1, True)
    assert problem.message.startswith("Local contrast (CLAHE) cannot be blended: it sets")


def test_a_problem_says_which_step_it_belongs_before(synthetic: Step) -> None:
    def belongs(*steps: Step) -> list[int | None]:
        return [problem.belongs_at for problem in recipe_of(*steps).problems()]

    assert belongs(Gamma(), SHARP, BLUR) == [1]
    assert belongs(Gamma(), synthetic, SHARP) == [1]
    assert belongs(synthetic, synthetic) == [None]
    assert recipe_of(SHARP).problems("a synthetic film")[0].belongs_at is None


def test_a_step_moved_to_where_it_belongs_is_no_problem(synthetic: Step) -> None:
    for recipe in (recipe_of(Gamma(), SHARP, BLUR), recipe_of(synthetic, Gamma(), SHARP)):
        (problem,) = recipe.problems()
        assert problem.belongs_at is not None

        assert recipe.moved(problem.position, problem.belongs_at).problems() == ()
