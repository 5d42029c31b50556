"""engine.training.evaluation.evaluate"""

from pathlib import Path

import numpy as np
import pytest

from engine.errors import Cancelled
from engine.progress import Progress
from engine.training.evaluation.candidates import Candidate, bounds, candidates_of, untrained
from engine.training.evaluation.evaluate import (
    TRUTH,
    EvaluationPlan,
    Row,
    Strip,
    agreements,
    measured,
)
from engine.training.evaluation.look import Inspector
from engine.training.evaluation.measures import Compared, fidelity
from engine.training.evaluation.pairs import PairKind, pair_of, presentations_of
from engine.training.evaluation.trained import trained_by
from engine.training.films import TrainingFilm
from tests.engine.training.evaluation.networks import write_run
from tests.engine.training.evaluation.test_lineup import CPU
from tests.engine.training.phantoms import films_of


@pytest.fixture
def films() -> dict[int, TrainingFilm]:
    """Two made-up films, number 0 and 3 of their folder."""
    first, second = films_of(2)
    return {0: first, 3: second}


@pytest.fixture
def identity() -> Candidate:
    return next(one for one in untrained() if one.name == "identity")


def measured_by(
    films: dict[int, TrainingFilm], *candidates: Candidate, seeds: int = 1
) -> list[Row]:
    plan = EvaluationPlan(seeds=tuple(range(seeds)))
    return measured(films, candidates, plan, Progress())


def test_each_candidate_is_measured_on_each_pair(
    films: dict[int, TrainingFilm], identity: Candidate
) -> None:
    rows = measured_by(films, identity, *bounds(), seeds=2)

    def places(method: str) -> set[tuple[str, int, int]]:
        return {(row.pairs.value, row.seed, row.number) for row in rows if row.method == method}

    pairs = {
        (kind.value, seed, number) for kind in PairKind for seed in (0, 1) for number in (0, 3)
    }
    assert places("identity") == places(TRUTH) == pairs
    assert {place[0] for place in places("known-maps")} == {"exact"}
    assert {place[0] for place in places("fitted-maps")} == {"for-processing"}


def test_the_numbers_are_those_of_the_pair(
    films: dict[int, TrainingFilm], identity: Candidate
) -> None:
    pair = pair_of(films[3], PairKind.EXACT, seed=0, number=3)
    whole, inside = fidelity(Compared(pair.raw), Compared(pair.wanted), None, pair.field)
    look = Inspector(pair.raw, pair.wanted, pair.field).look(pair.raw)

    rows = measured_by(films, identity)

    (row,) = [r for r in rows if (r.pairs, r.number, r.method) == (PairKind.EXACT, 3, "identity")]
    assert (row.whole, row.inside, row.look) == (whole, inside, look)
    assert (row.film, row.site) == (films[3].name, "phantoms")


def test_a_film_is_measured_alike_whatever_stands_beside_it(
    films: dict[int, TrainingFilm], identity: Candidate
) -> None:
    """The number in the folder decides, not the place among those used."""
    both = measured_by(films, identity)

    alone = measured_by({3: films[3]}, identity)

    assert [row.whole for row in alone] == [row.whole for row in both if row.number == 3]


def test_the_truth_is_looked_at_too(films: dict[int, TrainingFilm], identity: Candidate) -> None:
    rows = measured_by(films, identity)

    truths = [row for row in rows if row.method == TRUTH]
    assert all(row.whole.psnr == 120 for row in truths)
    assert all(row.look.detail == pytest.approx(1) for row in truths)


def test_maps_are_measured_on_exact_pairs_alone(
    films: dict[int, TrainingFilm], tmp_path: Path
) -> None:
    ours = candidates_of(trained_by(write_run(tmp_path / "run", "mapping")), CPU)

    rows = measured_by({0: films[0]}, ours[2])

    known = [row for row in rows if row.map_errors]
    assert [(row.pairs, row.method) for row in known] == [(PairKind.EXACT, "mapping-x16")]
    assert set(known[0].map_errors) == {"a", "m", "centre", "width"}
    assert all(0 < value < 0.25 for value in known[0].map_errors.values())


def test_strips_show_everybody_between_raw_and_truth(
    films: dict[int, TrainingFilm], identity: Candidate
) -> None:
    strips: list[Strip] = []
    plan = EvaluationPlan(seeds=(0, 1), strip_films=1)

    measured(films, [identity], plan, Progress(), strips.append)

    assert [strip.name for strip in strips] == ["01-exact", "01-for-processing"]
    assert list(strips[0].images) == ["raw", "identity", "truth"]
    assert np.array_equal(strips[0].images["truth"], films[0].wanted)


def test_agreement_is_measured_between_presentations(
    films: dict[int, TrainingFilm], identity: Candidate
) -> None:
    plan = EvaluationPlan(consistency_films=1, presentations=3)
    raws = [pair.raw for pair in presentations_of(films[0], 0, 0, 3)]

    (row,) = agreements(films, [identity, *bounds()], plan, Progress())

    assert (row.number, row.method) == (0, "identity")
    assert row.after == row.before
    assert row.before.deviation == pytest.approx(np.var(raws, axis=0).mean(), rel=1e-4)


def test_nobody_waits_for_what_nobody_wants(
    films: dict[int, TrainingFilm], identity: Candidate
) -> None:
    progress = Progress()
    progress.cancel()

    with pytest.raises(Cancelled):
        measured(films, [identity], EvaluationPlan(), progress)
    with pytest.raises(Cancelled):
        agreements(films, [identity], EvaluationPlan(), progress)
