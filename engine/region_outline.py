"""Where the region of a step lies, as outlines that can be drawn over the film."""

from dataclasses import replace

import cv2
import numpy as np

from engine.frame import BoolImage
from engine.placement import Placement
from engine.progress import Progress
from engine.recipe import Recipe
from engine.region import RegionKind, region_weights
from engine.render import Renderer

_HALF = 0.5
_COARSE_PX = 0.75
_SMALLEST_PX2 = 12.0


def region_outlines(
    renderer: Renderer, recipe: Recipe, position: int, progress: Progress | None = None
) -> tuple[tuple[tuple[float, float], ...], ...]:
    """Return the edge of what a step is limited to, without its soft part.

    Args:
        renderer: Of the film; that of a preview is as good.
        recipe: The steps before are run.
        position: Of the step in the recipe.
        progress: Cancels within.

    Returns:
        Closed polygons of (x, y) shares of the film as read, holes among them; none where the
        step works on the whole film, or where nothing of the kind was found.

    Raises:
        RecipeError: If the order of the steps before is refused.
        Cancelled: If nobody wants them any more.
    """
    progress = progress or Progress()
    region = recipe.entries[position].region
    if region.is_whole or region.kind is RegionKind.DRAWN:
        return region.outlines
    before = renderer.process(Recipe(recipe.entries[:position]), progress.part(0.0, 0.6))
    sharp = replace(region, soft_edge_mm=0.0, is_outside=False)
    weights = region_weights(sharp, renderer.first_frame(), before, progress.part(0.6, 1.0))
    return _outlines(weights >= _HALF, before.placement)


def _outlines(
    inside: BoolImage, placement: Placement
) -> tuple[tuple[tuple[float, float], ...], ...]:
    rows, columns = inside.shape
    found, _ = cv2.findContours(inside.astype(np.uint8), cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    outlines = []
    for contour in found:
        corners = cv2.approxPolyDP(contour, _COARSE_PX, True)[:, 0]
        if len(corners) >= 3 and cv2.contourArea(corners) >= _SMALLEST_PX2:
            outlines.append(
                tuple(
                    placement.on_film((x + _HALF) / columns, (y + _HALF) / rows)
                    for x, y in corners.tolist()
                )
            )
    return tuple(outlines)
