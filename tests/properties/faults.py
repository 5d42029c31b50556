"""Films with the faults that clean-up steps are there to remove."""

import cv2
import numpy as np

from engine.frame import BoolImage, FloatImage
from tests.properties.films import grey_film


def film_with_specks(rows: int, columns: int) -> FloatImage:
    """Return a film with dead and hot pixels, and a dead row."""
    film = grey_film(rows, columns, noise=0.01)
    film[5::37, 7::29] = 0.0
    film[20::41, 11::31] = 1.0
    film[rows // 2] = 0.0
    return film


def grid_pattern(
    rows: int, columns: int, frequency: float, angle_degrees: float = 0.0, phase: float = 0.0
) -> FloatImage:
    """Return lines down a film, -1..1: ``frequency`` in cycles a px across it, turned a little."""
    down, across = np.mgrid[0:rows, 0:columns].astype(np.float32)
    turn = np.deg2rad(angle_degrees)
    along = across * np.float32(np.cos(turn)) + down * np.float32(np.sin(turn))
    pattern: FloatImage = np.cos(2 * np.pi * frequency * along + phase).astype(np.float32)
    return pattern


def film_with_grid(rows: int, columns: int) -> FloatImage:
    """Return a film taken through an antiscatter grid that stood still."""
    film = grey_film(rows, columns, noise=0.01)
    lines = 1 + np.float32(0.04) * grid_pattern(rows, columns, 0.23)
    return np.clip(film * lines, 0, 1).astype(np.float32)


def lettered(film: FloatImage, text: str, at: tuple[int, int], height_px: float) -> BoolImage:
    """Return where lead letters of that height lie whose lower left corner is at (row, column)."""
    mask = np.zeros(film.shape, np.uint8)
    scale = height_px / 22.0
    cv2.putText(
        mask,
        text,
        (at[1], at[0]),
        cv2.FONT_HERSHEY_SIMPLEX,
        scale,
        1,
        max(1, round(height_px / 7)),
    )
    return mask > 0


def film_behind_collimator(rows: int, columns: int) -> FloatImage:
    """Return a film whose field is a rectangle turned by 5 degrees, black outside."""
    film = grey_film(rows, columns, noise=0.01)
    middle, size = (columns / 2 - 0.5, rows / 2 - 0.5), (0.8 * columns, 0.8 * rows)
    corners = cv2.boxPoints((middle, size, 5.0))
    inside = np.zeros((rows, columns), np.uint8)
    cv2.fillPoly(inside, [np.rint(corners).astype(np.int32)], 1)
    return np.where(inside > 0, 0.2 + 0.8 * film, np.float32(0.02)).astype(np.float32)


def film_with_letters(rows: int, columns: int) -> FloatImage:
    """Return a film with a lead letter near its left border."""
    film = 0.3 + np.float32(0.15) * cv2.GaussianBlur(grey_film(rows, columns, noise=0.0), (0, 0), 4)
    film[lettered(film, "R", (rows // 2, 4), 40)] = 1.0
    return film.astype(np.float32)


def film_with_wire(rows: int, columns: int) -> FloatImage:
    """Return a film with a lead from corner to corner, 2 mm wide at 0.2 mm a px."""
    film = 0.3 + np.float32(0.15) * cv2.GaussianBlur(grey_film(rows, columns, noise=0.0), (0, 0), 4)
    mask = np.zeros(film.shape, np.uint8)
    places = np.arange(columns)
    curve = rows * (places / columns + 0.05 * np.sin(places / columns * 4))
    cv2.polylines(mask, [np.stack([places, curve], 1).round().astype(np.int32)], False, 1, 9)
    film[mask > 0] += 0.35
    return film.astype(np.float32)
