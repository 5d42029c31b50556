"""A Grayscale Softcopy Presentation State: PS3.3 A.33.1 -> engine.presentation_state."""

import re
from pathlib import Path

from pydicom.dataset import Dataset, FileDataset

from engine.dicom.read_dataset import dataset_of
from engine.dicom.read_outline import shutter_of
from engine.dicom.read_state_area import area_of, orientation_of
from engine.dicom.read_state_drawings import DrawingReader, layers_of
from engine.dicom.read_state_grey import modality_in, polarity_in, voi_in
from engine.dicom.read_state_images import Saying, images_of
from engine.dicom.read_values import BROKEN_INPUT, items, text, texts
from engine.errors import UnsupportedImageError
from engine.files import damaged
from engine.presentation_state import ImageState, PresentationState
from engine.shutter import Shutter

GRAYSCALE_SOFTCOPY = "1.2.840.10008.5.1.4.1.1.11.1"

_SOFTCOPY = GRAYSCALE_SOFTCOPY.rpartition(".")[0] + "."

_MOST_ITEMS = 1000
"""Of one sequence; a state of a whole study has some hundreds."""


def read_presentation_state(path: Path) -> PresentationState:
    """Return the state in a file.

    Raises:
        UnreadableImageError: If it is missing or damaged.
        UnsupportedImageError: If it is none for grayscale images.
    """
    try:
        ds = dataset_of(path, [])
        _refuse_others(ds, path)
        return PresentationState(text(ds, "SOPInstanceUID"), _title(ds), _images(ds))
    except BROKEN_INPUT as error:
        raise damaged(path, "it cannot be understood as a presentation state") from error


def _refuse_others(ds: Dataset, path: Path) -> None:
    kind = text(ds, "SOPClassUID")
    if kind == "" and "Rows" not in ds:
        raise damaged(path, "it does not say what it holds")
    if kind == GRAYSCALE_SOFTCOPY:
        return
    if kind.startswith(_SOFTCOPY):
        raise UnsupportedImageError(
            f"{path.name} is a presentation state of a kind this program does not show.",
            hint="It shows grayscale softcopy presentation states, not those for colours, blending "
            "or angiograms.",
        )
    raise UnsupportedImageError(f"{path.name} is no presentation state of a grayscale film.")


def _title(ds: Dataset) -> str:
    """Return "LABEL: description (2000-07-04)", as far as it is there: PS3.3 C.10.10."""
    label, description = text(ds, "ContentLabel"), text(ds, "ContentDescription")
    date = re.sub(r"\D", "", text(ds, "PresentationCreationDate"))
    day = f"({date[:4]}-{date[4:6]}-{date[6:]})" if len(date) == 8 else ""
    named = ": ".join(part for part in (label, description) if part)
    return " ".join(part for part in (named, day) if part)


def _images(ds: FileDataset) -> tuple[tuple[str, frozenset[int], ImageState], ...]:
    notices: list[str] = []
    is_little = ds.original_encoding[1] is not False
    layers = layers_of(ds, notices)
    shape, lut = polarity_in(ds, is_little_endian=is_little, notices=notices)
    common = ImageState(
        modality=modality_in(ds, is_little_endian=is_little, notices=notices),
        shape=shape,
        presentation_lut=lut,
        shutter=_shutter(ds, notices),
        orientation=orientation_of(ds, notices),
        layers=layers,
    )
    reader = DrawingReader(layers, notices)
    sayings: list[Saying] = [
        *(
            (item, voi_in(item, is_little_endian=is_little, notices=notices))
            for item in _some(ds, "SoftcopyVOILUTSequence", notices)
        ),
        *(
            (item, area_of(item, notices))
            for item in _some(ds, "DisplayedAreaSelectionSequence", notices)
        ),
        *(
            (item, reader.drawing_of(item))
            for item in _some(ds, "GraphicAnnotationSequence", notices)
        ),
    ]
    notices.extend(_unshown(ds))
    return images_of(ds, common, sayings, notices)


def _some(ds: Dataset, keyword: str, notices: list[str]) -> tuple[Dataset, ...]:
    found = items(ds, keyword)
    if len(found) > _MOST_ITEMS:
        notices.append(
            f"The state says more than {_MOST_ITEMS} things of one kind; the rest is left out."
        )
    return found[:_MOST_ITEMS]


def _shutter(ds: Dataset, notices: list[str]) -> Shutter | None:
    """Return the shutter: PS3.3 C.7.6.11; that of a bitmap, C.7.6.15, is said to be missing."""
    if "BITMAP" in texts(ds, "ShutterShape"):
        notices.append("The state hides a part by a bitmap shutter, which is not shown.")
        return None
    return shutter_of(ds, 0, notices)


def _unshown(ds: Dataset) -> list[str]:
    """Return a sentence for each thing asked for that this program does not show."""
    found = []
    if items(ds, "MaskSubtractionSequence"):
        found.append("The state asks for the subtraction of a mask, which is not shown.")
    if items(ds, "GraphicGroupSequence"):
        found.append("The state puts its graphics in groups, which make no difference here.")
    activated = [
        group
        for group in range(0x6000, 0x6020, 2)
        if (group, 0x1001) in ds and ds[group, 0x1001].value  # an empty one is off: C.11.7
    ]
    if activated:
        found.append(
            f"The state switches on {len(activated)} overlay planes of the film or its own, which "
            "are not shown with it; those of the film have a switch of their own."
        )
    if any((group, 0x1001) in ds for group in range(0x5000, 0x5020, 2)):
        found.append("The state switches on curves, which are no longer in use and not shown.")
    return found
