"""The guide: every step and recipe, limit and spacing has its place in it, and every picture."""

import re
from dataclasses import asdict
from pathlib import Path

import cv2
import numpy as np
import pytest

from docs.guide import keys_table, screen
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


def test_the_table_of_keys_is_that_of_the_commands() -> None:
    page = keys_table.PAGE.read_text(encoding="utf-8")

    assert page == keys_table.with_table(page), "run python -m docs.guide.keys_table"


def test_a_changed_key_and_a_new_command_would_be_seen() -> None:
    page = "before\n<!-- keys: begin -->\n| A stale one | `F9` |\n<!-- keys: end -->\nafter\n"

    made = keys_table.with_table(page)

    assert made.startswith("before\n")
    assert made.endswith("after\n")
    assert "A stale one" not in made
    assert "| Undo | `Ctrl+Z` |" in made
    assert "| Window preset 1 to 9 | `1` to `9` |" in made
    assert "| Window of the file | `` ` `` or `Backspace` |" in made
    assert "| Hold to see the original | `Space` |" in made


@pytest.mark.parametrize("page", sorted(GUIDE.glob("*.md")), ids=lambda path: path.name)
def test_the_guide_leads_to_every_page(page: Path) -> None:
    start = (GUIDE / "README.md").read_text(encoding="utf-8")
    named = {"README.md", *re.findall(r"\]\(([a-z_-]+\.md)", start)}

    assert page.name in named or page.name.startswith("model_")


def test_every_picture_of_the_window_is_shown_and_small() -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in GUIDE.glob("*.md"))
    pictures = sorted(PICTURES.iterdir())

    assert [path.name for path in pictures if f"pictures/{path.name}" not in pages] == []
    assert [
        path.name
        for path in pictures
        if path.suffix == ".png" and path.stat().st_size > screen.LARGEST_BYTES
    ] == []


@pytest.mark.parametrize("page", sorted(GUIDE.glob("*.md")), ids=lambda path: path.name)
def test_a_link_to_a_heading_finds_it(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    for target, heading in re.findall(r"\]\(([^)#:]*)#([^)]+)\)", text):
        other = (GUIDE / target).read_text(encoding="utf-8") if target else text
        assert heading in headings_of(other), f"{target}#{heading}"


def headings_of(page: str) -> list[str]:
    """Return the headings of a page as links name them: small letters, hyphens, no signs."""
    found = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    return [re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in found]
