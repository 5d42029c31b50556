"""The translations there are, and where one stands in a recipe."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QCoreApplication

from engine import (
    CT_LIKE,
    HOW_TO_ADD,
    MR_LIKE,
    Entry,
    ModelCard,
    Recipe,
    StepKind,
    installed_models,
    step_type,
    step_types,
    torch_is_installed,
)
from viewer.translator import QT_TRANSLATE_NOOP, said

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Appearance:
    """One kind of picture that films can be made to look like.

    Attributes:
        step: Name of the step in recipes.
        model: Name of the network.
        word: What the window calls it.
    """

    step: str
    model: str
    word: str


APPEARANCES: Final = (
    Appearance("ct_like_appearance", CT_LIKE, "CT-like"),
    Appearance("mr_like_appearance", MR_LIKE, "MR-like, T1"),
)

STRENGTH, MODE, ADMIT_ANY = "strength", "mode", "admit_any"
"""Parameters of every translation."""

NO_TORCH: Final = QT_TRANSLATE_NOOP(
    "Translations", "A translation needs PyTorch, which is missing. {how}"
)

SYNTHETIC_FILM: Final = QT_TRANSLATE_NOOP(
    "Translations", "A network made this film already: it is not translated again."
)

_TO_CARRY_OVER = (STRENGTH, MODE)


@dataclass(frozen=True, slots=True)
class Offer:
    """An appearance on this computer.

    Attributes:
        appearance: Which.
        card: Of its network; None where it is not installed.
        fault: Why it cannot be used, "" where it can.
    """

    appearance: Appearance
    card: ModelCard | None
    fault: str


def offers() -> tuple[Offer, ...]:
    """Return every appearance, with the card of its network where that is installed."""
    cards = {card.name: card for card in installed_models()}
    steps = {kind.name for kind in step_types()}
    has_torch = torch_is_installed()
    found = []
    for appearance in APPEARANCES:
        card = cards.get(appearance.model)
        fault = (
            "" if has_torch else translate("Translations", NO_TORCH).format(how=said(HOW_TO_ADD))
        )
        if card is None or appearance.step not in steps:
            fault = translate("Translations", "The model {model} is not installed.").format(
                model=appearance.model
            )
        found.append(Offer(appearance, card, fault))
    return tuple(found)


def model_name(card: ModelCard) -> str:
    """Return "chest-ct-like 1"."""
    return f"{card.name} {card.version}"


def is_translation(entry: Entry) -> bool:
    """Return whether an entry is one of the appearances, switched on or not."""
    return entry.type.kind is StepKind.SYNTHETIC


def translation_position(recipe: Recipe) -> int | None:
    """Return where the translation stands that is switched on; None without one."""
    for position, entry in enumerate(recipe.entries):
        if entry.is_enabled and is_translation(entry):
            return position
    return None


def appearance_of(recipe: Recipe) -> Appearance | None:
    """Return what a recipe makes films look like; None without a translation."""
    position = translation_position(recipe)
    if position is None:
        return None
    name = recipe.entries[position].type.name
    return next((known for known in APPEARANCES if known.step == name), None)


def card_in_force(recipe: Recipe) -> ModelCard | None:
    """Return the card of the network that a recipe runs; None without one. Reads small files."""
    appearance = appearance_of(recipe)
    if appearance is None:
        return None
    cards = {card.name: card for card in installed_models()}
    return cards.get(appearance.model)


def with_translation(recipe: Recipe, appearance: Appearance) -> Recipe:
    """Return the recipe with this translation, and no other, as its last step.

    Strength and mode are those of a translation that it had; the gate is in force.
    """
    kind = step_type(appearance.step)
    before = [entry for entry in recipe.entries if is_translation(entry)]
    had = before[-1].type.values(before[-1].step) if before else {}
    step = kind.make({name: had[name] for name in _TO_CARRY_OVER if name in had})
    return replace(recipe, entries=(*_others(recipe), Entry(step)))


def without_translation(recipe: Recipe) -> Recipe:
    """Return the recipe without any translation, switched on or not."""
    return replace(recipe, entries=tuple(_others(recipe)))


def translated_last(before: Recipe, after: Recipe) -> Recipe:
    """Return an edited recipe in which what was added at the end stands before the translation.

    A step that sharpens or equalises is refused after a translation: one that the user adds is
    meant for the film itself.

    Args:
        before: The recipe as it was.
        after: The recipe as edited.
    """
    position = translation_position(before)
    is_added = len(after.entries) == len(before.entries) + 1
    if position is None or not is_added or after.entries[:-1] != before.entries:
        return after
    return after.moved(len(after.entries) - 1, position)


def _others(recipe: Recipe) -> Sequence[Entry]:
    return [entry for entry in recipe.entries if not is_translation(entry)]
