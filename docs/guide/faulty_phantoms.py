"""Films for the pictures of the guide: our own phantoms, each with the fault a filter is there for.

Every film is 1024 pixels of 0.375 mm, or a cut of it; none shows a patient.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import BoolImage, FloatImage
from engine.grayscale.voi import FullRange, Voi, Window
from engine.radiograph import Photometric, Radiograph, Spacing, SpacingSource
from engine.samples.contrast_detail import PITCH_MM, make_contrast_detail
from engine.samples.thorax import FILM_MM, WINDOWS, ThoraxPhantom, make_thorax
from engine.source import Source, SourceKind
from tests.properties.faults import grid_pattern

SIDE = 1024
LOW_DOSE = 0.01
"""Of a normal exposure: at pixels this large a bedside film's would hardly show."""

ASSUMED_MM = 400.0
"""Long side of a bitmap without a spacing: the uneven detector's flat film is one."""

_LEVELS = 4095
_SHADE = 0.03  # of what the collimator lets through
_TILT_DEG = 6.0

Box = tuple[float, float, float, float]
"""(top, left, bottom, right) as shares of the film."""

WHOLE: Box = (0.0, 0.0, 1.0, 1.0)
CENTRE: Box = (0.25, 0.25, 0.8, 0.8)
LUNG: Box = (0.3, 0.52, 0.6, 0.82)
SHOULDER: Box = (0.08, 0.06, 0.48, 0.46)


@dataclass(frozen=True, slots=True, eq=False)
class GuideFilm:
    """A film and how to show it.

    Attributes:
        radiograph: The film.
        shown: The part of it that a picture shows.
        voi: Values of interest before, and after a step that keeps the window.
        marked: The part of it that is drawn around; empty where nothing is.
    """

    radiograph: Radiograph
    shown: Box
    voi: Voi
    marked: Box = (0.0, 0.0, 0.0, 0.0)


def thorax(shown: Box = WHOLE, *, dose: float = 1.0) -> GuideFilm:
    """Return the chest film as it is, or with too few quanta."""
    return _film(_phantom(dose).film.pixels, shown)


def noisy() -> GuideFilm:
    """Return a part of the chest film with too few quanta."""
    return thorax(LUNG, dose=LOW_DOSE)


def plate() -> GuideFilm:
    """Return a part of the contrast-detail plate, of 0.1 mm a pixel."""
    pixels = make_contrast_detail(dose=0.3).film.pixels
    low, high = (float(value) for value in np.percentile(pixels, (0.1, 99.0)))
    return _film(pixels, (0.1, 0.58, 0.5, 0.98), bits=14, pitch_mm=PITCH_MM, voi=(low, high))


def with_specks() -> GuideFilm:
    """Return a part of the chest film from a detector with dead and hot pixels."""
    pixels = _phantom(1.0).film.pixels.copy()
    random = np.random.default_rng(5)
    for value in (0, _LEVELS):
        rows, columns = random.integers(0, SIDE, (2, 1500))
        pixels[rows, columns] = value
    return _film(pixels, LUNG)


def with_grid() -> GuideFilm:
    """Return a part of the chest film behind an antiscatter grid that stood still."""
    pixels = _phantom(1.0).film.pixels + 90 * grid_pattern(SIDE, SIDE, 0.17, 1.0)
    return _film(_stored(pixels), LUNG)


def with_letter() -> GuideFilm:
    """Return the corner of the chest film in which its lead letter lies."""
    phantom = _phantom(1.0)
    top, left, bottom, right = (edge / SIDE for edge in phantom.marker)
    reach, margin = 0.13, 0.012
    row, column = (min(max(at, reach), 1 - reach) for at in (top + margin, left + margin))
    box = row - reach, column - reach, row + reach, column + reach
    drawn = top - margin, left - margin, bottom + margin, right + margin
    return replace(_film(phantom.film.pixels, box), marked=drawn)


def with_wire() -> GuideFilm:
    """Return the chest film with a lead across it."""
    pixels = _phantom(1.0).film.pixels.astype(np.float32)
    lead = np.zeros(pixels.shape, np.uint8)
    along = np.linspace(0.12, 0.88, 400)
    down = 0.42 + 0.12 * np.sin(along * 7)
    line = np.stack([along, down], 1) * SIDE
    cv2.polylines(lead, [line.round().astype(np.int32)], False, 1, 5, cv2.LINE_AA)
    pixels[lead > 0] += 900
    return _film(_stored(pixels), CENTRE)


def behind_collimator() -> GuideFilm:
    """Return the chest film with its field turned, and a little shade around it."""
    pixels = _upright().astype(np.float32)
    middle = (SIDE / 2, SIDE / 2)
    turn = cv2.getRotationMatrix2D(middle, -_TILT_DEG, 1.0)
    turned = cv2.warpAffine(pixels, turn, (SIDE, SIDE), borderMode=cv2.BORDER_REPLICATE)
    corners = cv2.boxPoints((middle, (0.72 * SIDE, 0.78 * SIDE), _TILT_DEG))
    inside = np.zeros((SIDE, SIDE), np.uint8)
    cv2.fillPoly(inside, [corners.round().astype(np.int32)], 1)
    open_share = cv2.GaussianBlur(inside.astype(np.float32), (0, 0), 1.5)
    open_share = _SHADE + (1 - _SHADE) * open_share
    return _film(_stored(turned * open_share), WHOLE, voi=(0.0, float(_LEVELS)))


def uneven() -> GuideFilm:
    """Return the chest film raw: proportional to the dose, from an unevenly answering detector."""
    dense = _upright().astype(np.float32) / _LEVELS
    dose = 0.9 * np.exp(-np.float32(2.3) * dense) * flat_answer()
    stored = np.clip(dose * 65535, 0, 65535).astype(np.uint16)
    voi, pitch_mm = (0.06 * 65535, 0.55 * 65535), ASSUMED_MM / SIDE
    return _film(stored, WHOLE, bits=16, pitch_mm=pitch_mm, photometric="MONOCHROME1", voi=voi)


def flat_answer() -> FloatImage:
    """Return what the uneven detector answers to a uniform exposure, 0..1."""
    across = np.arange(SIDE, dtype=np.float32) / SIDE
    answer = np.ones((SIDE, SIDE), np.float32)
    answer[:, : SIDE // 2] *= 0.86  # four tiles of unequal gain
    answer[round(0.55 * SIDE) :] *= 0.88
    answer *= 1 - 0.03 * np.sin(across * 40)
    return answer.astype(np.float32)


FAULTS: dict[str, Callable[[], GuideFilm]] = {
    "median": with_specks,
    "defect_pixels": with_specks,
    "grid_suppression": with_grid,
    "marker_removal": with_letter,
    "inpaint": with_letter,
    "wire_removal": with_wire,
    "collimation": behind_collimator,
    "crop_to_field": behind_collimator,
    "deskew": behind_collimator,
    "flat_field": uneven,
    "recipe:mammography": plate,
    "recipe:tubes_and_lines": with_wire,
    "recipe:bedside": lambda: thorax(CENTRE, dose=LOW_DOSE),
    "recipe:denoise": noisy,
    "recipe:paediatric": lambda: thorax(SHOULDER, dose=LOW_DOSE),
    "recipe:bone_detail": lambda: thorax(SHOULDER),
    "recipe:extremity": lambda: thorax(SHOULDER),
}
"""By name of a step or a recipe: the film it is shown on, where that is no plain chest film."""


@cache
def _phantom(dose: float) -> ThoraxPhantom:
    return make_thorax((SIDE, SIDE), dose=dose)


@cache
def _upright() -> npt.NDArray[np.uint16]:
    """Return the chest film without its collimator's black, carried on to the borders."""
    phantom = _phantom(1.0)
    top, left, bottom, right = phantom.field
    inside = phantom.film.pixels[top:bottom, left:right]
    margins = top, SIDE - bottom, left, SIDE - right
    return cv2.copyMakeBorder(inside, *margins, cv2.BORDER_REFLECT_101).astype(np.uint16)


def _field_of(pixels: npt.NDArray[np.uint16]) -> BoolImage | None:
    """Return what the collimator of the plain chest film covers; None for any other."""
    if pixels.shape != (SIDE, SIDE) or pixels[:4].any():
        return None
    top, left, bottom, right = _phantom(1.0).field
    excluded = np.ones(pixels.shape, np.bool_)
    excluded[top:bottom, left:right] = False
    return excluded


def _stored(pixels: FloatImage) -> npt.NDArray[np.uint16]:
    return np.clip(pixels + 0.5, 0, _LEVELS).astype(np.uint16)


def _film(
    pixels: npt.NDArray[np.uint16],
    shown: Box,
    *,
    bits: int = 12,
    pitch_mm: float = FILM_MM / SIDE,
    photometric: Photometric = "MONOCHROME2",
    voi: tuple[float, float] | None = None,
) -> GuideFilm:
    radiograph = Radiograph(
        pixels=pixels,
        bits_stored=bits,
        source=Source(SourceKind.MEMORY, "phantom"),
        spacing=Spacing(pitch_mm, pitch_mm, SpacingSource.DETECTOR),
        photometric=photometric,
        excluded=_field_of(pixels),
    )
    window: Window | FullRange = WINDOWS[0] if voi is None else FullRange(*voi)
    return GuideFilm(radiograph, shown, window)
