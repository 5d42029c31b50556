"""engine.dicom.derive of a translation, judged by dicom3tools on real films"""

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pydicom
import pytest

from engine.bitmap import read_bitmap
from engine.dicom.read import read_dicom
from engine.export import ExportFormat, ExportRequest, export_film
from engine.orientation import Orientation
from engine.presentation import Presentation
from engine.render import Renderer
from tests.engine.translated import ct_like, use_fake_translation
from tests.engine.words_in_pixels import finds

pytestmark = pytest.mark.judge

FILMS = (
    "dicom/highdicom/data/test_files/dx_image.dcm",
    "dicom/pydicom-data/data_store/data/RG3_J2KR.dcm",
    "chest_xray/val",
)
NEWER_THAN_THE_JUDGE = re.compile(r"\(0008,001c\)", re.IGNORECASE)
"""Synthetic Data came into the standard after the judge's dictionary of 2022."""


def errors(program: str, path: Path) -> set[str]:
    """Return what dciodvfy calls an error, but for the one attribute it is too old to know."""
    done = subprocess.run(
        [program, "-new", str(path)], capture_output=True, text=True, errors="replace"
    )
    assert "Image" in done.stderr
    found = {re.sub(r"\[\d+\]", "", line) for line in done.stderr.splitlines()}
    return {
        line for line in found if line.startswith("Error") and not NEWER_THAN_THE_JUDGE.search(line)
    }


@pytest.fixture(params=FILMS)
def source(request: pytest.FixtureRequest, shared_data: Path) -> Path:
    """A real film: DX, CR, and a bitmap."""
    path: Path = shared_data / request.param
    return min(path.glob("*.png")) if path.is_dir() else path


@pytest.mark.parametrize("is_inverted", [False, True])
@pytest.mark.parametrize("orientation", [Orientation(), Orientation(1, is_mirrored=True)])
def test_dciodvfy_finds_no_error_in_a_translation(
    source: Path,
    orientation: Orientation,
    is_inverted: bool,
    judge: Callable[[str], str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    use_fake_translation(monkeypatch)
    radiograph = read_bitmap(source) if source.suffix == ".png" else read_dicom(source)
    shown = Presentation(radiograph.default_voi, orientation=orientation).with_recipe(ct_like())
    request = ExportRequest(
        Renderer(radiograph),
        replace(shown, is_inverted=is_inverted),
        ExportFormat.DICOM,
        tmp_path,
        "made.dcm",
    )

    (path,) = export_film(request)

    program = judge("dciodvfy")
    inherited = set() if source.suffix == ".png" else errors(program, source)
    assert errors(program, path) <= inherited
    ds = pydicom.dcmread(path)
    assert ds.SyntheticData == "YES"
    assert finds("DIAGNOSIS", ds.pixel_array, is_negative=is_inverted)


def test_the_judge_is_deaf_to_one_attribute_only() -> None:
    assert NEWER_THAN_THE_JUDGE.search("Error - </(0008,001c)> - Attribute")
    assert not NEWER_THAN_THE_JUDGE.search("Error - </(0020,0060)> - Missing")
