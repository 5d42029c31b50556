"""Where not to count grey values: what the file leaves out, and what lies beyond a collimator."""

import cv2
import numpy as np

from engine.frame import BoolImage
from engine.ops.exposed_field import LONG_SIDE, find_exposed_field
from engine.picture import picture_of
from engine.radiograph import Radiograph


def unexposed(radiograph: Radiograph) -> BoolImage | None:
    """Return where a film was not exposed, for histograms and the automatic window.

    What the file outlines is taken as it is. Otherwise the edges of the collimator are looked for
    on the pixels: a border that no tag names would take its share of every percentile. Nothing
    is hidden by it, and no step sees it.

    Args:
        radiograph: The film.

    Returns:
        (rows, columns) True where not to count; None where everything counts.
    """
    excluded = radiograph.excluded
    if radiograph.has_outline:
        return excluded
    small = radiograph.reduced(LONG_SIDE)
    picture = picture_of(small)
    grey = np.asarray(cv2.LUT(picture.indices, picture.values.astype(np.float32)), np.float32)
    exposed = np.ones(grey.shape, np.bool_) if small.excluded is None else ~small.excluded
    found = find_exposed_field(-grey if picture.is_inverse else grey, exposed)
    if found.is_whole:
        return excluded
    outside = ~found.mask(radiograph.pixels.shape)
    return outside if excluded is None else outside | excluded
