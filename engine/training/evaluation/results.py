"""What an evaluation found, as a table shows it and as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from engine.training.evaluation.estimates import Estimate
from engine.training.evaluation.pairs import PairKind
from engine.training.films import Refused


@dataclass(frozen=True, slots=True)
class Measured:
    """Fidelity over all films."""

    psnr: Estimate
    ssim: Estimate
    mse: Estimate


@dataclass(frozen=True, slots=True)
class SiteResult:
    """Fidelity over the films of one site; ``films`` of them."""

    films: int
    psnr: Estimate
    ssim: Estimate


@dataclass(frozen=True, slots=True)
class MethodResult:
    """One row of Table 1.

    Attributes:
        name: Of the candidate.
        title: In tables.
        kind: "untrained", "trained" or "bound".
        parameters: Numbers learnt.
        whole: Measured on whole films.
        field: Measured inside their exposed fields.
        time_s: Median time for one film.
        sites: By name, those with ``SITE_FILMS`` films or more; of what leads the table.
        site_gap_db: Best of them less the worst; None with fewer than two.
        maps: Root mean square error of each unit map, or None.
    """

    name: str
    title: str
    kind: str
    parameters: int
    whole: Measured
    field: Measured
    time_s: float
    sites: Mapping[str, SiteResult]
    site_gap_db: float | None
    maps: Mapping[str, float] | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A method against another on the same pairs: its numbers less the other's."""

    name: str
    against: str
    psnr: Estimate
    ssim: Estimate


@dataclass(frozen=True, slots=True)
class LookResult:
    """What a method shows beyond its film, a mean over films."""

    name: str
    title: str
    gradient_reversal_percent: float
    invented_reversal_percent: float
    noise_gain: float
    noise_gain_truth: float
    detail_correlation: float


@dataclass(frozen=True, slots=True)
class ConsistencyResult:
    """How alike a method shows one film that came in several ways.

    Attributes:
        name: Of the candidate.
        title: In tables.
        ssim: Of all couples.
        psnr: The same, in dB.
        deviation_cut: Mean square about the mean before, over that after.
        maps_agreement: Correlation of local means at 1/16 size, over all couples.
    """

    name: str
    title: str
    ssim: float
    psnr: float
    deviation_cut: float
    maps_agreement: float


@dataclass(frozen=True, slots=True)
class PairResults:
    """Everything found on one kind of pair.

    Attributes:
        pairs: Which.
        methods: In the order of the table.
        differences: Of the mapping to those it is read against.
        look: The same methods and the truth.
    """

    pairs: PairKind
    methods: Sequence[MethodResult]
    differences: Sequence[Difference]
    look: Sequence[LookResult]

    def leading(self, method: MethodResult) -> Measured:
        """Return what leads the table: whole films, or the field of a simulated raw film."""
        return method.whole if self.pairs is PairKind.EXACT else method.field

    def named(self, name: str) -> MethodResult | None:
        """Return the method of that name, if it took part."""
        return next((method for method in self.methods if method.name == name), None)

    def methods_as_json(self) -> list[dict[str, object]]:
        """Return the methods as JSON, what leads the table first."""
        is_whole = self.pairs is PairKind.EXACT
        return [
            {
                "name": method.name,
                "title": method.title,
                "kind": method.kind,
                "parameters": method.parameters,
                **asdict(self.leading(method)),
                "field" if is_whole else "whole": asdict(
                    method.field if is_whole else method.whole
                ),
                "time_s": method.time_s,
                "sites": {name: asdict(site) for name, site in method.sites.items()},
                "site_gap_db": method.site_gap_db,
                "maps": None if method.maps is None else dict(method.maps),
            }
            for method in self.methods
        ]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything found.

    Attributes:
        films: How many were used.
        refused: Films left out, with the reason.
        protocol: How it was measured, as JSON.
        exact: On exact pairs.
        simulated: On simulated for-processing films.
        consistency: On several presentations of one film.
    """

    films: int
    refused: Sequence[Refused]
    protocol: Mapping[str, object]
    exact: PairResults
    simulated: PairResults
    consistency: Sequence[ConsistencyResult]

    @property
    def pairs(self) -> tuple[PairResults, PairResults]:
        """Both kinds of pair."""
        return self.exact, self.simulated

    def to_json(self) -> dict[str, object]:
        """Return it as ``evaluate mapping --json`` prints it."""
        return {
            "films": self.films,
            "refused": [asdict(film) for film in self.refused],
            "protocol": dict(self.protocol),
            "methods": self.exact.methods_as_json(),
            "differences": [asdict(one) for one in self.exact.differences],
            "for_processing": {
                "methods": self.simulated.methods_as_json(),
                "differences": [asdict(one) for one in self.simulated.differences],
            },
            "consistency": {"methods": [asdict(one) for one in self.consistency]},
            "look": {
                "methods": [asdict(one) for one in self.exact.look],
                "for_processing": [asdict(one) for one in self.simulated.look],
            },
        }
