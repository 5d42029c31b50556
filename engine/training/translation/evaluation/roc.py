"""How well a number tells two kinds of place apart."""

from collections.abc import Sequence

import numpy as np

from engine.training.evaluation.estimates import Numbers


def roc_area(positive: Sequence[float] | Numbers, negative: Sequence[float] | Numbers) -> float:
    """Return the area under the ROC curve.

    It is the probability that one of the positive has the greater score than one of the negative,
    ties counted half; 0.5 tells nothing apart.

    Args:
        positive: Scores where it should be high.
        negative: Scores where it should be low.

    Returns:
        0..1, or not a number where either is empty.

    Source: Hanley and McNeil, Radiology 143(1), 1982: the Mann-Whitney statistic over its largest.
    """
    high, low = np.asarray(positive, np.float64), np.sort(np.asarray(negative, np.float64))
    if not (high.size and low.size):
        return float("nan")
    below = np.searchsorted(low, high, "left")
    not_above = np.searchsorted(low, high, "right")
    return float((below + not_above).sum() / 2 / (high.size * low.size))
