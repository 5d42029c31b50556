"""engine.training.translation.evaluation.kernel_distance"""

import numpy as np
import pytest

from engine.training.evaluation.estimates import Numbers
from engine.training.translation.evaluation.kernel_distance import (
    KernelDistance,
    cut,
    kernel_distance,
)


def features(count: int, shift: float, seed: int) -> Numbers:
    return np.random.default_rng(seed).normal(shift, 1, (count, 6))


def test_it_is_the_double_sum_of_the_paper() -> None:
    """Binkowski et al. 2018, eq. 4, written out couple by couple."""
    one, two = features(5, 0.0, 1), features(4, 0.7, 2)

    found = kernel_distance(one, two)

    def k(x: Numbers, y: Numbers) -> float:
        return float((np.dot(x, y) / 6 + 1) ** 3)

    m, n = len(one), len(two)
    first = sum(k(one[i], one[j]) for i in range(m) for j in range(m) if i != j) / (m * (m - 1))
    second = sum(k(two[i], two[j]) for i in range(n) for j in range(n) if i != j) / (n * (n - 1))
    between = sum(k(x, y) for x in one for y in two) / (m * n)
    assert found == pytest.approx(first + second - 2 * between, rel=1e-12)


def test_two_samples_of_one_kind_are_on_average_at_no_distance() -> None:
    found = [kernel_distance(features(20, 0, 2 * n), features(20, 0, 2 * n + 1)) for n in range(60)]

    assert abs(np.mean(found)) < 3 * np.std(found) / np.sqrt(len(found))


def test_samples_drawn_with_repetition_are_not_biased() -> None:
    """Compared with their own copies, pictures would look nearer to each other than they are."""
    one, two = features(24, 0.0, 5), features(30, 0.6, 6)
    distance = KernelDistance.of(one, two)
    random = np.random.default_rng(0)

    found = [
        distance.value(np.bincount(random.integers(24, size=24), minlength=24).astype(float))
        for _ in range(3000)
    ]

    assert np.mean(found) == pytest.approx(distance.value(), abs=4 * np.std(found) / 3000**0.5)


def test_the_cut_is_the_share_that_is_gone() -> None:
    two = features(30, 0.0, 9)
    far, near = features(20, 1.2, 7), features(20, 0.6, 8)
    before, after = KernelDistance.of(far, two), KernelDistance.of(near, two)

    found = cut(after, before)

    assert found is not None
    assert found.share == pytest.approx(1 - after.value() / before.value())
    assert found.low < found.share < found.high


def test_there_is_nothing_to_cut_where_nothing_is_between() -> None:
    one = np.zeros((3, 2))

    assert cut(KernelDistance.of(one, one), KernelDistance.of(one, one)) is None


def test_one_picture_has_no_spread() -> None:
    with pytest.raises(ValueError, match="two pictures"):
        kernel_distance(features(1, 0, 0), features(5, 0, 0))
