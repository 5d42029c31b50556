"""KID: how far a set of pictures is from another, by features of a network.

Source: Binkowski et al., Demystifying MMD GANs, ICLR 2018, eq. 4 (the unbiased estimate) and
section 4 (the kernel).
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from engine.training.evaluation.estimates import RESAMPLES, Numbers

_SEED = 20260401


def kernel_distance(one: Numbers, two: Numbers) -> float:
    """Return the unbiased squared maximum mean discrepancy of two sets; it may be below 0.

    Args:
        one: (n, d) features of at least two pictures.
        two: (m, d) features of at least two others.
    """
    return KernelDistance.of(one, two).value()


@dataclass(frozen=True, slots=True, eq=False)
class KernelDistance:
    """The kernel between the pictures of two sets, for the distance of these sets or of samples.

    Attributes:
        within_one: (n, n), 0 on the diagonal.
        within_two: (m, m), the same.
        between: (n, m).
    """

    within_one: Numbers
    within_two: Numbers
    between: Numbers

    @classmethod
    def of(cls, one: Numbers, two: Numbers) -> Self:
        """Return it for two sets; see ``kernel_distance``.

        Raises:
            ValueError: If a set has fewer than two pictures, which have no spread.
        """
        if min(len(one), len(two)) < 2:
            raise ValueError(f"a set needs two pictures, not {len(one)} and {len(two)}")
        return cls(_hollow(_kernel(one, one)), _hollow(_kernel(two, two)), _kernel(one, two))

    def value(self, weights: npt.NDArray[np.float64] | None = None) -> float:
        """Return the distance, or that of a sample of the first set.

        Args:
            weights: (n,) how often each picture of the first set is in the sample; each once by
                default. A picture is never compared with its own copy, which would bias a sample
                drawn with repetition.
        """
        drawn = np.ones(len(self.within_one)) if weights is None else weights
        count = float(drawn.sum())
        couples = count**2 - float((drawn**2).sum())
        if couples <= 0:
            raise ValueError("a sample needs two different pictures")
        others = len(self.within_two)
        first = float(drawn @ self.within_one @ drawn) / couples
        second = float(self.within_two.sum()) / (others * (others - 1))
        between = float((drawn @ self.between).sum()) / (count * others)
        return first + second - 2 * between


@dataclass(frozen=True, slots=True)
class Cut:
    """How much nearer to the target one way of translating comes than another.

    Attributes:
        share: 1 - distance / distance of the other; 0.3 is "30 % below".
        low: Lower end of the 95 % bootstrap interval over films.
        high: Its upper end.
    """

    share: float
    low: float
    high: float


def cut(ours: KernelDistance, other: KernelDistance) -> Cut | None:
    """Return how much nearer ``ours`` is than ``other``; both of the same films in one order.

    Returns:
        None where the other's distance is not above 0, so that there is nothing to cut.
    """
    before = other.value()
    if before <= 0:
        return None
    films = len(ours.within_one)
    random = np.random.default_rng([_SEED, films])
    shares = []
    for _ in range(RESAMPLES):
        weights = np.bincount(random.integers(films, size=films), minlength=films).astype(float)
        if np.count_nonzero(weights) < 2:
            continue
        there = other.value(weights)
        if there > 0:
            shares.append(1 - ours.value(weights) / there)
    low, high = np.percentile(shares, (2.5, 97.5)) if shares else (np.nan, np.nan)
    return Cut(1 - ours.value() / before, float(low), float(high))


def _kernel(one: Numbers, two: Numbers) -> Numbers:
    """Return (x . y / d + 1)^3 for all couples."""
    found: Numbers = (one @ two.T / one.shape[1] + 1) ** 3
    return found


def _hollow(kernel: Numbers) -> Numbers:
    np.fill_diagonal(kernel, 0)
    return kernel
