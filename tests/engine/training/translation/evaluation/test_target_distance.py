"""engine.training.translation.evaluation.target_distance"""

import numpy as np
import pytest

from engine.frame import FloatImage
from engine.training.translation.evaluation.encoder import Encoder, TaughtEncoder, prepared
from engine.training.translation.evaluation.kernel_distance import kernel_distance
from engine.training.translation.evaluation.target_distance import (
    PICTURES_A_PATIENT,
    distances,
    target_sets,
)
from engine.training.translation.images import DomainImage
from tests.engine.training.phantoms import phantom
from tests.engine.training.translation.evaluation.made_up import everywhere


def picture(number: int, power: float = 2.0) -> FloatImage:
    image = (phantom(number) ** power).astype(np.float32)
    return prepared(image, everywhere(image))


def of_patient(patient: str, number: int) -> DomainImage:
    image = picture(number)
    return DomainImage(f"{number}", patient, "slab", image, everywhere(image))


@pytest.fixture
def target() -> list[DomainImage]:
    """Twenty pictures of one patient, three of a second, four of a third."""
    counts = {"a": 20, "b": 3, "c": 4}
    return [of_patient(name, n) for name, count in counts.items() for n in range(count)]


def test_a_patient_with_many_pictures_does_not_outweigh_the_others(
    target: list[DomainImage],
) -> None:
    (found,) = target_sets(target, None)

    assert found.name == "all"
    assert [found.patients.count(name) for name in "abc"] == [PICTURES_A_PATIENT, 3, 4]


def test_patients_learnt_from_are_a_set_of_their_own(target: list[DomainImage]) -> None:
    unseen, learnt = target_sets(target, frozenset("a"))

    assert (unseen.name, set(unseen.patients)) == ("unseen", {"b", "c"})
    assert (learnt.name, set(learnt.patients)) == ("learnt", {"a"})


def test_distances_floor_and_cut_are_those_of_the_features(target: list[DomainImage]) -> None:
    sets = target_sets(target, frozenset("a"))
    films = [picture(number, 1.0) for number in range(30, 36)]
    nearer = [picture(number, 1.7) for number in range(30, 36)]
    encoder = TaughtEncoder(Encoder(), [*films, *sets[0].pictures])

    found, _ = distances({"ours": nearer, "histogram-matched": films}, sets, encoder)

    unseen, learnt = (encoder.features(one.pictures) for one in sets)
    ours, matched = found.distances
    assert found.floor == pytest.approx(kernel_distance(unseen, learnt))
    assert ours.distance == pytest.approx(kernel_distance(encoder.features(nearer), unseen))
    assert ours.cut is not None
    assert ours.cut.share == pytest.approx(1 - ours.distance / matched.distance)
    assert matched.cut is None


def test_the_floor_of_one_set_is_that_between_its_own_patients() -> None:
    sets = target_sets([of_patient("abcd"[n % 4], n) for n in range(12)], None)
    films = [picture(number, 1.0) for number in range(30, 33)]
    encoder = TaughtEncoder(Encoder(), [*films, *sets[0].pictures])

    (found,) = distances({"ours": films}, sets, encoder)

    assert found.floor is not None
    assert found.floor < found.distances[0].distance / 3
