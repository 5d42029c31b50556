"""engine.training.translation.evaluation.damage"""

import numpy as np
import pytest
import torch
from torch import nn

from engine.frame import FloatImage
from engine.models.translation.perturbed import Perturbation
from engine.training.translation.evaluation.damage import Damage, DamagedGenerator
from engine.training.translation.evaluation.nodules import Place, contrast, with_nodule
from engine.training.translation.evaluation.pictures import passed
from tests.engine.training.translation.evaluation.made_up import film

LOST, PAINTED = Place(120, 90, 8.0, 0.1), Place(150, 200, 7.0, 0.0)


@pytest.fixture
def seen() -> FloatImage:
    """A film in the standard presentation with a nodule."""
    return with_nodule(film().wanted, LOST, 0.3)


def test_one_nodule_is_lost_and_one_is_painted(seen: FloatImage) -> None:
    faulty = DamagedGenerator(nn.Identity(), seen, Damage([LOST], [PAINTED], 0.25))

    picture = passed(faulty, seen)

    assert abs(contrast(picture, LOST)) < 0.2 * contrast(seen, LOST)
    assert contrast(picture, PAINTED) - contrast(seen, PAINTED) == pytest.approx(0.25, rel=0.15)
    assert np.array_equal(picture[250:], seen[250:])


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_the_fault_moves_with_the_patient(seen: FloatImage, number: int) -> None:
    """Shifted, mirrored, bent and noisy as the reliability map takes a film again."""
    faulty = DamagedGenerator(nn.Identity(), seen, Damage([], [PAINTED], 0.25))
    again = Perturbation.drawn(number, 0.01, np.random.default_rng(number))

    with_fault = again.undo(passed(faulty, again.apply(seen)))
    without = again.undo(again.apply(seen))

    difference = with_fault - without
    row, column = np.unravel_index(np.argmax(difference), difference.shape)
    assert np.hypot(row - PAINTED.row, column - PAINTED.column) <= PAINTED.radius
    assert contrast(difference, PAINTED) > 0.2


def test_a_fault_that_has_left_the_film_is_not_painted(seen: FloatImage) -> None:
    edge = Place(20, 20, 9.0, 0.0)
    faulty = DamagedGenerator(nn.Identity(), seen, Damage([], [edge], 0.25))
    moved = np.roll(seen, (-12, -12), (0, 1))

    picture = faulty(torch.from_numpy(moved)[None, None])[0, 0].numpy()

    assert np.array_equal(picture, moved)
