"""engine.training.translation.evaluation.nodule_fate"""

import cv2
import numpy as np
import pytest

from engine.frame import BoolImage, FloatImage
from engine.training.translation.evaluation.lungs import lung_places, lung_region
from engine.training.translation.evaluation.nodule_fate import fates, share_invented, share_kept
from engine.training.translation.evaluation.nodules import (
    NoduleTrial,
    filled_from_rim,
    nodule_trial,
    with_nodule,
)
from tests.engine.training.translation.evaluation.made_up import film


@pytest.fixture
def trial() -> NoduleTrial:
    """Nodules in a phantom."""
    given = film()
    lungs = lung_places(given.wanted, given.field)
    found = nodule_trial(given.archive, given.field, lungs, seed=0)
    assert found is not None
    return found


@pytest.fixture
def lungs() -> BoolImage:
    """Where the lungs of that phantom are."""
    return lung_region(film().field)


def test_the_film_itself_keeps_all_and_invents_nothing(
    trial: NoduleTrial, lungs: BoolImage
) -> None:
    found = fates(trial, trial.empty, trial.planted, lungs)

    assert [fate.share for fate in found if fate.is_nodule] == pytest.approx(
        [1] * len(trial.nodules), rel=0.02
    )
    assert share_kept(found) == 1
    assert share_invented(found) == 0


@pytest.mark.parametrize("power", [0.6, 1.8])
def test_a_change_of_tone_keeps_all_and_invents_nothing(
    trial: NoduleTrial, lungs: BoolImage, power: float
) -> None:
    """Bent grey values change contrasts, but those of what lies around by as much."""

    def curve(image: FloatImage) -> FloatImage:
        return (0.1 + 0.7 * np.clip(image, 0, 1) ** power).astype(np.float32)

    found = fates(trial, curve(trial.empty), curve(trial.planted), lungs)

    assert share_kept(found) == 1
    assert share_invented(found) == 0


def test_nodules_that_are_not_in_the_picture_are_lost(trial: NoduleTrial, lungs: BoolImage) -> None:
    lost = trial.nodules[::2]
    picture = trial.planted.copy()
    for place in lost:
        picture = with_nodule(picture, place, -0.8 * place.grade * trial.span)

    found = fates(trial, trial.empty, picture, lungs)

    assert {fate.place for fate in found if fate.is_nodule and fate.is_changed} == set(lost)


def test_a_blurred_picture_loses_nodules(trial: NoduleTrial, lungs: BoolImage) -> None:
    """Other detail is lost with them: that is no excuse."""

    def blurred(image: FloatImage) -> FloatImage:
        return np.asarray(cv2.GaussianBlur(image, (0, 0), 12), np.float32)

    assert share_kept(fates(trial, blurred(trial.empty), blurred(trial.planted), lungs)) < 0.3


def test_lungs_that_are_flattened_as_a_whole_have_lost_their_nodules(
    trial: NoduleTrial, lungs: BoolImage
) -> None:
    """All detail there is ten times weaker: that the nodules are no worse off is no excuse."""
    brightest = max(float(trial.planted[place.row, place.column]) for place in trial.nodules)

    def flattened(image: FloatImage) -> FloatImage:
        above = np.maximum(image - brightest, 0)
        flat: FloatImage = (0.1 * np.minimum(image, brightest) + 4 * above).astype(np.float32)
        return flat

    found = fates(trial, flattened(trial.empty), flattened(trial.planted), lungs)

    assert share_kept(found) < 0.2


def test_what_is_painted_at_an_erased_place_is_invented(
    trial: NoduleTrial, lungs: BoolImage
) -> None:
    place = trial.erased[0]
    picture = with_nodule(trial.empty, place, 0.16 * trial.span)

    found = fates(trial, picture, picture, lungs)

    assert [fate.place for fate in found if not fate.is_nodule and fate.is_changed] == [place]


def test_a_hole_at_an_erased_place_is_invented_too(trial: NoduleTrial, lungs: BoolImage) -> None:
    place = trial.erased[0]
    picture = with_nodule(filled_from_rim(trial.empty, [place]), place, -0.16 * trial.span)

    found = fates(trial, picture, picture, lungs)

    assert share_invented(found) == pytest.approx(1 / len(trial.erased))
