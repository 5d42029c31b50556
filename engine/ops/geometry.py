"""Other grids: a film resized, or looked up through an affine matrix."""

import math
from typing import TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage, FloatImage
from engine.ops.stripes import STRIPE_PIXELS, stripe_rows, stripes
from engine.placement import Matrix, centred
from engine.progress import Progress

ONE_CALL_PIXELS = 1 << 24
"""So many pixels are enlarged in less than 0.3 s, so that nobody waits for them to be given up."""

Grey: TypeAlias = npt.NDArray[np.float32] | npt.NDArray[np.uint8]

_MARGINS = 8  # a stripe is so many times as high as what it needs beside it

_LANCZOS_REACH = 4  # px to either side that an interpolated value depends on


def warped(
    image: FloatImage,
    matrix: Matrix,
    shape: tuple[int, int],
    progress: Progress | None = None,
) -> FloatImage:
    """Return a film on another grid, interpolated from 8 x 8 pixels each.

    OpenCV looks places up to 1/32 px, so that a value may be off by 1/64 of the step to its
    neighbour.

    Args:
        image: (rows, columns) float32, any range; carried on a little beyond its edges.
        matrix: (2, 3): (x, y) px of the new grid to px of ``image``, both counted from the outer
            edge of the first pixel. It turns, mirrors and moves; one that reduces would alias.
        shape: (rows, columns) of the new grid.
        progress: Looked at between stripes.

    Returns:
        ``shape`` float32, new, within 0..1 or the range of ``image``; 0 where there is no film.

    Raises:
        Cancelled: If nobody wants the result any more.

    Source: Duchon, Lanczos filtering in one and two dimensions, J. Appl. Meteorol. 18, 1979.
    """
    bounds = limits(image)
    reach = _LANCZOS_REACH
    # Carried on just as far as it is looked at: OpenCV itself would carry it on over the corners.
    wide: FloatImage = cv2.copyMakeBorder(  # type: ignore[assignment]
        image, reach, reach, reach, reach, cv2.BORDER_REPLICATE
    )
    shifted = matrix + np.array([[0, 0, reach], [0, 0, reach]])
    out = np.empty(shape, np.float32)
    for part in stripes(shape[0], stripe_rows(shape), progress or Progress()):
        _look_up(wide, shifted, out[part], part.start, cv2.INTER_LANCZOS4)
        np.clip(out[part], *bounds, out=out[part])
    return out


def laid(
    image: FloatImage,
    matrix: Matrix,
    shape: tuple[int, int],
    progress: Progress | None = None,
) -> FloatImage:
    """Return a film on another grid, interpolated linearly, fading to 0 where it ends.

    Args:
        image: (rows, columns) float32, any range.
        matrix: (x, y) px of the new grid to px of ``image``, see ``warped``.
        shape: (rows, columns) of the new grid.
        progress: Looked at between stripes.

    Returns:
        ``shape`` float32, new, within 0 and the range of ``image``.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    out = np.empty(shape, np.float32)
    for part in stripes(shape[0], stripe_rows(shape), progress or Progress()):
        _look_up(image, matrix, out[part], part.start, cv2.INTER_LINEAR)
    return out


def touched(
    mask: BoolImage,
    matrix: Matrix,
    shape: tuple[int, int],
    progress: Progress | None = None,
    *,
    beyond: bool,
) -> BoolImage:
    """Return which pixels of another grid a mask has a part in.

    Args:
        mask: (rows, columns) bool.
        matrix: (x, y) px of the new grid to px of ``mask``, see ``warped``.
        shape: (rows, columns) of the new grid.
        progress: Looked at between stripes.
        beyond: What the mask is where there is no film.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    if mask.all() == mask.any() == beyond:
        return np.full(shape, beyond)
    marked = mask.astype(np.uint8) * np.uint8(255)
    out = np.empty(shape, np.uint8)
    for part in stripes(shape[0], stripe_rows(shape), progress or Progress()):
        _look_up(marked, matrix, out[part], part.start, cv2.INTER_LINEAR, 255.0 * beyond)
    return out > 0


def resized(
    image: FloatImage, shape: tuple[int, int], progress: Progress | None = None
) -> FloatImage:
    """Return a film of other rows and columns: area-averaged where they are fewer, else Lanczos.

    Args:
        image: (rows, columns) float32, any range.
        shape: (rows, columns) wanted, 1 or more.
        progress: Looked at between stripes.

    Returns:
        ``shape`` float32, new, within 0..1 and the range of ``image``.

    Raises:
        Cancelled: If nobody wants the result any more.

    Source: Duchon, Lanczos filtering in one and two dimensions, J. Appl. Meteorol. 18, 1979.
    """
    progress = progress or Progress()
    progress.check()
    reduced = _reduced(image, shape)
    progress.check()
    if reduced.shape == shape and reduced is not image:
        return reduced  # means lie within the range
    out = np.empty(shape, np.float32)
    _enlarge(reduced, out, cv2.INTER_LANCZOS4, progress)
    bounds = limits(image)
    for part in stripes(shape[0], stripe_rows(shape), progress):
        np.clip(out[part], *bounds, out=out[part])
    return out


def resized_plainly(
    image: FloatImage, shape: tuple[int, int], progress: Progress | None = None
) -> FloatImage:
    """Return the same, but interpolated linearly: quicker, and good enough beside the field.

    Args:
        image: (rows, columns) float32, any range.
        shape: (rows, columns) wanted, 1 or more.
        progress: Looked at between stripes.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    progress = progress or Progress()
    out = np.empty(shape, np.float32)
    _enlarge(_reduced(image, shape), out, cv2.INTER_LINEAR, progress)
    return out


def touched_when_resized(
    mask: BoolImage, shape: tuple[int, int], progress: Progress | None = None
) -> BoolImage:
    """Return which pixels of a film of another size a mask has a part in.

    Args:
        mask: (rows, columns) bool.
        shape: (rows, columns) wanted, 1 or more.
        progress: Looked at between stripes.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    if mask.all() == mask.any():
        return np.full(shape, bool(mask.any()))
    marked = (_reduced(mask.astype(np.float32), shape) > 0).astype(np.uint8) * np.uint8(255)
    out = np.empty(shape, np.uint8)
    _enlarge(marked, out, cv2.INTER_LINEAR, progress or Progress())
    return np.asarray(out > 0)


def turn_matrix(
    angle_degrees: float, shape: tuple[int, int], spacing_mm: tuple[float, float]
) -> tuple[Matrix, tuple[int, int]]:
    """Return how a turned film is looked up in the film, and how large it has to be to hold it.

    Args:
        angle_degrees: Clockwise as the film is looked at.
        shape: (rows, columns) of the film.
        spacing_mm: (row, column) of both.

    Returns:
        The matrix for ``warped``, and (rows, columns).
    """
    angle = math.radians(angle_degrees)
    cosine, sine = math.cos(angle), math.sin(angle)
    (rows, columns), (down_mm, across_mm) = shape, spacing_mm
    width, height = columns * across_mm, rows * down_mm
    wide = abs(cosine) * width + abs(sine) * height
    high = abs(sine) * width + abs(cosine) * height
    new_rows = max(1, math.ceil(high / down_mm - 1e-6))
    new_columns = max(1, math.ceil(wide / across_mm - 1e-6))
    linear = np.array(
        [[cosine, sine * down_mm / across_mm], [-sine * across_mm / down_mm, cosine]], np.float64
    )
    start = np.array([columns, rows]) / 2 - linear @ (np.array([new_columns, new_rows]) / 2)
    return np.column_stack([linear, start]), (new_rows, new_columns)


def _look_up(
    image: Grey,
    matrix: Matrix,
    out: Grey,
    first_row: int,
    interpolation: int,
    beyond: float = 0.0,
) -> None:
    """Fill some rows of the new grid, the first of them ``first_row``."""
    shifted = centred(matrix)
    shifted[:, 2] += shifted[:, 1] * first_row
    cv2.warpAffine(
        image,
        shifted,
        out.shape[::-1],
        dst=out,
        flags=interpolation | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=beyond,
    )


def limits(image: FloatImage) -> tuple[float, float]:
    """Return what interpolation may not leave: 0..1, or the range of the film if that is wider."""
    low, high = cv2.minMaxLoc(image)[:2]
    return min(low, 0.0), max(high, 1.0)


def _reduced(image: FloatImage, shape: tuple[int, int]) -> FloatImage:
    """Return area means along each axis that has too many pixels; ``image`` itself if none has."""
    rows, columns = min(image.shape[0], shape[0]), min(image.shape[1], shape[1])
    if (rows, columns) == image.shape:
        return image
    small = cv2.resize(image, (columns, rows), interpolation=cv2.INTER_AREA)
    return small.reshape(rows, columns).astype(np.float32, copy=False)


def _enlarge(image: Grey, out: Grey, interpolation: int, progress: Progress) -> None:
    """Fill a film of as many or more rows and columns, to rounding as one call would."""
    if image.shape == out.shape:
        out[:] = image
        return
    shared = math.gcd(image.shape[0], out.shape[0])
    steps = out.shape[0] // shared, image.shape[0] // shared
    if steps[0] * out.shape[1] <= STRIPE_PIXELS:
        _enlarge_in_rows(image, out, steps, interpolation, progress)
    elif out.size <= ONE_CALL_PIXELS:
        progress.check()
        cv2.resize(image, out.shape[::-1], dst=out, interpolation=interpolation)
    else:  # no row begins where one of the film does: each axis on its own
        _enlarge_in_columns(image, out, interpolation, progress)


def _enlarge_in_rows(
    image: Grey, out: Grey, steps: tuple[int, int], interpolation: int, progress: Progress
) -> None:
    """Fill stripes that begin where a row of the film does.

    Args:
        image: The film.
        out: The new one.
        steps: So many rows of ``out`` cover so many of ``image``.
        interpolation: Of OpenCV.
        progress: Looked at between stripes.
    """
    step, source_step = steps
    margin = -(-_LANCZOS_REACH // source_step)  # in steps
    height = max(_MARGINS * margin, 4 * STRIPE_PIXELS // (step * out.shape[1])) * step
    for part in stripes(out.shape[0], height, progress):
        low = max(0, part.start // step - margin)
        high = min(out.shape[0] // step, part.stop // step + margin)
        above = out[low * step : part.start].copy()
        rows = slice(low * step, high * step)
        source = image[low * source_step : high * source_step]
        size = out.shape[1], rows.stop - rows.start
        cv2.resize(source, size, dst=out[rows], interpolation=interpolation)
        out[rows.start : part.start] = above  # the margin below is made again by the next stripe


def _enlarge_in_columns(image: Grey, out: Grey, interpolation: int, progress: Progress) -> None:
    """Fill the new film column by column from one that has its columns already."""
    rows, columns = out.shape
    wide = np.empty((image.shape[0], columns), image.dtype)
    for part in stripes(image.shape[0], stripe_rows(wide.shape), progress.part(0.0, 0.4)):
        size = columns, part.stop - part.start
        wide[part] = cv2.resize(image[part], size, interpolation=interpolation)
    for part in stripes(columns, max(1, STRIPE_PIXELS // rows), progress.part(0.4, 1.0)):
        size = part.stop - part.start, rows
        block = np.ascontiguousarray(wide[:, part])
        out[:, part] = cv2.resize(block, size, interpolation=interpolation).reshape(size[::-1])
