"""engine.export and engine.dicom.read: an exported file offers the recipe that made it"""

import json
from pathlib import Path

import numpy as np
import pytest

from engine.dicom.read import read_dicom
from engine.export import ExportFormat, ExportRequest, export_film, processed
from engine.orientation import Orientation
from engine.presentation import Presentation
from engine.radiograph import Radiograph
from engine.recipe import Recipe
from engine.render import Renderer
from engine.step import step_type
from tests.judges.exported import RECIPES, film, film_names

X_RAY = [
    name
    for name in film_names()
    if name.endswith(("dx_image.dcm", "RG3_J2KR.dcm", "RG2_JPLL.dcm", "331_DDH_1.dcm", "HR1.dcm"))
]


def export(radiograph: Radiograph, recipe: Recipe, orientation: Orientation, folder: Path) -> Path:
    """Return the exported file."""
    presentation = Presentation(radiograph.default_voi, orientation=orientation)
    request = ExportRequest(
        Renderer(radiograph),
        presentation.with_recipe(recipe),
        ExportFormat.DICOM,
        folder,
        "made.dcm",
    )
    return export_film(request)[0]


@pytest.mark.parametrize("recipe", RECIPES)
@pytest.mark.parametrize("name", X_RAY)
def test_stored_recipe_makes_the_exported_pixels_again(
    name: str, recipe: str, tmp_path: Path
) -> None:
    source = film(name)
    assert source is not None
    opened = read_dicom(export(source, RECIPES[recipe], Orientation(1, True), tmp_path))
    assert opened.recipe_json is not None

    stored = json.loads(opened.recipe_json)
    again = processed(Renderer(source), Recipe.from_json(stored["recipe"]))

    shown = again.oriented(Orientation(**stored["orientation"]))
    assert np.array_equal(opened.pixels, shown.indices)
    assert stored["source"]["sop_instance_uid"] == source.source.sop_instance_uid
    assert stored["source"]["sha256"] == source.source.sha256()
    assert stored["application"].startswith("Negatoscope ")


@pytest.mark.parametrize("name", X_RAY[:1])
def test_exported_film_enhanced_again_keeps_only_its_last_recipe(name: str, tmp_path: Path) -> None:
    source = film(name)
    assert source is not None
    once = read_dicom(export(source, RECIPES["keeps"], Orientation(), tmp_path))
    gamma = Recipe().added(step_type("gamma").make())
    (tmp_path / "second").mkdir()

    twice = read_dicom(export(once, gamma, Orientation(), tmp_path / "second"))

    stored = json.loads(twice.recipe_json or "")
    assert [step["step"] for step in stored["recipe"]["steps"]] == ["gamma"]
    assert stored["source"]["sop_instance_uid"] == once.source.sop_instance_uid
