"""Self-test: what is exported reads back as it was written, and the film is left as it was."""

import numpy as np

from engine.dicom.loading import load_readers
from engine.export import ExportFormat, ExportRequest, export_film, processed
from engine.library import BUILT_IN
from engine.made_by import recipe_of_film
from engine.picture import GreyImage
from engine.presentation import Presentation
from engine.progress import Progress
from engine.radiograph import Radiograph
from engine.recipe import Recipe
from engine.render import Renderer
from engine.self_test_check import Bench, Check, CheckFailedError
from engine.self_test_files import shipped_recipe
from engine.self_test_networks import require_networks
from engine.shown import result_to_write
from engine.step import step_type
from engine.steps.translation import CT_LIKE_STEP
from engine.synthetic import film_is_synthetic

_GROUP = "Export"


def export_checks() -> tuple[Check, ...]:
    """Return the checks of DICOM, PNG and synthetic exports, and that the film is unchanged."""
    return (
        Check(_GROUP, "DICOM", _dicom),
        Check(_GROUP, "PNG, 16 bit", _png),
        Check(_GROUP, "DICOM of a synthetic film", _synthetic, is_quick=False),
        Check(_GROUP, "The film's file", _original),
    )


def _dicom(bench: Bench, progress: Progress) -> str:
    film = bench.film
    request = _request(bench, bench.whole, shipped_recipe(BUILT_IN[0]), ExportFormat.DICOM)
    read = _exported(request, progress)
    expected = processed(request.renderer, request.presentation.recipe)
    if not film_is_synthetic(film):  # else words are burnt into it
        _check_equal(read, expected.indices)
    _check_identity(read, film)
    recipe = recipe_of_film(read)
    if recipe is None or recipe.digest != request.presentation.recipe.digest:
        raise CheckFailedError("The object does not hold the recipe it was made by.")
    _check_marks(read, is_synthetic=film_is_synthetic(film))
    return f"{_size(read)}, every pixel, its marks, new UIDs"


def _png(bench: Bench, progress: Progress) -> str:
    recipe = shipped_recipe(BUILT_IN[0])
    request = _request(bench, bench.whole, recipe, ExportFormat.PNG)
    read = _exported(request, progress)
    result = request.renderer.result(recipe)
    levels = result_to_write(result, bench.film, request.presentation, levels=65536)
    _check_equal(read, levels)
    return f"{_size(read)}, every pixel"


def _synthetic(bench: Bench, progress: Progress) -> str:
    require_networks()
    recipe = Recipe().added(step_type(CT_LIKE_STEP).make({"admit_any": 1}))
    renderer = Renderer(bench.small.radiograph)
    read = _exported(_request(bench, renderer, recipe, ExportFormat.DICOM), progress)
    _check_marks(read, is_synthetic=True)
    made = processed(renderer, recipe).indices
    if read.pixels.shape == made.shape and np.array_equal(read.pixels, made):
        raise CheckFailedError("The words that mark a synthetic film are not burnt into it.")
    return "marked, and its words burnt in"


def _original(bench: Bench, progress: Progress) -> str:
    progress.check()
    before = bench.digest
    if before != bench.film.source.sha256():
        raise CheckFailedError("The film that was worked on is no longer what it was.")
    return "the same SHA-256 as before"


def _request(
    bench: Bench, renderer: Renderer, recipe: Recipe, written: ExportFormat
) -> ExportRequest:
    shown = Presentation(renderer.radiograph.default_voi).with_recipe(recipe)
    name = f"made-{len(list(bench.folder.iterdir()))}"
    return ExportRequest(renderer, shown, written, bench.folder, name)


def _exported(request: ExportRequest, progress: Progress) -> Radiograph:
    from engine.reading import read_radiograph

    return read_radiograph(export_film(request, progress)[0])


def _check_equal(read: Radiograph, written: GreyImage) -> None:
    if read.pixels.shape != written.shape:
        raise CheckFailedError(f"It came back as {read.pixels.shape} instead of {written.shape}.")
    wrong = int(np.count_nonzero(read.pixels != written))
    if wrong:
        raise CheckFailedError(f"{wrong} pixels came back otherwise than they were written.")


def _check_identity(read: Radiograph, film: Radiograph) -> None:
    """Refuse an object that could be taken for its source, or does not name it."""
    load_readers()
    from engine.dicom.export_facts import header_of
    from engine.dicom.read_values import items, text

    new, old = header_of(read), header_of(film)
    for keyword in ("SOPInstanceUID", "SeriesInstanceUID"):
        if not text(new, keyword) or text(new, keyword) == text(old, keyword):
            raise CheckFailedError(f"{keyword} is not a new one.")
    if film.source.sop_instance_uid:
        named = [text(i, "ReferencedSOPInstanceUID") for i in items(new, "SourceImageSequence")]
        if film.source.sop_instance_uid not in named:
            raise CheckFailedError("The object does not name the film it was made of.")


def _check_marks(read: Radiograph, *, is_synthetic: bool) -> None:
    """Refuse an object that does not say what it is. PS3.3 C.7.6.1.1.2, C.12.1.1.2."""
    load_readers()
    from engine.dicom.export_facts import header_of
    from engine.dicom.read_values import text, texts

    header = header_of(read)
    if texts(header, "ImageType")[:1] != ("DERIVED",):
        raise CheckFailedError("The object does not say that it is derived.")
    if not text(header, "DerivationDescription"):
        raise CheckFailedError("The object does not say how it was made.")
    if film_is_synthetic(read) != is_synthetic:
        raise CheckFailedError("The object is not marked as synthetic, or wrongly so.")
    if is_synthetic and text(header, "BurnedInAnnotation") != "YES":
        raise CheckFailedError("The object does not say that words are burnt into it.")


def _size(read: Radiograph) -> str:
    return f"{read.pixels.shape[0]} × {read.pixels.shape[1]}"
