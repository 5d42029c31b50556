"""Pictures that a generator makes of films, as the program makes them in its default mode."""

import numpy as np
import torch
from torch import nn

from engine.frame import BoolImage, FloatImage
from engine.models.translation.predict import LONG_SIDE, in_standard
from engine.models.translation.seen import seen
from engine.ops.local_affine import fit_local_affine
from engine.progress import Progress


def picture_of(generator: nn.Module, film: FloatImage, field: BoolImage) -> FloatImage:
    """Return the picture of a film in the default mode; on any device that of the CPU.

    Args:
        generator: From films to pictures, (1, 1, H, W) both.
        film: (rows, columns) float32 in 0..1, as presented.
        field: (rows, columns) True where exposed.

    Returns:
        (rows, columns) float32 in 0..1, 0 outside the field.
    """
    small = seen(film, field, LONG_SIDE)
    carried = fit_local_affine(small.film, passed(generator, small.film), field=small.field)
    standard = in_standard(film, small.curve, Progress())
    picture = np.clip(carried.apply(standard), 0, 1)
    if not field.any():
        return picture.astype(np.float32)
    return np.where(field, picture, np.float32(0)).astype(np.float32)


def passed(generator: nn.Module, film: FloatImage) -> FloatImage:
    """Return one pass of a generator over a film in the standard presentation, within 0..1."""
    device = next((value.device for value in generator.parameters()), torch.device("cpu"))
    with torch.inference_mode():
        shown = generator(torch.from_numpy(film.copy()).to(device)[None, None])
    picture: FloatImage = shown[0, 0].float().clamp(0, 1).cpu().numpy()
    return picture
