"""engine.dicom.derive, judged by dicom3tools for X-ray classes of which no real film is at hand"""

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pydicom
import pytest
from pydicom.uid import UID

from engine.dicom.read import read_dicom
from engine.export import ExportFormat, ExportRequest, export_film
from engine.orientation import Orientation
from engine.presentation import Presentation
from engine.render import Renderer
from tests.judges.exported import RECIPES

pytestmark = pytest.mark.judge

BASE = "1.2.840.10008.5.1.4.1.1"
DX_FILM = "dicom/highdicom/data/test_files/dx_image.dcm"
SINGLE_PLANE = {
    "ImageType": ["ORIGINAL", "PRIMARY", "SINGLE PLANE"],
    "PixelIntensityRelationship": "LIN",
    "RadiationSetting": "SC",
}
CASES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "DX for processing": ("1.1.1", "DX", {"PresentationIntentType": "FOR PROCESSING"}),
    "MG for processing": ("1.2.1", "MG", {"PresentationIntentType": "FOR PROCESSING"}),
    "MG": ("1.2", "MG", {}),
    "intra-oral": ("1.3", "IO", {}),
    "XA": ("12.1", "XA", SINGLE_PLANE),
    "RF": ("12.2", "RF", SINGLE_PLANE),
}


def errors(program: str, path: Path) -> set[str]:
    """Return what dciodvfy calls an error, without the number of the value."""
    done = subprocess.run(
        [program, "-new", str(path)], capture_output=True, text=True, errors="replace"
    )
    found = {re.sub(r"\[\d+\]", "", line) for line in done.stderr.splitlines()}
    assert any("Image" in line for line in done.stderr.splitlines())
    return {line for line in found if line.startswith("Error")}


@pytest.fixture(params=CASES)
def source(request: pytest.FixtureRequest, shared_data: Path, tmp_path: Path) -> Path:
    """A real DX film under the class of another X-ray device."""
    number, modality, values = CASES[request.param]
    ds = pydicom.dcmread(shared_data / DX_FILM)
    ds.PixelData += b"\0" * (len(ds.PixelData) % 2)
    ds["PixelData"].VR = "OW"
    ds.SOPClassUID = ds.file_meta.MediaStorageSOPClassUID = UID(f"{BASE}.{number}")
    ds.Modality = modality
    for keyword, value in values.items():
        setattr(ds, keyword, value)
    path = tmp_path / "source.dcm"
    ds.save_as(path)
    return path


@pytest.mark.parametrize("is_inverted", [False, True])
@pytest.mark.parametrize("orientation", [Orientation(), Orientation(1, is_mirrored=True)])
def test_dciodvfy_finds_no_error_the_source_does_not_have(
    source: Path,
    orientation: Orientation,
    is_inverted: bool,
    judge: Callable[[str], str],
    tmp_path: Path,
) -> None:
    radiograph = read_dicom(source)
    shown = Presentation(radiograph.default_voi, RECIPES["keeps"], orientation=orientation)
    request = ExportRequest(
        Renderer(radiograph),
        replace(shown, is_inverted=is_inverted),
        ExportFormat.DICOM,
        tmp_path,
        "made.dcm",
    )

    (path,) = export_film(request)

    program = judge("dciodvfy")
    assert errors(program, path) <= errors(program, source)
