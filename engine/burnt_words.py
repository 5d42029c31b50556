"""The words in the pixels of whatever is written of a synthetic picture.

They stand in a black band across the top, in white, with the film already turned for display and,
in a bitmap, already windowed: they read straight and under any window. The picture keeps its
size; what the band covers is lost, in a picture that is not for diagnosis.
"""

import math
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from typing import TypeVar

import cv2
import numpy as np
import numpy.typing as npt

Grey = TypeVar("Grey", bound=npt.NDArray[np.uint8] | npt.NDArray[np.uint16])

LINE_SHARE = 0.03
"""Height of a line over the film's mean side, the square root of its pixels."""

_SMALLEST_LINE_PX = 14
_LETTERS_PER_LINE = 0.74
_LEGIBLE_PX, _SMALLEST_PX = 9, 6
_MOST_OF_FILM, _MOST_OF_SMALL_FILM = 0.25, 0.75
_WEIGHT = 500
_BETWEEN = "   "
_NOT_APART = "NOT FOR"
"""A line that ends in NOT, before one that begins with FOR, is easily misread."""


@dataclass(frozen=True, slots=True)
class _Layout:
    lines: tuple[str, ...]
    size_px: int

    @property
    def pitch_px(self) -> int:
        return math.ceil(self.size_px / _LETTERS_PER_LINE)

    @property
    def rows(self) -> int:
        return len(self.lines) * self.pitch_px


def burnt(grey: Grey, words: Sequence[str], *, black: int, white: int) -> Grey:
    """Return the picture with words across its top.

    Args:
        grey: (rows, columns) uint8 or uint16, as it is going to be looked at; not changed.
        words: The warning first, then what matters less; what a small film has no room for is
            left out from the end, and the warning last of all.
        black: The value of the band.
        white: The value of the letters; those between are their soft edges.

    Returns:
        The same shape and dtype, new. Everything below the band is as it was.

    Raises:
        ValueError: If the picture is no (rows, columns), or there are no words.
    """
    if grey.ndim != 2 or not words:
        raise ValueError(f"words are burnt into (rows, columns), not into {grey.shape}")
    rows, columns = grey.shape
    cover = _cover(_layout(tuple(words), rows, columns), columns)[:rows]
    marked = copy(grey)
    levels = black + (white - black) * (cover.astype(np.float64) / 255)
    marked[: len(cover)] = np.round(levels).astype(grey.dtype)
    return marked


def _layout(words: tuple[str, ...], rows: int, columns: int) -> _Layout:
    """Return lines that fit: as large as wanted, with as many words as there is room for."""
    line_px = max(_SMALLEST_LINE_PX, round(LINE_SHARE * math.sqrt(rows * columns)))
    wanted = max(_LEGIBLE_PX, int(line_px * _LETTERS_PER_LINE))
    for kept in range(len(words), 0, -1):
        for size_px in range(wanted, _LEGIBLE_PX - 1, -1):
            found = _wrapped(words[:kept], size_px, columns)
            if found is not None and found.rows <= rows * _MOST_OF_FILM:
                return found
    for size_px in range(_LEGIBLE_PX - 1, _SMALLEST_PX - 1, -1):
        found = _wrapped(words[:1], size_px, columns)
        if found is not None and found.rows <= rows * _MOST_OF_SMALL_FILM:
            return found
    return _Layout(words[:1], _SMALLEST_PX)  # no room for the warning: as much as there is


def _wrapped(words: tuple[str, ...], size_px: int, columns: int) -> _Layout | None:
    """Return the words in lines of the film's width, or None where one is wider than it."""
    face = cv2.FontFace("sans")

    def fits(line: str) -> bool:
        return _width(face, line, size_px) + size_px <= columns

    lines: list[str] = []
    for phrase in words:
        if lines and fits(lines[-1] + _BETWEEN + phrase):
            lines[-1] += _BETWEEN + phrase
            continue
        line = ""
        for word in _unbreakable(phrase):
            longer = f"{line} {word}".strip()
            if fits(longer):
                line = longer
                continue
            if not (line and fits(word)):
                return None
            lines.append(line)
            line = "" if word == "-" else word  # no line begins with the dash
        lines.append(line)
    return _Layout(tuple(lines), size_px)


def _unbreakable(phrase: str) -> list[str]:
    """Return what stays on one line: words, and those that are not read apart."""
    before, together, after = phrase.partition(_NOT_APART)
    return [*before.split(), *([together] if together else []), *after.split()]


def _width(face: cv2.FontFace, line: str, size_px: int) -> int:
    return int(cv2.getTextSize((0, 0), line, (0, 0), face, size_px, _WEIGHT)[2])


def _cover(layout: _Layout, columns: int) -> npt.NDArray[np.uint8]:
    """Return the band: (rows, columns) uint8, 0 is its ground and 255 a letter."""
    face = cv2.FontFace("sans")
    band = np.zeros((layout.rows, columns), dtype=np.uint8)
    margin = layout.size_px // 2
    rise = round(layout.pitch_px * 0.26)
    for number, line in enumerate(layout.lines, 1):
        origin = (margin, number * layout.pitch_px - rise)
        cv2.putText(band, line, origin, (255, 255, 255), face, layout.size_px, _WEIGHT)
    return band
