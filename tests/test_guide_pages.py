"""The guide: every step and recipe, limit and spacing has its place in it, and every picture."""

import re
from dataclasses import asdict
from pathlib import Path

import cv2
import numpy as np
import pytest

from docs.guide.contact_sheets import LARGEST_BYTES, PICTURES, file_name, subjects
from engine.budget import Budget
from engine.library import BUILT_IN, load_recipe
from engine.radiograph import SpacingSource
from engine.recipe import Recipe
from engine.step import StepType, step_types

GUIDE = PICTURES.parent
NETWORKS = ("interpretable_mapping", "ct_like_appearance")
"""They have pages of their own."""

CLASSICAL = [kind for kind in step_types() if kind.name not in NETWORKS]


def section_of(page: str, title: str) -> str:
    """Return what stands under a heading, up to the next one."""
    found = re.search(rf"^#+ {re.escape(title)}\n(.*?)(?=^#|\Z)", page, re.DOTALL | re.MULTILINE)
    return found.group(1) if found else ""


@pytest.fixture(scope="module")
def filters() -> str:
    return (GUIDE / "filters.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def recipes() -> str:
    return (GUIDE / "recipes.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", CLASSICAL, ids=lambda kind: kind.name)
def test_every_step_has_a_section_that_names_its_parameters(kind: StepType, filters: str) -> None:
    section = section_of(filters, kind.title)

    assert section, f"{kind.title} is not in filters.md"
    assert all(parameter.label in section for parameter in kind.parameters)


@pytest.mark.parametrize("name", NETWORKS)
def test_a_network_is_named_with_its_page(name: str, filters: str) -> None:
    title = next(kind.title for kind in step_types() if kind.name == name)

    assert title in section_of(filters, "Networks")


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_recipe_is_explained_by_its_own_sentence(name: str, recipes: str) -> None:
    recipe = load_recipe(name)
    section = section_of(recipes, recipe.title)

    assert recipe.description in section
    assert name == "mapping" or "; ".join(recipe.sentences()) in section


@pytest.mark.parametrize(("name", "recipe"), list(subjects()), ids=lambda one: str(one)[:40])
def test_every_filter_and_recipe_has_a_small_picture(name: str, recipe: Recipe) -> None:
    path = PICTURES / file_name(name)
    picture = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)

    assert path.stat().st_size <= LARGEST_BYTES
    assert picture is not None
    assert picture.dtype == np.uint8
    assert path.name in (GUIDE / f"{'recipes' if recipe.name else 'filters'}.md").read_text()


@pytest.fixture(scope="module")
def reading() -> str:
    return (GUIDE / "reading.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "value"), asdict(Budget()).items())
def test_every_limit_stands_with_what_is_built_in(name: str, value: int, reading: str) -> None:
    section = section_of(reading, "Files that are too large, or broken on purpose")

    assert f"| `{name}` | {value:,} |".replace(",", " ") in section


@pytest.mark.parametrize("source", SpacingSource, ids=lambda source: source.name)
def test_all_words_about_a_spacing_are_explained(source: SpacingSource, reading: str) -> None:
    assert f"\n| {source.value} | " in section_of(reading, "Spacing")


@pytest.mark.parametrize("page", sorted(GUIDE.glob("*.md")), ids=lambda path: path.name)
def test_what_a_page_points_to_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)

    assert [target for target in targets if not (GUIDE / target).exists()] == []
