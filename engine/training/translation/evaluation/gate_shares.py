"""Which films a model's gate lets in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.errors import EngineError
from engine.frame import BoolImage, FloatImage
from engine.models.translation.gate import Gate
from engine.models.translation.predict import GATE_LONG_SIDE
from engine.models.translation.seen import reduced_film
from engine.reading import find_films, read_radiograph
from engine.training.films import presented


@dataclass(frozen=True, slots=True)
class GateShare:
    """What a gate says of a set of films.

    Attributes:
        films: Looked at.
        admitted: Share of them that it lets in, 0..1.
        unexpected: Names of those that it should have treated otherwise.
    """

    films: int
    admitted: float
    unexpected: Sequence[str]


def admitted_films(
    gate: Gate, films: Sequence[tuple[str, FloatImage, BoolImage]]
) -> GateShare | None:
    """Return how many films of the right kind are let in; None without films.

    Args:
        gate: Of the model.
        films: Name, (rows, columns) float32 in 0..1 as presented, and the field.
    """
    refused = [
        name
        for name, film, field in films
        if not gate.look(*reduced_film(film, field, GATE_LONG_SIDE)).is_admitted
    ]
    return GateShare(len(films), 1 - len(refused) / len(films), refused) if films else None


def admitted_others(gate: Gate, folder: Path, say: Callable[[str], None]) -> GateShare | None:
    """Return how many films of another kind are let in all the same; None without films.

    Args:
        gate: Of the model.
        folder: Of films the model should not know, in any format that can be read.
        say: Given a sentence for each file that cannot be read, which does not count.

    Raises:
        EngineError: If the folder holds no film at all.
    """
    let_in: list[str] = []
    count = 0
    for path in find_films([folder]):
        try:
            film, field = presented(read_radiograph(path))
        except EngineError as error:
            say(f"{path.name} is left out: {error}")
            continue
        count += 1
        if gate.look(*reduced_film(film, field, GATE_LONG_SIDE)).is_admitted:
            let_in.append(path.name)
    return GateShare(count, len(let_in) / count, let_in) if count else None
