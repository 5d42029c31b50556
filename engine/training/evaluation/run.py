"""An evaluation from a folder of films to its report."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from engine.errors import EngineError
from engine.models.devices import device_words, run_with_fallback
from engine.progress import Progress
from engine.training.evaluation.candidates import Candidate, Trained
from engine.training.evaluation.estimates import RESAMPLES
from engine.training.evaluation.evaluate import (
    EvaluationPlan,
    Strip,
    agreements,
    measured,
)
from engine.training.evaluation.lineup import lineup
from engine.training.evaluation.pairs import PairKind, spread_over
from engine.training.evaluation.report import STRIPS, write_report
from engine.training.evaluation.results import Evaluation
from engine.training.evaluation.strips import pictures_of, shown_names
from engine.training.evaluation.summary import SITE_FILMS, consistency_results, pair_results
from engine.training.films import Refused, TrainingFilm, read_films
from engine.training.picture_strip import write_strip

_READING, _PAIRS = 0.05, 0.6
"""Where reading and pairs end in the progress of it all; the rest is consistency."""


@dataclass(frozen=True)
class EvaluationOrder:
    """What is asked for.

    Attributes:
        films: A folder of films.
        long_side: Films are reduced to this; None keeps them.
        limit: Films used at most, evenly spread over the folder; None takes all.
        plan: What is measured.
        report: Folder for tables, numbers and pictures, which exists; None writes nothing.
    """

    films: Path
    long_side: int | None
    limit: int | None
    plan: EvaluationPlan
    report: Path | None


def evaluated(
    order: EvaluationOrder,
    runs: Sequence[Trained],
    names: Collection[str],
    progress: Progress,
    say: Callable[[str], None],
) -> Evaluation:
    """Return what methods make of a folder of films, and write the report asked for.

    Networks run where this thread's networks run; all of it begins anew on the CPU if the GPU's
    memory does not suffice.

    Args:
        order: What is asked for.
        runs: Networks of training runs.
        names: Who takes part beside them, as for ``lineup``.
        progress: Told how far it is.
        say: Given a sentence for each method and film that is left out.

    Raises:
        EngineError: If there is no film to use, one that is named cannot take part, or the report
            cannot be written.
        Cancelled: If nobody wants the result any more.
    """

    def work(device: torch.device) -> Evaluation:
        taking_part = lineup(runs, names, device)
        for sentence in taking_part.left_out:
            say(sentence)
        return _evaluation(order, taking_part.candidates, device, progress, say)

    return run_with_fallback(work, say)


def _evaluation(
    order: EvaluationOrder,
    candidates: Sequence[Candidate],
    device: torch.device,
    progress: Progress,
    say: Callable[[str], None],
) -> Evaluation:
    films, refused = _films(order, progress.part(0.0, _READING))
    for film in refused:
        say(f"{film.name} is left out: {film.reason}")
    if not films:
        raise EngineError(
            f"None of the {len(refused)} films in {order.films.name} can be used.",
            hint="The reason for each stands above.",
        )
    names = shown_names(candidates)
    rows = measured(
        films, candidates, order.plan, progress.part(_READING, _PAIRS), _shower(order, names)
    )
    agreed = agreements(films, candidates, order.plan, progress.part(_PAIRS, 1.0))
    evaluation = Evaluation(
        films=len(films),
        refused=refused,
        protocol=_protocol(order, list(films.values()), device),
        exact=pair_results(rows, candidates, PairKind.EXACT),
        simulated=pair_results(rows, candidates, PairKind.SIMULATED),
        consistency=consistency_results(agreed, candidates),
    )
    if order.report is not None:
        write_report(evaluation, rows, names, order.report)
    return evaluation


def _films(
    order: EvaluationOrder, progress: Progress
) -> tuple[dict[int, TrainingFilm], list[Refused]]:
    def told(done: int, of: int) -> None:
        progress.report(done / max(of, 1), "reading films")

    films, refused = read_films(order.films, order.long_side, told)
    chosen = spread_over(range(len(films)), order.limit)
    return {number: films[number] for number in chosen}, refused


def _shower(order: EvaluationOrder, names: Sequence[str]) -> Callable[[Strip], None]:
    def show(strip: Strip) -> None:
        if order.report is not None:
            folder = order.report / STRIPS
            folder.mkdir(exist_ok=True)
            write_strip(strip.name, pictures_of(strip, names), folder)

    return show


def _protocol(
    order: EvaluationOrder, films: Sequence[TrainingFilm], device: torch.device
) -> dict[str, object]:
    rows, columns = max(
        (film.wanted.shape for film in films), key=lambda shape: shape[0] * shape[1]
    )
    plan = order.plan
    return {
        "seeds": list(plan.seeds),
        "long_side": order.long_side or 0,
        "largest_film": f"{columns} x {rows} pixels",
        "device": device_words(device),
        "target": "the archive film in the standard presentation; of a simulated film that "
        "blades cut, that of what they leave",
        "exact_pairs": "known tables undone, 12 bits; methods see the raw film",
        "for_processing_pairs": "simulated detector, 12 bits of log values; methods see the film "
        "brought to a common range by the 0.1 and 99.9 percentiles of its field",
        "psnr": "peak 65535, float64",
        "ssim": "Wang 2004: Gaussian of 1.5 pixels, 11 x 11, population covariance",
        "interval": f"95 %, {RESAMPLES} bootstrap resamples of films, each the mean of its seeds",
        "site": f"the films of one folder, where they are {SITE_FILMS} or more",
        "time": "median of one run for one film of this size, reduction not counted",
        "consistency": f"{plan.presentations} raw films of each of "
        f"{min(plan.consistency_films, len(films))} films",
    }
