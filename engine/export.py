"""Writing the result: what is on screen, as DICOM object or bitmap, whole or not at all."""

import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import numpy as np

from engine.atomic import unwritable, write_atomically
from engine.before_after import before_after
from engine.dicom.loading import load_readers
from engine.drawn_measurements import result_with_drawings
from engine.export_plan import ExportPlan, plan_export
from engine.export_request import ExportFormat, ExportRequest, default_name
from engine.picture import Picture
from engine.presentation_file import save_presentation
from engine.progress import Progress
from engine.recipe import Recipe
from engine.render import Renderer, quantised
from engine.shown import original_to_write, result_to_write

__all__ = [
    "ExportFormat",
    "ExportPlan",
    "ExportRequest",
    "default_name",
    "export_film",
    "plan_export",
    "processed",
]

WriteTo = Callable[[Path], None]


def export_film(request: ExportRequest, progress: Progress | None = None) -> tuple[Path, ...]:
    """Write every file of the request, or none.

    Args:
        request: What to write. The film is read again only for its digest.
        progress: Told of the rendering and the writing; cancels.

    Returns:
        The files written, the film first.

    Raises:
        ExportError: If a file could not be written; nothing is left behind then.
        UnreadableImageError: If the film has changed on disk since it was opened.
        RecipeError: If the order of the steps is refused.
        Cancelled: If nobody wants it any more.
    """
    progress = progress or Progress()
    request.check()
    renderer, recipe = request.renderer, request.presentation.recipe
    if request.format.is_bitmap:
        result = renderer.result(recipe, progress.part(0.0, 0.7))
        writers = [_bitmap_writer(request, result)]
    else:
        result = processed(renderer, recipe, progress.part(0.0, 0.7))
        writers = [_dicom_writer(request, result)]
    progress.report(0.75, "Writing")
    if request.with_recipe_file:
        writers.append(_recipe_writer(request))
    if request.with_before_after:
        shown = result if request.format.is_bitmap else renderer.result(recipe)
        writers.append(_before_after_writer(request, shown))
    if request.with_presentation_file:
        writers.append(_presentation_writer(request))
    written = _write_all(request, writers, progress.part(0.75, 1.0))
    progress.report(1.0, "")
    return written


def processed(renderer: Renderer, recipe: Recipe, progress: Progress | None = None) -> Picture:
    """Return the result of a recipe on the scale of a derived object: dense is bright.

    An empty recipe gives the film itself on that scale, where ``Renderer.result`` would give its
    own stored values.

    Raises:
        RecipeError: If the order of the steps is refused.
        Cancelled: If nobody wants the result any more.
    """
    if recipe.is_identity:
        return quantised(renderer.first_frame(), renderer.original)
    return renderer.result(recipe, progress)


def _bitmap_writer(request: ExportRequest, result: Picture) -> WriteTo:
    from engine.bitmap import write_bitmap

    radiograph, levels = request.renderer.radiograph, request.format.levels
    written = result_with_drawings if request.draws else result_to_write
    grey = written(result, radiograph, request.presentation, levels=levels)
    return lambda path: write_bitmap(grey, path)


def _dicom_writer(request: ExportRequest, result: Picture) -> WriteTo:
    load_readers()
    from engine.dicom.derive import derived_dataset
    from engine.dicom.write import write_dicom

    radiograph = request.renderer.radiograph
    derived = derived_dataset(
        radiograph,
        result,
        request.presentation,
        source_sha256=radiograph.source.sha256(),
        now=datetime.now(UTC).astimezone(),
    )
    return lambda path: write_atomically(path, lambda file: write_dicom(derived, file))


def _recipe_writer(request: ExportRequest) -> WriteTo:
    text = request.presentation.recipe.to_text().encode()

    def write(file: BinaryIO) -> None:
        file.write(text)

    return lambda path: write_atomically(path, write)


def _presentation_writer(request: ExportRequest) -> WriteTo:
    film, presentation = request.renderer.radiograph, request.presentation
    return lambda path: save_presentation(path, film, presentation)


def _before_after_writer(request: ExportRequest, result: Picture) -> WriteTo:
    from engine.bitmap import write_bitmap

    presentation, radiograph = request.presentation, request.renderer.radiograph
    film = request.renderer.original
    original = original_to_write(film, radiograph, presentation, levels=256)
    enhanced = result_to_write(result, radiograph, presentation, levels=256)
    recipe = presentation.recipe
    title = "as it is" if recipe.is_identity else recipe.title or recipe.name or "own recipe"
    kind = "Synthetic, not for diagnosis" if result.is_synthetic else "Enhanced"
    picture = before_after(
        original.astype(np.uint8, copy=False),
        enhanced.astype(np.uint8, copy=False),
        f"{kind}: {title}",
    )
    return lambda path: write_bitmap(picture, path)


def _write_all(
    request: ExportRequest, writers: Sequence[WriteTo], progress: Progress
) -> tuple[Path, ...]:
    """Write into a hidden folder beside the target, then give the files their places."""
    names = request.file_names
    try:
        staging = tempfile.TemporaryDirectory(
            prefix=".negatoscope-", dir=request.folder, ignore_cleanup_errors=True
        )
    except OSError as error:
        raise unwritable(names[0], error) from error
    with staging as folder:
        staged = [Path(folder) / name for name in names]
        for number, (write, path) in enumerate(zip(writers, staged, strict=True)):
            progress.report(number / len(names), "Writing")
            write(path)
        progress.check()
        return _placed(staged, request.folder)


def _placed(staged: Sequence[Path], folder: Path) -> tuple[Path, ...]:
    """Move files that are whole to their places; take them back if one will not go."""
    placed: list[Path] = []
    new: list[Path] = []
    for path in staged:
        target = folder / path.name
        is_new = not target.exists()
        try:
            path.replace(target)
        except OSError as error:
            for earlier in new:
                earlier.unlink(missing_ok=True)
            raise unwritable(path.name, error) from error
        placed.append(target)
        if is_new:
            new.append(target)
    return tuple(placed)
