"""Where a step works: the whole film, its exposed field, the patient, the lungs, or an outline."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Self

import cv2
import numpy as np

from engine.errors import RecipeError
from engine.frame import BoolImage, FloatImage, Frame
from engine.ops.body import body_mask, reduced
from engine.ops.lungs import lung_field
from engine.placement import centred
from engine.progress import Progress

LONG_SIDE = 768
"""Regions are found on the film reduced to this many pixels, so that a preview has the same."""

MOST_POINTS = 2000
_SHIFT = 8  # fractional bits of the corners given to OpenCV


class RegionKind(Enum):
    """What a region follows; the value is its name in recipe files."""

    WHOLE = "whole"
    FIELD = "field"
    BODY = "body"
    LUNGS = "lungs"
    DRAWN = "drawn"

    @property
    def title(self) -> str:
        """What a list calls it: "Exposed field"."""
        return _WORDS[self].split(" ", 2)[2].capitalize()


_WORDS = {
    RegionKind.WHOLE: "on the whole film",
    RegionKind.FIELD: "within the exposed field",
    RegionKind.BODY: "within the body",
    RegionKind.LUNGS: "within the lung field",
    RegionKind.DRAWN: "within a drawn region",
}


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the film, with a soft edge.

    Attributes:
        kind: What it follows.
        soft_edge_mm: Width over which the step fades, half of it on either side; 0 is a cut.
        is_outside: Everything but the region.
        outlines: Closed polygons of a drawn region; (x, y) as shares 0..1 of the width and
            height of the film as read.

    Raises:
        RecipeError: Naming a value out of range.
    """

    kind: RegionKind = RegionKind.WHOLE
    soft_edge_mm: float = 5.0
    is_outside: bool = False
    outlines: tuple[tuple[tuple[float, float], ...], ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.soft_edge_mm <= 100:
            raise RecipeError(
                f"The soft edge of a region is {self.soft_edge_mm:g} mm.",
                hint="Use 0 to 100 mm.",
            )
        if sum(len(outline) for outline in self.outlines) > MOST_POINTS:
            raise RecipeError(f"A drawn region may have {MOST_POINTS} corners at most.")
        if (self.kind is RegionKind.DRAWN) != bool(self.outlines):
            raise RecipeError("A drawn region needs an outline, and no other region has one.")
        for outline in self.outlines:
            is_on_film = all(-1 <= value <= 2 for point in outline for value in point)
            if len(outline) < 3 or not is_on_film:  # nor is NaN
                raise RecipeError(
                    "An outline needs three corners or more, as shares 0 to 1 of the film."
                )

    @property
    def is_whole(self) -> bool:
        """Whether the step works everywhere."""
        return self.kind is RegionKind.WHOLE

    def text(self) -> str:
        """Return the words for a derivation: "within the exposed field, soft edge 5 mm"."""
        where = _WORDS[self.kind]
        if self.is_outside:
            where = where.replace("within", "outside")
        return where if self.is_whole else f"{where}, soft edge {self.soft_edge_mm:.3g} mm"

    def to_json(self) -> dict[str, Any]:
        """Return the region as it stands in a recipe file."""
        out: dict[str, Any] = {"kind": self.kind.value, "soft_edge_mm": self.soft_edge_mm}
        if self.is_outside:
            out["outside"] = True
        if self.outlines:
            out["outlines"] = [[list(point) for point in outline] for outline in self.outlines]
        return out

    @classmethod
    def from_json(cls, data: object) -> Self:
        """Read a region from decoded JSON.

        Raises:
            RecipeError: Saying what is wrong with it.
        """
        if not isinstance(data, Mapping):
            raise RecipeError("A region is no JSON object.")
        try:
            kind = RegionKind(data.get("kind"))
        except ValueError as error:
            known = ", ".join(kind.value for kind in RegionKind)
            raise RecipeError(
                f"There is no region {data.get('kind')!r}.", hint=f"There are: {known}."
            ) from error
        try:
            outlines = tuple(
                tuple((float(x), float(y)) for x, y in outline)
                for outline in data.get("outlines", ())
            )
            edge = float(data.get("soft_edge_mm", 5.0))
        except (TypeError, ValueError) as error:
            raise RecipeError("A region holds something that is no number.") from error
        return cls(kind, edge, data.get("outside") is True, outlines)


WHOLE_FILM = Region()
"""No limit."""


def region_weights(region: Region, film: Frame, frame: Frame, progress: Progress) -> FloatImage:
    """Return how strongly a step counts at each pixel.

    Args:
        region: Any but the whole film.
        film: The film before any step: what a region is found on.
        frame: The film before this step, whose grid the weights have.
        progress: Looked at between parts.

    Returns:
        (rows, columns) float32 in 0..1 on the grid of ``frame``, new.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    progress.check()
    inside = _inside(region, film, frame, progress)
    if region.is_outside:
        inside = ~inside
    progress.check()
    is_on_frame = region.kind is RegionKind.FIELD
    grid = frame if is_on_frame else film
    spacing_mm = tuple(
        mm * side / small
        for mm, side, small in zip(grid.spacing_mm, grid.pixels.shape, inside.shape, strict=True)
    )
    soft = _softened(inside, region.soft_edge_mm, (spacing_mm[0], spacing_mm[1]))
    progress.check()
    return _on_grid(soft, frame, is_on_frame=is_on_frame)


_NOTHING = {
    RegionKind.LUNGS: "No lungs were found: the film does not look like a frontal chest.",
    RegionKind.BODY: "No body was found on this film.",
}


def nothing_found(kind: RegionKind) -> str:
    """Return the sentence for a film on which what a region follows was not found; or ""."""
    return _NOTHING.get(kind, "")


def region_advice(region: Region, film: Frame, progress: Progress) -> str:
    """Return a sentence where a region is empty because what it follows was not found; or "".

    Args:
        region: Any.
        film: The film before any step.
        progress: Looked at between parts.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    if region.kind is not RegionKind.LUNGS or _inside(region, film, film, progress).any():
        return ""
    return nothing_found(region.kind)


def _inside(region: Region, film: Frame, frame: Frame, progress: Progress) -> BoolImage:
    """Return the region on its reduced grid."""
    if region.kind is RegionKind.FIELD:
        size = _reduced_size(frame.field.shape)
        share = cv2.resize(frame.field.astype(np.uint8) * 255, size, interpolation=cv2.INTER_AREA)
        return np.asarray(share >= 128)
    if region.kind is RegionKind.DRAWN:
        columns, rows = _reduced_size(film.pixels.shape)
        return drawn(region.outlines, (rows, columns))
    small, exposed = reduced(film.pixels, film.field, LONG_SIDE, progress)
    find = body_mask if region.kind is RegionKind.BODY else lung_field
    return find(small, exposed, progress)


def drawn(
    outlines: tuple[tuple[tuple[float, float], ...], ...], shape: tuple[int, int]
) -> BoolImage:
    """Return (rows, columns) True inside closed polygons of (x, y) shares of the film."""
    rows, columns = shape
    mask = np.zeros(shape, np.uint8)
    scale = 1 << _SHIFT
    corners = [
        np.round((np.array(outline) * (columns, rows) - 0.5) * scale).astype(np.int32)
        for outline in outlines
    ]
    for outline in corners:  # one by one: two that overlap are one region, not a hole
        cv2.fillPoly(mask, [outline], 1, shift=_SHIFT)
    return mask.astype(np.bool_)


def _reduced_size(shape: tuple[int, ...]) -> tuple[int, int]:
    """Return (columns, rows) as OpenCV has it."""
    factor = min(1.0, LONG_SIDE / max(shape))
    return max(1, round(shape[1] * factor)), max(1, round(shape[0] * factor))


def _softened(inside: BoolImage, edge_mm: float, spacing_mm: tuple[float, float]) -> FloatImage:
    """Return 0..1 rising linearly over the edge, which lies in its middle."""
    if edge_mm <= 0 or inside.all() or not inside.any():
        return inside.astype(np.float32)
    pixel_mm = float(np.sqrt(spacing_mm[0] * spacing_mm[1]))
    within = cv2.distanceTransform(inside.astype(np.uint8), cv2.DIST_L2, 5)
    beyond = cv2.distanceTransform((~inside).astype(np.uint8), cv2.DIST_L2, 5)
    signed = np.where(inside, within - 0.5, 0.5 - beyond) * np.float32(pixel_mm)
    soft: FloatImage = np.clip(0.5 + signed / np.float32(edge_mm), 0, 1).astype(np.float32)
    return soft


def _on_grid(soft: FloatImage, frame: Frame, *, is_on_frame: bool) -> FloatImage:
    """Return weights interpolated to the pixels of the frame."""
    rows, columns = frame.pixels.shape
    if is_on_frame or frame.placement.is_identity:
        grown = cv2.resize(soft, (columns, rows), interpolation=cv2.INTER_LINEAR)
    else:
        matrix = centred(frame.placement.pixels(frame.pixels.shape, soft.shape))
        grown = cv2.warpAffine(
            soft,
            matrix,
            (columns, rows),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )
    weights: FloatImage = np.asarray(grown, np.float32)
    return weights
