"""The window in force, said in the stored values of a derived object."""

from dataclasses import replace

from engine.frame import ValueScale
from engine.grayscale.voi import FullRange, VoiFunction, Window

TOP = 65535
"""Highest stored value: 0..65535 stands for the 0..1 of a frame."""


def written_window(voi: Window | FullRange, scale: ValueScale) -> Window:
    """Return the window that shows new stored values as ``voi`` shows modality values.

    Args:
        voi: In modality values; the full range is written as the LINEAR window that equals it.
        scale: Modality values of stored value 0 and 65535. Where dense is small, bright and dark
            have changed places in the new values already, and the window is mirrored with them.

    The centre of LINEAR lies half a value below its nominal one, and its width is one more than
    its span: PS3.3 C.11.2.1.2.1.
    """
    step = (scale.high - scale.low) / TOP
    if isinstance(voi, FullRange):  # its own ends: a tiny range would drown in the half and the one
        middle, span = (voi.low + voi.high) / 2, voi.high - voi.low
        voi = Window(voi.centre, voi.width, explanation=voi.explanation)
    elif voi.function is VoiFunction.LINEAR:
        middle, span = voi.centre - 0.5, voi.width - 1
    else:
        return replace(voi, centre=(voi.centre - scale.low) / step, width=voi.width / abs(step))
    return replace(voi, centre=(middle - scale.low) / step + 0.5, width=span / abs(step) + 1)
