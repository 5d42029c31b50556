"""What an evaluation of a translation has found, as values for tables and JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from math import isfinite

from engine.training.evaluation.estimates import Estimate
from engine.training.films import Refused
from engine.training.translation.evaluation.gate_shares import GateShare
from engine.training.translation.evaluation.reliability_trial import MapSkill
from engine.training.translation.evaluation.target_distance import SetResult


@dataclass(frozen=True, slots=True)
class Nearness:
    """PSNR, SSIM and mean square error over many pictures."""

    psnr: Estimate
    ssim: Estimate
    mse: Estimate


@dataclass(frozen=True, slots=True)
class ContestantResult:
    """What was found of one contestant.

    Attributes:
        name: On the command line and in JSON.
        title: In tables.
        cycle: Film -> picture -> film; None without a way back. A curve is undone exactly.
        gradient_correlation: Against the film as presented.
        share_well_correlated: Of films with a correlation of at least .85.
        detail_ssim: SSIM of the high-pass.
        islands: Share of the field in dark islands within the lungs.
        share_without_islands: Of films with at most .5 % of the field in islands.
        islands_by_mask: The same share on films whose lungs were drawn; None without masks.
        islands_planted: The same share on films with planted consolidations.
        share_planted_without: Of those films, those with at most .5 %.
        dark_core: Share of the consolidations' cores that came out dark.
        nodules: Planted, in all films.
        kept: Share of nodules kept.
        kept_by_contrast: The same by contrast.
        invented: Share of erased places at which something was invented.
        paired: To the slab behind a simulated film; None without volumes.
        order: Share of simulated films whose tissues are in the order wanted; None where none can
            be told.
        time_s: Median time for one film.
    """

    name: str
    title: str
    cycle: Nearness | None
    gradient_correlation: Estimate
    share_well_correlated: float
    detail_ssim: Estimate
    islands: Estimate
    share_without_islands: float
    islands_by_mask: Estimate | None
    islands_planted: Estimate | None
    share_planted_without: float | None
    dark_core: Estimate | None
    nodules: int
    kept: float
    kept_by_contrast: Mapping[float, float]
    invented: float
    paired: Nearness | None
    order: float | None
    time_s: float


@dataclass(frozen=True, slots=True)
class TranslationEvaluation:
    """Everything found.

    Attributes:
        name: Of the translation.
        films: How many were used.
        refused: Films and pictures left out, with the reason.
        protocol: How it was measured, as JSON.
        contestants: The translation first.
        sets: Distances to the target.
        target_cycle: Picture -> film -> picture of the target; None without either.
        reliability: How well the map finds what was damaged; None where nothing could be planted.
        admitted: What the gate says of the films; None without a gate.
        others: What it says of other films; None without.
        pairs: Simulated films used.
    """

    name: str
    films: int
    refused: Sequence[Refused]
    protocol: Mapping[str, object]
    contestants: Sequence[ContestantResult]
    sets: Sequence[SetResult]
    target_cycle: Nearness | None
    reliability: MapSkill | None
    admitted: GateShare | None
    others: GateShare | None
    pairs: int

    def to_json(self) -> dict[str, object]:
        """Return it as ``evaluate translation --json`` prints it."""
        found: dict[str, object] = {
            "model": self.name,
            "films": self.films,
            "refused": [asdict(one) for one in self.refused],
            "protocol": dict(self.protocol),
            "methods": [_method(one) for one in self.contestants],
            "kid": [asdict(one) for one in self.sets],
            "target_cycle": None if self.target_cycle is None else asdict(self.target_cycle),
            "reliability_map": None if self.reliability is None else asdict(self.reliability),
            "gate": {
                "films": None if self.admitted is None else asdict(self.admitted),
                "others": None if self.others is None else asdict(self.others),
            },
            "pairs": self.pairs,
        }
        return {key: _without_nan(value) for key, value in found.items()}


def _method(one: ContestantResult) -> dict[str, object]:
    """Return one contestant; psnr, ssim and mse are those of the cycle."""
    found = asdict(one)
    cycle = found.pop("cycle")
    kept = {f"{grade:g}": share for grade, share in one.kept_by_contrast.items()}
    numbers = dict.fromkeys(("psnr", "ssim", "mse")) if cycle is None else cycle
    return {**found, **numbers, "kept_by_contrast": kept}


def _without_nan(value: object) -> object:
    """Return JSON with null for what is not a number, which JSON cannot say."""
    if isinstance(value, Mapping):
        return {key: _without_nan(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_without_nan(one) for one in value]
    return None if isinstance(value, float) and not isfinite(value) else value
