"""How far a vector lies from a cloud of them: within the cloud's main directions, and beyond."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from engine.models.translation.gate_features import Values

Stored = npt.NDArray[np.float32]

MOST_AXES = 25
SHRINKAGE = 0.1
"""Share of the mean variance that is added to that of every axis: few films know it badly."""

_LEAST_VARIANCE = 1e-8


@dataclass(frozen=True, slots=True, eq=False)
class Subspace:
    """The principal axes of a cloud of vectors of length n.

    Attributes:
        mean: (n,).
        axes: (k, n) of length 1, at right angles to each other, the widest first.
        variances: (k,) along them, shrunk, above 0.
        rest: (1,) mean variance along each direction that no axis covers.

    Source: Moghaddam and Pentland, IEEE Trans. Pattern Anal. Mach. Intell. 19(7), 1997, eqs. 7-10
    (distance in and from feature space); shrinkage as in Ledoit and Wolf, 2004, with a fixed share.
    """

    mean: Stored
    axes: Stored
    variances: Stored
    rest: Stored

    @classmethod
    def fitted(cls, vectors: Values) -> Self:
        """Return the axes of (samples, n) vectors."""
        mean = vectors.mean(axis=0)
        _, lengths, axes = np.linalg.svd(vectors - mean, full_matrices=False)
        variances = lengths**2 / len(vectors)
        width = vectors.shape[1]
        kept = width if width <= MOST_AXES else min(MOST_AXES, len(vectors) - 1)
        kept = min(kept, len(variances))
        shrunk = variances[:kept] + SHRINKAGE * variances.mean() + _LEAST_VARIANCE
        rest = variances[kept:].sum() / max(1, width - kept) + _LEAST_VARIANCE
        return cls(
            mean.astype(np.float32),
            axes[:kept].astype(np.float32),
            shrunk.astype(np.float32),
            np.array([rest], np.float32),
        )

    def within(self, vector: Values) -> float:
        """Return the Mahalanobis distance along the axes, about 1 for a vector of the cloud."""
        along = self.axes @ (vector - self.mean)
        return float(np.sqrt(np.mean(along**2 / self.variances)))

    def beyond(self, vector: Values) -> float:
        """Return how far it lies off the axes, about 1 for one of the cloud; 0 if all are kept."""
        left = len(self.mean) - len(self.axes)
        if left == 0:
            return 0.0
        offset = vector - self.mean
        off = float(offset @ offset - np.sum((self.axes @ offset) ** 2))
        return float(np.sqrt(max(0.0, off) / left / float(self.rest[0])))

    def both(self, vector: Values) -> float:
        """Return one distance of the two."""
        return float(np.hypot(self.within(vector), self.beyond(vector)))

    def arrays(self) -> dict[str, Stored]:
        """Return what is stored of it."""
        return {
            "mean": self.mean,
            "axes": self.axes,
            "variances": self.variances,
            "rest": self.rest,
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Stored]) -> Self:
        """Return what ``arrays`` gave.

        Raises:
            KeyError: If one is missing.
        """
        return cls(arrays["mean"], arrays["axes"], arrays["variances"], arrays["rest"])
