"""From millimetres to pixels."""

from engine.frame import Frame


def sigmas_px(radius_mm: float, frame: Frame) -> tuple[float, float]:
    """Return (row, column) standard deviations in px of one in mm."""
    row_mm, column_mm = frame.spacing_mm
    return radius_mm / row_mm, radius_mm / column_mm


def tiles_of(tile_mm: float, frame: Frame) -> tuple[int, int]:
    """Return how many tiles of about ``tile_mm`` fit (down, across), at least 1."""
    down, across = (
        round(length * mm / tile_mm)
        for length, mm in zip(frame.pixels.shape, frame.spacing_mm, strict=True)
    )
    return max(1, down), max(1, across)
