"""A result of any range, spread over black to white."""

from engine.frame import BoolImage, FloatImage
from engine.ops.tone import percentiles, stretch
from engine.progress import Progress

_SAMPLES = 200_000  # pixels looked at: a share of 0.2 % of them is known to 0.01 %


def spread(
    image: FloatImage,
    field: BoolImage,
    percents: tuple[float, float],
    progress: Progress | None = None,
) -> FloatImage:
    """Return the film with two shares of its exposed field at 0 and 1, clipped there.

    Args:
        image: (rows, columns) float32, any range.
        field: (rows, columns) True where to measure; everywhere if nowhere True.
        percents: What becomes black, and what white; 0..100.
        progress: Looked at between stripes.

    Returns:
        (rows, columns) float32 in 0..1, new; a film of one grey is clipped only.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    progress = progress or Progress()
    low, high = ends(image, field, percents, progress.part(0.0, 0.3))
    return stretch(image, low, high, progress.part(0.3, 1.0))


def ends(
    image: FloatImage,
    field: BoolImage,
    percents: tuple[float, ...],
    progress: Progress | None = None,
) -> tuple[float, ...]:
    """Return the grey values below which these shares of the exposed field lie.

    Args:
        image: (rows, columns) float32, any range; of a large film only every second, third ...
            row is looked at.
        field: (rows, columns) True where to measure; everywhere if nowhere True.
        percents: 0..100 each.
        progress: Looked at between stripes.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    apart = max(1, image.size // _SAMPLES)
    seen, inside = image[::apart], field[::apart]
    if not inside.any():
        seen, inside = image, field
    values = seen[inside] if inside.any() and not inside.all() else seen
    low, high = float(values.min()), float(values.max())
    if not high > low:
        return tuple(low for _ in percents)
    unit = stretch(seen, low, high)
    shares = percentiles(unit, inside, percents, progress)
    return tuple(low + (high - low) * share for share in shares)
