"""What a synthetic picture has to say about itself, wherever it is written."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.dicom.loading import load_readers
from engine.made_by import recipe_of_film
from engine.radiograph import Radiograph
from engine.recipe import Recipe

if TYPE_CHECKING:
    from engine.models.cards import ModelCard

WARNING = "AI-SYNTHESISED - NOT FOR DIAGNOSIS"
"""Burnt into every file; ASCII, as its letters are drawn by OpenCV."""

_UNKNOWN = "Synthetic when it was opened"


@dataclass(frozen=True, slots=True)
class Generator:
    """A network that invents something of a picture.

    Attributes:
        title: Of the step that runs it: "CT-like appearance (synthetic)".
        model: Name and version: "chest-ct-like 1"; "" where no model is known.
        sha256: Of its weights, 64 hexadecimal digits; "" where no model is known.
    """

    title: str
    model: str = ""
    sha256: str = ""


def generators_of(recipe: Recipe) -> tuple[Generator, ...]:
    """Return the networks of a recipe that invent, in order, those switched on."""
    return tuple(
        _generator(entry.type.title, getattr(entry.step, "card", None))
        for entry in recipe.generating
    )


def words_of(radiograph: Radiograph, recipe: Recipe) -> tuple[str, ...]:
    """Return the words to burn into a synthetic picture, the warning first.

    Args:
        radiograph: The film it was made of, which may be synthetic itself.
        recipe: What was done to it.
    """
    made = generators_of(recipe) or _earlier(radiograph)
    said = [one for found in made for one in (found.title, found.model) if one]
    return (WARNING, *(said or [_UNKNOWN]))


def film_is_synthetic(radiograph: Radiograph) -> bool:
    """Return whether a film says that a network invented some of it, before any recipe.

    Its header says so (Synthetic Data, PS3.3 C.12.1), or the recipe that Negatoscope left in it.
    """
    if radiograph.header is not None:
        load_readers()
        from engine.dicom.export_facts import says_synthetic

        if says_synthetic(radiograph.header):
            return True
    return bool(_earlier(radiograph))


def _earlier(radiograph: Radiograph) -> tuple[Generator, ...]:
    """Return what invented a film that Negatoscope made, before it was opened again."""
    recipe = recipe_of_film(radiograph)
    found = () if recipe is None else recipe.generating
    return tuple(Generator(entry.type.title) for entry in found)


def _generator(title: str, card: "ModelCard | None") -> Generator:
    if card is None:
        return Generator(title)
    return Generator(title, f"{card.name} {card.version}", card.sha256)
