"""The whole grayscale chain of one film, composed into one table of 65 536 entries."""

import numpy as np
import numpy.typing as npt

from engine.grayscale.levels import grey_levels, presented_levels
from engine.grayscale.modality import FloatValues
from engine.grayscale.presentation_lut import PresentationLut
from engine.grayscale.voi import Voi

ENTRIES = 65536


def compose_table(
    values: FloatValues,
    voi: Voi,
    *,
    is_inverse: bool,
    levels: int,
    presentation_lut: PresentationLut | None = None,
) -> npt.NDArray[np.uint8] | npt.NDArray[np.uint16]:
    """Return the grey level of every 16-bit index: modality LUT, VOI, presentation LUT, once.

    Args:
        values: (65536,) modality value of each index.
        voi: Values of interest, in modality values.
        is_inverse: Small values are bright: MONOCHROME1 or Presentation LUT Shape INVERSE,
            and the user's own inversion, already reduced to one yes or no.
        levels: 256 (uint8 entries) or 65536 (uint16 entries).
        presentation_lut: Of a presentation state; it stands instead of a shape, so that only the
            user's own inversion comes with it.

    Returns:
        (65536,) uint8 or uint16, new.

    Source: DICOM PS3.4 N.2 (the grayscale softcopy presentation sequence).
    """
    if levels not in (256, ENTRIES):
        raise ValueError(f"levels must be 256 or 65536, not {levels}")
    if presentation_lut is None:
        entries = grey_levels(voi, values, levels=levels, is_inverse=is_inverse)
    else:
        entries = presented_levels(
            voi, values, presentation_lut, levels=levels, is_inverse=is_inverse
        )
    return entries.astype(np.uint8) if levels == 256 else entries.astype(np.uint16)
