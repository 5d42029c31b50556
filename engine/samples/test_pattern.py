"""The display test pattern: what a display and its table must be able to show, in 16 bits.

Stored values are presentation values: 0 is black, 65535 white. Patches of sixteen equal steps,
each with corners a little brighter and darker; 5 % on black and 95 % on white; lines of one, two
and three pixels at full and at low contrast, in the middle and in the corners; ramps in both
directions; words that fade on dark, middle and bright grounds; a grid and circles for distortion.

Source: the aims of AAPM On-Line Report 3 (TG18) and of its TG18-QC pattern; the drawing is our own.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from engine.grayscale.voi import Window
from engine.progress import Progress
from engine.samples.film import SampleFilm, StoredImage

WHITE = 65535
SIDE = 2048
STEPS = 16

_CELL = 128  # all places are multiples of it; 16 cells to a side
_GROUND = 0.20
_GRID = 0.32


@dataclass(frozen=True, slots=True)
class Patch:
    """A uniform square.

    Attributes:
        name: "step 3", "5 %" or "95 %".
        box: (top, left, bottom, right) in pixels.
        level: Stored value.
    """

    name: str
    box: tuple[int, int, int, int]
    level: int


@dataclass(frozen=True, slots=True, eq=False)
class TestPattern:
    """The pattern and where its patches lie.

    Attributes:
        film: Ready to be written.
        patches: The sixteen steps and the two low-contrast squares.
    """

    __test__ = False  # no test, whatever pytest thinks of its name

    film: SampleFilm
    patches: tuple[Patch, ...]


def make_test_pattern(progress: Progress | None = None) -> TestPattern:
    """Draw the pattern: 2048 x 2048, 16 bit, always the same.

    Args:
        progress: Told of each part; cancels between them.

    Raises:
        Cancelled: If nobody wants it any more.
    """
    progress = progress or Progress()
    image = np.full((SIDE, SIDE), _grey(_GROUND), np.uint16)
    progress.report(0.0, "Drawing the grid")
    _draw_grid(image)
    progress.report(0.3, "Drawing the steps")
    patches = _draw_steps(image)
    _draw_ramps(image)
    progress.report(0.6, "Drawing line pairs")
    for row, column in ((1, 1), (1, 13), (13, 1), (13, 13)):
        _draw_line_pairs(image, row * _CELL, column * _CELL, 2 * _CELL)
    _draw_line_pairs(image, 7 * _CELL, 7 * _CELL, 2 * _CELL)
    progress.report(0.8, "Writing words")
    _write_words(image)
    progress.report(1.0, "")
    return TestPattern(_film(image), patches)


def _grey(share: float) -> int:
    return round(share * WHITE)


def _fill(image: StoredImage, box: tuple[int, int, int, int], share: float) -> None:
    top, left, bottom, right = box
    image[top:bottom, left:right] = _grey(share)


def _draw_grid(image: StoredImage) -> None:
    """Draw lines every 128 pixels, a frame one pixel wide, and two circles."""
    for k in range(_CELL, SIDE, _CELL):
        image[k - 1 : k + 1, :] = _grey(_GRID)
        image[:, k - 1 : k + 1] = _grey(_GRID)
    for inset, share in ((0, 1.0), (8, 0.6)):
        far = SIDE - 1 - inset
        image[inset, inset : far + 1] = image[far, inset : far + 1] = _grey(share)
        image[inset : far + 1, inset] = image[inset : far + 1, far] = _grey(share)
    middle = (SIDE // 2, SIDE // 2)
    for radius in (7 * _CELL + 64, 4 * _CELL):
        cv2.circle(image, middle, radius, _grey(0.55), 2, cv2.LINE_8)


def _draw_steps(image: StoredImage) -> tuple[Patch, ...]:
    """Draw a ring of sixteen steps round the middle, and the black and white pair."""
    patches = []
    for k, (row, column) in enumerate(_ring()):
        share = k / (STEPS - 1)
        box = _box(row, column)
        _fill(image, box, share)
        _draw_corners(image, box, share)
        patches.append(Patch(f"step {k}", box, _grey(share)))
    for name, column, ground, inner in (("5 %", 5, 0.0, 0.05), ("95 %", 9, 1.0, 0.95)):
        box = (3 * _CELL // 2, column * _CELL, 3 * _CELL // 2 + 2 * _CELL, (column + 2) * _CELL)
        _fill(image, box, ground)
        inside = (box[0] + 64, box[1] + 64, box[2] - 64, box[3] - 64)
        _fill(image, inside, inner)
        patches.append(Patch(name, inside, _grey(inner)))
    return tuple(patches)


def _ring() -> list[tuple[float, float]]:
    """Return the (row, column), in cells, of sixteen places clockwise round a square."""
    low, high = 4.25, 10.25
    along = [low + k * (high - low) / 4 for k in range(4)]
    top = [(low, a) for a in along]
    right = [(a, high) for a in along]
    bottom = [(high, high + low - a) for a in along]
    left = [(high + low - a, low) for a in along]
    return top + right + bottom + left


def _box(row: float, column: float) -> tuple[int, int, int, int]:
    top, left, size = round(row * _CELL), round(column * _CELL), round(1.5 * _CELL)
    return top, left, top + size, left + size


def _draw_corners(image: StoredImage, box: tuple[int, int, int, int], share: float) -> None:
    """Put small squares 1 % (of white) brighter and darker into the corners of a patch."""
    top, left, bottom, right = box
    size, inset = 26, 8
    brighter, darker = min(share + 0.01, 1.0), max(share - 0.01, 0.0)
    for y, x, corner in (
        (top + inset, left + inset, brighter),
        (bottom - inset - size, right - inset - size, brighter),
        (top + inset, right - inset - size, darker),
        (bottom - inset - size, left + inset, darker),
    ):
        _fill(image, (y, x, y + size, x + size), corner)


def _draw_ramps(image: StoredImage) -> None:
    """Draw two long ramps through every level: dark to bright, and back."""
    ramp = np.round(np.linspace(0, WHITE, 10 * _CELL)).astype(np.uint16)
    image[13 * _CELL + 32 : 14 * _CELL, 3 * _CELL : 13 * _CELL] = ramp
    image[14 * _CELL + 32 : 15 * _CELL, 3 * _CELL : 13 * _CELL] = ramp[::-1]
    down = ramp[: 10 * _CELL, None]
    image[3 * _CELL : 13 * _CELL, _CELL + 32 : 2 * _CELL] = down
    image[3 * _CELL : 13 * _CELL, 14 * _CELL : 15 * _CELL - 32] = down[::-1]


def _draw_line_pairs(image: StoredImage, top: int, left: int, size: int) -> None:
    """Draw lines one, two and three pixels wide, both ways, at full and at low contrast."""
    cell = size // 4
    y, x = np.mgrid[:cell, :cell]
    _fill(image, (top, left, top + size, left + size), 0.5)
    for column, width in enumerate((1, 2, 3)):
        for row, (place, contrast) in enumerate(((y, 1.0), (x, 1.0), (y, 0.1), (x, 0.1))):
            bars = np.where(place // width % 2 == 0, 0.5 + contrast / 2, 0.5 - contrast / 2)
            at_y, at_x = top + row * cell, left + column * cell
            image[at_y : at_y + cell, at_x : at_x + cell] = np.round(bars * WHITE)
    checks = np.where((y + x) % 2 == 0, 1.0, 0.0)
    at_x = left + 3 * cell
    image[top : top + cell, at_x : at_x + cell] = np.round(checks * WHITE)
    image[top + cell : top + 2 * cell, at_x : at_x + cell] = _grey(0.5)
    image[top + 2 * cell : top + 3 * cell, at_x : at_x + cell] = np.round(
        (0.45 + 0.1 * checks) * WHITE
    )


def _write_words(image: StoredImage) -> None:
    """Write a word whose letters fade, on a dark, a middle and a bright ground."""
    word = "NEGATOSCOPE"
    for column, ground in ((3, 0.0), (6.5, 0.5), (10, 1.0)):
        left, top = round(column * _CELL), round(0.35 * _CELL)
        _fill(image, (top, left, top + 96, left + 3 * _CELL), ground)
        for k, letter in enumerate(word):
            contrast = 0.14 * (1 - k / len(word)) + 0.004
            share = ground + contrast if ground < 0.75 else ground - contrast
            ink = np.zeros((96, 33), np.uint8)
            cv2.putText(ink, letter, (3, 64), cv2.FONT_HERSHEY_SIMPLEX, 1.3, 255, 3, cv2.LINE_8)
            x = left + 10 + 33 * k
            image[top : top + 96, x : x + 33][ink > 127] = _grey(share)


def _film(image: StoredImage) -> SampleFilm:
    return SampleFilm(
        pixels=image,
        bits_stored=16,
        pitch_mm=0.2,
        windows=(Window(32768.0, 65536.0, explanation="Full range"),),
        patient_name="Phantom^Test pattern",
        patient_id="NG-0003",
        title="Display test pattern",
        comment="Every grey from black to white; 5 % and 95 % squares must be seen.",
        is_radiograph=False,
    )
