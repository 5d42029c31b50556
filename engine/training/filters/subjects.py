"""What is judged: every filter at its defaults, and every recipe that needs no network."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.library import recipes
from engine.recipe import Entry, Recipe
from engine.step import StepKind, StepType, WindowEffect, step_types
from engine.steps.mapping import MAPPING

IDENTITY = "unprocessed"

_LEFT_OUT = (StepKind.SYNTHETIC, StepKind.CLEAN_UP, StepKind.GEOMETRY)
"""What invents, what does nothing to a film without faults, what has another grid."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One filter or recipe.

    Attributes:
        name: Of the step or of the recipe.
        title: For people.
        group: "filter", "recipe", or "" for the film itself.
        recipe: What is run.
    """

    name: str
    title: str
    group: str
    recipe: Recipe

    @property
    def sets_window(self) -> bool:
        """Whether its result needs no window but the full range."""
        return any(entry.type.effect is WindowEffect.SETS for entry in self.recipe.enabled)


def all_subjects() -> tuple[Subject, ...]:
    """Return the film itself, then filters in the order of the menu, then recipes."""
    return (Subject(IDENTITY, "Unprocessed", "", Recipe()), *_filters(), *_recipes())


def _filters() -> Iterator[Subject]:
    for kind in step_types():
        if _is_judged(kind):
            yield Subject(kind.name, kind.title, "filter", Recipe((Entry(kind.make()),)))


def _recipes() -> Iterator[Subject]:
    for recipe in recipes():
        if recipe.entries and all(_is_in_a_recipe(entry.type) for entry in recipe.enabled):
            yield Subject(f"recipe:{recipe.name}", recipe.title, "recipe", recipe)


def _is_judged(kind: StepType) -> bool:
    return kind.kind not in _LEFT_OUT and kind.name != MAPPING


def _is_in_a_recipe(kind: StepType) -> bool:
    is_network = kind.kind is StepKind.SYNTHETIC or kind.name == MAPPING
    return not (is_network or kind.changes_grid)
