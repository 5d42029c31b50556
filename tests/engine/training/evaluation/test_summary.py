"""engine.training.evaluation.summary, .results, .tables and .report"""

import csv
from collections.abc import Mapping
from io import StringIO

import numpy as np
import pytest

from engine.training.evaluation.candidates import Candidate, CandidateKind, Shown
from engine.training.evaluation.consistency import Agreement
from engine.training.evaluation.evaluate import TRUTH, AgreementRow, Row
from engine.training.evaluation.look import Look
from engine.training.evaluation.measures import Fidelity
from engine.training.evaluation.pairs import PairKind, Scene
from engine.training.evaluation.report import markdown, numbers
from engine.training.evaluation.results import Evaluation
from engine.training.evaluation.strips import shown_names
from engine.training.evaluation.summary import consistency_results, pair_results
from engine.training.evaluation.tables import tables_of
from engine.training.films import Refused


def candidate(name: str, kind: CandidateKind = CandidateKind.UNTRAINED) -> Candidate:
    def present(scene: Scene) -> Shown:
        raise AssertionError(scene)

    return Candidate(name, name, name.title(), kind, present, is_ours=name.startswith("mapping"))


CANDIDATES = [
    candidate("flat"),
    candidate("clahe"),
    candidate("image-to-image", CandidateKind.TRAINED),
    candidate("mapping-x4", CandidateKind.TRAINED),
    candidate("mapping-x8", CandidateKind.TRAINED),
    candidate("oracle", CandidateKind.BOUND),
]
PSNR = {"flat": 19.0, "clahe": 21.0, "image-to-image": 24.0, "mapping-x4": 25.0,
        "mapping-x8": 26.0, "oracle": 23.5, TRUTH: 120.0}  # fmt: skip


def row(method: str, number: int, *, seed: int = 0, **changes: object) -> Row:
    """Return a row in which a film is better by its number, a seed by a tenth."""
    psnr = PSNR[method] + number + seed / 10
    known: dict[str, object] = {
        "pairs": PairKind.EXACT,
        "seed": seed,
        "number": number,
        "film": f"film{number}.png",
        "site": "north",
        "method": method,
        "whole": Fidelity(psnr, psnr / 100, 1000.0),
        "inside": Fidelity(psnr - 5, psnr / 200, 2000.0),
        "look": Look(0.5, 0.2, 3.0 if method == TRUTH else 1.5, 0.9),
        "seconds": 0.25,
        "map_errors": {},
    }
    return Row(**{**known, **changes})  # type: ignore[arg-type]


def rows_of(films: int = 2, seeds: int = 1, **changes: object) -> list[Row]:
    return [
        row(method, number, seed=seed, **changes)
        for method in PSNR
        for number in range(films)
        for seed in range(seeds)
    ]


def evaluation(rows: list[Row], consistency: list[AgreementRow] | None = None) -> Evaluation:
    return Evaluation(
        films=2,
        refused=[Refused("a|b.png", "it is all but blank.")],
        protocol={"seeds": [0, 1]},
        exact=pair_results(rows, CANDIDATES, PairKind.EXACT),
        simulated=pair_results(rows, CANDIDATES, PairKind.SIMULATED),
        consistency=consistency_results(consistency or [], CANDIDATES),
    )


@pytest.fixture
def rows() -> list[Row]:
    """Two films, two seeds, both kinds of pair."""
    return rows_of(seeds=2) + rows_of(seeds=2, pairs=PairKind.SIMULATED)


def test_a_method_is_its_mean_over_films_and_seeds(rows: list[Row]) -> None:
    clahe = pair_results(rows, CANDIDATES, PairKind.EXACT).methods[1]

    assert (clahe.name, clahe.title, clahe.kind) == ("clahe", "Clahe", "untrained")
    assert clahe.whole.psnr.mean == pytest.approx(21.55)
    assert clahe.whole.psnr.between_seeds == pytest.approx(0.1)
    assert (clahe.whole.psnr.low, clahe.whole.psnr.high) == pytest.approx((21.05, 22.05))
    assert clahe.field.psnr.mean == pytest.approx(16.55)
    assert (clahe.whole.mse.mean, clahe.field.mse.mean, clahe.time_s) == (1000, 2000, 0.25)


def test_the_field_leads_for_simulated_films(rows: list[Row]) -> None:
    exact, simulated = (pair_results(rows, CANDIDATES, kind) for kind in PairKind)

    first, second = exact.methods_as_json()[1], simulated.methods_as_json()[1]

    assert _psnr(first) == _psnr(_part(second, "whole")) == pytest.approx(21.55)
    assert _psnr(second) == _psnr(_part(first, "field")) == pytest.approx(16.55)


def test_the_mapping_is_read_against_the_best_untrained_each_rival_and_each_bound(
    rows: list[Row],
) -> None:
    found = pair_results(rows, CANDIDATES, PairKind.EXACT).differences

    told = {(one.name, one.against): one.psnr for one in found if one.name == "mapping-x8"}
    assert {against: psnr.mean for (_, against), psnr in told.items()} == pytest.approx(
        {"clahe": 5.0, "image-to-image": 2.0, "oracle": 2.5}
    )
    assert told["mapping-x8", "clahe"].high == pytest.approx(5)  # film by film: no spread


def test_simulated_films_are_read_against_each_other_inside_the_field() -> None:
    """The flat method is best inside the field, and only there."""
    rows = rows_of(15, pairs=PairKind.SIMULATED)
    better = [
        row("flat", n, pairs=PairKind.SIMULATED, inside=Fidelity(30.0, 0.3, 1.0)) for n in range(15)
    ]

    found = pair_results(
        [one for one in rows if one.method != "flat"] + better, CANDIDATES, PairKind.SIMULATED
    )

    told = next(one for one in found.differences if one.name == "mapping-x8")
    assert told.against == "flat"
    assert told.psnr.mean == pytest.approx(26 + 7 - 5 - 30)
    assert found.methods[0].sites["north"].psnr.mean == 30


def test_sites_need_fifteen_films() -> None:
    north = rows_of(15)
    south = [row(m, n, site="south") for m in PSNR for n in range(20, 36)]
    east = [row(m, n, site="east") for m in PSNR for n in range(40, 54)]

    method = pair_results(north + south + east, CANDIDATES, PairKind.EXACT).methods[0]

    assert {name: site.films for name, site in method.sites.items()} == {"north": 15, "south": 16}
    assert method.sites["north"].psnr.mean == pytest.approx(19 + 7)
    assert method.site_gap_db == pytest.approx((20 + 7.5) - 7)


def test_one_site_has_no_gap() -> None:
    method = pair_results(rows_of(15), CANDIDATES, PairKind.EXACT).methods[0]

    assert method.site_gap_db is None


def test_map_errors_become_roots_of_mean_squares() -> None:
    errors = [{"a": 0.01, "m": 0.04, "centre": 0.0, "width": 1.0}, dict.fromkeys("am", 0.0)]
    errors[1] |= {"centre": 0.08, "width": 1.0}
    changed = [row("mapping-x8", n, map_errors=errors[n]) for n in (0, 1)]
    others = [one for one in rows_of() if one.method != "mapping-x8"]

    found = pair_results(others + changed, CANDIDATES, PairKind.EXACT)

    ours = found.named("mapping-x8")
    assert ours is not None
    assert ours.maps == pytest.approx(
        {"a": np.sqrt(0.005), "m": np.sqrt(0.02), "centre": 0.2, "width": 1.0}
    )
    assert found.methods[0].maps is None


def test_looks_stand_beside_the_truths(rows: list[Row]) -> None:
    looks = pair_results(rows, CANDIDATES, PairKind.EXACT).look

    assert [one.name for one in looks] == [*(one.name for one in CANDIDATES), TRUTH]
    assert {one.gradient_reversal_percent for one in looks} == {0.5}
    assert {one.invented_reversal_percent for one in looks} == {0.2}
    assert {(one.noise_gain, one.noise_gain_truth) for one in looks} == {(1.5, 3.0), (3.0, 3.0)}


def test_the_cut_is_deviation_before_over_after() -> None:
    before = [Agreement(17.0, 0.8, deviation, 0.9) for deviation in (0.03, 0.05)]
    after = [Agreement(24.0, 0.9, 0.005, 0.97), Agreement(26.0, 1.0, 0.005, 0.99)]
    told = [AgreementRow(n, "mapping-x8", before[n], after[n]) for n in (0, 1)]

    (found,) = consistency_results(told, CANDIDATES)

    assert found.name == "mapping-x8"
    assert found.deviation_cut == pytest.approx(8)
    assert (found.psnr, found.ssim, found.maps_agreement) == pytest.approx((25, 0.95, 0.98))


def test_json_has_what_the_command_line_promises(rows: list[Row]) -> None:
    told = AgreementRow(0, "clahe", Agreement(1, 1, 1, 1), Agreement(1, 1, 1, 1))

    data = evaluation(rows, [told]).to_json()

    assert {"films", "refused", "protocol", "methods"} <= set(data)
    method = data["methods"][0]  # type: ignore[index]
    assert {"name", "title", "parameters", "psnr", "ssim", "mse", "field", "time_s"} <= set(method)
    assert {"mean", "low", "high", "p10"} <= set(method["psnr"])
    assert set(data["consistency"]["methods"][0]) >= {"ssim", "psnr", "deviation_cut"}  # type: ignore[index]
    assert len(data["look"]["methods"]) == len(CANDIDATES) + 1  # type: ignore[index]


def test_markdown_has_a_table_with_every_method_and_no_broken_cell(rows: list[Row]) -> None:
    text = markdown(evaluation(rows), ["raw", "truth"])

    lines = text.splitlines()
    table = lines[lines.index("## Table 1. Exact pairs against the standard presentation") + 2 :]
    table = table[: table.index("")]
    assert [line.split(" | ")[0] for line in table[2:]] == [
        "| Flat", "| Clahe", "| Image-To-Image", "| Mapping-X4", "| Mapping-X8", "| Oracle \\*",
    ]  # fmt: skip
    assert {line.replace("\\|", "").count("|") for line in table} == {11}
    assert "26.55 [26.05, 27.05]" in table[6]
    assert (
        "mapping-x8 less clahe: +5.00 [+5.00, +5.00] dB, SSIM +0.0500 [+0.0500, +0.0500]." in text
    )
    assert "- a\\|b.png: it is all but blank." in lines
    assert "from left to right: raw, truth." in text


def test_tables_without_rows_are_left_out(rows: list[Row]) -> None:
    titles = [table.title for table in tables_of(evaluation(rows))]

    assert len(titles) == 4
    assert not any("Consistency" in title or "Sites" in title for title in titles)


def test_csv_has_every_number(rows: list[Row]) -> None:
    found = list(csv.DictReader(StringIO(numbers(rows))))

    assert len(found) == len(rows)
    assert found[0]["pairs"] == "exact"
    assert float(found[0]["psnr"]) == rows[0].whole.psnr
    assert float(found[0]["field_psnr"]) == rows[0].inside.psnr
    assert float(found[0]["invented_reversal_percent"]) == 0.2
    assert found[0]["map_mse_a"] == ""


def test_strips_show_the_main_methods() -> None:
    assert shown_names(CANDIDATES) == ["raw", "clahe", "image-to-image", "mapping-x8", "truth"]


def _psnr(method: Mapping[str, object]) -> float:
    mean = _part(method, "psnr")["mean"]
    assert isinstance(mean, float)
    return mean


def _part(method: Mapping[str, object], name: str) -> Mapping[str, object]:
    part = method[name]
    assert isinstance(part, dict)
    return part
