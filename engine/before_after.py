"""Original and result side by side in one picture, for a slide or a message."""

import cv2
import numpy as np
import numpy.typing as npt

from engine.version import APPLICATION, NOTICE

GreyBytes = npt.NDArray[np.uint8]

LONGEST_SIDE = 1600
"""Pixels of the longer side of either half."""

_GAP, _GREY, _WHITE = 8, 148, 230
_SMALLEST_TEXT_PX, _LARGEST_TEXT_PX = 9, 26


def before_after(original: GreyBytes, enhanced: GreyBytes, caption: str) -> GreyBytes:
    """Return both films side by side, with words above and below them and none on them.

    Args:
        original: (rows, columns) grey levels of the film as read, turned for display.
        enhanced: Grey levels of the result; it is brought to the original's height.
        caption: What the right half is: "Enhanced: Chest, balanced".

    Returns:
        (rows, columns) uint8, new. Halves up to 1600 px are shown pixel by pixel, larger ones
        area-averaged.
    """
    left, right = _fitted(original), _fitted(enhanced)
    if right.shape[0] != left.shape[0]:
        columns = max(1, round(right.shape[1] * left.shape[0] / right.shape[0]))
        right = _resized(right, columns, left.shape[0])
    rows, columns = left.shape[0], left.shape[1] + _GAP + right.shape[1]
    text_px = int(np.clip(left.shape[1] // 32, _SMALLEST_TEXT_PX, _LARGEST_TEXT_PX))
    band = 2 * text_px
    canvas = np.zeros((rows + 2 * band, columns), dtype=np.uint8)
    canvas[band : band + rows, : left.shape[1]] = left
    canvas[band : band + rows, left.shape[1] + _GAP :] = right
    _write(canvas, "Original", (0, left.shape[1]), band, text_px, _WHITE)
    start = left.shape[1] + _GAP
    _write(canvas, caption, (start, right.shape[1]), band, text_px, _WHITE)
    notice = f"{APPLICATION}. {NOTICE}"
    _write(canvas, notice, (0, columns), band + rows + band, text_px, _GREY)
    return canvas


def _fitted(grey: GreyBytes) -> GreyBytes:
    rows, columns = grey.shape
    factor = LONGEST_SIDE / max(rows, columns)
    if factor >= 1:
        return grey
    return _resized(grey, max(1, round(columns * factor)), max(1, round(rows * factor)))


def _resized(grey: GreyBytes, columns: int, rows: int) -> GreyBytes:
    return cv2.resize(grey, (columns, rows), interpolation=cv2.INTER_AREA).astype(np.uint8)


def _write(
    canvas: GreyBytes, text: str, span: tuple[int, int], bottom: int, size_px: int, grey: int
) -> None:
    """Draw one line in the band that ends at ``bottom``, shortened to its width."""
    start, width = span
    face = cv2.FontFace("sans")
    margin = size_px // 2
    shown = text
    while len(shown) > 1 and _width(canvas, shown, face, size_px) > width - 2 * margin:
        shown = shown.rstrip("…")[:-1].rstrip() + "…"
    baseline = bottom - (3 * size_px) // 5
    cv2.putText(canvas, shown, (start + margin, baseline), (grey, grey, grey), face, size_px, 400)


def _width(canvas: GreyBytes, text: str, face: cv2.FontFace, size_px: int) -> int:
    rows, columns = canvas.shape
    return int(cv2.getTextSize((columns, rows), text, (0, size_px), face, size_px, 400)[2])
