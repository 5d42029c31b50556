"""Attributes that hang on the pixel grid, brought along when the grid is turned or resampled."""

from fractions import Fraction
from math import isfinite

from pydicom.dataset import Dataset
from pydicom.multival import MultiValue
from pydicom.valuerep import DSfloat

from engine.dicom.read_values import numbers, texts, value_of, whole
from engine.orientation import Orientation

_SPACINGS = ("PixelSpacing", "ImagerPixelSpacing", "NominalScannedPixelSpacing")

_FIELD_OF_VIEW = ("FieldOfViewOrigin", "FieldOfViewRotation", "FieldOfViewHorizontalFlip")
"""How the grid lies on the detector, PS3.3 C.8.11.4: no longer known once it is turned by hand."""

_EXTENT = ("FieldOfViewShape", "FieldOfViewDimensions")
"""How much of the detector the grid covers, PS3.3 C.8.11.4: no longer so much once it is cut."""

_FRAMING = frozenset((*range(0x00181600, 0x00181625), *range(0x00181700, 0x00181721)))
"""Display shutter, PS3.3 C.7.6.11, and X-ray collimator, C.8.7.3."""

_FINEST_ASPECT = 10_000

_EDGES = ("UpperHorizontalEdge", "RightVerticalEdge", "LowerHorizontalEdge", "LeftVerticalEdge")


def scale_spacings(ds: Dataset, factors: tuple[float, float]) -> None:
    """Multiply every distance between pixels by (row, column) factors: PS3.3 10.7.

    Only what the film gives is changed; nothing is added. Call before ``turn``.
    """
    if factors == (1.0, 1.0):
        return
    for keyword in _SPACINGS:
        given = _pair(ds, keyword)
        if given is not None:
            scaled = [DSfloat(g * f, auto_format=True) for g, f in zip(given, factors, strict=True)]
            setattr(ds, keyword, scaled)
    aspect = _pair(ds, "PixelAspectRatio")
    if aspect is not None and aspect[1] > 0:
        ratio = Fraction(aspect[0] * factors[0] / (aspect[1] * factors[1]))
        ratio = ratio.limit_denominator(_FINEST_ASPECT)
        ds.PixelAspectRatio = [ratio.numerator, ratio.denominator]


def turn(ds: Dataset, orientation: Orientation, shape: tuple[int, int]) -> None:
    """Bring spacings, shutters, collimators and directions to a turned grid.

    Args:
        ds: The object being built; its attributes still describe the film as stored.
        orientation: How the pixels are turned.
        shape: (rows, columns) of the stored film.
    """
    if orientation.is_identity:
        return
    for keyword in (*_SPACINGS, "PixelAspectRatio"):
        given = value_of(ds, keyword)
        if orientation.swaps_axes and isinstance(given, MultiValue) and len(given) == 2:
            setattr(ds, keyword, [given[1], given[0]])
    for keyword in _FIELD_OF_VIEW:
        if keyword in ds:
            delattr(ds, keyword)
    for part in ("Shutter", "Collimator"):
        _turn_edges(ds, part, orientation, shape)
        _turn_points(ds, f"CenterOfCircular{part}", orientation, shape)
        _turn_points(ds, f"VerticesOfThePolygonal{part}", orientation, shape)
    turn_directions(ds, orientation)


def turn_directions(ds: Dataset, orientation: Orientation) -> None:
    """Turn Patient Orientation alone, PS3.3 C.7.6.1.1.1: the recipe has turned the pixels.

    Args:
        ds: The object being built.
        orientation: The quarter turn and mirror nearest to what was done.
    """
    given = texts(ds, "PatientOrientation")
    if len(given) == 2:
        ds.PatientOrientation = list(orientation.apply_directions((given[0], given[1])))


def drop_grid(ds: Dataset) -> None:
    """Remove shutters and collimators: the recipe turned, cut or scaled the film under them."""
    for tag in list(ds.keys()):
        if tag in _FRAMING:
            del ds[tag]
    for keyword in (*_FIELD_OF_VIEW, *_EXTENT):
        if keyword in ds:
            delattr(ds, keyword)


def turned_point(
    row: int, column: int, orientation: Orientation, shape: tuple[int, int]
) -> tuple[int, int]:
    """Return where a pixel of the stored film lies on the turned one; both count from 1.

    Args:
        row: Row on the stored film, 1 is the top one.
        column: Column on the stored film, 1 is the left one.
        orientation: Mirrored first, then turned clockwise.
        shape: (rows, columns) of the stored film.
    """
    rows, columns = shape
    if orientation.is_mirrored:
        column = columns + 1 - column
    for _ in range(orientation.quarter_turns):
        row, column = column, rows + 1 - row
        rows, columns = columns, rows
    return row, column


def _pair(ds: Dataset, keyword: str) -> tuple[float, float] | None:
    given = numbers(ds, keyword)
    return (given[0], given[1]) if len(given) == 2 and all(isfinite(g) for g in given) else None


def _turn_edges(ds: Dataset, part: str, orientation: Orientation, shape: tuple[int, int]) -> None:
    """Turn the rectangle of PS3.3 C.7.6.11 or C.8.7.3."""
    keywords = [f"{part}{edge}" for edge in _EDGES]
    edges = [edge for edge in (whole(ds, keyword) for keyword in keywords) if edge is not None]
    if len(edges) != len(keywords):
        return
    upper, right, lower, left = edges
    one = turned_point(upper, left, orientation, shape)
    other = turned_point(lower, right, orientation, shape)
    turned = (
        min(one[0], other[0]),
        max(one[1], other[1]),
        max(one[0], other[0]),
        min(one[1], other[1]),
    )
    for keyword, edge in zip(keywords, turned, strict=True):
        setattr(ds, keyword, edge)


def _turn_points(
    ds: Dataset, keyword: str, orientation: Orientation, shape: tuple[int, int]
) -> None:
    """Turn a list row, column, row, column, ..."""
    given = numbers(ds, keyword)
    if not given or len(given) % 2 or not all(isfinite(one) for one in given):
        return
    turned: list[int] = []
    for row, column in zip(given[::2], given[1::2], strict=True):
        turned += turned_point(int(row), int(column), orientation, shape)
    setattr(ds, keyword, turned)
