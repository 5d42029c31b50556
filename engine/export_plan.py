"""What an export is going to write, said before anything is rendered."""

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.before_after import LONGEST_SIDE
from engine.dicom.loading import load_readers
from engine.export_request import ExportFormat, ExportRequest
from engine.files import is_folder
from engine.grayscale.voi import VoiLut
from engine.picture import Picture
from engine.presentation import Presentation
from engine.presentation_file import presentation_to_json
from engine.radiograph import Radiograph
from engine.synthetic import film_is_synthetic

if TYPE_CHECKING:
    from engine.dicom.export_facts import Facts

_HEADER_BYTES = 8_000
_VOI_LUT_BYTES = 131_072
_IDENTITY_BYTES = 200
_BYTES_PER_PIXEL = {
    ExportFormat.DICOM: 2.0,
    ExportFormat.PNG: 1.4,
    ExportFormat.PNG8: 0.4,
    ExportFormat.TIFF: 1.4,
    ExportFormat.TIFF8: 0.4,
}
"""Measured on films; a bitmap's real size depends on its noise."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing the new object says about itself.

    Attributes:
        text: "Source image linked".
        is_good: Show it as ticked; otherwise as something to know.
    """

    text: str
    is_good: bool


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One file to be written.

    Attributes:
        name: Without its folder.
        estimated_bytes: About how large it will be.
    """

    name: str
    estimated_bytes: int


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """What the export dialog shows under "What will be written".

    Attributes:
        rows: (label, text) in order.
        derivation: The sentence in the object that says what was done; "" for a bitmap.
        marks: What the object says about itself.
        files: The film first, then what goes with it.
        warnings: What the user should know before going on, one sentence each.
    """

    rows: tuple[tuple[str, str], ...]
    derivation: str
    marks: tuple[Mark, ...]
    files: tuple[PlannedFile, ...]
    warnings: tuple[str, ...]

    @property
    def estimated_bytes(self) -> int:
        """About how much all files together will take."""
        return sum(file.estimated_bytes for file in self.files)


def plan_export(request: ExportRequest, result: Picture | None = None) -> ExportPlan:
    """Say what ``export_film`` would write; fast, nothing is rendered or read.

    Args:
        request: What to write.
        result: Its picture where that is made already, for what was filled in.

    Raises:
        ExportError: If the name cannot be used.
    """
    request.check()
    shape = _shown_shape(request)
    if request.format.is_bitmap:
        rows, derivation, marks = _bitmap_rows(request, shape), "", _bitmap_marks(request)
    else:
        rows, derivation, marks = _dicom_plan(request, shape, result)
    return ExportPlan(
        rows=rows,
        derivation=derivation,
        marks=marks,
        files=_files(request, shape),
        warnings=(*_warnings(request),),
    )


def _dicom_plan(
    request: ExportRequest, shape: tuple[int, int], result: Picture | None
) -> tuple[tuple[tuple[str, str], ...], str, tuple[Mark, ...]]:
    load_readers()
    from engine.dicom.derivation import derivation_text, series_description

    radiograph, presentation = request.renderer.radiograph, request.presentation
    facts = _object_facts(request)
    series = series_description(presentation.recipe, is_synthetic=facts.is_synthetic)
    rows = (
        ("Class", facts.target.title),
        ("Image type", "\\".join(facts.image_type)),
        ("Pixels", f"16 bit, lossless, {_window_text(request)}"),
        ("Size", _size_text(shape)),
        ("Series", f"{series} · new UIDs"),
    )
    derivation = derivation_text(
        presentation,
        was_colour=facts.was_colour,
        is_synthetic=facts.is_synthetic,
        preparation=radiograph.preparation,
        altered=None if result is None else result.altered,
    )
    is_linked = facts.reference is not None
    marks = (
        Mark("Source image linked" if is_linked else "No source image to link", is_linked),
        Mark("Recipe stored", True),
        Mark("Equipment added", True),
        _spacing_mark(radiograph),
        *_synthetic_marks(is_synthetic=facts.is_synthetic),
    )
    return rows, derivation, marks


def _object_facts(request: ExportRequest) -> "Facts":
    load_readers()
    from engine.dicom.export_facts import facts_of_export

    return facts_of_export(
        request.renderer.radiograph,
        request.presentation,
        is_generated=bool(request.presentation.recipe.generating),
        has_same_grid=not request.presentation.recipe.changes_grid,
    )


def _bitmap_rows(request: ExportRequest, shape: tuple[int, int]) -> tuple[tuple[str, str], ...]:
    bits = 8 if request.format.levels == 256 else 16
    return (
        ("Format", request.format.title),
        ("Pixels", f"{bits} bit grey levels as shown, lossless"),
        ("Size", _size_text(shape)),
        ("Window", _shown_window_text(request.presentation)),
    )


def _bitmap_marks(request: ExportRequest) -> tuple[Mark, ...]:
    radiograph, recipe = request.renderer.radiograph, request.presentation.recipe
    is_synthetic = bool(recipe.generating) or film_is_synthetic(radiograph)
    return (
        Mark("No patient attributes", True),
        Mark("No spacing in a picture file", False),
        *((Mark("Measurements drawn in", True),) if request.draws else ()),
        *_synthetic_marks(is_synthetic=is_synthetic),
    )


def _synthetic_marks(*, is_synthetic: bool) -> tuple[Mark, ...]:
    if not is_synthetic:
        return (Mark("No synthetic content", True),)
    return Mark("Marked synthetic", True), Mark("Words burnt in", True)


def _spacing_mark(radiograph: Radiograph) -> Mark:
    if not radiograph.spacing.is_known:
        return Mark("No spacing in the file", False)
    return Mark(f"Spacing kept: {radiograph.spacing.source.value}", True)


def _window_text(request: ExportRequest) -> str:
    """Return the window in the new stored values, as it will stand in the object."""
    load_readers()
    from engine.dicom.voi import written_window
    from engine.frame import DISPLAY_SCALE

    presentation = request.presentation
    voi = presentation.result_voi
    if isinstance(voi, VoiLut):
        return "VOI LUT of 65 536 entries"
    scale = DISPLAY_SCALE if presentation.recipe.sets_window else request.renderer.scale
    window = written_window(voi, scale)
    return f"W {_thousands(window.width)}  C {_thousands(window.centre)}"


def _shown_window_text(presentation: Presentation) -> str:
    voi = presentation.result_voi
    return f"W {_thousands(voi.width)}  C {_thousands(voi.centre)}, applied"


def _thousands(number: float) -> str:
    return f"{number:,.0f}".replace(",", "\u2009").replace("-", "\u2212")


def _size_text(shape: tuple[int, int]) -> str:
    rows, columns = shape
    return f"{_thousands(columns)} × {_thousands(rows)}"


def _shown_shape(request: ExportRequest) -> tuple[int, int]:
    rows, columns = request.renderer.radiograph.pixels.shape
    return (columns, rows) if request.presentation.orientation.swaps_axes else (rows, columns)


def _files(request: ExportRequest, shape: tuple[int, int]) -> tuple[PlannedFile, ...]:
    pixels = shape[0] * shape[1]
    film = round(pixels * _BYTES_PER_PIXEL[request.format])
    if request.format is ExportFormat.DICOM:
        film += _HEADER_BYTES
        if isinstance(request.presentation.result_voi, VoiLut):
            film += _VOI_LUT_BYTES
    names = iter(request.file_names)
    files = [PlannedFile(next(names), film)]
    if request.with_recipe_file:
        text = request.presentation.recipe.to_text()
        files.append(PlannedFile(next(names), len(text.encode())))
    if request.with_before_after:
        factor = min(1.0, LONGEST_SIDE / max(shape))
        halves = 2 * pixels * factor**2 * _BYTES_PER_PIXEL[ExportFormat.PNG8]
        files.append(PlannedFile(next(names), round(halves)))
    if request.with_presentation_file:
        said = json.dumps(presentation_to_json(request.presentation))
        files.append(PlannedFile(next(names), len(said) + _IDENTITY_BYTES))
    return tuple(files)


def _warnings(request: ExportRequest) -> list[str]:
    radiograph = request.renderer.radiograph
    found = [
        f"{name} exists already and will be replaced."
        for name in request.file_names
        if os.path.lexists(request.folder / name)  # False for a name no disk takes
    ]
    if not is_folder(request.folder):
        found.append("The folder does not exist.")
    if request.with_drawings and not request.draws:
        found.append(
            "Measurements are not drawn into a DICOM object; a presentation file keeps them."
            if request.has_drawings
            else "Nothing is drawn on this film."
        )
    if radiograph.header is not None:
        found += _header_warnings(request)
    if radiograph.description.is_lossy:
        found.append("The film was lossily compressed once; the export says so.")
    return found


def _header_warnings(request: ExportRequest) -> list[str]:
    facts = _object_facts(request)
    found = []
    if facts.has_burnt_text:
        found.append("Burnt-in text is not removed: check the picture.")
    if facts.loses_overlays and not request.format.is_bitmap:
        found.append("The film's overlays do not fit the new picture and are left behind.")
    return found
