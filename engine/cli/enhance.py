"""negatoscope enhance: one recipe over many films."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.batch import FreeNames, Outcome, occurrences, run_batch
from engine.cli.batch_report import BatchReport
from engine.cli.choices import output_folder, recipe_choice
from engine.cli.messages import FAILED, OK, complain
from engine.errors import EngineError
from engine.export import ExportFormat, ExportRequest, default_name, export_film
from engine.export_request import BEFORE_AFTER_ENDING
from engine.files import is_folder
from engine.film_search import films_at
from engine.presentation import Presentation
from engine.progress import Progress
from engine.reading import read_radiograph
from engine.recipe import Recipe
from engine.render import Renderer

FORMATS = {"dicom": ExportFormat.DICOM, "png": ExportFormat.PNG, "tiff": ExportFormat.TIFF}


@dataclass(frozen=True, slots=True)
class EnhanceOrder:
    """What the user asked for.

    Attributes:
        sources: Films, folders, DICOMDIRs, ZIP archives.
        folder: Where to write.
        recipe: Name or file.
        format_name: "dicom", "png" or "tiff".
        workers: Films at once, or None.
    """

    sources: tuple[Path, ...]
    folder: Path
    recipe: str
    format_name: str
    workers: int | None


@dataclass(frozen=True, slots=True)
class Enhancement:
    """What is done to every film of a batch.

    Attributes:
        recipe: The processing.
        folder: Where the results go.
        format: What is written.
        names: Which names are free there.
        number_of: For each film the how-manieth it is of those with its name.
        with_before_after: A picture of both goes beside each result.
    """

    recipe: Recipe
    folder: Path
    format: ExportFormat
    names: FreeNames
    number_of: Mapping[Path, int]
    with_before_after: bool = False

    def apply(self, path: Path, progress: Progress) -> tuple[Path, ...]:
        """Read one film, process it and write the result; return what was written.

        Raises:
            EngineError: If the film cannot be read, processed or written.
            Cancelled: If the batch was stopped.
        """
        radiograph = read_radiograph(path)
        progress.check()
        suffix = self.format.suffix
        endings = (suffix, BEFORE_AFTER_ENDING) if self.with_before_after else (suffix,)
        stem = default_name(radiograph, self.format).removesuffix(suffix)
        request = ExportRequest(
            renderer=Renderer(radiograph),
            presentation=Presentation(radiograph.default_voi).with_recipe(self.recipe),
            format=self.format,
            folder=self.folder,
            name=self.names.take(stem, endings, first=self.number_of[path]) + suffix,
            with_before_after=self.with_before_after,
        )
        return export_film(request, progress)


def enhance_films(order: EnhanceOrder) -> int:
    """Enhance every film of an order and return the exit status.

    Raises:
        typer.BadParameter: If the recipe is none.
        EngineError: If there is no folder to write to.
        KeyboardInterrupt: On Ctrl-C, after what was under way has stopped.
    """
    recipe = recipe_choice(order.recipe)
    films, failures = films_among(order.sources, without=order.folder)
    if not films:
        return FAILED
    folder = output_folder(order.folder)
    task = Enhancement(
        recipe, folder, FORMATS[order.format_name], FreeNames(folder), occurrences(films)
    )
    outcomes = apply_to_all(task, films, workers=order.workers, absent=failures)
    failures += sum(outcome.error is not None for outcome in outcomes)
    return FAILED if failures else OK


def films_among(sources: Sequence[Path], *, without: Path) -> tuple[list[Path], int]:
    """Return the films to work on, each once, and how many sources or places in them had none.

    Those are named on stderr with the reason: a source without a film, a folder that may not be
    listed, an empty file, a member of an archive that is not opened.

    Args:
        sources: Files, folders, DICOMDIRs, ZIP archives.
        without: The folder of the results: what lies there is not found again when a folder
            around it is enhanced a second time.
    """
    found: dict[Path, Path] = {}
    failures = 0
    results = without.resolve()
    for source in sources:
        try:
            here = films_at(source)
        except EngineError as error:
            complain(error, source)
            failures += 1
            continue
        is_around = is_folder(source) and source.resolve() in results.parents
        for path, reason in here.failures:
            complain(reason, path)
            failures += 1
        for film in here.films:
            whole = film.resolve()
            if not (is_around and results in whole.parents):
                found.setdefault(whole, film)
    return list(found.values()), failures


def apply_to_all(
    task: Enhancement, films: Sequence[Path], *, workers: int | None, absent: int
) -> tuple[Outcome, ...]:
    """Run a batch, saying on stderr what becomes of each film, and at the end of all.

    Args:
        task: What to do.
        films: To which films.
        workers: How many at once, or None.
        absent: How many of the user's sources held no film, for the count at the end.

    Raises:
        KeyboardInterrupt: On Ctrl-C, after what was under way has stopped.
    """
    with BatchReport(len(films)) as report:
        outcomes = run_batch(films, task.apply, workers=workers, ended=report.ended)
    report.summarise(
        task.folder.name or str(task.folder), absent=absent, numbered=task.names.numbered
    )
    return outcomes
