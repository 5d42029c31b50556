"""Films made for the tests of the gate and the reliability map: trunks with lungs, and others."""

import cv2
import numpy as np

from engine.frame import FloatImage

ROWS, COLUMNS = 220, 200


def trunk(number: int) -> FloatImage:
    """A bright trunk with two dark lungs, ribs and a heart; another patient for each number."""
    random = np.random.default_rng(number)
    down, right = np.mgrid[0:ROWS, 0:COLUMNS].astype(np.float32)
    down, right = down / ROWS - 0.5, right / COLUMNS - 0.5
    film = 0.75 + 0.1 * down + 0.15 * np.exp(-((right / 0.07) ** 2))
    for side in (-1, 1):
        middle = side * random.uniform(0.21, 0.25)
        lung = ((right - middle) / random.uniform(0.13, 0.16)) ** 2
        lung += ((down + random.uniform(0.02, 0.06)) / random.uniform(0.31, 0.37)) ** 2
        film = film - random.uniform(0.4, 0.5) / (1 + np.exp(np.clip((lung - 1) * 6, -30, 30)))
    ribs = np.sin(down * random.uniform(50, 60) + 12 * right**2 + random.uniform(0, 6))
    film = (
        film
        + 0.03 * ribs
        + 0.1 * np.exp(-(((right - 0.06) / 0.1) ** 2) - ((down - 0.15) / 0.1) ** 2)
    )
    film = film + 0.006 * random.standard_normal(film.shape)
    made: FloatImage = np.clip(film, 0, 1).astype(np.float32)
    return made


def limb(number: int) -> FloatImage:
    """One bright column between dark sides, with a joint."""
    random = np.random.default_rng([number, 1])
    down, right = np.mgrid[0:ROWS, 0:COLUMNS].astype(np.float32)
    right = (right / COLUMNS - 0.5) / random.uniform(0.1, 0.16)
    film = 0.1 + 0.75 * np.exp(-(right**4)) - 0.3 * np.exp(-(((down / ROWS - 0.5) / 0.03) ** 2))
    film = film + 0.006 * random.standard_normal(film.shape)
    made: FloatImage = np.clip(film, 0, 1).astype(np.float32)
    return made


def disc(row: int, column: int, radius: float) -> FloatImage:
    """1 inside a disc with a soft edge, 0 outside, as large as a trunk."""
    down, right = np.mgrid[0:ROWS, 0:COLUMNS].astype(np.float32)
    away = np.hypot(down - row, right - column)
    inside = (away <= radius).astype(np.float32)
    made: FloatImage = cv2.GaussianBlur(inside, (0, 0), 0.7).astype(np.float32)
    return made
