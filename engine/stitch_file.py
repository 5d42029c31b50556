"""Stitching from files to a file."""

from collections.abc import Sequence
from pathlib import Path

from engine.errors import ExportError
from engine.export import ExportFormat, ExportRequest, export_film
from engine.export_request import is_same_file
from engine.files import is_folder
from engine.presentation import Presentation
from engine.progress import Progress
from engine.radiograph import Radiograph
from engine.reading import read_radiograph
from engine.render import Renderer
from engine.stitching import Stitched, stitch

FORMATS = {
    ".dcm": ExportFormat.DICOM,
    ".png": ExportFormat.PNG,
    ".tif": ExportFormat.TIFF,
    ".tiff": ExportFormat.TIFF,
}
"""By how the name of the file ends."""

_READ = 0.1  # where reading ends in the progress of it all
_MADE = 0.9


def stitch_to_file(
    sources: Sequence[Path], output: Path, progress: Progress | None = None
) -> Stitched:
    """Read films that overlap, put them together and write the whole.

    Args:
        sources: 2 to 6 films; the first is the reference.
        output: DICOM, PNG or TIFF to write, by its suffix; one that is there is replaced.
        progress: Told of each part; cancels.

    Raises:
        ExportError: If the file cannot be written, or is one of the films.
        EngineError: If a film cannot be read or does not fit, naming it.
        Cancelled: If nobody wants it any more.
    """
    progress = progress or Progress()
    format_ = FORMATS.get(output.suffix.lower())
    if format_ is None:
        raise ExportError(f"{output.name} must end in .dcm, .png or .tif.")
    if not is_folder(output.parent):
        raise ExportError(
            f"There is no folder {output.parent.name} to write to.", hint="Make it first."
        )
    if any(is_same_file(output, source) for source in sources):
        raise ExportError(
            f"{output.name} is one of the films, which are never overwritten.",
            hint="Choose another name or folder.",
        )
    films: list[Radiograph] = []
    for number, source in enumerate(sources):
        progress.report(_READ * number / len(sources), "Reading")
        films.append(read_radiograph(source))
    progress.report(_READ, "Stitching")
    made = stitch(films, progress.part(_READ, _MADE))
    shown = Presentation(made.radiograph.default_voi)
    renderer = Renderer(made.radiograph)
    request = ExportRequest(renderer, shown, format_, output.parent, output.name)
    export_film(request, progress.part(_MADE, 1.0))
    return made
