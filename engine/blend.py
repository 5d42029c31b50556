"""How strongly a step counts: its result mixed with what it got."""

from dataclasses import replace

import numpy as np

from engine.frame import FloatImage, Frame
from engine.ops.stripes import CACHED_PIXELS, stripe_rows, stripes
from engine.parameter import Parameter
from engine.progress import Progress
from engine.step import StepKind, StepType, WindowEffect

BLEND = Parameter("blend", "Blend", "", 0, 1, 1)
"""Share of a step's result: 0 leaves the film as it was, 1 is the step."""


def why_not_blended(kind: StepType) -> str:
    """Return why the result of a step cannot be mixed with what it got; "" where it can.

    What keeps pixels, their meaning and the window can.
    """
    if kind.changes_grid:
        return "it moves the whole film, so that nothing lies on what it was"
    if kind.kind is StepKind.SYNTHETIC:
        return "half of what a network invented would pass for film"
    if kind.effect is WindowEffect.SETS:
        return "it sets the window, which is either the film's or its own"
    return ""


def blended(
    before: Frame, after: Frame, blend: float, weights: FloatImage | None, progress: Progress
) -> Frame:
    """Return the film after a step that counts only in part.

    Args:
        before: What the step got.
        after: What it made of it, on the same grid.
        blend: Share of the step, 0 to 1.
        weights: (rows, columns) float32 share at each pixel, which comes on top; None is 1.
        progress: Looked at between parts.

    Returns:
        ``before`` where nothing counts, to the bit; new.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    out = np.empty_like(before.pixels)
    height = stripe_rows(out.shape, pixels=CACHED_PIXELS)
    for part in stripes(out.shape[0], height, progress):
        change = after.pixels[part] - before.pixels[part]
        if weights is not None:
            change *= weights[part]
        if blend != 1:
            change *= np.float32(blend)
        np.add(before.pixels[part], change, out=out[part])
    if blend == 0:
        return replace(before, pixels=out)
    field, altered = after.field, after.altered
    if weights is not None:
        field = np.where(weights > 0, after.field, before.field)
        if altered is not None:
            earlier = np.zeros_like(altered) if before.altered is None else before.altered
            altered = np.where(weights > 0, altered, earlier)
    return replace(after, pixels=out, field=field, altered=altered)
