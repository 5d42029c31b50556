"""Several renderings of one film made into one: of each what it shows best."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from engine.frame import FloatImage
from engine.ops.pyramid import enlarged, halved
from engine.ops.stripes import CACHED_PIXELS, indices_of, stripe_rows, stripes
from engine.progress import Progress

EXPOSED_SIGMA = 0.2
"""How far from the middle grey a rendering is well exposed, as in the paper."""

_LEVELS = 65536
_LEAST_WEIGHT = 1e-12
_STEEPNESS = 4.0  # a sigmoid of this has the slope of a linear window in its middle


@dataclass(frozen=True, slots=True)
class Exposure:
    """A window of the film: a sigmoid from black to white.

    Attributes:
        centre: Grey value of the film that becomes one half.
        width: Greys of the film from black to white, were it a straight line; above 0.
    """

    centre: float
    width: float

    def __post_init__(self) -> None:
        if not self.width > 0:
            raise ValueError(f"width must be above 0, not {self.width}")

    def at(self, grey: FloatImage) -> FloatImage:
        """Return the rendering of these greys, 0..1, a new array."""
        steep = _STEEPNESS / self.width * (self.centre - grey)
        rendered: FloatImage = (1 / (1 + np.exp(np.clip(steep, -50, 50)))).astype(np.float32)
        return rendered


def exposure_weights(
    exposures: Sequence[Exposure], grey: FloatImage, local_contrast: float
) -> tuple[FloatImage, ...]:
    """Return how much each rendering counts where the film has these greys; their sum is 1.

    Each counts by how near it is to the middle grey, and by its local contrast to a power. The
    paper measures that contrast by a Laplacian of each rendering. All being windows of one film,
    it is the film's own times the slope of the window, and the film's own cancels: so the noise of
    the film never decides which rendering is shown.

    Args:
        exposures: One or more.
        grey: Any shape, greys of the film.
        local_contrast: Power of the slope, 0 or more.

    Source: Mertens, Kautz and Van Reeth, Exposure fusion, Pacific Graphics 2007, section 3.1.
    """
    found = []
    for exposure in exposures:
        shown = exposure.at(grey).astype(np.float64)
        exposed = np.exp(-((shown - 0.5) ** 2) / (2 * EXPOSED_SIGMA**2))
        slope = 4 * shown * (1 - shown) / exposure.width
        found.append(exposed * slope**local_contrast + _LEAST_WEIGHT)
    total = sum(found, start=np.zeros(grey.shape))
    return tuple((weight / total).astype(np.float32) for weight in found)


def fused(
    renderings: Sequence[FloatImage],
    weights: Sequence[FloatImage],
    bands: int,
    progress: Progress | None = None,
) -> FloatImage:
    """Return the renderings blended band by band, as each weighs there.

    Args:
        renderings: (rows, columns) float32 each.
        weights: The same shapes; their sum is 1 everywhere.
        bands: Of the pyramid; 0 is a plain weighted mean.
        progress: Looked at between levels.

    Returns:
        (rows, columns) float32, new; may leave the range of the renderings a little.

    Raises:
        Cancelled: If nobody wants the result any more.

    Source: Mertens, Kautz and Van Reeth, Exposure fusion, Pacific Graphics 2007, section 3.2.
    """
    progress = progress or Progress()
    progress.check()
    if bands == 0:
        return _summed(renderings, weights)
    coarse = [halved(rendering, progress) for rendering in renderings]
    below = fused(coarse, [halved(weight, progress) for weight in weights], bands - 1, progress)
    shape = renderings[0].shape
    out = enlarged(below, shape)
    for rendering, small, weight in zip(renderings, coarse, weights, strict=True):
        progress.check()
        detail = rendering - enlarged(small, shape)
        detail *= weight
        out += detail
    return out


def fused_exposures(
    image: FloatImage,
    exposures: Sequence[Exposure],
    local_contrast: float,
    bands: int,
    progress: Progress | None = None,
) -> FloatImage:
    """Return windows of one film blended as each shows it best.

    The same as ``fused`` with ``exposure_weights``, but the largest level is never held for each
    window: there, all are tables of the film.

    Args:
        image: (rows, columns) float32; clipped to 0..1.
        exposures: One or more.
        local_contrast: As ``exposure_weights``.
        bands: Of the pyramid, 1 or more.
        progress: Looked at between stripes.

    Returns:
        (rows, columns) float32, new; may leave 0..1 a little.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    progress = progress or Progress()
    greys = np.linspace(0, 1, _LEVELS).astype(np.float32)
    shown = [exposure.at(greys) for exposure in exposures]
    weights = exposure_weights(exposures, greys, local_contrast)
    indices = indices_of(image, progress.part(0.0, 0.1))
    coarse = [_halved_table(indices, table, progress.part(0.1, 0.3)) for table in shown]
    coarse_weights = [_halved_table(indices, table, progress.part(0.3, 0.5)) for table in weights]
    below = fused(coarse, coarse_weights, bands - 1, progress.part(0.5, 0.6))
    whole = _summed(shown, weights)
    out = np.empty(image.shape, np.float32)
    height = stripe_rows(image.shape, at_least=2, pixels=CACHED_PIXELS) // 2 * 2
    for part in stripes(image.shape[0], height, progress.part(0.6, 1.0)):
        cv2.LUT(indices[part], whole, dst=out[part])
        out[part] += enlarged(below, image.shape, part)
        for small, table in zip(coarse, weights, strict=True):
            lost = enlarged(small, image.shape, part)
            lost *= cv2.LUT(indices[part], table)
            out[part] -= lost
    return out


def _summed(images: Sequence[FloatImage], weights: Sequence[FloatImage]) -> FloatImage:
    out = np.zeros_like(images[0])
    for image, weight in zip(images, weights, strict=True):
        out += image * weight
    return out


def _halved_table(
    indices: npt.NDArray[np.uint16], table: FloatImage, progress: Progress
) -> FloatImage:
    """Return half the film's size of what the table makes of it."""
    shown = np.empty(indices.shape, np.float32)
    height = stripe_rows(indices.shape, pixels=CACHED_PIXELS)
    for part in stripes(indices.shape[0], height, progress.part(0.0, 0.5)):
        cv2.LUT(indices[part], table, dst=shown[part])
    return halved(shown, progress.part(0.5, 1.0))
