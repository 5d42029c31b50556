"""How a film is shown, as JSON: exact, checked value by value, and tied to its film."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np

from engine.atomic import write_text_atomically
from engine.errors import EngineError, UnreadableImageError
from engine.measurement import LONGEST_TEXT, KnownObject, MeasureKind, Measurement, Point
from engine.orientation import Orientation
from engine.presentation import Presentation
from engine.presentation_file_values import Fields, finite, voi_from_json, voi_to_json
from engine.presentation_state import StateChoice, StatePart
from engine.radiograph import Radiograph
from engine.recipe import Recipe

FORMAT = "negatoscope-presentation"
FORMAT_VERSION = 1

MOST_MEASUREMENTS = 10_000
LARGEST_BYTES = 16_000_000
"""A film with two VOI LUTs of 65 536 entries takes 1.5 million."""

_LONGEST_UID = 64


def presentation_to_json(presentation: Presentation) -> dict[str, Any]:
    """Return a presentation as it stands in a file; ``presentation_from_json`` gives it back."""
    state, known = presentation.state, presentation.known_object
    turn = presentation.orientation
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "voi": voi_to_json(presentation.voi),
        "display_voi": voi_to_json(presentation.display_voi),
        "inverted": presentation.is_inverted,
        "orientation": {"quarter_turns": turn.quarter_turns, "mirrored": turn.is_mirrored},
        "recipe": presentation.recipe.to_json(),
        "state": None
        if state is None
        else {"uid": state.uid, "parts": sorted(part.value for part in state.parts)},
        "measurements": [
            {
                "kind": one.kind.value,
                "points": [list(point) for point in one.points],
                "text": one.text,
            }
            for one in presentation.measurements
        ],
        "known_object": None
        if known is None
        else {"points": [list(point) for point in known.points], "mm": known.mm},
    }


def presentation_from_json(data: object, *, where: str = "The presentation") -> Presentation:
    """Read a presentation from decoded JSON.

    Args:
        data: What ``presentation_to_json`` returned.
        where: What to call it in a message, as the file's name.

    Raises:
        EngineError: Naming the first value that is wrong.
    """
    fields = _checked(data, where)
    turn = Fields(fields.value("orientation"), f"{where}, orientation")
    quarter_turns = turn.whole("quarter_turns")
    if quarter_turns not in range(4):
        raise turn.refusal("quarter_turns", "is not 0, 1, 2 or 3")
    return Presentation(
        voi=voi_from_json(fields.value("voi"), f"{where}, voi"),
        recipe=Recipe.from_json(fields.value("recipe"), where=where),
        display_voi=voi_from_json(fields.value("display_voi"), f"{where}, display_voi"),
        is_inverted=fields.flag("inverted"),
        orientation=Orientation(quarter_turns, turn.flag("mirrored")),
        state=_state(fields),
        measurements=tuple(
            _measurement(one, f"{where}, measurement {number}")
            for number, one in enumerate(fields.items("measurements", MOST_MEASUREMENTS), 1)
        ),
        known_object=_known_object(fields),
    )


def save_presentation(path: Path, film: Radiograph, presentation: Presentation) -> None:
    """Write how a film is shown, whole or not at all, readable by its owner only.

    What ties it to its film is the SOP Instance UID and a digest of the pixels; nothing else of
    the film is written, and nothing of the patient but what a user has typed into a drawing.

    Raises:
        ExportError: If it could not be written.
    """
    content = presentation_to_json(presentation) | {"film": _identity(film)}
    write_text_atomically(path, json.dumps(content, indent=1) + "\n")


def load_presentation(path: Path, film: Radiograph) -> Presentation:
    """Read how a film is to be shown.

    Args:
        path: Written by ``save_presentation``.
        film: The film it was written for, or a copy with the same pixels.

    Raises:
        UnreadableImageError: If the file cannot be read, or is no JSON.
        EngineError: If a value in it is wrong, or it belongs to another film.
    """
    data = _decoded(path)
    presentation = presentation_from_json(data, where=path.name)
    said = Fields(Fields(data, path.name).value("film"), f"{path.name}, film")
    own = _identity(film)
    same_pixels = said.value("pixels_sha256") == own["pixels_sha256"]
    same_object = (
        own["sop_instance_uid"] != ""
        and said.value("sop_instance_uid") == own["sop_instance_uid"]
        and said.value("frame") == own["frame"]
    )
    if not (same_pixels or same_object):
        raise EngineError(
            f"{path.name} belongs to another film than {film.name}.",
            hint="Open the film it was saved for, then open it again.",
        )
    return presentation


def _decoded(path: Path) -> object:
    hint = "A presentation is a JSON file written by Negatoscope."
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise UnreadableImageError(
            f"{path.name} could not be read: {error.strerror}.", hint="Choose another file."
        ) from error
    if len(content) > LARGEST_BYTES:
        raise UnreadableImageError(f"{path.name} is too large for a presentation.", hint=hint)
    try:
        data: object = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UnreadableImageError(
            f"{path.name} is not a presentation: it is no JSON.", hint=hint
        ) from error
    return data


def _identity(film: Radiograph) -> dict[str, Any]:
    digest = hashlib.sha256(f"{film.pixels.dtype.name} {film.pixels.shape} ".encode())
    digest.update(np.ascontiguousarray(film.pixels).data)
    return {
        "sop_instance_uid": film.source.sop_instance_uid,
        "frame": film.source.frame,
        "pixels_sha256": digest.hexdigest(),
    }


def _checked(data: object, where: str) -> Fields:
    fields = Fields(data, where)
    if fields.value("format") != FORMAT:
        raise EngineError(
            f"{where} is not a presentation.",
            hint=f'A presentation is a JSON object whose "format" is "{FORMAT}".',
        )
    if (version := fields.value("version")) != FORMAT_VERSION:
        raise EngineError(
            f"{where} has presentation format {str(version)[:20]}; this version reads "
            f"{FORMAT_VERSION}.",
            hint="It was probably written by a newer Negatoscope.",
        )
    return fields


def _state(fields: Fields) -> StateChoice | None:
    if fields.value("state") is None:
        return None
    state = Fields(fields.value("state"), f"{fields.where}, state")
    known = {part.value: part for part in StatePart}
    parts = []
    for name in state.items("parts", len(known)):
        if not isinstance(name, str) or name not in known:
            raise state.refusal("parts", f"holds none of {', '.join(known)}")
        parts.append(known[name])
    return StateChoice(state.text("uid", _LONGEST_UID), frozenset(parts))


def _measurement(data: object, where: str) -> Measurement:
    fields = Fields(data, where)
    kind = fields.member("kind", MeasureKind)
    points = _points(fields, kind.points)
    return Measurement(kind, points, fields.text("text", LONGEST_TEXT))


def _known_object(fields: Fields) -> KnownObject | None:
    if fields.value("known_object") is None:
        return None
    known = Fields(fields.value("known_object"), f"{fields.where}, known_object")
    one, other = _points(known, MeasureKind.LENGTH.points)
    try:
        return KnownObject((one, other), known.number("mm"))
    except ValueError as error:
        raise EngineError(f"{known.where}: {error}.") from error


def _points(fields: Fields, number: int) -> tuple[Point, ...]:
    found = []
    for pair in fields.items("points", number):
        numbers = [finite(one) for one in pair] if isinstance(pair, list) else []
        match numbers:
            case [float(x), float(y)]:
                found.append((x, y))
            case _:
                raise fields.refusal("points", "holds what is no pair of numbers")
    if len(found) != number:
        raise fields.refusal("points", f"has not {number} points")
    return tuple(found)
