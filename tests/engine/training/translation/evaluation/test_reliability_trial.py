"""engine.training.translation.evaluation.reliability_trial"""

import numpy as np
import pytest

from engine.frame import FloatImage
from engine.models.translation.reliability import Reliability
from engine.progress import Progress
from engine.training.translation.evaluation import reliability_trial
from engine.training.translation.evaluation.reliability_trial import (
    ReadPlace,
    read_places,
    skill,
)
from tests.engine.training.translation.evaluation.made_up import bending, film


def test_half_of_the_nodules_and_all_but_one_erased_place_are_changed() -> None:
    found = read_places(bending(), film(), 0, Progress())

    nodules = [place.is_changed for place in found if place.is_nodule]
    erased = [place.is_changed for place in found if not place.is_nodule]
    assert nodules == [number % 2 == 0 for number in range(len(nodules))]
    assert erased == [number > 0 for number in range(len(erased))]


def test_the_map_finds_the_damage_of_a_translation_that_is_faithful_otherwise() -> None:
    found = [
        place
        for number in range(3)
        for place in read_places(bending(), film(number), number, Progress())
    ]

    told = skill(found)

    assert told.area > 0.7
    assert (told.changed, told.unchanged) == (
        sum(place.is_changed for place in found),
        sum(not place.is_changed for place in found),
    )


def test_a_map_of_chance_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """If the places themselves gave the answer away, this would be above one half."""
    random = np.random.default_rng(0)

    def by_chance(_generator: object, image: FloatImage, *_: object, **__: object) -> Reliability:
        noise = random.random(image.shape).astype(np.float32)
        return Reliability(noise, noise, noise, 0.0, 0.0, 8)

    monkeypatch.setattr(reliability_trial, "reliability_of", by_chance)
    found = [
        place
        for number in range(12)
        for place in read_places(bending(), film(number % 4), number, Progress())
    ]

    assert skill(found).area == pytest.approx(0.5, abs=0.15)


def test_both_kinds_of_change_are_told_apart_separately() -> None:
    places = [
        ReadPlace("a", True, True, 0.9),
        ReadPlace("a", True, False, 0.1),
        ReadPlace("a", False, True, 0.2),
        ReadPlace("a", False, False, 0.3),
    ]

    told = skill(places)

    assert (told.lost, told.invented, told.area) == (1, 0, 0.75)
