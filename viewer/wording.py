"""Numbers in words: thin space as thousands mark, unit after a space."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from viewer.translator import said as said_by_engine

if TYPE_CHECKING:
    from engine import Spacing
    from viewer.document import Shown
    from viewer.inspection import Inspection, PixelFacts

translate = QCoreApplication.translate

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
    return translate("Wording", "{share} of field").format(
        share=f"{number(share * 100, decimals)}{THIN_SPACE}%"
    )


_FARTHEST = 99.0


def resemblance(distance: float) -> str:
    """Return how far a film is from those learnt from, where 1 is the limit: "0.62 of 1.00"."""
    if not distance < _FARTHEST:
        return translate("Wording", "above {most} of 1.00").format(most=f"{_FARTHEST:.0f}")
    shown = f"{distance:.2f}"
    if shown == "1.00":
        return translate("Wording", "{distance} of 1.0000").format(distance=f"{distance:.4f}")
    return translate("Wording", "{distance} of 1.00").format(distance=shown)


def spacing_text(spacing: "Spacing") -> str:
    """Return the words of the engine in the language set: "0.130 mm at detector"."""
    return said_by_engine(spacing.text())


def films_text(number_of_films: int) -> str:
    """Return "1 film", "3 films"."""
    if number_of_films == 1:
        return translate("Wording", "1 film")
    return translate("Wording", "{number} films").format(number=number_of_films)


def steps_text(number_of_steps: int) -> str:
    """Return "no steps", "1 step", "3 steps"."""
    if number_of_steps == 0:
        return translate("Wording", "no steps")
    if number_of_steps == 1:
        return translate("Wording", "1 step")
    return translate("Wording", "{number} steps").format(number=number_of_steps)


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
        return translate("Wording", "synthetic")
    view = shown.mapping
    if view is None:
        return translate("Wording", "enhanced")
    later = replace(shown.recipe, entries=shown.recipe.entries[view.position + 1 :])
    if later.sets_window:
        return translate("Wording", "enhanced")
    return translate("Wording", "mapped")


def pixel_place(row: int, column: int) -> str:
    """Return where a pixel lies: x 640 y 1 200."""
    return f"x {number(column)}  y {number(row)}"


def inspection_text(found: "Inspection") -> str:
    """Return what is done to a pixel, in two sentences or three; no line breaks in a number."""
    return _inspected(found).replace(THIN_SPACE, UNBROKEN_THIN_SPACE)


def _inspected(found: "Inspection") -> str:
    treatment, pixel = found.treatment.name, found.pixel
    if treatment == "NEIGHBOURS":
        words = translate(
            "Wording", "Not a point mapping: the grey value here also depends on its neighbours."
        )
        return f"{_shown(pixel)} {words}" if pixel is not None else words
    if pixel is None and treatment == "ONE_CURVE":
        return translate("Wording", "One curve for the whole film. Point at a pixel to read it.")
    if pixel is None:
        return translate("Wording", "Every pixel has a curve of its own. Point at one to read it.")
    if treatment == "ONE_CURVE":
        one = translate("Wording", "One curve holds for the whole film.")
        return f"{_shown(pixel)} {_contrast(pixel)}. {one}"
    first = _shown(pixel, is_last=found.is_last)
    sentences = [first, f"{_contrast(pixel)}; {_neighbours(found)}."]
    if not found.is_first:
        sentences.append(
            translate("Wording", "Earlier steps have changed the value before the mapping.")
        )
    if not found.is_last:
        sentences.append(
            translate("Wording", "Further steps follow, so this is not the last word on the pixel.")
        )
    return " ".join(sentences)


def _shown(pixel: "PixelFacts", *, is_last: bool = True) -> str:
    if is_last:
        words = translate("Wording", "Stored value {stored} is shown at {grey} grey")
    else:
        words = translate("Wording", "Stored value {stored} leaves the mapping at {grey} grey")
    value = words.format(stored=number(pixel.stored), grey=percent(pixel.shown))
    change = round(pixel.brightened * 100)
    if change == 0:
        return translate("Wording", "{value}, as over the full range.").format(value=value)
    if change > 0:
        said = translate("Wording", "{value}: brightened by {change} against the full range.")
    else:
        said = translate("Wording", "{value}: darkened by {change} against the full range.")
    return said.format(value=value, change=percent(abs(change) / 100))


def _contrast(pixel: "PixelFacts") -> str:
    if pixel.contrast < _LOST:
        return translate("Wording", "Local contrast is lost here: other values look the same")
    return translate("Wording", "Local contrast is {times} times that of the full range").format(
        times=f"{pixel.contrast:.1f}"
    )


def _neighbours(found: "Inspection") -> str:
    assert found.pixel is not None  # noqa: S101 - the caller has looked
    low, high = found.pixel.slopes or (1.0, 1.0)
    reach = f"2{UNBROKEN_THIN_SPACE}mm"
    if found.is_spacing_known:
        where = translate("Wording", "within {reach}")
    else:
        where = translate("Wording", "within about {reach} (spacing assumed)")
    if high <= ALIKE * low:
        said = translate(
            "Wording",
            "{where} the map a runs from {low} to {high}, so neighbours are treated alike",
        )
    else:
        said = translate(
            "Wording",
            "{where} the map a runs from {low} to {high}, so neighbours are treated differently",
        )
    return said.format(where=where.format(reach=reach), low=f"{low:.2f}", high=f"{high:.2f}")
