"""Windows in words."""

from engine import FullRange, Voi, VoiFunction, VoiLut, Window
from viewer.wording import number


def window_text(voi: Voi) -> str:
    """Return "W 1 750  C 1 275" for a corner of the picture."""
    decimals = 0 if voi.width >= 20 else 2
    return f"W {number(voi.width, decimals)}  C {number(voi.centre, decimals)}"


def voi_name(voi: Voi) -> str:
    """Return what kind of VOI it is, in words: "linear", "VOI LUT (adjusted)"."""
    if isinstance(voi, FullRange):
        return "full range"
    if isinstance(voi, VoiLut):
        return "VOI LUT (adjusted)" if voi.is_adjusted else "VOI LUT"
    if isinstance(voi, Window) and voi.function is VoiFunction.SIGMOID:
        return "sigmoid"
    if isinstance(voi, Window) and voi.function is VoiFunction.LINEAR_EXACT:
        return "linear exact"
    return "linear"
