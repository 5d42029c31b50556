"""Clavicles, scapulae and what shows of the humeri, as bent tubes and a plate."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from engine.frame import FloatImage
from engine.samples.projector import Geometry, Tube, blurred

RIGHT, LEFT = -1.0, 1.0
"""Sides of the patient; the right side lies at the film's left."""

_FRONT, _UP = (0.0, 0.3, 1.0), (0.0, -1.0, 0.4)
_LEFT_LIFT_MM = 5.0  # nobody stands quite straight
_SHIFT_MM = 1.5

Knot = tuple[float, float, float, float, float]
"""x from the midline, y, z, half height and half thickness of the section, in mm."""


@dataclass(frozen=True, slots=True)
class _Bone:
    """A bone of one side; see ``Tube``."""

    knots: tuple[Knot, ...]
    outward: tuple[float, float, float]
    cortex_mm: float
    filling: float
    fade_mm: float = 0.0


_CLAVICLE = _Bone(
    (
        (13, 88, 62, 9, 7),
        (20, 86, 62, 8.6, 6.6),
        (48, 79, 58, 6.0, 5.4),
        (82, 66, 40, 5.2, 5.0),
        (112, 53, 12, 5.4, 4.6),
        (140, 46, -8, 6.2, 4.6),
        (163, 45, -14, 7.6, 4.4),
    ),
    _FRONT,
    cortex_mm=1.1,
    filling=0.12,
    fade_mm=6.0,
)
_SCAPULAR_SPINE = _Bone(
    (
        (117, 84, -72, 2.5, 2.2),
        (133, 73, -74, 4.0, 3.0),
        (152, 59, -62, 5.6, 4.0),
        (170, 47, -38, 7.5, 4.5),
        (182, 48, -22, 7.0, 4.5),
    ),
    _UP,
    cortex_mm=0.85,
    filling=0.14,
    fade_mm=9.0,
)
_LATERAL_BORDER = _Bone(
    (
        (170, 88, -40, 12, 6),
        (169, 104, -42, 9, 6),
        (165, 122, -52, 5.0, 4.2),
        (160, 150, -62, 3.8, 3.4),
        (155, 180, -70, 3.6, 3.0),
        (150, 204, -74, 4.6, 2.6),
        (146, 213, -75, 2.5, 1.8),
    ),
    _FRONT,
    cortex_mm=0.9,
    filling=0.13,
    fade_mm=14.0,
)
_MEDIAL_BORDER = _Bone(
    (
        (146, 213, -75, 2.5, 1.8),
        (139, 203, -76, 2.2, 1.8),
        (131, 170, -78, 1.6, 1.6),
        (123, 130, -78, 1.5, 1.5),
        (117, 96, -74, 1.6, 1.6),
        (120, 74, -66, 2.2, 1.8),
    ),
    _FRONT,
    cortex_mm=0.7,
    filling=0.15,
    fade_mm=10.0,
)
_UPPER_BORDER = _Bone(
    (
        (120, 74, -66, 2.2, 1.8),
        (138, 74, -58, 1.6, 1.5),
        (154, 82, -46, 3.2, 2.8),
        (166, 88, -42, 6.0, 5.0),
    ),
    _FRONT,
    cortex_mm=0.7,
    filling=0.15,
    fade_mm=10.0,
)
_CORACOID = _Bone(
    (
        (165, 84, -40, 6, 5),
        (158, 78, -30, 5.2, 4.6),
        (152, 79, -16, 4.8, 4.4),
        (150, 84, -4, 4.2, 4.0),
    ),
    _UP,
    cortex_mm=0.6,
    filling=0.10,
    fade_mm=8.0,
)
_HEAD_MM, _HEAD_RADIUS_MM = 92.0, 23.0
_SHAFT = ((109, 17.5), (118, 15), (130, 13), (150, 12), (180, 11.5), (230, 11.5))
_BLADE_X = (120, 138, 154, 168, 163, 158, 150, 144, 133, 124, 118)
_BLADE_Y = (76, 75, 83, 100, 125, 160, 207, 210, 175, 135, 98)


def shoulder_girdle() -> Iterator[Tube]:
    """Yield the bones of both shoulders."""
    for side in (RIGHT, LEFT):
        for bone in (
            _CLAVICLE,
            _SCAPULAR_SPINE,
            _LATERAL_BORDER,
            _MEDIAL_BORDER,
            _UPPER_BORDER,
            _CORACOID,
            _humerus(),
        ):
            yield _tube(bone, side)


def _tube(bone: _Bone, side: float) -> Tube:
    line = np.array(bone.knots, np.float32) * np.array([side, 1, 1, 1, 1], np.float32)
    if side == LEFT:
        line[:, 1] -= _LEFT_LIFT_MM * np.abs(line[:, 0]) / 170
    line[:, 0] += _SHIFT_MM
    outward = np.array(bone.outward, np.float32)
    return Tube(line, outward, bone.cortex_mm, bone.filling, bone.fade_mm)


def _humerus() -> _Bone:
    """Return a ball on a shaft, on one axis: a bend of so thick a tube would fold it."""
    ups = _HEAD_RADIUS_MM * np.linspace(0.985, -0.45, 8)
    ball = [(_HEAD_MM - float(u), float(np.sqrt(_HEAD_RADIUS_MM**2 - u**2))) for u in ups]
    knots = tuple(
        (192 + 0.13 * (y - _HEAD_MM), y, -50 + 0.2 * y, half, half) for y, half in (*ball, *_SHAFT)
    )
    return _Bone(knots, _FRONT, cortex_mm=1.0, filling=0.12)


def scapular_blades(geometry: Geometry) -> FloatImage:
    """Return the blades, (rows, columns) in mm: thin bone between the scapular borders."""
    cover = np.zeros(geometry.shape, np.uint8)
    for side in (RIGHT, LEFT):
        corners = np.array(
            [(side * x + _SHIFT_MM, y, -66.0) for x, y in zip(_BLADE_X, _BLADE_Y, strict=True)],
            np.float32,
        )
        x_mm, y_mm = geometry.on_film(corners)
        column = x_mm / geometry.pitch_mm + geometry.columns / 2
        places = np.stack([column, y_mm / geometry.pitch_mm], axis=1)
        cv2.fillPoly(cover, [np.round(places * 8).astype(np.int32)], 255, cv2.LINE_AA, shift=3)
    thickness_mm = cover.astype(np.float32) * np.float32(1.4 / 255)
    return blurred(thickness_mm, 1.6 / geometry.pitch_mm)
