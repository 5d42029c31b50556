"""A part of a film with what lies around it, mirrored beyond the film's edges."""

from typing import Literal

import cv2

from engine.frame import FloatImage

Mirror = Literal["edge", "pixel"]
"""About the outer edge of the last pixel, which is repeated then, or about its middle."""


def with_margins(
    image: FloatImage,
    rows: slice,
    columns: slice,
    margins: tuple[int, int, int, int],
    mirror: Mirror,
) -> FloatImage:
    """Return a part of a film with margins; only this part is ever copied.

    Args:
        image: (rows, columns) float32.
        rows: Of the part, without margins, within the film.
        columns: The same across.
        margins: (above, below, left, right) px.
        mirror: Where the mirror stands.

    Returns:
        (rows, columns) float32 of the part and its margins; a view where the film is large enough.
    """
    above, below, left, right = margins
    tall, wide = image.shape
    top, bottom = rows.start - above, rows.stop + below
    first, last = columns.start - left, columns.stop + right
    inside = image[max(0, top) : min(tall, bottom), max(0, first) : min(wide, last)]
    beyond = max(0, -top), max(0, bottom - tall), max(0, -first), max(0, last - wide)
    if not any(beyond):
        return inside
    border = cv2.BORDER_REFLECT if mirror == "edge" else cv2.BORDER_REFLECT_101
    mirrored: FloatImage = cv2.copyMakeBorder(inside, *beyond, border)  # type: ignore[assignment]
    return mirrored
