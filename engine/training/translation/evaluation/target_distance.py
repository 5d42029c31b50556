"""How far pictures of films are from the target set, by KID, against mere changes of tone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from engine.frame import FloatImage
from engine.training.evaluation.estimates import Numbers
from engine.training.translation.evaluation.contestants import MATCHED
from engine.training.translation.evaluation.encoder import TaughtEncoder, prepared
from engine.training.translation.evaluation.kernel_distance import (
    Cut,
    KernelDistance,
    cut,
    kernel_distance,
)
from engine.training.translation.images import DomainImage

PICTURES_A_PATIENT = 12
"""Pictures of one patient of the target that count at most, evenly spread over those there are."""

_SPLITS = 20
_SEED = 20260402


@dataclass(frozen=True, slots=True, eq=False)
class TargetSet:
    """Pictures of the target that distances are measured to.

    Attributes:
        name: "learnt", "unseen" or "all".
        pictures: Of it.
        patients: Of each picture, the patient.
    """

    name: str
    pictures: Sequence[FloatImage]
    patients: Sequence[str]


@dataclass(frozen=True, slots=True)
class Distance:
    """How far one contestant's pictures are from a target set.

    Attributes:
        contestant: Its name.
        distance: KID.
        cut: How much below that of the histogram-matched film; None for that itself, and where
            there is nothing to cut.
    """

    contestant: str
    distance: float
    cut: Cut | None


@dataclass(frozen=True, slots=True)
class SetResult:
    """Distances to one target set.

    Attributes:
        name: Of the set.
        pictures: In it.
        patients: In it.
        floor: KID between patients of the target: to the learnt ones for the unseen set, else the
            mean over random halves of the set's own patients; None with one patient.
        distances: Of each contestant.
    """

    name: str
    pictures: int
    patients: int
    floor: float | None
    distances: Sequence[Distance]


def target_sets(target: Sequence[DomainImage], learnt: frozenset[str] | None) -> list[TargetSet]:
    """Return the target as sets of at least two pictures, told by whether it was learnt from.

    Args:
        target: All pictures.
        learnt: Patients that were learnt from; where None, there is one set, "all".
    """
    chosen = _spread_over_patients(target)
    if learnt is None:
        named = {"all": chosen}
    else:
        named = {
            "unseen": [one for one in chosen if one.patient not in learnt],
            "learnt": [one for one in chosen if one.patient in learnt],
        }
    return [
        TargetSet(
            name,
            [prepared(one.image, one.field) for one in images],
            [one.patient for one in images],
        )
        for name, images in named.items()
        if len(images) > 1
    ]


def distances(
    pictures: Mapping[str, Sequence[FloatImage]],
    sets: Sequence[TargetSet],
    encoder: TaughtEncoder,
) -> list[SetResult]:
    """Return how far every contestant's pictures are from every set.

    Args:
        pictures: By contestant, of the same films in one order, at least two, as ``prepared``
            returns them.
        sets: Of the target.
        encoder: Taught.
    """
    seen = {name: encoder.features(images) for name, images in pictures.items()}
    known = {one.name: encoder.features(one.pictures) for one in sets}
    found = []
    for one in sets:
        kernels = {
            name: KernelDistance.of(features, known[one.name]) for name, features in seen.items()
        }
        found.append(
            SetResult(
                one.name,
                len(one.pictures),
                len(set(one.patients)),
                _floor(one, known),
                [
                    Distance(name, kernel.value(), _cut(name, kernels))
                    for name, kernel in kernels.items()
                ],
            )
        )
    return found


def _cut(name: str, kernels: Mapping[str, KernelDistance]) -> Cut | None:
    if name == MATCHED or MATCHED not in kernels:
        return None
    return cut(kernels[name], kernels[MATCHED])


def _floor(one: TargetSet, known: Mapping[str, Numbers]) -> float | None:
    if one.name == "unseen" and "learnt" in known:
        return kernel_distance(known["unseen"], known["learnt"])
    patients = sorted(set(one.patients))
    if len(patients) < 2:
        return None
    random = np.random.default_rng([_SEED, len(patients)])
    found = []
    for _ in range(_SPLITS):
        half = set(random.permutation(patients)[: len(patients) // 2])
        is_here = np.array([patient in half for patient in one.patients])
        if 2 <= is_here.sum() <= is_here.size - 2:
            features = known[one.name]
            found.append(kernel_distance(features[is_here], features[~is_here]))
    return float(np.mean(found)) if found else None


def _spread_over_patients(target: Sequence[DomainImage]) -> list[DomainImage]:
    found: list[DomainImage] = []
    for patient in dict.fromkeys(one.patient for one in target):
        own = [one for one in target if one.patient == patient]
        count = min(len(own), PICTURES_A_PATIENT)
        found += [own[number * len(own) // count] for number in range(count)]
    return found
