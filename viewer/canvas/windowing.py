"""Window centre and width from a drag. No Qt."""

from enum import Enum

from engine import FullRange, VoiFunction, VoiLut, Window

SPEED_PX = 250.0
"""Logical pixels of travel that change the window by its own width, at speed 1."""


class Pace(Enum):
    """How far the window goes for the same travel of the hand."""

    NORMAL = 1.0
    FINE = 0.2
    COARSE = 4.0


def dragged(
    voi: Window | VoiLut | FullRange,
    dx: float,
    dy: float,
    *,
    speed: float = 1.0,
    up_darkens: bool = True,
    bounds: tuple[float, float],
) -> Window | VoiLut:
    """Return the window after a drag: across for the width, up and down for the centre.

    The change is in proportion to the width at the press, so that a film of 16 bits answers
    the hand as one of 8 bits does.

    Args:
        voi: The window at the press; a VOI LUT keeps its curve, a full range becomes a window.
        dx: Logical pixels to the right since the press.
        dy: Logical pixels down since the press, as Qt counts.
        speed: The user's preference, 0.25 to 4.
        up_darkens: Upwards raises the centre; otherwise downwards does.
        bounds: (lowest, highest) modality value of the film. The centre stays within one
            width of them, the width between its least and twice their range.

    Source: own; in proportion to the width as Horos has it (DCMView, startWW).
    """
    low, high = min(bounds), max(bounds)
    span = max(high - low, 1e-6)
    least = least_width(voi, span)
    step = max(voi.width, least) / SPEED_PX * speed
    width = max(least, min(2 * span, voi.width + dx * step))  # an even film has no range
    centre = voi.centre + (-dy if up_darkens else dy) * step
    centre = min(high + width, max(low - width, centre))
    return voi.with_window(centre, width)


def least_width(voi: Window | VoiLut | FullRange, span: float) -> float:
    """Return the smallest width that still means something for this kind of window.

    LINEAR must not go below 1 (PS3.3 C.11.2.1.2); the others may where values are fractions.
    """
    if isinstance(voi, FullRange):
        return 1.0
    if isinstance(voi, Window) and voi.function is VoiFunction.LINEAR:
        return 1.0
    return min(1.0, span / 1000)
