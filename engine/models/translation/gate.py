"""Whether a film is like those the translation was trained on; else it is not to be trusted.

A network answers anything it is shown. What it does with a hand or with a negative nobody has
looked at, so the film is measured first against those it learnt from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage, FloatImage
from engine.models.translation.gate_features import (
    GROUPS,
    FieldPicture,
    Values,
    features_of,
    field_picture,
    turned_layout,
)
from engine.models.translation.gate_subspace import Stored, Subspace
from engine.models.translation.gate_varied import VARIANTS, varied

FOLDS = 5
LIMIT_QUANTILE = 0.99
MARGIN = 1.15
"""A limit is this many times what so many of the films of unseen patients keep to."""

ROOM_MARGIN = 1.2
"""The same for greys and texture, which change with the room and the machine, too."""

BLANK_SPREAD = 0.005
SMALLEST_PX = 64
FARTHEST = 99.0

_PRIMARY = (
    "layout.within",
    "layout.beyond",
    "outlines.within",
    "outlines.beyond",
    "greys.within",
    "texture.within",
)
MEASURES = (*_PRIMARY, "turned", "negative", "together")

_KNOWN = "the frontal chest films this model knows"
_REASONS = {
    "layout": f"Its layout is unlike {_KNOWN}",
    "outlines": f"Its outlines are unlike those of {_KNOWN}",
    "greys": f"Its distribution of greys is unlike that of {_KNOWN}",
    "texture": f"Its texture is unlike that of {_KNOWN}",
    "turned": f"It looks turned: it is more like {_KNOWN} when turned by a quarter or by half",
    "negative": f"It looks like a negative: inverted it is more like {_KNOWN}",
    "together": f"Its layout, outlines, greys and texture together are unlike {_KNOWN}",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says of a film.

    Attributes:
        distance: From the films of the training, 0 or more; 1 is the limit.
        is_admitted: Whether it is within the limit.
        reason: One sentence on what decided.
    """

    distance: float
    is_admitted: bool
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Gate:
    """What the films of a training look like, and how far from them another may be.

    Attributes:
        spaces: One for each of the groups of features.
        typical: (6,) middle distance of unseen films, for ``together``.
        limits: (9,) one for each of ``MEASURES``.
    """

    spaces: Mapping[str, Subspace]
    typical: Stored
    limits: Stored

    @classmethod
    def fitted(cls, films: Sequence[tuple[FloatImage, BoolImage]], patients: Sequence[str]) -> Self:
        """Return the gate of a set of films; the same for the same films in the same order.

        The limits come from films of patients who were left out of the fit, in folds.

        Args:
            films: Each (rows, columns) float32 with dense bright, and where it is exposed.
            patients: Whose each film is.

        Raises:
            ValueError: If they are of fewer than two patients.
        """
        if len(films) != len(patients) or len(set(patients)) < 2:
            raise ValueError(
                f"a gate needs films of two patients at least, not {len(films)} films "
                f"of {len(set(patients))}"
            )
        random = np.random.default_rng([len(films), 4])
        kinds = [_kinds_of(field_picture(film, field), random) for film, field in films]
        unseen = _unseen_distances(kinds, _folds(patients, random))
        typical = np.maximum(np.median(unseen[:, : len(_PRIMARY)], axis=0), 1e-3)
        together = [_together(row[: len(_PRIMARY)], typical) for row in unseen]
        every = np.column_stack([unseen, together])
        limits = np.maximum(np.quantile(every, LIMIT_QUANTILE, axis=0) * _margins(), 1e-3)
        return cls(_spaces(kinds), typical.astype(np.float32), limits.astype(np.float32))

    def measures(self, picture: FieldPicture) -> dict[str, float]:
        """Return each of ``MEASURES`` of a picture in units of its limit."""
        own = _distances(self.spaces, features_of(picture))
        every = [*own, _together(own[: len(_PRIMARY)], self.typical.astype(np.float64))]
        return {
            name: float(value / limit)
            for name, value, limit in zip(MEASURES, every, self.limits, strict=True)
        }

    def look(self, film: FloatImage, field: BoolImage) -> Verdict:
        """Return whether a film is like those of the training.

        Args:
            film: (rows, columns) float32, dense is bright, as it is before the standard.
            field: (rows, columns) True where exposed; all of it where it is nowhere True.
        """
        if min(film.shape) < SMALLEST_PX:
            size = f"{film.shape[1]} x {film.shape[0]}"
            return Verdict(FARTHEST, False, f"It is too small to be judged: {size} pixels.")
        picture = field_picture(film, field)
        if picture.spread() < BLANK_SPREAD:
            return Verdict(FARTHEST, False, "It is all but blank.")
        measures = self.measures(picture)
        worst = max(measures, key=lambda name: measures[name])
        distance = min(measures[worst], FARTHEST)
        figures = f"({distance:.1f} of 1.0)"
        if distance <= 1:
            return Verdict(distance, True, f"It is like {_KNOWN} {figures}.")
        figures = figures if distance >= 1.05 else f"({distance:.2f} of 1.00)"
        return Verdict(distance, False, f"{_REASONS[worst.split('.')[0]]} {figures}.")

    def arrays(self) -> dict[str, Stored]:
        """Return what is stored of it: float32, by name, some 150 kB."""
        stored = {"typical": self.typical, "limits": self.limits}
        for group, space in self.spaces.items():
            stored |= {f"{group}.{name}": value for name, value in space.arrays().items()}
        return stored

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Stored]) -> Self:
        """Return the gate that ``arrays`` gave.

        Raises:
            KeyError: If one is missing.
            ValueError: If its limits are of another kind of gate.
        """
        if arrays["limits"].shape != (len(MEASURES),):
            raise ValueError(f"a gate has {len(MEASURES)} limits, not {arrays['limits'].shape}")
        spaces = {
            group: Subspace.from_arrays(
                {
                    name.removeprefix(f"{group}."): value
                    for name, value in arrays.items()
                    if name.startswith(f"{group}.")
                }
            )
            for group in GROUPS
        }
        return cls(spaces, arrays["typical"], arrays["limits"])


def _folds(patients: Sequence[str], random: np.random.Generator) -> npt.NDArray[np.int64]:
    """Return which fold each film is in, all of a patient in the same."""
    order = sorted(set(patients))
    random.shuffle(order)
    number = {patient: index % FOLDS for index, patient in enumerate(order)}
    return np.array([number[patient] for patient in patients], np.int64)


def _kinds_of(picture: FieldPicture, random: np.random.Generator) -> list[dict[str, Values]]:
    """Return what is measured on a film, first as it is and then varied."""
    others = [features_of(varied(picture, random)) for _ in range(VARIANTS)]
    return [features_of(picture), *others]


def _unseen_distances(
    films: Sequence[Sequence[Mapping[str, Values]]], folds: npt.NDArray[np.int64]
) -> Values:
    """Return the distances of each film as it is from those of the other folds."""
    rows: dict[int, Values] = {}
    for fold in np.unique(folds):
        seen = [kinds for kinds, own in zip(films, folds, strict=True) if own != fold]
        spaces = _spaces(seen)
        rows |= {
            int(n): _distances(spaces, films[int(n)][0]) for n in np.flatnonzero(folds == fold)
        }
    return np.stack([rows[number] for number in range(len(films))])


def _spaces(films: Sequence[Sequence[Mapping[str, Values]]]) -> dict[str, Subspace]:
    """Return the axes of each group, from all the variants of some films."""
    kinds = [one for film in films for one in film]
    return {group: Subspace.fitted(np.stack([one[group] for one in kinds])) for group in GROUPS}


def _distances(spaces: Mapping[str, Subspace], features: Mapping[str, Values]) -> Values:
    """Return every measure but the last, not yet in units of its limit."""
    parts = [name.split(".") for name in _PRIMARY]
    primary = [
        spaces[group].within(features[group])
        if side == "within"
        else spaces[group].beyond(features[group])
        for group, side in parts
    ]
    layout, space = features["layout"], spaces["layout"]
    upright = space.both(layout)
    turned = min(space.both(turned_layout(layout, quarters)) for quarters in (1, 2, 3))
    return np.array(
        [*primary, upright / max(turned, 1e-3), upright / max(space.both(-layout), 1e-3)]
    )


def _margins() -> Values:
    """Return the margin of each of ``MEASURES``."""
    return np.array(
        [ROOM_MARGIN if name.startswith(("greys", "texture")) else MARGIN for name in MEASURES]
    )


def _together(primary: Values, typical: Values) -> float:
    """Return one distance of all groups, about 1 for a film of the training's kind."""
    return float(np.sqrt(np.mean((primary / typical) ** 2)))
