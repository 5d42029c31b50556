"""viewer.dialogs.gallery_sheet_own"""

from pathlib import Path

import pytest

from engine import EngineError, Recipe, load_recipe, step_type
from viewer.dialogs.gallery_sheet_own import OwnRecipes

GAMMA = Recipe().added(step_type("gamma").make())
BLUR = Recipe().added(step_type("gaussian").make())


@pytest.fixture
def own(tmp_path: Path) -> OwnRecipes:
    return OwnRecipes(["chest_balanced", "Chest, balanced"], tmp_path / "recipes")


def titles(own: OwnRecipes) -> list[str]:
    return [one.recipe.title for one in own.found]


def files(own: OwnRecipes) -> list[str]:
    return sorted(path.name for path in own.folder.iterdir())


def test_a_recipe_is_kept_under_its_name(own: OwnRecipes) -> None:
    own.save(GAMMA, "  My  Knee\n")

    assert titles(own) == ["My Knee"]
    assert files(own) == ["my_knee.json"]
    assert load_recipe(str(own.folder / "my_knee.json")).entries == GAMMA.entries


def test_the_same_name_again_replaces_it(own: OwnRecipes) -> None:
    own.save(GAMMA, "Knee")

    own.save(BLUR, "KNEE")

    assert titles(own) == ["KNEE"]
    assert own.found[0].recipe.entries == BLUR.entries
    assert files(own) == ["knee.json"]


@pytest.mark.parametrize("name", ["Chest, balanced", "chest, BALANCED", "chest balanced"])
def test_a_name_of_the_program_is_refused(own: OwnRecipes, name: str) -> None:
    with pytest.raises(EngineError, match="comes with the program"):
        own.save(GAMMA, name)


def test_another_name_moves_the_file(own: OwnRecipes) -> None:
    knee = own.save(GAMMA, "Knee")
    own.save(BLUR, "Hip")

    own.rename(knee, "Left knee")

    assert titles(own) == ["Hip", "Left knee"]
    assert files(own) == ["hip.json", "left_knee.json"]


def test_a_name_that_another_recipe_has_is_refused_and_nothing_lost(own: OwnRecipes) -> None:
    knee = own.save(GAMMA, "Knee")
    own.save(BLUR, "Hip")

    with pytest.raises(EngineError, match="There is a recipe called “Hip” already"):
        own.rename(knee, "Hip")

    assert titles(own) == ["Hip", "Knee"]
    assert own.rename(knee, "KNEE").path == knee.path


def test_a_copy_gets_a_name_that_is_free(own: OwnRecipes) -> None:
    chest = Recipe(GAMMA.entries, "chest_balanced", "Chest, balanced", "For chests.")

    own.add(chest)
    own.add(chest)
    own.add(GAMMA)

    assert titles(own) == ["Chest, balanced 2", "Chest, balanced 3", "Own recipe"]
    assert own.found[0].recipe.description == "For chests."


def test_what_is_deleted_goes_from_the_list_at_once_and_from_the_disk_in_the_end(
    own: OwnRecipes,
) -> None:
    knee, hip = own.save(GAMMA, "Knee"), own.save(BLUR, "Hip")

    own.delete(knee)
    own.delete(hip)
    gone = titles(own), files(own)
    own.restore()
    own.forget()

    assert gone == ([], ["hip.json", "knee.json"])
    assert titles(own) == ["Hip"]
    assert files(own) == ["hip.json"]


def test_a_file_that_holds_no_recipe_is_named_and_left_out(own: OwnRecipes) -> None:
    own.save(GAMMA, "Knee")
    (own.folder / "letter.json").write_text("Dear Sir", encoding="utf-8")
    (own.folder / "notes.txt").write_text("not ours", encoding="utf-8")

    own.read()

    assert titles(own) == ["Knee"]
    assert own.broken == ("letter.json is not a recipe: it is no JSON.",)


def test_a_recipe_without_a_title_is_called_after_its_file(own: OwnRecipes) -> None:
    own.folder.mkdir()
    (own.folder / "from_a_friend.json").write_text(GAMMA.to_text(), encoding="utf-8")

    own.read()

    assert titles(own) == ["from_a_friend"]
