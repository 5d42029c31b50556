"""One evaluation: every film, every seed, every candidate, measured."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from engine.frame import FloatImage
from engine.progress import Progress
from engine.training.evaluation.candidates import Candidate, CandidateKind, Shown
from engine.training.evaluation.consistency import Agreement, agreement
from engine.training.evaluation.look import Inspector, Look
from engine.training.evaluation.measures import Compared, Fidelity, fidelity, map_errors
from engine.training.evaluation.pairs import (
    PairKind,
    Scene,
    pair_of,
    presentations_of,
    spread_over,
)
from engine.training.films import TrainingFilm

TRUTH = "truth"
"""Name under which the presentation wanted is looked at like a candidate's."""


@dataclass(frozen=True)
class EvaluationPlan:
    """What is measured.

    Attributes:
        seeds: Of the pairs.
        consistency_films: Films presented several times, at most; evenly spread.
        presentations: Raw films made of each of those.
        strip_films: Films shown in pictures, at most.
    """

    seeds: tuple[int, ...] = (0,)
    consistency_films: int = 8
    presentations: int = 8
    strip_films: int = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One candidate on one pair.

    Attributes:
        pairs: How the raw film was made.
        seed: Of the pair.
        number: Of the film.
        film: Its name.
        site: Where it comes from.
        method: Who presented it.
        whole: Fidelity of the whole film.
        inside: Fidelity inside the exposed field.
        look: What it shows beyond its film.
        seconds: It took.
        map_errors: Mean square error of each unit map, where both are known.
    """

    pairs: PairKind
    seed: int
    number: int
    film: str
    site: str
    method: str
    whole: Fidelity
    inside: Fidelity
    look: Look
    seconds: float
    map_errors: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One candidate on several raw films of one film.

    Attributes:
        number: Of the film.
        method: Who presented them.
        before: How alike they were.
        after: How alike they came out.
    """

    number: int
    method: str
    before: Agreement
    after: Agreement


@dataclass(frozen=True, slots=True, eq=False)
class Strip:
    """A film as it was, as candidates show it, and as it should be.

    Attributes:
        name: Which film and which kind of pair: "01-exact".
        images: "raw", the candidates and "truth", each (rows, columns) float32 in 0..1.
    """

    name: str
    images: Mapping[str, FloatImage]


def show_nobody(strip: Strip) -> None:
    """Show a strip to nobody."""


def measured(
    films: Mapping[int, TrainingFilm],
    candidates: Sequence[Candidate],
    plan: EvaluationPlan,
    progress: Progress,
    show: Callable[[Strip], None] = show_nobody,
) -> list[Row]:
    """Return what each candidate makes of the held-out pairs of each film.

    Args:
        films: Standardised, by number in their folder, which counts for the draws.
        candidates: Who takes part.
        plan: What is measured.
        progress: Told after each pair.
        show: Given pictures of some films.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    pictured = spread_over(list(films), plan.strip_films)
    tasks = list(product(plan.seeds, films, PairKind))
    rows: list[Row] = []
    for done, (seed, number, kind) in enumerate(tasks):
        progress.report(done / len(tasks), "presenting pairs")
        film = films[number]
        scene = Scene(pair_of(film, kind, seed, number))
        shown: dict[str, Shown] = {}
        for candidate in candidates:
            if kind in candidate.pairs:
                progress.check()
                shown[candidate.name] = candidate.present(scene)
        images = {name: one.image for name, one in shown.items()}
        shown[TRUTH] = Shown(scene.pair.wanted, 0.0)
        rows += _rows(film, scene, shown, (kind, seed, number), candidates)
        if seed == plan.seeds[0] and number in pictured:
            name = f"{pictured.index(number) + 1:02}-{kind.value}"
            show(Strip(name, {"raw": scene.film, **images, TRUTH: scene.pair.wanted}))
    progress.report(1.0, "presenting pairs")
    return rows


def agreements(
    films: Mapping[int, TrainingFilm],
    candidates: Sequence[Candidate],
    plan: EvaluationPlan,
    progress: Progress,
) -> list[AgreementRow]:
    """Return how alike each candidate shows a film that came in several ways.

    Args:
        films: Standardised, by number in their folder.
        candidates: Who takes part; bounds do not.
        plan: What is measured.
        progress: Told after each film.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    chosen = spread_over(list(films), plan.consistency_films)
    rows: list[AgreementRow] = []
    for done, number in enumerate(chosen):
        progress.report(done / len(chosen), "measuring consistency")
        film = films[number]
        pairs = presentations_of(film, plan.seeds[0], number, plan.presentations)
        scenes = [Scene(pair) for pair in pairs]
        before = agreement([pair.raw for pair in pairs], film.field)
        for candidate in candidates:
            if candidate.kind is CandidateKind.BOUND:
                continue
            images = []
            for scene in scenes:
                progress.check()
                images.append(candidate.present(scene).image)
            rows.append(AgreementRow(number, candidate.name, before, agreement(images, film.field)))
    progress.report(1.0, "measuring consistency")
    return rows


def _rows(
    film: TrainingFilm,
    scene: Scene,
    shown: Mapping[str, Shown],
    place: tuple[PairKind, int, int],
    candidates: Sequence[Candidate],
) -> list[Row]:
    kind, seed, number = place
    pair = scene.pair
    sides = {candidate.name: candidate.side for candidate in candidates}
    wanted = Compared(pair.wanted)
    inspector = Inspector(scene.film, pair.wanted, pair.field)
    rows = []
    for name, one in shown.items():
        whole, inside = fidelity(Compared(one.image), wanted, None, pair.field)
        errors = {}
        if one.maps is not None and pair.is_exact:
            example = scene.example(sides[name])
            errors = map_errors(one.maps, example.maps, example.seen.field)
        rows.append(
            Row(
                pairs=kind,
                seed=seed,
                number=number,
                film=film.name,
                site=film.site,
                method=name,
                whole=whole,
                inside=inside,
                look=inspector.look(one.image),
                seconds=one.seconds,
                map_errors=errors,
            )
        )
    return rows
