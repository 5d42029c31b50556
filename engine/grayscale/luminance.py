"""Colour to grey."""

import numpy as np
import numpy.typing as npt

_WEIGHTS = (19595, 38470, 7471)  # 0.299, 0.587, 0.114 of 65 536, and their sum is 65 536

COLOUR_NOTICE = "Colour picture converted to grey (Rec. 601 luminance)."


def luminance(
    rgb: npt.NDArray[np.uint8] | npt.NDArray[np.uint16],
) -> npt.NDArray[np.uint8] | npt.NDArray[np.uint16]:
    """Return the grey of a colour picture; exactly the common value where R = G = B.

    Args:
        rgb: (rows, columns, 3) uint8 or uint16, red first.

    Returns:
        (rows, columns) of the same dtype, new; rounded to the nearest level.

    Source: ITU-R BT.601-7, 2.5.1: Y = 0.299 R + 0.587 G + 0.114 B.
    """
    total = np.full(rgb.shape[:2], 32768, dtype=np.uint32)  # a half, so that >> rounds
    for channel, weight in enumerate(_WEIGHTS):
        total += rgb[..., channel].astype(np.uint32) * np.uint32(weight)
    total >>= 16
    return total.astype(np.uint8) if rgb.dtype == np.uint8 else total.astype(np.uint16)
