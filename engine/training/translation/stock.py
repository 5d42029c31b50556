"""What there is to learn a translation from, and to check with; no patient is in both."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from engine.training.films import Refused
from engine.training.translation.images import DomainImage, ProjectedPair

_LISTED = 40
"""Pictures left out that are named one by one."""


@dataclass(frozen=True, slots=True)
class TranslationStock:
    """Pictures of two domains.

    Attributes:
        source: To be translated, to learn from.
        target: Of the appearance wanted, to learn from.
        kept_source: To check with.
        kept_target: To check with.
        pairs: Simulated films and what they are to become; of no patient kept back.
        refused: What was left out.
    """

    source: Sequence[DomainImage]
    target: Sequence[DomainImage]
    kept_source: Sequence[DomainImage]
    kept_target: Sequence[DomainImage]
    pairs: Sequence[ProjectedPair] = ()
    refused: Sequence[Refused] = ()

    @property
    def digest(self) -> str:
        """The names of the pictures, and on which side each is, as 64 hexadecimal digits."""
        sides = self.source, self.target, self.kept_source, self.kept_target
        named = ["\n".join(sorted(image.name for image in side)) for side in sides]
        named.append("\n".join(sorted(pair.patient for pair in self.pairs)))
        return hashlib.sha256("\n\n".join(named).encode()).hexdigest()

    def counts(self) -> dict[str, int]:
        """Return how many there are of each, by name."""
        return {
            "learnt": len(self.source),
            "learnt_patients": len(patients_of(self.source)),
            "checked": len(self.kept_source),
            "checked_patients": len(patients_of(self.kept_source)),
            "target_learnt": len(self.target),
            "target_learnt_patients": len(patients_of(self.target)),
            "target_checked": len(self.kept_target),
            "target_checked_patients": len(patients_of(self.kept_target)),
            "pairs": len(self.pairs),
            "left_out": len(self.refused),
        }

    def lines(self) -> list[str]:
        """Return what to tell of it, a sentence a line."""
        said = [
            _learns(self.source, self.kept_source, "to translate"),
            _learns(self.target, self.kept_target, "of the appearance wanted"),
        ]
        if self.pairs:
            count = len({pair.patient for pair in self.pairs})
            said.append(
                f"Learns from {len(self.pairs)} simulated pairs of {_patients_said(count)}."
            )
        if self.refused:
            said.append(f"{len(self.refused)} left out:")
            said += [f"  {entry.name}: {entry.reason}" for entry in self.refused[:_LISTED]]
            if len(self.refused) > _LISTED:
                said.append(f"  and {len(self.refused) - _LISTED} more.")
        return said


def patients_of(images: Sequence[DomainImage]) -> set[str]:
    """Return the patients that pictures are of."""
    return {image.patient for image in images}


def _learns(learnt: Sequence[DomainImage], kept: Sequence[DomainImage], what: str) -> str:
    patients, others = (_patients_said(len(patients_of(images))) for images in (learnt, kept))
    return (
        f"Learns from {len(learnt)} pictures {what}, of {patients}; "
        f"checks with {len(kept)} of {others}."
    )


def _patients_said(count: int) -> str:
    return "1 patient" if count == 1 else f"{count} patients"
