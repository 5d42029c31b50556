"""engine.training.batch_stream"""

import pytest
import torch
from torch.utils.data import Dataset

from engine.training.batch_stream import batches_from


class Squares(Dataset[int]):
    """The square of every step."""

    def __getitem__(self, step: int) -> int:
        return step * step


@pytest.mark.parametrize("workers", [0, 1])
def test_batches_begin_at_a_step_and_end_with_the_training(workers: int) -> None:
    assert list(batches_from(Squares(), 6, 2, workers)) == [4, 9, 16, 25]


def test_only_a_training_that_begins_draws_a_number() -> None:
    """One that goes on has drawn it long ago."""

    def after(step: int) -> torch.Tensor:
        torch.manual_seed(5)
        batches_from(Squares(), 6, step, 0)
        return torch.rand(1)

    torch.manual_seed(5)
    untouched = torch.rand(1)

    assert torch.equal(after(3), untouched)
    assert not torch.equal(after(0), untouched)
