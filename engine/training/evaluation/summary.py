"""Rows of an evaluation brought together to the numbers a table shows."""

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from engine.training.evaluation.candidates import Candidate, CandidateKind
from engine.training.evaluation.estimates import Estimate, Numbers, estimate, mean_of
from engine.training.evaluation.evaluate import TRUTH, AgreementRow, Row
from engine.training.evaluation.measures import MAP_NAMES, Fidelity
from engine.training.evaluation.pairs import PairKind
from engine.training.evaluation.results import (
    ConsistencyResult,
    Difference,
    LookResult,
    Measured,
    MethodResult,
    PairResults,
    SiteResult,
)

SITE_FILMS = 15
"""Films that a site needs to be told apart."""


def pair_results(
    rows: Sequence[Row], candidates: Sequence[Candidate], kind: PairKind
) -> PairResults:
    """Return what was found on one kind of pair.

    Args:
        rows: Of all kinds.
        candidates: Who took part.
        kind: Which to bring together.
    """
    table = _Table([row for row in rows if row.pairs is kind], kind)
    taking_part = [candidate for candidate in candidates if kind in candidate.pairs]
    methods = [_method(table, candidate) for candidate in taking_part]
    return PairResults(kind, methods, _differences(table, taking_part), _look(table, taking_part))


def consistency_results(
    rows: Sequence[AgreementRow], candidates: Sequence[Candidate]
) -> list[ConsistencyResult]:
    """Return how alike each candidate shows one film."""
    found = []
    for candidate in candidates:
        own = [row for row in rows if row.method == candidate.name]
        if own:
            before = sum(row.before.deviation for row in own)
            after = sum(row.after.deviation for row in own)
            found.append(
                ConsistencyResult(
                    name=candidate.name,
                    title=candidate.title,
                    ssim=mean_of([row.after.ssim for row in own]),
                    psnr=mean_of([row.after.psnr for row in own]),
                    deviation_cut=before / after if after else float("inf"),
                    maps_agreement=mean_of([row.after.coarse for row in own]),
                )
            )
    return found


class _Table:
    """Rows of one kind of pair, looked up by method."""

    def __init__(self, rows: Sequence[Row], kind: PairKind) -> None:
        self._rows: dict[str, list[Row]] = {}
        for row in rows:
            self._rows.setdefault(row.method, []).append(row)
        self._leads_whole = kind is PairKind.EXACT
        self._seeds = sorted({row.seed for row in rows})
        self._numbers = sorted({row.number for row in rows})
        self.site_of = {row.number: row.site for row in rows}

    def of(self, method: str) -> list[Row]:
        return self._rows.get(method, [])

    def numbers(self, method: str, read: Callable[[Row], float]) -> Numbers:
        """Return (seeds, films)."""
        values = np.full((len(self._seeds), len(self._numbers)), np.nan)
        for row in self.of(method):
            values[self._seeds.index(row.seed), self._numbers.index(row.number)] = read(row)
        return values

    def measured(self, method: str, part: Callable[[Row], Fidelity]) -> Measured:
        return Measured(
            estimate(self.numbers(method, lambda row: part(row).psnr)),
            estimate(self.numbers(method, lambda row: part(row).ssim)),
            estimate(self.numbers(method, lambda row: part(row).mse)),
        )

    def leading(self, row: Row) -> Fidelity:
        return row.whole if self._leads_whole else row.inside

    def mean_psnr(self, method: str) -> float:
        return float(self.numbers(method, lambda row: self.leading(row).psnr).mean())

    def sites(self, method: str) -> dict[str, SiteResult]:
        found = {}
        for site, films in sorted(Counter(self.site_of.values()).items()):
            if films < SITE_FILMS:
                continue
            here = [self.site_of[number] == site for number in self._numbers]
            psnr = self.numbers(method, lambda row: self.leading(row).psnr)[:, here]
            ssim = self.numbers(method, lambda row: self.leading(row).ssim)[:, here]
            found[site] = SiteResult(films, estimate(psnr), estimate(ssim))
        return found


def _method(table: _Table, candidate: Candidate) -> MethodResult:
    rows = table.of(candidate.name)
    sites = table.sites(candidate.name)
    means = [site.psnr.mean for site in sites.values()]
    maps = None
    if any(row.map_errors for row in rows):
        maps = {
            name: float(np.sqrt(np.mean([row.map_errors[name] for row in rows])))
            for name in MAP_NAMES
        }
    return MethodResult(
        name=candidate.name,
        title=candidate.title,
        kind=candidate.kind.value,
        parameters=candidate.parameters,
        whole=table.measured(candidate.name, lambda row: row.whole),
        field=table.measured(candidate.name, lambda row: row.inside),
        time_s=float(np.median([row.seconds for row in rows])),
        sites=sites,
        site_gap_db=max(means) - min(means) if len(means) > 1 else None,
        maps=maps,
    )


def _differences(table: _Table, candidates: Sequence[Candidate]) -> list[Difference]:
    """Return the mapping less the best untrained method, its rivals and the bounds."""
    untrained = [one for one in candidates if one.kind is CandidateKind.UNTRAINED]
    others = [one.name for one in candidates if one not in untrained and not one.is_ours]
    if untrained:
        others.insert(0, max((one.name for one in untrained), key=table.mean_psnr))

    def less(name: str, other: str, read: Callable[[Fidelity], float]) -> Estimate:
        one, two = (
            table.numbers(method, lambda row: read(table.leading(row))) for method in (name, other)
        )
        return estimate(one - two)

    return [
        Difference(
            ours.name,
            other,
            less(ours.name, other, lambda found: found.psnr),
            less(ours.name, other, lambda found: found.ssim),
        )
        for ours in candidates
        if ours.is_ours
        for other in others
    ]


def _look(table: _Table, candidates: Sequence[Candidate]) -> list[LookResult]:
    truth = mean_of(table.numbers(TRUTH, lambda row: row.look.noise_gain))
    titles = {candidate.name: candidate.title for candidate in candidates}
    return [
        LookResult(
            name=name,
            title=title,
            gradient_reversal_percent=mean_of(
                table.numbers(name, lambda row: row.look.reversal_percent)
            ),
            invented_reversal_percent=mean_of(
                table.numbers(name, lambda row: row.look.invented_percent)
            ),
            noise_gain=mean_of(table.numbers(name, lambda row: row.look.noise_gain)),
            noise_gain_truth=truth,
            detail_correlation=mean_of(table.numbers(name, lambda row: row.look.detail)),
        )
        for name, title in {**titles, TRUTH: "Truth"}.items()
    ]
