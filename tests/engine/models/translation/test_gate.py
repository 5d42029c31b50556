"""engine.models.translation.gate"""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import skimage.data

from engine.errors import EngineError
from engine.frame import BoolImage, FloatImage
from engine.models.translation.gate import MEASURES, Gate
from engine.models.translation.gate_features import field_picture
from tests.engine.models.translation.made_films import limb, trunk

Film = tuple[FloatImage, BoolImage]

MADE = 24
CHESTS = ("RG1_J2KI", "966_fixed", "RG1_JLSN", "1.2.276.0.7230010.3.1.4.8323329.6904")
"""Frontal chests among the films of all kinds, looked at one by one."""


def whole(film: FloatImage) -> Film:
    return np.ascontiguousarray(film), np.ones(film.shape, np.bool_)


@pytest.fixture(scope="module")
def gate() -> Gate:
    """What 24 made trunks of 12 patients look like."""
    return Gate.fitted([whole(trunk(n)) for n in range(MADE)], [str(n // 2) for n in range(MADE)])


@pytest.fixture(scope="module")
def chest_gate(shared_data: Path) -> Gate:
    """What the real chest films of the training look like."""
    from engine.training.films import read_films

    films, _ = read_films(shared_data / "chest_xray" / "train", 384)
    return Gate.fitted([(f.archive, f.field) for f in films], [f.patient for f in films])


@pytest.fixture(scope="module")
def unseen(shared_data: Path) -> list[Film]:
    """Real chest films of other patients."""
    from engine.training.films import read_films

    films, _ = read_films(shared_data / "chest_xray" / "val", 384)
    return [(film.archive, film.field) for film in films]


def test_a_film_of_the_same_kind_is_admitted(gate: Gate) -> None:
    verdicts = [gate.look(*whole(trunk(n))) for n in range(MADE, MADE + 8)]

    assert all(verdict.is_admitted and verdict.distance <= 1 for verdict in verdicts)


def test_a_film_of_another_kind_is_refused(gate: Gate) -> None:
    verdicts = [gate.look(*whole(limb(n))) for n in range(8)]

    assert not any(verdict.is_admitted for verdict in verdicts)
    assert all(verdict.distance > 1 and "unlike" in verdict.reason for verdict in verdicts)


def test_a_negative_is_named(gate: Gate) -> None:
    verdict = gate.look(*whole(1 - trunk(MADE)))

    assert not verdict.is_admitted
    assert "negative" in verdict.reason


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_turned_film_is_refused(gate: Gate, quarters: int) -> None:
    turned = whole(np.rot90(trunk(MADE), quarters))

    verdict = gate.look(*turned)

    assert not verdict.is_admitted
    assert gate.measures(field_picture(*turned))["turned"] > 1


def test_a_blank_film_is_refused(gate: Gate) -> None:
    verdict = gate.look(*whole(np.full((200, 200), 0.5, np.float32)))

    assert not verdict.is_admitted
    assert verdict.reason == "It is all but blank."


def test_a_tiny_film_is_refused_with_its_size(gate: Gate) -> None:
    verdict = gate.look(*whole(trunk(0)[:40, :50]))

    assert not verdict.is_admitted
    assert "50 x 40" in verdict.reason


def test_where_the_field_is_nowhere_the_whole_film_counts(gate: Gate) -> None:
    film = trunk(MADE)

    verdict = gate.look(film, np.zeros(film.shape, np.bool_))

    assert verdict == gate.look(*whole(film))


def test_what_is_stored_judges_the_same(gate: Gate) -> None:
    stored = gate.arrays()

    again = Gate.from_arrays(stored)

    assert all(array.dtype == np.float32 for array in stored.values())
    assert sum(array.nbytes for array in stored.values()) < 300_000
    assert again.look(*whole(limb(3))) == gate.look(*whole(limb(3)))


def test_limits_of_another_kind_of_gate_are_refused(gate: Gate) -> None:
    stored = gate.arrays() | {"limits": np.ones(3, np.float32)}

    with pytest.raises(ValueError, match="limits"):
        Gate.from_arrays(stored)


def test_films_of_one_patient_are_no_training(gate: Gate) -> None:
    films = [whole(trunk(n)) for n in range(3)]

    with pytest.raises(ValueError, match="two patients"):
        type(gate).fitted(films, ["one"] * 3)


def test_the_limits_come_from_unseen_patients() -> None:
    """Two films of a patient are nearly the same: seen ones would be much nearer."""
    films = [whole(trunk(n // 6)) for n in range(MADE)]

    alike = Gate.fitted(films, [str(n // 6) for n in range(MADE)])

    leaking = Gate.fitted(films, [str(n) for n in range(MADE)])
    beyond = MEASURES.index("layout.beyond")
    assert alike.limits[beyond] > 1.5 * leaking.limits[beyond]


def test_unseen_chest_films_are_admitted(chest_gate: Gate, unseen: list[Film]) -> None:
    admitted = [chest_gate.look(*film).is_admitted for film in unseen]

    assert np.mean(admitted) >= 0.95


@pytest.mark.parametrize(
    "change",
    [lambda film: 1 - film, np.rot90, lambda film: np.rot90(film, 2)],
    ids=["negative", "quarter", "half"],
)
def test_chest_films_the_wrong_way_are_refused(
    chest_gate: Gate, unseen: list[Film], change: Callable[[FloatImage], FloatImage]
) -> None:
    admitted = [chest_gate.look(*whole(change(film))).is_admitted for film, _ in unseen]

    assert np.mean(admitted) <= 0.05


@pytest.mark.parametrize("folder", ["dicom", "chest_ct"])
def test_real_pictures_of_other_kinds_are_refused(
    chest_gate: Gate, shared_data: Path, folder: str
) -> None:
    verdicts = [chest_gate.look(*film) for film in others_in(shared_data / folder)]

    assert len(verdicts) > 50
    assert np.mean([verdict.is_admitted for verdict in verdicts]) <= 0.05


def test_noise_gradients_and_photographs_are_refused(chest_gate: Gate) -> None:
    verdicts = [chest_gate.look(*whole(picture)) for picture in made_pictures()]

    assert np.mean([verdict.is_admitted for verdict in verdicts]) <= 0.05


def others_in(folder: Path) -> Iterator[Film]:
    """The films of a folder that are no frontal chest."""
    from engine.reading import find_films, read_radiograph
    from engine.training.films import presented

    for path in find_films([folder]):
        if path.name.startswith(CHESTS):
            continue
        try:
            yield presented(read_radiograph(path), 384)
        except EngineError:  # some are broken on purpose
            continue


def made_pictures() -> Iterator[FloatImage]:
    """Noise, gradients and photographs of anything."""
    random = np.random.default_rng(0)
    down, right = np.mgrid[0:1:300j, 0:1:300j].astype(np.float32)
    yield random.random((300, 300), np.float32)
    yield from (right, down, 1 - down, np.hypot(right - 0.5, down - 0.5), np.sin(60 * right) / 2)
    for name in ("camera", "coins", "moon", "page", "text", "brick", "grass", "gravel", "clock"):
        picture = np.asarray(getattr(skimage.data, name)(), np.float32)
        yield picture / np.float32(255)
