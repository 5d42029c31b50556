"""Edge enhancement."""

import numpy as np

from engine.frame import FloatImage
from engine.ops.smooth import gaussian
from engine.ops.stripes import CACHED_PIXELS, stripe_rows, stripes
from engine.progress import Progress


def unsharp_mask(
    image: FloatImage,
    sigma_px: tuple[float, float],
    amount: float,
    threshold: float = 0.0,
    progress: Progress | None = None,
) -> FloatImage:
    """Add back the detail that a Gaussian blur removes.

    Args:
        image: (rows, columns) float32, any range.
        sigma_px: (row, column) standard deviations of the blur in px, 0 or more.
        amount: 0 returns a copy, 1 doubles the detail.
        threshold: Detail below it counts as noise and is left alone; larger detail loses this
            much, so that nothing jumps where it begins to count. In grey values, 0 or more.
        progress: Looked at between stripes.

    Returns:
        (rows, columns) float32, new; may leave the range of ``image`` at strong edges.

    Raises:
        Cancelled: If nobody wants the result any more.

    Source: Polesel et al., IEEE Trans. Image Process. 9(3), 2000, eq. 1; the threshold is the
    soft one of Donoho, IEEE Trans. Inf. Theory 41(3), 1995.
    """
    progress = progress or Progress()
    out = gaussian(image, sigma_px, progress.part(0.0, 0.8))
    for part in stripes(
        image.shape[0], stripe_rows(image.shape, pixels=CACHED_PIXELS), progress.part(0.8, 1.0)
    ):
        detail = image[part] - out[part]
        if threshold > 0:
            detail -= np.clip(detail, np.float32(-threshold), np.float32(threshold))
        detail *= np.float32(amount)
        np.add(image[part], detail, out=out[part])
    return out
