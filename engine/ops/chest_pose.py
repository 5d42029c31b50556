"""How a frontal chest lies on a film: eight numbers, and the search for the best of them."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from engine.frame import FloatImage
from engine.progress import Progress

Poses: TypeAlias = npt.NDArray[np.float32]
"""(n, 8): the columns are those of ``USUAL``."""

Points: TypeAlias = npt.NDArray[np.float32]

USUAL = np.array([0.492, 0.862, 0.0, 0.096, 0.0, 0.616, -0.02, 0.0], np.float32)
"""Middle between the lungs and width across both; by how much the side on the left of the film is
wider, as a share; height of the apices, and by how much that on the left is lower; height of the
lungs, and by how much that on the left is higher; tilt in radians. Lengths are shares of the
film's longer side. Mean over the films of the atlas."""

SPREAD = np.array([0.05, 0.09, 0.05, 0.05, 0.025, 0.1, 0.045, 0.06], np.float32)
"""Standard deviation over those films, and a little more."""

_LEEWAY = 0.01  # of the score for one standard deviation from the usual
_FIRST, _LATER, _ROUNDS = 800, 200, 8  # poses tried
_FIRST_KEPT, _LATER_KEPT = 50, 50
_LEAST_STEP = 0.001
_INNER = 0.25  # of the width: between the lungs, the two sides pass into each other


def placed(poses: Poses, points: Points) -> Points:
    """Return where points of a chest lie on a film.

    Args:
        poses: (n, 8).
        points: (m, 2): x from -0.5 to 0.5 across both lungs, y from 0 at the apices to 1 at the
            lowest points of the lungs.

    Returns:
        (n, m, 2) float32 (x, y) as shares of the film's longer side.
    """
    middle, width, asymmetry, top, top_apart, height, height_apart, tilt = poses.T
    x, y = points[:, 0], points[:, 1]
    side = np.clip(x / _INNER, -1, 1)
    along = np.stack([np.ones_like(x), x, np.abs(x), side, y, y * side])  # all is linear in these
    nothing = np.zeros_like(middle)
    across = np.stack([nothing, width, -width * asymmetry, nothing, nothing, nothing], axis=1)
    down = np.stack(
        [-height / 2, nothing, nothing, -top_apart / 2, height, -height_apart / 2], axis=1
    )  # from the middle of the lungs
    at = np.empty((poses.shape[0], points.shape[0], 2), np.float32)
    at[..., 0] = middle[:, None] + (across - tilt[:, None] * down) @ along
    at[..., 1] = (top + height / 2)[:, None] + (down + tilt[:, None] * across) @ along
    return at


def best_pose(score: Callable[[Poses], FloatImage], progress: Progress) -> Poses:
    """Return (1, 8): the mean of the best poses found, near the usual where they are alike.

    Args:
        score: (n, 8) poses to (n,) scores, the higher the better; a few hundredths matter.
        progress: Looked at between rounds.

    Raises:
        Cancelled: If nobody wants the result any more.

    Source: cross-entropy method, Rubinstein, Methodol. Comput. Appl. Probab. 1, 1999; always the
    same random numbers, so that a film always gives the same.
    """
    random = np.random.default_rng(0)
    shape = USUAL.shape[0]
    poses = USUAL + 1.2 * SPREAD * random.standard_normal((_FIRST, shape), dtype=np.float32)
    kept = _FIRST_KEPT
    for _ in range(_ROUNDS + 1):
        progress.check()
        leeway = _LEEWAY * np.square((poses - USUAL) / SPREAD).sum(axis=1)
        order = np.argsort(leeway - score(poses), kind="stable")
        best = poses[order[:kept]]
        step = best.std(axis=0) + np.float32(_LEAST_STEP)
        mean = best.mean(axis=0)
        poses = mean + step * random.standard_normal((_LATER, shape), dtype=np.float32)
        kept = _LATER_KEPT
    return np.asarray(mean[None], np.float32)
