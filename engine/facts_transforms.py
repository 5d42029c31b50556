"""Sentences about everything a file would do to grey values, and whether it is done."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.grayscale.modality import LinearModality, Modality
from engine.grayscale.voi import Voi, VoiLut, Window
from engine.overlay_plane import OverlayPlane
from engine.radiograph import Radiograph
from engine.shutter import Shutter

if TYPE_CHECKING:
    from engine.dicom.read_facts import Said


@dataclass(frozen=True, slots=True)
class Transform:
    """One transformation of grey values that the file describes, or what it lays over them.

    Attributes:
        kind: "modality", "voi", "polarity", "shutter", "collimator", "padding", "exclusion" or
            "overlay".
        text: What it does, in words and numbers.
        is_in_force: Whether a newly opened film goes through it.
    """

    kind: str
    text: str
    is_in_force: bool


def transforms_of(radiograph: Radiograph, said: "Said") -> tuple[Transform, ...]:
    """Return what the file describes, in the order of the grayscale chain.

    Args:
        radiograph: The film.
        said: What stands in its header.
    """
    return (
        *_modalities(radiograph.modality, said),
        *_vois(radiograph),
        *_polarity(radiograph, said),
        *_shutters(radiograph, said),
        *_collimators(radiograph, said),
        *_paddings(radiograph, said),
        *_exclusion(radiograph),
        *(_overlay(plane) for plane in radiograph.overlays),
    )


def _modalities(modality: Modality, said: "Said") -> Iterator[Transform]:
    """Yield the modality LUT in force, then those that the file has and nobody obeys."""
    yield Transform("modality", _modality(modality), is_in_force=True)
    own = (modality.slope, modality.intercept) if isinstance(modality, LinearModality) else None
    for entries in said.modality_tables[0 if own else 1 :]:
        text = f"modality LUT of {entries} entries, not used"
        yield Transform("modality", text, is_in_force=False)
    if said.rescale is not None and said.rescale not in (own, (1.0, 0.0)):
        yield Transform("modality", f"{_sum(*said.rescale)}, not used", is_in_force=False)


def _modality(modality: Modality) -> str:
    if modality.is_identity:
        return "stored values are the modality values"
    if isinstance(modality, LinearModality):
        return f"{_sum(modality.slope, modality.intercept)}, unit {modality.unit}"
    text = f"modality LUT of {modality.values.size} entries from stored value"
    return f"{text} {modality.first_mapped}, unit {modality.unit}"


def _sum(slope: float, intercept: float) -> str:
    sign = "-" if intercept < 0 else "+"
    return f"modality value = stored value × {slope:g} {sign} {abs(intercept):g}"


def _vois(radiograph: Radiograph) -> list[Transform]:
    first = radiograph.default_voi
    choices = radiograph.vois or (first,)
    return [Transform("voi", _voi(one), one is first) for one in choices]


def _voi(voi: Voi) -> str:
    name = f' "{voi.explanation}"' if voi.explanation else ""
    if isinstance(voi, Window):
        return f"window{name}: centre {voi.centre:g}, width {voi.width:g}, {voi.function.value}"
    if isinstance(voi, VoiLut):
        last = voi.first_mapped + voi.values.size - 1
        return f"VOI LUT{name} of {voi.bits} bits from {voi.first_mapped} to {last}"
    return f"full range: {voi.low:g} to {voi.high:g}, as the file gives no window"


def _polarity(radiograph: Radiograph, said: "Said") -> Iterator[Transform]:
    table = radiograph.presentation_lut
    is_small_bright = radiograph.photometric == "MONOCHROME1"
    photometric = f"{radiograph.photometric}: {'small' if is_small_bright else 'large'} values are"
    decides = radiograph.shape is None and table is None
    yield Transform("polarity", f"{photometric} bright", decides)
    if radiograph.shape is not None:
        what = "inverted" if radiograph.shape == "INVERSE" else "not inverted"
        text = f"Presentation LUT Shape {radiograph.shape}: grey values are {what}"
        yield Transform("polarity", text, table is None)
    if table is not None:
        text = f"Presentation LUT of {table.values.size} entries, of a presentation state"
        yield Transform("polarity", text, is_in_force=True)
    for entries in said.presentation_tables:
        text = f"Presentation LUT of {entries} entries in the film itself, not applied"
        yield Transform("polarity", text, is_in_force=False)


def _shutters(radiograph: Radiograph, said: "Said") -> Iterator[Transform]:
    shutter = radiograph.shutter
    if shutter is not None:
        for text in _shapes(shutter, "shutter"):
            yield Transform("shutter", text, is_in_force=True)
        if shutter.grey:
            text = f"what the shutter hides is {shutter.grey:.0%} white"
            yield Transform("shutter", text, is_in_force=True)
    elif said.has_shutter:
        yield Transform("shutter", "a shutter that cannot be obeyed", is_in_force=False)


def _collimators(radiograph: Radiograph, said: "Said") -> Iterator[Transform]:
    if said.collimator is None:
        return
    is_obeyed = radiograph.has_outline and not any(
        "The collimator in the file" in notice for notice in radiograph.notices
    )
    for text in _shapes(said.collimator, "collimator"):
        yield Transform("collimator", text, is_obeyed)


def _shapes(outline: Shutter, name: str) -> Iterator[str]:
    if outline.rectangle is not None:
        upper, left, lower, right = outline.rectangle
        yield f"{name} of rows {upper} to {lower}, columns {left} to {right}"
    if outline.circle is not None:
        row, column, radius = outline.circle
        yield f"round {name} about row {row:g}, column {column:g}, radius {radius:g}"
    if outline.polygon:
        yield f"{name} of {len(outline.polygon)} corners"


def _paddings(radiograph: Radiograph, said: "Said") -> Iterator[Transform]:
    if said.padding is None:
        return
    low, high = said.padding
    words = f"stored value {low} is" if low == high else f"stored values {low} to {high} are"
    is_obeyed = not said.colours and not any(
        "The padding in the file" in notice for notice in radiograph.notices
    )
    yield Transform("padding", f"{words} no picture", is_obeyed)


def _exclusion(radiograph: Radiograph) -> list[Transform]:
    if radiograph.excluded is None:
        return []
    share = float(radiograph.excluded.mean())
    text = f"{share:.1%} of the film is padding or outside its shutters, and left out of figures"
    return [Transform("exclusion", text, is_in_force=True)]


def _overlay(plane: OverlayPlane) -> Transform:
    number = (plane.group - 0x6000) // 2 + 1
    what = "region of interest" if plane.is_roi else "graphics"
    rows, columns = plane.bits.shape
    place = f"at row {plane.row + 1}, column {plane.column + 1}"
    if plane.is_embedded:
        place = "in unused bits of the pixels"
    text = f"overlay {number}: {what}, {rows} × {columns}, {place}"
    return Transform("overlay", text, is_in_force=True)
