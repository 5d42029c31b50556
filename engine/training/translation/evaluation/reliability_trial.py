"""Does the reliability map fire where a translation lost or invented a nodule, and only there?

The translation is damaged on purpose, so that there is something to find however good it is: every
other planted nodule is lost, every erased place but one gets a nodule painted. The map of the film
with nodules is then read at every place, and each place is told by its fate, by the same measure as
elsewhere: "changed" is a nodule that is lost, by our damage or by the network itself, or an erased
place with something invented; the others are nodules that are kept and places left empty. So the
map must not fire merely because something is there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.models.translation.predict import LONG_SIDE
from engine.models.translation.reliability import reliability_of
from engine.models.translation.seen import filled, reduced_film
from engine.ops.standard import StandardCurve
from engine.progress import Progress
from engine.training.films import TrainingFilm
from engine.training.translation.evaluation.damage import Damage, DamagedGenerator
from engine.training.translation.evaluation.lungs import lung_places, lung_region
from engine.training.translation.evaluation.nodule_fate import fates
from engine.training.translation.evaluation.nodules import CONTRASTS, nodule_trial, on_average
from engine.training.translation.evaluation.pictures import passed
from engine.training.translation.evaluation.roc import roc_area
from engine.training.translation.evaluation.subject import Subject

_LEFT_EMPTY = 1


@dataclass(frozen=True, slots=True)
class ReadPlace:
    """The reliability map at one place.

    Attributes:
        film: Name of the film.
        is_nodule: A nodule was planted there; otherwise the place was erased.
        is_changed: The nodule is lost, or something is invented.
        score: Mean of the map over the place, 0..1.
    """

    film: str
    is_nodule: bool
    is_changed: bool
    score: float


@dataclass(frozen=True, slots=True)
class MapSkill:
    """How well the map tells places apart: areas under ROC curves, with how many of each.

    Attributes:
        area: Changed against unchanged places of both kinds.
        lost: Lost against kept nodules.
        invented: Places with something invented against empty ones.
        changed: Places changed.
        unchanged: Places not changed.
    """

    area: float
    lost: float
    invented: float
    changed: int
    unchanged: int


def skill(places: Sequence[ReadPlace]) -> MapSkill:
    """Return how well the map tells places apart; not a number where one kind is missing."""

    def area(chosen: Sequence[ReadPlace]) -> float:
        return roc_area(
            [place.score for place in chosen if place.is_changed],
            [place.score for place in chosen if not place.is_changed],
        )

    changed = sum(place.is_changed for place in places)
    return MapSkill(
        area(places),
        area([place for place in places if place.is_nodule]),
        area([place for place in places if not place.is_nodule]),
        changed,
        len(places) - changed,
    )


def read_places(
    subject: Subject, film: TrainingFilm, seed: int, progress: Progress
) -> list[ReadPlace]:
    """Return the reliability map of a film read at its places; none where nothing can be planted.

    Args:
        subject: Damaged for this film.
        film: The film; it is reduced as for the network.
        seed: Of places.
        progress: Told of each run.

    Raises:
        Cancelled: If nobody wants it any more.
    """
    small, field = reduced_film(film.archive, film.field, LONG_SIDE)
    curve = StandardCurve.of(small, field)
    lungs = lung_region(field)
    trial = nodule_trial(small, field, lung_places(curve.apply(small), field), seed)
    if trial is None:
        return []
    empty, planted = (filled(curve.apply(image), field) for image in (trial.empty, trial.planted))
    whole = passed(subject.forward, empty)
    inside = lungs if lungs.any() else field
    damage = Damage(
        lost=trial.nodules[::2],
        invented=trial.erased[_LEFT_EMPTY:],
        amount=max(CONTRASTS) * float(whole[inside].std() / trial.empty[inside].std()) * trial.span,
    )
    faulty = DamagedGenerator(subject.forward, planted, damage)
    found = fates(trial, passed(faulty, empty), passed(faulty, planted), lungs)
    seen = reliability_of(faulty, planted, field, progress, seed=seed).combined
    return [
        ReadPlace(film.name, fate.is_nodule, fate.is_changed, on_average(seen, fate.place))
        for fate in found
    ]
