"""engine.presentation_file"""

import json
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.errors import EngineError
from engine.grayscale.voi import FullRange, Voi, VoiFunction, VoiLut, Window
from engine.measurement import KnownObject, MeasureKind, Measurement
from engine.orientation import Orientation
from engine.presentation import Presentation
from engine.presentation_file import (
    load_presentation,
    presentation_from_json,
    presentation_to_json,
    save_presentation,
)
from engine.presentation_state import StateChoice, StatePart
from engine.recipe import Entry, Recipe
from engine.source import Source, SourceKind
from engine.steps.smooth import Gaussian
from tests.properties.films import stored_film

FULL = Presentation(
    voi=Window(1 / 3, 1750.1, VoiFunction.SIGMOID, "Lung"),
    recipe=Recipe((Entry(Gaussian(), is_enabled=False),), title="Own"),
    display_voi=FullRange(-5.5, 1e6),
    is_inverted=True,
    orientation=Orientation(3, is_mirrored=True),
    state=StateChoice("1.2.3", frozenset({StatePart.GREY, StatePart.TEXTS})),
    measurements=(
        Measurement(MeasureKind.ELLIPSE, ((0.1, 0.2), (30.7, 40.25)), "Lung, größer"),
        Measurement(MeasureKind.TEXT, ((-3.0, 1e3),), "here"),
    ),
    known_object=KnownObject(((1.0, 2.0), (3.0, 4.5)), 25.4),
)
FILM = replace(
    stored_film(20, 30), source=Source(SourceKind.MEMORY, "film.dcm", sop_instance_uid="1.2.9")
)


def through_text(presentation: Presentation) -> Presentation:
    """Return what is left of a presentation after it was text."""
    return presentation_from_json(json.loads(json.dumps(presentation_to_json(presentation))))


def test_everything_comes_back_exactly() -> None:
    assert through_text(FULL) == FULL


def test_a_bare_presentation_comes_back_as_bare() -> None:
    bare = Presentation(Window(40.0, 400.0))

    assert through_text(bare) == bare


@pytest.mark.parametrize("is_dragged", [False, True])
def test_a_lut_comes_back_to_the_last_bit(is_dragged: bool) -> None:
    lut = VoiLut(-1024, np.array([0.0, 1 / 3, 2 / 3, 1.0]), "Bone", 12)
    if is_dragged:
        lut = lut.with_window(0.1, 700.3)

    found = through_text(Presentation(lut)).voi

    assert isinstance(found, VoiLut)
    assert found.values.tolist() == [0.0, 1 / 3, 2 / 3, 1.0]
    assert (found.first_mapped, found.bits, found.explanation) == (-1024, 12, "Bone")
    assert (found.centre, found.width) == (lut.centre, lut.width)
    assert found.is_adjusted == is_dragged


@pytest.mark.parametrize(
    ("key", "value", "named"),
    [
        ("voi", {"kind": "window", "centre": 1, "width": 0, "function": "LINEAR"}, "at least 1"),
        ("voi", {"kind": "window", "centre": True, "width": 9}, "centre True is no number"),
        ("voi", {"kind": "window", "centre": 10**400, "width": 9}, "is no number"),
        ("voi", {"kind": "window", "centre": 1, "width": 9, "function": "L"}, "none of LINEAR"),
        ("voi", {"kind": "cube"}, "kind 'cube' is none of window"),
        ("voi", {"kind": "lut", "entries_float64": "!"}, "damaged"),
        ("display_voi", {"kind": "full range", "low": 2, "high": 1}, "not a range"),
        ("display_voi", None, "display_voi: None is no JSON object"),
        ("inverted", 1, "inverted 1 is neither true nor false"),
        ("orientation", {"quarter_turns": 4, "mirrored": False}, "is not 0, 1, 2 or 3"),
        ("recipe", {}, "not a recipe"),
        ("state", {"uid": "1.2", "parts": ["hue"]}, "holds none of"),
        ("state", {"uid": 7, "parts": []}, "uid 7 is no text"),
        ("measurements", "", "measurements '' is no list"),
        ("measurements", [{"kind": "cube"}], "measurement 1: kind 'cube' is none of length"),
        ("measurements", [{"kind": "text", "points": []}], "has not 1 points"),
        ("measurements", [{"kind": "text", "points": [[1]]}], "no pair of numbers"),
        ("measurements", [{"kind": "text", "points": [[1, float("nan")]]}], "no pair of numbers"),
        ("measurements", [{"kind": "text", "points": [[1, 2]], "text": "x" * 201}], "200"),
        ("known_object", {"points": [[1, 2], [3, 4]], "mm": 0}, "above 0 mm, not 0"),
        ("known_object", {"points": [[1, 2], [1, 2]], "mm": 5}, "apart"),
        ("version", 2, "presentation format 2; this version reads 1"),
        ("format", "recipe", "not a presentation"),
    ],
)
def test_a_bad_value_is_refused_by_its_name(key: str, value: Any, named: str) -> None:
    data = presentation_to_json(FULL) | {key: value}

    with pytest.raises(EngineError, match=named) as refused:
        presentation_from_json(data, where="made.json")

    assert "made.json" in str(refused.value)


@pytest.mark.parametrize("missing", ["voi", "recipe", "inverted", "measurements"])
def test_a_missing_value_is_refused(missing: str) -> None:
    data = presentation_to_json(FULL)
    del data[missing]

    with pytest.raises(EngineError):
        presentation_from_json(data)


def test_letters_that_turn_the_line_around_are_taken_out_of_a_text() -> None:
    data = presentation_to_json(FULL)
    data["measurements"][0]["text"] = "a\u202eb\nc\x07"

    assert presentation_from_json(data).measurements[0].text == "ab c"


@pytest.mark.parametrize(
    "voi", [Window(5.0, 9.0), FullRange(0.0, 9.0), VoiLut(0, np.array([0.0, 1.0]))]
)
def test_a_saved_one_is_for_its_owner_only_and_comes_back_for_its_film(
    tmp_path: Path, voi: Voi
) -> None:
    path = tmp_path / "film.json"

    save_presentation(path, FILM, replace(FULL, voi=voi))
    found = load_presentation(path, FILM)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (found.voi.centre, found.voi.width) == (voi.centre, voi.width)
    assert found.measurements == FULL.measurements


def test_a_copy_with_the_same_pixels_takes_it_whatever_it_is_called(tmp_path: Path) -> None:
    path = tmp_path / "film.json"
    save_presentation(path, FILM, FULL)
    copy = replace(FILM, source=Source(SourceKind.MEMORY, "copy", sop_instance_uid="9.9"))

    assert load_presentation(path, copy) == FULL


def test_the_same_object_compressed_anew_takes_it(tmp_path: Path) -> None:
    path = tmp_path / "film.json"
    save_presentation(path, FILM, FULL)

    assert load_presentation(path, replace(FILM, pixels=FILM.pixels + np.uint16(1))) == FULL


@pytest.mark.parametrize(("uid", "frame"), [("1.2.9", 1), ("1.2.8", 0), ("", 0)])
def test_another_film_refuses_it(tmp_path: Path, uid: str, frame: int) -> None:
    path = tmp_path / "film.json"
    save_presentation(path, FILM, FULL)
    source = Source(SourceKind.MEMORY, "other.dcm", sop_instance_uid=uid, frame=frame)
    other = replace(FILM, source=source, pixels=FILM.pixels + np.uint16(1))

    with pytest.raises(EngineError, match=r"film\.json belongs to another film than other\.dcm"):
        load_presentation(path, other)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 100_000])
def test_a_file_that_is_no_json_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "film.json"
    path.write_bytes(content)

    with pytest.raises(EngineError, match=r"film\.json is not a presentation"):
        load_presentation(path, FILM)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"gone\.json could not be read"):
        load_presentation(tmp_path / "gone.json", FILM)


def test_nothing_of_the_patient_is_written(tmp_path: Path) -> None:
    path = tmp_path / "film.json"
    known = replace(FILM.description, patient_name="Roe^Jane", patient_id="PID-77")

    save_presentation(path, replace(FILM, description=known), FULL)

    written = path.read_text()
    assert "Roe" not in written
    assert "PID-77" not in written
    assert "film.dcm" not in written
