"""There and back again: what a translation and its way back make of a film together.

It proves nothing, for a network can hide a film in its picture, and one that does not translate at
all gets nearly 1. It is measured because everybody asks.
"""

from collections.abc import Sequence

from engine.frame import BoolImage, FloatImage
from engine.training.evaluation.measures import Compared, Fidelity, fidelity
from engine.training.translation.evaluation.pictures import passed
from engine.training.translation.evaluation.subject import Subject


def cycles_of_films(
    subject: Subject, films: Sequence[tuple[FloatImage, BoolImage]]
) -> list[Fidelity]:
    """Return how near film -> picture -> film comes to each film in the standard presentation.

    Args:
        subject: None come back where it has no way back.
        films: (rows, columns) float32 in the standard presentation, and where to measure.
    """
    if subject.backward is None:
        return []
    return [
        fidelity(
            Compared(passed(subject.backward, passed(subject.forward, film))),
            Compared(film),
            field,
        )[0]
        for film, field in films
    ]


def cycles_of_target(
    subject: Subject, pictures: Sequence[tuple[FloatImage, BoolImage]]
) -> list[Fidelity]:
    """Return how near picture -> film -> picture comes to each picture of the target.

    Args:
        subject: None come back where it has no way back.
        pictures: (rows, columns) float32 in 0..1, and where to measure.
    """
    if subject.backward is None:
        return []
    return [
        fidelity(
            Compared(passed(subject.forward, passed(subject.backward, picture))),
            Compared(picture),
            field,
        )[0]
        for picture, field in pictures
    ]
