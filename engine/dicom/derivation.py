"""How a picture was derived, in words and codes that fit into an object: PS3.3 C.7.6.1.1.3."""

import unicodedata

import cv2
import numpy as np

from engine.dicom.recipe_block import ELEMENT, GROUP
from engine.frame import BoolImage
from engine.orientation import Orientation
from engine.presentation import Presentation
from engine.recipe import Entry, Recipe
from engine.step import StepKind
from engine.synthetic import generators_of
from engine.version import APPLICATION, NOTICE, VERSION

LONGEST = 1024
"""Characters of VR ST, PS3.5 6.2."""

RECIPE_ELEMENT = f"({GROUP:04X},10{ELEMENT:02X})"

_CODES_BY_STEP = {
    "gaussian": ("113088", "Gaussian blur"),
    "unsharp_mask": ("113089", "Unsharp mask"),
}
_CODES_BY_KIND = {
    StepKind.SMOOTHING: ("113087", "Smoothing"),
    StepKind.EDGES: ("113086", "Edge enhancement"),
}
_RESAMPLED = ("113085", "Spatial resampling")
_SPELT = str.maketrans(
    {
        "×": "x",
        "·": "-",
        "–": "-",
        "—": "-",
        "→": "->",
        "°": " degrees",
        "µ": "u",
        "μ": "u",
        "ß": "ss",
        "\\": "/",
        "“": '"',
        "”": '"',
        "’": "'",
    }
)


def plain_text(text: str) -> str:
    """Return text that every character set of DICOM can hold: one line of ASCII.

    Accents and typographic signs are spelt out, other alphabets are left out, and a backslash,
    which would split the value, becomes a slash.
    """
    spelt = unicodedata.normalize("NFKD", text.translate(_SPELT))
    letters = (one if one.isprintable() else " " for one in spelt if one.isascii())
    return " ".join("".join(letters).split())


def recipe_title(recipe: Recipe) -> str:
    """Return what to call a recipe: its title, else its name, else that it is one's own."""
    if recipe.is_identity:
        return "no processing"
    return plain_text(recipe.title) or plain_text(recipe.name) or "own recipe"


def series_description(recipe: Recipe, *, is_synthetic: bool) -> str:
    """Return the name of the new series, at most 64 characters (VR LO).

    That of a synthetic one starts with the words, as a list of series shows its beginning.
    """
    mark = "AI SYNTHETIC " if is_synthetic else ""
    return f"{mark}NEGATOSCOPE {_series_title(recipe)}"[:64].strip()


def derivation_text(
    presentation: Presentation,
    *,
    was_colour: bool = False,
    is_synthetic: bool = False,
    preparation: str = "",
    altered: BoolImage | None = None,
) -> str:
    """Return the sentence for Derivation Description, at most 1024 characters of ASCII.

    Args:
        presentation: Recipe, orientation and inversion of the picture.
        was_colour: The film was in colour and has been converted to grey.
        is_synthetic: A network invented some of it.
        preparation: What was done before the recipe, one sentence; or "".
        altered: (rows, columns) True where the picture was filled in; or None.

    A recipe too long for the attribute is cut at a step, and the text says so and where the whole
    recipe stands.
    """
    steps = [plain_text(sentence) for sentence in presentation.recipe.sentences()]
    before = plain_text(preparation)
    ends = [*_circumstances(presentation, was_colour=was_colour), *_filled_in(altered)]
    ends.append(f"{APPLICATION} {VERSION}.")
    if is_synthetic:
        ends.append(f"SYNTHETIC: partly made by a network{_models(presentation.recipe)}.")
    ends.append(NOTICE)
    end = " ".join(ends)
    done = "; ".join(steps) or ("" if before else "No processing step")
    whole = " ".join(part for part in (before, f"{done}." if done else "", end) if part)
    if len(whole) <= LONGEST:
        return whole
    return _shortened(steps, f"{before} {end}".strip())


def _filled_in(altered: BoolImage | None) -> list[str]:
    """Return how much is no longer what the detector saw: "Filled in: 3 areas, 0.8 %..."."""
    if altered is None or not altered.any():
        return []
    areas = cv2.connectedComponents(altered.astype(np.uint8), connectivity=8)[0] - 1
    percent = 100 * float(altered.mean())
    share = f"{percent:.1f}" if percent >= 0.05 else "less than 0.1"
    return [f"Filled in: {areas} {'area' if areas == 1 else 'areas'}, {share} % of the film."]


def _series_title(recipe: Recipe) -> str:
    """Return the recipe's title, or for one's own with a translation what that makes."""
    generators = generators_of(recipe)
    if generators and not (recipe.title or recipe.name):
        return plain_text(generators[0].title)
    return recipe_title(recipe)


def _models(recipe: Recipe) -> str:
    said = [f"{one.model}, SHA-256 {one.sha256}" for one in generators_of(recipe) if one.model]
    return f": {'; '.join(said)}" if said else ""


def derivation_codes(recipe: Recipe, *, is_resampled: bool) -> tuple[tuple[str, str], ...]:
    """Return the codes of CID 7203 for what was done, in order, each once.

    Most steps have none; no code is better than one that says something else.
    """
    found = [_code_of(entry) for entry in recipe.enabled]
    if is_resampled:
        found.append(_RESAMPLED)
    return tuple(dict.fromkeys(code for code in found if code is not None))


def _code_of(entry: Entry) -> tuple[str, str] | None:
    return _CODES_BY_STEP.get(entry.type.name, _CODES_BY_KIND.get(entry.type.kind))


def _circumstances(presentation: Presentation, *, was_colour: bool) -> list[str]:
    said = []
    if was_colour:
        said.append("Colour converted to grey first.")
    turned = _turning(presentation.orientation)
    if turned:
        said.append(turned)
    if presentation.is_inverted:
        said.append("Shown as a negative.")
    return said


def _turning(orientation: Orientation) -> str:
    words = ["mirrored left to right"] if orientation.is_mirrored else []
    if orientation.quarter_turns:
        words.append(f"turned {90 * orientation.quarter_turns} degrees clockwise")
    return f"{', then '.join(words).capitalize()}." if words else ""


def _shortened(steps: list[str], end: str) -> str:
    for number in range(len(steps) - 1, -1, -1):
        start = f"First {number} of {len(steps)} steps: {'; '.join(steps[:number])}."
        if not number:
            start = f"{len(steps)} steps."
        text = f"{start} Shortened; the whole recipe is in private element {RECIPE_ELEMENT}. {end}"
        if len(text) <= LONGEST:
            return text
    return text[:LONGEST]
