"""engine.synthetic"""

import json
from dataclasses import replace

import pytest

from engine.radiograph import Radiograph
from engine.recipe import Recipe
from engine.step import step_type
from engine.synthetic import Generator, film_is_synthetic, generators_of, words_of
from tests.engine.dicom.films_to_derive import film, header
from tests.engine.translated import SHA256, ct_like, remove_translation, use_fake_translation

WARNING = "AI-SYNTHESISED - NOT FOR DIAGNOSIS"
GAMMA = Recipe().added(step_type("gamma").make())
PLAIN = film(header())


def opened_again(recipe: Recipe) -> Radiograph:
    """Return a film that Negatoscope made by a recipe."""
    return replace(PLAIN, recipe_json=json.dumps({"recipe": recipe.to_json()}))


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model in place."""
    use_fake_translation(monkeypatch)


@pytest.mark.usefixtures("model")
def test_a_generator_is_named_with_its_model_and_the_whole_hash() -> None:
    found = generators_of(ct_like().added(step_type("gamma").make()))

    assert found == (Generator("CT-like appearance (synthetic)", "chest-ct-like 1", SHA256),)


def test_a_generator_without_its_model_is_one_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    remove_translation(monkeypatch)

    assert generators_of(ct_like()) == (Generator("CT-like appearance (synthetic)"),)


def test_a_recipe_without_one_has_none() -> None:
    assert generators_of(GAMMA) == ()
    assert generators_of(ct_like().switched(0, False)) == ()


@pytest.mark.usefixtures("model")
def test_the_words_are_warning_appearance_and_model() -> None:
    assert words_of(PLAIN, ct_like()) == (
        WARNING,
        "CT-like appearance (synthetic)",
        "chest-ct-like 1",
    )


def test_a_film_opened_again_is_called_as_it_was_made() -> None:
    again = opened_again(ct_like())

    assert words_of(again, GAMMA) == (WARNING, "CT-like appearance (synthetic)")


def test_a_film_that_only_says_so_has_the_warning_still() -> None:
    words = words_of(film(header(SyntheticData="YES")), Recipe())

    assert words[0] == WARNING


@pytest.mark.parametrize(("said", "expected"), [("YES", True), ("NO", False), ("", False)])
def test_the_header_says_whether_a_film_is_synthetic(said: str, expected: bool) -> None:
    given = header(SyntheticData=said)

    assert film_is_synthetic(film(given)) is expected
    assert given.SyntheticData == said


def test_the_recipe_in_the_film_says_it_too_if_somebody_drops_the_attribute() -> None:
    assert film_is_synthetic(opened_again(ct_like()))
    assert not film_is_synthetic(opened_again(GAMMA))
    assert not film_is_synthetic(replace(PLAIN, recipe_json="no recipe at all"))


def test_a_film_of_no_header_is_no_synthetic_one() -> None:
    assert not film_is_synthetic(film(None))
