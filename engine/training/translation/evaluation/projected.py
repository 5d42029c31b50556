"""Translations of simulated films, whose truth is known: the CT volume they were projected from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np

from engine.frame import BoolImage, FloatImage
from engine.training.evaluation.measures import Compared, Fidelity, fidelity
from engine.training.translation.evaluation.contestants import Contestant
from engine.training.translation.images import ProjectedPair

TISSUES: Mapping[str, tuple[float, float]] = {
    "lung": (0.0, 0.2),
    "fat": (0.36, 0.47),
    "soft tissue": (0.54, 0.68),
    "bone": (0.76, 1.0),
}
"""Grey values of the CT appearance within which a pixel of the slab counts as one tissue."""

CT_ORDER = ("lung", "fat", "soft tissue", "bone")
MR_ORDER = ("lung", "bone", "soft tissue", "fat")
"""From dark to bright; the second is that of a T1-weighted picture."""

LEAST_PIXELS = 40
"""Of a tissue; with fewer, a film says nothing of it."""


@dataclass(frozen=True, slots=True)
class PairFinding:
    """What one contestant made of one simulated film.

    Attributes:
        contestant: Its name.
        patient: Of the volume, a digest.
        fidelity: To the slab, inside the field.
        tissues: Mean grey value of each tissue that is there.
    """

    contestant: str
    patient: str
    fidelity: Fidelity
    tissues: Mapping[str, float]


def pair_findings(
    contestants: Sequence[Contestant],
    pairs: Sequence[ProjectedPair],
    as_ct: Sequence[ProjectedPair] | None = None,
) -> list[PairFinding]:
    """Return what contestants make of simulated films.

    Args:
        contestants: Who takes part.
        pairs: Simulated films and the slabs wanted, in the appearance that is judged.
        as_ct: The same with slabs in the CT appearance, which tell the tissues; by default
            ``pairs`` themselves.
    """
    found = []
    for pair, ct in zip(pairs, as_ct or pairs, strict=True):
        wanted = Compared(pair.wanted)
        regions = tissue_regions(ct.wanted, ct.field)
        for contestant in contestants:
            picture = contestant.show(pair.film, pair.field)
            found.append(
                PairFinding(
                    contestant.name,
                    pair.patient,
                    fidelity(Compared(picture), wanted, pair.field)[0],
                    {name: float(picture[where].mean()) for name, where in regions.items()},
                )
            )
    return found


def tissue_regions(slab: FloatImage, field: BoolImage) -> dict[str, BoolImage]:
    """Return where a slab in the CT appearance shows each tissue, of those that it shows at all.

    A pixel counts if the grey value of all of its 3 x 3 neighbourhood is that of the tissue: at a
    border any value between two may come up.
    """
    found = {}
    square = np.ones((3, 3), np.uint8)
    for name, (low, high) in TISSUES.items():
        own = ((slab >= low) & (slab <= high) & field).astype(np.uint8)
        where = np.asarray(cv2.erode(own, square)) > 0
        if where.sum() >= LEAST_PIXELS:
            found[name] = where
    return found


def is_in_order(tissues: Mapping[str, float], order: Sequence[str]) -> bool | None:
    """Return whether tissues become brighter in an order; None where one of them is missing."""
    if any(name not in tissues for name in order):
        return None
    values = [tissues[name] for name in order]
    return all(one < two for one, two in pairwise(values))
