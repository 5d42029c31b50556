"""What decides how a picture is written: known from film and recipe before anything is rendered."""

import copy
from contextlib import suppress
from dataclasses import dataclass

from pydicom.dataset import Dataset

from engine.dicom import modules
from engine.dicom.carry import loses_overlays
from engine.dicom.read_values import BROKEN_INPUT, text, texts, whole
from engine.dicom.sop_class import (
    Family,
    SopClass,
    has_frame_numbers,
    is_for_processing,
    target_class,
)
from engine.grayscale.luminance import COLOUR_NOTICE
from engine.grayscale.modality import LinearModality
from engine.presentation import Presentation
from engine.radiograph import Radiograph
from engine.source import Source, SourceKind
from engine.synthetic import film_is_synthetic

_LOSSY_METHODS = {
    "1.2.840.10008.1.2.4.50": "ISO_10918_1",
    "1.2.840.10008.1.2.4.51": "ISO_10918_1",
    "1.2.840.10008.1.2.4.81": "ISO_14495_1",
    "1.2.840.10008.1.2.4.91": "ISO_15444_1",
    "1.2.840.10008.1.2.4.203": "ISO_15444_15",
}
"""Transfer syntaxes that lose something, or may: PS3.5 10."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides how a picture is written, known before anything is rendered.

    Attributes:
        target: The class of the new object.
        is_synthetic: A network invented some of the picture, now or before.
        is_generated: A network of *this* recipe did.
        image_type: Image Type of the new object.
        reference: The source instance, or None where there is none to name.
        further: The other instances it was made of, if the film was stitched.
        is_burned_in: Text may be burnt into the pixels.
        has_burnt_text: Of the film itself: somebody should look what it says.
        was_colour: The film was in colour.
        loses_overlays: The film has overlays that do not fit the new object.
    """

    target: SopClass
    is_synthetic: bool
    is_generated: bool
    image_type: list[str]
    reference: modules.SourceReference | None
    further: tuple[modules.SourceReference, ...]
    is_burned_in: bool
    has_burnt_text: bool
    was_colour: bool
    loses_overlays: bool


def facts_of_export(
    radiograph: Radiograph, presentation: Presentation, *, is_generated: bool, has_same_grid: bool
) -> Facts:
    """Return what is known of an export without rendering it.

    Args:
        radiograph: The film.
        presentation: How it is shown.
        is_generated: The recipe holds a synthetic step.
        has_same_grid: No step crops or resamples.
    """
    header = header_of(radiograph)
    source = radiograph.source
    target = target_class(
        source.sop_class_uid, is_synthetic=is_generated, is_inverted=presentation.is_inverted
    )
    is_synthetic = is_generated or film_is_synthetic(radiograph)
    has_burnt_text = text(header, "BurnedInAnnotation") != "NO"
    lies_alike = has_same_grid and presentation.orientation.is_identity and not radiograph.origins
    return Facts(
        target=target,
        is_synthetic=is_synthetic,
        is_generated=is_generated,
        image_type=_image_type(header, target, source.sop_class_uid, is_generated),
        reference=_reference(header, source, lies_alike),
        further=tuple(
            found
            for found in (_reference(Dataset(), one, lies_alike) for one in radiograph.origins)
            if found is not None
        ),
        is_burned_in=is_synthetic or has_burnt_text,
        has_burnt_text=has_burnt_text,
        was_colour=COLOUR_NOTICE in radiograph.notices,
        loses_overlays=loses_overlays(header, has_same_grid=lies_alike),
    )


def header_of(radiograph: Radiograph) -> Dataset:
    """Return the film's dataset without pixels, as a copy; an empty one for a bitmap.

    A film is shared between threads and never changes: what is set or deleted in the copy does
    not reach it. The items of its sequences are shared, and copied before they are written to.
    """
    header = radiograph.header
    if not isinstance(header, Dataset):
        return Dataset()
    handed = Dataset()
    for tag in list(header.keys()):
        with suppress(*BROKEN_INPUT):  # an element of no known kind can be neither told nor written
            handed[tag] = copy.copy(header.get_item(tag))
    is_implicit, is_little_endian = header.original_encoding
    handed.set_original_encoding(is_implicit, is_little_endian, header.original_character_set)
    return handed


def says_synthetic(header: object) -> bool:
    """Return whether a film's header says Synthetic Data (0008,001C) YES: PS3.3 C.12.1.

    Args:
        header: Of a ``Radiograph``, opaque outside this house; it is not changed.
    """
    if not isinstance(header, Dataset) or "SyntheticData" not in header:
        return False
    alone = Dataset()
    alone["SyntheticData"] = copy.copy(header.get_item("SyntheticData"))
    return text(alone, "SyntheticData") == "YES"


def compression_history(
    header: Dataset, radiograph: Radiograph
) -> tuple[bool, float | None, str | None]:
    """Return whether the film lost something, by how much it shrank, and by which method."""
    source = radiograph.source
    method = _LOSSY_METHODS.get(source.transfer_syntax_uid)
    if source.kind is SourceKind.BITMAP and radiograph.description.is_lossy:
        method = "ISO_10918_1"
    is_lossy = radiograph.description.is_lossy
    if method is not None and text(header, "LossyImageCompression") not in ("00", "01"):
        is_lossy = True
    if method is None or source.size == 0:
        return is_lossy, None, method
    samples = whole(header, "SamplesPerPixel") or 1
    frames = whole(header, "NumberOfFrames") or 1
    native = radiograph.pixels.size * frames * samples * (2 if radiograph.bits_stored > 8 else 1)
    return is_lossy, max(1.0, native / source.size), method


def intensity_sign(header: Dataset, radiograph: Radiograph) -> int:
    """Return 1 where higher new values mean more X-rays, else -1: PS3.3 C.8.11.3.1.2.

    The new values are dense is bright. They run against the stored ones where small values are
    bright, or where the modality LUT falls, but not where both hold.
    """
    given = whole(header, "PixelIntensityRelationshipSign")
    if given not in (-1, 1):
        return -1
    modality = radiograph.modality
    if isinstance(modality, LinearModality):
        falls = modality.slope < 0
    else:
        falls = bool(modality.values[-1] < modality.values[0])
    return -given if falls != radiograph.is_inverse else given


def _image_type(
    header: Dataset, target: SopClass, source_uid: str, is_generated: bool
) -> list[str]:
    values = texts(header, "ImageType")
    if is_generated or (target.family is Family.CAPTURE and source_uid != target.uid):
        return ["DERIVED", "SECONDARY"]
    usual = "SECONDARY" if target.family is Family.CAPTURE else "PRIMARY"
    second = values[1] if len(values) > 1 and values[1] in ("PRIMARY", "SECONDARY") else usual
    return ["DERIVED", second, *values[2:3]]


def _reference(
    header: Dataset, source: Source, has_same_grid: bool
) -> modules.SourceReference | None:
    if not (source.sop_class_uid and source.sop_instance_uid):
        return None
    has_frames = (
        has_frame_numbers(source.sop_class_uid) and (whole(header, "NumberOfFrames") or 1) > 1
    )
    for_processing = is_for_processing(source.sop_class_uid)
    return modules.SourceReference(
        class_uid=source.sop_class_uid,
        instance_uid=source.sop_instance_uid,
        purpose=modules.PURPOSE_PREDECESSOR if for_processing else modules.PURPOSE_PROCESSING,
        has_same_grid=has_same_grid,
        frame=source.frame + 1 if has_frames else None,
    )
