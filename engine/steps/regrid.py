"""Whole films on another grid: pixels, exposed field, what was filled in, spacing and place."""

import numpy as np

from engine.errors import RecipeError
from engine.frame import BoolImage, FloatImage, Frame
from engine.ops import geometry
from engine.ops.field import extended
from engine.ops.stripes import stripe_rows
from engine.orientation import Orientation
from engine.placement import AS_READ, Matrix, Placement
from engine.progress import Progress

MOST_PIXELS = 1 << 26
"""No step makes a film larger than 8192 x 8192: it would not fit into memory beside others."""


def check_size(shape: tuple[int, int]) -> None:
    """Refuse a film that is too large to be made.

    Raises:
        RecipeError: Naming its size.
    """
    rows, columns = shape
    if rows * columns > MOST_PIXELS:
        raise RecipeError(
            f"The film would become {columns} × {rows} pixels, {rows * columns / 1e6:.0f} million; "
            f"at most {MOST_PIXELS / 1e6:.0f} million can be made.",
            hint="Crop or reduce the film before, or enlarge it less.",
        )


def warped(
    frame: Frame,
    matrix: Matrix,
    shape: tuple[int, int],
    spacing_mm: tuple[float, float],
    progress: Progress,
) -> Frame:
    """Return a film looked up through an affine matrix that neither reduces nor much enlarges.

    Args:
        frame: The film.
        matrix: (2, 3): (x, y) px of the new film to px of this one, both counted from the outer
            edge of the first pixel.
        shape: (rows, columns) of the new film.
        spacing_mm: (row, column) of the new film.
        progress: Looked at between parts.

    Returns:
        The film: exposed where all that it was interpolated from is, filled in where any was, and
        black beyond the edges of the old one.

    Raises:
        Cancelled: If nobody wants it any more.
        RecipeError: If it would be too large.
    """
    check_size(shape)
    altered = frame.altered
    pixels = geometry.warped(_inside(frame, progress), matrix, shape, progress.part(0.1, 0.7))
    outside = geometry.touched(~frame.field, matrix, shape, progress.part(0.7, 0.8), beyond=True)
    if outside.any():
        plain = geometry.laid(frame.pixels, matrix, shape, progress.part(0.8, 0.9))
        _patch(pixels, plain, outside, progress)
    if altered is not None:
        altered = geometry.touched(altered, matrix, shape, progress.part(0.9, 1.0), beyond=False)
    placement = Placement.of_pixels(matrix, shape, frame.pixels.shape)
    return frame.regridded(pixels, ~outside, spacing_mm, placement, altered)


def rotated(frame: Frame, angle_degrees: float, progress: Progress) -> Frame:
    """Return a film turned clockwise, on a grid large enough to hold all of it.

    Multiples of 90 degrees only exchange pixels. Where pixels are not square, the spacings of rows
    and columns change places with the nearest of them.

    Raises:
        Cancelled: If nobody wants it any more.
        RecipeError: If it would be too large.
    """
    quarters = round(angle_degrees / 90)
    frame = oriented(frame, Orientation(quarters % 4))
    rest = angle_degrees - 90 * quarters
    if rest == 0:
        return frame
    rows, columns = frame.pixels.shape
    matrix, shape = geometry.turn_matrix(rest, (rows, columns), frame.spacing_mm)
    return warped(frame, matrix, shape, frame.spacing_mm, progress)


def oriented(frame: Frame, orientation: Orientation) -> Frame:
    """Return a film mirrored and turned by quarters, pixel by pixel; itself where nothing turns."""
    if orientation.is_identity:
        return frame
    return frame.regridded(
        orientation.apply(frame.pixels),
        orientation.apply(frame.field),
        orientation.apply_spacing(frame.spacing_mm),
        orientation.placement(),
        None if frame.altered is None else orientation.apply(frame.altered),
    )


def cropped(frame: Frame, rows: slice, columns: slice) -> Frame:
    """Return a part of a film.

    Args:
        frame: The film.
        rows: What is left of them, at least one, from a start to an end on the film.
        columns: Likewise.
    """
    shape = (rows.stop - rows.start, columns.stop - columns.start)
    matrix = np.array([[1.0, 0.0, columns.start], [0.0, 1.0, rows.start]])

    def part(image: BoolImage) -> BoolImage:
        return np.ascontiguousarray(image[rows, columns])

    return frame.regridded(
        np.ascontiguousarray(frame.pixels[rows, columns]),
        part(frame.field),
        frame.spacing_mm,
        Placement.of_pixels(matrix, shape, frame.pixels.shape),
        None if frame.altered is None else part(frame.altered),
    )


def resized(frame: Frame, shape: tuple[int, int], progress: Progress) -> Frame:
    """Return a film of other rows and columns: area-averaged where they are fewer, else Lanczos.

    Args:
        frame: The film.
        shape: (rows, columns) wanted, 1 or more.
        progress: Looked at between parts.

    Returns:
        The film, exposed where all that a pixel was made from is; itself if it has that size.

    Raises:
        Cancelled: If nobody wants it any more.
        RecipeError: If it would be too large.
    """
    if shape == frame.pixels.shape:
        return frame
    check_size(shape)
    altered = frame.altered
    pixels = geometry.resized(_inside(frame, progress), shape, progress.part(0.2, 0.8))
    outside = geometry.touched_when_resized(~frame.field, shape, progress.part(0.8, 0.85))
    if outside.any():
        plain = geometry.resized_plainly(frame.pixels, shape, progress.part(0.85, 0.95))
        _patch(pixels, plain, outside, progress)
    if altered is not None:
        altered = geometry.touched_when_resized(altered, shape, progress.part(0.95, 1.0))
    (rows, columns), (row_mm, column_mm) = frame.pixels.shape, frame.spacing_mm
    spacing_mm = row_mm * rows / shape[0], column_mm * columns / shape[1]
    return frame.regridded(pixels, ~outside, spacing_mm, AS_READ, altered)


def _inside(frame: Frame, progress: Progress) -> FloatImage:
    """Return the film with what was not exposed replaced by what lies nearest inside."""
    if frame.field.all():
        return frame.pixels
    return extended(frame.pixels, frame.field, progress)


def _patch(pixels: FloatImage, plain: FloatImage, outside: BoolImage, progress: Progress) -> None:
    """Put another film in where this one is not exposed."""
    height = stripe_rows(plain.shape)
    for low in range(0, plain.shape[0], height):
        progress.check()
        part = slice(low, low + height)
        np.copyto(pixels[part], plain[part], where=outside[part])
