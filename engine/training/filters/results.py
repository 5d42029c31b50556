"""What an evaluation of filters found, for tables, CSV and JSON."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from engine.training.evaluation.estimates import Estimate, estimate
from engine.training.films import Refused
from engine.training.filters.films_trial import Trial
from engine.training.filters.plate_trial import PlateTrial
from engine.training.filters.subjects import Subject


@dataclass(frozen=True, slots=True)
class SubjectResult:
    """One filter or recipe.

    Attributes:
        name, title, group: Who.
        psnr, ssim, mse: Against the clean film, inside the field; over films, all exposures.
        fitted_psnr, fitted_ssim: The same after the best straight line of greys.
        fitted_psnr_by_exposure: Means, by the name of the exposure.
        plate: On the phantom.
        time_s: Seconds per megapixel of films, median.
    """

    name: str
    title: str
    group: str
    psnr: Estimate
    ssim: Estimate
    mse: Estimate
    fitted_psnr: Estimate
    fitted_ssim: Estimate
    fitted_psnr_by_exposure: dict[str, float]
    plate: PlateTrial
    time_s: float

    def to_json(self) -> dict[str, Any]:
        """Return plain values."""
        found = asdict(self)
        found["plate"].pop("ratios")
        return found


@dataclass(frozen=True, slots=True)
class FilterEvaluation:
    """All of it.

    Attributes:
        films: How many took part.
        refused: Which did not, and why.
        protocol: How it was measured.
        subjects: The unprocessed film first.
        trials: Every single one.
    """

    films: int
    refused: Sequence[Refused]
    protocol: dict[str, object]
    subjects: tuple[SubjectResult, ...]
    trials: Sequence[Trial]

    def to_json(self) -> dict[str, Any]:
        """Return plain values for one JSON object."""
        return {
            "methods": [subject.to_json() for subject in self.subjects],
            "films": self.films,
            "refused": [asdict(one) for one in self.refused],
            "protocol": self.protocol,
        }


def results_of(
    subjects: Sequence[Subject], trials: Sequence[Trial], plates: Sequence[PlateTrial]
) -> tuple[SubjectResult, ...]:
    """Return what each subject reached.

    Args:
        subjects: Who took part.
        trials: On films, as many for each.
        plates: On the phantom, in the order of the subjects.
    """
    return tuple(
        _result(subject, [trial for trial in trials if trial.subject == subject.name], plate)
        for subject, plate in zip(subjects, plates, strict=True)
    )


def _result(subject: Subject, trials: Sequence[Trial], plate: PlateTrial) -> SubjectResult:
    exposures = list(dict.fromkeys(trial.exposure for trial in trials))

    def over_films(kind: str, number: str) -> Estimate:
        return estimate(
            np.array(
                [
                    [getattr(getattr(one, kind), number) for one in trials if one.exposure == name]
                    for name in exposures
                ]
            )
        )

    by_exposure = {
        name: float(np.mean([one.fitted.psnr for one in trials if one.exposure == name]))
        for name in exposures
    }
    return SubjectResult(
        subject.name,
        subject.title,
        subject.group,
        psnr=over_films("plain", "psnr"),
        ssim=over_films("plain", "ssim"),
        mse=over_films("plain", "mse"),
        fitted_psnr=over_films("fitted", "psnr"),
        fitted_ssim=over_films("fitted", "ssim"),
        fitted_psnr_by_exposure=by_exposure,
        plate=plate,
        time_s=float(np.median([one.seconds / one.megapixels for one in trials])),
    )
