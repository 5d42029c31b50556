"""A processed picture as derived DICOM object: what every module says, in the order of the IOD."""

import re
import uuid
from datetime import datetime, timedelta, timezone

import numpy as np
from pydicom.dataset import Dataset

from engine.burnt_words import burnt
from engine.dicom import modules, pixel_modules
from engine.dicom.carry import carried, carry_overlays
from engine.dicom.derivation import (
    derivation_codes,
    derivation_text,
    plain_text,
    series_description,
)
from engine.dicom.export_facts import (
    Facts,
    compression_history,
    facts_of_export,
    header_of,
    intensity_sign,
)
from engine.dicom.quiet import silence_pydicom
from engine.dicom.read_values import text, whole
from engine.dicom.recipe_block import add_recipe_block
from engine.dicom.sop_class import Family
from engine.dicom.turn import drop_grid, scale_spacings, turn, turn_directions
from engine.dicom.voi import written_window
from engine.grayscale.voi import Voi, VoiLut
from engine.orientation import nearest_orientation
from engine.picture import Picture
from engine.presentation import Presentation
from engine.radiograph import Radiograph
from engine.synthetic import film_is_synthetic, generators_of, words_of

_SERIES_OFFSET = 9000
"""Own series come after those of the device."""


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
    silence_pydicom()
    has_same_grid = _lies_on_film(radiograph, picture)
    facts = facts_of_export(
        radiograph,
        presentation,
        is_generated=_is_generated(radiograph, picture, presentation),
        has_same_grid=has_same_grid,
    )
    header = header_of(radiograph)
    moment = local_moment(header, now)
    ds = carried(header, facts.target)
    _fit_grid(ds, radiograph, picture, presentation)
    if has_same_grid and presentation.orientation.is_identity:
        carry_overlays(ds, header)
    _add_identity(ds, facts, presentation, header, moment)
    is_resampled = _is_resampled(radiograph, picture)
    _add_image(ds, facts, radiograph, picture, presentation, moment, is_resampled=is_resampled)
    _add_pixels(ds, facts, radiograph, picture, presentation)
    modules.add_sop_common_module(ds, facts.target.uid, new_uid(), moment)
    modules.add_contributing_equipment(
        ds, ds.DerivationDescription, moment, generators_of(presentation.recipe)
    )
    if facts.is_synthetic:
        modules.add_synthetic_marks(ds)
    add_recipe_block(ds, presentation, radiograph.source, source_sha256)
    return ds


def _is_generated(radiograph: Radiograph, picture: Picture, presentation: Presentation) -> bool:
    """Whether this recipe invented something; what nobody can account for counts as such."""
    is_new = picture.is_synthetic and not film_is_synthetic(radiograph)
    return bool(presentation.recipe.generating) or is_new


def new_uid() -> str:
    """Return a UID nobody has used: PS3.5 B.2."""
    return f"2.25.{uuid.uuid4().int}"


def local_moment(header: Dataset, now: datetime) -> datetime:
    """Return ``now`` in the time zone in which the film's times are written, C.12.1.1.8."""
    offset = re.fullmatch(r"([+-])(\d\d)(\d\d)", text(header, "TimezoneOffsetFromUTC"))
    if offset is None:
        return now
    sign = -1 if offset[1] == "-" else 1
    away = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
    return now.astimezone(timezone(sign * away)) if away < timedelta(hours=24) else now


def _fit_grid(
    ds: Dataset, radiograph: Radiograph, picture: Picture, presentation: Presentation
) -> None:
    given, made = radiograph.spacing.mm, picture.spacing_mm
    if not _lies_on_film(radiograph, picture):
        drop_grid(ds)
        rows, columns = radiograph.pixels.shape
        size_mm = rows * given[0], columns * given[1]
        turn_directions(ds, nearest_orientation(picture.placement, size_mm))
    scale_spacings(ds, (made[0] / given[0], made[1] / given[1]))
    turn(ds, presentation.orientation, picture.shape)


def _lies_on_film(radiograph: Radiograph, picture: Picture) -> bool:
    """Whether each pixel lies where its source lies: a film may be turned and keep its size."""
    return picture.shape == radiograph.pixels.shape and picture.placement.is_identity


def _is_resampled(radiograph: Radiograph, picture: Picture) -> bool:
    """Whether pixels were interpolated: flips, quarter turns and cuts only move them."""
    matrix = picture.placement.pixels(picture.shape, radiograph.pixels.shape)
    linear = np.abs(matrix[:, :2])
    only_moves = np.allclose(np.sort(linear, axis=1), [[0, 1], [0, 1]], atol=1e-9)
    return not (only_moves and np.allclose(matrix, matrix.round(), atol=1e-6))


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
        number=_SERIES_OFFSET + (whole(header, "SeriesNumber") or 0) % 1000,
        description=series_description(presentation.recipe, is_synthetic=facts.is_synthetic),
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
        modules.keep_one_anatomic_region(ds)
        modules.add_sc_equipment_module(ds, _conversion(header, facts), moment)


def _add_image(
    ds: Dataset,
    facts: Facts,
    radiograph: Radiograph,
    picture: Picture,
    presentation: Presentation,
    moment: datetime,
    *,
    is_resampled: bool,
) -> None:
    modules.add_general_image_module(
        ds,
        image_type=facts.image_type,
        derivation=derivation_text(
            presentation,
            was_colour=facts.was_colour,
            is_synthetic=facts.is_synthetic,
            preparation=radiograph.preparation,
            altered=picture.altered,
        ),
        codes=derivation_codes(presentation.recipe, is_resampled=is_resampled),
        sources=((facts.reference,) if facts.reference else ()) + facts.further,
        now=moment,
    )
    pixel_modules.add_annotation_flag(ds, is_burned_in=facts.is_burned_in)
    is_lossy, ratio, method = compression_history(header_of(radiograph), radiograph)
    pixel_modules.add_lossy_compression(ds, is_lossy=is_lossy, ratio=ratio, method=method)


def _add_pixels(
    ds: Dataset,
    facts: Facts,
    radiograph: Radiograph,
    picture: Picture,
    presentation: Presentation,
) -> None:
    header, is_negative = header_of(radiograph), presentation.is_inverted
    pixels = presentation.orientation.apply(picture.indices)
    if facts.is_synthetic:
        black, white = _ends(picture, presentation)
        words = words_of(radiograph, presentation.recipe)
        pixels = burnt(pixels, words, black=black, white=white)
    pixel_modules.add_image_pixel_module(ds, pixels, is_negative=is_negative)
    pixel_modules.add_modality_lut_module(ds)
    voi = presentation.result_voi
    if isinstance(voi, VoiLut):
        entries = picture.table(voi, levels=65536).astype("<u2", copy=False)
        pixel_modules.add_voi_lut(ds, entries, _explanation(voi))
    elif picture.scale is not None:
        window = written_window(voi, picture.scale)
        pixel_modules.add_voi_window(ds, window, _explanation(voi))
    pixel_modules.add_presentation_lut(ds, is_negative=is_negative)
    if facts.target.has_intent:
        relationship = text(header, "PixelIntensityRelationship") or "LIN"
        sign = intensity_sign(header, radiograph)
        pixel_modules.add_intensity(ds, relationship=relationship, sign=sign)
    elif facts.target.family in (Family.ANGIOGRAPHY, Family.FLUOROSCOPY):
        pixel_modules.add_intensity(ds, relationship="DISP", sign=None)
    if "SOPClassUID" not in header and radiograph.spacing.is_known:
        pixel_modules.add_pixel_spacing(
            ds, presentation.orientation.apply_spacing(picture.spacing_mm)
        )


def _ends(picture: Picture, presentation: Presentation) -> tuple[int, int]:
    """Return the stored values, of the least and the greatest, that show darker and brighter.

    A window that shows both alike shows nothing at all; then the polarity decides.
    """
    table = picture.table(presentation.result_voi, is_inverted=presentation.is_inverted)
    first, last = int(table[0]), int(table[-1])
    is_negative = first > last if first != last else presentation.is_inverted
    return (65535, 0) if is_negative else (0, 65535)


def _explanation(voi: Voi) -> str:
    return plain_text(voi.explanation) or modules.MANUFACTURER


def _conversion(header: Dataset, facts: Facts) -> str:
    if facts.is_synthetic:
        return "SYN"
    if "SOPClassUID" not in header:
        return "DI"
    return "WSD"
