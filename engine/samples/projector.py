"""Path lengths of curved solids, by weighing points that cover them.

A bone is a thin dense shell around a light filling; a vessel is a tapering tube. The path length
of such a solid in a pixel is the volume that projects into it, divided by the pixel's area, so the
projection of any parametric solid is a weighted count of well-spread points. No voxel is needed,
and the bright edge of a cortex seen along its surface comes out by itself.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import FloatImage

Points = npt.NDArray[np.float32]
"""(n, 3) x, y, z in mm: x to the right of the film, y down, z towards the detector."""

_BATCH = 1_000_000

SOURCE_TO_DETECTOR_MM = 1800.0
"""The usual distance of an erect chest film."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """Where the film lies in space.

    Attributes:
        rows, columns: Pixels.
        pitch_mm: Distance between pixel centres.
        central_row_mm: Height, from the film's top, at which the central ray meets it.
    """

    rows: int
    columns: int
    pitch_mm: float
    central_row_mm: float = 175.0

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, columns)."""
        return self.rows, self.columns

    def reduced(self) -> "Geometry":
        """Return the same film with half as many rows and columns."""
        rows, columns = (self.rows + 1) // 2, (self.columns + 1) // 2
        return Geometry(rows, columns, self.pitch_mm * 2, self.central_row_mm)

    def axes(self) -> tuple[FloatImage, FloatImage]:
        """Return x (1, columns) from the midline and y (rows, 1) from the top, in mm."""
        x = (np.arange(self.columns, dtype=np.float32) + 0.5) * self.pitch_mm
        y = (np.arange(self.rows, dtype=np.float32) + 0.5) * self.pitch_mm
        return (x - self.columns * self.pitch_mm / 2)[None, :], y[:, None]

    def on_film(self, points: Points) -> tuple[Points, Points]:
        """Return the (x, y) in mm at which points in space meet the film.

        What lies behind the plane z = 0 is magnified more, what lies before it less.
        """
        magnification = np.asarray(1.0 - points[:, 2] / SOURCE_TO_DETECTOR_MM, np.float32)
        y = (points[:, 1] - self.central_row_mm) * magnification + self.central_row_mm
        return points[:, 0] * magnification, np.asarray(y, np.float32)


class Projector:
    """Collects weighted points and counts them into an image of path lengths.

    Args:
        geometry: The film.
    """

    def __init__(self, geometry: Geometry) -> None:
        self.geometry = geometry
        self._volume = np.zeros(geometry.rows * geometry.columns)
        self._waiting: list[tuple[npt.NDArray[np.int32], Points]] = []
        self._number_waiting = 0

    def add(self, points: Points, volumes_mm3: Points) -> None:
        """Count (n, 3) points, each standing for its volume in mm3."""
        pitch = self.geometry.pitch_mm
        x, y = self.geometry.on_film(points)
        column = np.floor(x / pitch + self.geometry.columns / 2).astype(np.int32)
        row = np.floor(y / pitch).astype(np.int32)
        seen = (column >= 0) & (column < self.geometry.columns)
        seen &= (row >= 0) & (row < self.geometry.rows)
        index = row[seen] * np.int32(self.geometry.columns) + column[seen]
        self._waiting.append((index, volumes_mm3[seen]))
        self._number_waiting += len(index)
        if self._number_waiting > _BATCH:
            self._count()

    def _count(self) -> None:
        if self._waiting:
            index = np.concatenate([index for index, _ in self._waiting])
            volumes = np.concatenate([volumes for _, volumes in self._waiting])
            self._volume += np.bincount(index, volumes, minlength=self._volume.size)
        self._waiting, self._number_waiting = [], 0

    def path_mm(self, blur_mm: float) -> FloatImage:
        """Return the (rows, columns) path lengths in mm, blurred by focal spot and motion."""
        self._count()
        pitch = self.geometry.pitch_mm
        path = (self._volume / pitch**2).astype(np.float32).reshape(self.geometry.shape)
        return blurred(path, blur_mm / pitch)


def blurred(image: FloatImage, sigma_px: float) -> FloatImage:
    """Return the image after a Gaussian; wide ones are made on a reduced copy."""
    if sigma_px < 0.2:
        return image
    factor = int(sigma_px // 4)
    if factor < 2:
        return cv2.GaussianBlur(image, (0, 0), sigma_px, borderType=cv2.BORDER_REPLICATE)  # type: ignore[return-value]
    rows, columns = image.shape
    small = cv2.resize(
        image, (max(1, columns // factor), max(1, rows // factor)), interpolation=cv2.INTER_AREA
    )
    soft = cv2.GaussianBlur(small, (0, 0), sigma_px / factor, borderType=cv2.BORDER_REPLICATE)
    return cv2.resize(soft, (columns, rows), interpolation=cv2.INTER_CUBIC)  # type: ignore[return-value]


def resampled(curve: Points, step_mm: float) -> Points:
    """Return a (n, k) curve as points at equal distances of about ``step_mm``, smoothed."""
    smooth = _spline(curve)
    lengths = np.linalg.norm(np.diff(smooth[:, :3], axis=0), axis=1)
    along = np.concatenate([[0.0], np.cumsum(lengths)])
    number = max(4, int(along[-1] / step_mm) + 1)
    wanted = np.linspace(0.0, along[-1], number)
    columns = [np.interp(wanted, along, smooth[:, k]) for k in range(smooth.shape[1])]
    return np.stack(columns, axis=1).astype(np.float32)


def _spline(knots: Points, per_knot: int = 24) -> Points:
    """Return a smooth curve through the knots: Catmull-Rom over chord lengths.

    With equal steps between unequal knots the curve would run back on itself.
    """
    steps = np.diff(knots, axis=0)
    chord = np.linalg.norm(steps[:, :3], axis=1)[:, None]
    slope = steps / chord
    inner = (slope[:-1] * chord[1:] + slope[1:] * chord[:-1]) / (chord[1:] + chord[:-1])
    tangent = np.vstack([slope[:1], inner, slope[-1:]])
    t = np.linspace(0.0, 1.0, per_knot, endpoint=False)[None, :, None]
    start, end, length = knots[:-1, None], knots[1:, None], chord[:, None]
    curve = (
        start * ((1 + 2 * t) * (1 - t) ** 2)
        + length * tangent[:-1, None] * (t * (1 - t) ** 2)
        + end * (t**2 * (3 - 2 * t))
        + length * tangent[1:, None] * (t**2 * (t - 1))
    )
    flat = curve.reshape(-1, knots.shape[1])
    return np.vstack([flat, knots[-1:]]).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Tube:
    """A bent bone: an elliptic tube with a cortex and a light filling.

    Attributes:
        line: (n, 5) knots: x, y, z, half height and half thickness of the section, all mm.
        outward: (3,) or (n', 3) roughly across the flat side of the section.
        cortex_mm: Thickness of the shell.
        filling: Bone per volume inside the shell, 0..1.
        fade_mm: Over how much of its ends it passes into cartilage or into its neighbour.
    """

    line: Points
    outward: Points
    cortex_mm: float
    filling: float
    fade_mm: float = 0.0


def add_tube(shells: Projector, fillings: Projector, tube: Tube, rng: np.random.Generator) -> None:
    """Weigh a tube into two projectors: its shell, and its filling."""
    cell_mm = shells.geometry.pitch_mm * 1.5
    line = resampled(tube.line, cell_mm)
    sections = _sections(line, tube.outward)
    wave = blurred(rng.standard_normal((1, len(line))).astype(np.float32), 5.0 / cell_mm)[0]
    wave -= wave.mean()
    ripple = 1 + 0.045 * wave / max(float(wave.std()), 1e-3) if len(line) > 60 else 1.0
    high, thick = line[:, 3] * ripple, line[:, 4]
    weight = sections.step_mm * _fade(len(line), sections.step_mm, tube.fade_mm)
    around_mm = 2 * np.pi * float(np.sqrt((high.mean() ** 2 + thick.mean() ** 2) / 2))
    number = max(8, int(around_mm / cell_mm))
    jitter = rng.random((len(line), number), dtype=np.float32)
    angle = (np.arange(number, dtype=np.float32) + jitter) * np.float32(2 * np.pi / number)
    cos, sin = np.cos(angle), np.sin(angle)
    across, normal = cos * high[:, None], sin * thick[:, None]
    slip = rng.random((len(line), number), dtype=np.float32) - np.float32(0.5)
    slip *= sections.step_mm[:, None]
    arc = np.hypot(sin * high[:, None], cos * thick[:, None]) * np.float32(2 * np.pi / number)
    shell = arc * (weight * tube.cortex_mm)[:, None]
    shells.add(sections.points(slip, across, normal), shell.ravel())
    out = np.sqrt(rng.random((len(line), number), dtype=np.float32)) * np.float32(0.95)
    filling = np.pi * high * thick * weight * tube.filling / number
    volumes = np.broadcast_to(filling[:, None], out.shape).astype(np.float32)
    fillings.add(sections.points(slip, across * out, normal * out), volumes.ravel())


@dataclass(frozen=True, slots=True)
class _Sections:
    """The cross-sections along a tube: centres (n, 3), unit vectors (n, 3), distances (n,)."""

    centre: Points
    tangent: Points
    across: Points
    normal: Points
    step_mm: Points

    def points(self, slip: Points, across: Points, normal: Points) -> Points:
        """Return (n * m, 3) points from (n, m) offsets along, across and out, in mm."""
        axes = [
            self.centre[:, k, None]
            + self.tangent[:, k, None] * slip
            + self.across[:, k, None] * across
            + self.normal[:, k, None] * normal
            for k in range(3)
        ]
        return np.stack([axis.ravel() for axis in axes]).T


def _sections(line: Points, outward: Points) -> _Sections:
    centre = line[:, :3]
    tangent = np.gradient(centre, axis=0).astype(np.float32)
    step_mm = np.linalg.norm(tangent, axis=1)
    tangent /= step_mm[:, None]
    step_mm[[0, -1]] *= 0.5  # each end stands for half a step
    across = np.cross(tangent, np.broadcast_to(_at(outward, len(line)), centre.shape))
    across /= np.linalg.norm(across, axis=1)[:, None]
    normal = np.cross(across, tangent)
    return _Sections(centre, tangent, across, normal.astype(np.float32), step_mm)


def _fade(number: int, step_mm: Points, fade_mm: float) -> Points:
    """Return (number,) weights that go from 1 down to 0 over ``fade_mm`` at both ends."""
    if fade_mm <= 0:
        return np.ones(number, np.float32)
    from_start, from_end = np.cumsum(step_mm), np.cumsum(step_mm[::-1])[::-1]
    ramp = np.clip(np.minimum(from_start, from_end) / fade_mm, 0.0, 1.0)
    return (ramp * ramp * (3 - 2 * ramp)).astype(np.float32)


def _at(vectors: Points, number: int) -> Points:
    if vectors.ndim == 1:
        return vectors[None, :]
    position = np.linspace(0, len(vectors) - 1, number)
    columns = [np.interp(position, np.arange(len(vectors)), vectors[:, k]) for k in range(3)]
    return np.stack(columns, axis=1).astype(np.float32)
