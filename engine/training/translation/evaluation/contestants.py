"""Who is measured: the translation, and changes of tone that learn nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from engine.frame import BoolImage, FloatImage
from engine.ops.standard import standardised
from engine.training.films import TrainingFilm
from engine.training.translation.evaluation.pictures import picture_of
from engine.training.translation.evaluation.subject import Subject
from engine.training.translation.evaluation.tone import Tones, matched, through
from engine.training.translation.images import DomainImage

IDENTITY, MATCHED, MEAN_CURVE = "identity", "histogram-matched", "mean-curve"


@dataclass(frozen=True, slots=True, eq=False)
class Contestant:
    """One that is measured.

    Attributes:
        name: In JSON and CSV.
        title: In tables.
        show: Makes a picture in 0..1 of a film as presented and its field.
    """

    name: str
    title: str
    show: Callable[[FloatImage, BoolImage], FloatImage]


def contestants(
    subject: Subject, films: Sequence[TrainingFilm], target: Sequence[DomainImage]
) -> list[Contestant]:
    """Return the translation and its rivals; those that need a target only where there is one."""

    def translated(film: FloatImage, field: BoolImage) -> FloatImage:
        return picture_of(subject.forward, film, field)

    found = [
        Contestant(subject.name, "Translation", translated),
        Contestant(IDENTITY, "Film itself, standardised", standardised),
    ]
    if not target:
        return found
    wanted = Tones.mean([Tones.of(one.image, one.field) for one in target])
    usual = Tones.mean([Tones.of(film.wanted, film.field) for film in films])

    def as_target(film: FloatImage, field: BoolImage) -> FloatImage:
        return matched(standardised(film, field), field, wanted)

    def through_mean(film: FloatImage, field: BoolImage) -> FloatImage:
        return through(standardised(film, field), usual, wanted)

    return [
        *found,
        Contestant(MATCHED, "Histogram-matched film", as_target),
        Contestant(MEAN_CURVE, "Fixed mean curve", through_mean),
    ]
