"""All that is measured on one film: structure, islands, consolidations and nodules."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from engine.frame import BoolImage, FloatImage
from engine.ops.standard import standardised
from engine.training.films import TrainingFilm
from engine.training.translation.evaluation.consolidations import (
    Consolidated,
    with_consolidations,
)
from engine.training.translation.evaluation.contestants import Contestant
from engine.training.translation.evaluation.islands import DARK_BELOW, dark_islands
from engine.training.translation.evaluation.lungs import lung_places, lung_region
from engine.training.translation.evaluation.nodule_fate import Fate, fates
from engine.training.translation.evaluation.nodules import NoduleTrial, nodule_trial
from engine.training.translation.evaluation.structure import Structure, structure


@dataclass(frozen=True, slots=True, eq=False)
class Opacity:
    """What became of a film with planted consolidations.

    Attributes:
        islands: Share of the field in dark islands.
        dark_core: Share of the consolidations' cores that came out dark.
    """

    islands: float
    dark_core: float


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """What one contestant made of one film.

    Attributes:
        contestant: Its name.
        film: The film's name.
        picture: (rows, columns) float32 in 0..1.
        seconds: It took.
        structure: Against the film as presented.
        islands: Share of the field in dark islands within the lungs.
        is_mask_known: Whether the lungs were known from a mask.
        opacity: On the film with consolidations; None where none could be planted.
        fates: Of nodules and erased places; empty where none could be planted.
    """

    contestant: str
    film: str
    picture: FloatImage
    seconds: float
    structure: Structure
    islands: float
    is_mask_known: bool
    opacity: Opacity | None
    fates: Sequence[Fate]


class FilmTrial:
    """One film, with and without what is planted in it.

    Args:
        film: The film.
        mask: (rows, columns) True in its lungs, if somebody drew it.
        seed: Of what is planted.
        has_nodules: Whether nodules are planted: they take two more pictures.
    """

    def __init__(
        self, film: TrainingFilm, mask: BoolImage | None, seed: int, *, has_nodules: bool = True
    ) -> None:
        self.film = film
        self.lungs = lung_region(film.field, mask)
        places = lung_places(film.wanted, film.field, mask)
        self._is_mask_known = mask is not None
        self._opaque = with_consolidations(film.archive, film.field, places, seed)
        self.nodules = nodule_trial(film.archive, film.field, places, seed) if has_nodules else None

    def measured(self, contestant: Contestant) -> Finding:
        """Return what a contestant makes of the film."""
        film = self.film
        began = time.perf_counter()
        picture = contestant.show(film.archive, film.field)
        seconds = time.perf_counter() - began
        return Finding(
            contestant=contestant.name,
            film=film.name,
            picture=picture,
            seconds=seconds,
            structure=structure(picture, film.archive, film.field),
            islands=dark_islands(picture, film.wanted, film.field, self.lungs).share,
            is_mask_known=self._is_mask_known,
            opacity=None if self._opaque is None else self._opacity(contestant, self._opaque),
            fates=[] if self.nodules is None else self._fates(contestant, self.nodules),
        )

    def _opacity(self, contestant: Contestant, opaque: Consolidated) -> Opacity:
        field = self.film.field
        picture = contestant.show(opaque.film, field)
        seen = standardised(opaque.film, field)
        dark = picture[opaque.core] < DARK_BELOW
        return Opacity(
            dark_islands(picture, seen, field, self.lungs).share,
            float(dark.mean()) if dark.size else 0.0,
        )

    def _fates(self, contestant: Contestant, trial: NoduleTrial) -> list[Fate]:
        empty, planted = (
            contestant.show(film, trial.field) for film in (trial.empty, trial.planted)
        )
        return fates(trial, empty, planted, self.lungs)
