"""Requests for exporting small films."""

from pathlib import Path

from engine.export import (
    ExportFormat,
    ExportRequest,
)
from engine.presentation import Presentation
from engine.radiograph import Radiograph
from engine.recipe import Recipe
from engine.render import Renderer
from engine.step import step_type

GAMMA = Recipe(name="gamma", title="Half tones").added(step_type("gamma").make({"exponent": 2}))
STRETCH = Recipe(title="Stretched").added(step_type("contrast_stretch").make())


def request_for(
    radiograph: Radiograph,
    folder: Path,
    format: ExportFormat = ExportFormat.DICOM,  # noqa: A002 - the word
    *,
    recipe: Recipe = GAMMA,
    name: str = "made",
    with_recipe_file: bool = False,
    with_before_after: bool = False,
) -> ExportRequest:
    """Return a request with one recipe."""
    return ExportRequest(
        Renderer(radiograph),
        Presentation(radiograph.default_voi).with_recipe(recipe),
        format,
        folder,
        name,
        with_recipe_file,
        with_before_after,
    )
