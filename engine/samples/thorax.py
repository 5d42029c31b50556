"""The thorax phantom: a chest film of nobody, projected by Beer and Lambert's law."""

from dataclasses import dataclass

import cv2
import numpy as np

from engine.frame import FloatImage
from engine.grayscale.voi import Window
from engine.progress import Progress
from engine.samples import detector, skeleton, soft_tissue, vessels
from engine.samples.film import Code, SampleFilm, StoredImage
from engine.samples.projector import SOURCE_TO_DETECTOR_MM, Geometry, blurred
from engine.samples.soft_tissue import LUNG_DENSITY, enlarged

FILM_MM = 384.0
"""Width of the film."""

QUANTA_PER_MM2 = 1.1e6
"""Detected without an object: about 2.5 uGy behind the patient, a normal chest exposure."""

SAMPLE_SEED = 9
"""Of the film everybody opens: one on which no vessel hides the nodule."""

NODULE_MM = 12.0
_NODULE_AT = (-78.0, 190.5, -14.0)
_NODULE_DENSITY = 1.35  # relative to blood: a little calcium in it
_MARKER_AT = (157.0, 26.0)

WINDOWS = (
    Window(2200.0, 3400.0, explanation="Chest"),
    Window(1500.0, 2100.0, explanation="Lung"),
    Window(2900.0, 1900.0, explanation="Bone"),
)


_PENUMBRA_MM = 2.8
"""How far a leaf's soft and slightly tilted edge reaches into the field."""


@dataclass(frozen=True, slots=True)
class Nodule:
    """Where the nodule lies.

    Attributes:
        row, column: Its centre in pixels.
        diameter_px: Across.
        diameter_mm: Of the ball itself.
    """

    row: float
    column: float
    diameter_px: float
    diameter_mm: float


@dataclass(frozen=True, slots=True, eq=False)
class ThoraxPhantom:
    """The film and what is true of it.

    Attributes:
        film: Ready to be written.
        nodule: The one finding.
        marker: (top, left, bottom, right) in pixels of the lead letter L.
        field: (top, left, bottom, right) in pixels of the exposed field.
    """

    film: SampleFilm
    nodule: Nodule
    marker: tuple[int, int, int, int]
    field: tuple[int, int, int, int]


def make_thorax(
    shape: tuple[int, int] = (2560, 2560),
    seed: int = SAMPLE_SEED,
    *,
    dose: float = 1.0,
    progress: Progress | None = None,
) -> ThoraxPhantom:
    """Make the chest film; the same seed gives the same film.

    Anatomy is projected at half the film's resolution, as it is smooth at that scale, and the
    noise added at the full one.

    Args:
        shape: (rows, columns), at least 64 each; the film is 384 mm wide whatever the number.
        seed: Of vessels, texture and noise.
        dose: Relative to a normal exposure, above 0.
        progress: Told of each part; cancels between them.

    Raises:
        Cancelled: If nobody wants the film any more.
    """
    if min(shape) < 64 or not dose > 0:
        raise ValueError(f"a film needs 64 x 64 pixels and a dose above 0, not {shape}, {dose}")
    progress = progress or Progress()
    half = Geometry((shape[0] + 1) // 2, (shape[1] + 1) // 2, 2 * FILM_MM / shape[1])
    intensity = _behind_patient(half, seed, progress.part(0.0, 0.7))
    progress.report(0.7, "Exposing")
    flat = _latitude(intensity, half.pitch_mm)
    exposed = intensity * _beam_shape(half) * _marker(half)
    pitch_mm = FILM_MM / shape[1]
    detected = enlarged(exposed, (half.rows * 2, half.columns * 2))[: shape[0], : shape[1]]
    quanta = dose * QUANTA_PER_MM2 * pitch_mm**2
    counted = detector.noisy(detected, quanta, _random(seed, "noise"))
    progress.report(0.9, "Developing")
    logarithm = (
        -cv2.log(counted)
        - enlarged(flat, (half.rows * 2, half.columns * 2))[: shape[0], : shape[1]]
    )
    pixels = detector.stored_values(logarithm, middle=2.16, spread=0.52)
    progress.report(1.0, "")
    field = _field_box(half)
    pixels = _blackened(pixels, field)
    return ThoraxPhantom(_film(pixels, pitch_mm, field), _nodule(half), _marker_box(half), field)


def _blackened(pixels: StoredImage, field: tuple[int, int, int, int]) -> StoredImage:
    """Return the film with the shade of the collimator in black, as consoles send it.

    Left white it would dazzle in a dark room; the field stands in the header all the same.
    """
    top, left, bottom, right = field
    framed = np.zeros_like(pixels)
    framed[top - 1 : bottom, left - 1 : right] = pixels[top - 1 : bottom, left - 1 : right]
    return framed


def _random(seed: int, part: str) -> np.random.Generator:
    """Return a stream of its own for every part, so that one does not stir the others."""
    return np.random.default_rng([seed, *part.encode()])


def _behind_patient(geometry: Geometry, seed: int, progress: Progress) -> FloatImage:
    """Return the intensity that reaches the detector without collimator and marker."""
    progress.report(0.0, "Projecting bones")
    bone = skeleton.bone_path(geometry, _random(seed, "bones"))
    progress.report(0.3, "Projecting soft tissue")
    body = soft_tissue.body_path(geometry, _random(seed, "body"))
    progress.report(0.5, "Projecting lungs")
    lung = soft_tissue.lung_path(geometry, _random(seed, "lungs"))
    progress.report(0.65, "Growing vessels")
    blood = vessels.vessel_path(geometry, _random(seed, "vessels"), progress.part(0.65, 0.95))
    blood += np.float32(_NODULE_DENSITY) * nodule_path(geometry)
    soft = body - np.float32(1 - LUNG_DENSITY) * lung + np.float32(1 - LUNG_DENSITY) * blood
    primary = detector.transmitted(np.maximum(soft, 0), bone)
    return detector.Scatter().added_to(primary, geometry.pitch_mm)


def nodule_path(geometry: Geometry) -> FloatImage:
    """Return the chord of the nodule, (rows, columns) in mm: a ball, a little lobulated."""
    row, column = _place(geometry, _NODULE_AT)
    x, y = geometry.axes()
    dx = x - (column * geometry.pitch_mm - geometry.columns * geometry.pitch_mm / 2)
    dy = y - row * geometry.pitch_mm
    angle = np.arctan2(dy, dx)
    radius = NODULE_MM / 2 * (1 + 0.05 * np.sin(3 * angle + 0.7) + 0.03 * np.sin(5 * angle))
    chord = 2 * np.sqrt(np.maximum(radius**2 - dx**2 - dy**2, 0))
    return blurred(chord.astype(np.float32), 0.7 / geometry.pitch_mm)


def _latitude(intensity: FloatImage, pitch_mm: float) -> FloatImage:
    """Return what is taken off the attenuation, so that lungs and spine fit one window."""
    low = blurred(np.asarray(-cv2.log(intensity), np.float32), 30.0 / pitch_mm)
    return np.float32(0.42) * (low - np.float32(2.2))


def _beam_shape(geometry: Geometry) -> FloatImage:
    """Return heel effect and collimator: 1 in the middle, little where a leaf shades."""
    x, y = geometry.axes()
    height_mm, width_mm = geometry.rows * geometry.pitch_mm, geometry.columns * geometry.pitch_mm
    heel = 1.0 - 0.10 * (y / height_mm - 0.5) - 0.03 * (x / width_mm)
    left, right, top, bottom = _leaves(height_mm, width_mm)
    tilt = 0.004
    shade = np.ones(geometry.shape, np.float32)
    for deep_mm, soft_mm, leak in (
        (x - left + tilt * (y - height_mm / 2), 0.45, 0.016),
        (right - x - tilt * (y - height_mm / 2), 0.45, 0.010),
        (y - top - tilt * x, 0.7, 0.012),
        (bottom - y + tilt * x, 0.7, 0.020),
    ):
        edge = 1 / (1 + np.exp(np.clip(-deep_mm / soft_mm, -40, 40)))
        shade *= (leak + (1 - leak) * edge).astype(np.float32)
    return (heel * shade).astype(np.float32)


def _leaves(height_mm: float, width_mm: float) -> tuple[float, float, float, float]:
    return -width_mm / 2 + 4.6, width_mm / 2 - 5.4, 3.4, height_mm - 4.2


def _marker(geometry: Geometry) -> FloatImage:
    """Return how much of the beam the lead letter lets through, 1 beside it."""
    x0, y0 = _MARKER_AT
    corners = np.array(
        [(-4, -7), (-1.3, -7), (-1.3, 4.4), (4.2, 4.4), (4.2, 7), (-4, 7)], np.float64
    )
    turn = np.radians(4.0)
    spin = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    places = corners @ spin + (x0 + geometry.columns * geometry.pitch_mm / 2, y0)
    lead = np.zeros(geometry.shape, np.uint8)
    corners_px = np.round((places / geometry.pitch_mm - 0.5) * 64).astype(np.int32)
    cv2.fillPoly(lead, [corners_px], 255, cv2.LINE_AA, shift=6)
    cover = blurred(lead.astype(np.float32) / np.float32(255), 0.22 / geometry.pitch_mm)
    return np.asarray(np.exp(np.float32(-3.2) * cover), np.float32)


def _place(geometry: Geometry, point: tuple[float, float, float]) -> tuple[float, float]:
    """Return the (row, column) at which a point in space is projected."""
    x, y = geometry.on_film(np.array([point], np.float32))
    return float(y[0]) / geometry.pitch_mm, float(x[0]) / geometry.pitch_mm + geometry.columns / 2


def _nodule(half: Geometry) -> Nodule:
    row, column = _place(half, _NODULE_AT)
    return Nodule(2 * row - 0.5, 2 * column - 0.5, 2 * NODULE_MM / half.pitch_mm, NODULE_MM)


def _marker_box(half: Geometry) -> tuple[int, int, int, int]:
    pitch = half.pitch_mm / 2
    column, row = _MARKER_AT[0] / pitch + half.columns, _MARKER_AT[1] / pitch
    reach_y, reach_x = 8.0 / pitch, 5.2 / pitch
    return int(row - reach_y), int(column - reach_x), int(row + reach_y), int(column + reach_x)


def _field_box(half: Geometry) -> tuple[int, int, int, int]:
    pitch = half.pitch_mm / 2
    left, right, top, bottom = _leaves(half.rows * half.pitch_mm, half.columns * half.pitch_mm)
    return (
        round((top + _PENUMBRA_MM) / pitch),
        round((left + _PENUMBRA_MM) / pitch + half.columns),
        round((bottom - _PENUMBRA_MM) / pitch),
        round((right - _PENUMBRA_MM) / pitch + half.columns),
    )


def _film(pixels: StoredImage, pitch_mm: float, field: tuple[int, int, int, int]) -> SampleFilm:
    return SampleFilm(
        pixels=pixels,
        bits_stored=12,
        pitch_mm=pitch_mm,
        windows=WINDOWS,
        patient_name="Phantom^Thorax",
        patient_id="NG-0001",
        title="Thorax phantom",
        comment="Synthetic chest film computed from a model; no patient was exposed.",
        directions=("L", "F"),
        body_part="CHEST",
        region=Code("51185008", "SCT", "Chest"),
        view="PA",
        kvp=125.0,
        source_to_detector_mm=SOURCE_TO_DETECTOR_MM,
        field=field,
    )
