"""engine.export_request"""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.errors import ExportError
from engine.export import (
    ExportFormat,
    default_name,
    export_film,
    plan_export,
)
from engine.radiograph import Description, Radiograph
from engine.source import Source, SourceKind
from tests.engine.dicom.films_to_derive import film, header
from tests.engine.export_requests import request_for


@pytest.fixture
def wedge() -> Radiograph:
    """The 4 x 6 wedge 0..2300 as a DICOM film that never was a file."""
    return film(header())


def test_film_itself_is_never_overwritten(wedge: Radiograph, tmp_path: Path) -> None:
    path = tmp_path / "film.dcm"
    path.write_bytes(b"the film")
    opened = replace(wedge, source=Source.of_file(SourceKind.DICOM, path))

    with pytest.raises(ExportError, match="is the film itself"):
        export_film(request_for(opened, tmp_path, name="film"))

    assert path.read_bytes() == b"the film"


@pytest.mark.parametrize("name", ["", "../out", "a/b", "a\\b", "..", "con:fused", "x\n"])
def test_name_that_is_no_file_name_is_refused(wedge: Radiograph, tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError, match="cannot be used as a file name"):
        plan_export(request_for(wedge, tmp_path, name=name))


@pytest.mark.parametrize(
    ("name", "written"),
    [("x", "x.tif"), ("x.tif", "x.tif"), ("x.TIFF", "x.TIFF"), ("x.png", "x.png.tif")],
)
def test_suffix_is_added_where_it_is_missing(
    wedge: Radiograph, tmp_path: Path, name: str, written: str
) -> None:
    request = request_for(wedge, tmp_path, ExportFormat.TIFF, name=name)

    assert request.file_name == written


@pytest.mark.parametrize(
    ("file_name", "told"),
    [
        ("thorax 03.dcm", False),
        ("IMG.0001", False),
        ("MUELLER_ANNA.dcm", True),
        ("20261120-Müller.dcm", True),
        ("scan_ng0001.dcm", True),
        ("an old film.dcm", False),
    ],
)
def test_file_name_tells_nothing_about_the_patient(
    wedge: Radiograph, file_name: str, told: bool
) -> None:
    known = replace(
        wedge,
        source=replace(wedge.source, name=file_name),
        description=Description(patient_name="Mueller^Anna^Li", patient_id="NG-0001"),
    )
    if "ü" in file_name:
        known = replace(known, description=Description(patient_name="MÜLLER^ANNA"))

    name = default_name(known, ExportFormat.PNG)

    stem = file_name.removesuffix(".dcm")
    # The digest of the SOP Instance UID 1.2.3.1, by sha256sum
    hidden = "film_4974ae19_enhanced.png"
    assert name == (hidden if told else f"{stem}_enhanced.png")


def test_a_presentation_file_takes_the_name_of_the_film(wedge: Radiograph, tmp_path: Path) -> None:
    request = replace(request_for(wedge, tmp_path, name="hand.v2"), with_presentation_file=True)

    assert request.file_names == ("hand.v2.dcm", "hand.v2_presentation.json")
