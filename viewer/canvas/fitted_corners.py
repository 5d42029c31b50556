"""Corner texts on a pane too narrow for two of them on one line."""

from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from PySide6.QtGui import QFont

from viewer.canvas import style
from viewer.canvas.pane_words import CornerTexts
from viewer.canvas.words import width_of
from viewer.theme import TextRole, theme

GAP_PX: Final = 16
"""Between the left and the right text of one line."""

_MOST: Final = 6
"""A corner reaches over at most this part of a pane's height so that a line can step aside."""


def fitted(texts: CornerTexts, width: int, height: int) -> CornerTexts:
    """Return corner texts whose right lines step aside where the left ones leave no room.

    They go on towards the middle of the pane, in their order, as long as the corner stays within
    a sixth of its height: further in it would cover the film, and what has no room then is left
    out as before.

    Args:
        texts: As written.
        width: Of the pane, in logical pixels.
        height: The same.
    """
    return _fitted(texts, width, height, theme().text_scale)


@lru_cache(maxsize=32)
def _fitted(texts: CornerTexts, width: int, height: int, _scale: float) -> CornerTexts:
    line = theme().line(TextRole.SECONDARY)
    rows, free = height // _MOST // line, width - 2 * style.SIDE_PX
    foot = _stepped_aside(texts.bottom_left[::-1], texts.bottom_right[::-1], rows, free)
    title = theme().font(TextRole.TITLE)
    top = _stepped_aside(texts.top_left, texts.top_right, rows, free, title)
    return replace(texts, top_right=top, bottom_right=foot[::-1])


def _stepped_aside(
    left: Sequence[str], right: Sequence[str], rows: int, free: float, first: QFont | None = None
) -> tuple[str, ...]:
    """Return the right lines with "" where they stepped aside; as they were if rows run out."""
    plain = theme().font(TextRole.SECONDARY)
    waiting, found = deque(right), list[str]()
    for number in range(max(rows, len(left), len(right))):
        if not waiting:
            break
        font = first if first is not None and number == 0 else plain
        beside = left[number] if number < len(left) else ""
        found.append(waiting.popleft() if _fits(beside, font, waiting[0], free) else "")
    return tuple(right if waiting else found)


def _fits(left: str, font: QFont, right: str, free: float) -> bool:
    if not left or not right:
        return True
    taken = width_of(left, font) + GAP_PX + width_of(right, theme().font(TextRole.SECONDARY))
    return taken <= free
