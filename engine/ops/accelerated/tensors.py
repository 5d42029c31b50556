"""Films on a GPU: there and back, their margins, and work on them in stripes."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from engine.frame import FloatImage
from engine.ops.margins import Mirror
from engine.ops.stripes import stripe_rows, stripes
from engine.progress import Progress

STRIPE_PIXELS = 2_000_000
"""Pixels worked on at once: enough to keep a GPU busy, few enough for the memory of a small one."""


def sent(image: FloatImage, device: torch.device) -> Tensor:
    """Return a film on a device: a copy even where that is the CPU, so that it may be written to.

    Args:
        image: (rows, columns) float32, may be read-only.
        device: Where to.
    """
    # From memory that is never swapped out a GPU fetches several times as fast.
    held = torch.empty(image.shape, dtype=torch.float32, pin_memory=device.type == "cuda")
    np.copyto(held.numpy(), image)
    return held.to(device)


def received(film: Tensor) -> FloatImage:
    """Return a film from a device: (rows, columns) float32, new unless the device is the CPU."""
    image: FloatImage = film.cpu().numpy()
    return image


def settled_stripes(
    shape: tuple[int, ...], progress: Progress, device: torch.device
) -> Iterator[slice]:
    """Yield rows of a film from top to bottom, each when the work on those before is done.

    A GPU is only told what to do; without waiting for it, nobody could say how far it is, and it
    would go on for long after somebody cancelled.

    Args:
        shape: (rows, columns) of the film.
        progress: Looked at before each stripe.
        device: Where the work is done.

    Raises:
        Cancelled: If nobody wants the result any more.
    """
    height = stripe_rows((shape[0], shape[1]), pixels=STRIPE_PIXELS)
    for rows in stripes(shape[0], height, progress):
        yield rows
        if device.type == "cuda":
            torch.cuda.synchronize(device)


def with_margins(film: Tensor, margins: tuple[int, int], mirror: Mirror) -> Tensor:
    """Return a film with what its mirror shows around it.

    Args:
        film: (rows, columns).
        margins: (above and below, left and right) px, of any size.
        mirror: Where the mirror stands: "edge" as cv2.BORDER_REFLECT, "pixel" as its 101.

    Returns:
        (rows + 2 above, columns + 2 left), new unless both margins are 0.
    """
    for axis, margin in enumerate(margins):
        if margin:
            places = _mirrored(film.shape[axis], margin, mirror)
            film = film.index_select(axis, torch.from_numpy(places).to(film.device))
    return film


def _mirrored(length: int, margin: int, mirror: Mirror) -> npt.NDArray[np.int64]:
    """Return which pixel stands at each place from ``-margin`` to ``length + margin``."""
    period = 2 * length if mirror == "edge" else max(2 * length - 2, 1)
    places = np.arange(-margin, length + margin, dtype=np.int64) % period
    back = (period - 1 if mirror == "edge" else period) - places
    return np.where(places < length, places, back)
