"""Makes the guide's picture of planted nodules: film, translation, reliability map.

The film is our own thorax phantom. Run from the root of the source tree:

    python -m docs.guide.planted_nodules [FOLDER]
"""

import sys
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from engine.burnt_words import burnt
from engine.frame import FloatImage, Frame
from engine.models.translation.names import CT_LIKE
from engine.models.translation.whole_film import reliability_of
from engine.progress import Progress
from engine.reading import read_radiograph
from engine.render import Renderer
from engine.samples import sample_file
from engine.steps.translation import CtLikeAppearance

Colours = npt.NDArray[np.uint8]
"""(rows, columns, 3): blue, green, red."""

SIDE = 760
CONTRASTS = (0.16, 0.08, 0.04, 0.02, 0.01)
"""Of the nodules, as shares of the grey scale."""

PLACES = ((0.30, 0.30), (0.42, 0.27), (0.55, 0.27), (0.33, 0.70), (0.47, 0.73))
"""Row and column of each, as shares of the film's."""

_RADIUS = 0.013
_AMBER = (74, 169, 224)
_OPACITY = 0.75


def main() -> None:
    """Write the picture."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "pictures"
    frame = _planted(Renderer(read_radiograph(sample_file("thorax"))).preview().first_frame())
    step = CtLikeAppearance(admit_any=1)
    shown = step.apply(frame, Progress()).pixels
    doubt = reliability_of(frame.pixels, frame.field, CT_LIKE, Progress()).combined
    tiles = [_grey(frame.pixels), _grey(shown), _amber(_grey(shown), doubt)]
    for tile in tiles[1:]:
        words = ("AI-SYNTHESISED - NOT FOR DIAGNOSIS",)
        for plane in range(3):
            tile[..., plane] = burnt(
                np.ascontiguousarray(tile[..., plane]), words, black=0, white=255
            )
    write = folder / "translate_nodules.jpg"
    whole = np.hstack([_ringed(tile) for tile in tiles])
    cv2.imwrite(str(write), whole, [cv2.IMWRITE_JPEG_QUALITY, 90])
    sys.stdout.write(f"{write.name}\n")


def _planted(frame: Frame) -> Frame:
    """Return the film with nodules: discs with soft edges, a place and a contrast each."""
    rows, columns = frame.pixels.shape
    down, across = np.mgrid[:rows, :columns].astype(np.float32)
    pixels = frame.pixels.copy()
    for contrast, (row, column) in zip(CONTRASTS, PLACES, strict=True):
        far = np.hypot(down - row * rows, across - column * columns) / (_RADIUS * rows)
        pixels += np.float32(contrast) / (1 + np.exp(np.clip(8 * (far - 1), -30, 30)))
    return replace(frame, pixels=np.clip(pixels, 0, 1).astype(np.float32))


def _grey(pixels: FloatImage) -> Colours:
    """Return (rows, columns, 3) uint8, the longer side ``SIDE``."""
    share = SIDE / max(pixels.shape)
    size = round(pixels.shape[1] * share), round(pixels.shape[0] * share)
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    grey = (np.clip(small, 0, 1) * 255).astype(np.uint8)
    return np.dstack([grey, grey, grey])


def _amber(tile: Colours, doubt: FloatImage) -> Colours:
    """Return the tile under the reliability map, as the window lays it."""
    share = _OPACITY * cv2.resize(doubt, tile.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    mixed = tile * (1 - share[..., None]) + np.array(_AMBER) * share[..., None]
    laid: Colours = np.clip(mixed, 0, 255).astype(np.uint8)
    return laid


def _ringed(tile: Colours) -> Colours:
    """Return the tile with a thin ring around each nodule."""
    rows, columns = tile.shape[:2]
    shown = tile.copy()
    for row, column in PLACES:
        centre = round(column * columns), round(row * rows)
        cv2.circle(shown, centre, round(2.2 * _RADIUS * rows), (230, 196, 140), 1, cv2.LINE_AA)
    return np.pad(shown, ((0, 0), (0, 6), (0, 0))).astype(np.uint8)


if __name__ == "__main__":
    main()
