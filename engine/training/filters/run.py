"""An evaluation of filters from a folder of films to its report."""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from engine.atomic import write_text_atomically
from engine.errors import EngineError
from engine.frame import FloatImage
from engine.progress import Progress
from engine.training.evaluation.markdown import cell, table_lines
from engine.training.evaluation.pairs import spread_over
from engine.training.films import read_films
from engine.training.filters.films_trial import FILM_MM, PITCH_MM, Trial, film_trials
from engine.training.filters.plate_trial import DOSE, PlateTrial, plate_trials
from engine.training.filters.results import FilterEvaluation, results_of
from engine.training.filters.subjects import IDENTITY, all_subjects
from engine.training.filters.tables import tables_of
from engine.training.filters.worse import EXPOSURES, LATITUDE
from engine.training.picture_strip import write_strip

TABLES, NUMBERS, STRIPS = "filters.md", "filters.csv", "strips"
"""What a report folder holds."""

SHOWN = (
    "clean", "worse", "median", "non_local_means", "histogram_equalisation", "clahe",
    "multiscale", "tissue_equalisation", "recipe:chest_balanced",
)  # fmt: skip
"""What a strip shows, from left to right; what there is not is left out."""

_PLATE = 0.3  # where the phantom ends in the progress of it all


@dataclass(frozen=True, slots=True)
class FiltersOrder:
    """What is asked for.

    Attributes:
        films: A folder of films.
        long_side: Films are reduced to this; None keeps them.
        limit: Films used at most, evenly spread over the folder; None takes all.
        names: Steps and recipes that take part; none takes all. The film itself always does.
        seed: Of quanta and phantom.
        report: Folder for tables, numbers and pictures, which exists; None writes nothing.
    """

    films: Path
    long_side: int | None
    limit: int | None
    names: tuple[str, ...]
    seed: int
    report: Path | None


def evaluated(
    order: FiltersOrder, progress: Progress, say: Callable[[str], None]
) -> FilterEvaluation:
    """Return what filters and recipes make of films and of a phantom, and write the report.

    Args:
        order: What is asked for.
        progress: Told how far it is.
        say: Given a sentence for each film that is left out.

    Raises:
        EngineError: If there is no film to use, or the report cannot be written.
        Cancelled: If nobody wants the result any more.
    """
    subjects = [
        one for one in all_subjects() if not order.names or one.name in (*order.names, IDENTITY)
    ]
    films, refused = read_films(
        order.films,
        order.long_side,
        lambda done, of: progress.report(0.05 * done / max(of, 1), "reading films"),
    )
    for one in refused:
        say(f"{one.name} is left out: {one.reason}")
    if not films:
        raise EngineError(
            f"None of the {len(refused)} films in {order.films.name} can be used.",
            hint="The reason for each stands above.",
        )
    plates = plate_trials(subjects, order.seed, progress.part(0.05, _PLATE))
    chosen = [films[number] for number in spread_over(range(len(films)), order.limit)]
    trials: list[Trial] = []
    for number, film in enumerate(chosen):
        ends = (_PLATE + (1 - _PLATE) * (number + at) / len(chosen) for at in (0, 1))
        show = _shower(order, film.name)
        trials += film_trials(film, subjects, order.seed, progress.part(*ends), show)
    found = FilterEvaluation(
        len(chosen), refused, _protocol(order), results_of(subjects, trials, plates), trials
    )
    if order.report is not None:
        write_text_atomically(order.report / TABLES, "\n".join(_lines(found)) + "\n")
        write_text_atomically(order.report / NUMBERS, numbers(trials, plates))
    return found


def numbers(trials: Sequence[Trial], plates: Sequence[PlateTrial]) -> str:
    """Return a line of CSV for each subject, film and exposure, then for each on the phantom."""
    text = StringIO()
    written = csv.writer(text, lineterminator="\n")
    written.writerow(
        [
            "subject", "film", "exposure", "psnr", "ssim", "mse", "fitted_psnr", "fitted_ssim",
            "seconds_per_megapixel", "cnr", "holes_found", "noise_percent",
        ]
    )  # fmt: skip
    for one in trials:
        measured = [
            one.plain.psnr, one.plain.ssim, one.plain.mse, one.fitted.psnr, one.fitted.ssim,
            one.seconds / one.megapixels,
        ]  # fmt: skip
        first = [one.subject, one.film, one.exposure]
        written.writerow([*first, *(f"{number:.6g}" for number in measured), "", "", ""])
    for plate in plates:
        measured = [plate.seconds_per_megapixel, plate.ratio, plate.found, plate.noise]
        blank = [""] * 5
        written.writerow(
            [plate.subject, "phantom", "", *blank, *(f"{number:.6g}" for number in measured)]
        )
    return text.getvalue()


def _shower(order: FiltersOrder, film: str) -> Callable[[Mapping[str, FloatImage]], None]:
    def show(pictures: Mapping[str, FloatImage]) -> None:
        if order.report is not None:
            folder = order.report / STRIPS
            folder.mkdir(exist_ok=True)
            write_strip(film, [pictures[name] for name in SHOWN if name in pictures], folder)

    return show


def _protocol(order: FiltersOrder) -> dict[str, object]:
    exposures = "; ".join(
        f"{one.name}: {one.quanta:g} quanta a pixel at black, scatter to primary {one.scatter:g}"
        for one in EXPOSURES
    )
    return {
        "clean film": "as its file asks to be shown",
        "long side": order.long_side or 0,
        "spacing": f"long side {FILM_MM:g} mm; interpolated to {PITCH_MM:g} mm a pixel or finer",
        "attenuation from black to white": f"{LATITUDE:g}, natural logarithm",
        "exposures": exposures,
        "seed": order.seed,
        "phantom": f"contrast-detail plate at {DOSE:g} of 2.5 uGy, pixels of 0.2 mm",
        "filters": "at their defaults",
    }


def _lines(found: FilterEvaluation) -> Iterator[str]:
    yield "# Evaluation of filters and recipes"
    yield ""
    yield f"{found.films} films; {len(found.refused)} left out."
    yield ""
    for name, value in found.protocol.items():
        yield f"- {name}: {cell(str(value))}"
    for table in tables_of(found):
        yield from table_lines(table)
    shown = ", ".join(name.replace("_", " ") for name in SHOWN)
    yield from ("", "## Pictures", "")
    yield f"One film a picture in `{STRIPS}/`, with too few quanta; from left to right: {shown}."
