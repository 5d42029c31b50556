"""Why no curve says what a recipe does to a pixel, step by step."""

from PySide6.QtCore import QCoreApplication

from engine import Entry, Recipe, StepKind
from viewer.translator import said as said_by_engine


def reasons_text(recipe: Recipe) -> str:
    """Return one sentence for each reason, naming the steps; "" for point mappings alone.

    Args:
        recipe: Of the result on screen.
    """
    translate = QCoreApplication.translate
    kinds = (
        (_is_invented, translate("Reasons", "Drawn by a network: {steps}.")),
        (_moves, translate("Reasons", "Pixels change their places: {steps}.")),
        (_looks_around, translate("Reasons", "Looks at neighbours: {steps}.")),
        (_is_local, translate("Reasons", "Holds in a part of the film only: {steps}.")),
    )
    left = [entry for entry in recipe.enabled if not entry.is_point_mapping]
    said = []
    for fits, words in kinds:
        named = [said_by_engine(entry.type.title) for entry in left if fits(entry)]
        left = [entry for entry in left if not fits(entry)]
        if named:
            said.append(words.format(steps=", ".join(dict.fromkeys(named))))
    return " ".join(said)


def _is_invented(entry: Entry) -> bool:
    return entry.type.kind is StepKind.SYNTHETIC


def _moves(entry: Entry) -> bool:
    return entry.type.changes_grid


def _looks_around(entry: Entry) -> bool:
    return not entry.type.is_point_mapping


def _is_local(entry: Entry) -> bool:
    return not entry.region.is_whole
