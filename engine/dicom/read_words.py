"""Words about a film for the corners of the window, and the recipe it may carry."""

import json
import re

from pydicom.dataset import Dataset

from engine.dicom.decode import LOSSY
from engine.dicom.read_layout import syntax_of
from engine.dicom.read_values import BROKEN_INPUT, clean, text, texts, value_of
from engine.dicom.recipe_block import CREATOR, ELEMENT, GROUP
from engine.radiograph import Description

_LONGEST_RECIPE = 1_000_000

_DIRECTION = re.compile(r"[LRAPHF]{1,3}")


def description_of(ds: Dataset) -> Description:
    """Return the words, each fit for one line: no control and no bidirectional characters."""
    directions = texts(ds, "PatientOrientation")
    is_sane = len(directions) == 2 and all(_DIRECTION.fullmatch(one) for one in directions)
    return Description(
        patient_name=_name(ds),
        patient_id=text(ds, "PatientID"),
        series=text(ds, "SeriesDescription") or text(ds, "StudyDescription"),
        view=_view(ds),
        taken_at=_taken_at(ds),
        directions=(directions[0], directions[1]) if is_sane else ("", ""),
        is_lossy=_is_lossy(ds),
    )


def device_of(ds: Dataset) -> str:
    """Return maker and model of what took the film, or ""; never which one of them it was."""
    maker, model = text(ds, "Manufacturer"), text(ds, "ManufacturerModelName")
    if maker and model.lower().startswith(maker.lower()):
        return model
    return f"{maker} {model}".strip()


def recipe_of(ds: Dataset, notices: list[str]) -> str | None:
    """Return the JSON text that Negatoscope left in a film it made, or None.

    Its private element holds {"recipe", "orientation", "source", "application"}.
    """
    try:
        block = ds.private_block(GROUP, CREATOR)
        value = block[ELEMENT].value
    except BROKEN_INPUT:
        return None
    written = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    try:
        holds = json.loads(written) if len(written) <= _LONGEST_RECIPE else None
    except (ValueError, RecursionError):
        holds = None
    if not isinstance(holds, dict) or "recipe" not in holds:
        notices.append("The recipe that Negatoscope left in the file is damaged.")
        return None
    return written


def _name(ds: Dataset) -> str:
    """Return "Family, Given" of the first component group that holds letters."""
    value = value_of(ds, "PatientName")
    groups = str(value or "").split("=")
    for group in groups:
        parts = [clean(part) for part in group.split("^")]
        family, given = parts[0], parts[1] if len(parts) > 1 else ""
        if family or given:
            return ", ".join(part for part in (family, given) if part)
    return ""


def _view(ds: Dataset) -> str:
    laterality = text(ds, "ImageLaterality") or text(ds, "Laterality")
    words = (
        text(ds, "Modality"),
        {"R": "right", "L": "left", "B": "both"}.get(laterality, ""),
        text(ds, "BodyPartExamined").lower(),
        text(ds, "ViewPosition"),
    )
    return " ".join(word for word in words if word)


def _taken_at(ds: Dataset) -> str:
    for kind in ("Acquisition", "Content", "Study"):
        date = re.sub(r"\D", "", text(ds, f"{kind}Date"))
        if len(date) == 8 and "0101" <= date[4:] <= "1231":
            time = re.sub(r"\D", "", text(ds, f"{kind}Time").split(".")[0])
            day = f"{date[:4]}-{date[4:6]}-{date[6:]}"
            return f"{day} {time[:2]}:{time[2:4]}" if len(time) >= 4 else day
    return ""


def _is_lossy(ds: Dataset) -> bool:
    said = text(ds, "LossyImageCompression")
    return said == "01" or (said != "00" and str(syntax_of(ds)) in LOSSY)
