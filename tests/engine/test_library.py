"""engine.library"""

import json
import logging
from pathlib import Path

import numpy as np
import pytest

from engine import library
from engine.errors import ExportError, RecipeError, UnreadableImageError
from engine.library import default_recipe, load_recipe, own_recipes_folder, recipes, save_recipe
from engine.quality import quality_of
from engine.recipe import Entry, Recipe
from engine.render import PREVIEW_LONG_SIDE, Renderer
from engine.samples.thorax import make_thorax
from engine.steps.smooth import Gaussian
from tests.properties.films import radiograph_of, real_film, stored_film

MINE = Recipe((Entry(Gaussian(radius_mm=0.5)),), name="mine", title="Mine")


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the user's own recipes that is nobody's."""
    folder = tmp_path / "recipes"
    folder.mkdir()
    monkeypatch.setattr(library, "own_recipes_folder", lambda: folder)
    return folder


def test_the_recipes_that_come_with_it_have_a_fixed_order_default_first() -> None:
    found = recipes()

    assert [recipe.title for recipe in found] == [
        "Chest, balanced",
        "Chest, bedside",
        "Tubes and lines",
        "Bone detail",
        "Extremity",
        "Abdomen",
        "Mammography",
        "Paediatric",
        "Soft contrast",
        "Denoise",
        "Interpretable mapping",
    ]
    assert default_recipe() == found[0]
    assert default_recipe().name == "chest_balanced"


def test_every_file_that_comes_with_it_is_listed_under_its_own_name(repository: Path) -> None:
    files = {path.stem for path in (repository / "resources" / "recipes").glob("*.json")}

    assert files == {recipe.name for recipe in recipes()}


@pytest.mark.parametrize("recipe", library._built_in(), ids=lambda recipe: recipe.name)
def test_each_is_in_good_order_and_says_what_it_is_for(recipe: Recipe) -> None:
    assert recipe.problems() == ()
    assert recipe.enabled
    assert recipe.description.endswith(".")


@pytest.mark.parametrize("recipe", library._built_in(), ids=lambda recipe: recipe.name)
def test_each_leaves_a_real_film_neither_flat_nor_burnt(recipe: Recipe, shared_data: Path) -> None:
    stored = np.round(real_film(shared_data) * 255).astype(np.uint16)
    renderer = Renderer(radiograph_of(stored, bits=8, spacing_mm=(0.6, 0.6)))

    greys = renderer.result(recipe).grey_levels(renderer.result(recipe).default_voi)

    assert np.ptp(np.percentile(greys, (5, 95))) > 60
    assert (greys == 0).mean() < 0.03
    assert (greys == 255).mean() < 0.03


@pytest.fixture(scope="module")
def thorax() -> Renderer:
    """The sample film, at the size of a preview; its collimator's shade is not counted."""
    phantom = make_thorax((PREVIEW_LONG_SIDE, PREVIEW_LONG_SIDE))
    film, (top, left, bottom, right) = phantom.film, phantom.field
    excluded = np.ones(film.pixels.shape, np.bool_)
    excluded[top:bottom, left:right] = False
    spacing_mm = film.pitch_mm, film.pitch_mm
    return Renderer(
        radiograph_of(film.pixels, bits=film.bits_stored, spacing_mm=spacing_mm, excluded=excluded)
    )


CLASSICAL = [one for one in library._built_in() if one.name != "mapping"]
"""Those that need no network."""


@pytest.mark.parametrize("recipe", CLASSICAL, ids=lambda recipe: recipe.name)
def test_each_burns_out_no_part_of_the_sample_film(recipe: Recipe, thorax: Renderer) -> None:
    result = thorax.result(recipe)

    found = quality_of(thorax, result, result.default_voi)

    assert found.clipped_low_percent + found.clipped_high_percent < 5


def test_the_users_own_follow_by_title(own_folder: Path) -> None:
    save_recipe(Recipe(MINE.entries, name="b", title="beta"), own_folder / "1.json")
    save_recipe(Recipe(MINE.entries, name="a", title="Alpha"), own_folder / "2.json")

    assert [recipe.name for recipe in recipes()][len(library.BUILT_IN) :] == ["a", "b"]


def test_one_without_a_name_is_called_like_its_file(own_folder: Path) -> None:
    save_recipe(Recipe(MINE.entries), own_folder / "My knee, 2nd.json")

    last = recipes()[-1]

    assert (last.name, last.title) == ("my_knee_2nd", "My knee, 2nd")


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[]", b'{"format": "x"}'])
def test_a_broken_file_is_skipped_and_the_log_does_not_tell_where_it_lies(
    own_folder: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    save_recipe(MINE, own_folder / "good.json")
    (own_folder / "SMITH^JOHN.json").write_bytes(content)

    with caplog.at_level(logging.WARNING):
        found = recipes()

    assert [recipe.name for recipe in found][len(library.BUILT_IN) :] == ["mine"]
    assert len(caplog.records) == 1
    assert "SMITH" not in caplog.text
    assert str(own_folder) not in caplog.text


def test_one_that_takes_a_built_in_name_is_skipped(own_folder: Path) -> None:
    save_recipe(Recipe(MINE.entries, name="denoise", title="Denoise"), own_folder / "x.json")

    assert len(recipes()) == len(library.BUILT_IN)


def test_no_folder_of_ones_own_is_no_problem(own_folder: Path) -> None:
    own_folder.rmdir()

    assert len(recipes()) == len(library.BUILT_IN)


@pytest.mark.parametrize("text", ["bone_detail", "Bone detail", " BONE DETAIL "])
def test_a_recipe_is_found_by_name_or_title(text: str) -> None:
    assert load_recipe(text).name == "bone_detail"


def test_a_recipe_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "some.json"
    save_recipe(MINE, path)

    assert load_recipe(str(path)) == MINE


def test_what_is_neither_is_named_with_what_there_is(tmp_path: Path) -> None:
    with pytest.raises(RecipeError, match="no recipe and no file called 'nowhere") as caught:
        load_recipe(str(tmp_path / "nowhere.json"))

    assert "chest_balanced, bedside" in caught.value.hint
    assert str(tmp_path) not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"{", "odd.json is not a recipe: it is no JSON"),
        (b"\xff\xfe\x00", "odd.json is not a recipe: it is no text"),
        (b" " * 1_000_001, "odd.json is not a recipe: it is far too large"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(tmp_path: Path, content: bytes, complaint: str) -> None:
    path = tmp_path / "odd.json"
    path.write_bytes(content)

    with pytest.raises(RecipeError) as caught:
        load_recipe(str(path))

    assert complaint in str(caught.value)
    assert str(tmp_path) not in str(caught.value)


@pytest.fixture
def dicom_file(tmp_path: Path) -> Path:
    """Something that looks like a DICOM file from outside."""
    path = tmp_path / "film.dcm"
    path.write_bytes(bytes(128) + b"DICM")
    return path


def reading(monkeypatch: pytest.MonkeyPatch, recipe_json: str | None) -> None:
    from dataclasses import replace

    film = replace(stored_film(4, 4), recipe_json=recipe_json)
    monkeypatch.setattr("engine.reading.read_radiograph", lambda *_: film)


def test_a_recipe_is_taken_from_an_exported_dicom_file(
    dicom_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading(monkeypatch, json.dumps({"recipe": MINE.to_json()}))

    assert load_recipe(str(dicom_file)) == MINE


def test_a_dicom_file_without_a_recipe_says_so(
    dicom_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading(monkeypatch, None)

    with pytest.raises(RecipeError, match="holds no recipe") as caught:
        load_recipe(str(dicom_file))
    assert "exported by Negatoscope" in caught.value.hint


def test_a_damaged_dicom_file_is_a_recipe_error_with_the_reason(
    dicom_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise UnreadableImageError("film.dcm is damaged.", hint="Copy it again.")

    monkeypatch.setattr("engine.reading.read_radiograph", refuse)

    with pytest.raises(RecipeError, match="is damaged") as caught:
        load_recipe(str(dicom_file))
    assert caught.value.hint == "Copy it again."


def test_a_recipe_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="could not be written"):
        save_recipe(MINE, tmp_path / "absent" / "mine.json")


def test_the_users_own_recipes_lie_in_their_settings() -> None:
    assert own_recipes_folder().parts[-2:] == ("negatoscope", "recipes")


@pytest.mark.parametrize("text", ["n" * 5000, "~nobody-has-this-name/mine.json", "a\0b"])
def test_what_the_system_will_not_even_look_at_is_no_recipe(text: str) -> None:
    with pytest.raises(RecipeError, match="There is no recipe and no file"):
        load_recipe(text)
