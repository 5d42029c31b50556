"""Total variation: the film nearest to this one that rises and falls as little as possible."""

import cv2
import numpy as np

from engine.frame import FloatImage
from engine.ops.stripes import filtered_in_stripes
from engine.progress import Progress

STEP = 0.25
"""Of the dual ascent: the largest that converges in two dimensions."""

_STRIPE_PIXELS = 200_000


def total_variation(
    image: FloatImage, weight: float, iterations: int, progress: Progress | None = None
) -> FloatImage:
    """Return the film u that makes |u - image| ** 2 / 2 + weight TV(u) small.

    Noise goes, edges stay where they are, and slopes turn into small steps when ``weight`` is
    several times the noise.

    Args:
        image: (rows, columns) float32, any range.
        weight: In grey values, 0 or more; 0 returns a copy. A disc of r px loses 2 weight / r.
        iterations: 1 or more. When ``weight`` is about the noise, 10 are near the end.
        progress: Looked at between iterations of stripes.

    Returns:
        (rows, columns) float32 within the range of ``image`` but for what is left to converge,
        new.

    Raises:
        Cancelled: If nobody wants the result any more.
        ValueError: If ``weight`` is below 0, or ``iterations`` below 1.

    Source: Chambolle, An algorithm for total variation minimization and applications, J. Math.
    Imaging Vis. 20, 2004, eq. 9; model of Rudin, Osher and Fatemi, Physica D 60, 1992.
    """
    if not weight >= 0 or iterations < 1:
        raise ValueError(f"not a weight of 0 or more and an iteration: {weight}, {iterations}")
    progress = progress or Progress()
    if weight == 0:
        return image.copy()

    def work(part: FloatImage) -> FloatImage:
        return _relaxed(part, weight, iterations, progress)

    return filtered_in_stripes(image, iterations + 1, work, progress, pixels=_STRIPE_PIXELS)


def _relaxed(image: FloatImage, weight: float, iterations: int, progress: Progress) -> FloatImage:
    """Return the film after so many steps of the dual field, from 0."""
    down, along = np.zeros_like(image), np.zeros_like(image)  # the dual field, times weight
    steepness_down, steepness_along = np.zeros_like(image), np.zeros_like(image)
    shrink = np.empty_like(image)
    out = image.copy()
    for _ in range(iterations):
        progress.check()
        np.subtract(out[1:], out[:-1], out=steepness_down[:-1])
        np.subtract(out[:, 1:], out[:, :-1], out=steepness_along[:, :-1])
        np.multiply(steepness_down, steepness_down, out=shrink)
        cv2.accumulateSquare(steepness_along, shrink)
        np.sqrt(shrink, out=shrink)  # cv2.magnitude rounds by where its result lies in memory
        cv2.addWeighted(shrink, STEP / weight, shrink, 0.0, 1.0, dst=shrink)
        for dual, change in ((down, steepness_down), (along, steepness_along)):
            cv2.scaleAdd(change, -STEP, dual, dst=dual)
            np.divide(dual, shrink, out=dual)
        np.subtract(image, down, out=out)
        out -= along
        out[1:] += down[:-1]
        out[:, 1:] += along[:, :-1]
    return out
