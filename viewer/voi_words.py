"""Windows in words."""

from PySide6.QtCore import QCoreApplication

from engine import FullRange, Voi, VoiFunction, VoiLut, Window
from viewer.wording import number

translate = QCoreApplication.translate


def window_text(voi: Voi) -> str:
    """Return "W 1 750  C 1 275" for a corner of the picture."""
    decimals = 0 if voi.width >= 20 else 2
    return f"W {number(voi.width, decimals)}  C {number(voi.centre, decimals)}"


def voi_name(voi: Voi) -> str:
    """Return what kind of VOI it is, in words: "linear", "VOI LUT (adjusted)"."""
    if isinstance(voi, FullRange):
        return translate("Voi", "full range")
    if isinstance(voi, VoiLut):
        return translate("Voi", "VOI LUT (adjusted)") if voi.is_adjusted else "VOI LUT"
    if isinstance(voi, Window) and voi.function is VoiFunction.SIGMOID:
        return translate("Voi", "sigmoid")
    if isinstance(voi, Window) and voi.function is VoiFunction.LINEAR_EXACT:
        return translate("Voi", "linear exact")
    return translate("Voi", "linear")
