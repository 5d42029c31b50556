"""Windows to choose from: the file's own, and those found on the film; with their pictures."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from engine import Histogram, Interest, Picture, Voi, relative_windows

MOST_OF_THE_FILE = 7
PICTURE_PX = (136, 112)  # twice 68 x 56

_SAMPLES = 4
"""Pixels each way that one of a preset's picture is the mean of: all of them would take 4 ms."""

Indices = npt.NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Preset:
    """One window to choose.

    Attributes:
        name: What stands under it.
        voi: The window.
        meaning: What it shows, as a sentence; "" where its name is all there is to say.
    """

    name: str
    voi: Voi
    meaning: str = ""


def presets_of(picture: Picture, counted: Histogram, vois: tuple[Voi, ...]) -> tuple[Preset, ...]:
    """Return the windows to choose from: the file's own first, then those found on the film.

    None is found on what a network invented: it would be chosen by structures that may not exist.

    Args:
        picture: The film as read, or a display-ready result.
        counted: Its histogram.
        vois: The file's own; none for a display-ready result.
    """
    translate = QCoreApplication.translate
    of_file = translate("Windows", "File")
    own = vois[:MOST_OF_THE_FILE]
    found = [
        Preset(
            voi.explanation or (of_file if i == 0 else f"{of_file} {i + 1}"),
            voi,
            translate("Windows", "A window that the file brings along."),
        )
        for i, voi in enumerate(own)
    ]
    taken = {(voi.centre, voi.width) for voi in own}
    for each in relative_windows(counted):
        place = each.window.centre, each.window.width
        is_drawn_by_network = picture.is_synthetic and each.interest is not Interest.FULL_FIELD
        if place not in taken and not is_drawn_by_network:
            found.append(Preset(*_named(each.interest, each.window)))
            taken.add(place)
    return tuple(found)


def _named(interest: Interest, window: Voi) -> tuple[str, Voi, str]:
    translate = QCoreApplication.translate
    names = {
        Interest.BONE: (
            translate("Windows", "Bone detail"),
            translate("Windows", "the dense two thirds of the body, up to the densest bone."),
        ),
        Interest.LUNG: (
            translate("Windows", "Lung field"),
            translate("Windows", "the lucent two thirds of the body, without air around it."),
        ),
        Interest.SOFT_TISSUE: (
            translate("Windows", "Soft tissue"),
            translate("Windows", "the middle of the body, without its lucent and dense ends."),
        ),
        Interest.LINES: (
            translate("Windows", "Lines"),
            translate("Windows", "tubes and lines behind heart and diaphragm: high contrast."),
        ),
        Interest.FULL_FIELD: (
            translate("Windows", "Full field"),
            translate("Windows", "every value of the exposed field, nothing clipped."),
        ),
        Interest.AUTO: (
            translate("Windows", "Auto"),
            translate("Windows", "the middle 96 % of the exposed field, as the key 0."),
        ),
    }
    name, meaning = names[interest]
    return name, window, f"{name}: {meaning}"


def reduced(picture: Picture) -> Indices:
    """Return the middle of a film as small as a preset shows it: at most 112 x 136 indices."""
    rows, columns = picture.shape
    row_mm, column_mm = picture.spacing_mm
    width, height = float(columns), rows * row_mm / column_mm
    factor = max(PICTURE_PX[0] / width, PICTURE_PX[1] / height)  # fills the button, cut evenly
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    apart = max(1, min(rows // (_SAMPLES * size[1]), columns // (_SAMPLES * size[0])))
    sampled = np.ascontiguousarray(picture.indices[::apart, ::apart])
    small = cv2.resize(sampled, size, interpolation=cv2.INTER_AREA)
    top, left = (size[1] - PICTURE_PX[1]) // 2, (size[0] - PICTURE_PX[0]) // 2
    cut = small[max(0, top) : top + PICTURE_PX[1], max(0, left) : left + PICTURE_PX[0]]
    return np.ascontiguousarray(cut).astype(np.uint16, copy=False)


def picture_in(small: Indices, picture: Picture, voi: Voi) -> QImage:
    """Return a small film in a window."""
    grey = np.ascontiguousarray(cv2.LUT(small, picture.table(voi)))
    rows, columns = grey.shape
    return QImage(grey.data, columns, rows, grey.strides[0], QImage.Format.Format_Grayscale8).copy()
