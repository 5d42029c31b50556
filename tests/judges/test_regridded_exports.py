"""engine.export of films that were turned, cut and scaled, judged by dicom3tools"""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pydicom
import pytest

from engine.export import ExportFormat, ExportRequest, export_film
from engine.presentation import Presentation
from engine.recipe import Recipe
from engine.render import Renderer
from engine.step import step_type
from tests.judges.exported import DATA, film, film_names

pytestmark = pytest.mark.judge

Judge = Callable[[str], str]

RECIPES = {
    "turned": (("rotate", {"angle_degrees": 7.0}),),
    "mirrored and cut": (("flip", {}), ("crop", {"left_percent": 12.0, "top_percent": 5.0})),
    "a quarter, resampled": (
        ("rotate", {"angle_degrees": 90.0}),
        ("resample", {"spacing_mm": 0.4}),
    ),
    "small": (("resize", {}),),
    "enlarged": (("crop", {"left_percent": 40.0, "top_percent": 40.0}), ("super_resolution", {})),
}


def _first_of_each_class() -> list[str]:
    """Return one film of each class there is."""
    found: dict[str, str] = {}
    for name in film_names():
        radiograph = film(name)
        if radiograph is not None and radiograph.pixels.size < 8_000_000:
            found.setdefault(radiograph.source.sop_class_uid, name)
    return sorted(found.values())


@pytest.fixture(scope="module", params=RECIPES, ids=lambda name: name.replace(" ", "_"))
def exports(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[Path, Path]]:
    """A film of each class and what was made of it by one recipe."""
    if not film_names():
        pytest.skip("no real films: ../shared/data is absent")
    recipe = Recipe()
    for name, values in RECIPES[request.param]:
        recipe = recipe.added(step_type(name).make(values))
    folder = tmp_path_factory.mktemp("regridded")
    made = []
    for number, name in enumerate(_first_of_each_class()):
        radiograph = film(name)
        assert radiograph is not None
        presentation = Presentation(radiograph.default_voi).with_recipe(recipe)
        (path,) = export_film(
            ExportRequest(
                Renderer(radiograph), presentation, ExportFormat.DICOM, folder, f"{number}.dcm"
            )
        )
        made.append((DATA / name, path))
    return made


def _errors(judge: Judge, path: Path) -> set[str]:
    done = subprocess.run(
        [judge("dciodvfy"), "-new", str(path)], capture_output=True, text=True, errors="replace"
    )
    found = {re.sub(r"\[\d+\]", "", line) for line in done.stderr.splitlines()}
    return {line for line in found if line.startswith("Error")}


def test_dciodvfy_finds_no_error_the_source_does_not_have(
    exports: list[tuple[Path, Path]], judge: Judge
) -> None:
    new = {path.name: _errors(judge, path) - _errors(judge, source) for source, path in exports}

    assert not {name: found for name, found in new.items() if found}


def test_dcentvfy_finds_patient_and_study_in_agreement(
    exports: list[tuple[Path, Path]], judge: Judge, tmp_path: Path
) -> None:
    for number, (source, path) in enumerate(exports):
        whole = pydicom.dcmread(source, force=True)
        if "StudyInstanceUID" not in whole:
            continue
        copy = tmp_path / f"{number}.dcm"
        whole.save_as(copy, enforce_file_format=True)
        done = subprocess.run(
            [judge("dcentvfy"), str(copy), str(path)], capture_output=True, text=True
        )
        assert "Error" not in done.stderr, source.name
