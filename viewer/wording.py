"""Numbers in words: thin space as thousands mark, unit after a space."""

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewer.document import Shown
    from viewer.inspection import Inspection, PixelFacts

THIN_SPACE = "\u2009"
UNBROKEN_THIN_SPACE = "\u202f"


def number(value: float, decimals: int = 0) -> str:
    """Return a number with thin spaces: 65 536."""
    if abs(value) < 0.5 * 10**-decimals:
        value = 0.0
    return f"{value:,.{decimals}f}".replace(",", THIN_SPACE).replace("-", "\u2212")


def modality_value(value: float) -> str:
    """Return a modality value: whole where it is whole, else one decimal."""
    return number(value, 0 if abs(value - round(value)) < 0.05 else 1)


def percent(share: float) -> str:
    """Return a share of 1 as whole per cent: 42 %."""
    return f"{share * 100:.0f}{THIN_SPACE}%"


def field_share(share: float) -> str:
    """Return a share of the exposed field: "14 % of field", "2.1 % of field"."""
    decimals = 1 if 0 < share * 100 < 9.95 else 0
    return f"{number(share * 100, decimals)}{THIN_SPACE}% of field"


_FARTHEST = 99.0


def resemblance(distance: float) -> str:
    """Return how far a film is from those learnt from, where 1 is the limit: "0.62 of 1.00"."""
    if not distance < _FARTHEST:
        return f"above {_FARTHEST:.0f} of 1.00"
    shown = f"{distance:.2f}"
    return f"{distance:.4f} of 1.0000" if shown == "1.00" else f"{shown} of 1.00"


def steps_text(number_of_steps: int) -> str:
    """Return "no steps", "1 step", "3 steps"."""
    if number_of_steps == 0:
        return "no steps"
    return "1 step" if number_of_steps == 1 else f"{number_of_steps} steps"


def file_size(size: int) -> str:
    """Return a size in decimal units: 13.1 MB."""
    if size >= 1_000_000:
        return f"{size / 1e6:.1f} MB"
    return f"{max(1, round(size / 1e3))} kB"


ALIKE = 1.3
"""Neighbours whose greatest contrast is at most this many times the least are treated alike."""

_LOST = 0.05
"""A window's end leaves less contrast than this."""


def result_word(shown: "Shown") -> str:
    """Return what the grey of a result is called: "synthetic", "mapped" or "enhanced".

    It is "mapped" where the mapping set it.
    """
    if shown.result.is_synthetic:
        return "synthetic"
    view = shown.mapping
    if view is None:
        return "enhanced"
    later = replace(shown.recipe, entries=shown.recipe.entries[view.position + 1 :])
    return "enhanced" if later.sets_window else "mapped"


def pixel_place(row: int, column: int) -> str:
    """Return where a pixel lies: x 640 y 1 200."""
    return f"x {number(column)}  y {number(row)}"


def inspection_text(found: "Inspection") -> str:
    """Return what is done to a pixel, in two sentences or three; no line breaks in a number."""
    return _inspected(found).replace(THIN_SPACE, UNBROKEN_THIN_SPACE)


def _inspected(found: "Inspection") -> str:
    treatment, pixel = found.treatment.name, found.pixel
    if treatment == "NEIGHBOURS":
        words = "Not a point mapping: the grey value here also depends on its neighbours."
        return f"{_shown(pixel)} {words}" if pixel is not None else words
    if pixel is None:
        return {
            "ONE_CURVE": "One curve for the whole film. Point at a pixel to read it.",
            "OWN_CURVE": "Every pixel has a curve of its own. Point at one to read it.",
        }[treatment]
    if treatment == "ONE_CURVE":
        return f"{_shown(pixel)} {_contrast(pixel)}. One curve holds for the whole film."
    first = _shown(pixel) if found.is_last else _shown(pixel, "leaves the mapping at")
    sentences = [first, f"{_contrast(pixel)}; {_neighbours(found)}."]
    if not found.is_first:
        sentences.append("Earlier steps have changed the value before the mapping.")
    if not found.is_last:
        sentences.append("Further steps follow, so this is not the last word on the pixel.")
    return " ".join(sentences)


def _shown(pixel: "PixelFacts", deed: str = "is shown at") -> str:
    value = f"Stored value {number(pixel.stored)} {deed} {percent(pixel.shown)} grey"
    change = round(pixel.brightened * 100)
    if change == 0:
        return f"{value}, as over the full range."
    word = "brightened" if change > 0 else "darkened"
    return f"{value}: {word} by {percent(abs(change) / 100)} against the full range."


def _contrast(pixel: "PixelFacts") -> str:
    if pixel.contrast < _LOST:
        return "Local contrast is lost here: other values look the same"
    return f"Local contrast is {pixel.contrast:.1f} times that of the full range"


def _neighbours(found: "Inspection") -> str:
    assert found.pixel is not None  # noqa: S101 - the caller has looked
    low, high = found.pixel.slopes or (1.0, 1.0)
    reach = f"2{UNBROKEN_THIN_SPACE}mm"
    where = (
        f"within {reach}" if found.is_spacing_known else f"within about {reach} (spacing assumed)"
    )
    how = "alike" if high <= ALIKE * low else "differently"
    return f"{where} the map a runs from {low:.2f} to {high:.2f}, so neighbours are treated {how}"
