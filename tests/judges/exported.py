"""Films and their exports, made once for all judges."""

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pydicom
from pydicom.dataset import Dataset

from engine.bitmap import read_bitmap
from engine.dicom.read import read_dicom
from engine.errors import EngineError
from engine.export import ExportFormat, ExportRequest, export_film
from engine.presentation import Presentation
from engine.radiograph import Radiograph
from engine.recipe import Recipe
from engine.render import Renderer
from engine.step import step_type
from tests.conftest import REPOSITORY

DATA = REPOSITORY.parent / "shared" / "data"

RECIPES = {
    "keeps": Recipe(title="Soft and sharp")
    .added(step_type("gaussian").make({"radius_mm": 0.4}))
    .added(step_type("unsharp_mask").make()),
    "sets": Recipe(title="Local contrast").added(step_type("clahe").make()),
}
"""One recipe that keeps the film's window, and one that sets its own."""


_NO_FILMS = (
    "DICOMDIR",
    "no_preamble_dicm_in_data",
    "_32bit.dcm",
    "lossless_too_short.dcm",
    "_float.dcm",
    "/966.dcm",
    "/prLUTs.dcm",
    "/prOverlay.dcm",
)
"""Directories, presentation states, 32 bit and float pixels, and files broken on purpose."""


def film_names() -> list[str]:
    """Return every film there is, as a name below the data folder; none without data."""
    files = [p for p in sorted((DATA / "dicom").rglob("*")) if p.is_file()]
    names = [p.relative_to(DATA).as_posix() for p in files]
    return [name for name in names if not name.endswith(_NO_FILMS)]


def bitmap_names() -> list[str]:
    """Return the bitmap that stands for all of them."""
    return [str(p.relative_to(DATA)) for p in sorted((DATA / "chest_xray/val").glob("*.png"))[:1]]


@dataclass(frozen=True)
class Exported:
    """A film and what was made of it."""

    source: Path
    radiograph: Radiograph
    presentation: Presentation
    path: Path
    before: bytes

    @cached_property
    def header(self) -> Dataset:
        """The source's dataset, empty for a bitmap."""
        if not isinstance(self.radiograph.header, Dataset):
            return Dataset()
        return pydicom.dcmread(self.source, stop_before_pixels=True, force=True)

    @cached_property
    def ds(self) -> Dataset:
        """The export, read by pydicom."""
        return pydicom.dcmread(self.path)


@cache
def film(name: str) -> Radiograph | None:
    """Return the film, or None where the file is none that is read."""
    path = DATA / name
    try:
        return read_bitmap(path) if path.suffix == ".png" else read_dicom(path)
    except EngineError:
        return None


def exported(name: str, recipe: str, folder: Path) -> Exported | None:
    """Export a film with one of the recipes; None where the file is no film."""
    before = (DATA / name).read_bytes()
    radiograph = film(name)
    if radiograph is None:
        return None
    presentation = Presentation(radiograph.default_voi).with_recipe(RECIPES[recipe])
    request = ExportRequest(
        Renderer(radiograph), presentation, ExportFormat.DICOM, folder, "export.dcm"
    )
    (path,) = export_film(request)
    return Exported(DATA / name, radiograph, presentation, path, before)
