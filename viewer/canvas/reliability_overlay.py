"""Where a translation is not to be trusted, in amber over its picture."""

from functools import cache, lru_cache
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QImage

from viewer.canvas import style
from viewer.canvas.legend import Legend, bar_of
from viewer.canvas.map_overlay import MapLayer, MapNotes
from viewer.canvas.picture_item import RgbTable
from viewer.map_colours import DARK
from viewer.wording import percent

translate = QCoreApplication.translate
FloatMap: TypeAlias = npt.NDArray[np.float32]

OPACITY: Final = 0.55
"""Of full disagreement, unless the user wants it otherwise."""

_TOP: Final = 65535


def reliability_layer(unreliable: FloatMap, opacity: float) -> MapLayer:
    """Return a map of unreliability, ready to be laid over the picture of its film.

    Args:
        unreliable: (rows, columns) float32, turned as the film is: 0 runs agree, 1 they do not.
        opacity: Of the amber where it is 1, 0..1.
    """
    indices = np.rint(np.clip(unreliable, 0, 1) * np.float32(_TOP)).astype(np.uint16)
    words = translate("Reliability", "Reliability over the picture, {opacity}")
    notes = MapNotes(words.format(opacity=percent(opacity)))
    return MapLayer(indices, legend(), notes, amber_table(opacity))


@lru_cache(maxsize=4)
def amber_table(opacity: float) -> RgbTable:
    """Return premultiplied 0xAARRGGBB for each index, (65536,): clear at 0, rising evenly."""
    alpha = np.rint(np.linspace(0, 255 * opacity, _TOP + 1))
    return _packed(alpha[:, None] * _amber() / 255, alpha)


@cache
def _bar() -> QImage:
    """Return the colours over black, as opaque as they can get, where no film shines through."""
    share = np.linspace(0, 1, _TOP + 1)[:, None]
    rgb = np.array(DARK) * (1 - share) + _amber() * share
    return bar_of(_packed(rgb, np.full(_TOP + 1, 255.0)), 0, _TOP)


def _amber() -> npt.NDArray[np.float64]:
    return np.array(QColor(style.WARN).getRgb()[:3], np.float64)  # type: ignore[index]


def _packed(rgb: npt.NDArray[np.float64], alpha: npt.NDArray[np.float64]) -> RgbTable:
    red, green, blue = np.rint(rgb).astype(np.uint32).T
    packed: RgbTable = (alpha.astype(np.uint32) << 24) | (red << 16) | (green << 8) | blue
    packed.setflags(write=False)
    return packed


def legend() -> Legend:
    """Return what stands over the picture while the map does."""
    return Legend(
        translate("Reliability", "Low agreement: do not trust here"),
        translate("Reliability", "runs agree"),
        "",
        translate("Reliability", "runs disagree"),
        warning=translate("Reliability", "Absence of colour is not assurance"),
        width_px=240,
        bar=_bar,
    )
