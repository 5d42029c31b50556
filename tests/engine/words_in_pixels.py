"""Looking for words in a picture, knowing neither where nor how large they are."""

import cv2
import numpy as np
import numpy.typing as npt

_SIZES_PX = (*range(6, 24), *range(24, 100, 2))
_ALIKE = 0.8


def finds(word: str, picture: npt.NDArray[np.generic], *, is_negative: bool = False) -> bool:
    """Return whether a word stands in a picture, by normalised cross-correlation.

    Args:
        word: As it is spelt.
        picture: (rows, columns) grey levels in any range.
        is_negative: Look for dark letters on bright ground.
    """
    grey = picture.astype(np.float32)
    grey = (grey - grey.min()) / max(float(np.ptp(grey)), 1e-6)
    if is_negative:
        grey = 1 - grey
    top = grey[: max(80, len(grey) // 6)]
    return any(_match(word, top, size) >= _ALIKE for size in _SIZES_PX)


def _match(word: str, grey: npt.NDArray[np.float32], size_px: int) -> float:
    template = _written(word, size_px)
    if template.shape[0] > grey.shape[0] or template.shape[1] > grey.shape[1]:
        return -1.0
    return float(cv2.matchTemplate(grey, template, cv2.TM_CCOEFF_NORMED).max())


def _written(word: str, size_px: int) -> npt.NDArray[np.float32]:
    face = cv2.FontFace("sans")
    width = cv2.getTextSize((0, 0), word, (0, 0), face, size_px, 500)[2]
    canvas = np.zeros((size_px + 2, width + 2), np.uint8)
    cv2.putText(canvas, word, (1, size_px - 1), (255, 255, 255), face, size_px, 500)
    return canvas.astype(np.float32) / np.float32(255)
