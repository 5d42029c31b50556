"""Numbers of many films as one: mean, how sure it is, and the worst tenth."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

RESAMPLES = 2000
_SEED = 20260101
_INTERVAL = (2.5, 97.5)

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number measured on several films.

    Attributes:
        mean: Over films, of each the mean over seeds.
        low: Lower end of the 95 % bootstrap interval over films.
        high: Its upper end.
        p10: 10th percentile over films.
        between_seeds: Largest less smallest mean of one seed; 0 with one seed.
    """

    mean: float
    low: float
    high: float
    p10: float
    between_seeds: float


def estimate(values: Numbers) -> Estimate:
    """Return what is known of a number.

    Args:
        values: (seeds, films), finite.
    """
    films = values.mean(axis=0)
    low, high = np.percentile(_resampled_means(films), _INTERVAL)
    seeds = values.mean(axis=1)
    return Estimate(
        mean=float(films.mean()),
        low=float(low),
        high=float(high),
        p10=float(np.percentile(films, 10)),
        between_seeds=float(seeds.max() - seeds.min()),
    )


def mean_of(values: Sequence[float] | Numbers) -> float:
    """Return the mean of those that are numbers; not a number where none is."""
    finite = [value for value in np.ravel(values) if np.isfinite(value)]
    return float(np.mean(finite)) if finite else float("nan")


def _resampled_means(films: Numbers) -> Numbers:
    """Return means of films drawn with repetition: always the same draws for as many films."""
    random = np.random.default_rng([_SEED, films.size])
    means: Numbers = films[random.integers(films.size, size=(RESAMPLES, films.size))].mean(axis=1)
    return means
