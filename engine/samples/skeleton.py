"""Ribs, spine and breastbone of the thorax phantom, as bent tubes."""

from collections.abc import Iterator

import numpy as np

from engine.frame import FloatImage
from engine.samples import cage
from engine.samples.projector import Geometry, Projector, Tube, add_tube
from engine.samples.shoulder_girdle import LEFT, RIGHT, scapular_blades, shoulder_girdle

_VERTEBRAE = 17
_FIRST_VERTEBRA_MM = -12.0  # C6
_BODY_HEIGHTS = (-1, -0.985, -0.8, -0.35, 0, 0.35, 0.8, 0.985, 1)
_BODY_WAISTS = (0.70, 0.98, 1.0, 0.93, 0.91, 0.93, 1.0, 0.98, 0.70)


def bone_path(geometry: Geometry, rng: np.random.Generator) -> FloatImage:
    """Return the path length through bone mineral-rich tissue, (rows, columns) in mm."""
    shells, fillings = Projector(geometry), Projector(geometry)
    for tube in (*ribs(rng), *spine(rng), *shoulder_girdle(), *breastbone()):
        add_tube(shells, fillings, tube, rng)
    return shells.path_mm(0.36) + fillings.path_mm(0.75) + scapular_blades(geometry)


def vertebra(number: int) -> tuple[float, float]:
    """Return (height of the centre, pitch) in mm of a vertebral body, 0 is C6."""
    pitch = 15.5 + 0.68 * np.arange(_VERTEBRAE)
    top = _FIRST_VERTEBRA_MM + float(pitch[:number].sum())
    return top + float(pitch[number]) / 2, float(pitch[number])


def ribs(rng: np.random.Generator) -> Iterator[Tube]:
    """Yield twelve pairs, each from its vertebra along the cage to the front."""
    for number in range(12):
        head_mm, _ = vertebra(number + 2)
        for side in (RIGHT, LEFT):
            yield _rib(number, side, head_mm - 7.0 + rng.normal(0, 0.8), rng)


def _rib(number: int, side: float, head_mm: float, rng: np.random.Generator) -> Tube:
    reach = (0.74, 0.76, 0.76, 0.76, 0.75, 0.74, 0.73, 0.70, 0.66, 0.60, 0.46, 0.32)[number]
    drop = (58, 64, 72, 80, 87, 93, 98, 102, 105, 106, 104, 100)[number] + rng.normal(0, 1.5)
    phi = np.linspace(0.0, 1.0, 15) * reach * np.pi
    along = phi / (0.75 * np.pi)
    y = (
        head_mm
        + drop * (0.30 * along + 0.70 * along**1.6)
        - 3.0 * np.sin(np.clip(along * 4, 0, np.pi))
    )
    height = np.maximum(y, y[int(np.argmin(np.abs(phi - np.pi / 2)))] - 9.0).astype(np.float32)
    half_width, half_depth = cage.wall(height) + 4.0, cage.depth(height) + 3.0
    if number == 0:  # the first rib makes its own small ring
        half_width = 61.0 + 0.2 * (height - height.mean())
        half_depth = np.full_like(height, 34.0)
    root = np.exp(-((phi / 0.28) ** 2))
    sweep = np.sin(phi) ** np.where(phi < np.pi / 2, 0.80, 0.62)
    x = 13.0 * root + (half_width - 2.0 * (1 - root)) * sweep * (1 - 0.25 * root)
    z = -half_depth * np.cos(phi) * (1 - 0.16 * root)
    wide = 5.2 + 1.5 * np.clip(along, 0, 1) + (0.6 if 2 <= number <= 8 else -0.4)
    wide = wide * (1 - 0.28 * root)
    thick = np.full_like(wide, 3.4) - 0.5 * np.clip(along, 0, 1)
    line = np.stack([side * x, y, z, wide, thick], axis=1).astype(np.float32)
    outward = np.stack([side * np.sin(phi), 0.15 + 0 * phi, -np.cos(phi)], axis=1)
    return Tube(line, outward.astype(np.float32), cortex_mm=0.8, filling=0.14, fade_mm=9.0)


def spine(rng: np.random.Generator) -> Iterator[Tube]:
    """Yield bodies with their end plates, pedicles, spinous and transverse processes."""
    for number in range(_VERTEBRAE):
        centre, pitch = vertebra(number)
        x = 1.6 * np.sin(number / 3.1) + rng.normal(0, 0.25)
        z = -62.0 - 18.0 * np.sin(np.clip((number - 1) / 13, 0, 1) * np.pi)
        half_width = (9.5 if number < 2 else 12.5) + 0.42 * number
        yield _body(x, centre, z, half_width, pitch)
        yield from _arch(x, centre, z, half_width, pitch, number)


def _body(x: float, y: float, z: float, half_width: float, pitch: float) -> Tube:
    half = pitch * 0.405
    knots = [
        (x, y + t * half, z, half_width * waist, half_width * 0.78 * waist)
        for t, waist in zip(_BODY_HEIGHTS, _BODY_WAISTS, strict=True)
    ]
    line = np.array(knots, dtype=np.float32)
    return Tube(line, np.array([0, 0.02, -1], dtype=np.float32), cortex_mm=0.7, filling=0.12)


def _arch(
    x: float, y: float, z: float, half_width: float, pitch: float, number: int
) -> Iterator[Tube]:
    back = np.array([0, 0, -1], dtype=np.float32)
    for side in (RIGHT, LEFT):
        px, py = x + side * half_width * 0.66, y - pitch * 0.14
        tall, wide = 4.5 + 0.5 * np.sin(7.0 * number + side), 2.8 + 0.3 * np.sin(5.0 * number)
        pedicle = [(px + 0.5 * side * k, py, z - d, tall, wide) for k, d in enumerate((9, 15, 21))]
        yield Tube(np.array(pedicle, dtype=np.float32), np.array([1, 0, 0], np.float32), 0.32, 0.1)
        reach = 24.0 if number > 1 else 17.0
        tip = x + side * (half_width * 0.4 + reach * (1.0 if number < 13 else 0.86))
        process = [
            (px, py - 1, z - 22, 4.4, 4.0),
            ((px + tip) / 2, py - 2.5, z - 27, 3.9, 3.6),
            (tip, py - 4.5, z - 31, 4.6, 4.0),
        ]
        yield Tube(np.array(process, dtype=np.float32), back, 0.55, 0.12, 7.0)
        lamina = [(px * 0.8 + x * 0.2, py + 1, z - 24, 4.6, 2.4), (x, py + 7, z - 31, 5.0, 2.6)]
        yield Tube(np.array(lamina, dtype=np.float32), back, 0.5, 0.10)
        facet = [(px + side, py - 6.5, z - 23, 4.2, 2.6), (px + side, py + 7, z - 25, 4.0, 2.6)]
        yield Tube(np.array(facet, dtype=np.float32), back, 0.45, 0.12, 4.0)
    slope = 1.15 if 3 < number < 12 else 0.5
    spinous = [
        (x, y + 2 + slope * 4, z - 30, 5.0, 2.1),
        (x + 0.4, y + 2 + slope * 13, z - 42, 4.4, 1.9),
        (x + 0.3, y + 2 + slope * 21, z - 53, 4.6, 2.6),
    ]
    yield Tube(np.array(spinous, dtype=np.float32), np.array([1, 0, 0], np.float32), 0.6, 0.14)


def breastbone() -> Iterator[Tube]:
    """Yield manubrium and body of the sternum; hidden before the mediastinum, as in life."""
    front = np.array([0, -0.1, 1], np.float32)
    knots = [
        (0, 82, 70, 26, 5),
        (0, 92, 74, 27, 5.5),
        (0, 112, 82, 17, 5),
        (0, 130, 88, 14, 5),
        (0, 180, 96, 16, 5),
        (0, 225, 98, 17, 5),
        (0, 236, 98, 8, 4),
    ]
    yield Tube(np.array(knots, dtype=np.float32), front, 0.5, 0.10)
