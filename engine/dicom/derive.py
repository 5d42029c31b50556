"""A processed picture as derived DICOM object: what every module says, in the order of the IOD."""

import re
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from pydicom.dataset import Dataset
from pydicom.multival import MultiValue

from engine.dicom import modules
from engine.dicom.carry import carried, carry_overlays
from engine.dicom.derivation import derivation_codes, derivation_text, series_description
from engine.dicom.recipe_block import add_recipe_block
from engine.dicom.sop_class import (
    Family,
    SopClass,
    has_frame_numbers,
    is_for_processing,
    target_class,
)
from engine.dicom.turn import drop_grid, scale_spacings, turn
from engine.dicom.voi import written_window
from engine.grayscale.modality import LinearModality
from engine.grayscale.voi import VoiLut
from engine.picture import Picture
from engine.presentation import Presentation
from engine.radiograph import Radiograph
from engine.source import SourceKind

_LOSSY_METHODS = {
    "1.2.840.10008.1.2.4.50": "ISO_10918_1",
    "1.2.840.10008.1.2.4.51": "ISO_10918_1",
    "1.2.840.10008.1.2.4.81": "ISO_14495_1",
    "1.2.840.10008.1.2.4.91": "ISO_15444_1",
    "1.2.840.10008.1.2.4.203": "ISO_15444_15",
}
"""Transfer syntaxes that lose something, or may: PS3.5 10."""

_SERIES_OFFSET = 9000


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides how a picture is written, known before anything is rendered.

    Attributes:
        target: The class of the new object.
        is_synthetic: A network invented some of the picture, now or before.
        is_generated: A network of *this* recipe did.
        image_type: Image Type of the new object.
        reference: The source instance, or None where there is none to name.
        is_burned_in: Text may be burnt into the pixels.
        was_colour: The film was in colour.
    """

    target: SopClass
    is_synthetic: bool
    is_generated: bool
    image_type: list[str]
    reference: modules.SourceReference | None
    is_burned_in: bool
    was_colour: bool


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
    header = _header(radiograph)
    source = radiograph.source
    target = target_class(
        source.sop_class_uid, is_synthetic=is_generated, is_inverted=presentation.is_inverted
    )
    return Facts(
        target=target,
        is_synthetic=is_generated or header.get("SyntheticData") == "YES",
        is_generated=is_generated,
        image_type=_image_type(header, target, source.sop_class_uid, is_generated),
        reference=_reference(
            header, radiograph, has_same_grid and presentation.orientation.is_identity
        ),
        is_burned_in=is_generated or header.get("BurnedInAnnotation") != "NO",
        was_colour=str(header.get("PhotometricInterpretation") or "MONOCHROME2")[:10]
        != "MONOCHROME",
    )


def derived_dataset(
    radiograph: Radiograph,
    picture: Picture,
    presentation: Presentation,
    *,
    source_sha256: str,
    now: datetime,
) -> Dataset:
    """Return the whole derived object, without file meta information.

    Args:
        radiograph: The film; neither it nor its header is changed.
        picture: The result of the recipe, as the film lies, with its ``scale``.
        presentation: Recipe, window, orientation and inversion.
        source_sha256: Digest of the film's file, "" if it was none.
        now: When the picture was made, with its time zone.

    Raises:
        ValueError: If the picture was not quantised from a frame.
    """
    if picture.scale is None:
        raise ValueError("only a processed picture has the scale an export needs")
    has_same_grid = picture.shape == radiograph.pixels.shape
    facts = facts_of_export(
        radiograph, presentation, is_generated=picture.is_synthetic, has_same_grid=has_same_grid
    )
    header = _header(radiograph)
    moment = local_moment(header, now)
    ds = carried(header, facts.target)
    _fit_grid(ds, radiograph, picture, presentation)
    if has_same_grid and presentation.orientation.is_identity:
        carry_overlays(ds, header)
    _add_identity(ds, facts, presentation, header, moment)
    _add_image(ds, facts, radiograph, presentation, moment, is_resampled=not has_same_grid)
    _add_pixels(ds, facts, radiograph, picture, presentation)
    modules.add_sop_common_module(ds, facts.target.uid, new_uid(), moment)
    text = ds.DerivationDescription
    modules.add_contributing_equipment(ds, text, moment, is_synthetic=facts.is_generated)
    if facts.is_synthetic:
        modules.add_synthetic_marks(ds)
    add_recipe_block(ds, presentation, radiograph.source, source_sha256)
    return ds


def new_uid() -> str:
    """Return a UID nobody has used: PS3.5 B.2."""
    return f"2.25.{uuid.uuid4().int}"


def local_moment(header: Dataset, now: datetime) -> datetime:
    """Return ``now`` in the time zone in which the film's times are written, C.12.1.1.8."""
    offset = re.fullmatch(r"([+-])(\d\d)(\d\d)", str(header.get("TimezoneOffsetFromUTC") or ""))
    if offset is None:
        return now
    sign = -1 if offset[1] == "-" else 1
    away = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
    return now.astimezone(timezone(sign * away)) if away < timedelta(hours=24) else now


def _header(radiograph: Radiograph) -> Dataset:
    return radiograph.header if isinstance(radiograph.header, Dataset) else Dataset()


def _fit_grid(
    ds: Dataset, radiograph: Radiograph, picture: Picture, presentation: Presentation
) -> None:
    if picture.shape != radiograph.pixels.shape:
        drop_grid(ds)
    given, made = radiograph.spacing.mm, picture.spacing_mm
    scale_spacings(ds, (made[0] / given[0], made[1] / given[1]))
    turn(ds, presentation.orientation, picture.shape)


def _add_identity(
    ds: Dataset, facts: Facts, presentation: Presentation, header: Dataset, moment: datetime
) -> None:
    """Add patient, study, series and equipment."""
    family = facts.target.family
    modules.add_patient_module(ds)
    modules.add_general_study_module(ds, new_uid())
    modules.add_general_series_module(
        ds,
        uid=new_uid(),
        number=_SERIES_OFFSET + _whole(header, "SeriesNumber") % 1000,
        description=series_description(presentation.recipe, is_synthetic=facts.is_generated),
        now=moment,
    )
    if family in (Family.COMPUTED, Family.CAPTURE):
        modules.fill_laterality(ds)
    if family is Family.COMPUTED:
        modules.add_cr_series_module(ds)
    if facts.target.has_intent:
        modules.add_dx_series_module(ds)
    if "SOPClassUID" in header:
        modules.add_general_equipment_module(ds)
    else:
        modules.add_own_equipment_module(ds)
    if family is Family.CAPTURE:
        modules.add_sc_equipment_module(ds, _conversion(header, facts), moment)


def _add_image(
    ds: Dataset,
    facts: Facts,
    radiograph: Radiograph,
    presentation: Presentation,
    moment: datetime,
    *,
    is_resampled: bool,
) -> None:
    modules.add_general_image_module(
        ds,
        image_type=facts.image_type,
        derivation=derivation_text(
            presentation, was_colour=facts.was_colour, is_synthetic=facts.is_generated
        ),
        codes=derivation_codes(presentation.recipe, is_resampled=is_resampled),
        source=facts.reference,
        now=moment,
    )
    modules.add_annotation_flag(ds, is_burned_in=facts.is_burned_in)
    is_lossy, ratio, method = _compression(_header(radiograph), radiograph)
    modules.add_lossy_compression(ds, is_lossy=is_lossy, ratio=ratio, method=method)


def _add_pixels(
    ds: Dataset,
    facts: Facts,
    radiograph: Radiograph,
    picture: Picture,
    presentation: Presentation,
) -> None:
    header, is_negative = _header(radiograph), presentation.is_inverted
    pixels = presentation.orientation.apply(picture.indices)
    modules.add_image_pixel_module(ds, pixels, is_negative=is_negative)
    modules.add_modality_lut_module(ds)
    voi = presentation.result_voi
    if isinstance(voi, VoiLut):
        entries = picture.table(voi, levels=65536).astype("<u2", copy=False)
        modules.add_voi_lut(ds, entries, voi.explanation)
    elif picture.scale is not None:
        modules.add_voi_window(ds, written_window(voi, picture.scale))
    modules.add_presentation_lut(ds, is_negative=is_negative)
    if facts.target.has_intent:
        relationship = str(header.get("PixelIntensityRelationship") or "LIN")
        sign = _intensity_sign(header, radiograph)
        modules.add_intensity(ds, relationship=relationship, sign=sign)
    elif facts.target.family in (Family.ANGIOGRAPHY, Family.FLUOROSCOPY):
        modules.add_intensity(ds, relationship="DISP", sign=None)
    if "SOPClassUID" not in header and radiograph.spacing.is_known:
        modules.add_pixel_spacing(ds, presentation.orientation.apply_spacing(picture.spacing_mm))


def _image_type(
    header: Dataset, target: SopClass, source_uid: str, is_generated: bool
) -> list[str]:
    given = header.get("ImageType")
    values = [str(v).strip() for v in given] if isinstance(given, MultiValue) else []
    if is_generated or (target.family is Family.CAPTURE and source_uid != target.uid):
        return ["DERIVED", "SECONDARY"]
    usual = "SECONDARY" if target.family is Family.CAPTURE else "PRIMARY"
    second = values[1] if len(values) > 1 and values[1] in ("PRIMARY", "SECONDARY") else usual
    return ["DERIVED", second, *values[2:3]]


def _reference(
    header: Dataset, radiograph: Radiograph, has_same_grid: bool
) -> modules.SourceReference | None:
    source = radiograph.source
    if not (source.sop_class_uid and source.sop_instance_uid):
        return None
    has_frames = has_frame_numbers(source.sop_class_uid) and _whole(header, "NumberOfFrames") > 1
    for_processing = is_for_processing(source.sop_class_uid)
    return modules.SourceReference(
        class_uid=source.sop_class_uid,
        instance_uid=source.sop_instance_uid,
        purpose=modules.PURPOSE_PREDECESSOR if for_processing else modules.PURPOSE_PROCESSING,
        has_same_grid=has_same_grid,
        frame=source.frame + 1 if has_frames else None,
    )


def _conversion(header: Dataset, facts: Facts) -> str:
    if facts.is_generated:
        return "SYN"
    if "SOPClassUID" not in header:
        return "DI"
    return "WSD"


def _compression(header: Dataset, radiograph: Radiograph) -> tuple[bool, float | None, str | None]:
    """Return whether the film lost something, by how much it shrank, and by which method."""
    source = radiograph.source
    method = _LOSSY_METHODS.get(source.transfer_syntax_uid)
    if source.kind is SourceKind.BITMAP and radiograph.description.is_lossy:
        method = "ISO_10918_1"
    is_lossy = radiograph.description.is_lossy
    if method is not None and header.get("LossyImageCompression") not in ("00", "01"):
        is_lossy = True
    if method is None or source.size == 0:
        return is_lossy, None, method
    samples = _whole(header, "SamplesPerPixel") or 1
    native = radiograph.pixels.size * samples * (2 if radiograph.bits_stored > 8 else 1)
    return is_lossy, max(1.0, native / source.size), method


def _intensity_sign(header: Dataset, radiograph: Radiograph) -> int:
    """Return 1 where higher new values mean more X-rays, else -1: PS3.3 C.8.11.3.1.2.

    The new values are dense is bright. They run against the stored ones where small values are
    bright, or where the modality LUT falls, but not where both hold.
    """
    given = _whole(header, "PixelIntensityRelationshipSign")
    if given not in (-1, 1):
        return -1
    modality = radiograph.modality
    if isinstance(modality, LinearModality):
        falls = modality.slope < 0
    else:
        falls = bool(modality.values[-1] < modality.values[0])
    return -given if falls != radiograph.is_inverse else given


def _whole(header: Dataset, keyword: str) -> int:
    """Return a whole number of the header, 0 where there is none to be read."""
    try:
        return int(header.get(keyword) or 0)
    except (ValueError, TypeError, OverflowError):
        return 0
