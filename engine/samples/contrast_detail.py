"""The contrast-detail phantom: a plate with 15 x 15 cells of ever smaller and shallower holes.

Each cell has a hole in its middle and, where there is room, an equal one in a corner drawn by lot,
so that a reader who names the corner has seen it. Where every hole lies and what it holds is
reported, for measurements.

Source: the scheme of M. A. O. Thijssen et al., "A definition of image quality: the image quality
figure", Br J Radiol Report 20 (1989) 29; the drawing and the figures are our own.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import FloatImage
from engine.grayscale.voi import Window
from engine.progress import Progress
from engine.samples import detector
from engine.samples.film import SampleFilm, StoredImage
from engine.samples.projector import SOURCE_TO_DETECTOR_MM, blurred

CELLS = 15
SIZES_MM = tuple(0.3 * (8.0 / 0.3) ** (k / (CELLS - 1)) for k in range(CELLS))
"""Diameters of the columns and depths of the rows, 0.3 to 8 mm in equal ratios."""

PITCH_MM = 0.1
CELL_MM = 16.0
CORNER_MM = 4.6
"""How far the second hole lies from the middle, to both sides."""

STORED_PER_ATTENUATION = 6000.0
"""Stored values per unit of natural logarithm."""

_BACKGROUND = 8000.0
_BEAM = (detector.Line(1.0, 0.0212, 0.0),)  # acrylic at 70 keV, 1.19 g/cm3
_SLAB_MM = 60.0
_PAINT_MM = 9.0  # the lines absorb like so much acrylic


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell and its two holes.

    Attributes:
        row, column: 0..14; depth grows upwards, diameter to the right.
        depth_mm, diameter_mm: Of both holes.
        contrast: Attenuation lost in a hole, natural logarithm, above 0.
        centre: (row, column) in pixels of the hole in the middle.
        corner: (row, column) in pixels of the hole in a corner; None where it finds no room.
    """

    row: int
    column: int
    depth_mm: float
    diameter_mm: float
    contrast: float
    centre: tuple[float, float]
    corner: tuple[float, float] | None


@dataclass(frozen=True, slots=True, eq=False)
class ContrastDetailPhantom:
    """The film and what is true of it.

    Attributes:
        film: Ready to be written.
        cells: All 225, row by row from the top.
        stored_per_attenuation: A hole is darker by this times its contrast.
    """

    film: SampleFilm
    cells: tuple[Cell, ...]
    stored_per_attenuation: float


def make_contrast_detail(
    shape: tuple[int, int] = (2600, 2600),
    seed: int = 0,
    *,
    dose: float = 1.0,
    progress: Progress | None = None,
) -> ContrastDetailPhantom:
    """Make the film of the plate; the same seed gives the same film.

    Args:
        shape: (rows, columns), at least 2480 each, of 0.1 mm.
        seed: Of the corners and the noise.
        dose: Relative to 2.5 uGy at the detector, above 0.
        progress: Told of each part; cancels between them.

    Raises:
        Cancelled: If nobody wants the film any more.
    """
    smallest = round((CELLS * CELL_MM + 8) / PITCH_MM)
    if min(shape) < smallest or not dose > 0:
        raise ValueError(f"a plate needs {smallest} pixels and a dose above 0, not {shape}, {dose}")
    progress = progress or Progress()
    rng = np.random.default_rng(seed)
    cells = _cells(shape, rng)
    path = np.full(shape, _SLAB_MM, np.float32)
    for cell in cells:
        if cell.column == 0:
            progress.report(0.4 * cell.row / CELLS, "Drilling holes")
        _drill(path, cell)
    progress.report(0.4, "Painting lines")
    _paint(path, cells)
    progress.report(0.5, "Exposing")
    intensity = detector.transmitted(blurred(path, 0.8), np.zeros((1, 1), np.float32), _BEAM)
    counted = detector.noisy(intensity, dose * 1.1e6 * PITCH_MM**2, rng, blur_px=0.8)
    progress.report(0.9, "Developing")
    attenuation = -cv2.log(counted) - np.float32(_SLAB_MM * _BEAM[0].soft_per_mm)
    stored = attenuation * np.float32(STORED_PER_ATTENUATION) + np.float32(_BACKGROUND + 0.5)
    pixels = np.clip(stored, 0, 2**14 - 1).astype(np.uint16)
    progress.report(1.0, "")
    return ContrastDetailPhantom(_film(pixels), cells, STORED_PER_ATTENUATION)


def _cells(shape: tuple[int, int], rng: np.random.Generator) -> tuple[Cell, ...]:
    top, left = ((size * PITCH_MM - CELLS * CELL_MM) / 2 for size in shape)
    corners = rng.integers(0, 4, (CELLS, CELLS))
    cells = []
    for row in range(CELLS):
        for column in range(CELLS):
            depth_mm = SIZES_MM[CELLS - 1 - row]
            y_mm, x_mm = top + (row + 0.5) * CELL_MM, left + (column + 0.5) * CELL_MM
            down = CORNER_MM if corners[row, column] & 2 else -CORNER_MM
            across = CORNER_MM if corners[row, column] & 1 else -CORNER_MM
            cells.append(
                Cell(
                    row=row,
                    column=column,
                    depth_mm=depth_mm,
                    diameter_mm=SIZES_MM[column],
                    contrast=depth_mm * _BEAM[0].soft_per_mm,
                    centre=_pixel(y_mm, x_mm),
                    corner=_pixel(y_mm + down, x_mm + across) if SIZES_MM[column] < 6 else None,
                )
            )
    return tuple(cells)


def _pixel(y_mm: float, x_mm: float) -> tuple[float, float]:
    return y_mm / PITCH_MM - 0.5, x_mm / PITCH_MM - 0.5


def _drill(path: FloatImage, cell: Cell) -> None:
    """Take both holes of a cell out of the plate, with edges shared out among pixels."""
    radius = cell.diameter_mm / 2 / PITCH_MM
    for hole in (cell.centre, cell.corner):
        if hole is None:
            continue
        top, left = int(hole[0] - radius - 1), int(hole[1] - radius - 1)
        size = int(2 * radius + 4)
        y, x = np.ogrid[top : top + size, left : left + size]
        share = np.clip(radius + 0.5 - np.hypot(y - hole[0], x - hole[1]), 0.0, 1.0)
        path[top : top + size, left : left + size] -= (cell.depth_mm * share).astype(np.float32)


def _paint(path: FloatImage, cells: tuple[Cell, ...]) -> None:
    """Draw the lines between the cells and the millimetres at the edges in absorbing paint."""
    paint = np.zeros(path.shape, np.uint8)
    first, pitch = cells[0].centre, CELL_MM / PITCH_MM
    top, left = first[0] - pitch / 2, first[1] - pitch / 2
    for k in range(CELLS + 1):
        y, x = round(top + k * pitch), round(left + k * pitch)
        end_y, end_x = round(top + CELLS * pitch), round(left + CELLS * pitch)
        cv2.line(paint, (x, round(top)), (x, end_y), 255, 4)
        cv2.line(paint, (round(left), y), (end_x, y), 255, 4)
    for k, size_mm in enumerate(SIZES_MM):
        text = f"{size_mm:.1f}"
        _write(paint, text, (round(top + CELLS * pitch + 46), round(first[1] + k * pitch)))
        _write(paint, text, (round(first[0] + (CELLS - 1 - k) * pitch), round(left - 42)))
    path += np.float32(_PAINT_MM / 255) * paint


def _write(paint: npt.NDArray[np.uint8], text: str, centre: tuple[int, int]) -> None:
    font, scale, thick = cv2.FONT_HERSHEY_SIMPLEX, 0.85, 2
    (width, height), _ = cv2.getTextSize(text, font, scale, thick)
    origin = (centre[1] - width // 2, centre[0] + height // 2)
    cv2.putText(paint, text, origin, font, scale, 255, thick, cv2.LINE_8)


def _film(pixels: StoredImage) -> SampleFilm:
    return SampleFilm(
        pixels=pixels,
        bits_stored=14,
        pitch_mm=PITCH_MM,
        windows=(
            Window(_BACKGROUND + 300, 2600.0, explanation="Plate"),
            Window(_BACKGROUND - 250, 1100.0, explanation="Low contrast"),
        ),
        patient_name="Phantom^Contrast-detail",
        patient_id="NG-0002",
        title="Contrast-detail phantom",
        comment="Computed plate with holes: diameters to the right, depths upwards, both in mm.",
        directions=("L", "F"),
        kvp=70.0,
        source_to_detector_mm=SOURCE_TO_DETECTOR_MM,
    )
