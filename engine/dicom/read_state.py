"""A Grayscale Softcopy Presentation State: PS3.3 A.33.1 -> engine.presentation_state."""

from pathlib import Path

from engine.dicom.read_dataset import dataset_of
from engine.dicom.read_values import text
from engine.errors import UnsupportedImageError
from engine.presentation_state import PresentationState

GRAYSCALE_SOFTCOPY = "1.2.840.10008.5.1.4.1.1.11.1"


def read_presentation_state(path: Path) -> PresentationState:
    """Return the state in a file.

    Raises:
        UnreadableImageError: If it is missing or damaged.
        UnsupportedImageError: If it is none for grayscale images.
    """
    ds = dataset_of(path, [])
    if text(ds, "SOPClassUID") != GRAYSCALE_SOFTCOPY:
        raise UnsupportedImageError(f"{path.name} is no presentation state of a grayscale film.")
    return PresentationState(text(ds, "SOPInstanceUID"), text(ds, "ContentLabel"), ())
