"""Made-up chest films, small and quick to make, and no two alike."""

from pathlib import Path

import cv2
import numpy as np

from engine.frame import BoolImage, FloatImage
from engine.ops.standard import standardised
from engine.training.films import TrainingFilm

LEVELS = 65535


def phantom(seed: int, rows: int = 160, columns: int = 144) -> FloatImage:
    """Return a presented film, (rows, columns) float32 in 0..1, dense is bright.

    Attenuation of trunk, lungs, heart, spine, ribs and vessels, each drawn anew, through a
    logistic window that is a little different from film to film.
    """
    random = np.random.default_rng([seed, 160])
    down, across = np.mgrid[0:rows, 0:columns].astype(np.float32)
    down = down / rows - 0.5 + np.float32(random.uniform(-0.04, 0.04))
    across = across / columns - 0.5 + np.float32(random.uniform(-0.04, 0.04))
    lungs = _ellipse(down, across, random, 0.0, -0.2) + _ellipse(down, across, random, 0.0, 0.2)
    dense = 1.0 + random.uniform(0.2, 0.5) * down - random.uniform(0.8, 1.3) * across**2
    dense -= random.uniform(0.45, 0.7) * np.clip(lungs, 0, 1)
    dense += random.uniform(0.2, 0.4) * _bell((across + 0.02) / random.uniform(0.06, 0.09))
    heart = _bell(np.hypot((down - 0.12) / 0.16, (across - 0.07) / random.uniform(0.1, 0.16)))
    dense += random.uniform(0.2, 0.4) * heart
    dense += _ribs(down, across, random) * np.clip(lungs, 0.2, 1)
    dense += 0.05 * _vessels((rows, columns), random) * np.clip(lungs, 0, 1)
    dense += 0.008 * random.standard_normal((rows, columns)).astype(np.float32)
    trunk = _bell(across / random.uniform(0.44, 0.52)) ** 0.5
    dense = dense * trunk
    centre, width = np.quantile(dense, random.uniform(0.45, 0.6)), random.uniform(0.7, 1.1)
    grey: FloatImage = (1 / (1 + np.exp(-4 * (dense - centre) / width))).astype(np.float32)
    return grey


def write_phantoms(folder: Path, count: int, first: int = 0) -> Path:
    """Write phantoms number ``first`` and on as 16-bit PNG; return the folder, made if absent."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + count):
        write_film(folder / f"phantom-{number:03d}.png", phantom(number))
    return folder


def write_film(path: Path, film: FloatImage) -> Path:
    """Write a film in 0..1 as 16-bit PNG."""
    done, encoded = cv2.imencode(".png", np.round(film * LEVELS).astype(np.uint16))
    assert done
    path.write_bytes(encoded.tobytes())
    return path


def film_of(archive: FloatImage, *, name: str = "film", patient: str = "one") -> TrainingFilm:
    """Return a film to learn from, exposed everywhere."""
    field: BoolImage = np.ones(archive.shape, np.bool_)
    return TrainingFilm(
        name=name,
        patient=patient,
        site="phantoms",
        wanted=standardised(archive, field),
        archive=archive,
        field=field,
    )


def films_of(count: int, first: int = 0) -> list[TrainingFilm]:
    """Return phantoms to learn from, each of a patient of its own."""
    return [
        film_of(phantom(number), name=f"{number}", patient=f"{number}")
        for number in range(first, first + count)
    ]


def _ellipse(
    down: FloatImage, across: FloatImage, random: np.random.Generator, row: float, column: float
) -> FloatImage:
    row, column = row + random.uniform(-0.06, 0.02), column + random.uniform(-0.02, 0.02)
    high, wide = random.uniform(0.26, 0.36), random.uniform(0.12, 0.17)
    away = ((down - row) / high) ** 2 + ((across - column) / wide) ** 2
    inside: FloatImage = (1 / (1 + np.exp(8 * (np.minimum(away, 4) - 1)))).astype(np.float32)
    return inside


def _ribs(down: FloatImage, across: FloatImage, random: np.random.Generator) -> FloatImage:
    count, bend = random.uniform(7, 10), random.uniform(0.2, 0.5)
    phase = random.uniform(0, 6)
    wave = np.sin(2 * np.pi * count * (down + bend * np.abs(across)) + phase)
    ribs: FloatImage = (random.uniform(0.12, 0.25) * np.clip(wave, 0, 1)).astype(np.float32)
    return ribs


def _vessels(shape: tuple[int, int], random: np.random.Generator) -> FloatImage:
    grain = random.standard_normal(shape).astype(np.float32)
    fine = cv2.GaussianBlur(grain, (0, 0), 1.5) - cv2.GaussianBlur(grain, (0, 0), 5)
    vessels: FloatImage = (fine / fine.std()).astype(np.float32)
    return vessels


def _bell(away: FloatImage) -> FloatImage:
    bell: FloatImage = np.exp(-(away**4)).astype(np.float32)
    return bell
