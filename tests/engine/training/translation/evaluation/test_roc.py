"""engine.training.translation.evaluation.roc"""

import numpy as np
import pytest
from scipy.stats import mannwhitneyu

from engine.training.translation.evaluation.roc import roc_area


def test_the_area_is_scipys_mann_whitney_statistic_ties_included() -> None:
    random = np.random.default_rng(3)
    high, low = random.integers(2, 9, 37).astype(float), random.integers(0, 7, 53).astype(float)

    found = roc_area(high, low)

    assert found == pytest.approx(mannwhitneyu(high, low).statistic / (37 * 53))


def test_scores_that_tell_everything_apart_have_an_area_of_one() -> None:
    assert roc_area([0.8, 0.9], [0.1, 0.7]) == 1
    assert roc_area([0.1, 0.7], [0.8, 0.9]) == 0


def test_the_same_scores_tell_nothing() -> None:
    assert roc_area([0.5, 0.5], [0.5]) == 0.5


def test_without_one_kind_there_is_no_area() -> None:
    assert np.isnan(roc_area([], [0.1]))
