"""Attributes that hang on the pixel grid, brought along when the grid is turned or resampled."""

from collections.abc import Sequence

from pydicom.dataset import Dataset
from pydicom.valuerep import DSfloat

from engine.orientation import Orientation

_SPACINGS = ("PixelSpacing", "ImagerPixelSpacing", "NominalScannedPixelSpacing")

_FIELD_OF_VIEW = ("FieldOfViewOrigin", "FieldOfViewRotation", "FieldOfViewHorizontalFlip")
"""How the grid lies on the detector, PS3.3 C.8.11.4: no longer known once it is turned by hand."""

_FRAMING = frozenset((*range(0x00181600, 0x00181625), *range(0x00181700, 0x00181721)))
"""Display shutter, PS3.3 C.7.6.11, and X-ray collimator, C.8.7.3."""

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
        given = ds.get(keyword)
        if orientation.swaps_axes and isinstance(given, Sequence) and len(given) == 2:
            setattr(ds, keyword, [given[1], given[0]])
    for keyword in _FIELD_OF_VIEW:
        if keyword in ds:
            delattr(ds, keyword)
    for part in ("Shutter", "Collimator"):
        _turn_edges(ds, part, orientation, shape)
        _turn_points(ds, f"CenterOfCircular{part}", orientation, shape)
        _turn_points(ds, f"VerticesOfThePolygonal{part}", orientation, shape)
    _turn_directions(ds, orientation)


def drop_grid(ds: Dataset) -> None:
    """Remove shutters and collimators: the recipe cropped or resampled the film under them."""
    for tag in list(ds.keys()):
        if tag in _FRAMING:
            del ds[tag]
    for keyword in _FIELD_OF_VIEW:
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
    given = ds.get(keyword)
    if not isinstance(given, Sequence) or len(given) != 2:
        return None
    return float(given[0]), float(given[1])


def _turn_edges(ds: Dataset, part: str, orientation: Orientation, shape: tuple[int, int]) -> None:
    """Turn the rectangle of PS3.3 C.7.6.11 or C.8.7.3."""
    keywords = [f"{part}{edge}" for edge in _EDGES]
    edges = [ds.get(keyword) for keyword in keywords]
    if any(edge is None or edge == "" for edge in edges):
        return
    upper, right, lower, left = (int(edge) for edge in edges if edge is not None)
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
    given = ds.get(keyword)
    if not isinstance(given, Sequence) or len(given) % 2:
        return
    turned: list[int] = []
    for row, column in zip(given[::2], given[1::2], strict=True):
        turned += turned_point(int(row), int(column), orientation, shape)
    setattr(ds, keyword, turned)


def _turn_directions(ds: Dataset, orientation: Orientation) -> None:
    """Turn Patient Orientation, PS3.3 C.7.6.1.1.1."""
    given = ds.get("PatientOrientation")
    if isinstance(given, Sequence) and not isinstance(given, str) and len(given) == 2:
        ds.PatientOrientation = list(orientation.apply_directions((str(given[0]), str(given[1]))))
