"""negatoscope stitch: overlapping films to one."""

from collections.abc import Sequence
from pathlib import Path

import typer

from engine.cli.messages import say
from engine.errors import EngineError
from engine.export import ExportFormat, ExportRequest, export_film
from engine.export_request import is_same_file
from engine.files import is_folder
from engine.presentation import Presentation
from engine.reading import read_radiograph
from engine.render import Renderer
from engine.stitching import MOST_FILMS, Stitched, stitch

_FORMATS = {
    ".dcm": ExportFormat.DICOM,
    ".png": ExportFormat.PNG,
    ".tif": ExportFormat.TIFF,
    ".tiff": ExportFormat.TIFF,
}


def stitch_films(sources: Sequence[Path], output: Path) -> None:
    """Read films, stitch them and write the whole.

    Raises:
        typer.BadParameter: If the command line makes no sense.
        EngineError: If a film cannot be read, does not fit, or the whole not be written.
    """
    if not 2 <= len(sources) <= MOST_FILMS:
        raise typer.BadParameter(f"Name 2 to {MOST_FILMS} films.", param_hint="SRC")
    format_ = _FORMATS.get(output.suffix.lower())
    if format_ is None:
        raise typer.BadParameter("The name must end in .dcm, .png or .tif.", param_hint="-o")
    if any(is_same_file(output, source) for source in sources):
        raise typer.BadParameter(
            "That is one of the films, which are never overwritten.", param_hint="-o"
        )
    folder = output.parent
    if not is_folder(folder):
        raise EngineError(f"There is no folder {folder.name} to write to.", hint="Make it first.")
    made = stitch([read_radiograph(source) for source in sources])
    renderer = Renderer(made.radiograph)
    presentation = Presentation(made.radiograph.default_voi)
    export_film(ExportRequest(renderer, presentation, format_, folder, output.name))
    _report(made, [source.name for source in sources])


def _report(made: Stitched, names: Sequence[str]) -> None:
    for seam in made.seams:
        say(
            f"{names[seam.second]} lies on {names[seam.first]}: likeness {seam.score:.2f}, "
            f"overlap {seam.share:.0%}, turned {seam.angle_deg:.2f} degrees, "
            f"values x {seam.gain:.3g} {seam.offset:+.4g}."
        )
    rows, columns = made.radiograph.pixels.shape
    say(f"Made one film of {columns} x {rows} pixels.")
