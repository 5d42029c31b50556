"""From what was found on single films to the numbers of a table."""

from collections.abc import Sequence

import numpy as np

from engine.training.evaluation.estimates import Estimate, estimate, mean_of
from engine.training.evaluation.measures import Fidelity
from engine.training.translation.evaluation.contestants import Contestant
from engine.training.translation.evaluation.film_trial import Finding
from engine.training.translation.evaluation.nodule_fate import share_invented, share_kept
from engine.training.translation.evaluation.nodules import CONTRASTS
from engine.training.translation.evaluation.projected import PairFinding, is_in_order
from engine.training.translation.evaluation.results import ContestantResult, Nearness
from engine.training.translation.evaluation.structure import KEPT

MOST_ISLANDS = 0.005
"""Share of the field in dark islands up to which a film counts as free of them."""

_SAME = Fidelity(psnr=120.0, ssim=1.0, mse=0.0)


def contestant_result(
    contestant: Contestant,
    findings: Sequence[Finding],
    pairs: Sequence[PairFinding],
    order: Sequence[str],
    cycles: Sequence[Fidelity] | None,
) -> ContestantResult:
    """Return the numbers of one contestant.

    Args:
        contestant: Which.
        findings: Of all contestants on all films.
        pairs: Of all contestants on simulated films.
        order: In which tissues are to become brighter.
        cycles: Of films; None for a curve, which is undone exactly.
    """
    own = [one for one in findings if one.contestant == contestant.name]
    paired = [one for one in pairs if one.contestant == contestant.name]
    told = [one for one in (is_in_order(two.tissues, order) for two in paired) if one is not None]
    fates = [fate for one in own for fate in one.fates]
    gradients = [one.structure.gradient_correlation for one in own]
    islands = [one.islands for one in own]
    opacities = [one.opacity for one in own if one.opacity is not None]
    planted = [one.islands for one in opacities]
    return ContestantResult(
        name=contestant.name,
        title=contestant.title,
        cycle=nearness([_SAME] * len(own) if cycles is None else cycles),
        gradient_correlation=_estimate(gradients),
        share_well_correlated=float(np.mean([one >= KEPT for one in gradients])),
        detail_ssim=_estimate([one.structure.detail_ssim for one in own]),
        islands=_estimate(islands),
        share_without_islands=float(np.mean([one <= MOST_ISLANDS for one in islands])),
        islands_by_mask=_estimated([one.islands for one in own if one.is_mask_known]),
        islands_planted=_estimated(planted),
        share_planted_without=(
            float(np.mean([one <= MOST_ISLANDS for one in planted])) if planted else None
        ),
        dark_core=_estimated([one.dark_core for one in opacities]),
        nodules=sum(fate.is_nodule for fate in fates),
        kept=share_kept(fates),
        kept_by_contrast={grade: share_kept(fates, grade) for grade in CONTRASTS},
        invented=share_invented(fates),
        paired=nearness([one.fidelity for one in paired]),
        order=mean_of([float(one) for one in told]) if told else None,
        time_s=float(np.median([one.seconds for one in own])),
    )


def nearness(found: Sequence[Fidelity]) -> Nearness | None:
    """Return the numbers of many comparisons, or None without any."""
    if not found:
        return None
    return Nearness(
        _estimate([one.psnr for one in found]),
        _estimate([one.ssim for one in found]),
        _estimate([one.mse for one in found]),
    )


def _estimate(values: Sequence[float]) -> Estimate:
    return estimate(np.array([values], np.float64))


def _estimated(values: Sequence[float]) -> Estimate | None:
    return _estimate(values) if values else None
