"""A file that holds a presentation state -> what it asks for."""

from pathlib import Path

from engine.dicom.loading import load_readers
from engine.presentation_state import PresentationState


def read_state(path: Path) -> PresentationState:
    """Return the softcopy presentation state in a file.

    Raises:
        UnreadableImageError: If it is missing or damaged.
        UnsupportedImageError: If it holds something else, or a state for colours.
    """
    load_readers()
    from engine.dicom.read_state import read_presentation_state

    return read_presentation_state(path)
