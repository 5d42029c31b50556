"""negatoscope stitch: overlapping films to one."""

from collections.abc import Sequence
from pathlib import Path

import typer

from engine.cli.messages import say
from engine.export_request import is_same_file
from engine.stitch_file import FORMATS, stitch_to_file
from engine.stitching import MOST_FILMS


def stitch_films(sources: Sequence[Path], output: Path) -> None:
    """Read films, stitch them, write the whole, and say how they lay.

    Raises:
        typer.BadParameter: If the command line makes no sense.
        EngineError: If a film cannot be read, does not fit, or the whole not be written.
    """
    if not 2 <= len(sources) <= MOST_FILMS:
        raise typer.BadParameter(f"Name 2 to {MOST_FILMS} films.", param_hint="SRC")
    if output.suffix.lower() not in FORMATS:
        raise typer.BadParameter("The name must end in .dcm, .png or .tif.", param_hint="-o")
    if any(is_same_file(output, source) for source in sources):
        raise typer.BadParameter(
            "That is one of the films, which are never overwritten.", param_hint="-o"
        )
    made = stitch_to_file(sources, output)
    for seam in made.seams:
        say(f"{sources[seam.second].name} lies on {sources[seam.first].name}: {seam.text}.")
    rows, columns = made.radiograph.pixels.shape
    say(f"Made one film of {columns} x {rows} pixels.")
